"""The command line: shows what the other rooms know, and computes nothing of its own."""

import click

from sayso import __version__
from sayso.cli.evaluate import evaluate
from sayso.cli.read import read


@click.group("sayso", context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="sayso %(version)s")
def main() -> None:
    """Read news articles: who said what, and on whose word it rests."""


main.add_command(read)
main.add_command(evaluate)

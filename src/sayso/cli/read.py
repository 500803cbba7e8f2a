"""`sayso read`: articles in, a sheet or a line of JSON for each out."""

import sys
from collections.abc import Callable

import click

from sayso.cli.batch import readings
from sayso.cli.progress import with_progress
from sayso.cli.visible import visible
from sayso.exports import json_line
from sayso.intake import InputError, inputs
from sayso.reading.reading import Reading


@click.command()
@click.argument("paths", metavar="PATH... | -", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON for each article.")
def read(paths: tuple[str, ...], as_json: bool) -> None:
    """Show who says what in each article, in the order of the articles given.

    A PATH is a text, an HTML page, or JSON lines (.jsonl, .jsonl.xz, .jsonl.gz); - is standard
    input. What cannot be read is named on standard error, the rest is read, and the exit status
    is then 2.
    """
    form = json_line if as_json else _sheet_writer()
    failed = False
    with with_progress(paths, inputs(paths)) as given:
        for result in readings(given):
            if isinstance(result, InputError):
                failed = True
                click.echo(visible(f"sayso: {result}"), err=True)
            else:
                _write(form(result))
    if failed:
        sys.exit(2)


def _sheet_writer() -> Callable[[Reading], str]:
    # Imported here: JSON has no need of it.
    from sayso.cli.sheet import SheetWriter

    return SheetWriter()


def _write(text: str) -> None:
    if sys.stdout is None:
        raise click.ClickException("standard output is closed")
    try:
        # Bytes, so that no locale can refuse a quotation mark.
        sys.stdout.buffer.write(text.encode())
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise click.ClickException(f"cannot write the output: {error.strerror}") from error

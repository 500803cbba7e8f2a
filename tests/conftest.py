"""What the tests share."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import settings

from sayso.cli import main

# No test is timed, and each run tries the same examples.
settings.register_profile("sayso", deadline=None, derandomize=True)
settings.load_profile("sayso")

Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    """Run `sayso` with these arguments, and these bytes on its standard input."""

    def invoke(*arguments: str | Path, stdin: bytes = b"") -> Result:
        result = CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)
        # Anything else would have been a traceback on the person's screen.
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result

    return invoke

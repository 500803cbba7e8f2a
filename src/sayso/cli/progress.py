"""The progress bar: on standard error, while results go elsewhere than to the terminal."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sayso.intake import Input, InputError


@contextmanager
def with_progress(
    paths: Sequence[str], inputs: Iterator[Input | InputError]
) -> Iterator[Iterator[Input | InputError]]:
    """Hand on the inputs; where a person looks on, show how many bytes of them were taken."""
    if not sys.stderr or not sys.stderr.isatty() or (sys.stdout and sys.stdout.isatty()):
        yield inputs
        return
    # Imported here: a pipe has no need of it.
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TimeRemainingColumn

    columns = BarColumn(), TaskProgressColumn(), TimeRemainingColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        total = None if "-" in paths else sum(map(_size, paths))
        task = progress.add_task("", total=total)

        def counted() -> Iterator[Input | InputError]:
            for given in inputs:
                yield given
                # After the yield: an input is done when the next one is asked for.
                if isinstance(given, Input):
                    progress.advance(task, given.taken)

        yield counted()


def _size(path: str) -> int:
    try:
        return os.path.getsize(path)
    except OSError:
        return 0

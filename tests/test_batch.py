"""Many inputs: every core, the order kept, and one article's fault costs that article alone."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.cli import batch
from sayso.cli.batch import readings
from sayso.intake import Input, InputError, to_article
from sayso.reading.reading import Reading
from tests.conftest import Run


def fragile(given: Input) -> Reading | InputError:
    """A reader whose process dies, as of too little memory, where the text says so."""
    article = to_article(given)
    if isinstance(article, InputError):
        return article
    if "die" in article.text:
        os._exit(1)
    return Reading(article, (), ())


def texts(*parts: str) -> Iterator[Input | InputError]:
    for number, part in enumerate(parts):
        yield Input(str(number), None, "text", (part * 2000).encode(), 0)
    yield InputError("last", None, "is a folder")


def test_a_process_that_dies_costs_one_article() -> None:
    parts = ["one "] * 20
    parts[5] = parts[17] = "die "
    results = list(readings(texts(*parts), fragile))
    lost = "the process that read it died"
    assert [result for result in results if isinstance(result, InputError)] == [
        InputError("5", None, lost),
        InputError("17", None, lost),
        InputError("last", None, "is a folder"),
    ]
    read = [result.article.id for result in results if isinstance(result, Reading)]
    assert read == [str(number) for number in range(20) if number not in (5, 17)]


def test_few_inputs_are_held_at_a_time() -> None:
    asked = 0

    def counted() -> Iterator[Input | InputError]:
        nonlocal asked
        for given in texts(*["one "] * 2000):
            asked += 1
            yield given

    next(iter(readings(counted(), fragile)))
    assert asked < 2000


def test_the_same_bytes_one_by_one_and_all_at_once(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [tmp_path / f"{number}.txt" for number in range(12)]
    for number, path in enumerate(paths):
        path.write_text(f"“It rained {number} times,” the mayor of Velmar said.\n\n" * number)
    alone = [run("read", "--json", path) for path in paths]
    monkeypatch.setattr(batch, "FEW", 0)
    together = run("read", "--json", *paths)
    assert together.exit_code == 2
    assert together.stdout == "".join(result.stdout for result in alone)
    assert together.stderr == f"sayso: {paths[0]}: holds no text\n"

"""`sayso evaluate`: the shipped reader against an annotated corpus."""

import json
from collections.abc import Iterator
from pathlib import Path

import click

from sayso.cli.batch import readings
from sayso.evaluation import Count, Gold, agreement, figures, load
from sayso.intake import Input, InputError
from sayso.reading.reading import Reading


@click.command()
@click.argument("corpus", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def evaluate(corpus: Path, as_json: bool) -> None:
    """Measure the reader on CORPUS, JSON lines of articles with marked attributions or names.

    Token, strict span and triple F1, in per cent; where several people marked an article, also
    how far they agree with each other. Of GUM only the documents set apart are read.
    """
    try:
        golds = load(corpus)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    found = figures(golds, read_all(golds))
    people = agreement(golds)
    if as_json:
        fields = {"articles": len(golds), "figures": _rounded(found)}
        click.echo(json.dumps(fields | ({"agreement": _rounded(people)} if people else {})))
        return
    apart = ", those that training leaves out" if golds[0].names is not None else ""
    click.echo(f"{len(golds)} articles of {corpus}{apart}\n")
    _table("the reader", found)
    if people:
        _table("annotators against each other", people)


def read_all(golds: list[Gold]) -> list[Reading]:
    """Read the articles of a corpus, in its order, on every core.

    Raises:
        ValueError: an article cannot be read.
    """

    def given() -> Iterator[Input]:
        for number, gold in enumerate(golds, 1):
            data = json.dumps({"id": gold.id, "text": gold.text}).encode()
            yield Input(gold.id, number, "json", data, 0)

    found = []
    for result in readings(given()):
        if isinstance(result, InputError):
            raise ValueError(str(result))
        found.append(result)
    return found


def _rounded(counts: dict[str, Count]) -> dict[str, dict[str, float]]:
    return {
        name: {
            "precision": round(count.precision, 2),
            "recall": round(count.recall, 2),
            "f1": round(count.f1, 2),
        }
        for name, count in counts.items()
    }


def _table(title: str, counts: dict[str, Count]) -> None:
    click.echo(f"{title:32}{'precision':>10}{'recall':>10}{'F1':>10}")
    for name, count in counts.items():
        click.echo(f"  {name:30}{count.precision:10.1f}{count.recall:10.1f}{count.f1:10.1f}")
    click.echo()

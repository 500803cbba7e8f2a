"""What is kept of the example articles' readings: `make expected` writes it anew."""

import json
from pathlib import Path

import sayso
from sayso.intake import InputError, inputs, to_article

ROOT = Path(__file__).parents[1]
EXAMPLES = ["dam.txt", "harbour.html"]


def expected_path(example: str) -> Path:
    """Where the reading of an example is kept."""
    return ROOT / "tests" / "expected" / f"{example}.json"


def record(example: str) -> str:
    """Read an example; one attribution or name a line, each span beside its words."""
    (given,) = inputs([str(ROOT / "examples" / example)])
    article = given if isinstance(given, InputError) else to_article(given)
    assert isinstance(article, sayso.Article), article
    reading = sayso.read(article)

    def words(spans: tuple[sayso.Span, ...]) -> list[tuple[int, int, str]]:
        return [(start, end, article.text[start:end]) for start, end in spans]

    def part(part: sayso.Part | None) -> list[tuple[int, int, str]] | None:
        return words(part.spans) if part else None

    rows: list[dict[str, object]] = [
        {
            "id": attribution.id,
            "parent": attribution.parent,
            "source": part(attribution.source),
            "cue": part(attribution.cue),
            "content": part(attribution.content),
        }
        for attribution in reading.attributions
    ]
    rows += [
        {
            "id": name.id,
            "name": name.name,
            "kind": name.kind,
            "role": words((name.role_span,)) if name.role_span else name.role,
            "mentions": words(name.mentions),
        }
        for name in reading.names
    ]
    lines = (json.dumps(row, ensure_ascii=False) for row in rows)
    return "[\n" + ",\n".join(lines) + "\n]\n"


if __name__ == "__main__":
    (ROOT / "tests" / "expected").mkdir(exist_ok=True)
    for example in EXAMPLES:
        expected_path(example).write_text(record(example), encoding="utf-8")

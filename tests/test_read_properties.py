"""What holds of every reading, whatever the text."""

import json
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import sayso
from sayso.exports import json_line
from tests.write_expected import ROOT

SCHEMA = json.loads(resources.files("sayso.exports").joinpath("reading-1.schema.json").read_text())

# Pieces that news is made of, and that offsets and quotation marks go wrong on.
PIECES = [
    "“It rained,” ",
    "the mayor said. ",
    'he said: "Never',
    "According to two officials briefed on the talks, ",
    "The ministry denied that it had warned of a strike",
    "did not respond",
    "”",
    "“",
    '"',
    "'",
    "«non»",
    "\r\n",
    "\n\n",
    "\r",
    "\u2028",
    "\x85",
    "\x00",
    "\x1b[31m",
    "\ufeff",
    "\u202eעברית ",
    "قال الوزير ",
    "🦀👩‍👩‍👧 ",
    "e\u0301",
    "İ",
    "ﬃ",
    "漢字",
    "\u200b",
    " ",
    "Mr. ",
    "x" * 300,
]
TEXTS = st.one_of(
    st.text(),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), max_size=60).map("".join),
)


def check(text: str) -> None:
    reading = sayso.read(text)
    assert reading.article.text == text
    seen: dict[str, sayso.Attribution] = {}
    for attribution in reading.attributions:
        assert attribution.id not in seen
        parts = [attribution.source, attribution.cue, attribution.content]
        assert any(parts)
        for part in filter(None, parts):
            check_spans(part.spans, text)
        if attribution.parent is not None:
            content = seen[attribution.parent].content
            assert content
            inside = {place for start, end in content.spans for place in range(start, end)}
            for part in filter(None, parts):
                assert all(inside.issuperset(range(*span)) for span in part.spans)
        seen[attribution.id] = attribution
    assert len({name.id for name in reading.names}) == len(reading.names)
    for name in reading.names:
        check_spans(name.mentions, text)
        assert set(name.named) <= set(name.mentions)
        if name.role_span:
            check_spans((name.role_span,), text)
            assert name.role == text[slice(*name.role_span)]
    line = json_line(reading)
    Draft202012Validator(SCHEMA).validate(json.loads(line))
    assert json.loads(line)["text"] == text
    assert json_line(sayso.read(text)) == line


def check_spans(spans: tuple[sayso.Span, ...], text: str) -> None:
    assert spans
    end_before = 0
    for start, end in spans:
        assert end_before <= start < end <= len(text)
        end_before = end


@settings(max_examples=150)
@given(TEXTS)
def test_arbitrary_text(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t",
        "Word",
        "“” \"\" '' “ ”" * 40,
        "“" * 500,
        "x" * 20_000,
        "no-break\u00a0space " * 500,
        "He said " * 400,
        "“One.\n\n“Two,” he said.\n\n“Three." * 50,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_awkward_text(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "path", sorted((ROOT / "examples").glob("*.txt")), ids=lambda path: path.name
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\n\n"])
def test_the_examples_with_every_line_ending(path: Path, end: str) -> None:
    check(path.read_text(encoding="utf-8").replace("\n", end))


def test_a_lone_surrogate_is_refused() -> None:
    with pytest.raises(ValueError, match="lone surrogate at offset 1"):
        sayso.read("a\ud800")


def test_bytes_are_refused() -> None:
    with pytest.raises(TypeError, match="takes a str or an Article, not bytes"):
        sayso.read(b"a")  # type: ignore[arg-type]

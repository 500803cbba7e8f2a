"""The rules of reading that stand beside the model, one by one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.coreference import Mentions
from sayso.reading.encoder import load, windows
from sayso.reading.heads import viterbi
from sayso.reading.reading import Attribution, Part, Span
from sayso.reading.refusals import only_asked, widened
from sayso.reading.relative import with_whom_it_means
from sayso.reading.silences import nudges
from sayso.reading.speakers import with_speakers
from sayso.reading.tokens import blocks


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return start, start + len(words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Don’t cut O’Malley’s", ["Don’t", "cut", "O’Malley", "’s"]),
        ("the U.S. paid 1,000.5", ["the", "U.S.", "paid", "1,000.5"]),
        ("We'll go.", ["We", "'ll", "go", "."]),
        ("e\u0301tude \u2014 naïve", ["e\u0301tude", "\u2014", "naïve"]),
        ("a\x00b \x07", ["a\x00b"]),
        ("", []),
    ],
)
def test_a_text_is_cut_into_words(text: str, words: list[str]) -> None:
    spans = load().tokens(text).spans.tolist()
    assert [text[start:end] for start, end in spans] == words


@given(st.integers(0, 3000), st.integers(1, 9))
def test_every_word_is_read_once_and_with_what_stands_around_it(count: int, pieces: int) -> None:
    tokens = load().tokens("supercalifragilistic " * (count // pieces) + "a " * (count % pieces))
    cut = windows(tokens)
    assert [n for low, high, _, _ in cut for n in range(low, high)] == list(range(len(tokens)))
    for low, high, start, end in cut:
        assert 0 < end - start <= 318
        assert start <= tokens.first[low] <= tokens.first[high - 1] < end
        assert start == 0 or tokens.first[low] - start >= 24


def test_a_very_long_text_is_read_in_blocks_of_whole_sentences() -> None:
    text = "It rained again. " * 12_000
    tokens = load().tokens(text)
    parts = blocks(tokens)
    assert len(parts) > 1
    assert max(map(len, parts)) <= 20_000
    assert np.array_equal(np.concatenate([part.spans for part in parts]), tokens.spans)
    assert np.array_equal(np.concatenate([part.pieces for part in parts]), tokens.pieces)
    for part in parts:
        assert text[part.spans[0, 0] :].startswith("It rained")
        assert part.first[0] == 0


@given(st.lists(st.lists(st.floats(-9, 9, width=32), min_size=5, max_size=5), max_size=12))
def test_an_inside_tag_follows_its_own_kind(rows: list[list[float]]) -> None:
    never = np.zeros((5, 5), dtype=np.float32)
    never[[0, 3, 4, 0, 1, 2], [2, 2, 2, 4, 4, 4]] = -1e4
    path = viterbi(np.array(rows, dtype=np.float32).reshape(-1, 5), never)
    assert len(path) == len(rows)
    for before, tag in zip([0, *path], path, strict=False):
        assert tag not in (2, 4) or before in (tag - 1, tag)


@pytest.mark.parametrize(
    ("content", "nothing"),
    [
        ("to comment", True),
        ("a request for comment", True),
        ("Northwire’s inquiries", True),
        ("repeated calls and emails", True),
        ("to comment on the sale", False),
        ("the request to leave", False),
        ("to the", False),
    ],
)
def test_a_content_that_only_says_what_was_asked(content: str, nothing: bool) -> None:
    assert only_asked(content, ((0, len(content)),)) is nothing


def test_the_cue_takes_in_what_was_asked() -> None:
    text = "The firm declined to comment."
    assert widened(text, span(text, "declined"), span(text, "to comment")) == (9, 28)
    text = "To comment the firm declined."
    assert widened(text, span(text, "declined"), span(text, "To comment")) == (20, 28)


def said(text: str, source: str, content: str, parent: str | None = None) -> Attribution:
    return Attribution(
        "A1", parent, Part((span(text, source),)), None, Part((span(text, content),))
    )


def test_who_after_a_name_with_its_role_is_that_person() -> None:
    text = "Among them was Mayor Ada Quill, who replied that it rained."
    named = [(*span(text, "Ada Quill"), "person")]
    (one,) = with_whom_it_means(text, [said(text, "who", "that it rained")], named)
    assert one.source == Part((span(text, "Mayor Ada Quill"),))


@pytest.mark.parametrize(
    "text",
    [
        "Among them was Ada Quill, who replied that it rained.",
        "Mayor Ada Quill met a man who replied that it rained.",
        "Mayor Ada Quill and Bo, who replied that it rained.",
    ],
)
def test_who_after_anything_else_stays(text: str) -> None:
    named = [(*span(text, "Ada Quill"), "person")]
    given = [said(text, "who", "that it rained")]
    assert with_whom_it_means(text, given, named) == given


def test_i_is_the_one_whose_words_they_are() -> None:
    text = "“I warned my brother, who told me ‘I know’,” Ada Quill of Acme said."
    ada, acme = span(text, "Ada Quill"), span(text, "Acme")
    brother = span(text, "brother")
    first = [span(text, w) for w in ("I warned", "my brother", "me ‘", "I know")]
    first = [(s, s + len(text[s:e].split()[0])) for s, e in first]
    found = Mentions(
        [(*ada, "person"), (*acme, "organisation")],
        [(*brother, "nominal"), *((*s, "pronoun") for s in first)],
        {},
    )
    outer = said(text, "Ada Quill of Acme", "I warned my brother, who told me ‘I know’")
    inner = said(text, "my brother", "‘I know’")
    means = with_speakers(text, found, [outer, inner]).antecedents
    assert [means[s] for s in first] == [ada, ada, ada, brother]


def test_it_is_the_body_that_spoke_before() -> None:
    text = "Acme denied the sale. The market fell. It said that it knew nothing."
    acme, market, it = span(text, "Acme"), span(text, "The market"), span(text, "It")
    inner = span(text, "it knew")[0], span(text, "it knew")[0] + 2
    found = Mentions(
        [(*acme, "organisation")],
        [(*market, "nominal"), (*it, "pronoun"), (*inner, "pronoun")],
        {it: market},
    )
    given = [said(text, "Acme", "the sale"), said(text, "It", "that it knew nothing")]
    assert with_speakers(text, found, given).antecedents[it] == acme


@pytest.mark.parametrize(
    ("text", "cue", "subject"),
    [
        ("Snow fell, and the port office did not immediately respond.", "did", "the port office"),
        ("Acme, a firm, also declined to comment.", "declined", ""),
        ("Nor was it able to verify the film.", "able", "it"),
        ("The port office responded.", "", ""),
    ],
)
def test_refusals_are_nudged_towards_a_cue_and_its_source(
    text: str, cue: str, subject: str
) -> None:
    tokens = load().tokens(text)
    added = nudges(text, tokens)
    words = [text[start:end] for start, end in tokens.spans.tolist()]
    assert [words[n] for n in np.flatnonzero(added[:, 3])] == cue.split()
    sources = np.flatnonzero(added[:, 1:3].any(axis=1))
    assert set(subject.split()) <= {words[n] for n in sources}
    assert bool(subject) == bool(len(sources))

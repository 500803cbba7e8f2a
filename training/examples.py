"""Documents cut into windows of word pieces, with the labels that each head learns from."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from sayso.evaluation.gum import NamesDocument
from sayso.reading.pairs import coreference_features, link_features
from sayso.reading.tokens import Ints, Tokens, tokenize
from training.corpora import Document, Marked, Span

PARTS = ("source", "cue", "content")
NAME_KINDS = ("person", "organisation", "place")
MENTION_KINDS = ("pronoun", "nominal")
IGNORED = -100


@dataclass
class Labelled:
    """A tokenized text with labels over its W words; a head without labels has None."""

    tokens: Tokens
    tags: Ints | None
    names: Ints | None
    mentions: Ints | None
    # Word spans [N, 2], and for each cue the index of its source (-1: none), for each content
    # the index of its cue.
    sources: Ints
    cues: Ints
    contents: Ints
    source_of: Ints
    cue_of: Ints
    # Mentions [M, 2] in order, their kinds, words and clusters (-1: in none).
    referring: Ints
    kinds: Ints
    words: list[list[str]]
    clusters: Ints
    weight: float = 1.0
    names_weight: float = 1.0


@dataclass
class Window:
    """One training example: [P] pieces and shapes, [W] labels, span indices within the window."""

    pieces: Ints
    shapes: Ints
    first: Ints
    tags: Ints
    names: Ints
    mentions: Ints
    sources: Ints
    cues: Ints
    contents: Ints
    source_of: Ints
    cue_of: Ints
    source_features: Ints
    content_features: Ints
    referring: Ints
    clusters: Ints
    coreference: Ints
    weight: float
    names_weight: float


_NONE: Ints = np.zeros((0, 2), dtype=np.int32)


def labelled(
    text: str, document: Document | None, names: NamesDocument | None, tokenizer: Tokenizer
) -> Labelled:
    """Put the marks of a document, and its names, over the words of its text."""
    tokens = tokenize(text, tokenizer)
    item = Labelled(
        tokens, None, None, None, _NONE, _NONE, _NONE, *(np.zeros(0, np.int32),) * 2,
        _NONE, np.zeros(0, np.int32), [], np.zeros(0, np.int32),
    )  # fmt: skip
    if document is not None:
        _attributions(item, document.attributions)
        item.weight = document.weight
    if names is not None:
        _names(item, text, names)
    return item


def word_span(tokens: Tokens, span: Span) -> tuple[int, int] | None:
    """First and last word that stand, by more than half, in `span`; None where no word does."""
    middle = tokens.spans.mean(axis=1)
    inside = np.flatnonzero((middle > span[0]) & (middle < span[1]))
    return (int(inside[0]), int(inside[-1])) if len(inside) else None


def _attributions(item: Labelled, marks: list[Marked]) -> None:
    tokens = item.tokens
    tags = np.zeros(len(tokens), np.int32)
    index: list[dict[tuple[int, int], int]] = [{}, {}, {}]
    source_of: dict[int, int] = {}
    cue_of: dict[int, int] = {}
    for mark in marks:
        found: list[list[int]] = []
        for part, spans in enumerate((mark.source, mark.cue, mark.content)):
            worded = [w for w in (word_span(tokens, s) for s in spans) if w]
            found.append([index[part].setdefault(w, len(index[part])) for w in worded])
        for cue in found[1][:1]:
            source_of[cue] = found[0][0] if found[0] else -1
            for content in found[2]:
                cue_of[content] = cue
    for part, places in enumerate(index):
        for start, end in places:
            tags[start] = 1 + 2 * part
            tags[start + 1 : end + 1] = 2 + 2 * part
    item.tags = tags
    item.sources, item.cues, item.contents = (
        np.array(list(p), np.int32).reshape(-1, 2) for p in index
    )
    item.source_of = np.array([source_of.get(i, -1) for i in range(len(index[1]))], np.int32)
    item.cue_of = np.array([cue_of.get(i, -1) for i in range(len(index[2]))], np.int32)


def _names(item: Labelled, text: str, document: NamesDocument) -> None:
    tokens = item.tokens
    names = np.zeros(len(tokens), np.int32)
    mentions = np.zeros(len(tokens), np.int32)
    for span in document.unsaid:
        words = word_span(tokens, span)
        if words is not None:
            mentions[words[0] : words[1] + 1] = IGNORED
    referring: dict[Span, tuple[tuple[int, int], int]] = {}
    for tags, kinds, marked in (
        (names, NAME_KINDS, document.names),
        (mentions, MENTION_KINDS, document.mentions),
    ):
        for start, end, kind in marked:
            words = word_span(tokens, (start, end))
            if words is None:
                continue
            code = kinds.index(kind)
            tags[words[0]] = 1 + 2 * code
            tags[words[0] + 1 : words[1] + 1] = 2 + 2 * code
            referring[start, end] = (words, 0 if tags is names else 1 + code)
    for span in document.unknown:
        words = word_span(tokens, span)
        if words is not None:
            names[words[0] : words[1] + 1] = IGNORED
            mentions[words[0] : words[1] + 1] = IGNORED
    item.names, item.mentions = names, mentions
    cluster_of = {tuple(s): n for n, c in enumerate(document.clusters) for s in c}
    order = sorted(referring, key=lambda s: referring[s][0])
    item.referring = np.array([referring[s][0] for s in order], np.int32).reshape(-1, 2)
    item.kinds = np.array([referring[s][1] for s in order], np.int32)
    item.words = [text[s:e].lower().split() or ["?"] for s, e in order]
    item.clusters = np.array([cluster_of.get(s, -1) for s in order], np.int32)
    item.names_weight = 1.0 if document.gold else 0.3


def windows(
    item: Labelled, size: int, rng: np.random.Generator, special: tuple[int, int]
) -> list[Window]:
    """Cut a text into windows of at most `size` pieces, at words, from a random start."""
    tokens = item.tokens
    total, count = len(tokens.pieces), len(tokens)
    if not count:
        return []
    room = size - 2
    cuts = [0]
    target = int(rng.integers(room // 2, room + 1)) if total > room else room
    while True:
        word = int(np.searchsorted(tokens.first, _end(tokens, cuts[-1], target)))
        if word >= count:
            break
        cuts.append(max(word, cuts[-1] + 1))
        target = room
    cuts.append(count)
    return [_window(item, a, b, size, special) for a, b in pairwise(cuts)]


def _end(tokens: Tokens, word: int, room: int) -> int:
    """The piece at which a window that begins with `word` has to end: where a word begins."""
    end = int(tokens.first[word]) + room
    if end >= len(tokens.pieces):
        return len(tokens.pieces)
    return int(tokens.first[np.searchsorted(tokens.first, end, side="right") - 1])


def _window(item: Labelled, a: int, b: int, size: int, special: tuple[int, int]) -> Window:
    t = item.tokens
    start = int(t.first[a])
    end = int(t.first[b]) if b < len(t) else len(t.pieces)
    end = min(end, start + size - 2)
    tokens = Tokens(
        t.pieces[start:end], t.shapes[start:end], t.spans[a:b], t.first[a:b] - start,
        t.breaks[a:b], t.stops[a:b],
    )  # fmt: skip
    sources, source_at = _inside(item.sources, a, b)
    cues, cue_at = _inside(item.cues, a, b)
    contents, content_at = _inside(item.contents, a, b)
    # IGNORED: the other end of the link stands outside of the window.
    source_of = _mapped(item.source_of[cue_at], source_at, len(item.sources))
    cue_of = _mapped(item.cue_of[content_at], cue_at, len(item.cues))
    referring, at = _inside(item.referring, a, b)
    every = np.arange(len(referring), dtype=np.int32)
    said = [item.words[i] for i in at]
    tags, names, mentions = (
        np.full(b - a, IGNORED, np.int32) if labels is None else labels[a:b]
        for labels in (item.tags, item.names, item.mentions)
    )
    return Window(
        np.concatenate([[special[0]], tokens.pieces, [special[1]]]).astype(np.int32),
        np.concatenate([[0], tokens.shapes, [0]]).astype(np.int32),
        tokens.first + 1,
        tags, names, mentions, sources, cues, contents, source_of, cue_of,
        link_features(tokens, sources, cues)[0], link_features(tokens, contents, cues)[0],
        referring, item.clusters[at],
        coreference_features(tokens, referring, item.kinds[at], said, every, every),
        item.weight, item.names_weight,
    )  # fmt: skip


def _inside(spans: Ints, a: int, b: int) -> tuple[Ints, NDArray[np.int64]]:
    at = np.flatnonzero((spans[:, 0] >= a) & (spans[:, 1] < b))
    return (spans[at] - a).astype(np.int32), at


def _mapped(links: Ints, kept: NDArray[np.int64], total: int) -> Ints:
    table = np.full(total + 1, IGNORED, np.int32)
    table[kept] = np.arange(len(kept))
    table[total] = -1
    return table[links]

"""From tags and links to attributions, with the ones nested in their contents."""

from dataclasses import dataclass

import numpy as np

from sayso.reading.encoder import Encoder, Floats
from sayso.reading.heads import ends, pair_scores, spans_of_tags, tag_scores
from sayso.reading.pairs import FAR, link_features
from sayso.reading.reading import Attribution, Part, Span
from sayso.reading.refusals import only_asked, widened
from sayso.reading.silences import nudges
from sayso.reading.tokens import Ints, Tokens

_DEPTH = 2
_SHORTEST = 6
"""How deep contents are read again, and the fewest words worth reading again."""

_LONELY = {"source": 0.0, "cue": 5.0}
"""How much worse than its score it is for a cue to have no source, and for a content no cue."""

_TOGETHER = 64
"""How many spans are linked at a time, so that a very long text takes no more memory."""


@dataclass(frozen=True, slots=True)
class _Found:
    source: tuple[Span, ...]
    cue: Span
    content: tuple[Span, ...]


def attributions(
    text: str, tokens: Tokens, words: Floats, encoder: Encoder, number: int
) -> list[Attribution]:
    """All attributions of a text whose `words` [W, 384] are encoded, in the order of the text.

    An attribution's nested ones come right after it. Ids begin with `number`.
    """
    made: list[Attribution] = []
    _number(_found(text, tokens, words, encoder), text, encoder, None, _DEPTH, number, made)
    return made


def _number(
    found: list[_Found],
    text: str,
    encoder: Encoder,
    parent: str | None,
    depth: int,
    number: int,
    made: list[Attribution],
) -> None:
    for one in found:
        outer = Attribution(
            f"A{number + len(made)}",
            parent,
            Part(one.source) if one.source else None,
            Part((one.cue,)),
            Part(one.content) if one.content else None,
        )
        made.append(outer)
        if depth:
            for span in one.content:
                inner = _inside(text, span, encoder)
                _number(inner, text, encoder, outer.id, depth - 1, number, made)


def _inside(text: str, span: Span, encoder: Encoder) -> list[_Found]:
    """The attributions in a content, read as a text of its own."""
    inner = text[span[0] : span[1]]
    tokens = encoder.tokens(inner)
    if len(tokens) < _SHORTEST:
        return []

    def moved(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple((s + span[0], e + span[0]) for s, e in spans)

    return [
        _Found(moved(f.source), moved((f.cue,))[0], moved(f.content))
        for f in _found(inner, tokens, encoder.words(tokens), encoder)
        if f.content
    ]


def _found(text: str, tokens: Tokens, words: Floats, encoder: Encoder) -> list[_Found]:
    scores = tag_scores(words, encoder.heads, "tags") + nudges(text, tokens)
    tagged = spans_of_tags(scores, encoder.heads, "tags")
    sources, cues, contents = (
        np.array([t[:2] for t in tagged if t[2] == part], dtype=np.int32).reshape(-1, 2)
        for part in range(3)
    )
    if not len(cues):
        return []
    source_of = _linked(tokens, words, encoder, "source", cues, sources)
    cue_of = _linked(tokens, words, encoder, "cue", contents, cues)
    made = []
    for n, cue in enumerate(cues):
        source = sources[source_of[n : n + 1]] if source_of[n] < len(sources) else sources[:0]
        content = contents[cue_of == n]
        (spot,) = _spans(tokens, cue[None])
        said = _spans(tokens, content)
        if only_asked(text, said):
            spot, said = widened(text, spot, said[0]), ()
        if said or len(source):
            made.append(_Found(_spans(tokens, source), spot, said))
    return made


def _linked(
    tokens: Tokens, words: Floats, encoder: Encoder, head: str, spans: Ints, others: Ints
) -> Ints:
    """For each of N spans the index of the other that it goes with, or `len(others)` for none.

    No link reaches further than a training window could show one: FAR words.
    """
    best = np.full(len(spans), len(others), dtype=np.int32)
    left = ends(words, encoder.heads, head, spans)
    right = ends(words, encoder.heads, head, others)
    for low in range(0, len(spans), _TOGETHER):
        block = slice(low, low + _TOGETHER)
        some = spans[block]
        (near,) = np.nonzero(
            (others[:, 1] >= some[0, 0] - FAR) & (others[:, 0] <= some[-1, 1] + FAR)
        )
        if head == "source":
            features, far = link_features(tokens, others[near], some)
            features, far = features.transpose(1, 0, 2), far.T
        else:
            features, far = link_features(tokens, some, others[near])
        scores = pair_scores(left[block], right[near], encoder.heads, head, features)
        scores[:, :-1][far] = -np.inf
        scores[:, -1] -= _LONELY[head]
        best[block] = np.append(near, len(others))[scores.argmax(axis=1)]
    return best


def _spans(tokens: Tokens, spans: Ints) -> tuple[Span, ...]:
    return tuple((int(tokens.spans[first, 0]), int(tokens.spans[last, 1])) for first, last in spans)

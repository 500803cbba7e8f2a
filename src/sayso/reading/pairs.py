"""What two spans of a text have between them: the features by which pairs of spans are scored.

Spans here are [N, 2] arrays of word indices, first and last word, both included. Every feature
is a small integer that indexes a learned table; FEATURES gives the tables' sizes.
"""

import numpy as np
from numpy.typing import NDArray

from sayso.reading.tokens import Ints, Tokens

_GAPS = np.array([0, 1, 2, 4, 8, 16, 32, 64, 128], dtype=np.int32)

LINK_FEATURES = (20, 8, 8, 8, 8)
"""Table sizes: gap in words; line breaks, sentence ends, heads, own kind between; each by side."""

FAR = 128
"""The most words that may stand between two linked spans."""

COREFERENCE_FEATURES = (10, 10, 4, 9, 5)
"""Table sizes: gap in mentions, gap in words, line breaks, the kinds of both, shared letters."""


def link_features(tokens: Tokens, spans: Ints, heads: Ints) -> tuple[Ints, NDArray[np.bool_]]:
    """How each of N spans stands to each of M heads: [N, M, 5], to index LINK_FEATURES.

    And which of them stand too far apart to be linked: [N, M].
    """
    after = spans[:, None, 0] > heads[None, :, 0]
    left = np.where(after, heads[None, :, 1], spans[:, None, 1])
    right = np.where(after, spans[:, None, 0], heads[None, :, 0])
    side = after.astype(np.int32)
    words = np.maximum(right - left - 1, 0)
    gap = np.searchsorted(_GAPS, words)
    breaks = tokens.breaks[right] - tokens.breaks[left]
    stops = tokens.stops[right] - tokens.stops[left]
    columns = [
        gap * 2 + side,
        np.clip(breaks, 0, 3) * 2 + side,
        np.clip(stops, 0, 3) * 2 + side,
        np.clip(_between(heads, left, right), 0, 3) * 2 + side,
        np.clip(_between(spans, left, right), 0, 3) * 2 + side,
    ]
    return np.stack(columns, axis=-1).astype(np.int32), words > FAR


def _between(spans: Ints, left: Ints, right: Ints) -> Ints:
    starts = np.sort(spans[:, 0])
    return np.searchsorted(starts, right) - np.searchsorted(starts, left, side="right")


def coreference_features(
    tokens: Tokens, mentions: Ints, kinds: Ints, words: list[list[str]], this: Ints, back: Ints
) -> Ints:
    """How N mentions stand to K others: [N, K, 5], to index COREFERENCE_FEATURES.

    `mentions` [M, 2] stand in the order of the text; `kinds` [M] are 0 name, 1 pronoun,
    2 nominal; `words` are each mention's, in lower case; `this` [N] and `back` [K] say which.
    """
    shared = _all_shared([words[n] for n in this.tolist()], [words[n] for n in back.tolist()])
    this, back = this[:, None], back[None]
    gap = np.searchsorted(_GAPS, np.maximum(mentions[this, 0] - mentions[back, 1] - 1, 0))
    breaks = np.maximum(tokens.breaks[mentions[this, 0]] - tokens.breaks[mentions[back, 0]], 0)
    columns = [
        np.searchsorted(_GAPS, np.maximum(this - back - 1, 0)),
        gap,
        np.searchsorted(np.array([1, 2, 4]), breaks, side="right"),
        kinds[this] * 3 + kinds[back],
        shared,
    ]
    return np.stack(columns, axis=-1).astype(np.int32)


def _all_shared(ones: list[list[str]], others: list[list[str]]) -> Ints:
    # The same few words are mentioned again and again: each pair of them is compared once.
    known: dict[tuple[str, str], int] = {}
    table = np.zeros((len(ones), len(others)), dtype=np.int32)
    names = [(" ".join(other), other) for other in others]
    for row, one in zip(table, ones, strict=True):
        name = " ".join(one)
        for n, (its, other) in enumerate(names):
            pair = (name, its)
            if pair not in known:
                known[pair] = _shared(one, other)
            row[n] = known[pair]
    return table


def _shared(one: list[str], other: list[str]) -> int:
    if one == other:
        return 1
    if one[-1] == other[-1]:
        return 2
    if set(one) <= set(other) or set(other) <= set(one):
        return 3
    return 4 if "".join(w[0] for w in other) in one else 0

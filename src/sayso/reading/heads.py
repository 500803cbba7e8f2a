"""The heads: small products on what the encoder makes of each word."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.reading.encoder import Floats
from sayso.reading.tokens import Ints

_NEVER = np.float32(-1e4)


def tag_scores(words: Floats, heads: dict[str, Floats], head: str) -> Floats:
    """The scores of each of T tags for each of W words: [W, T]; O, then B and I of each class."""
    return words @ heads[f"{head}.weight"].T + heads[f"{head}.bias"]


def spans_of_tags(
    scores: Floats, heads: dict[str, Floats], head: str
) -> list[tuple[int, int, int]]:
    """The best well-formed tags by their scores, as spans `(first word, last word, class)`.

    Viterbi (1967) over the head's own transitions where it has learned some; an I never follows
    but its own B or I.
    """
    learned = heads.get(f"{head}.transitions")
    return _spans(viterbi(scores, _transitions(scores.shape[1], learned)))


def _transitions(count: int, learned: Floats | None) -> Floats:
    allowed = np.zeros((count, count), dtype=np.float32) if learned is None else learned.copy()
    for to in range(2, count, 2):
        for after in range(count):
            if after not in (to - 1, to):
                allowed[after, to] = _NEVER
    return allowed


def viterbi(scores: Floats, transitions: Floats) -> list[int]:
    """The best path through scores [W, T] and transitions [T, T]; a text begins with no I."""
    if not len(scores):
        return []
    best = scores[0].copy()
    best[2::2] = _NEVER
    back = np.zeros(scores.shape, dtype=np.int64)
    for n in range(1, len(scores)):
        paths = best[:, None] + transitions
        back[n] = paths.argmax(0)
        best = paths.max(0) + scores[n]
    path = [int(best.argmax())]
    for n in range(len(scores) - 1, 0, -1):
        path.append(int(back[n, path[-1]]))
    return path[::-1]


def _spans(path: list[int]) -> list[tuple[int, int, int]]:
    found: list[tuple[int, int, int]] = []
    for n, tag in enumerate(path):
        if tag % 2:
            found.append((n, n, tag // 2))
        elif tag:
            found[-1] = (found[-1][0], n, found[-1][2])
    return found


@dataclass(frozen=True, slots=True)
class Ends:
    """N spans as a pair head sees them: `query` and `key` [N, 128], and `none` [N, 1]."""

    query: Floats
    key: Floats
    none: Floats

    def __getitem__(self, some: slice | NDArray[np.integer[Any]]) -> "Ends":
        return Ends(self.query[some], self.key[some], self.none[some])


def ends(words: Floats, heads: dict[str, Floats], head: str, spans: Ints) -> Ends:
    """Project spans [N, 2], each by its first and last word, for the pair head `head`."""
    both = words[spans].reshape(len(spans), 2 * words.shape[1])
    query, key, none = (
        both @ heads[f"{head}.{part}.weight"].T + heads[f"{head}.{part}.bias"]
        for part in ("query", "key", "none")
    )
    return Ends(query, key, none)


def pair_scores(
    left: Ends, right: Ends, heads: dict[str, Floats], head: str, features: Ints
) -> Floats:
    """How well each of N spans goes with each of M: [N, M + 1], the last column for none.

    `features` [N, M, f] index the head's tables. As the biaffine scorer of Dozat and Manning
    (2017).
    """
    scores = left.query @ right.key.T / np.float32(np.sqrt(left.query.shape[1]))
    for n in range(features.shape[2]):
        scores += heads[f"{head}.tables.{n}"][features[:, :, n]]
    return np.concatenate([scores, left.none], axis=1)

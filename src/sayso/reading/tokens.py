"""A text as the encoder reads it: word pieces with their letter case, grouped into words."""

import re
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

Ints = NDArray[np.int32]

# A clitic ("’s") is a word of its own, as a source may end before it or after it; "don’t",
# "O’Malley", "U.S." and "1,000.5" are one word.
_CLITIC = "(?:s|re|ve|ll|d|m)\\b"
_LETTER = "[\\w\u0300-\u036f\u00ad\u200b-\u200d\\x00-\\x08\\x0e-\\x1b\\x7f]"
_WORD = re.compile(
    rf"(?<=\w)[’']{_CLITIC}"
    r"|(?:[^\W\d_]\.){2,}"
    r"|\d+(?:[.,]\d+)+"
    rf"|{_LETTER}+(?:[’'](?!{_CLITIC}){_LETTER}+)*"
    r"|[^\w\s]",
    re.IGNORECASE,
)
_STOPS = frozenset(".?!")

_BLOCK = 20_000
"""The most words of a text that are held encoded at a time."""

SHAPES = 20
"""How many shapes there are: 5 letter cases, times 4 ways in which a piece is set off."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text of P pieces in W words.

    `pieces` and `shapes` are [P]; `spans` [W, 2] are the words' character offsets; `first` [W]
    is each word's first piece; `breaks` and `stops` [W] count the line breaks, and the sentence
    ends, that stand before each word.
    """

    pieces: Ints
    shapes: Ints
    spans: Ints
    first: Ints
    breaks: Ints
    stops: Ints

    def __len__(self) -> int:
        return len(self.first)


def blocks(tokens: Tokens) -> list[Tokens]:
    """Cut a very long text, at the ends of sentences, into stretches that are read by themselves.

    An article is one block. Only so does a text of many megabytes take little memory.
    """
    cuts = [0]
    while len(tokens) - cuts[-1] > _BLOCK:
        end = cuts[-1] + _BLOCK
        sentence = int(np.searchsorted(tokens.stops, tokens.stops[end]))
        cuts.append(sentence if sentence > cuts[-1] + _BLOCK // 2 else end)
    return [_part(tokens, low, high) for low, high in pairwise([*cuts, len(tokens)])]


def _part(tokens: Tokens, low: int, high: int) -> Tokens:
    start = tokens.first[low] if low else 0
    end = tokens.first[high] if high < len(tokens) else len(tokens.pieces)
    return Tokens(
        tokens.pieces[start:end],
        tokens.shapes[start:end],
        tokens.spans[low:high],
        tokens.first[low:high] - start,
        tokens.breaks[low:high],
        tokens.stops[low:high],
    )


def tokenize(text: str, tokenizer: Tokenizer) -> Tokens:
    """Split `text` into words and pieces; what has no piece (a control character) is no word."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    offsets = np.array(encoding.offsets, dtype=np.int32).reshape(-1, 2)
    words = np.array([m.span() for m in _WORD.finditer(text)], dtype=np.int32).reshape(-1, 2)
    if not len(words) or not len(offsets):
        none = np.zeros(0, dtype=np.int32)
        return Tokens(none, none, none.reshape(0, 2), none, none, none)
    owner = np.searchsorted(words[:, 0], offsets[:, 0], side="right") - 1
    # A piece of a stray mark before the first word belongs to no word, and is left out.
    kept = (owner >= 0) & (offsets[:, 0] < words[owner, 1])
    offsets, owner = offsets[kept], owner[kept]
    pieces = np.array(encoding.ids, dtype=np.int32)[kept]
    used, first = np.unique(owner, return_index=True)
    spans = words[used]
    shapes = _shapes(text, offsets)
    new_line = shapes[first] % 4 >= 2
    stop = np.array([text[s:e] in _STOPS for s, e in spans.tolist()], dtype=bool)
    return Tokens(
        pieces,
        shapes,
        spans,
        first.astype(np.int32),
        np.cumsum(new_line).astype(np.int32),
        (np.cumsum(stop) - stop).astype(np.int32),
    )


def _shapes(text: str, offsets: Ints) -> Ints:
    shapes = np.zeros(len(offsets), dtype=np.int32)
    last = 0
    for i, (start, end) in enumerate(offsets.tolist()):
        shapes[i] = 4 * _case(text[start:end]) + _set_off(text[last:start], first=i == 0)
        last = end
    return shapes


def _case(piece: str) -> int:
    if piece.islower():
        return 1
    if piece.isupper():
        return 3 if len(piece) > 1 else 2
    if piece[:1].isupper():
        return 2
    return 4 if any(c.isupper() for c in piece) else 0


def _set_off(gap: str, *, first: bool) -> int:
    if first:
        return 3
    if not gap:
        return 0
    lines = len(gap.splitlines()) - (not gap.endswith(("\n", "\r")))
    return 1 if lines < 1 else min(1 + lines, 3)

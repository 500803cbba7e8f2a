"""Refusals and silences by their phrases, to help the tagger, which has seen few of them."""

import re
from functools import cache

import numpy as np

from sayso.reading.encoder import Floats
from sayso.reading.lexicon import entries
from sayso.reading.tokens import Tokens

_BEGINS_SOURCE, _INSIDE_SOURCE, _BEGINS_CUE, _INSIDE_CUE, _TAGS = 1, 2, 3, 4, 7
# "Nor was *it* able to verify": a source in the midst of its cue.
_INVERTED = re.compile(
    r"\bn(?:or|either)\s+(?:was|were|has|have|had|could|did|would)\s+(it|he|she|they|we)\b",
    re.IGNORECASE,
)
_SUBJECT = 6
"""The most words of a subject that is nudged towards a source."""

_NUDGE = np.float32(4)
"""How much is added to the scores of their tags: enough to tip, not to decide."""


def nudges(text: str, tokens: Tokens) -> Floats:
    """What to add to the tag scores of a text's words: [W, 7], mostly 0.

    `tokens` are those of the whole text, or of a block of it.
    """
    added = np.zeros((len(tokens), _TAGS), dtype=np.float32)
    if not len(tokens):
        return added
    begin, end = tokens.spans[0, 0], tokens.spans[-1, 1]
    for found in _phrases().finditer(text, begin, end):
        first = np.searchsorted(tokens.spans[:, 0], found.start())
        last = np.searchsorted(tokens.spans[:, 1], found.end())
        added[first : first + 1, _BEGINS_CUE] = _NUDGE
        added[first + 1 : last + 1, _INSIDE_CUE] = _NUDGE
        subject = _subject(text, tokens, int(first))
        added[subject[:1], _BEGINS_SOURCE] = _NUDGE
        # Inside from the first word on: after an "and" a list of sources may go on.
        added[subject, _INSIDE_SOURCE] = _NUDGE
    for found in _INVERTED.finditer(text, begin, end):
        first = np.searchsorted(tokens.spans[:, 0], found.start(1))
        added[first : first + 1, _BEGINS_SOURCE] = _NUDGE
    return added


def _subject(text: str, tokens: Tokens, cue: int) -> list[int]:
    """The words before a cue, back to where its clause may begin; none where that is far."""
    words: list[int] = []
    for n in range(cue - 1, max(cue - 2 - _SUBJECT, -1), -1):
        word = text[slice(*tokens.spans[n])].lower()
        if word in entries("clause_openers") or not word[0].isalnum():
            return words[::-1]
        if words or not (word.endswith("ly") or word in {"also", "yet"}):
            words.append(n)
    return words[::-1] if cue <= _SUBJECT else []


@cache
def _phrases() -> re.Pattern[str]:
    between = r"\s+(?:(?:\w+ly|also|yet)\s+)?"
    phrases = sorted(entries("silences"), key=lambda phrase: (-len(phrase), phrase))
    written = "|".join(between.join(map(re.escape, phrase.split())) for phrase in phrases)
    either = written.replace("'", "[’']")
    return re.compile(rf"\b(?:{either})\b", re.IGNORECASE)

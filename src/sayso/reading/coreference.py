"""Names, the words that refer back to them, and to what each refers."""

from dataclasses import dataclass

import numpy as np

from sayso.reading.encoder import Floats
from sayso.reading.heads import ends, pair_scores, spans_of_tags, tag_scores
from sayso.reading.lexicon import entries
from sayso.reading.pairs import coreference_features
from sayso.reading.reading import Span
from sayso.reading.tokens import Ints, Tokens

_NAME_KINDS = ("person", "organisation", "place")
_MENTION_KINDS = ("pronoun", "nominal")
_JOINING = frozenset({"of", "and", "the", "for", "in", "’s", "'s", "’", "'"})
_TAIL = 5
"""The most letters of a word in lower case that a hyphen joins to a name."""

_REACH = 60
"""How many mentions back an antecedent is looked for."""


@dataclass(frozen=True, slots=True)
class Mentions:
    """What a text refers to: `names` and other `mentions` with their kinds, as characters.

    `antecedents` says, for a mention, which earlier one it means; it may have none.
    """

    names: list[tuple[int, int, str]]
    mentions: list[tuple[int, int, str]]
    antecedents: dict[Span, Span]

    def __add__(self, later: "Mentions") -> "Mentions":
        return Mentions(
            self.names + later.names,
            self.mentions + later.mentions,
            self.antecedents | later.antecedents,
        )


def mentions(text: str, tokens: Tokens, words: Floats, heads: dict[str, Floats]) -> Mentions:
    """Find the mentions in a text whose `words` [W, 384] are encoded, and link each back."""
    named, others = (
        spans_of_tags(tag_scores(words, heads, head), heads, head) for head in ("names", "mentions")
    )
    tagged = [(*_whole(text, tokens, first, last), 0, k) for first, last, k in named]
    taken = np.zeros(len(tokens), dtype=bool)
    for a, b, _, _ in tagged:
        taken[a : b + 1] = True
    for a, b, k in others:
        # A name wins over a description that overlaps it.
        said = text[tokens.spans[a, 0] : tokens.spans[b, 1]].lower()
        if not taken[a : b + 1].any() and _can_refer(said, _MENTION_KINDS[k]):
            tagged.append((a, b, 1 + k, k))
    tagged.sort()
    if not tagged:
        return Mentions([], [], {})
    places = np.array([t[:2] for t in tagged], dtype=np.int32)
    kinds = np.array([t[2] for t in tagged], dtype=np.int32)
    spans = [(int(tokens.spans[a, 0]), int(tokens.spans[b, 1])) for a, b in places]
    return Mentions(
        [(*s, _NAME_KINDS[t[3]]) for s, t in zip(spans, tagged, strict=True) if not t[2]],
        [(*s, _MENTION_KINDS[t[3]]) for s, t in zip(spans, tagged, strict=True) if t[2]],
        _antecedents(text, tokens, words, heads, places, kinds, spans),
    )


def _can_refer(said: str, kind: str) -> bool:
    if kind == "pronoun":
        return said in entries("pronouns")
    head = said.split()[-1]
    return (
        len(head) > 2 and head.isalpha() and head not in entries("no_heads") | entries("pronouns")
    )


def _whole(text: str, tokens: Tokens, first: int, last: int) -> tuple[int, int]:
    """The words of a name, without a joining word at its end and with all of a hyphened one."""

    def word(n: int) -> str:
        return text[slice(*tokens.spans[n])]

    while last > first and word(last).lower() in _JOINING:
        last -= 1
    if last + 2 < len(tokens) and word(last + 1) == "-" != word(last):
        start, end = tokens.spans[last, 1], tokens.spans[last + 2, 0]
        tail = word(last + 2)
        joined = end - start == 1 and tail.isalpha() and tail.islower() and len(tail) <= _TAIL
        if joined and tail not in entries("after_hyphen"):
            last += 2
    elif word(last) == "-" and last + 1 < len(tokens):
        last += 1
    return first, last


def _antecedents(
    text: str, tokens: Tokens, words: Floats, heads: dict[str, Floats],
    places: Ints, kinds: Ints, spans: list[Span],
) -> dict[Span, Span]:  # fmt: skip
    written = [text[s:e].lower().split() for s, e in spans]
    every = ends(words, heads, "antecedent", places)
    found: dict[Span, Span] = {}
    for low in range(0, len(spans), _REACH):
        this = np.arange(low, min(low + _REACH, len(spans)), dtype=np.int32)
        back = np.arange(max(0, low - _REACH), this[-1] + 1, dtype=np.int32)
        features = coreference_features(tokens, places, kinds, written, this, back)
        scores = pair_scores(every[this], every[back], heads, "antecedent", features)
        apart = this[:, None] - back
        scores[:, :-1][(apart <= 0) | (apart > _REACH)] = -np.inf
        for n, best in zip(this.tolist(), scores.argmax(axis=1).tolist(), strict=True):
            if best < len(back):
                found[spans[n]] = spans[back[best]]
    return found

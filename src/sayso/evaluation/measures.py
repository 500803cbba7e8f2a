"""How well attributions agree with others: tokens, spans and whole attributions.

Token and strict span F1 are those of Pareti (2015) and Newell et al. (2018), micro-averaged over
the articles of a corpus.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.reading.reading import Span

# A word or a punctuation mark. What a span cuts off a word is no word.
_TOKEN = re.compile(r"(?<!\w)\w+|[^\w\s]")
PARTS = ("source", "cue", "content")


@dataclass(frozen=True, slots=True)
class Marked:
    """One attribution: the pieces of its parts as `[start, end)` character offsets; () for none."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """What was found, what was to be found, and how much of it is the same."""

    same: int = 0
    found: int = 0
    gold: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.same + other.same, self.found + other.found, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """Per cent of what was found that is right."""
        return 100 * self.same / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Per cent of what was to be found that was."""
        return 100 * self.same / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Their harmonic mean, in per cent; 100 where there was nothing to find and none found."""
        total = self.found + self.gold
        return 200 * self.same / total if total else 100.0


def measure(text: str, found: Sequence[Marked], gold: Sequence[Marked]) -> dict[str, Count]:
    """All counts of one article: `token source`, …, `span content`, `triple`."""
    counts = {}
    for part in PARTS:
        found_spans = _whole(text, (getattr(a, part) for a in found))
        gold_spans = _whole(text, (getattr(a, part) for a in gold))
        found_tokens, gold_tokens = _tokens(text, found_spans), _tokens(text, gold_spans)
        counts[f"token {part}"] = _count(found_tokens, gold_tokens)
        counts[f"span {part}"] = _count(found_spans, gold_spans)
    counts["triple"] = triples(text, found, gold)
    return counts


def _count(found: set[Span] | set[int], gold: set[Span] | set[int]) -> Count:
    return Count(len(found & gold), len(found), len(gold))


def _whole(text: str, parts: Iterable[tuple[Span, ...]]) -> set[Span]:
    """The parts' spans; pieces of the same part with only white space between them are one."""
    spans: set[Span] = set()
    for part in parts:
        joined: list[Span] = []
        for start, end in sorted(part):
            if joined and not text[joined[-1][1] : start].strip():
                joined[-1] = (joined[-1][0], max(joined[-1][1], end))
            else:
                joined.append((start, end))
        spans.update(joined)
    return spans


def _tokens(text: str, spans: set[Span]) -> set[int]:
    """Where the words and punctuation marks that begin within the spans begin."""
    return {m.start() for s, e in spans for m in _TOKEN.finditer(text, s, e)}


def triples(text: str, found: Sequence[Marked], gold: Sequence[Marked]) -> Count:
    """How many attributions go with one of the others, one to one.

    They do when their contents share at least half of their union, in characters, and so do
    their sources, or neither has one. One without content goes with none.
    """
    return Count(_matching(found, gold), len(found), len(gold))


def _matching(found: Sequence[Marked], gold: Sequence[Marked]) -> int:
    """The size of a largest one-to-one matching (Kuhn 1955)."""
    contents = [_places(a.content) for a in gold]
    sources = [_places(a.source) for a in gold]
    partner: dict[int, int] = {}
    options = []
    for one in found:
        content, source = _places(one.content), _places(one.source)
        options.append(
            [
                n
                for n in range(len(gold))
                if content
                and _half(content, contents[n])
                and (_half(source, sources[n]) if source or sources[n] else True)
            ]
        )

    def placed(n: int, tried: set[int]) -> bool:
        for m in options[n]:
            if m not in tried:
                tried.add(m)
                if m not in partner or placed(partner[m], tried):
                    partner[m] = n
                    return True
        return False

    return sum(placed(n, set()) for n in range(len(found)))


def _places(part: tuple[Span, ...]) -> set[int]:
    return {n for start, end in part for n in range(start, end)}


def _half(one: set[int], other: set[int]) -> bool:
    return 2 * len(one & other) >= len(one | other) > 0

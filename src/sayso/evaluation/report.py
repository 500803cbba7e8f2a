"""Figures for a corpus: the reader against its marks, and its annotators against each other."""

from collections.abc import Sequence
from itertools import permutations

from sayso.evaluation.corpus import Gold
from sayso.evaluation.measures import PARTS, Count, Marked, measure, triples
from sayso.reading.lexicon import entries
from sayso.reading.reading import Attribution, Reading, Span

NAME_KINDS = ("person", "organisation", "place")

# These mean whoever speaks or listens, which an interview or a court says outside its sentences.
_SPEAKING = frozenset(
    {"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"}
    | {"you", "your", "yours", "yourself", "yourselves"}
)


def figures(golds: Sequence[Gold], readings: Sequence[Reading]) -> dict[str, Count]:
    """The reader against the corpus, one reading for each article, in the same order.

    PolNeAR marks the outermost attributions alone, so nested ones count only under
    `triple with nested ones`. An article with several markings counts once for each.
    """
    totals: dict[str, Count] = {}
    for gold, reading in zip(golds, readings, strict=True):
        outer = [_marked(a) for a in reading.attributions if a.parent is None]
        for marking in gold.markings:
            _add(totals, measure(gold.text, outer, marking))
        if gold.nested:
            every = [_marked(a) for a in reading.attributions]
            _add(totals, {"triple with nested ones": triples(gold.text, every, gold.nested)})
        if gold.names is not None:
            _add(totals, _names(reading, gold.names))
            _add(totals, _pronouns(reading, gold.pronouns))
    return totals


def agreement(golds: Sequence[Gold]) -> dict[str, Count]:
    """The annotators against each other, each pair both ways, where several marked an article."""
    totals: dict[str, Count] = {}
    for gold in golds:
        for one, other in permutations(gold.markings, 2):
            _add(totals, measure(gold.text, one, other))
    return totals


def _add(totals: dict[str, Count], counts: dict[str, Count]) -> None:
    for name, count in counts.items():
        totals[name] = totals.get(name, Count()) + count


def _marked(attribution: Attribution) -> Marked:
    parts = (getattr(attribution, part) for part in PARTS)
    return Marked(*(part.spans if part else () for part in parts))


def _names(reading: Reading, gold: list[tuple[int, int, str]]) -> dict[str, Count]:
    """Exact F1 of proper names: the same characters, the same kind."""
    found = {
        (*span, "organisation" if name.kind == "outlet" else name.kind)
        for name in reading.names
        for span in name.named
    }
    wanted = set(gold)
    counts = {
        f"names {kind}": Count(
            sum(f[2] == kind for f in found & wanted),
            sum(f[2] == kind for f in found),
            sum(g[2] == kind for g in wanted),
        )
        for kind in NAME_KINDS
    }
    return counts | {"names": sum(counts.values(), Count())}


def _pronouns(reading: Reading, gold: dict[Span, list[Span]]) -> dict[str, Count]:
    """How many pronouns that mean a name are given it; the name's own edges do not matter."""

    def said(span: Span) -> str:
        return reading.article.text[slice(*span)].lower()

    found = {
        span: name.named
        for name in reading.names
        if name.named
        for span in name.mentions
        if said(span) in entries("pronouns")
    }
    right = {
        span
        for span, named in gold.items()
        if any(s < end and start < e for start, end in found.get(span, ()) for s, e in named)
    }
    every = (right, found, gold)
    third = (sum(said(span) not in _SPEAKING for span in spans) for spans in every)
    return {"pronouns third person": Count(*third), "pronouns": Count(*map(len, every))}

"""Who "I" is, in what somebody says; and what "it" is, where it says something."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from sayso.reading.coreference import Mentions
from sayso.reading.reading import Attribution, Part, Span

_FIRST_PERSON = frozenset({"i", "me", "my", "mine", "myself"})

_NEAR = 500
"""The most characters between a source "it" and the source that it means."""


def with_speakers(text: str, found: Mentions, attributions: Sequence[Attribution]) -> Mentions:
    """Let "I" mean whom the words are put on, and a source "it" the body that spoke before it.

    "I" is the person, or else the last mention, in the source of the innermost attribution whose
    content holds it; such mentions come last, since a source may stand after its content.
    """
    first: list[Span] = []
    others: list[Span] = []
    for start, end, _ in sorted(found.names + found.mentions):
        said = text[start:end].lower()
        (first if said in _FIRST_PERSON else others).append((start, end))
    people = {(start, end) for start, end, kind in found.names if kind == "person"}
    speakers: dict[Span, Span] = {}
    # Attributions come outermost first: an inner speaker takes the place of an outer one.
    for one in attributions:
        if one.source and one.content:
            within = _inside(others, one.source)
            if within:
                speaker = next((span for span in within if span in people), within[-1])
                speakers |= dict.fromkeys(_inside(first, one.content), speaker)
    return replace(
        found,
        mentions=sorted(found.mentions, key=lambda m: (m[:2] in speakers, m)),
        antecedents=found.antecedents | _bodies(text, found, attributions) | speakers,
    )


def _bodies(text: str, found: Mentions, attributions: Sequence[Attribution]) -> dict[Span, Span]:
    """For each source "it" the last body that was a source before: who speaks has spoken."""
    bodies = sorted(
        [(start, end) for start, end, kind in found.names if kind == "organisation"]
        + [(start, end) for start, end, kind in found.mentions if kind == "nominal"]
    )
    means: dict[Span, Span] = {}
    last: Span | None = None
    for one in attributions:
        if not one.source:
            continue
        (span, *rest) = one.source.spans
        if not rest and text[slice(*span)].lower() == "it":
            if last and 0 < span[0] - last[1] < _NEAR:
                means[span] = last
        elif within := _inside(bodies, one.source):
            last = within[-1]
    return means


def _inside(spans: list[Span], part: Part) -> list[Span]:
    """Those of the sorted spans that stand within a piece of the part."""
    found = []
    for start, end in part.spans:
        low = bisect_left(spans, (start, start))
        high = bisect_left(spans, (end, end))
        found += [span for span in spans[low:high] if span[1] <= end]
    return found

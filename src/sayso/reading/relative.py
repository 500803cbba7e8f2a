"""A source that is a bare "who", right after the name and role of the one it means."""

import re
from bisect import bisect_right
from dataclasses import replace

from sayso.reading.reading import Attribution, Part, Span
from sayso.reading.roles import role_of


def with_whom_it_means(
    text: str, attributions: list[Attribution], named: list[tuple[int, int, str]]
) -> list[Attribution]:
    """Put "Governor Ada Quill" in the place of "who" where the text has "Governor Ada Quill, who".

    A relative pronoun after anything longer stays what it is, as the guideline has it; so does one
    in a content, which may begin with it.
    """
    people = sorted((start, end) for start, end, kind in named if kind == "person")
    return [
        one if one.parent else replace(one, source=_meant(text, one.source, people))
        for one in attributions
    ]


def _meant(text: str, source: Part | None, people: list[Span]) -> Part | None:
    if source is None or text[slice(*source.spans[0])].lower() != "who":
        return source
    start = source.spans[0][0]
    before = bisect_right(people, (start, start)) - 1
    if before < 0 or not re.fullmatch(r",?\s+", text[people[before][1] : start]):
        return source
    name = people[before]
    floor = people[before - 1][1] if before else 0
    role = role_of(text, name, floor)
    return Part(((role[0], name[1]),)) if role and role[1] <= name[0] else source

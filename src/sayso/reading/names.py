"""Mentions become names: which of them are one, what each is called, and what it is."""

from bisect import bisect_right

from sayso.reading.agreeing import PERSON, SEVERAL, THING, is_plural, may_mean, noun_kind
from sayso.reading.lexicon import entries
from sayso.reading.reading import Name, NameKind, Span
from sayso.reading.roles import role_of
from sayso.reading.same_name import Cluster, by_words, key, majority

_OUTLET_ENDINGS = frozenset({"times", "post", "herald", "tribune", "gazette", "news", "daily"})


def names(
    text: str,
    named: list[tuple[int, int, str]],
    mentions: list[tuple[int, int, str]],
    antecedents: dict[Span, Span],
) -> tuple[Name, ...]:
    """Make the names of a text, in the order of their first mentions.

    `named` are proper names and `mentions` pronouns and descriptions, as `(start, end, kind)`;
    `antecedents` says which earlier mention a mention means. Proper names are one by their words
    alone: a surname is one with a full name only where no other full name bears it.
    """
    clusters = by_words(text, named)
    kinds = [majority(cluster) for cluster in clusters]
    groups: list[list[Span]] = [[span for span, _ in cluster] for cluster in clusters]
    owner = {span: n for n, group in enumerate(groups) for span in group}
    starts = sorted(owner)
    for start, end, _ in named:
        # A name that was made of two stands for both.
        owner.setdefault((start, end), owner[starts[bisect_right(starts, (start, end)) - 1]])
    for start, end, _ in mentions:
        before = antecedents.get((start, end))
        number = owner.get(before) if before else None
        kind = kinds[number] if number is not None and number < len(kinds) else None
        if (
            before
            and number is not None
            and _may_join(text, (start, end), before, groups[number], kind)
        ):
            groups[number].append((start, end))
        else:
            number = len(groups)
            groups.append([(start, end)])
            clusters.append([])
        owner[start, end] = number
    described = {(s, e) for s, e, kind in mentions if kind == "nominal"}
    people = sorted(end for _, end, kind in named if kind == "person")
    made: list[Name] = []
    order = sorted(range(len(groups)), key=lambda n: min(groups[n]))
    for group, cluster in ((sorted(groups[n]), clusters[n]) for n in order):
        id = f"N{len(made) + 1}"
        if cluster:
            made.append(_called(id, text, group, cluster, people))
        elif name := _described(id, text, group, described):
            made.append(name)
    return tuple(made)


def _may_join(text: str, span: Span, before: Span, group: list[Span], kind: str | None) -> bool:
    others = group[:1] if kind else [group[0], before]
    return all(may_mean(text[slice(*span)], text[slice(*other)], kind) for other in others)


def _called(id: str, text: str, group: list[Span], cluster: Cluster, people: list[int]) -> Name:
    fullest = max((span for span, _ in cluster), key=lambda s: (len(key(text[slice(*s)])), -s[0]))
    name = text[slice(*fullest)]
    kind = majority(cluster)
    role = None
    if kind == "person":
        floors = [0, *people]
        roles = (role_of(text, s, floors[bisect_right(people, s[0])]) for s, _ in cluster)
        role = next((span for span in roles if span), None)
    elif kind == "organisation" and is_outlet(name):
        kind = "outlet"
    return Name(
        id,
        name,
        _KINDS[kind],
        text[slice(*role)] if role else None,
        role,
        tuple(group),
        tuple(span for span, _ in cluster),
    )


_KINDS: dict[str, NameKind] = {kind: kind for kind in ("person", "organisation", "place", "outlet")}


def is_outlet(name: str) -> bool:
    """Whether an organisation of this name publishes news."""
    words = key(name)
    plain = name.lower().replace("’", "'").removeprefix("the ")
    return plain in entries("outlets") or (len(words) > 1 and words[-1] in _OUTLET_ENDINGS)


def _described(id: str, text: str, group: list[Span], described: set[Span]) -> Name | None:
    """Somebody who is not named, only described and mentioned again; None where it is nobody."""
    first = next((span for span in group if span in described), None)
    if first is None or len(group) < 2:
        return None
    name = text[slice(*first)]
    kind = _described_kind(name, {text[slice(*span)].lower() for span in group})
    return Name(id, name, kind, None, None, tuple(group), ()) if kind else None


def _described_kind(name: str, said: set[str]) -> NameKind | None:
    head = name.split()[-1].lower()
    what = noun_kind(name)
    if is_plural(name):
        return "group" if what in {"person", "organisation"} or said & SEVERAL else None
    if head in entries("group_nouns"):
        return "group"
    if what:
        return _KINDS[what]
    if said & PERSON:
        return "person"
    # "It" may be anything; only a known noun tells that it is an organisation.
    return "organisation" if said & THING and head in entries("organisation_nouns") else None

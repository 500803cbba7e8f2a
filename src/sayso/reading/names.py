"""Mentions become names: which of them are one, what each is called, and what it is."""

import re
from bisect import bisect_right
from collections import Counter

from sayso.reading.lexicon import entries
from sayso.reading.reading import Name, NameKind, Span
from sayso.reading.roles import role_of

_PERSON = frozenset(
    {"he", "she", "him", "her", "his", "hers", "himself", "herself"} | {"i", "me", "my", "mine"}
)
_THING = frozenset({"it", "its", "itself"})
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
    clusters = _by_words(text, named)
    owner = {span: n for n, cluster in enumerate(clusters) for span, _ in cluster}
    groups: list[list[Span]] = [[span for span, _ in cluster] for cluster in clusters]
    for start, end, _ in mentions:
        said = text[start:end].lower()
        before = antecedents.get((start, end))
        if before is not None and before in owner and _may_mean(said, clusters, owner[before]):
            owner[start, end] = owner[before]
            groups[owner[before]].append((start, end))
        else:
            owner[start, end] = len(groups)
            groups.append([(start, end)])
            clusters.append([])
    described = {(s, e) for s, e, kind in mentions if kind == "nominal"}
    made = [
        (sorted(group), cluster)
        for group, cluster in zip(groups, clusters, strict=True)
        if cluster or (len(group) > 1 and described.intersection(group))
    ]
    made.sort(key=lambda one: one[0][0])
    people = sorted(end for _, end, kind in named if kind == "person")
    return tuple(
        _called(f"N{n}", text, group, cluster, people)
        if cluster
        else _described(f"N{n}", text, group, described)
        for n, (group, cluster) in enumerate(made, 1)
    )


_Cluster = list[tuple[Span, str]]


def _by_words(text: str, named: list[tuple[int, int, str]]) -> list[_Cluster]:
    """Group proper names: the longest first, so that a short one finds all that it may mean."""
    by_key: dict[tuple[str, ...], _Cluster] = {}
    for start, end, kind in named:
        words = _key(text[start:end])
        seat = kind == "place" and " ".join(words).removeprefix("the ") in entries("seats")
        by_key.setdefault(words, []).append(((start, end), "organisation" if seat else kind))
    clusters: dict[tuple[str, ...], _Cluster] = {}
    for key in sorted(by_key, key=lambda k: (-len(k), by_key[k][0][0])):
        kind = _majority(by_key[key])
        whole = [k for k in clusters if kind == _majority(clusters[k]) and _short_for(key, k, kind)]
        if len(whole) == 1:
            clusters[whole[0]] += by_key[key]
        else:
            clusters[key] = list(by_key[key])
    return [sorted(cluster) for cluster in sorted(clusters.values(), key=min)]


def _key(name: str) -> tuple[str, ...]:
    words = name.lower().replace("’", "'").replace(".", "").split()
    return tuple(word.removesuffix("'s") for word in words) or (name,)


def _short_for(key: tuple[str, ...], whole: tuple[str, ...], kind: str) -> bool:
    if kind == "person":
        return set(key) < set(whole) and (key[-1] == whole[-1] or key[0] == whole[0])
    if kind == "organisation" and len(key) == 1:
        initials = "".join(w[0] for w in whole if w not in {"of", "the", "and", "for", "&"})
        return len(whole) > 1 and key[0] in {initials, "".join(w[0] for w in whole)}
    return False


def _majority(cluster: _Cluster) -> str:
    return Counter(kind for _, kind in cluster).most_common(1)[0][0]


def _may_mean(said: str, clusters: list[_Cluster], n: int) -> bool:
    if not clusters[n]:
        return True
    kind = _majority(clusters[n])
    if said in _PERSON:
        return kind == "person"
    return said not in _THING or kind != "person"


def _called(id: str, text: str, group: list[Span], cluster: _Cluster, people: list[int]) -> Name:
    fullest = max((span for span, _ in cluster), key=lambda s: (len(_key(text[slice(*s)])), -s[0]))
    name = text[slice(*fullest)]
    kind = _majority(cluster)
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
    words = _key(name)
    plain = name.lower().replace("’", "'").removeprefix("the ")
    return plain in entries("outlets") or (len(words) > 1 and words[-1] in _OUTLET_ENDINGS)


def _described(id: str, text: str, group: list[Span], described: set[Span]) -> Name:
    """Somebody who is not named, only described and mentioned again."""
    first = next(span for span in group if span in described)
    name = text[slice(*first)]
    said = {text[slice(*span)].lower() for span in group}
    last = name.lower().split()[-1]
    several = last in {"people", "men", "women", "children"} or re.search("[^s]s$", last)
    kind: NameKind = "group" if several else "person"
    if said & _THING:
        kind = "organisation"
    elif said & _PERSON:
        kind = "person"
    return Name(id, name, kind, None, None, tuple(group), ())

"""Which proper names of a text are one, by their words alone."""

import unicodedata
from collections import Counter, defaultdict
from functools import cache
from importlib.resources import files
from itertools import pairwise

from sayso.reading.lexicon import entries
from sayso.reading.reading import Span

Named = tuple[int, int, str]
Cluster = list[tuple[Span, str]]
_GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})
_FORMS = frozenset({"inc", "corp", "corporation", "ltd", "limited", "plc", "llc", "co", "gmbh"})
_SMALL = frozenset({"of", "the", "and", "for", "&", "de", "la"})
_OFFICES = frozenset({"office", "bureau", "department", "ministry"})


def by_words(text: str, named: list[Named]) -> list[Cluster]:
    """Group proper names: the longest first, so that a short one finds all that it may mean."""
    named = _whole_offices(text, sorted(named))
    bracketed = _bracketed(text, named)
    by_key: dict[tuple[str, ...], Cluster] = {}
    for start, end, kind in named:
        words = key(text[start:end])
        seat = kind == "place" and " ".join(words) in entries("seats")
        words = bracketed.get(words) or _usual(words)
        by_key.setdefault(words, []).append(((start, end), "organisation" if seat else kind))
    kinds = {words: majority(cluster) for words, cluster in by_key.items()}
    clusters: dict[tuple[str, ...], Cluster] = {}
    # By each word that a short form of theirs may begin or end with.
    longer: dict[tuple[str, str], list[tuple[str, ...]]] = defaultdict(list)
    for one in sorted(by_key, key=lambda k: (-len(k), by_key[k][0][0])):
        full, kind = _generation(one)[0], kinds[one]
        near = {k for word in (full[0], full[-1]) for k in longer[kind, word]}
        whole = [k for k in near if _short_for(one, k, kind)]
        if len(whole) == 1:
            clusters[whole[0]] += by_key[one]
            continue
        clusters[one] = list(by_key[one])
        for word in {full[0], full[-1]} if kind == "person" else _short_forms(one):
            longer[kind, word].append(one)
    return [sorted(cluster) for cluster in sorted(clusters.values(), key=min)]


def key(name: str) -> tuple[str, ...]:
    """The words of a name without what differs between two ways to write it."""
    plain = unicodedata.normalize("NFKD", name.lower().replace("’", "'"))
    plain = "".join(c for c in plain if not unicodedata.combining(c) and c not in ".,")
    words = [bare for word in plain.split() if (bare := word.removesuffix("'s"))]
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    if len(words) > 1 and words[-1] in _FORMS:
        words = words[:-1]
    return tuple(words) or (name,)


def majority(cluster: Cluster) -> str:
    """The kind of most of a cluster's names."""
    return Counter(kind for _, kind in cluster).most_common(1)[0][0]


def _short_for(one: tuple[str, ...], whole: tuple[str, ...], kind: str) -> bool:
    if kind == "person":
        return _same_person(one, whole)
    if kind == "organisation" and len(one) == 1 < len(whole):
        return one[0] in _short_forms(whole)
    return False


def _short_forms(words: tuple[str, ...]) -> set[str]:
    """The initials of an organisation, with and without those of its small words."""
    return {"".join(w[0] for w in words if w not in _SMALL), "".join(w[0] for w in words)}


def _same_person(one: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    short, generation = _generation(one)
    full, other = _generation(whole)
    # "Bo Marsh" beside "Bo Marsh Jr." is the father; "Marsh" alone may be either.
    if generation != other and (generation or len(short) > 1):
        return False
    return set(short) < set(full) and (short[-1] == full[-1] or short[0] == full[0])


def _generation(words: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    last = words[-1]
    return (words[:-1], last) if len(words) > 1 and last in _GENERATIONS else (words, "")


def _whole_offices(text: str, named: list[Named]) -> list[Named]:
    """Make "Attorney General" and "Office" one where the text has "Attorney General’s Office"."""
    made: list[Named] = []
    for start, end, kind in named:
        if (
            made
            and kind == "organisation"
            and made[-1][2] != "place"
            and text[made[-1][1] : start] in {"’s ", "'s "}
            and text[start:end].lower() in _OFFICES
        ):
            start = made.pop()[0]
        made.append((start, end, kind))
    return made


def _bracketed(text: str, named: list[Named]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """The short names that stand in brackets after an organisation's name, each with that."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for (start, end, kind), (begin, stop, other) in pairwise(named):
        if kind != "organisation" or other != kind or text[end:begin].strip() not in {"(", "(“"}:
            continue
        full, short = key(text[start:end]), key(text[begin:stop])
        closed = text[stop : stop + 2].startswith((")", "”)"))
        if closed and len(short) == 1 < len(full) and short[0][0] in {w[0] for w in full}:
            found.setdefault(short, _usual(full))
    return found


def _usual(words: tuple[str, ...]) -> tuple[str, ...]:
    return _aliases().get(words, words)


@cache
def _aliases() -> dict[tuple[str, ...], tuple[str, ...]]:
    """Other names of the same, by the lines of `data/aliases.txt`."""
    found = {}
    text = (files("sayso.reading") / "data" / "aliases.txt").read_text("utf-8")
    for line in text.splitlines():
        name, _, others = line.partition("#")[0].partition("=")
        for other in others.split(","):
            if other.strip():
                found[key(other.strip())] = key(name.strip())
    return found

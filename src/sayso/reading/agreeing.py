"""Whether words that refer back can mean others: in number, and as a person or a thing."""

from functools import cache

from sayso.reading.lexicon import entries

PERSON = frozenset(
    {"he", "she", "him", "her", "his", "hers", "himself", "herself"}
    | {"i", "me", "my", "mine", "myself"}
)
THING = frozenset({"it", "its", "itself"})
SEVERAL = frozenset(
    {"they", "them", "their", "theirs", "themselves", "we", "us", "our", "ours", "ourselves"}
)
_NEW = frozenset(
    {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "dozens"}
    | {"several", "some", "many", "another", "other", "others", "few", "hundreds", "thousands"}
)
_NOUNS = {
    "person": ("person_nouns", "titles"),
    "organisation": ("organisation_nouns",),
    "place": ("place_nouns",),
}
_IRREGULAR = {"people": "person", "men": "man", "women": "woman", "children": "child"}


def may_mean(said: str, other: str, kind: str | None) -> bool:
    """Whether the mention `said` can mean `other`: a name of this kind, or with None no name."""
    said, other = said.lower(), other.lower()
    if said in PERSON:
        return kind == "person" if kind else other not in THING | SEVERAL and _one(other, "person")
    if said in THING:
        return kind != "person" if kind else other not in PERSON | SEVERAL and _one(other, "thing")
    if said in SEVERAL:
        return kind is not None or other not in PERSON
    return _may_describe(said, other, kind)


def _may_describe(said: str, other: str, kind: str | None) -> bool:
    words = said.split()
    if len(words) > 1 and (words[0] in _NEW or words[0].isdigit()):
        return False
    what = noun_kind(said)
    if kind:
        # What a place is called may mean its government, and the other way round.
        person = kind == "person"
        return not (person and is_plural(said)) and (what is None or person == (what == "person"))
    if other in PERSON | THING | SEVERAL:
        return True
    return is_plural(said) == is_plural(other)


def _one(described: str, sort: str) -> bool:
    if is_plural(described):
        return False
    what = noun_kind(described)
    return what is None or (what == "person") == (sort == "person")


def is_plural(described: str) -> bool:
    """Whether a description speaks of more than one."""
    return singular(described.split()[-1]) is not None


def singular(noun: str) -> str | None:
    """The singular of a plural noun; None for a singular one."""
    noun = noun.lower()
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    known = _known()
    if noun in known or not noun.endswith("s") or noun.endswith(("ss", "us", "is")):
        return None
    endings = (("ies", "y"), ("ves", "f"), ("es", ""), ("s", ""))
    made = [noun[: -len(end)] + new for end, new in endings if noun.endswith(end)]
    return next((one for one in made if one in known), made[-1])


def noun_kind(described: str) -> str | None:
    """What a description's noun tells of: person, organisation or place; None where it may be any.

    Nouns of several kinds ("authority", "side") tell nothing.
    """
    last = described.split()[-1].lower()
    noun = singular(last) or last
    kinds = [kind for kind, files in _NOUNS.items() if any(noun in entries(f) for f in files)]
    return kinds[0] if len(kinds) == 1 else None


@cache
def _known() -> frozenset[str]:
    return frozenset().union(*(entries(f) for files in _NOUNS.values() for f in files))

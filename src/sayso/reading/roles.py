"""The role beside a person's name: "Baja California Governor" before it, ", the mayor," after."""

import re
from itertools import pairwise, takewhile

from sayso.reading.lexicon import entries
from sayso.reading.reading import Span

_BEFORE = re.compile(r"[\w’'.&/-]*[\w’'.&/]\s*$")
_AFTER = re.compile(r",\s+([^,;:.!?()“”\"\n]{2,90})(?=[,;.)])")
_LONGEST = 12
_COURTESY = frozenset({"mr", "mrs", "ms", "miss", "mx"})
_JOINING = frozenset({"of", "and", "or", "but", "for", "&"})
_GOES_ON = re.compile(r"and|now|then|turned|\w{2,}ing|\w{2,}ed")
_ONCE = re.compile(r"^(?:then|ex|vice|deputy|co|acting)[-–]")


def role_of(text: str, name: Span, floor: int) -> Span | None:
    """Where the role of the person named at `name` stands, if it stands beside the name.

    It does not reach back over `floor`, where the person named before ends.
    """
    return _before(text, name[0], floor) or _after(text, name[1])


def _before(text: str, end: int, floor: int) -> Span | None:
    titles, modifiers, never = entries("titles"), entries("modifiers"), entries("outside_roles")
    start = end
    titled: list[int] = []
    for _ in range(_LONGEST):
        found = _BEFORE.search(text, max(floor, start - 40), start)
        if not found or "\n" in text[found.start() : start] or not found[0].strip():
            break
        word = found[0].strip()
        plain = word.lower().strip("’'")
        bare = plain.rstrip(".").removesuffix("’s").removesuffix("'s")
        bare = bare if bare in titles else _ONCE.sub("", bare)
        ended = word.endswith(".") and bare + "." not in titles and "." not in bare
        # "Mr." is how one is addressed, and "her son and Bo Marsh" says nothing of Bo Marsh.
        if bare in never or ended or bare in _COURTESY or (start == end and bare in _JOINING):
            break
        if bare in titles or bare + "." in titles:
            titled.append(found.start())
        elif not (word[0].isupper() or word[0].isdigit() or bare in modifiers):
            break
        start = found.start()
    if not titled:
        return None
    begin = _begin(text, start, min(titled))
    kept = text[begin:end].rstrip()
    return begin, begin + len(kept)


def _begin(text: str, start: int, first_title: int) -> int:
    """Where the role begins: not with a joining word."""
    begin = start
    for word in re.finditer(r"\S+\s+", text[start:first_title]):
        if word[0].strip().lower() not in _JOINING | {"the"}:
            break
        begin = start + word.end()
    return begin


def _after(text: str, start: int) -> Span | None:
    found = _AFTER.match(text, start)
    if not found:
        return None
    words = re.findall(r"[\w’'-]+", found[1].lower())
    titles = (entries("titles") | entries("person_nouns")) - _COURTESY
    # The title is what the role ends in, or stands before "of the port", "who left", "at Acme".
    if not words or words[0] in _JOINING:
        return None
    heads = list(takewhile(lambda word: word not in entries("after_titles"), words))
    if not any(
        word in titles and (not rest or _GOES_ON.fullmatch(rest))
        for word, rest in pairwise([*heads, ""])
    ):
        return None
    return found.start(1), found.start(1) + len(found[1].rstrip())

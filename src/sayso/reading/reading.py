"""What reading gives: the attributions and the names of one article, as spans of its text."""

from dataclasses import dataclass
from typing import Literal

from sayso.intake.article import Article

Span = tuple[int, int]
NameKind = Literal["person", "organisation", "place", "outlet", "group"]


@dataclass(frozen=True, slots=True)
class Part:
    """The source, the cue or the content of an attribution: its pieces in the text's order.

    `spans` are `[start, end)` character offsets into the article's text, never empty,
    in ascending order, and no two of them overlap.
    """

    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Attribution:
    """On whose word something rests: a source, a cue and a content, any of which may be absent.

    `parent` is the `id` of the attribution in whose content this one stands, else None.
    """

    id: str
    parent: str | None
    source: Part | None
    cue: Part | None
    content: Part | None


@dataclass(frozen=True, slots=True)
class Name:
    """A person, organisation, place or outlet, with all the mentions that are one (coreference).

    `name` is the fullest name in the text. A `group` is people whom the article does not name
    ("American officials") but mentions again ("they"); its `name` is its first mention.
    `named` are those of the `mentions` that are the name itself; the others refer to it.
    `role` is what stands beside a name ("Baja California Governor") and `role_span` where.
    """

    id: str
    name: str
    kind: NameKind
    role: str | None
    role_span: Span | None
    mentions: tuple[Span, ...]
    named: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """All that the reader found in one article; attributions in the order of the text."""

    article: Article
    attributions: tuple[Attribution, ...]
    names: tuple[Name, ...]

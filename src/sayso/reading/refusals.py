"""Attributions that say nothing: "declined *to comment*", "did not respond *to a request*"."""

import re

from sayso.reading.lexicon import entries
from sayso.reading.reading import Span


def only_asked(text: str, content: tuple[Span, ...]) -> bool:
    """Whether a content only names what the source was asked for."""
    if len(content) != 1:
        return False
    words = re.findall(r"[\w’'-]+", text[slice(*content[0])].lower())
    asked = [word for word in words if word in entries("requests")]
    beside = entries("requests") | entries("beside_requests")
    # Who asked may be named: "to Reuters’ inquiries".
    return bool(asked) and all(word in beside or re.search("[’']s?$", word) for word in words)


def widened(text: str, cue: Span, content: Span) -> Span:
    """The cue with such a content, where nothing stands between them."""
    between = text[cue[1] : content[0]]
    return (cue[0], content[1]) if cue[1] <= content[0] and not between.strip() else cue

"""What intake gives: one text as published."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Article:
    """One article. `text` is the body as stored; every span counts its characters.

    `id` is the one that the article came with, else the name of the input it came from.
    """

    id: str
    text: str
    title: str | None = None
    publisher: str | None = None
    date: str | None = None
    credit: str | None = None
    address: str | None = None

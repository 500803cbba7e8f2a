"""What an input is: told by its name, else by its first bytes."""

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from pathlib import PurePath
from typing import Literal

Form = Literal["text", "html", "json"]

_BY_SUFFIX: dict[str, Form] = {
    ".htm": "html",
    ".html": "html",
    ".jsonl": "json",
    ".ndjson": "json",
    ".txt": "text",
    ".xhtml": "html",
}
_JSON = re.compile(rb'(\xef\xbb\xbf)?\s*\{\s*("|$)')
_HTML = re.compile(
    rb"(\xef\xbb\xbf)?\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+)?html\b", re.I
)
_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive, as .docx, .odt and .epub are"),
    (b"{\\rtf", "a Rich Text document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x1f\x8b", "gzip data; name it .gz"),
    (b"\xfd7zXZ\x00", "xz data; name it .xz"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)
_UNICODE_MARKS = (BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r"))


def form_of(name: str, head: bytes) -> Form:
    """Tell the form of an input named `name` that begins with the bytes `head`."""
    suffixes = [suffix.lower() for suffix in PurePath(name).suffixes]
    if suffixes and suffixes[-1] in (".gz", ".xz"):
        suffixes.pop()
    if suffixes and suffixes[-1] in _BY_SUFFIX:
        return _BY_SUFFIX[suffixes[-1]]
    if _JSON.match(head):
        return "json"
    return "html" if _HTML.match(head) else "text"


def binary_kind(data: bytes) -> str | None:
    """Say what the bytes seem to be where they are no text, else None."""
    if data.startswith(_UNICODE_MARKS):
        return None
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    if b"\0" in data:
        return "a binary file, or UTF-16 without its mark"
    controls = len(data) - len(data.translate(None, _CONTROLS))
    # A stray control character is kept as read; one in ten is no article.
    return "a binary file" if controls * 10 > len(data) else None

"""Bytes become text, by one fixed order of guesses."""

import codecs
import re

from sayso.intake.form import binary_kind
from sayso.intake.problem import Unreadable

_MARKS = (
    # UTF-32's little-endian mark begins with UTF-16's, so it stands first.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]+(?:charset|encoding)\s*=\s*["']?([\w.:-]+)""", re.I)

# What "surrogateescape" makes of a byte that is not UTF-8, and that byte in Windows-1252.
_WINDOWS = {0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(128, 256)}


def decode(data: bytes) -> str:
    """Decode `data`, whose line endings are kept as they are; a byte-order mark is left out.

    In order: the encoding that a byte-order mark names; UTF-8; the encoding that an HTML page
    declares; UTF-8 with bytes of Windows-1252 in between (old quotation marks pasted into new
    text) where they are no more than a third; what charset-normalizer takes it for.

    Raises:
        Unreadable: the bytes are not text, or not in an encoding that can be told.
    """
    if kind := binary_kind(data):
        raise Unreadable(f"is not text: it looks like {kind}")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                message = f"begins as {encoding} but is broken at byte {error.start}"
                raise Unreadable(message) from None
    try:
        return data.decode()
    except UnicodeDecodeError:
        return _declared(data) or _repaired(data) or _detected(data)


def _declared(data: bytes) -> str | None:
    declared = _DECLARED.search(data, 0, 2048)
    try:
        return data.decode(declared[1].decode()) if declared else None
    except (LookupError, UnicodeError):
        return None


def _repaired(data: bytes) -> str | None:
    escaped = data.decode("utf-8", "surrogateescape")
    foreign = len(escaped) - len(escaped.translate(dict.fromkeys(_WINDOWS)))
    return escaped.translate(_WINDOWS) if foreign * 3 <= len(data) else None


def _detected(data: bytes) -> str:
    # Imported here: almost no input needs it.
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None:
        raise Unreadable("is in an encoding that cannot be told; save it as UTF-8")
    return str(best)

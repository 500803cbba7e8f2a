"""Characters that would act on a terminal are shown instead."""

_BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
# U+2400 and on are the pictures of the control characters, ␛ for one.
_SHOWN = {
    **{code: 0x2400 + code for code in range(0x20)},
    0x7F: 0x2421,
    **dict.fromkeys(range(0x80, 0xA0), 0xFFFD),
    **dict.fromkeys(map(ord, _BIDI), 0xFFFD),
    # These only part words and lines.
    **{ord(space): ord(" ") for space in "\t\r\f\v\x85\u2028\u2029"},
    ord("\n"): ord("\n"),
}


def visible(text: str) -> str:
    """Replace, one for one, what moves the cursor, colours or reorders; line feeds stay."""
    return text.translate(_SHOWN)

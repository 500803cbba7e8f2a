"""One line of JSON becomes an article."""

import json
import re

from sayso.intake.article import Article
from sayso.intake.decoding import decode
from sayso.intake.problem import Unreadable

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def from_json_line(data: bytes, id: str) -> Article:
    r"""Read an object with `text` and, if there, `id` and what is known of the article.

    `id` stands in where the object has none. A lone surrogate (`\ud800`) becomes U+FFFD.

    Raises:
        Unreadable: the line is no JSON object, or a field is not what it must be.
    """
    try:
        fields = json.loads(decode(data))
    except json.JSONDecodeError as error:
        raise Unreadable(f"is not JSON: {error.msg} at column {error.colno}") from None
    except (RecursionError, ValueError) as error:
        raise Unreadable(f"is not JSON that can be read: {error}") from None
    if not isinstance(fields, dict):
        raise Unreadable("is not a JSON object")
    if "text" not in fields:
        raise Unreadable('has no "text"')
    if not isinstance(fields["text"], str):
        raise Unreadable('"text" is not a string')
    return Article(
        id=_string(fields, "id") or id,
        text=_LONE_SURROGATE.sub("\ufffd", fields["text"]),
        title=_string(fields, "title"),
        publisher=_string(fields, "publisher"),
        date=_string(fields, "date"),
        credit=_string(fields, "credit"),
        address=_string(fields, "address") or _string(fields, "url"),
    )


def _string(fields: dict[str, object], key: str) -> str | None:
    value = fields.get(key)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if value is not None and not isinstance(value, str):
        raise Unreadable(f'"{key}" is not a string')
    return _LONE_SURROGATE.sub("\ufffd", value) if value else None

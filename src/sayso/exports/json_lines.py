"""A reading as one line of JSON, in the schema that `reading-1.schema.json` beside this says."""

import json
import re
from typing import Any

from sayso.reading.reading import Attribution, Name, Part, Reading

SCHEMA = "sayso/reading/1"

# JSON leaves these as they are; on a terminal they act, and some readers break lines at them.
_ACTIVE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


def json_line(reading: Reading) -> str:
    """Write a reading as one line, its line feed included; the same reading, the same line."""
    article = reading.article
    known = {
        "title": article.title,
        "publisher": article.publisher,
        "date": article.date,
        "credit": article.credit,
        "address": article.address,
    }
    fields = {
        "schema": SCHEMA,
        "id": article.id,
        **{key: value for key, value in known.items() if value is not None},
        "text": article.text,
        "attributions": [_attribution(attribution) for attribution in reading.attributions],
        "names": [_name(name) for name in reading.names],
    }
    line = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
    return _ACTIVE.sub(lambda found: f"\\u{ord(found[0]):04x}", line) + "\n"


def _attribution(attribution: Attribution) -> dict[str, Any]:
    return {
        "id": attribution.id,
        "parent": attribution.parent,
        "source": _part(attribution.source),
        "cue": _part(attribution.cue),
        "content": _part(attribution.content),
    }


def _part(part: Part | None) -> dict[str, Any] | None:
    return {"spans": part.spans} if part else None


def _name(name: Name) -> dict[str, Any]:
    return {
        "id": name.id,
        "name": name.name,
        "kind": name.kind,
        "role": name.role,
        "role_span": name.role_span,
        "mentions": name.mentions,
        "named": name.named,
    }

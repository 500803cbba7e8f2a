"""The corpora's attributions, as documents to learn from."""

import json
import lzma
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Span = tuple[int, int]
_TAG = re.compile(r"<(/?)([sct])(\d)(?:=(\d)/)?>")
CORPORA = Path(__file__).resolve().parents[2] / "shared" / "corpora"


@dataclass(frozen=True)
class Marked:
    """One attribution: the pieces of its parts, as character offsets."""

    source: list[Span]
    cue: list[Span]
    content: list[Span]


@dataclass(frozen=True)
class Document:
    """A text and its outermost attributions; `weight` is how far its marks are to be trusted."""

    id: str
    text: str
    attributions: list[Marked] = field(default_factory=list)
    weight: float = 1.0


def lines(path: Path) -> Iterator[Any]:
    """The JSON values of an xz-compressed JSON Lines file."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def polnear(half: str) -> list[Document]:
    """PolNeAR's `train` or `dev`: an article that two people marked stands twice."""
    return [
        Document(line["id"], line["text"], [_marked(a, line["text"]) for a in line["attributions"]])
        for line in lines(CORPORA / "polnear" / f"{half}.jsonl.xz")
    ]


def world() -> list[Document]:
    """The articles of `world`, and each of their contents as a text of its own.

    A content's attributions are the ones nested directly in it; most have none, which teaches
    the reader to find none there.
    """
    documents = []
    for line in lines(CORPORA / "world" / "train.jsonl.xz"):
        text = line["text"]
        marks = line["attributions"]
        outer = [_marked(a, text) for a in marks if a["parent"] is None]
        documents.append(Document(line["id"], text, outer))
        for a in marks:
            if not a["content"]:
                continue
            start, end = a["content"][0][0], a["content"][-1][1]
            if len(a["content"]) > 1:
                # Pieces around a cue: each is read on its own, as the reader does.
                continue
            inner = [_marked(b, text) for b in marks if b["parent"] == a["n"]]
            inside = [
                Marked(*(_shifted(part, start, end) for part in (m.source, m.cue, m.content)))
                for m in inner
            ]
            nested = [m for m in inside if m.cue]
            documents.append(Document(f"{line['id']}/{a['n']}", text[start:end], nested))
    return documents


def passages() -> list[Document]:
    """Our own passages (`passages.txt`, which says how they are marked)."""
    text = Path(__file__).with_name("passages.txt").read_text("utf-8")
    bodies = [b for b in text.split("\n\n") if b.strip() and not b.startswith("#")]
    return [_passage(f"passage {n}", " ".join(body.split())) for n, body in enumerate(bodies)]


def _passage(id: str, body: str) -> Document:
    text = ""
    place = 0
    parts: dict[str, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    begun = 0
    for tag in _TAG.finditer(body):
        text += body[place : tag.start()]
        place = tag.end()
        closing, part, number, other = tag.groups()
        if other:
            parts[number][part] = parts[other][part]
        elif closing:
            parts[number][part].append((begun, len(text)))
        else:
            begun = len(text)
    text += body[place:]
    return Document(id, text, [Marked(p["s"], p["c"], p["t"]) for p in parts.values()])


def _shifted(spans: list[Span], start: int, end: int) -> list[Span]:
    return [(s - start, e - start) for s, e in spans if start <= s and e <= end]


def _marked(attribution: Any, text: str) -> Marked:
    return Marked(
        *(
            sorted(_trimmed(text, s, e) for s, e in attribution[part] or [])
            for part in ("source", "cue", "content")
        )
    )


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())

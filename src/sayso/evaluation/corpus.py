"""Annotated corpora: what people, or other readers, marked in each article."""

import json
import lzma
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sayso.evaluation.gum import SET_APART, gum_document
from sayso.evaluation.measures import PARTS, Marked
from sayso.reading.reading import Span


@dataclass(slots=True)
class Gold:
    """One article of a corpus and its marks; a kind of mark that the corpus lacks is empty.

    `markings` has one list of outermost attributions for each person who marked the article;
    `nested` all attributions, inner ones too, where the corpus marks those; `names` the proper
    names as `(start, end, kind)`; `pronouns` the pronouns that mean one of these, each with the
    places of its names.
    """

    id: str
    text: str
    markings: list[list[Marked]] = field(default_factory=list)
    nested: list[Marked] = field(default_factory=list)
    names: list[tuple[int, int, str]] | None = None
    pronouns: dict[Span, list[Span]] = field(default_factory=dict)


def load(path: Path) -> list[Gold]:
    """Read a corpus in the form of PolNeAR, of `world` or of GUM, one article once.

    Of GUM only the documents that training leaves out are taken.

    Raises:
        ValueError: the file is no such corpus.
    """
    golds: dict[str, Gold] = {}
    opened = lzma.open if path.suffix == ".xz" else open
    try:
        with opened(path, "rt", encoding="utf-8") as file:
            for line in map(json.loads, file):
                if "entities" in line and line["id"] not in SET_APART:
                    continue
                gold = golds.setdefault(line["id"], Gold(line["id"], line["text"]))
                _add(gold, line)
    except (KeyError, TypeError, ValueError, EOFError, lzma.LZMAError) as error:
        raise ValueError(f"{path}: is no annotated corpus: {error!r}") from error
    if not golds:
        raise ValueError(f"{path}: holds no article")
    return list(golds.values())


def _add(gold: Gold, line: Any) -> None:
    if "entities" in line:
        document = gum_document(line)
        gold.names = document.names
        places = {(start, end) for start, end, _ in document.names}
        said = {(start, end) for start, end, kind in document.mentions if kind == "pronoun"}
        for cluster in document.clusters:
            if named := [span for span in cluster if span in places]:
                gold.pronouns |= {span: named for span in cluster if span in said}
        return
    marks = line["attributions"]
    gold.markings.append([_marked(mark) for mark in marks if mark.get("parent") is None])
    if any("parent" in mark for mark in marks):
        gold.nested += [_marked(mark) for mark in marks]


def _marked(mark: Any) -> Marked:
    return Marked(*(tuple((s, e) for s, e in mark[part] or ()) for part in PARTS))

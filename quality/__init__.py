"""The quality gate: figures of the shipped weights, pinned beside the digests of their corpora."""

import hashlib
import json
from pathlib import Path
from typing import Any

from sayso.cli.evaluate import read_all
from sayso.evaluation import figures, load

CORPORA = Path(__file__).resolve().parents[2] / "shared" / "corpora"
MEASURED = ("polnear/dev.jsonl.xz", "gum/train.jsonl.xz")
FLOORS = Path(__file__).with_name("floors.json")

TOLERANCE = 0.05
"""Points of F1 that are no loss: another CPU's last bit may turn a tie."""


def pinned() -> Any:
    """The floors: for each corpus its `sha256` and its `figures`, F1 in per cent by measure."""
    return json.loads(FLOORS.read_text("utf-8"))


def digest(corpus: str) -> str:
    """The SHA-256 of a corpus's file."""
    return hashlib.sha256((CORPORA / corpus).read_bytes()).hexdigest()


def measured(corpus: str) -> dict[str, float]:
    """F1 of the shipped weights by measure, in per cent."""
    golds = load(CORPORA / corpus)
    return {name: round(count.f1, 2) for name, count in figures(golds, read_all(golds)).items()}


def raised(floors: dict[str, float], now: dict[str, float]) -> dict[str, float]:
    """The floors, higher where a figure rose: small losses do not add up over many pins."""
    return now | {name: max(floor, now[name]) for name, floor in floors.items()}


def losses(floors: dict[str, float], now: dict[str, float]) -> dict[str, tuple[float, float]]:
    """The measures that fell below their floors, or are gone: (floor, now)."""
    return {
        name: (floor, now.get(name, 0.0))
        for name, floor in floors.items()
        if now.get(name, 0.0) < floor - TOLERANCE
    }

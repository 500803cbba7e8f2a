"""The lexicons: readable files in `data/`, one entry a line, `#` before a comment."""

from functools import cache
from importlib.resources import files


@cache
def entries(name: str) -> frozenset[str]:
    """The entries of `data/<name>.txt`, in lower case."""
    text = (files("sayso.reading") / "data" / f"{name}.txt").read_text("utf-8")
    lines = (line.partition("#")[0].strip().lower() for line in text.splitlines())
    return frozenset(line for line in lines if line)

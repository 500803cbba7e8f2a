"""Draws the README's picture of a sheet: `make picture` writes `docs/sheet.svg`."""

import io
import os
import re
from itertools import chain
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.segment import Segment, Segments
from rich.terminal_theme import DIMMED_MONOKAI

import sayso
from sayso.cli.sheet import sheet
from sayso.intake import InputError, inputs, to_article

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = "examples/harbour.html"
LINES = 40


def main() -> None:
    """Read the example, draw the first lines of its sheet."""
    os.chdir(ROOT)
    (given,) = inputs([EXAMPLE])
    article = given if isinstance(given, InputError) else to_article(given)
    if isinstance(article, InputError):
        raise SystemExit(str(article))
    console = Console(record=True, width=84, file=io.StringIO(), force_terminal=True)
    lines = console.render_lines(sheet(sayso.read(article)), pad=False)[:LINES]
    console.print(Segments(chain.from_iterable((*line, Segment.line()) for line in lines)))
    # The format fetches a font; a monospace one is on every machine.
    drawing = re.sub(r"@font-face \{\{.*?\}\}", "", CONSOLE_SVG_FORMAT, flags=re.S)
    console.save_svg(
        "docs/sheet.svg",
        title=f"sayso read {EXAMPLE}",
        theme=DIMMED_MONOKAI,
        code_format=drawing,
        unique_id="sheet",
    )


if __name__ == "__main__":
    main()

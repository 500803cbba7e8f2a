"""The sheet: one article set out for a terminal, with the outlet's own words dimmed."""

import re
from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import chain

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.rule import Rule
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from sayso.cli.visible import visible
from sayso.intake.article import Article
from sayso.reading.reading import Attribution, Name, Part, Reading, Span

# Longer lines are hard to read, however wide the window; in shorter ones nothing stands.
_WIDEST = 100
_NARROWEST = 20
_BAR = "▎ "
_INDENT = "    "
# Characters between a source and its cue that are shown with them.
_JOINT = 40


class SheetWriter:
    """Writes sheets as fit the terminal, or the pipe, that standard output is."""

    def __init__(self) -> None:
        terminal = Console()
        self._console = Console(
            file=StringIO(),
            force_terminal=terminal.is_terminal,
            width=min(terminal.width, _WIDEST),
            highlight=False,
            markup=False,
            emoji=False,
        )
        self._first = True

    def __call__(self, reading: Reading) -> str:
        """Give the sheet of one article, with a rule before it where it is not the first."""
        with self._console.capture() as captured:
            if not self._first:
                self._console.print(Text(), Rule(style="dim"), Text())
            self._console.print(sheet(reading))
        self._first = False
        return "\n".join(line.rstrip() for line in captured.get().split("\n"))


def sheet(reading: Reading) -> RenderableType:
    """Lay out one article: what is known of it, who says what in it, whom it names."""
    blocks = [_header(reading.article), *_body(reading)]
    if reading.names:
        blocks.append(_names(reading.names))
    return Group(*chain.from_iterable((block, Text()) for block in blocks))


def _header(article: Article) -> RenderableType:
    facts = [article.publisher, article.date, article.credit, article.title and article.id]
    lines = [
        Text(visible(article.title or article.id), "bold underline"),
        Text(" · ".join(visible(fact) for fact in facts if fact), "dim"),
        Text(visible(article.address or ""), "dim"),
    ]
    return Group(*(line for line in lines if line))


def _body(reading: Reading) -> Iterator[RenderableType]:
    """Attributions and the outlet's own words, in the order in which the article has them."""
    children: dict[str | None, list[Attribution]] = {}
    for attribution in reading.attributions:
        children.setdefault(attribution.parent, []).append(attribution)
    text = _as_paragraphs(reading.article.text)
    shower = _Shower(text, reading, children)
    outermost = children.get(None, [])
    placed: list[tuple[int, RenderableType]] = [
        (_spans(attribution)[0][0], shower.attribution(attribution)) for attribution in outermost
    ]
    spans = sorted(
        span for attribution in outermost for span in [*_spans(attribution), _joint(attribution)]
    )
    placed += [(start, Text(own, "dim")) for start, own in _own_words(text, spans)]
    return (block for _, block in sorted(placed, key=lambda place: place[0]))


class _Shower:
    """Shows attributions of one reading."""

    def __init__(
        self, text: str, reading: Reading, children: dict[str | None, list[Attribution]]
    ) -> None:
        self._text = text
        self._children = children
        self._meant = {span: name.name for name in reading.names for span in name.mentions}

    def attribution(self, attribution: Attribution) -> RenderableType:
        """Source and cue on one line, the content below, and below that what stands in it."""
        lines: list[RenderableType] = [self._heading(attribution)]
        if attribution.content:
            lines.append(_Margin(Text(self._words(attribution.content)), _INDENT))
        for child in self._children.get(attribution.id, []):
            lines.append(_Margin(self.attribution(child), _INDENT))
        return _Margin(Group(*lines), _BAR, "cyan")

    def _heading(self, attribution: Attribution) -> Text:
        source = attribution.source
        heading = Text(self._words(source), "bold") if source else Text("(no source)", "dim")
        heading = Text().append_text(heading)
        meant = self._meant.get(source.spans[0]) if source and len(source.spans) == 1 else None
        if source and meant and meant not in self._words(source):
            heading.append(f" ({visible(meant)})", "dim")
        if joint := _worth_showing(self._text[slice(*_joint(attribution))]):
            heading.append(f" {joint}", "dim")
        if attribution.cue:
            heading.append(" · ", "dim").append(self._words(attribution.cue), "cyan")
        return heading

    def _words(self, part: Part) -> str:
        words, position = "", 0
        for start, end in part.spans:
            between = self._text[position:start]
            if position:
                words += between if between.isspace() else " … "
            words, position = words + self._text[start:end], end
        return _paragraphs(words)


class _Margin:
    """Something with the same few characters to the left of each of its lines."""

    def __init__(self, inner: RenderableType, margin: str, style: str = "") -> None:
        self._inner = inner
        self._margin = margin
        self._style = style

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = max(options.max_width - len(self._margin), _NARROWEST)
        margin = Segment(self._margin, console.get_style(self._style))
        for line in console.render_lines(self._inner, options.update_width(width), pad=False):
            yield from (margin, *line, Segment.line())


def _own_words(text: str, taken: Iterable[Span]) -> Iterator[tuple[int, str]]:
    """What no attribution takes, by paragraphs, each with its stretch's start.

    A paragraph that an attribution interrupts has an ellipsis there.
    """
    position = 0
    for start, end in chain(taken, [(len(text), len(text))]):
        if own := _worth_showing(text[position:start]):
            first, *rest = own.split("\n")
            if position and first[0].islower():
                first = f"… {first}"
            *whole, last = [first, *rest]
            yield from ((position, paragraph) for paragraph in whole)
            yield position, last if start == len(text) else re.sub(r"[,;:(“‘]+$", " …", last)
        position = max(position, end)


def _joint(attribution: Attribution) -> Span:
    """The few words between a source and its cue ("reportedly"); an empty span where none are."""
    if attribution.source and attribution.cue:
        start, end = attribution.source.spans[-1][1], attribution.cue.spans[0][0]
        if start < end <= start + _JOINT:
            return start, end
    return 0, 0


def _worth_showing(text: str) -> str:
    """A stretch between two parts, without its loose ends; empty for a bare "that" or "who"."""
    words = re.findall(r"\w+", text)
    if len(words) < 3 and all(len(word) < 5 for word in words):
        return ""
    return _paragraphs(text.lstrip(" \t\r\n.,;:!?)”’\"'"))


def _paragraphs(text: str) -> str:
    """Paragraphs without the space around them, one a line."""
    return "\n".join(line.strip() for line in text.split("\n") if line.strip())


def _as_paragraphs(text: str) -> str:
    """The text made visible, of the same length, with a line feed only where a paragraph ends.

    Where blank lines part the paragraphs, a single line break is a space.
    """
    text = visible(text)
    if not re.search(r"\n\s*\n", text):
        return text
    return re.sub(
        r"\s*\n\s*", lambda gap: gap[0] if gap[0].count("\n") > 1 else " " * len(gap[0]), text
    )


def _names(names: Iterable[Name]) -> RenderableType:
    table = Table.grid("", "", "", padding=(0, 3, 0, 0))
    for name in names:
        count = "" if len(name.mentions) == 1 else f" ×{len(name.mentions)}"
        role = Text(visible(name.role or ""))
        table.add_row(Text(visible(name.name), "bold"), role, Text(f"{name.kind}{count}", "dim"))
    return Group(Text("Names", "underline"), table)


def _spans(attribution: Attribution) -> list[Span]:
    parts = (attribution.source, attribution.cue, attribution.content)
    return sorted(span for part in parts if part for span in part.spans)

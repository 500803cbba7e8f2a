"""The sheet, from readings made by hand: what it shows does not depend on the model."""

import io
from pathlib import Path

import pytest
from rich.console import Console

from sayso import Article, Attribution, Name, Part, Reading
from sayso.cli.sheet import sheet

TEXT = (
    "In a long statement, the ministry reportedly denied that Rell had said that he would go. "
    "It rained.\n\nAda Brandt declined to comment. [red]Nothing[/red] \x1b[31mred\u202e :smile:"
)


def span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def part(*words: str) -> Part:
    return Part(tuple(span(word) for word in words))


RELL, MINISTRY, BRANDT = span("Rell"), span("the ministry"), span("Ada Brandt")
HE = (TEXT.index("he would"), TEXT.index(" would"))
READING = Reading(
    Article("a-1", TEXT, title="A [b]title[/b]\x07", publisher="The Courier", date="2026-03-14"),
    (
        Attribution(
            "A1",
            None,
            part("the ministry"),
            part("denied"),
            part("that Rell had said that he would go"),
        ),
        Attribution("A2", "A1", part("Rell"), part("had said"), part("that he would go")),
        Attribution("A3", "A2", Part((HE,)), part("would"), None),
        Attribution("A4", None, part("Ada Brandt"), part("declined to comment"), None),
    ),
    (
        Name("N1", "Tomas Rell", "person", "Deputy Mayor", None, (RELL, HE), (RELL,)),
        Name("N2", "Ministry of Ports", "organisation", None, None, (MINISTRY,), ()),
        Name("N3", "Ada Brandt", "person", None, None, (BRANDT,), (BRANDT,)),
    ),
)

SHEET = """\
A [b]title[/b]␇
The Courier · 2026-03-14 · a-1

In a long statement …

▎ the ministry (Ministry of Ports) reportedly · denied
▎     that Rell had said that he would go
▎     ▎ Rell (Tomas Rell) · had said
▎     ▎     that he would go

It rained.

▎ Ada Brandt · declined to comment

[red]Nothing[/red] ␛[31mred\ufffd :smile:

Names
Tomas Rell          Deputy Mayor   person ×2
Ministry of Ports                  organisation
Ada Brandt                         person

"""


def written(reading: Reading, width: int, colour: bool = False) -> str:
    console = Console(file=io.StringIO(), width=width, force_terminal=colour, highlight=False)
    with console.capture() as captured:
        console.print(sheet(reading))
    return captured.get()


def plain(reading: Reading, width: int) -> str:
    return "".join(f"{line.rstrip()}\n" for line in written(reading, width).splitlines())


def test_the_sheet_at_80_columns() -> None:
    two_levels = Reading(
        READING.article, (*READING.attributions[:2], READING.attributions[3]), READING.names
    )
    assert plain(two_levels, 80) == SHEET


def test_what_stands_in_what_is_indented_under_it() -> None:
    lines = plain(READING, 80).splitlines()
    assert "▎     ▎     ▎ he (Tomas Rell) · would" in lines


@pytest.mark.parametrize("width", [24, 40, 79, 200])
def test_no_line_is_wider_than_the_window(width: int) -> None:
    assert max(map(len, plain(READING, width).splitlines())) <= width


@pytest.mark.parametrize("colour", [False, True])
def test_nothing_in_an_article_acts_on_the_terminal(
    colour: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    shown = written(READING, 80, colour)
    assert "\x1b[31m" not in shown
    assert "\u202e" not in shown
    assert "\x07" not in shown
    assert ("\x1b[" in shown) == colour


def test_the_outlets_own_words_are_dimmed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    shown = written(READING, 80, colour=True)
    assert "\x1b[2mIt rained.\x1b[0m" in shown
    assert "\x1b[1mAda Brandt\x1b[0m" in shown


def test_hard_wrapped_paragraphs_are_set_anew_and_single_lines_are_kept() -> None:
    wrapped = Reading(Article("a", "One line\r\nof two.\r\n\r\nAnother one."), (), ())
    assert "One line of two.\n\nAnother one.\n" in plain(wrapped, 80).replace("  ", " ")
    single = Reading(Article("a", "One line.\nAnother one."), (), ())
    assert "One line.\n\nAnother one.\n" in plain(single, 80)


def test_paths_stand_in_for_titles(tmp_path: Path) -> None:
    reading = Reading(Article(str(tmp_path), "One word."), (), ())
    assert plain(reading, 100).splitlines()[0] == str(tmp_path)


def test_pieces_with_words_between_them_are_parted_by_an_ellipsis() -> None:
    text = "“One,” he said. “Two.\n\n“Three.”"
    content = Part(((0, 6), (16, 21), (23, 31)))
    reading = Reading(
        Article("a", text), (Attribution("A1", None, Part(((7, 9),)), None, content),), ()
    )
    assert "▎ he\n▎     “One,” … “Two.\n▎     “Three.”\n" in plain(reading, 80)

"""Reports on a corpus: what is compared with what."""

import json
from pathlib import Path
from typing import Any

import pytest

from quality import CORPORA, losses, raised
from sayso.evaluation import Count, Gold, agreement, figures, load
from sayso.evaluation.gum import SET_APART
from sayso.evaluation.measures import Marked
from sayso.intake import Article
from sayso.reading.reading import Attribution, Name, Part, Reading, Span
from tests.conftest import Run

TEXT = "Ann said Bob thinks it rains. She left Rome."
OUTER = Marked(((0, 3),), ((4, 8),), ((9, 28),))
INNER = Marked(((9, 12),), ((13, 19),), ((20, 28),))
SHE = (30, 33)


def part(spans: tuple[Span, ...]) -> Part | None:
    return Part(spans) if spans else None


def attribution(id: str, parent: str | None, marked: Marked) -> Attribution:
    return Attribution(id, parent, part(marked.source), part(marked.cue), part(marked.content))


def name(words: str, kind: Any, *others: Span) -> Name:
    start = TEXT.index(words)
    span = (start, start + len(words))
    return Name(words, words, kind, None, None, (span, *others), (span,))


def reading(names: tuple[Name, ...] = ()) -> Reading:
    said = (attribution("A1", None, OUTER), attribution("A2", "A1", INNER))
    return Reading(Article("one", TEXT), said, names)


def test_nested_attributions_count_only_where_they_are_marked() -> None:
    outermost = figures([Gold("one", TEXT, [[OUTER]])], [reading()])
    assert outermost["triple"] == Count(1, 1, 1)
    assert "triple with nested ones" not in outermost
    all_levels = figures([Gold("one", TEXT, [[OUTER]], [OUTER, INNER])], [reading()])
    assert all_levels["triple"] == Count(1, 1, 1)
    assert all_levels["triple with nested ones"] == Count(2, 2, 2)


def test_an_article_counts_once_for_each_who_marked_it() -> None:
    gold = Gold("one", TEXT, [[OUTER], [OUTER, INNER]])
    assert figures([gold], [reading()])["triple"] == Count(2, 2, 3)
    # Each against the other: one is found of the other's two, and two where the other has one.
    assert agreement([gold])["triple"] == Count(2, 3, 3)
    assert agreement([Gold("one", TEXT, [[OUTER]])]) == {}


def test_a_name_is_right_by_its_edges_and_its_kind() -> None:
    gold = Gold("one", TEXT, names=[(0, 3, "person"), (9, 12, "organisation"), (39, 43, "place")])
    names = (name("Ann", "person"), name("Bob", "outlet"), name("Rome", "person"))
    found = figures([gold], [reading(names)])
    # An outlet is an organisation.
    assert found["names organisation"] == Count(1, 1, 1)
    assert found["names person"] == Count(1, 2, 1)
    assert found["names place"] == Count(0, 0, 1)
    assert found["names"] == Count(2, 3, 3)


@pytest.mark.parametrize(("whose", "same"), [("Ann", 1), ("Bob", 0)])
def test_a_pronoun_is_right_by_the_name_that_it_is_given(whose: str, same: int) -> None:
    gold = Gold("one", TEXT, names=[], pronouns={SHE: [(0, 3)]})
    found = figures([gold], [reading((name(whose, "person", SHE),))])
    assert found["pronouns"] == found["pronouns third person"] == Count(same, 1, 1)
    assert figures([gold], [reading()])["pronouns"] == Count(0, 0, 1)


def test_a_pronoun_of_the_speaker_is_not_of_the_third_person() -> None:
    text = "Ann: I left."
    gold = Gold("one", text, names=[], pronouns={(5, 6): [(0, 3)]})
    ann = Name("N1", "Ann", "person", None, None, ((0, 3), (5, 6)), ((0, 3),))
    found = figures([gold], [Reading(Article("one", text), (), (ann,))])
    assert found["pronouns"] == Count(1, 1, 1)
    assert found["pronouns third person"] == Count(0, 0, 0)


def mark(marked: Marked, **others: Any) -> dict[str, Any]:
    return {"source": marked.source, "cue": marked.cue, "content": marked.content, **others}


def written(path: Path, *lines: Any) -> Path:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def test_lines_of_one_article_are_markings_of_it(tmp_path: Path) -> None:
    line = {"id": "one", "text": TEXT, "attributions": [mark(OUTER)]}
    (gold,) = load(written(tmp_path / "corpus.jsonl", line, line))
    assert gold.markings == [[OUTER], [OUTER]]
    assert gold.nested == []
    assert gold.names is None


def test_attributions_with_a_parent_are_nested_ones(tmp_path: Path) -> None:
    marks = [mark(OUTER, n=1, parent=None), mark(INNER, n=2, parent=1)]
    line = {"id": "one", "text": TEXT, "attributions": marks}
    (gold,) = load(written(tmp_path / "corpus.jsonl", line))
    assert gold.markings == [[OUTER]]
    assert gold.nested == [OUTER, INNER]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"id": "one"}', '{"id": 1, "text": "a"}'])
def test_what_is_no_corpus_is_refused(tmp_path: Path, content: str, run: Run) -> None:
    path = tmp_path / "corpus.jsonl"
    path.write_text(content, encoding="utf-8")
    result = run("evaluate", path)
    assert result.exit_code == 2
    assert str(path) in result.stderr


def test_what_is_no_archive_is_refused(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "corpus.jsonl.xz"
    path.write_text("{}", encoding="utf-8")
    assert run("evaluate", path).exit_code == 2


def test_the_figures_as_a_table_and_as_json(tmp_path: Path, run: Run) -> None:
    line = {"id": "one", "text": TEXT, "attributions": [mark(OUTER)]}
    path = written(tmp_path / "corpus.jsonl", line, line)
    fields = json.loads(run("evaluate", "--json", path).stdout)
    assert fields["articles"] == 1
    assert fields["figures"].keys() == fields["agreement"].keys()
    assert fields["agreement"]["triple"] == {"precision": 100.0, "recall": 100.0, "f1": 100.0}
    shown = run("evaluate", path).stdout
    assert "1 articles" in shown
    assert "annotators against each other" in shown


def test_of_gum_only_what_training_leaves_out_is_measured() -> None:
    path = CORPORA / "gum" / "train.jsonl.xz"
    if not path.exists():
        pytest.skip(f"{path} is not here")
    golds = load(path)
    assert {gold.id for gold in golds} == SET_APART
    assert all(gold.names and not gold.markings for gold in golds)
    pronouns = {gold.text[slice(*span)].lower() for gold in golds for span in gold.pronouns}
    assert {"he", "she", "it", "they"} <= pronouns


def test_small_losses_do_not_add_up_over_pins() -> None:
    floors = {"a": 70.0, "b": 80.0}
    now = {"a": 69.97, "b": 81.0, "c": 1.0}
    assert losses(floors, now) == {}
    assert raised(floors, now) == {"a": 70.0, "b": 81.0, "c": 1.0}

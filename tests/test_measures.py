"""The measures, on cases that can be counted by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.evaluation.measures import Count, Marked, measure, triples

TEXT = "Ann said it rained . Bob said it snowed ."
ANN = Marked(((0, 3),), ((4, 8),), ((9, 18),))
BOB = Marked(((21, 24),), ((25, 29),), ((30, 39),))


def test_the_same_marks_agree_wholly() -> None:
    counts = measure(TEXT, [ANN, BOB], [ANN, BOB])
    assert {count.f1 for count in counts.values()} == {100.0}
    assert counts["token content"] == Count(4, 4, 4)
    assert counts["span cue"] == Count(2, 2, 2)


def test_a_longer_span_shares_tokens_but_is_not_the_same_span() -> None:
    longer = Marked(ANN.source, ANN.cue, ((9, 20),))
    counts = measure(TEXT, [longer], [ANN])
    assert counts["token content"] == Count(2, 3, 2)
    assert counts["span content"] == Count(0, 1, 1)
    assert counts["triple"] == Count(1, 1, 1)


def test_pieces_with_only_white_space_between_them_are_one_span() -> None:
    pieces = Marked(ANN.source, ANN.cue, ((9, 11), (12, 18)))
    assert measure(TEXT, [pieces], [ANN])["span content"] == Count(1, 1, 1)


def test_pieces_within_one_another_are_the_longer_one() -> None:
    pieces = Marked(ANN.source, ANN.cue, ((9, 18), (12, 14)))
    assert measure(TEXT, [pieces], [ANN])["span content"] == Count(1, 1, 1)


def test_what_a_span_cuts_off_a_word_is_no_token() -> None:
    cut = Marked((), (), ((12, 18),))
    assert TEXT[12:18] == "rained"
    begins_late, ends_early = Marked((), (), ((14, 18),)), Marked((), (), ((12, 16),))
    assert measure(TEXT, [begins_late], [cut])["token content"] == Count(0, 0, 1)
    assert measure(TEXT, [ends_early], [cut])["token content"] == Count(1, 1, 1)


def test_counts_add_up_before_they_are_divided() -> None:
    count = Count(1, 2, 4) + Count(2, 2, 2)
    assert count == Count(3, 4, 6)
    assert (count.precision, count.recall, count.f1) == (75.0, 50.0, 60.0)
    assert (Count().f1, Count(0, 1, 0).f1, Count(0, 0, 1).f1) == (100.0, 0.0, 0.0)


def test_a_source_that_two_attributions_share_counts_once() -> None:
    again = Marked(ANN.source, BOB.cue, BOB.content)
    assert measure(TEXT, [ANN, again], [ANN, again])["span source"] == Count(1, 1, 1)


@pytest.mark.parametrize(
    ("found", "same"),
    [
        (Marked((), ANN.cue, ANN.content), 0),
        (Marked(BOB.source, ANN.cue, ANN.content), 0),
        (Marked(ANN.source, (), ANN.content), 1),
        (Marked(ANN.source, ANN.cue, ((9, 13),)), 0),
        (Marked(ANN.source, ANN.cue, ((9, 14),)), 1),
        (Marked(ANN.source, ANN.cue, ()), 0),
    ],
)
def test_a_triple_needs_half_of_the_content_and_of_the_source(found: Marked, same: int) -> None:
    assert triples(TEXT, [found], [ANN]).same == same


def test_no_source_goes_with_no_source() -> None:
    nobody = Marked((), ANN.cue, ANN.content)
    assert triples(TEXT, [nobody], [nobody]).same == 1


def test_each_attribution_goes_with_one_other() -> None:
    assert triples(TEXT, [ANN, ANN], [ANN]) == Count(1, 2, 1)
    # Greedily, the first would take the second's only partner.
    wide = Marked(ANN.source, (), ((9, 17),))
    narrow = Marked(ANN.source, (), ((9, 14),))
    gold = [Marked(ANN.source, (), ((9, 18),)), Marked(ANN.source, (), ((13, 18),))]
    assert triples(TEXT, [narrow, wide], gold).same == 1
    assert triples(TEXT, [wide, Marked(ANN.source, (), ((12, 18),))], gold).same == 2


spans = st.lists(st.integers(0, len(TEXT)), min_size=2, max_size=2, unique=True).map(
    lambda ends: ((min(ends), max(ends)),)
)
marks = st.lists(st.builds(Marked, spans | st.just(()), spans, spans), max_size=5)


@given(marks, marks)
def test_found_and_gold_may_change_places(one: list[Marked], other: list[Marked]) -> None:
    there, back = measure(TEXT, one, other), measure(TEXT, other, one)
    for name, count in there.items():
        assert count == Count(back[name].same, back[name].gold, back[name].found)
        assert 0 <= count.same <= min(count.found, count.gold)


@given(marks)
def test_anything_agrees_wholly_with_itself(given: list[Marked]) -> None:
    assert {count.f1 for count in measure(TEXT, given, given).values()} == {100.0}


@given(marks, st.randoms())
def test_the_order_of_attributions_does_not_matter(given: list[Marked], random: object) -> None:
    mixed = given.copy()
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert measure(TEXT, mixed, [ANN, BOB]) == measure(TEXT, given, [ANN, BOB])

"""The quality gate: no figure of the shipped weights falls below its floor (`make pin`)."""

import pytest

from quality import CORPORA, MEASURED, digest, losses, measured, pinned


@pytest.mark.parametrize("corpus", MEASURED)
def test_no_figure_is_lower_than_pinned(corpus: str) -> None:
    if not (CORPORA / corpus).exists():
        pytest.skip(f"{CORPORA / corpus} is not here")
    floors = pinned()[corpus]
    assert digest(corpus) == floors["sha256"], "pinned on another corpus"
    assert losses(floors["figures"], measured(corpus)) == {}


def test_a_lower_figure_and_a_missing_one_are_losses() -> None:
    assert losses({"a": 70.0, "b": 80.0, "c": 1.0}, {"a": 69.9, "b": 80.0}) == {
        "a": (70.0, 69.9),
        "c": (1.0, 0.0),
    }

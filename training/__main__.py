"""`python -m training`: from the corpora to the shipped weights and their card, in one command."""

from pathlib import Path

from training.card import write_card
from training.export import DATA, export
from training.train import EPOCHS, tokenizer, train

RUN = Path(__file__).resolve().parents[1] / ".training"


def main() -> None:
    """Train, or go on from the last checkpoint in `.training`; then export and measure."""
    export(train(RUN, EPOCHS))
    tokenizer().save(str(DATA / "tokenizer.json"), pretty=False)
    write_card()


if __name__ == "__main__":
    main()

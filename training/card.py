"""The model card: what the shipped weights were made from, what they reach, where they fail."""

from pathlib import Path

from quality import MEASURED, measured
from training.train import AVERAGED, EPOCHS, SEED, SIZE

CARD = Path(__file__).resolve().parents[1] / "docs" / "model-card.md"
_TEXT = Path(__file__).with_name("card.md")


def write_card() -> None:
    """Measure the shipped weights and write `docs/model-card.md`; `card.md` holds its words."""
    tables = []
    for corpus in MEASURED:
        rows = "\n".join(f"| {name} | {f1:.1f} |" for name, f1 in measured(corpus).items())
        tables.append(f"`{corpus}`\n\n| measure | F1 |\n|---|---|\n{rows}\n")
    facts = {
        "FIGURES": "\n".join(tables),
        "SEED": SEED,
        "EPOCHS": EPOCHS,
        "SIZE": SIZE,
        "AVERAGED": AVERAGED,
    }
    text = _TEXT.read_text("utf-8")
    for name, value in facts.items():
        text = text.replace("{" + name + "}", str(value))
    CARD.write_text(text, "utf-8")


if __name__ == "__main__":
    write_card()

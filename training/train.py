"""The training loop: seeded, checkpointed, resumable."""

import json
import os
import time
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from sayso.evaluation.gum import NamesDocument
from training.corpora import Document, passages, polnear, world
from training.examples import Labelled, Window, labelled, windows
from training.model import BASE, Reader, batch
from training.names_corpus import gum, silver

SEED = 20161108
EPOCHS = 9
AVERAGED = 2
SIZE = 320
PIECES_A_BATCH = 3072
RATES = {"encoder": 2e-4, "heads": 1e-3}
LAYER_DECAY = 0.9
WEIGHTS = {
    "tags": 1.0, "names": 1.0, "mentions": 0.25, "source": 0.1, "cue": 0.1, "antecedent": 0.1,
}  # fmt: skip
CHECKPOINT_EVERY_S = 180
MASKED = 0.04


def tokenizer() -> Tokenizer:
    """The base model's own, without its truncation and padding."""
    made = Tokenizer.from_file(str(BASE / "tokenizer.json"))
    made.no_truncation()
    made.no_padding()
    return made


def straight(text: str) -> str:
    """The same text, to the character, with typewriter's quotation marks."""
    return text.translate(str.maketrans("“”‘’", "\"\"''"))


def items(made: Tokenizer) -> list[list[Labelled]]:
    """All there is to learn from: of each document its variants, one of which is drawn an epoch."""
    parsed = {d.id: d for d in silver()}
    found = []
    for d in polnear("train"):
        found.append(_variants(d.text, d, parsed.get(d.id), made))
    for d in [*world() * 2, *passages() * 4]:
        found.append(_variants(d.text, d, None, made))
    for g in gum() * 2:
        found.append(_variants(g.text, None, g, made))
    return found


def _variants(
    text: str, document: Document | None, names: NamesDocument | None, made: Tokenizer
) -> list[Labelled]:
    texts = [text] if straight(text) == text else [text, straight(text)]
    return [labelled(t, document, names, made) for t in texts]


def epoch(
    found: list[list[Labelled]], made: Tokenizer, rng: np.random.Generator
) -> list[list[Window]]:
    """One epoch's batches: every document cut anew, windows of like length together."""
    begin, end, mask = (made.token_to_id(name) or 0 for name in ("[CLS]", "[SEP]", "[MASK]"))
    cut: list[Window] = []
    for variants in found:
        item = variants[-1 if rng.random() < 0.25 else 0]
        cut += windows(item, SIZE, rng, (begin, end))
    for w in cut:
        hidden = rng.random(len(w.pieces)) < MASKED
        hidden[[0, -1]] = False
        w.pieces[hidden] = mask
        if rng.random() < 0.3:
            # Not every outlet's text has blank lines between its paragraphs.
            w.shapes[w.shapes % 4 == 3] -= 1
    cut.sort(key=lambda w: len(w.pieces) + rng.random() * 64)
    batches: list[list[Window]] = [[]]
    for w in cut:
        if (len(batches[-1]) + 1) * len(w.pieces) > PIECES_A_BATCH and batches[-1]:
            batches.append([])
        batches[-1].append(w)
    return [batches[n] for n in rng.permutation(len(batches))]


def groups(model: Reader) -> list[dict[str, object]]:
    """Parameters with their rates: lower layers move less (Howard and Ruder 2018)."""
    rates: dict[tuple[float, float], list[torch.nn.Parameter]] = {}
    for name, p in model.named_parameters():
        parts = name.split(".")
        if parts[0] != "encoder":
            rate = RATES["heads"]
        elif parts[1] == "layers":
            rate = RATES["encoder"] * LAYER_DECAY ** (5 - int(parts[2]))
        elif parts[1] == "shapes":
            rate = RATES["heads"]
        else:
            rate = RATES["encoder"] * LAYER_DECAY**6
        decay = 0.01 if p.dim() > 1 and "shapes" not in name else 0.0
        rates.setdefault((rate, decay), []).append(p)
    return [{"params": ps, "lr": r, "weight_decay": d, "base": r} for (r, d), ps in rates.items()]


def train(folder: Path, epochs: int) -> Reader:
    """Train for `epochs`, from the last checkpoint in `folder` if there is one.

    Gives the mean of the last epochs' weights.
    """
    folder.mkdir(parents=True, exist_ok=True)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.manual_seed(SEED)
    made = tokenizer()
    found = items(made)
    model = Reader()
    model.encoder.load_base()
    model.to(device)
    optimizer = torch.optim.AdamW(groups(model), fused=True)
    saved = folder / "checkpoint.pt"
    begin = skip = 0
    if saved.exists():
        state = torch.load(saved, weights_only=False)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        torch.set_rng_state(state["rng"])
        begin, skip = state["epoch"], state["step"]
    model.train()
    log = (folder / "log.jsonl").open("a")
    last = time.monotonic()
    for n in range(begin, epochs):
        batches = epoch(found, made, np.random.default_rng([SEED, n]))
        sums: dict[str, float] = {}
        for step, one in enumerate(batches):
            if step < skip:
                continue
            progress = (n + step / len(batches)) / epochs
            for group in optimizer.param_groups:
                group["lr"] = group["base"] * min(1.0, 2 * epochs * progress, 1 - progress)
            losses = model.loss(batch(one, device))
            total = sum(WEIGHTS[k] * v for k, v in losses.items())
            optimizer.zero_grad()
            total.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            for k, v in losses.items():
                sums[k] = 0.98 * sums.get(k, float(v)) + 0.02 * float(v)
            if step % 50 == 0:
                row = {"epoch": n, "step": step, "of": len(batches), "at": round(time.time())}
                log.write(json.dumps(row | {k: round(v, 4) for k, v in sums.items()}) + "\n")
                log.flush()
            if time.monotonic() - last > CHECKPOINT_EVERY_S:
                _save(saved, model, optimizer, n, step + 1)
                last = time.monotonic()
        skip = 0
        _save(saved, model, optimizer, n + 1, 0)
        last = time.monotonic()
        if n >= epochs - AVERAGED:
            torch.save(model.state_dict(), folder / f"epoch-{n}.pt")
    return averaged([folder / f"epoch-{n}.pt" for n in range(epochs - AVERAGED, epochs)])


def averaged(paths: list[Path]) -> Reader:
    """The mean of several epochs' weights, which reads better than any (Izmailov et al. 2018)."""
    states = [torch.load(path, weights_only=True, map_location="cpu") for path in paths]
    model = Reader()
    model.load_state_dict({k: sum(s[k] for s in states) / len(states) for k in states[0]})
    model.eval()
    return model


def _save(path: Path, model: Reader, optimizer: torch.optim.Optimizer, n: int, step: int) -> None:
    state = {
        "model": model.state_dict(), "optimizer": optimizer.state_dict(),
        "rng": torch.get_rng_state(), "epoch": n, "step": step,
    }  # fmt: skip
    torch.save(state, path.with_suffix(".new"))
    os.replace(path.with_suffix(".new"), path)

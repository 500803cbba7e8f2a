"""The encoder: one ONNX graph, run once over each window of a text."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from sayso.reading.tokens import Ints, Tokens, tokenize

Floats = NDArray[np.float32]

_ROOM = 318
_CONTEXT = 24
"""A window's pieces, and how many of them on either side are read only as context."""


@dataclass(frozen=True, slots=True)
class Encoder:
    """The tokenizer, the graph, and the weights of the heads that stand on it."""

    tokenizer: Tokenizer
    session: onnxruntime.InferenceSession
    heads: dict[str, Floats]

    def tokens(self, text: str) -> Tokens:
        """The words and pieces of `text`."""
        return tokenize(text, self.tokenizer)

    def words(self, tokens: Tokens) -> Floats:
        """What the encoder makes of each of W words: [W, 384], from its first piece."""
        found = np.empty((len(tokens), 384), dtype=np.float32)
        for low, high, start, end in windows(tokens):
            hidden = self.run(tokens.pieces[start:end], tokens.shapes[start:end])
            found[low:high] = hidden[tokens.first[low:high] - start]
        return found

    def run(self, pieces: Ints, shapes: Ints) -> Floats:
        """One window: [P] pieces and their shapes → [P, 384]."""
        feed = {
            "pieces_in": np.concatenate([[101], pieces, [102]])[None].astype(np.int32),
            "shapes_in": np.concatenate([[0], shapes, [0]])[None].astype(np.int32),
        }
        (hidden,) = self.session.run(None, feed)
        return hidden[0, 1:-1]  # type: ignore[no-any-return]


def windows(tokens: Tokens) -> list[tuple[int, int, int, int]]:
    """Cut a text into windows `(low, high, start, end)`.

    Words `low` to `high` are read from a window of pieces `start` to `end`, which reaches over
    them on either side, so that no word is read at a window's blind edge.
    """
    total = len(tokens.pieces)
    if not total:
        return []
    if total <= _ROOM:
        return [(0, len(tokens), 0, total)]
    count = -(-(total - 2 * _CONTEXT) // (_ROOM - 2 * _CONTEXT))
    step = -(-(total - 2 * _CONTEXT) // count)
    edges = [_CONTEXT + step * n for n in range(1, count)]
    cuts = [0, *np.searchsorted(tokens.first, edges).tolist(), len(tokens)]
    found = []
    for low, high in pairwise(cuts):
        if low == high:
            continue
        start = max(0, int(tokens.first[low]) - _CONTEXT)
        end = int(tokens.first[high]) if high < len(tokens) else total
        # A word of very many pieces is read by its beginning: it has but one first piece.
        found.append((low, high, start, min(end + _CONTEXT, total, start + _ROOM)))
    return found


@cache
def load() -> Encoder:
    """The weights that the package ships, on one thread: work is shared out by article."""
    data = files("sayso.reading") / "data"
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        (data / "encoder.onnx").read_bytes(), options, providers=["CPUExecutionProvider"]
    )
    with (data / "heads.npz").open("rb") as file:
        heads = {name: array.astype(np.float32) for name, array in np.load(file).items()}
    return Encoder(Tokenizer.from_str((data / "tokenizer.json").read_text("utf-8")), session, heads)

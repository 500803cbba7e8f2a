"""What is timed, in a module that a process started afresh can import."""

import resource
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Timed:
    """What one process did: articles, tokens and words read, seconds in all and in the encoder."""

    articles: int
    tokens: int
    words: int
    seconds: float
    encoder: float
    memory: float


def timed(given: list[str]) -> Timed:
    """Read the texts one after another, on one core."""
    from sayso import Article
    from sayso.reading import read
    from sayso.reading.encoder import Encoder, load

    encoder = load()
    inside = 0.0
    run = Encoder.run

    def watched(self: Encoder, *args: object) -> object:
        nonlocal inside
        begin = time.perf_counter()
        try:
            return run(self, *args)  # type: ignore[arg-type]
        finally:
            inside += time.perf_counter() - begin

    Encoder.run = watched  # type: ignore[method-assign, assignment]
    try:
        read(Article("warm-up", given[0]))
        inside = 0.0
        begin = time.perf_counter()
        for n, text in enumerate(given):
            read(Article(str(n), text))
        seconds = time.perf_counter() - begin
    finally:
        Encoder.run = run  # type: ignore[method-assign]
    tokens = [encoder.tokens(text) for text in given]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    pieces, words = sum(len(t.pieces) for t in tokens), sum(map(len, tokens))
    return Timed(len(given), pieces, words, seconds, inside, memory)

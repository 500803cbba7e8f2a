"""Speed and memory of the shipped reader, on PolNeAR's dev half or, without it, on an example.

A token is a word piece of the article's text, as the encoder counts them; context read twice and
contents read again count once. A word is a word or a punctuation mark. Each
process has one thread, of the model's runtime too.
"""

import json
import lzma
import multiprocessing
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from statistics import median

from bench.timing import Timed, timed
from sayso.cli.batch import available_cores, one_thread_each

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT.parent / "shared" / "corpora" / "polnear" / "dev.jsonl.xz"
EXAMPLE = ROOT / "examples" / "dam.txt"
STARTS = 5


def texts() -> list[str]:
    """The texts that are read."""
    if CORPUS.exists():
        with lzma.open(CORPUS, "rt", encoding="utf-8") as file:
            return list({(line := json.loads(row))["id"]: line["text"] for row in file}.values())
    return [EXAMPLE.read_text("utf-8")] * 20


def first_results() -> Iterator[float]:
    """Seconds from starting `sayso read` on the example to the end of its sheet."""
    command = [sys.executable, "-m", "sayso", "read", str(EXAMPLE)]
    for _ in range(STARTS):
        begin = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        yield time.perf_counter() - begin


def rates(parts: list[Timed]) -> dict[str, float]:
    """What processes side by side read in a second, until the last of them is done."""
    seconds = max(part.seconds for part in parts)
    return {
        "tokens_per_second": sum(part.tokens for part in parts) / seconds,
        "words_per_second": sum(part.words for part in parts) / seconds,
        "articles_per_second": sum(part.articles for part in parts) / seconds,
    }


def main() -> None:
    """Print the figures: `python -m bench [--json]`."""
    one_thread_each()
    given = texts()
    cores = min(available_cores(), len(given))
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, context) as pool:
        one = pool.submit(timed, given).result()
    with ProcessPoolExecutor(cores, context) as pool:
        every = list(pool.map(timed, [given[n::cores] for n in range(cores)]))
    alone, together = rates([one]), rates(every)
    share, start = one.encoder / one.seconds, median(first_results())
    if "--json" in sys.argv[1:]:
        figures = {
            "articles": one.articles,
            "tokens": one.tokens,
            "words": one.words,
            "one_core": alone,
            "all_cores": {"cores": cores} | together,
            "memory_mb": one.memory,
            "encoder_share": share,
            "first_result_seconds": start,
        }
        print(json.dumps(figures))
        return
    print(f"{one.articles} articles, {one.tokens:,} tokens, {one.words:,} words")
    for name, speed in (("one core", alone), (f"{cores} cores", together)):
        _row(name, f"{speed['tokens_per_second']:,.0f} tokens/s")
        _row("", f"{speed['words_per_second']:,.0f} words/s")
        _row("", f"{speed['articles_per_second']:.1f} articles/s")
    _row("peak memory of a process", f"{one.memory:.0f} MB")
    _row("time in the encoder", f"{100 * share:.0f} %")
    _row(f"start to first result, median of {STARTS}", f"{start:.2f} s")


def _row(name: str, value: str) -> None:
    print(f"{name:40}{value:>20}")


if __name__ == "__main__":
    main()

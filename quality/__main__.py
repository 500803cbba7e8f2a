"""`python -m quality [--lower]`: pin today's figures; a lower one only if told so."""

import json
import sys

from quality import FLOORS, MEASURED, digest, losses, measured, pinned, raised


def main() -> int:
    """Measure, compare, write; 1 where a figure fell and `--lower` is not given."""
    old = pinned() if FLOORS.exists() else {}
    figures = {corpus: measured(corpus) for corpus in MEASURED}
    fallen = {
        corpus: fell
        for corpus, now in figures.items()
        if corpus in old and (fell := losses(old[corpus]["figures"], now))
    }
    if "--lower" not in sys.argv[1:]:
        if fallen:
            print(f"not pinned, lower than before (pinned, now): {json.dumps(fallen, indent=1)}")
            return 1
        for corpus in figures.keys() & old.keys():
            figures[corpus] = raised(old[corpus]["figures"], figures[corpus])
    new = {corpus: {"sha256": digest(corpus), "figures": now} for corpus, now in figures.items()}
    FLOORS.write_text(json.dumps(new, indent=1) + "\n", "utf-8")
    print(FLOORS.read_text("utf-8"), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Draw receipts of every kind of figure over slices and hold what each gives against what was printed.

python3 dev.py prove receipts --times 20 --seed 1 --store market.db
"""

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

from analysis.market.corpus import Corpus
from analysis.registry import figure_kinds
from benchmarks.synthetic import SYNTHETIC_SKILLS, generate_open_counts, generate_tables
from commands.shared.slice_options import open_corpus
from tests.analysis.drawn_receipts import drawn_receipts

NOT_DRAWN = ("families",)  # invented markets hold none
LONGEST = 300  # characters of a difference that are printed


def market(store: Path | None) -> Corpus:
    """Return the corpus of a store, an invented one for None."""
    if store is not None:
        return open_corpus(store)[1]
    tables = generate_tables(6_000, 2)
    return Corpus.from_tables(tables, SYNTHETIC_SKILLS, open_counts=generate_open_counts(tables))


def main(argv: Sequence[str] | None = None) -> int:
    """Try every kind, or those named; return 1 where a receipt gives anything else, or too few were found."""
    kinds = {name: kind for name, kind in figure_kinds().items() if kind.receipts}
    options = argparse.ArgumentParser(prog="dev.py prove receipts", description=__doc__.split("\n")[0])
    options.add_argument("--times", type=int, default=20, help="receipts of each kind")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--store", type=Path, help="a store; without one an invented market")
    options.add_argument("--kinds", nargs="*", choices=list(kinds), default=list(kinds))
    asked = options.parse_args(argv)
    corpus, wrong = market(asked.store), 0
    print(f"{'receipts of':12} drawn  suppressed  the same   s")
    for name in asked.kinds:
        begun = time.monotonic()
        found = list(drawn_receipts(kinds[name], corpus, asked.times, asked.seed))
        unlike = [one for one in found if one.unlike]
        none = sum("value=none" in str(one.printed["receipt"]) for one in found)
        is_wrong = bool(unlike) or (len(found) < asked.times and name not in NOT_DRAWN)
        wrong += is_wrong
        took, said = time.monotonic() - begun, "  WRONG" if is_wrong else ""
        same = len(found) - len(unlike)
        print(f"{name:12} {len(found):5}  {none:10}  {same:8} {took:4.0f}{said}", flush=True)
        for one in unlike:
            print(f"  {one.unlike}"[:LONGEST])
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())

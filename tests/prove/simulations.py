"""Draw markets of which the truth is known and count how often each kind of interval holds it.

python3 dev.py prove simulations --times 2000 --seed 1
"""

import argparse
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor

from tests.analysis.simulated import SIMULATIONS, CoverageCount, count_covered

PARTS = 8  # of each kind, so that two processors have something to do to the end


def counted(kind: str, times: int, seed: int, jobs: int) -> CoverageCount:
    """Return how many intervals of a kind hold the truth, drawn in several processes."""
    parts = [len(range(place, times, PARTS)) for place in range(PARTS)]
    seeds = [PARTS * seed + place for place in range(PARTS)]
    if jobs == 1:
        found = list(map(count_covered, [kind] * PARTS, parts, seeds))
    else:
        with ProcessPoolExecutor(jobs) as pool:
            found = list(pool.map(count_covered, [kind] * PARTS, parts, seeds))
    return CoverageCount(sum(one.shown for one in found), sum(one.covered for one in found))


def main(argv: Sequence[str] | None = None) -> int:
    """Run all simulations, or those named; return 1 where an interval holds the truth too seldom."""
    options = argparse.ArgumentParser(prog="dev.py prove simulations", description=__doc__.split("\n")[0])
    options.add_argument("--times", type=int, default=2_000, help="markets of each kind")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--jobs", type=int, default=2, help="processes")
    options.add_argument("--kinds", nargs="*", choices=list(SIMULATIONS), default=list(SIMULATIONS))
    asked = options.parse_args(argv)
    missed = 0
    print(f"{'interval of':16} shown  covered  at least   s")
    for kind in asked.kinds:
        begun, wanted = time.monotonic(), SIMULATIONS[kind][1]
        found = counted(kind, asked.times, asked.seed, asked.jobs)
        is_short = not found.reaches(wanted) or found.shown < asked.times / 2
        missed += is_short
        took = time.monotonic() - begun
        said = "  TOO SELDOM" if is_short else ""
        print(f"{kind:16} {found.shown:5}  {found.part:7.3f}  {wanted:8.2f} {took:4.0f}{said}", flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())

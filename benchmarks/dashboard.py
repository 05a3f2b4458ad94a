"""How fast the dashboard is, beside a bare Streamlit page with the same widgets and one empty Plotly chart.

    python3 dev.py bench dashboard [--store PATH] [--rounds N]

Prints: the data work of one rerun; from a filter click to the finished view; from an address to the first
chart; memory for each further reader. The second and third run in Chromium, both pages in the same run.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from analysis.figures.changes import changes
from analysis.figures.shares import shares
from analysis.market.basis import basis
from analysis.market.periods import year_apart
from analysis.market.slices import Slice
from benchmarks.dashboard_browser import compare
from benchmarks.dashboard_server import CHROMIUM
from dashboard.address.address import default_start, filters, period, slice_of
from dashboard.charts.charts import share_bars
from dashboard.charts.share_marks import bars_of, share_table
from dashboard.frame.loading import load_corpus
from dashboard.screen import names
from dashboard.screen.palette import LIGHT
from dashboard.screen.skill_groups import kinds_of
from dashboard.sections.headlines import HEADLINES, named_in
from data.paths import STORE_VARIABLE
from data.store.writer import default_store


def rerun_data_work() -> dict[str, float]:
    """Return the milliseconds of what an overview measures and prepares on each rerun."""
    corpus = load_corpus()
    part = slice_of({}, corpus)

    halves = year_apart(corpus)
    assert halves is not None

    def overview() -> None:
        load_corpus()
        slice_of({}, corpus)
        basis(corpus, part)
        changes(corpus, part, *halves, named_in(corpus, HEADLINES))
        shares(corpus, part, named_in(corpus, HEADLINES))
        rows = shares(corpus, part, kinds=kinds_of(None), top=12).rows
        share_bars(bars_of(rows), LIGHT)
        share_table(rows).frame()

    filters(corpus)
    start, _ = period(default_start(corpus), names.END)
    assert part == Slice(roles=("ml_engineer",), since=start)
    return {"overview": median_ms(overview, 15)}


def median_ms(work: Callable[[], object], rounds: int) -> float:
    """Return the median milliseconds of some work."""
    taken = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        taken.append(1000 * (time.perf_counter() - started))
    return statistics.median(taken)


def in_browser(store: Path, rounds: int, local: Path) -> None:
    """Print what a reader waits for, ours beside the bare page's."""
    ours, bare = compare(store, rounds, local)
    for name, key in (("filter click to finished view", "click"), ("address to first chart", "first_chart")):
        mine, its = getattr(ours, key), getattr(bare, key)
        print(f"{name:<36} {mine:8.0f} ms   bare {its:6.0f} ms   ratio {mine / its:4.2f}   (limit 1.50)")
    print(f"{'memory of each further reader':<36} {ours.memory:8.1f} MB   (limit 5)")
    print(f"{'of a click: main thread at work':<36} {ours.busy:8.0f} ms   bare {bare.busy:6.0f} ms")


def main(argv: list[str]) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="bench dashboard", description=__doc__)
    parser.add_argument("--store", type=Path)
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args(argv)
    store = default_store(options.store)
    os.environ[STORE_VARIABLE] = str(store)
    for name, value in rerun_data_work().items():
        print(f"{f'data work of one rerun, {name}':<36} {value:8.1f} ms   (limit 50)")
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "guide-closed").touch()
        if Path(CHROMIUM).exists():
            in_browser(store, options.rounds, Path(folder))
        else:
            print(f"no Chromium at {CHROMIUM}: the times in a browser are left out")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

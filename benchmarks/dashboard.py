"""How fast the dashboard is, beside a bare Streamlit page with the same widgets and one empty Plotly chart.

    python3 dev.py bench dashboard [--store PATH] [--rounds N]

Prints: the data work of one rerun; from a filter click to the finished view; from an address to the first
chart; memory for each further reader. The last three run in Chromium, both pages in the same run.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from analysis.basis import basis
from analysis.shares import shares
from analysis.slices import Slice
from dashboard.address import default_since, filters, period, slice_of
from dashboard.bars import bars_of, share_frame
from dashboard.charts import share_bars
from dashboard.headlines import HEADLINES, known, yearly
from dashboard.kinds import kinds_of
from dashboard.loading import load_corpus
from dashboard.palette import LIGHT
from data.paths import ROOT, STORE_VARIABLE
from data.store import default_store

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
SETTLED = "[data-testid=stApp][data-test-script-state=notRunning]"
CHART = ".js-plotly-plot .main-svg"
READERS = 20
BARE = """
import plotly.graph_objects as go
import streamlit as st
from dashboard.controls import choose
from dashboard.loading import load_corpus

st.set_page_config(layout="wide")
choose(load_corpus())
st.title("Bare")
st.plotly_chart(go.Figure(), key="chart")
"""
WATCH = """() => {
  const app = document.querySelector('[data-testid=stApp]');
  const state = () => app.getAttribute('data-test-script-state');
  const frame = () => new Promise(requestAnimationFrame);
  window.finished = new Promise(resolve => document.addEventListener('keydown', async () => {
    const started = performance.now();
    while (state() === 'notRunning' && performance.now() - started < 5000) await frame();
    while (state() !== 'notRunning') await frame();
    await frame();
    resolve(performance.now() - started);
  }, {capture: true, once: true}));
}"""


def rerun_data_work() -> dict[str, float]:
    """Return the milliseconds of what an overview measures and prepares on each rerun."""
    corpus = load_corpus()
    part = slice_of({}, corpus)

    def overview() -> None:
        load_corpus()
        slice_of({}, corpus)
        basis(corpus, part)
        yearly(corpus, part, known(corpus, HEADLINES))
        shares(corpus, part, known(corpus, HEADLINES))
        rows = shares(corpus, part, kinds=kinds_of(None), top=15).rows
        share_bars(bars_of(rows), LIGHT)
        share_frame(rows)

    filters(corpus)
    start, _ = period(default_since(corpus), "now")
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


@contextmanager
def serving(script: Path, store: Path, port: int, local: Path) -> Iterator[tuple[str, int]]:
    """Serve a script while the block runs; yield its address and process id."""
    command = [
        sys.executable, "-m", "streamlit", "run", str(script), f"--server.port={port}",
        "--server.headless=true",
        "--server.enableAgentApi=true",
    ]  # fmt: skip
    environment = {
        **os.environ, STORE_VARIABLE: str(store), "SKILLGAUGE_LOCAL": str(local), "PYTHONPATH": str(ROOT),
    }  # fmt: skip
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(address)
        yield address, process.pid
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_for(address: str) -> None:
    """Return when a server answers."""
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(address)


def first_chart_ms(browser, address: str) -> float:
    """Return the milliseconds from an address to its first chart, in a fresh context."""
    context = browser.new_context()
    page = context.new_page()
    started = time.perf_counter()
    page.goto(address)
    page.wait_for_selector(CHART)
    taken = 1000 * (time.perf_counter() - started)
    context.close()
    return taken


def click_ms(browser, address: str) -> float:
    """Return the milliseconds from taking a filter away to the finished view."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}/?cloud=AWS")
    page.wait_for_selector(CHART)
    page.wait_for_selector(SETTLED)
    page.wait_for_timeout(1200)
    page.get_by_role("combobox", name="Cloud named").focus()
    page.evaluate(WATCH)
    page.keyboard.press("Backspace")
    taken = float(page.evaluate("window.finished"))
    context.close()
    return taken


def memory_of(pid: int) -> float:
    """Return a process's resident megabytes."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


def open_sessions(address: str, count: int) -> None:
    """Open readers' sessions at once and keep them."""

    def one() -> None:
        asked = urllib.request.Request(
            f"{address}/_stcore/agent/interact", data=json.dumps({}).encode(),
            headers={"Content-Type": "application/json"},
        )  # fmt: skip
        with urllib.request.urlopen(asked, timeout=120) as answer:
            answer.read()

    threads = [threading.Thread(target=one) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def memory_per_session(address: str, pid: int) -> float:
    """Return the megabytes that each further reader costs."""
    open_sessions(address, READERS)
    before = memory_of(pid)
    open_sessions(address, READERS)
    return (memory_of(pid) - before) / READERS


def compare(store: Path, rounds: int) -> dict[str, float]:
    """Return the medians of our page and of the bare one, taken in turns."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where a browser is asked for

    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder) / "bare.py"
        bare.write_text(BARE, encoding="utf-8")
        with (
            serving(ROOT / "app.py", store, 8791, bare.parent) as (ours, pid),
            serving(bare, store, 8792, bare.parent) as (other, _),
            sync_playwright() as play,
        ):
            browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            taken: dict[str, list[float]] = {}
            for _ in range(rounds + 1):
                for name, address in (("ours", ours), ("bare", other)):
                    taken.setdefault(f"first chart, {name}", []).append(first_chart_ms(browser, address))
                    taken.setdefault(f"filter click, {name}", []).append(click_ms(browser, address))
            browser.close()
            found = {name: statistics.median(values[1:]) for name, values in taken.items()}
            return found | {"memory per session": memory_per_session(ours, pid)}


def main(argv: list[str]) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="bench dashboard", description=__doc__)
    parser.add_argument("--store", type=Path)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args(argv)
    store = default_store(options.store)
    os.environ[STORE_VARIABLE] = str(store)
    for name, value in rerun_data_work().items():
        print(f"data work of one rerun, {name:<12} {value:8.1f} ms   (limit 50)")
    if not Path(CHROMIUM).exists():
        print(f"no Chromium at {CHROMIUM}: the figures in a browser are left out")
        return 0
    found = compare(store, options.rounds)
    for name in ("filter click", "first chart"):
        ours, bare = found[f"{name}, ours"], found[f"{name}, bare"]
        print(f"{name:<36} {ours:8.0f} ms   bare {bare:6.0f} ms   ratio {ours / bare:4.2f} (limit 1.50)")
    print(f"{'memory of each further reader':<36} {found['memory per session']:8.1f} MB   (limit 5)")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

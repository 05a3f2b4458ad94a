"""Times of the dashboard in Chromium: a filter click to the finished view, an address to the first chart.

Both also for a bare Streamlit page with the same widgets and one empty chart, in turns within the same run.
"""

import statistics
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.dashboard_server import CHROMIUM, FLAGS, serving
from dashboard.screen import names
from data.paths import ROOT
from data.records import ROLES

PATIENCE = 20_000  # ms for any one step, so that a page that fails ends the run
READERS = 8  # who come at once to show what one costs
CLICKS = (
    *(("Cloud named", names.cloud_name(cloud)) for cloud in ("aws", "gcp", "azure", "none")),
    *(("Role", names.role_name(role)) for role in ROLES if role != "ml_engineer"),
)
BARE = """
import plotly.graph_objects as go
import streamlit as st
from dashboard.frame.controls import choose
from dashboard.screen.skill_groups import GROUPS
from dashboard.frame.loading import load_corpus

st.set_page_config(layout="wide")
choose(load_corpus())
st.title("Bare")
st.radio("Skills", tuple(GROUPS), horizontal=True, key="kind", bind="query-params")
st.selectbox("How many", (12, 30, 60, 120), key="top", bind="query-params")
st.plotly_chart(go.Figure(), key="chart")
st.popover("Download", key="files", on_change="rerun")
st.popover("Download all", key="everything", on_change="rerun")
"""
# A table is a canvas: what is painted there counts as a change of the page. Its copy for screen readers does
# not, as the grid writes it a fifth of a second later, out of sight.
NOTE_PAINTING = """
window.painted = 0;
for (const name of ['fillText', 'clearRect', 'fillRect']) {
  const own = CanvasRenderingContext2D.prototype[name];
  CanvasRenderingContext2D.prototype[name] = function (...all) {
    window.painted = performance.now();
    return own.apply(this, all);
  };
}
window.drawn = 0;
new MutationObserver(() => {
  if (!window.drawn && document.querySelector('.js-plotly-plot .main-svg')) window.drawn = performance.now();
}).observe(document, {childList: true, subtree: true});
"""
# From the key that chooses a filter to the last change of the page, after which it rests for 250 ms.
WATCH = """() => {
  const app = document.querySelector('[data-testid=stApp]');
  window.finished = new Promise(resolve => document.addEventListener('keydown', () => {
    const started = performance.now();
    let changed = started, ran = false;
    new MutationObserver(all => {
      ran = ran || app.getAttribute('data-test-script-state') !== 'notRunning';
      const seen = one => !(one.nodeType === 1 ? one : one.parentElement)?.closest('canvas');
      if (all.some(one => seen(one.target))) changed = performance.now();
    }).observe(app, {subtree: true, childList: true, attributes: true, characterData: true});
    const timer = setInterval(() => {
      const last = Math.max(changed, window.painted);
      if (performance.now() - started > 8000) {
        clearInterval(timer);
        resolve(null);
      }
      if (ran && app.getAttribute('data-test-script-state') === 'notRunning'
          && performance.now() - last > 250) {
        clearInterval(timer);
        resolve(last - started);
      }
    }, 20);
  }, {capture: true, once: true}));
}"""


@dataclass(frozen=True, slots=True)
class Times:
    """Medians in milliseconds; `busy` is what of a click the browser's main thread worked.

    `memory` is what each further reader costs the server, in megabytes.
    """

    click: float
    busy: float
    first_chart: float
    memory: float


class Reader:
    """A reader's browser at one server, who clicks filters one after the other: each view is a new one."""

    def __init__(self, browser: Any, address: str, server: int) -> None:
        self.browser, self.address, self.server = browser, address, server
        self.page = self.opened()
        self.session = self.page.context.new_cdp_session(self.page)
        self.session.send("Performance.enable")
        self.clicks: list[float] = []
        self.busy: list[float] = []
        self.firsts: list[float] = []
        self.memory = 0.0

    def opened(self) -> Any:
        """Return a page in a fresh context, at rest."""
        page = self.browser.new_context().new_page()
        page.set_default_timeout(PATIENCE)
        page.add_init_script(NOTE_PAINTING)
        page.goto(self.address)
        page.wait_for_function("() => window.drawn > 0")
        page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
        page.wait_for_timeout(800)
        return page

    def look_first(self) -> None:
        """Time the first chart for a reader who has never been here."""
        page = self.opened()
        self.firsts.append(float(page.evaluate("window.drawn")))
        page.context.close()

    def click(self, label: str, option: str) -> None:
        """Time one more choice of a filter; a key that a list did not take yet does not count."""
        page = self.page
        page.bring_to_front()
        page.get_by_role("combobox", name=label).focus()
        page.keyboard.type(option)
        page.get_by_role("option", name=option, exact=True).first.wait_for()
        page.evaluate(WATCH)
        before = self.worked()
        page.keyboard.press("Enter")
        if (taken := page.evaluate("window.finished")) is not None:
            self.clicks.append(float(taken))
            self.busy.append(self.worked() - before)
        page.keyboard.press("Escape")

    def worked(self) -> float:
        """Return the milliseconds that the page's main thread has worked so far."""
        metrics = self.session.send("Performance.getMetrics")["metrics"]
        return next(1000 * one["value"] for one in metrics if one["name"] == "TaskDuration")

    def gather(self) -> None:
        """Measure what the server needs for further readers who all stay."""
        before = memory_of(self.server)
        pages = [self.opened() for _ in range(READERS)]
        self.memory = (memory_of(self.server) - before) / READERS
        for page in pages:
            page.context.close()

    def times(self) -> Times:
        """Return the medians; the first of each kind warms up."""
        taken = (self.clicks, self.busy, self.firsts)
        return Times(*(statistics.median(values[1:]) for values in taken), self.memory)


def memory_of(process: int) -> float:
    """Return a process's own resident megabytes, without the files it maps."""
    lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("RssAnon")) / 1024


def compare(store: Path, rounds: int, local: Path) -> tuple[Times, Times]:
    """Return the times of our page and of the bare one, taken in turns."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where a browser is asked for

    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder) / "bare.py"
        bare.write_text(BARE, encoding="utf-8")
        with (
            serving(ROOT / "app.py", store, local) as ours,
            serving(bare, store, local) as other,
            sync_playwright() as play,
        ):
            browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            readers = [Reader(browser, *ours), Reader(browser, *other)]
            take(readers, rounds)
            browser.close()
    return readers[0].times(), readers[1].times()


def take(readers: Sequence[Reader], rounds: int) -> None:
    """Let the readers click and open the page again in turns."""
    for label, option in CLICKS[: rounds + 1]:
        for reader in readers:
            reader.click(label, option)
    readers[0].gather()  # before any reader has left: the server forgets those a minute later
    for _ in range(rounds // 2 + 1):
        for reader in readers:
            reader.look_first()

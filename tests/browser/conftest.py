"""A running dashboard and a browser that may reach nothing else."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request

from tests.dashboard.market import write_market
from tests.hostile.market import write_hostile_market

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # laid out as a table  # fmt: skip
SETTLED = "[data-testid=stApp][data-test-script-state=notRunning]"
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1360, "height": 900}


def free_port() -> int:
    """Return a port that nobody listens on."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(store: Path, local: Path, *options: str) -> Iterator[str]:
    """Serve the dashboard on a store while the block runs; yield its address."""
    port = free_port()
    command = [
        sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}",
        "--server.headless=true", *options,
    ]  # laid out as a table  # fmt: skip
    environment = {**os.environ, "SKILLGAUGE_STORE": str(store), "SKILLGAUGE_LOCAL": str(local)}
    with (local.parent / f"{port}.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            wait_until_up(f"http://127.0.0.1:{port}")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=20)


def wait_until_up(address: str, seconds: float = 40.0) -> None:
    """Return when a server answers."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(address)


@pytest.fixture(scope="session")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("browser")


@pytest.fixture(scope="session")
def market(folder) -> Path:
    return write_market(folder / "market.db", 2_500)


@pytest.fixture(scope="session")
def server(folder, market) -> Iterator[str]:
    local = folder / "local"
    local.mkdir()
    (local / "guide-closed").touch()
    with serving(market, local) as address:
        yield address


@pytest.fixture(scope="session")
def hostile_server(folder) -> Iterator[str]:
    local = folder / "hostile-local"
    with serving(write_hostile_market(folder / "hostile.db"), local) as address:
        yield address


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    if not CHROMIUM.exists():
        pytest.skip(f"no Chromium at {CHROMIUM}")
    return {"executable_path": str(CHROMIUM), "args": FLAGS}


Looked = Callable[..., Page]


@pytest.fixture
def look(new_context) -> Iterator[Looked]:
    """Return a function that opens an address.

    The test fails if anything but that server is asked, or if a page needs what the content policy forbids.
    """
    foreign: list[str] = []
    said: list[str] = []

    def opened(address: str, *, theme: str = "light", size: dict[str, int] = DESK) -> Page:
        context = new_context(viewport=size, color_scheme=theme, accept_downloads=True)
        context.grant_permissions([])
        page = context.new_page()
        host = address.split("/")[2]
        page.on("request", lambda request: note_foreign(request, host, foreign))
        page.on("dialog", lambda dialog: foreign.append(f"dialog {dialog.message}") or dialog.dismiss())
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(address)
        settle(page)
        return page

    yield opened
    assert not foreign
    assert not [words for words in said if "Content Security Policy" in words or "Refused" in words]


def note_foreign(request: Request, host: str, foreign: list[str]) -> None:
    """Keep a request that goes to another host."""
    if not request.url.startswith((f"http://{host}/", f"ws://{host}/", "data:", "blob:")):
        foreign.append(request.url)


AT_REST = """() => new Promise(resolve => {
  const app = document.querySelector('[data-testid=stApp]');
  let changed = performance.now();
  new MutationObserver(() => { changed = performance.now(); })
    .observe(app, {subtree: true, childList: true, attributes: true, characterData: true});
  const look = () => {
    const ran = app.getAttribute('data-test-script-state') === 'notRunning';
    const drawn = !document.querySelector('[data-testid=stSkeleton]');
    return ran && drawn && performance.now() - changed > 120 ? resolve(true) : requestAnimationFrame(look);
  };
  look();
})"""


def settle(page: Page) -> None:
    """Wait until the page has been run to its end, is drawn, and no longer changes."""
    page.wait_for_selector("h1", timeout=30_000)
    page.wait_for_selector(SETTLED, timeout=30_000)
    page.evaluate(AT_REST)

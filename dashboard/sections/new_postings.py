"""New postings from the sources: starts the scrape command as a process of its own and shows how it goes."""

import os
import re
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from dashboard.frame.loading import store_path
from dashboard.screen import text
from dashboard.server.settings import is_shared
from data.errors import StoreError
from data.paths import ROOT
from data.programs import own_environment, own_module
from data.store.facts.snapshot import note_of
from data.store.facts.unpacking_places import places
from data.store.store_choice import own_writable_store

EVERY = "1s"  # how often progress is read
TAIL = 4_000  # characters of output that are looked at
LINES = 12  # lines of it that are shown
ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
HELD = "refresh"


@dataclass(frozen=True, slots=True)
class Refresh:
    """A scrape that was started here, and the file that takes what it says."""

    process: subprocess.Popen[bytes]
    log: Path


def show_refresh() -> None:
    """Offer to collect new postings, where this dashboard is not served to others."""
    st.subheader("New postings")
    if is_shared():
        st.caption(
            "This dashboard is served to others, so runs are started by its owner: `skillgauge scrape`."
        )
        return
    st.markdown(
        "Collects from the public sources, politely, which takes some minutes. You can go on reading."
    )
    running: Refresh | None = st.session_state.get(HELD)
    is_busy = running is not None and running.process.poll() is None
    if st.button("Collect new postings now", disabled=is_busy, key="refresh-button"):
        try:
            st.session_state[HELD] = running = start()
        except StoreError as error:
            st.error(text.markdown(str(error)))
    if running is not None:
        show_progress(running)


def start() -> Refresh:
    """Start the scrape command on the writable store; it goes on when the reader leaves the page.

    Raises StoreError for a user who has no place for one.
    """
    command = [*own_module("cli"), "scrape", "--store", str(writable_store())]
    handle, name = tempfile.mkstemp(prefix="skillgauge-", suffix=".log")
    process = subprocess.Popen(  # noqa: S603 - our own command, no text of a reader in it
        command,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=handle,
        stderr=subprocess.STDOUT,
        env={**own_environment(), "NO_COLOR": "1", "PYTHONUNBUFFERED": "1"},
    )
    os.close(handle)
    return Refresh(process, Path(name))


def writable_store() -> Path:
    """Return the store that new postings go to: the shown one, or the user's own for unpacked facts.

    Raises StoreError for a user who has no place for one.
    """
    shown = store_path()
    return own_writable_store() if shown in places() or note_of(shown).exists() else shown


@st.fragment(run_every=EVERY)
def show_progress(running: Refresh) -> None:
    """Show the last lines of a run until it has ended."""
    code = running.process.poll()
    if code is None:
        st.info("Collecting …")
    elif code in (0, 1):
        st.success(
            "Finished. Open any page to see the new figures."
            if code == 0
            else "Finished; some boards failed."
        )
    else:
        st.error("The run could not be finished; its last lines say why.")
    st.code(last_lines(running.log), language=None)


def last_lines(log: Path) -> str:
    """The last `LINES` lines that a run has written, without terminal codes."""
    with log.open("rb") as file:
        file.seek(0, os.SEEK_END)
        file.seek(max(0, file.tell() - TAIL))
        said = file.read().decode("utf-8", "replace")
    lines = [line.strip() for line in ANSI.sub("", said).replace("\r", "\n").splitlines() if line.strip()]
    return text.passage("\n".join(lines[-LINES:])) or "…"

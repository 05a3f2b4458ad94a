"""What a reader sees when something fails: one sentence and a number; the log has the rest."""

import logging
import secrets
from types import TracebackType

import streamlit as st

from dashboard.screen import text
from data.errors import SkillgaugeError, StoreDamaged, StoreError, StoreMissing

LOG = logging.getLogger("skillgauge.dashboard")
NUMBER_BYTES = 4  # a number short enough to read out, long enough to find one line in a log


class Boundary:
    """A block in which every error becomes a sentence; Streamlit's own control flow passes through."""

    def __init__(self, where: str) -> None:
        self.where = where

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if not isinstance(error, Exception):
            return False
        show_failure(error, self.where)
        return True


def show_failure(error: Exception, where: str) -> None:
    """Tell the reader in a sentence what failed, and the log in full."""
    if isinstance(error, StoreError):
        LOG.warning("%s: %s", where, error)
        st.error(store_sentence(error))
        return
    number = secrets.token_hex(NUMBER_BYTES)
    LOG.error("%s failed, number %s", where, number, exc_info=error)
    if isinstance(error, SkillgaugeError):
        st.error(f"{text.markdown(str(error))} (number {number})")
        return
    st.error(
        f"This page could not be shown. The log of the dashboard names the reason under number {number}."
    )


def store_sentence(error: StoreError) -> str:
    """Return what a reader can do about a store that cannot be read."""
    if isinstance(error, StoreMissing):
        return (
            "There is no store to show yet. Collect postings with `skillgauge scrape`, or read a dump with "
            "`skillgauge import FILE`, then open this page again."
        )
    if isinstance(error, StoreDamaged):
        return (
            "The store cannot be read: the file is damaged or is not a store. It was left as it is. "
            "Move it away or restore a backup, then open this page again."
        )
    return text.markdown(f"The store cannot be read: {error}")

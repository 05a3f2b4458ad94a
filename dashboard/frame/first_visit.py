"""The first visit: three steps that are never in the way again."""

from contextlib import suppress

import streamlit as st

from dashboard.server.settings import is_shared
from data.errors import StoreError
from data.own_files import own_file, writable_own_file
from data.paths import is_there

CLOSED = "guide-closed"  # key in the session, and the name of the mark on this machine
STEPS = (
    "**1. Choose** a role, a cloud or a place at the left; the pages follow.",
    "**2. Read** the range beside each bar: the true share lies in it in 95 of 100 such samples.",
    "**3. Follow** a bar to its skill, its postings and the counted words; then open *Study plan*.",
)


def show_guide() -> None:
    """Show the three steps until they were closed once (on this machine; in this session if shared)."""
    if st.session_state.get(CLOSED) or (not is_shared() and is_there(own_file(CLOSED))):
        return
    with st.container(border=True):
        st.markdown("**New here?**")
        for column, step in zip(st.columns(len(STEPS)), STEPS, strict=True):
            column.markdown(step)
        st.button("Got it", key="guide-button", on_click=close_guide)


def close_guide() -> None:
    """Remember that the guide was read; a folder that cannot be written is no error."""
    st.session_state[CLOSED] = True
    if not is_shared():
        with suppress(OSError, StoreError):
            writable_own_file(CLOSED).touch()

"""What the reader knows already: picked from a list, or read from a CV."""

from urllib.parse import urlsplit

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from analysis.market.corpus import Corpus
from dashboard.address import widget_values
from dashboard.frame.text_process import MAX_BYTES, TextUnread, skills_in, text_of, text_reader
from dashboard.frame.view import View
from dashboard.screen import text
from dashboard.server.settings import is_shared

KEY = "have"
MOST = 200  # skills one person may tick
LONGEST = 100_000  # characters that the box holds: twice what is read, so that too much is said, not cut
SAID = "cv-said"  # what is said about the last CV
ROUND = "cv-round"  # how many CVs were read: each has an empty box and an uploader of its own


def choose_skills(view: View) -> list[str]:
    """Ask for the reader's skills and return their ids."""
    called = {skill.id: skill.name for skill in view.corpus.skills}
    widget_values.announce_several(KEY, "skill", list(called), lambda one: called.get(one, one), most=MOST)
    known_skills = st.multiselect(
        "What you know already",
        sorted(called, key=lambda one: called[one].casefold()),
        format_func=lambda one: called.get(one, one),
        key=KEY,
        bind="query-params",
        max_selections=MOST,
        placeholder="Type a skill: Python, SQL, …",
    )
    with st.expander("Or read them from your CV", key="cv-box", on_change=text_reader().start_early):
        st.markdown(where_it_is_read(st.context.url))
        st.text_area("Paste the text of your CV", key="cv", max_chars=LONGEST, height=140)
        st.file_uploader(
            f"or choose a text file of at most {MAX_BYTES // 1000} kB", type=["txt", "md"], key=_uploader()
        )
        st.button("Read the CV", on_click=_read, args=(view.corpus,))
        if said := st.session_state.get(SAID):
            st.caption(said)
    return known_skills


def where_it_is_read(url: str | None) -> str:
    """Return what happens to a CV, as Markdown; `url` is the page's address in the reader's browser."""
    after = (
        "It is read in memory, not stored, and dropped after reading. "
        "The skills found are added above and to the address of this page; please check them."
    )
    if not is_shared():
        return f"The text stays on this machine. {after}"
    parts = urlsplit(text.safe_url(url) or "")
    host = text.markdown(parts.hostname or "that you opened")
    unsafe = " The connection is not encrypted." if parts.scheme == "http" else ""
    return f"The text is sent to the server {host}.{unsafe} {after}"


def _uploader() -> str:
    return f"cv-file-{st.session_state.get(ROUND, 0)}"


def _read(corpus: Corpus) -> None:
    uploaded: UploadedFile | None = st.session_state.get(_uploader())
    typed = st.session_state.get("cv") or ""
    try:
        found = skills_in(f"{typed}\n{text_of(uploaded.getvalue()) if uploaded else ''}", corpus)
    except TextUnread as error:
        st.session_state[SAID] = text.markdown(str(error))
        return
    st.session_state[SAID] = f"Found {len(found)} skills." if found else "No skill was found in this text."
    st.session_state[KEY] = sorted({*(st.session_state.get(KEY) or ()), *found})[:MOST]
    _drop(uploaded)


def _drop(uploaded: UploadedFile | None) -> None:
    """Let go of a CV that was read: the pasted text and the uploaded file."""
    st.session_state["cv"] = ""
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    context = get_script_run_ctx()
    if uploaded is None or context is None:
        return
    if isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        context.uploaded_file_mgr.remove_file(session_id=context.session_id, file_id=uploaded.file_id)

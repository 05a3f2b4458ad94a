"""What the reader knows already: picked from a list, or read from a CV on this machine."""

import streamlit as st

from analysis.corpus import Corpus
from dashboard import door
from dashboard.cv import skills_in, text_of
from dashboard.view import View

KEY = "have"
MOST = 200  # skills one person may tick


def choose_skills(view: View) -> list[str]:
    """Ask for the reader's skills and return their ids."""
    called = {skill.id: skill.name for skill in view.corpus.skills}
    door.several(KEY, "skill", list(called), lambda one: called.get(one, one), most=MOST)
    have = st.multiselect(
        "What you know already", sorted(called, key=lambda one: called[one].casefold()),
        format_func=lambda one: called.get(one, one), key=KEY, bind="query-params", max_selections=MOST,
        placeholder="Type a skill: Python, SQL, …",
    )  # fmt: skip
    with st.expander("Or read them from your CV"):
        st.markdown("The text is read on this machine, in memory, and is not kept. Check the result above.")
        st.text_area("Paste the text of your CV", key="cv", max_chars=100_000, height=140)
        st.file_uploader("or choose a text file", type=["txt", "md"], key="cv-file")
        st.button("Read the CV", on_click=_read, args=(view.corpus,))
        if (found := st.session_state.get("cv-found")) is not None:
            st.caption(f"Found {found} skills." if found else "No skill was found in this text.")
    return have


def _read(corpus: Corpus) -> None:
    uploaded = st.session_state.get("cv-file")
    typed = st.session_state.get("cv") or ""
    text = f"{typed}\n{text_of(uploaded.getvalue()) if uploaded else ''}"
    found = skills_in(text, corpus)
    st.session_state["cv-found"] = len(found)
    st.session_state[KEY] = sorted({*(st.session_state.get(KEY) or ()), *found})[:MOST]

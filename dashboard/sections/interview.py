"""What interviews ask beside what postings name, as a list to tick off."""

from collections.abc import Sequence

import streamlit as st

from analysis.kinds.career.interview import topic_row
from analysis.market.figure_words import HOLDS, in_hundred
from analysis.market.provenance import TOTAL
from analysis.study.interviews import TopicView, interview_view
from dashboard.charts.share_marks import interval_text
from dashboard.frame.tables import INTERVAL, Column, PageTable, show_table
from dashboard.frame.view import View
from dashboard.frame.widgets import offer_figures
from dashboard.screen import text
from data.catalogue.guides import load_interviews

COLUMNS = (
    Column("topic", 250),
    Column("interviews"),
    Column("of 100 vacancies"),
    INTERVAL,
    Column("note", 106),
    Column("round", 200),
)


def show_interview(view: View, known_skills: list[str]) -> None:
    """Show the topics, the most asked first; among equals, what postings rarely name comes first."""
    rounds = load_interviews()
    found = interview_view(view.corpus, view.part, rounds)
    st.markdown(
        f"We list {len(found)} topics that interviews ask about, in {len(rounds)} rounds. {headline(found)}"
    )
    n = next((row.ads.n for row in found if row.ads is not None), 0)
    st.caption(
        "How often interviews ask is our reading of public guides, not a measurement. Beside it stands how "
        f"many of 100 vacancies name the topic itself, counted over {n:,}. {HOLDS[TOTAL]}."
    )
    rows = [cells(row, bool({*row.own} & {*known_skills})) for row in found]
    show_table(PageTable(COLUMNS, rows), "interview-table", alt="Interview topics", selectable=False)
    for one in rounds:
        with st.expander(text.markdown(one.name)):
            st.markdown(text.markdown(one.about))
            for row in (row for row in found if row.round_id == one.id):
                _checklist(row)
    offer_figures("interviews", lambda: map(topic_row, found), view)


def headline(found: Sequence[TopicView]) -> str:
    """Say which topics postings rarely name, and which they have no words for."""
    hidden = [row.name for row in found if row.is_hidden]
    silent = [row.name for row in found if not row.own]
    said = []
    if hidden:
        said.append(
            "Interviews ask about these, but postings rarely name them: "
            f"**{text.markdown('; '.join(hidden), 900)}**."
        )
    if silent:
        said.append(
            f"For {len(silent)} topics postings have no words of their own, so no share can be measured."
        )
    return " ".join(said)


def cells(row: TopicView, is_named: bool) -> list[object]:
    """The cells of a topic in the order of COLUMNS; `is_named`: the reader knows one of its skills."""
    share, interval = ("", "") if row.own else ("not measurable", "")
    if row.ads is not None and row.share is not None:
        share, interval = in_hundred(row.share), interval_text(row.ads.low, row.ads.high)
    notes = (("rarely named", row.is_hidden), ("you named it", is_named))
    note = ", ".join(said for said, is_so in notes if is_so)
    return [row.name, row.asked, share, interval, note, row.round_name]


def _checklist(row: TopicView) -> None:
    st.markdown(f"**{text.markdown(row.sentence, 400)}**")
    if row.related:
        st.caption(f"Related skills, not counted: {text.markdown(', '.join(row.related), 300)}")
    for place, line in enumerate(row.checklist):
        st.checkbox(
            text.markdown(line), key=f"done-{row.round_id}-{row.topic}-{place}", persist_state="session"
        )

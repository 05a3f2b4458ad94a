"""What interviews ask beside what postings name, as a list to tick off."""

import streamlit as st

from analysis.interviews import TopicView, interview_view
from analysis.words import in_hundred
from dashboard import text
from dashboard.bars import interval_text
from dashboard.export import sheet_of
from dashboard.shown import frame_of, offer_export, show_table
from dashboard.view import View
from data.guides import load_interviews

COLUMNS = ("topic", "interviews", "of 100 vacancies", "interval", "note", "round")


def show_interview(view: View, have: list[str]) -> None:
    """Show the topics of each round; what postings hide comes first."""
    rounds = load_interviews()
    found = interview_view(view.corpus, view.part, rounds)
    held = {topic.id for one in rounds for topic in one.topics if set(topic.skills) & set(have)}
    hidden = [row.name for row in found if row.is_hidden]
    st.markdown(
        f"Interviews ask {len(found)} topics in {len(rounds)} rounds. "
        + (
            f"Postings hardly name these, interviews do: **{text.markdown('; '.join(hidden), 900)}**."
            if hidden
            else ""
        )
    )
    n = next((row.ads.n for row in found if row.ads is not None), 0)
    st.caption(
        "How often interviews ask is a reading of public guides: a judgement, not a measurement. Beside it "
        f"stands how many of 100 vacancies name anything of the topic, from {n:,} vacancies."
    )
    rows = [cells(row, row.topic in held) for row in found]
    show_table(frame_of(COLUMNS, rows), "interview-table", alt="Interview topics", selectable=False)
    for one in rounds:
        with st.expander(text.markdown(one.name)):
            st.markdown(text.markdown(one.about))
            for row in (row for row in found if row.round_id == one.id):
                _checklist(row)
    offer_export(lambda: sheet_of("interview", found), "interview", view)


def cells(row: TopicView, is_held: bool) -> list[object]:
    """Return a topic as a row of a table."""
    told = row.ads is not None and row.ads.share is not None
    share = in_hundred(row.ads.share) if row.ads is not None and row.ads.share is not None else ""
    interval = interval_text(row.ads.low, row.ads.high) if row.ads is not None and told else ""
    note = ", ".join(
        said for said, is_so in (("postings hide it", row.is_hidden), ("you named it", is_held)) if is_so
    )
    return [row.name, row.asked, share, interval, note, row.round_name]


def _checklist(row: TopicView) -> None:
    st.markdown(f"**{text.markdown(row.sentence)}**")
    for place, line in enumerate(row.checklist):
        st.checkbox(
            text.markdown(line), key=f"done-{row.round_id}-{row.topic}-{place}", persist_state="session"
        )

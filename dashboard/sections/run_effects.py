"""What each run did to the headline shares, split into what was read, merged, closed and new."""

from collections.abc import Iterable

import streamlit as st

from analysis.market.corpus import Corpus
from analysis.market.figure_words import points
from dashboard.frame.tables import COUNT, SKILL, WHOLE, Column, PageTable, show_table
from data.store.base.readings import RULES_CHANGED
from data.store.reader import Reader
from data.store.reading.store_records import DiaryEntry, RunEntry

COLUMNS = (
    Column("run", None, COUNT),
    SKILL,
    Column("before", 50, WHOLE),
    Column("after", 46, WHOLE),
    Column("new rules"),
    Column("merges"),
    Column("closed"),
    Column("new postings"),
)


def show_diary(reader: Reader, corpus: Corpus) -> None:
    """Show how runs moved the shares of the most named skills, all postings together."""
    found = [one for one in reader.diary() if one.scope == "all"]
    st.subheader("Revisions")
    for words in rule_changes(reader.runs()):
        st.markdown(words)
    if not found:
        st.caption("No run has moved a headline share yet.")
        return
    st.markdown(
        "How far each run moved a share, in points of 100, and by what. The parts add up to the whole."
    )
    table = PageTable(COLUMNS, [_cells(one, corpus) for one in found])
    show_table(table, "diary", alt="Revisions", selectable=False)


def rule_changes(runs: Iterable[RunEntry]) -> list[str]:
    """Return a sentence for each run that read texts again because the rules had changed."""
    return [
        f"Run {run.id}: {note}. Its moves under **new rules** come from the rules, not from the market."
        for run in runs
        for note in (run.note or "").split("; ")
        if note.startswith(RULES_CHANGED)
    ]


def _cells(one: DiaryEntry, corpus: Corpus) -> list[object]:
    name = corpus.name(one.skill) if one.skill in corpus.index else one.skill
    shares = [None if share is None else 100 * share for share in (one.share_before, one.share_after)]
    effects = [
        "" if part is None else points(part)
        for part in (one.by_rules, one.by_merges, one.by_closed, one.by_new)
    ]
    return [one.run, name, *shares, *effects]

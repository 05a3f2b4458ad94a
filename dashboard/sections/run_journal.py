"""The journal of runs: what came, what closed, what failed, board by board."""

import streamlit as st

from analysis.market.figure_words import count_of
from dashboard.frame.tables import COUNT, Column, PageTable, show_table
from dashboard.screen import names
from data.store.reader import Reader
from data.store.reading.store_records import BoardRun, RunEntry

POSTING_COUNTS = tuple(Column(name, None, COUNT) for name in ("new", "updated", "closed"))
COLUMNS = (
    Column("run", None, COUNT),
    Column("started"),
    Column("command"),
    Column("status"),
    *POSTING_COUNTS,
    Column("boards"),
    Column("requests", None, COUNT),
)
BOARD_COLUMNS = (
    Column("source"),
    Column("board"),
    Column("outcome"),
    *POSTING_COUNTS,
    Column("left out"),
    Column("error"),
)


def show_runs(reader: Reader) -> None:
    """Show the latest runs; a ticked one opens its boards."""
    found = reader.runs()
    if not found:
        st.info("No run yet: this store holds what was imported or shipped.")
        return
    st.markdown(
        f"{count_of(len(found), 'run')}, the latest {run_words(found[0])}. Tick one to see its boards."
    )
    chosen = show_table(PageTable(COLUMNS, [_cells(one) for one in found]), "runs", alt="Runs, newest first")
    if chosen is not None:
        boards = reader.board_runs(found[chosen].id)
        st.markdown(f"**Run {found[chosen].id}**: {count_of(len(boards), 'board')}")
        table = PageTable(BOARD_COLUMNS, [_board_cells(one) for one in boards])
        show_table(table, "board-runs", alt="Boards of this run", selectable=False)


def run_words(run: RunEntry) -> str:
    """Return 'of 1 September 2026: finished, 120 new, 4 closed'."""
    return f"of {run.started_at:%d %B %Y}: {run.status}, {run.kept:,} new, {run.closed:,} closed"


def _cells(run: RunEntry) -> list[object]:
    boards = ", ".join(f"{count} {outcome}" for outcome, count in run.outcomes.items())
    return [
        run.id,
        f"{run.started_at:%Y-%m-%d %H:%M}",
        run.command,
        run.status,
        run.kept,
        run.updated,
        run.closed,
        boards,
        run.requests,
    ]


def _board_cells(one: BoardRun) -> list[object]:
    left_out = ", ".join(
        f"{count} {reason}" for reason, count in [*one.rejected.items(), *one.left_out.items()]
    )
    return [
        names.source_name(one.source),
        one.slug,
        one.outcome,
        one.kept,
        one.updated,
        one.closed,
        left_out,
        one.error or "",
    ]

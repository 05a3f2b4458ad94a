"""The six checks of one change, closed until somebody asks how sure its verdict is."""

from collections.abc import Mapping

import streamlit as st

from analysis.figures.changes import Change
from analysis.market.figure_words import points
from analysis.robustness.battery import Check, CheckName
from dashboard.frame.tables import Column, PageTable, show_table

TITLES: Mapping[CheckName, str] = {
    "sources": "the same sources only",
    "months": "months weighing equally",
    "same_employers": "employers seen in both periods",
    "register": "the same length and wording",
    "specific": "words that can mean nothing else",
    "control": "against plain words",
}
COLUMNS = (Column("what is held", 220), Column("says", 90), Column("points"), Column("range"))


def show_checks(change: Change | None) -> None:
    """Show the checks of a significant change; nothing of any other."""
    if change is None or not change.is_significant or not change.battery.checks:
        return
    with st.expander("How sure is this change? Six checks"):
        st.markdown(
            "Each line measures the change again with one thing held alike. It holds when its range lies on "
            "the side of the change, and fails when it surely shows a smaller change or none that way."
        )
        show_table(checks_table(change), "checks", alt="Six checks of the change", selectable=False)
        st.caption(
            "Against plain words: whether it moved further than words that name no skill, such as 'robust' "
            "and 'ownership', did meanwhile. A practice must; a proper name need not."
        )


def checks_table(change: Change) -> PageTable:
    """Return the checks of a change as a table, a row each."""
    return PageTable(COLUMNS, [_cells(check) for check in change.battery])


def _cells(check: Check) -> list[str]:
    title = TITLES[check.name]
    if check.name == "control" or check.value is None or check.low is None or check.high is None:
        return [title, check.state, "", ""]
    return [title, check.state, points(check.value), f"{points(check.low)} to {points(check.high)}"]

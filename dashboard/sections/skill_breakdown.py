"""Who asks for a skill: its share by seniority, role, cloud and so on."""

from collections.abc import Sequence

import streamlit as st

from analysis.figures.breakdown import FIELDS, Part, breakdown, leading
from analysis.figures.shares import Share
from analysis.frames import kind_frame
from analysis.market.figure_words import in_hundred
from analysis.market.rows import row_of
from dashboard.charts.charts import share_bars
from dashboard.charts.share_marks import bars_of
from dashboard.frame.tables import (
    EMPLOYERS,
    INTERVAL,
    OF_100,
    VACANCIES,
    Column,
    PageTable,
    hundreds,
    ranges,
    show_table,
)
from dashboard.frame.view import View
from dashboard.frame.widgets import beside, choose_part, colours, show_chart
from dashboard.screen import names, text

BY = {
    "seniority": "seniority",
    "role": "role",
    "cloud": "cloud named",
    "workplace": "workplace",
    "country": "country",
    "source": "source",
}
MOST_PARTS = 12  # parts of a breakdown in the chart; the table has all


def show_breakdown(view: View, skill: str) -> None:
    """Show the share by role, seniority, cloud and so on; what it is split by is not filtered."""
    st.subheader("Who asks for it")
    by = choose_part("Split by", tuple(BY), "by", name=BY.__getitem__, hidden=True)
    whole = view.part.narrowed(**{FIELDS[by]: ()})
    found = breakdown(view.corpus, whole, skill, by=by)
    parts = [renamed(part.share, part_name(by, part.value)) for part in found]
    shown = [part for part in parts if part.share is not None][:MOST_PARTS]
    few = [f"{part.name} ({part.n:,})" for part in parts if part.share is None]
    if shown:
        st.markdown(text.markdown(leading_words(found, by)))
        chart, table = beside()
        with chart:
            figure = share_bars(bars_of(shown), colours())
            show_chart(figure, "The share by part as bars, as the table says", "by-chart", clickable=False)
        with table:
            show_table(
                part_table(BY[by], shown),
                "by-table",
                alt=f"The share by {BY[by]} as a table",
                selectable=False,
            )
    if few:
        st.caption(f"Too few to say: {text.markdown(', '.join(few), 600)}.")


def part_table(name: str, parts: Sequence[Share]) -> PageTable:
    """Return the parts of a breakdown as a table, under the name of what it is split by."""
    frame = kind_frame("share", map(row_of, parts))
    frame = frame.assign(
        share=hundreds(frame["share"]), interval=ranges(frame["low"], frame["high"], in_hundred)
    )
    columns = (Column(name), OF_100, INTERVAL, VACANCIES, EMPLOYERS)
    return PageTable(columns, frame[["skill", "share", "interval", "n", "employers"]])


def leading_words(found: Sequence[Part], by: str) -> str:
    """Say which part asks for the skill most often, if its interval clears all others."""
    first = leading(found)
    if first is None:
        return "No group stands out: the ranges overlap, or only one group is large enough."
    return (
        f"Most often: {part_name(by, first.value)}, {in_hundred(first.share.share or 0)} of 100 "
        f"({first.share.n:,} {first.share.slice.denominator})."
    )


def part_name(by: str | None, value: str) -> str:
    """Name a part of a breakdown as on screen: 'ML engineer', 'AWS', 'United States'."""
    called = {
        "role": names.role_name,
        "cloud": names.cloud_name,
        "country": names.country_name,
        "source": names.source_name,
    }
    return called.get(by or "role", names.plain_name)(value)


def renamed(row: Share, name: str) -> Share:
    """Put the name of a part in place of the skill's; ranks are of skills, so it loses its own."""
    return row.called(name)

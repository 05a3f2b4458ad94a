"""Portfolio projects, ordered by what each adds to what the reader can show already."""

import streamlit as st

from analysis.market.figure_words import in_hundred, points
from analysis.market.rows import row_of
from analysis.study.projects import ProjectScore, score_projects
from dashboard.charts.chart_records import Bar
from dashboard.charts.charts import share_bars
from dashboard.frame.tables import INTERVAL, Column, PageTable, show_table
from dashboard.frame.view import View
from dashboard.frame.widgets import colours, offer_figures, show_chart
from dashboard.screen import text
from data.catalogue.guides import load_projects

COLUMNS = (
    Column("project"),
    Column("adds points", 84),
    INTERVAL,
    Column("alone shows, of 100"),
    Column("weeks"),
    Column("new to you"),
)


def show_projects(view: View, known_skills: list[str]) -> None:
    """Show the projects by what they add, and what must be seen at the end of each."""
    found = [
        row
        for row in score_projects(view.corpus, view.part, load_projects(), known_skills)
        if row.why is None
    ]
    if not found:
        st.info("Too few vacancies state what they require to weigh projects here.")
        return
    sentence = text.markdown(found[0].sentence)
    said = f"{sentence[0].upper()}{sentence[1:]}."
    st.markdown(f"{said} Sorted by what they add; overlapping ranges leave the order open.")
    st.caption(
        "Practices count here, too, so these points are not those of the plan. A project shows a skill in "
        "use; it does not make you an expert in it. Weeks are our rough guess."
    )
    figure = share_bars([bar_of(row) for row in found], colours(), axis="points added to requirements met")
    show_chart(figure, "What each project adds, as the table below says", "projects-chart", clickable=False)
    rows = [cells(row) for row in found]
    show_table(PageTable(COLUMNS, rows), "projects-table", alt="Portfolio projects", selectable=False)
    for row in found:
        with st.expander(text.markdown(row.project.name)):
            st.markdown(text.markdown(row.project.summary, 600))
            st.markdown("To be seen at the end:")
            st.markdown("\n".join(f"- {text.markdown(line)}" for line in row.project.shows))
    offer_figures("projects", lambda: map(row_of, found), view)


def bar_of(row: ProjectScore) -> Bar:
    """Make a bar of what a project adds, as a fraction of requirements met."""
    share, low, high = row.adds or 0.0, row.adds_low or 0.0, row.adds_high or 0.0
    label = f"{points(share)} ({points(low)} to {points(high)})"
    return Bar(key=row.project.id, name=row.project.name, share=share, low=low, high=high, label=label)


def cells(row: ProjectScore) -> list[object]:
    """The cells of a project in the order of COLUMNS."""
    return [
        row.project.name,
        points(row.adds or 0.0),
        f"{points(row.adds_low or 0.0)} to {points(row.adds_high or 0.0)}",
        in_hundred(row.demonstrates or 0.0),
        f"{row.project.weeks:g}",
        ", ".join(row.new),
    ]

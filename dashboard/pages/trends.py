"""How shares move: chosen skills over time, and what changed more than chance within a year."""

import streamlit as st

from analysis.figures.changes import Change, Changes, changes
from analysis.kinds.demand.trend import trend_rows
from analysis.market.figure_words import HOLDS_EACH
from analysis.market.periods import year_apart
from analysis.market.rows import row_of
from analysis.market.slices import Slice
from dashboard.address import widget_values
from dashboard.address.trend_start import reaching_back
from dashboard.charts.change_marks import change_bars, change_table, changes_summary
from dashboard.charts.charts import change_dots
from dashboard.charts.time_charts import trend_lines
from dashboard.charts.trend_marks import (
    breaks_in_words,
    breaks_of,
    line_of,
    trend_summary,
    trend_table,
)
from dashboard.frame.cached_figures import trends_of
from dashboard.frame.tables import show_table
from dashboard.frame.view import View, current_view, heading, is_enough
from dashboard.frame.widgets import beside, colours, go_to_skill, offer_figures, show_chart
from dashboard.panels.about_numbers import show_about
from dashboard.screen import text
from dashboard.screen.glossary import help_on
from dashboard.sections.headlines import named_in
from dashboard.sections.side_by_side import say_differences

FIRST_SHOWN = ("pytorch", "tensorflow", "aws", "rag")
MOST_LINES = 6  # more cannot be measured apart
STEPS = ("auto", "month", "quarter", "half")
COMPARED = 40  # skills whose change is shown; all skills are tested together


def main() -> None:
    """Show the page."""
    view = current_view()
    part = reaching_back(view.part, view.corpus)
    ground = heading(view, part=part)
    if part != view.part:
        st.caption(
            "Shown from the first month after which most months hold enough vacancies; choose *Posted from* "
            "for another start."
        )
    if not is_enough(ground):
        return
    if view.second:
        show_second(view)
    show_lines(view, part)
    show_changes(view)
    show_about(view, part=part)


def show_second(view: View) -> None:
    """Say that lines are of the first slice, and how the chosen skills differ in the second."""
    held = st.session_state.get("skills")
    say_differences(view, named_in(view.corpus, FIRST_SHOWN) if held is None else held)


def show_lines(view: View, part: Slice) -> None:
    """Show the chosen skills over time."""
    skills, step = choices(view)
    if not skills:
        st.info("Choose a skill to see its trend.")
        return
    found = trends_of(view.corpus, part, skills, step)
    st.markdown(trend_summary(found), help=help_on("interval", "share"))
    breaks = breaks_of(found)
    figure = trend_lines([line_of(line) for line in found.lines], colours(), breaks=breaks)
    clicked = show_chart(
        figure,
        "Shares over time with bands, as the words above and the table say",
        "trend-lines",
        clickable=False,
    )
    st.caption(
        "A gap is a month with too little data, or one that is not over. Grey bars: how many vacancies. "
        f"{HOLDS_EACH}. "
        + (
            f"Dotted, a source starts or ends: {text.markdown(breaks_in_words(breaks), 900)}."
            if breaks
            else ""
        )
    )
    with st.expander("The same as a table"):
        show_table(
            trend_table(found.lines), "trend-table", alt="Shares by period as a table", selectable=False
        )
    offer_figures("trend", lambda: trend_rows(found), view, part=part, skill=skills[0])
    go_to_skill(clicked)


def choices(view: View) -> tuple[list[str], str]:
    """Ask which skills and which step."""
    names = {skill.id: skill.name for skill in view.corpus.skills}
    chooser, stepper = st.columns([4, 1])
    with chooser:
        widget_values.announce_several(
            "skills",
            "skill",
            list(names),
            lambda skill: names.get(skill, skill),
            default=named_in(view.corpus, FIRST_SHOWN),
            most=MOST_LINES,
        )
        skills = st.multiselect(
            "Skills",
            sorted(names, key=lambda skill: names[skill].casefold()),
            default=named_in(view.corpus, FIRST_SHOWN),
            format_func=lambda skill: names.get(skill, skill),
            key="skills",
            bind="query-params",
            max_selections=MOST_LINES,
        )
    with stepper:
        widget_values.announce_one("step", "step", STEPS, default=STEPS[0])
        step = st.selectbox("Step", STEPS, key="step", bind="query-params")
    return skills, step


def show_changes(view: View) -> None:
    """Show what changed within a year, beyond chance."""
    st.subheader("What changed within a year", help=help_on("verdict", "detectable"))
    periods = year_apart(view.corpus)
    if periods is None:
        st.info("The store holds no two half-years a year apart, so a yearly change cannot be measured.")
        return
    found: Changes = changes(view.corpus, view.part, *periods, top=COMPARED)
    st.markdown(changes_summary(found))
    measured: list[Change] = [row for row in found.rows if row.verdict is not None]
    if not measured:
        return
    chart, table = beside()
    with chart:
        figure = change_dots(change_bars(measured[:15]), colours())
        clicked = show_chart(figure, "Changes with intervals, as the table says", "changes")
    with table:
        chosen = show_table(change_table(measured), "changes-table", alt="Changes as a table")
    offer_figures("change", lambda: map(row_of, found.rows), view)
    go_to_skill(clicked or (measured[chosen].skill if chosen is not None else None))


main()

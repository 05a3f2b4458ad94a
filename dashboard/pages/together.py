"""What is asked together: pairs beyond chance, and families of skills."""

from collections.abc import Sequence

import streamlit as st

from analysis.figures.pairs import Pair
from analysis.figures.skill_families import SkillFamily
from analysis.frames import kind_frame
from analysis.market.figure_words import HOLDS
from analysis.market.provenance import CHANCE
from analysis.market.rows import row_of
from dashboard.address import widget_values
from dashboard.charts.chart_records import Bar
from dashboard.charts.charts import lift_dots
from dashboard.frame.cached_figures import families_of, pairs_of
from dashboard.frame.tables import (
    COUNT,
    EMPLOYERS,
    INTERVAL,
    VACANCIES,
    Column,
    PageTable,
    ranges,
    show_table,
    written,
)
from dashboard.frame.view import View, current_view, heading, is_enough
from dashboard.frame.widgets import beside, colours, go_to_skill, offer_figures, show_chart
from dashboard.panels.about_numbers import show_about
from dashboard.screen import text
from dashboard.screen.glossary import help_on

SHOWN = 20
ALL = "all skills"
COLUMNS = (
    Column("pair", 176),
    Column("times expected", 100),
    INTERVAL,
    Column("together", 70, COUNT),
    EMPLOYERS,
    Column("remark"),
)
FAMILY_COLUMNS = (Column("skills that stand together", 560), Column("stability"), VACANCIES)


def main() -> None:
    """Show the page."""
    view = current_view()
    ground = heading(view)
    if not is_enough(ground):
        return
    show_pairs(view)
    show_families(view)
    show_about(view)


def show_pairs(view: View) -> None:
    """Show the pairs that stand together more often than chance."""
    called = {skill.id: skill.name for skill in view.corpus.skills}
    options = [ALL, *sorted(called, key=lambda one: called[one].casefold())]
    widget_values.announce_one("pairs", "skill", options, lambda one: called.get(one, one), default=ALL)
    chosen_skill = st.selectbox(
        "Pairs of", options, format_func=lambda one: called.get(one, one), key="pairs", bind="query-params"
    )
    skill = None if chosen_skill == ALL else chosen_skill
    found = pairs_of(view.corpus, view.part, skill, SHOWN)
    st.markdown(summary(found.rows), help=help_on("lift"))
    if not found.rows:
        return
    chart, table = beside()
    with chart:
        clicked = show_chart(
            lift_dots([pair_bar(row) for row in found.rows], colours()),
            "Pairs of skills by lift, as the table says",
            "pairs-chart",
        )
    with table:
        chosen = show_table(pair_table(found.rows), "pairs-table", alt="Pairs by lift")
    st.caption(f"{HOLDS[CHANCE]}.")
    offer_figures("pairs", lambda: map(row_of, found.rows), view, skill=skill)
    go_to_skill(clicked or (found.rows[chosen].a if chosen is not None else None))


def pair_bar(row: Pair) -> Bar:
    """Make a mark of a pair; `share`, `low` and `high` are its lift, a click opens the first skill."""
    return Bar(
        key=row.a,
        name=f"{row.name_a} + {row.name_b}",
        share=row.lift,
        low=row.low,
        high=row.high,
        label=f"{row.lift:.1f} times as often as expected ({row.low:.1f} to {row.high:.1f}), "
        f"{row.together} vacancies",
    )


def pair_table(rows: Sequence[Pair]) -> PageTable:
    """Return pairs as a table, a row each."""
    frame = kind_frame("pairs", map(row_of, rows))
    remarks = frame["mostly_alternatives"].map({True: "mostly written as alternatives", False: ""})
    frame = frame.assign(
        pair=frame["name_a"] + " + " + frame["name_b"],
        lift=written(frame["lift"], one_digit),
        interval=ranges(frame["low"], frame["high"], one_digit),
        remark=remarks.astype("str"),
    )
    shown = ["pair", "lift", "interval", "together", "employers_together", "remark"]
    return PageTable(COLUMNS, frame[shown])


def one_digit(number: float) -> str:
    """Return '2.4'."""
    return f"{number:.1f}"


def summary(rows: tuple[Pair, ...]) -> str:
    """Say the strongest pair in a sentence."""
    if not rows:
        return "No two skills here stand together in at least 10 vacancies of 5 employers, beyond chance."
    sentence = text.markdown(rows[0].sentence)
    return (
        f"{sentence[0].upper()}{sentence[1:]}. *Expected* is how often two skills would meet if they "
        "had nothing to do with each other. The order is by the lower end of the range."
    )


def show_families(view: View) -> None:
    """Show the families that hold under resampling."""
    st.subheader(
        "Families", help="Groups of skills that are often asked together; only stable groups are shown."
    )
    found: tuple[SkillFamily, ...] = families_of(view.corpus, view.part)
    if not found:
        st.info("No family of skills is stable in this selection: with other employers the groups change.")
        return
    rows = [[", ".join(one.names), f"{100 * one.stability:.0f} of 100", one.named] for one in found]
    show_table(PageTable(FAMILY_COLUMNS, rows), "families", alt="Families of skills", selectable=False)


main()

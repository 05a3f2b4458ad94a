"""What is asked together: pairs beyond chance, and families of skills."""

import streamlit as st

from analysis.figures.pairs import Pair
from analysis.figures.skill_families import SkillFamily
from dashboard.address import widget_values
from dashboard.address.address import endpoint
from dashboard.charts.chart_records import Bar
from dashboard.charts.charts import lift_dots
from dashboard.frame.cached_figures import families_of, pairs_of
from dashboard.frame.sheets import sheet_of
from dashboard.frame.tables import COUNT, EMPLOYERS, INTERVAL, VACANCIES, Column, PageTable, show_table
from dashboard.frame.view import View, current_view, heading, is_enough
from dashboard.frame.widgets import beside, colours, go_to_skill, offer_export, show_chart
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


def show_pairs(view: View) -> None:
    """Show the pairs that stand together more often than chance."""
    called = {skill.id: skill.name for skill in view.corpus.skills}
    options = [ALL, *sorted(called, key=lambda one: called[one].casefold())]
    widget_values.announce_one("pairs", "skill", options, lambda one: called.get(one, one), default=ALL)
    chosen_skill = st.selectbox(
        "Pairs of", options, format_func=lambda one: called.get(one, one), key="pairs", bind="query-params"
    )
    found = pairs_of(view.corpus, view.part, None if chosen_skill == ALL else chosen_skill, SHOWN)
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
        table_of_pairs = PageTable(COLUMNS, [cells(row) for row in found.rows])
        chosen = show_table(table_of_pairs, "pairs-table", alt="Pairs by lift")
    skill = {} if chosen_skill == ALL else {"skill": chosen_skill}
    program = endpoint("pairs.csv", view.part, **skill)
    offer_export(lambda: sheet_of("pairs", found.rows), "pairs", view, program)
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


def cells(row: Pair) -> list[object]:
    """The cells of a pair in the order of COLUMNS."""
    remark = "mostly written as alternatives" if row.mostly_alternatives else ""
    return [
        f"{row.name_a} + {row.name_b}",
        f"{row.lift:.1f}",
        f"{row.low:.1f} to {row.high:.1f}",
        row.together,
        row.employers_together,
        remark,
    ]


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

"""What the market asks for: the answer of ten seconds."""

import streamlit as st

from analysis.figures.shares import Shares
from analysis.market.rows import row_of
from dashboard.address import widget_values
from dashboard.charts.cached_charts import share_chart
from dashboard.charts.share_marks import share_table
from dashboard.exports.archive import offer_everything
from dashboard.frame.cached_figures import shares_of
from dashboard.frame.first_visit import show_guide
from dashboard.frame.tables import show_table
from dashboard.frame.view import View, current_view, heading, is_enough
from dashboard.frame.widgets import beside, choose_part, colours, go_to_skill, offer_figures, show_chart
from dashboard.panels.about_numbers import show_about
from dashboard.screen import text
from dashboard.screen.glossary import help_on
from dashboard.screen.skill_groups import GROUPS, kinds_of
from dashboard.sections.headlines import show_headlines
from dashboard.sections.side_by_side import show_comparison

LENGTHS = (12, 30, 60, 120)
CORRECTED = "*Corrected*: the share without reading errors, where it is more than a point away. "


def main() -> None:
    """Show the page."""
    view = current_view()
    ground = heading(view)
    show_guide()
    if not is_enough(ground):
        return
    read = show_headlines(view)
    kinds, top = choices()
    if view.second:
        show_comparison(view, kinds, top)
    else:
        show_top(view, kinds, top)
    show_about(view, more=read)
    offer_everything(view)


def choices() -> tuple[tuple[str, ...] | None, int]:
    """Ask which kinds of skill to show, and how many."""
    kinds, length = st.columns([4, 1], vertical_alignment="bottom")
    with kinds:
        group = choose_part("Skills", tuple(GROUPS), "kind")
    with length:
        widget_values.announce_one(
            "top", "how many", [str(length) for length in LENGTHS], default=str(LENGTHS[0])
        )
        top = st.selectbox("How many", LENGTHS, key="top", bind="query-params")
    return kinds_of(group), top


def show_top(view: View, kinds: tuple[str, ...] | None, top: int) -> None:
    """Show the leading skills as bars and as a table; either opens a skill."""
    found = shares_of(view.corpus, view.part, kinds=kinds, top=top)
    st.markdown(summary(found), help=help_on("rank", "interval", "any-of group"))
    chart, table = beside()
    with chart:
        figure = share_chart(found, colours(), f"of 100 {view.part.denominator}")
        clicked = show_chart(
            figure, "The leading skills as bars with intervals, as the table says", "top-skills"
        )
    with table:
        chosen = show_table(share_table(found.rows), "top-table", alt="The leading skills as a table")
        is_corrected = any(row.far_corrected is not None for row in found.rows)
        st.caption(
            "Click a bar, or tick a row, to open the skill. Further right in the table: the rank, and how "
            f"many require, prefer or only mention it. {CORRECTED if is_corrected else ''}*One of several*: "
            "named only in lists such as 'PyTorch or TensorFlow', where another would do."
        )
    offer_figures("share", lambda: map(row_of, found.rows), view)
    go_to_skill(clicked or (found.rows[chosen].skill if chosen is not None else None))


def summary(found: Shares) -> str:
    """Say the leading skills in a sentence."""
    leading = [row for row in found.rows[:3] if row.share is not None]
    if not leading:
        return "No skill of this kind is named in this slice."
    sentence = text.markdown("; ".join([leading[0].sentence, *(row.brief for row in leading[1:])]))
    return f"{sentence[0].upper()}{sentence[1:]}. Skills that share a rank are too close to order."


main()

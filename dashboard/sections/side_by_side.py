"""Two slices side by side: the same skills, both intervals, and whether they differ by more than chance."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from analysis.figures.differences import Difference, compare, difference
from analysis.figures.shares import Share, shares
from analysis.market.basis import basis
from analysis.market.figure_words import points
from analysis.market.rows import row_of
from dashboard.charts.charts import paired_dots
from dashboard.charts.share_marks import bars_of, interval_text
from dashboard.frame.tables import COUNT, INTERVAL, SKILL, Column, PageTable, show_table
from dashboard.frame.view import View, is_enough
from dashboard.frame.widgets import colours, go_to_skill, hundred, offer_figures, show_chart
from dashboard.screen import text
from dashboard.screen.glossary import help_on

COLUMNS = (
    SKILL,
    Column("first", None, COUNT),
    INTERVAL,
    Column("second", None, COUNT),
    Column("interval of second"),
    Column("difference"),
    Column("differs"),
)
VERDICTS = {"higher": "more in the first", "lower": "more in the second", "cannot tell": "cannot tell"}
NAMED = 6  # skills that the sentence names on either side; the table has all


def show_comparison(view: View, kinds: tuple[str, ...] | None, top: int) -> None:
    """Show the leading skills of the first slice in both slices."""
    assert view.second is not None  # noqa: S101 - pages ask only in compare mode
    ground = basis(view.corpus, view.second)
    st.markdown(f"compared with **{text.markdown(ground.sentence)}**")
    if not is_enough(ground):
        return
    first = shares(view.corpus, view.part, kinds=kinds, top=top).rows
    skills = [row.skill for row in first]
    second = shares(view.corpus, view.second, skills).rows
    found = {row.skill: row for row in compare(view.corpus, view.part, view.second, skills).rows}
    rows = [found[skill] for skill in skills]
    st.markdown(summary(rows), help=help_on("verdict"))
    st.caption(f"● {text.markdown(view.part.in_words())}  \n◆ {text.markdown(view.second.in_words())}")
    figure = paired_dots(bars_of(unranked(first)), bars_of(second), colours())
    clicked = show_chart(figure, "Two slices side by side, as the table below says", "compared")
    chosen = show_table(
        both_table(first, second, rows), "compared-table", alt="The compared shares as a table"
    )
    offer_figures("compare", lambda: map(row_of, rows), view)
    go_to_skill(clicked or (skills[chosen] if chosen is not None else None))


def say_difference(view: View, skill: str) -> None:
    """Say one skill's share in both slices and whether they differ; nothing outside compare mode."""
    if view.second is None:
        return
    row = difference(view.corpus, view.part, view.second, skill)
    st.markdown(
        f"Compared with {text.markdown(view.second.in_words())}: {text.markdown(row.brief)}.",
        help=help_on("verdict", "detectable"),
    )


def say_differences(view: View, skills: Sequence[str]) -> None:
    """Say how each of some skills differs between the slices; the second is named once."""
    if view.second is None or not skills:
        return
    rows = [difference(view.corpus, view.part, view.second, skill) for skill in skills]
    lines = "\n".join(f"- {text.markdown(row.brief)}" for row in rows)
    st.markdown(
        "The lines are of the first selection. How it compares now with the second "
        f"({text.markdown(view.second.in_words())}):\n\n{lines}",
        help=help_on("verdict", "detectable"),
    )


def unranked(rows: Sequence[Share]) -> list[Share]:
    """Return shares without their ranks, which speak about one slice only."""
    return [replace(row, rank=None) for row in rows]


def both_table(first: Sequence[Share], second: Sequence[Share], found: Sequence[Difference]) -> PageTable:
    """The same skills in both slices, a row each; all three sequences are in one order."""
    return PageTable(COLUMNS, [_cells(*row) for row in zip(first, second, found, strict=True)])


def _cells(one: Share, other: Share, row: Difference) -> list[object]:
    shares_of_both = [
        cell
        for share in (one, other)
        for cell in (hundred(share.share), interval_text(share.low, share.high))
    ]
    difference_cell = "" if row.difference is None else points(row.difference)
    return [one.name, *shares_of_both, difference_cell, verdict(row)]


def verdict(row: Difference) -> str:
    """Return in which slice a skill is asked for more, or that the sample is too small to say."""
    said = VERDICTS.get(row.verdict or "", "too few to say")
    return f"{said}; but {row.caveat}" if row.caveat else said


def summary(found: Sequence[Difference]) -> str:
    """Say which skills differ by more than chance would let them."""
    more = [text.markdown(row.name) for row in found if row.verdict == "higher"][:NAMED]
    less = [text.markdown(row.name) for row in found if row.verdict == "lower"][:NAMED]
    said = [f"asked for more in the first: {', '.join(more)}"] if more else []
    said += [f"more in the second: {', '.join(less)}"] if less else []
    if not said:
        return "No skill here differs by more than chance would let two such samples differ: cannot tell."
    caveat = next((f", but {text.markdown(row.caveat)}" for row in found if row.caveat), "")
    sentence = "; ".join(said)
    return f"{sentence[0].upper()}{sentence[1:]}{caveat}. For the others: cannot tell."

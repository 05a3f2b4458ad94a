"""The two figures that most readers come for, each with its interval and what became of it in a year."""

import streamlit as st

from analysis.contrasts.verdicts import unproven
from analysis.figures.changes import Change
from analysis.figures.shares import Share
from analysis.market.corpus import Corpus
from analysis.market.figure_words import in_hundred, points
from dashboard.charts.chart_records import CORRECTED
from dashboard.frame.cached_figures import shares_of, yearly_of
from dashboard.frame.view import View
from dashboard.screen import text
from dashboard.screen.glossary import help_on
from dashboard.sections.accuracy import reading_words, rules_note

HEADLINES = ("pytorch", "aws")


def named_in(corpus: Corpus, skills: tuple[str, ...]) -> list[str]:
    """Keep those skills that at least one posting of the corpus names."""
    return [skill for skill in skills if skill in corpus.index]


def show_headlines(view: View) -> list[str]:
    """Show the headline figures side by side; return what is to be said of how they were read."""
    wanted = named_in(view.corpus, HEADLINES)
    yearly = yearly_of(view.corpus, view.part, wanted)
    rows = shares_of(view.corpus, view.part, wanted).rows
    for column, row in zip(st.columns(max(1, len(rows)), border=True), rows, strict=False):
        with column:
            _headline(row, yearly.get(row.skill))
    read = [reading_words(row) for row in rows if row.share is not None]
    return [one for one in dict.fromkeys([*read, *(rules_note(row.catalog) for row in rows[:1])]) if one]


def _headline(row: Share, change: Change | None) -> None:
    name, unit = text.markdown(row.name), row.slice.denominator
    if row.share is None:
        st.markdown(f"**{name}**\n\n## too few to say")
        return
    low, high = in_hundred(row.low or 0.0), in_hundred(row.high or 0.0)
    corrected = "" if row.far_corrected is None else f" (about {in_hundred(row.far_corrected)} {CORRECTED})"
    said = [
        f"**{name}**",
        f"## {in_hundred(row.share)} of 100 {unit}",
        f"between **{low} and {high}**{corrected}: {row.named:,} of {row.n:,} {unit}, "
        f"from {row.employers_naming:,} employers",
        change_words(change),
    ]
    st.markdown("\n\n".join(line for line in said if line), help=help_on("share", "interval", "verdict"))


def change_words(change: Change | None) -> str:
    """Return 'June 2026 against ...: up 6 points (between 2 and 10)' with its caveat, or why not."""
    if change is None:
        return "Change since the year before: too few months to compare."
    if change.difference is None or change.low is None or change.high is None:
        return text.markdown(f"Change since the year before: {change.why}.")
    when = f"{change.period_after.in_words} against the same months a year before"
    spread = f"{points(change.difference)} points, {points(change.low)} to {points(change.high)}"
    if change.verdict == "cannot tell":
        rest = unproven(change.adjusted, change.detectable, change.named, "change", "periods")
        rest = f"; {text.markdown(change.caveat)}" if change.caveat else rest
        return f"{when}: **cannot tell** if it moved ({spread}){rest}"
    return (
        f"{when}: **{change.verdict} {abs(100 * change.difference):.0f} points** "
        f"(between {' and '.join(sorted_sizes(change.low, change.high))}); "
        f"{text.markdown(change.caveat or change.battery.confirmed)}"
    )


def sorted_sizes(low: float, high: float) -> list[str]:
    """Return the ends of a sure change's interval as sizes, the smaller first."""
    return [in_hundred(size) for size in sorted((abs(low), abs(high)))]

"""How the language of advertisements changed: the register index, and the plain words that moved most."""

from collections.abc import Sequence

import streamlit as st

from analysis.market.corpus import Corpus
from analysis.market.figure_words import in_hundred
from analysis.market.rows import row_of
from analysis.market.slices import Slice
from analysis.robustness.register_index import USUAL, Wording, wording_rows
from dashboard.charts.chart_records import ChartLine, Spot
from dashboard.charts.time_charts import trend_lines
from dashboard.frame.cached_figures import MEASURING, kept
from dashboard.frame.tables import COUNT, WHOLE, Column, PageTable, show_table
from dashboard.frame.view import View
from dashboard.frame.widgets import colours, offer_figures, show_chart
from dashboard.screen import text

SHOWN = 10  # plain words in the table
LATEST = 5  # half-years in it
NUMBER = "%.1f"
INDEX_COLUMNS = (
    Column("half-year", 84),
    Column("index", 60, WHOLE),
    Column("interval", 96),
    Column("words", 64, WHOLE),
    Column("plain words", 90, NUMBER),
    Column("vacancies", 84, COUNT),
    Column("remark"),
)
ABOUT = (
    "Words such as 'robust' and 'ownership' name no skill. Where advertisements hold more of them, part of "
    "the change of a skill may come from the way advertisements are written."
)


@kept(MEASURING)
def wording_by_half_year(corpus: Corpus, part: Slice) -> tuple[Wording, ...]:
    """Return the index of each half-year of a slice, then the shares of the words that moved most."""
    return tuple(wording_rows(corpus, part, SHOWN))


def show_register(view: View) -> None:
    """Show the index with its chart and table, and the words that moved most."""
    found = wording_by_half_year(view.corpus, Slice())
    index = [one for one in found if one.word is None and one.period]
    if not index:
        st.info(f"{text.markdown(found[0].sentence).capitalize()}.")
        return
    st.markdown(f"{text.markdown(index_summary(index))} {ABOUT}")
    figure = trend_lines([index_line(index)], colours(), scale="index, 100 is usual")
    show_chart(figure, "The index over time with its band, as the table says", "register", clickable=False)
    show_table(index_table(index), "register-table", alt="Index of plain words", selectable=False)
    st.markdown("**Plain words that moved most** in the last year, in how many of 100 vacancies they stand:")
    show_table(words_table(found), "plain-words", alt="Plain words by half-year", selectable=False)
    offer_figures("wording", lambda: map(row_of, found), view, part=Slice())


def index_summary(index: Sequence[Wording]) -> str:
    """Say where the index stands in the last half-year that has one, and a year before or at first."""
    known = [one for one in index if one.index is not None]
    if not known:
        return "No half-year has enough vacancies for an index of plain words."
    last = known[-1]
    year_before = last.period.moved(-12) if last.period else None
    then = next((one for one in known if one.period == year_before), known[0])
    said = [
        f"{one.index:.0f} ({one.low:.0f} to {one.high:.0f}) in {one.label}"
        for one in dict.fromkeys((then, last))
    ]
    return (
        f"Where advertisements of the same source and length usually hold 100 plain words, they held "
        f"{' and '.join(said)}."
    )


def index_line(index: Sequence[Wording]) -> ChartLine:
    """Return the index as a line, at which 1 is usual; a half-year with too little has no value."""
    return ChartLine("index", tuple(map(_spot, index)))


def _spot(one: Wording) -> Spot:
    if one.period is None:
        raise ValueError("a spot needs its half-year")
    value, low, high = (None if end is None else end / USUAL for end in (one.index, one.low, one.high))
    label = f"{one.label}, {_interval(one) or one.why}; n {one.n:,}, {one.employers:,} employers"
    return Spot(one.period.since, value, low, high, one.n, label)


def _interval(one: Wording) -> str:
    return "" if one.low is None or one.high is None else f"{one.low:.0f} to {one.high:.0f}"


def index_table(index: Sequence[Wording]) -> PageTable:
    """Return the index as a table, a row each half-year."""
    rows = [
        [one.label, one.index, _interval(one), one.words, one.plain_words, one.n, one.why or ""]
        for one in index
    ]
    return PageTable(INDEX_COLUMNS, rows)


def words_table(found: Sequence[Wording]) -> PageTable:
    """Return the shares of plain words as a table: a row each word, a column each late half-year."""
    labels = list(dict.fromkeys(one.label for one in found if one.label))[-LATEST:]
    by_word: dict[str, dict[str | None, str]] = {}
    for one in found:
        if one.word is not None:
            cell = "" if one.share is None else in_hundred(one.share)
            by_word.setdefault(one.word, {})[one.label] = cell
    columns = (Column("word", 140), *(Column(label, 70) for label in labels))
    return PageTable(columns, [[word, *(cells[one] for one in labels)] for word, cells in by_word.items()])

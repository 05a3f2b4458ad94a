"""How well the extractor reads: precision and recall on labelled postings, those it never saw first."""

from functools import cache

import numpy as np
import streamlit as st

from analysis.arithmetic.employer_tally import t_quantile, wilson
from analysis.figures.shares import Share
from analysis.market.figure_words import interval_in_words
from dashboard.frame.tables import COUNT, INTERVAL, OF_100, Column, PageTable, show_table
from dashboard.screen import text
from data.catalogue.own_layer import MARK
from data.catalogue.reading_quality import (
    ALL_OF_KIND,
    MeasuredSet,
    ReadingQuality,
    load_kind_quality,
    load_measured,
    unseen_set,
)

COLUMNS = (
    Column("what"),
    Column("precision"),
    Column("recall"),
    Column("read", None, COUNT),
    Column("labelled", None, COUNT),
)
FIGURE_OF = {words: kind for kind, words in ALL_OF_KIND.items()}  # "all tools" -> "tech"
KINDS = {"tech": "tools", "practice": "practices", "lists": "any-of lists"}
SHARE_COLUMNS = (Column("what"), OF_100, INTERVAL)
# figures that are shares of right answers -> what is right
SHARES = {
    "level": "level of a skill",
    "role": "role",
    "seniority": "seniority",
    "workplace": "workplace",
    "clouds": "clouds",
    "salary": "pay",
    "years_min": "years of experience",
}
# figures of which two people who label agree -> what they label
AGREED = {
    "tech_f1": "tools",
    "practice_f1": "practices",
    "lists_f1": "any-of lists",
    "level": "levels",
    "role": "roles",
}
INTERVALS = (
    "Intervals hold the true value in 95 of 100 such samples. Those of all tools, practices, lists and facts "
    "are from draws of whole postings; those of single skills take their mentions as independent."
)
MANY = 1e9  # degrees of freedom: the normal quantile


def show_quality() -> None:
    """Show precision and recall on postings that no rule was written with, then on the others."""
    st.markdown(
        "Labelled postings say how well mentions are read. **Precision**: of 100 mentions read, how many are "
        "right. **Recall**: of 100 mentions there are, how many are read. Postings were labelled following "
        "published guidelines. Two people who labelled the same set share habits, so their agreement is an "
        "upper bound."
    )
    sets = measured()
    if not sets:
        st.info("No measurement came with this version. `skillgauge evaluate LABELS.jsonl` makes one.")
        return
    st.markdown(expectation(sets))
    st.caption(INTERVALS)
    for one in sorted(sets, key=lambda one: (not one.is_unseen, not one.is_whole, -one.postings)):
        show_set(one)


def show_set(one: MeasuredSet) -> None:
    """Show what was measured on one labelled set."""
    what = one.heading
    st.markdown(f"**{text.markdown(what)}**")
    if one.agreement:
        st.markdown(agreement_words(one))
    if not one.is_whole:
        st.markdown(partial_words(one))
    if one.rows:
        show_table(
            PageTable(COLUMNS, rows_of(one)),
            f"rows-{one.name}",
            alt=f"Precision and recall on {what}",
            selectable=False,
        )
    show_table(
        PageTable(SHARE_COLUMNS, share_rows(one)),
        f"shares-{one.name}",
        alt=f"How often levels and facts are right on {what}",
        selectable=False,
    )


def reading_words(row: Share) -> str:
    """Say how well a skill's mentions, or those of its kind if few are labelled, are read in unseen postings.

    The range is Wilson's for the mentions found, at 95%.
    """
    kinds = load_kind_quality()
    quality = row.extractor or kinds.get("practice" if row.kind == "practice" else "tool")
    if quality is None:
        return ""
    return (
        f"Accuracy on {quality.postings} postings that no rule was written with: {quality.found:,} of "
        f"{quality.labelled:,} mentions of {quality.what} found ({recall_range(quality)} of 100), "
        f"{quality.wrong:,} read wrongly."
    )


def rules_note(catalog: str) -> str:
    """Say where postings were read by other rules than those that were measured; else nothing.

    `catalog` is the digest of the rules that read them, as figures carry it.
    """
    measured_set = unseen_set(measured())
    read_by = {one for one in catalog.split("+") if one and not one.startswith(MARK)}
    if measured_set is None or not read_by - {measured_set.rules}:
        return ""
    some = "Some of these" if measured_set.rules in read_by else "These"
    return f"{some} postings were read by other rules than those whose accuracy was measured."


def recall_range(quality: ReadingQuality) -> str:
    """Return Wilson's interval of a recall as '84 to 100'."""
    return range_of(quality.recall, quality.labelled)


def range_of(part: float, count: int) -> str:
    """Return Wilson's interval of a part of so many (at least one) as '84 to 100'."""
    low, high = wilson(np.array([part]), np.array([float(max(1, count))]), t_quantile(MANY))
    return interval_in_words(float(low[0]), float(high[0]))


def expectation(sets: tuple[MeasuredSet, ...]) -> str:
    """Say what to expect on postings that no rule was written with, or that this was not measured."""
    unseen = unseen_set(sets)
    if unseen is None:
        postings = sum(one.postings for one in sets)
        return (
            f"All figures rest on {postings} postings that the rules were written with. On others, expect "
            "less."
        )
    tools, practices = (
        f"{with_interval(unseen, f'{kind}_precision')} and {with_interval(unseen, f'{kind}_recall')}"
        for kind in ("tech", "practice")
    )
    level, role, workplace = (with_interval(unseen, name) for name in ("level", "role", "workplace"))
    said = (
        f"On {unseen.postings} postings that no rule was written with, precision and recall of 100 are "
        f"{tools} for tools, {practices} for practices; the level is right for {level} of 100 skills, the "
        f"role for {role}, the workplace for {workplace} of 100 postings."
    )
    if "lists_f1" not in unseen.figures:
        return said
    lists = f"{with_interval(unseen, 'lists_precision')} and {with_interval(unseen, 'lists_recall')}"
    return f"{said} For any-of lists they are {lists}, a list being right that shares half of its members."


def with_interval(one: MeasuredSet, figure: str) -> str:
    """Return a figure of 100 with its 95% interval: '96 (93 to 98)'."""
    value = f"{100 * one.figures[figure]:.0f}"
    interval = one.intervals.get(figure)
    return f"{value} ({interval_in_words(*interval)})" if interval else value


def agreement_words(one: MeasuredSet) -> str:
    """Say how far the two people who labelled a set agreed."""
    parts = [
        f"{100 * one.agreement[figure]:.0f} of 100 {words}"
        for figure, words in AGREED.items()
        if figure in one.agreement
    ]
    return f"Before corrections the two who labelled it agreed on {', '.join(parts)}: an upper bound."


def partial_words(one: MeasuredSet) -> str:
    """Say of which skills a set that is labelled in part tells nothing, and on what its levels rest."""
    absent = [words for kind, words in KINDS.items() if one.complete.get(kind) == 0]
    partly = [
        f"All {KINDS[kind]} are labelled in {count} of the {one.postings} postings."
        for kind, count in one.complete.items()
        if count
    ]
    unlabelled = [f"Not measured here: {' and '.join(absent)}, of which at most a sample is labelled."]
    levels = "Levels are those of the labelled skills that were read."
    return " ".join([*(unlabelled if absent else ()), *partly, levels])


def rows_of(one: MeasuredSet) -> list[list[object]]:
    """The cells of a set's rows in the order of COLUMNS; precision and recall of 100 with their intervals."""
    return [
        [
            row.what,
            cell_of(one, row, "precision", row.precision, row.found + row.wrong),
            cell_of(one, row, "recall", row.recall, row.labelled),
            row.found + row.wrong,
            row.labelled,
        ]
        for row in one.rows
    ]


def cell_of(one: MeasuredSet, row: ReadingQuality, figure: str, part: float, count: int) -> str:
    """Return a part of so many mentions as '98 (97 to 99)', "" for a part of none.

    All tools, practices and lists have the interval of draws of whole postings, a single skill has Wilson's.
    """
    if not count:
        return ""
    drawn = one.intervals.get(f"{FIGURE_OF.get(row.what)}_{figure}") if row.skill is None else None
    return f"{100 * part:.0f} ({interval_in_words(*drawn) if drawn else range_of(part, count)})"


def share_rows(one: MeasuredSet) -> list[list[object]]:
    """The cells of a set's levels and facts in the order of SHARE_COLUMNS."""
    return [
        [words, 100 * one.figures[figure], interval_in_words(*one.intervals[figure])]
        for figure, words in SHARES.items()
        if figure in one.figures and figure in one.intervals
    ]


@cache
def measured() -> tuple[MeasuredSet, ...]:
    """Return the measurement that came with this version, empty where there is none."""
    return load_measured()

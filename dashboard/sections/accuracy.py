"""How well the extractor reads: precision and recall on labelled postings, those it never saw first."""

import json
from functools import cache
from typing import Any

import numpy as np
import streamlit as st

from analysis.arithmetic.employer_tally import t_quantile, wilson
from analysis.figures.shares import Share
from analysis.market.figure_words import interval_in_words
from dashboard.frame.tables import COUNT, WHOLE, Column, PageTable, show_table
from data.catalogue.reading_quality import ReadingQuality, load_kind_quality
from data.paths import DATA

FILE = DATA / "quality.json"
COLUMNS = (
    Column("what"),
    Column("precision", None, WHOLE),
    Column("recall", None, WHOLE),
    Column("labelled", None, COUNT),
)
MANY = 1e9  # degrees of freedom: the normal quantile

Measured = dict[str, Any]  # the shape of data/quality.json


def show_quality() -> None:
    """Show precision and recall on postings that no rule was written with, then on the others."""
    found = measured()
    st.markdown(
        "Labelled postings say how well mentions are read. **Precision**: of 100 mentions read, how many are "
        "right. **Recall**: of 100 mentions there are, how many are read. Postings were labelled twice, "
        "following written guidelines; both readings share habits, so their agreement is an upper bound."
    )
    if not found:
        st.info("No measurement came with this version. `skillgauge evaluate GOLD.jsonl` makes one.")
        return
    st.markdown(expectation(found))
    if found.get("unseen_rows"):
        st.markdown(f"**{found['unseen_postings']} postings that no rule was written with**")
        show_table(
            PageTable(COLUMNS, rows_of(found["unseen_rows"])),
            "unseen",
            alt="Precision and recall on postings that no rule was written with",
            selectable=False,
        )
    st.markdown(f"**The {found['postings']} postings that the rules were written with**")
    show_table(
        PageTable(COLUMNS, rows_of(found["rows"])), "quality", alt="Precision and recall", selectable=False
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


def recall_range(quality: ReadingQuality) -> str:
    """Return the interval of a recall as '84 to 100'."""
    low, high = wilson(
        np.array([quality.recall]), np.array([float(max(1, quality.labelled))]), t_quantile(MANY)
    )
    return interval_in_words(float(low[0]), float(high[0]))


def expectation(found: Measured) -> str:
    """Say what to expect on postings that no rule was written with, or that this was not measured."""
    unseen = found.get("unseen")
    if not unseen:
        return (
            f"All figures rest on {found['postings']} postings that the rules were written with. On others, "
            "expect less."
        )
    tools, practices = (
        f"{100 * unseen[f'{kind}_precision']:.0f} and {100 * unseen[f'{kind}_recall']:.0f}"
        for kind in ("tech", "practice")
    )
    return (
        f"On {found['unseen_postings']} postings that no rule was written with, precision and recall of 100 "
        f"are {tools} for tools, {practices} for practices; the level is right for "
        f"{100 * unseen['level']:.0f} of 100 skills, the role for {100 * unseen['role']:.0f}, the workplace "
        f"for {100 * unseen['workplace']:.0f} of 100 postings. Lists of alternatives are read worst: "
        f"{100 * unseen['alternatives_f1']:.0f} by the two together."
    )


def rows_of(rows: list[dict[str, Any]]) -> list[list[object]]:
    """The cells of measured rows in the order of COLUMNS; precision and recall of 100."""
    return [[row["what"], 100 * row["precision"], 100 * row["recall"], row["labelled"]] for row in rows]


@cache
def measured() -> Measured:
    """Return the measurement that came with this version, empty where there is none."""
    return json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}

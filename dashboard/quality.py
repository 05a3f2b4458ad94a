"""How well the extractor reads: precision and recall on postings labelled by hand."""

import json
from functools import cache
from typing import Any

import streamlit as st

from dashboard.shown import frame_of, show_table
from data.paths import DATA
from data.quality import ReadingQuality

FILE = DATA / "quality.json"
COLUMNS = ("what", "precision", "recall", "labelled")

Measured = dict[str, Any]  # the shape of data/quality.json


def show_quality() -> None:
    """Show precision and recall, overall and by skill where there are enough labelled mentions."""
    found = measured()
    st.markdown(
        "Postings labelled by hand say how well mentions are read. **Precision**: of 100 mentions read, "
        "how many are right. **Recall**: of 100 mentions there are, how many are read."
    )
    if not found:
        st.info("No measurement came with this version. `skillgauge evaluate GOLD.jsonl` makes one.")
        return
    st.markdown(expectation(found))
    show_table(frame_of(COLUMNS, rows_of(found)), "quality", alt="Precision and recall", selectable=False)


def reading_words(quality: ReadingQuality | None) -> str:
    """Say how well the mentions of a skill are read, nothing where too few were labelled by hand."""
    if quality is None:
        return ""
    return f"{quality.sentence}. On postings that the rules have not seen, expect a little less."


def expectation(found: Measured) -> str:
    """Say what to expect on other postings: the rules were written with the labelled ones in view."""
    said = f"The table rests on {found['postings']} postings that the rules were written with."
    unseen = found.get("unseen")
    if not unseen:
        return f"{said} On others, expect less."
    tools, practices = (
        f"{100 * unseen[f'{kind}_precision']:.0f} and {100 * unseen[f'{kind}_recall']:.0f}"
        for kind in ("tech", "practice")
    )
    return (
        f"{said} On {found['unseen_postings']} others, labelled later, precision and recall of 100 were "
        f"{tools} for tools, {practices} for practices; the level was right for {100 * unseen['level']:.0f} "
        f"of 100 skills, the role for {100 * unseen['role']:.0f} of 100 postings. Lists of alternatives "
        f"are read worst: {100 * unseen['alternatives_f1']:.0f} by the two together."
    )


def rows_of(found: Measured) -> list[list[object]]:
    """Return the measurement as a table."""
    return [
        [row["what"], 100 * row["precision"], 100 * row["recall"], row["labelled"]] for row in found["rows"]
    ]


@cache
def measured() -> Measured:
    """Return the measurement that came with this version, empty where there is none."""
    return json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}

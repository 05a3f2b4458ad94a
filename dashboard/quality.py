"""How well the extractor reads: precision and recall on postings labelled by hand."""

import json
from functools import cache

import streamlit as st

from dashboard.shown import frame_of, show_table
from data.paths import DATA

FILE = DATA / "quality.json"
COLUMNS = ("what", "precision", "recall", "labelled")


def show_quality() -> None:
    """Show precision and recall, overall and by skill where there are enough labelled mentions."""
    found = measured()
    st.markdown(
        "Postings labelled by hand say how well mentions are read. **Precision**: of 100 mentions read, "
        "how many are "
        "right. **Recall**: of 100 mentions there are, how many are read."
    )
    if not found:
        st.info("No measurement came with this version. `skillgauge evaluate GOLD.jsonl` makes one.")
        return
    show_table(frame_of(COLUMNS, found), "quality", alt="Precision and recall", selectable=False)


@cache
def measured() -> list[list[object]]:
    """Return the rows of the measurement that came with this version, none where there is none."""
    if not FILE.exists():
        return []
    rows = json.loads(FILE.read_text(encoding="utf-8"))["rows"]
    return [[row["what"], 100 * row["precision"], 100 * row["recall"], row["labelled"]] for row in rows]

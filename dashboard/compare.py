"""Two slices side by side: the same skills, both intervals, and a careful word on whether they differ."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from analysis.basis import basis
from analysis.shares import Share, shares
from analysis.words import in_hundred
from dashboard import text
from dashboard.bars import bars_of, interval_text
from dashboard.charts import paired_dots
from dashboard.export import sheet_of
from dashboard.shown import colours, frame_of, go_to_skill, offer_export, show_chart, show_table
from dashboard.view import View, is_enough

COLUMNS = ("skill", "first", "interval", "second", "interval of second", "differs")


def verdict(first: Share, second: Share) -> str:
    """Return 'more in the first', 'more in the second' or 'cannot tell' where the intervals touch."""
    if first.low is None or second.low is None or first.high is None or second.high is None:
        return "too few to say"
    if first.low > second.high:
        return "more in the first"
    return "more in the second" if second.low > first.high else "cannot tell"


def show_comparison(view: View, kinds: tuple[str, ...] | None, top: int) -> None:
    """Show the leading skills of the first slice in both slices."""
    assert view.second is not None  # noqa: S101 - pages ask only in compare mode
    ground = basis(view.corpus, view.second)
    st.markdown(f"compared with **{text.markdown(ground.sentence)}**")
    if not is_enough(ground):
        return
    first = shares(view.corpus, view.part, kinds=kinds, top=top).rows
    second = shares(view.corpus, view.second, [row.skill for row in first]).rows
    names = (view.part.in_words(), view.second.in_words())
    st.markdown(summary(first, second))
    figure = paired_dots(bars_of(unranked(first)), bars_of(second), colours())
    st.caption(f"● {text.markdown(names[0])}  \n◆ {text.markdown(names[1])}")
    clicked = show_chart(figure, "Two slices side by side, as the table below says", "compared")
    chosen = show_table(frame(first, second), "compared-table", alt="The compared shares as a table")
    offer_export(sheet_of("comparison", [*first, *second]), "comparison", view)
    go_to_skill(clicked or (first[chosen].skill if chosen is not None else None))


def unranked(rows: Sequence[Share]) -> list[Share]:
    """Return shares without their ranks, which speak about one slice only."""
    return [replace(row, rank=None) for row in rows]


def frame(first: Sequence[Share], second: Sequence[Share]) -> pd.DataFrame:
    """Return both slices as one table."""
    rows = [
        [a.name, in_hundred(a.share or 0), interval_text(a.low, a.high), in_hundred(b.share or 0),
         interval_text(b.low, b.high), verdict(a, b)]
        for a, b in zip(first, second, strict=True)
    ]  # fmt: skip
    return frame_of(COLUMNS, rows)


def summary(first: Sequence[Share], second: Sequence[Share]) -> str:
    """Say which skills stand out in either slice."""
    found: dict[str, list[str]] = {"more in the first": [], "more in the second": []}
    for a, b in zip(first, second, strict=True):
        found.setdefault(verdict(a, b), []).append(text.markdown(a.name))
    more, less = found["more in the first"][:6], found["more in the second"][:6]
    said = [f"asked for more in the first: {', '.join(more)}"] if more else []
    said += [f"more in the second: {', '.join(less)}"] if less else []
    if not said:
        return "No skill here differs by more than these samples leave open."
    sentence = "; ".join(said)
    return f"{sentence[0].upper()}{sentence[1:]}. For the others the two intervals touch: cannot tell."

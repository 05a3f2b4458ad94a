"""Changes as dots and as rows of a table: from what `analysis` measures to what a chart draws."""

from collections.abc import Sequence

import pandas as pd

from analysis.changes import Change, Changes
from analysis.words import points
from dashboard import text
from dashboard.marks import Bar
from dashboard.shown import frame_of, hundred

COLUMNS = (
    "skill", "before", "after", "points", "verdict", "interval", "least that shows", "of it: who posts",
)  # fmt: skip


def change_bars(rows: Sequence[Change]) -> list[Bar]:
    """Return changes as marks around zero."""
    return [
        Bar(
            key=row.skill, name=row.name, share=row.difference, low=row.low, high=row.high,
            label=f"{row.verdict}; {points(row.difference)} points ({points(row.low)} to {points(row.high)})",
        )
        for row in rows
        if row.difference is not None and row.low is not None and row.high is not None
    ]  # fmt: skip


def change_frame(rows: Sequence[Change]) -> pd.DataFrame:
    """Return changes as a table."""
    return frame_of(COLUMNS, [_cells(row) for row in rows])


def _cells(row: Change) -> list[object]:
    scaled = [
        hundred(row.before), hundred(row.after), None if row.difference is None else 100 * row.difference
    ]  # fmt: skip
    spread = "" if row.low is None or row.high is None else f"{points(row.low)} to {points(row.high)}"
    visible = "" if row.detectable is None else f"{100 * row.detectable:.0f} points"
    mix = "" if row.mix is None else f"{points(row.mix)} points"
    return [row.name, *scaled, row.verdict or "", spread, visible, mix]


def changes_summary(found: Changes) -> str:
    """Say which skills surely went up or down between the two periods."""
    if found.before.why or found.after.why:
        return text.markdown(f"Cannot be told: {found.rows[0].why if found.rows else found.before.why}.")
    if not found.rows:
        return "No skill is named in both periods."
    up = [text.markdown(row.name) for row in found.rows if row.verdict == "up"]
    down = [text.markdown(row.name) for row in found.rows if row.verdict == "down"]
    rest = len(found.rows) - len(up) - len(down)
    said = [f"**up**: {', '.join(up)}"] if up else []
    said += [f"**down**: {', '.join(down)}"] if down else []
    said += [f"**cannot tell** for the other {rest}" if said else f"**cannot tell** for any of {rest} skills"]
    when = f"{found.rows[0].period_after.in_words} against the same months a year before"
    sample = f"{found.before.n:,} and {found.after.n:,} {found.after.slice.denominator}"
    return f"{when} ({sample}): {'; '.join(said)}."

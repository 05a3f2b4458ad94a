"""Shares as bars and as rows of a table: from what `analysis` measures to what a chart draws."""

from collections.abc import Sequence

import pandas as pd

from analysis.figures.shares import Share
from analysis.market.figure_words import in_hundred
from dashboard.charts.chart_records import Bar
from dashboard.frame.widgets import frame_of, hundred

SHARE_COLUMNS = (
    "skill", "of 100", "interval", "named", "employers", "rank", "required", "preferred", "mentioned",
)  # fmt: skip


def interval_text(low: float | None, high: float | None) -> str:
    """Return '39 to 47', nothing for a suppressed figure."""
    return "" if low is None or high is None else f"{in_hundred(low)} to {in_hundred(high)}"


def bar_of(share: Share) -> Bar | None:
    """Return a share as a bar, None when it is suppressed."""
    if share.share is None or share.low is None or share.high is None:
        return None
    label = f"{in_hundred(share.share)} ({interval_text(share.low, share.high)})"
    return Bar(
        key=share.skill, name=share.name, share=share.share, low=share.low, high=share.high,
        label=f"{label}; {share.named:,} of {share.n:,} {share.slice.denominator}, "
        f"{share.employers_naming:,} employers",
        parts=level_parts(share), rank=share.rank or "",
        hatched=share.share * share.as_alternative / max(1, share.alone + share.as_alternative),
    )  # fmt: skip


def level_parts(share: Share) -> tuple[float, ...]:
    """Return a share split into required, preferred and mentioned; only where all three count."""
    asked = sum(share.levels[:3])
    if share.slice.level != "asked" or not asked or share.share is None:
        return ()
    return tuple(share.share * level / asked for level in share.levels[:3])


def bars_of(rows: Sequence[Share]) -> list[Bar]:
    """Return the bars of those shares that can be told."""
    return [bar for row in rows if (bar := bar_of(row)) is not None]


def share_frame(rows: Sequence[Share]) -> pd.DataFrame:
    """Return shares as a table."""
    return frame_of(
        SHARE_COLUMNS,
        [
            [row.name, hundred(row.share), interval_text(row.low, row.high), row.named, row.employers_naming,
             row.rank or "", *row.levels[:3]]
            for row in rows
        ],
    )  # fmt: skip

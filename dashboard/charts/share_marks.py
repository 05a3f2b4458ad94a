"""Shares as bars and as rows of a table: from what `analysis` measures to what a chart draws."""

from collections.abc import Sequence

from analysis.figures.shares import Share
from analysis.frames import kind_frame
from analysis.market.figure_words import in_hundred
from analysis.market.rows import row_of
from dashboard.charts.chart_records import CORRECTED, Bar
from dashboard.frame.tables import (
    COUNT,
    EMPLOYERS,
    INTERVAL,
    OF_100,
    SKILL,
    Column,
    PageTable,
    hundreds,
    ranges,
)

SHARE_COLUMNS = (
    SKILL,
    OF_100,
    INTERVAL,
    Column("corrected", 78),
    Column("named", 56, COUNT),
    EMPLOYERS,
    Column("rank", 56),
    Column("required", 70, COUNT),
    Column("preferred", 74, COUNT),
    Column("mentioned", 78, COUNT),
)


def interval_text(low: float | None, high: float | None) -> str:
    """Return '39 to 47', nothing for a suppressed figure."""
    return "" if low is None or high is None else f"{in_hundred(low)} to {in_hundred(high)}"


def bar_of(share: Share) -> Bar | None:
    """Make a bar of a share, None when it is suppressed. Its hatched part is named as an alternative only."""
    if share.share is None or share.low is None or share.high is None:
        return None
    label = f"{in_hundred(share.share)} ({interval_text(share.low, share.high)})"
    corrected = share.far_corrected
    beside = "" if corrected is None else f"; {in_hundred(corrected)} {CORRECTED}"
    return Bar(
        key=share.skill,
        name=share.name,
        share=share.share,
        low=share.low,
        high=share.high,
        label=f"{label}{beside}; {share.named:,} of {share.n:,} {share.slice.denominator}, "
        f"{share.employers_naming:,} employers",
        parts=level_parts(share),
        rank=share.rank or "",
        hatched=share.share * share.as_alternative / max(1, share.alone + share.as_alternative),
        corrected=corrected,
    )


def level_parts(share: Share) -> tuple[float, ...]:
    """Return a share split into required, preferred and mentioned; only where all three count."""
    asked = sum(share.levels[:3])
    if share.slice.level != "asked" or not asked or share.share is None:
        return ()
    return tuple(share.share * level / asked for level in share.levels[:3])


def bars_of(rows: Sequence[Share]) -> list[Bar]:
    """Return the bars of those shares that are not suppressed."""
    return [bar for row in rows if (bar := bar_of(row)) is not None]


def share_table(rows: Sequence[Share]) -> PageTable:
    """Return shares as a table, a row each; corrected shares stand in it where there are any."""
    frame = kind_frame("share", map(row_of, rows))
    frame = frame.assign(
        share=hundreds(frame["share"]),
        interval=ranges(frame["low"], frame["high"], in_hundred),
        corrected=["" if row.far_corrected is None else in_hundred(row.far_corrected) for row in rows],
        rank=frame["rank"].fillna(""),
    )
    shown = ["skill", "share", "interval", "corrected", "named", "employers_naming", "rank"]
    columns = dict(zip([*shown, "required", "preferred", "mentioned"], SHARE_COLUMNS, strict=True))
    if not frame["corrected"].any():
        del columns["corrected"]
    return PageTable(tuple(columns.values()), frame[[*columns]])

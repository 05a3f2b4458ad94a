"""Trends as lines, tables and sheets: from what `analysis` measures to what a chart draws."""

from collections.abc import Sequence
from datetime import date

from analysis.figures.trends import Point, Trend, Trends
from analysis.frames import kind_frame
from analysis.kinds.demand.trend import line_rows
from analysis.market.figure_words import in_hundred
from dashboard.charts.chart_records import AxisBreak, ChartLine, Spot
from dashboard.charts.share_marks import interval_text
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
from dashboard.screen import names, text

STATES = {
    "partial": "the period is not over",
    "thin": "too few to say",
    "gap": "hardly anything was collected",
}
COLUMNS = (Column("period"), SKILL, OF_100, INTERVAL, Column("n", None, COUNT), EMPLOYERS, Column("remark"))
BREAKS_SHOWN = 8  # more labels than this cannot be read on one axis


def line_of(trend: Trend) -> ChartLine:
    """Return a trend as a line; a point without enough data has no value."""
    return ChartLine(trend.name, tuple(_spot(point) for point in trend.points))


def _spot(point: Point) -> Spot:
    is_known = point.state == "ok" and point.share is not None
    label = f"{point.period.label}, {point_text(point)}; n {point.n:,}, {point.employers:,} employers"
    return Spot(
        point.period.since,
        point.share if is_known else None,
        point.low if is_known else None,
        point.high if is_known else None,
        point.n,
        label,
    )


def point_text(point: Point) -> str:
    """Return '43 (39 to 47)', or why there is no figure."""
    if point.state != "ok" or point.share is None:
        return STATES.get(point.state, point.why or "")
    return f"{in_hundred(point.share)} ({interval_text(point.low, point.high)})"


def breaks_of(found: Trends) -> list[AxisBreak]:
    """Return where sources start or end, those of one day together, the latest ones."""
    days: dict[date, list[str]] = {}
    for one in found.breaks:
        days.setdefault(one.day, []).append(f"{names.source_name(one.source)} {one.happens}")
    return [
        AxisBreak(day, f"{', '.join(said)} ({day:%b %Y})") for day, said in list(days.items())[-BREAKS_SHOWN:]
    ]


def breaks_in_words(breaks: Sequence[AxisBreak]) -> str:
    """Return what the numbers above the dotted lines mean."""
    return "; ".join(f"{number}: {one.label}" for number, one in enumerate(breaks, start=1))


def trend_table(lines: Sequence[Trend]) -> PageTable:
    """Return trends as a table, skill by skill, the newest period first."""
    frame = kind_frame("trend", (row for line in lines for row in reversed([*line_rows(line)])))
    is_shown = frame["state"] == "ok"
    frame = frame.assign(
        share=hundreds(frame["share"].where(is_shown)),
        interval=ranges(frame["low"], frame["high"], in_hundred).where(is_shown, ""),
        remark=frame["state"].map(lambda state: STATES.get(state, "")).astype("str"),
    )
    return PageTable(COLUMNS, frame[["label", "skill", "share", "interval", "n", "employers", "remark"]])


def trend_summary(found: Trends) -> str:
    """Say where each line starts and ends."""
    said = []
    for line in found.lines:
        known = [point for point in line.points if point.state == "ok" and point.share is not None]
        if known:
            first, last = known[0], known[-1]
            said.append(
                f"{text.markdown(line.name)} {point_text(first)} in {first.period.in_words}, "
                f"{point_text(last)} in {last.period.in_words}"
            )
    if not said:
        return "No period here has enough vacancies for a share."
    return (
        f"Of 100 vacancies: {'; '.join(said)}. A first and a last month make no trend; only the yearly "
        "change is tested."
    )

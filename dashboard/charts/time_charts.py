"""The charts over time: lines with bands, gaps left open, breaks of sources marked, coverage underneath."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

import plotly.graph_objects as go

from dashboard.charts.chart_records import AxisBreak, ChartLine, Spot, top_of
from dashboard.charts.charts import HOVER, SCALE, axis_font, dressed, faded
from dashboard.screen import text
from dashboard.screen.palette import Palette

STRIP = 0.13  # part of the height for the coverage strip
DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
LABEL_ROOM = 124  # pixels right of the last point for the names
LEAST_GAP = 0.055  # of the axis between two names at the right, so that they do not overlap


def trend_lines(
    lines: Sequence[ChartLine],
    palette: Palette,
    *,
    breaks: Sequence[AxisBreak] = (),
    scale: str = "of 100 vacancies",
) -> go.Figure:
    """Draw shares over time with interval bands; a month with too little data leaves its line open.

    `scale` is what the axis counts; 1 stands at 100.
    """
    top = top_of([spot.high for line in lines for spot in line.spots if spot.high is not None])
    figure = _framed(go.Figure(), lines, palette, top, scale)
    for place, line in enumerate(lines):
        colour = palette.lines[place % len(palette.lines)]
        for run in unbroken(line.spots):
            figure.add_trace(_band(run, colour))
        figure.add_trace(_line(line, colour, DASHES[place % len(DASHES)]))
    _name_lines(figure, lines, palette, top)
    if lines:
        figure.add_trace(_coverage(lines[0].spots, palette))
    _mark_breaks(figure, breaks, palette)
    return figure


def unbroken(spots: Sequence[Spot]) -> list[list[Spot]]:
    """Return the stretches of neighbouring points that have a value."""
    runs: list[list[Spot]] = [[]]
    for spot in spots:
        if spot.share is None:
            runs.append([])
        else:
            runs[-1].append(spot)
    return [run for run in runs if run]


def _band(run: Sequence[Spot], colour: str) -> go.Scatter:
    """Return the interval of a stretch as a band; a single point gets a whisker."""
    days = [spot.day for spot in run]
    highs = [100 * (spot.high or 0) for spot in run]
    lows = [100 * (spot.low or 0) for spot in run]
    width = 0 if len(run) > 1 else 1.5
    return go.Scatter(
        x=days + days[::-1],
        y=highs + lows[::-1],
        mode="lines",
        fill="toself",
        fillcolor=faded(colour),
        line={"width": width, "color": colour},
        hoverinfo="skip",
    )


def _line(line: ChartLine, colour: str, dash: str) -> go.Scatter:
    return go.Scatter(
        x=[spot.day for spot in line.spots],
        y=[None if spot.share is None else 100 * spot.share for spot in line.spots],
        mode="lines+markers",
        name=text.chart(line.name),
        connectgaps=False,
        line={"color": colour, "width": 2.2, "dash": dash},
        marker={"size": 5, "color": colour},
        customdata=[[line.name, f"{text.chart(line.name)}: {text.chart(spot.label)}"] for spot in line.spots],
        hovertemplate=HOVER,
    )


def spread(heights: Sequence[float], least: float) -> list[float]:
    """Return heights moved apart so that neighbours differ by `least`, in the given order."""
    order = sorted(range(len(heights)), key=lambda place: heights[place])
    moved = list(heights)
    for lower, upper in pairwise(order):
        moved[upper] = max(moved[upper], moved[lower] + least)
    return moved


def _name_lines(figure: go.Figure, lines: Sequence[ChartLine], palette: Palette, top: float) -> None:
    """Write each line's name right of its last point, in its colour."""
    ends = {place: runs[-1][-1] for place, line in enumerate(lines) if (runs := unbroken(line.spots))}
    heights = spread([100 * (spot.share or 0) for spot in ends.values()], 100 * top * LEAST_GAP)
    for (place, _), height in zip(ends.items(), heights, strict=True):
        figure.add_annotation(
            x=1,
            xref="paper",
            y=height,
            yref="y",
            text=text.chart(lines[place].name, 16),
            showarrow=False,
            xanchor="left",
            xshift=6,
            font={"color": palette.lines[place % len(palette.lines)], "size": 13},
        )


def _coverage(spots: Sequence[Spot], palette: Palette) -> go.Bar:
    return go.Bar(
        x=[spot.day for spot in spots],
        y=[spot.n for spot in spots],
        yaxis="y2",
        marker={"color": palette.muted, "opacity": 0.55, "line": {"width": 0}},
        customdata=[["", f"{spot.day:%b %Y}: {spot.n:,} vacancies"] for spot in spots],
        hovertemplate=HOVER,
    )


def _mark_breaks(figure: go.Figure, breaks: Sequence[AxisBreak], palette: Palette) -> None:
    """Draw a dotted line where a source starts or ends, numbered for the words below the chart."""
    for number, one in enumerate(breaks, start=1):
        figure.add_shape(
            type="line",
            x0=one.day,
            x1=one.day,
            y0=STRIP + 0.04,
            y1=1,
            yref="paper",
            line={"color": palette.muted, "width": 1, "dash": "dot"},
        )
        figure.add_annotation(
            x=one.day,
            y=1,
            yref="paper",
            yanchor="bottom",
            text=str(number),
            showarrow=False,
            font=axis_font(palette),
        )


def _framed(
    figure: go.Figure, lines: Sequence[ChartLine], palette: Palette, top: float, scale: str
) -> go.Figure:
    longest = max([len(text.chart(line.name, 16)) for line in lines] or [0])
    across = {
        "fixedrange": True,
        "showgrid": False,
        "nticks": 5,
        "anchor": "y2",
        "tickangle": 0,
        "tickformat": "%b\n%Y",
        "tickfont": axis_font(palette),
    }
    shares = {
        "domain": [STRIP + 0.05, 1],
        "range": [0, 100 * top],
        "fixedrange": True,
        "rangemode": "tozero",
        "gridcolor": palette.grid,
        "showgrid": True,
        "nticks": 6,
        "title": {"text": text.chart(scale), "font": axis_font(palette)},
        "tickfont": axis_font(palette),
    }
    strip = {
        "domain": [0, STRIP],
        "fixedrange": True,
        "showgrid": False,
        "rangemode": "tozero",
        "nticks": 2,
        "tickfont": {"size": 10, "color": palette.muted},
    }
    right = min(LABEL_ROOM, 20 + 8 * longest)
    dressed(figure, palette, height=430, left=SCALE, right=right, xaxis=across, yaxis=shares, yaxis2=strip)
    return figure.update_layout(margin={"t": 30, "b": 30})


def coverage_grid(
    counts: Mapping[str, Mapping[date, int]], months: Sequence[date], palette: Palette
) -> go.Figure:
    """Return how many postings each source gave in each month: darker is more, empty is a gap."""
    names = sorted(counts)
    values = [[counts[name].get(month) for month in months] for name in names]
    shades = [[None if not value else min(1.0, value**0.5 / 30) for value in row] for row in values]
    figure = go.Figure(
        go.Heatmap(
            x=list(months),
            y=[text.chart(name) for name in names],
            z=shades,
            zmin=0,
            zmax=1,
            xgap=1,
            ygap=3,
            colorscale=[[0, palette.levels[2]], [1, palette.levels[0]]],
            showscale=False,
            customdata=[
                [
                    ["", f"{text.chart(name)}, {month:%b %Y}: {counts[name].get(month, 0):,}"]
                    for month in months
                ]
                for name in names
            ],
            hovertemplate=HOVER,
        )
    )
    across = {"fixedrange": True, "showgrid": False, "nticks": 8}
    down = {"fixedrange": True, "automargin": True, "showgrid": False}
    height = 80 + 26 * max(1, len(names))
    return dressed(figure, palette, height=height, xaxis=across, yaxis=down)

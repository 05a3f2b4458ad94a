"""Marks of shares whose interval lies around the corrected value, away from the count."""

from collections.abc import Sequence

import plotly.graph_objects as go

from dashboard.charts.chart_records import Bar
from dashboard.screen.palette import Palette


def corrected_marks(rows: Sequence[tuple[int, Bar]], palette: Palette) -> go.Scatter:
    """Return the corrected shares as open diamonds on their whiskers, each bar with its row."""
    return go.Scatter(
        x=[100 * (bar.corrected or 0.0) for _, bar in rows],
        y=[row for row, _ in rows],
        mode="markers",
        marker={"symbol": "diamond-open", "size": 8, "color": palette.ink, "line": {"width": 1.5}},
        hoverinfo="skip",
        unselected={"marker": {"opacity": 1}},
    )


def is_around(bar: Bar) -> bool:
    """Whether the interval holds the count, not only the corrected share."""
    return bar.low <= bar.share <= bar.high


def span_lines(rows: Sequence[tuple[float, Bar]], colour: str) -> go.Scatter:
    """Return intervals that lie beside their marks as lines of their own, each bar with its height."""
    return go.Scatter(
        x=[end for _, bar in rows for end in (100 * bar.low, 100 * bar.high, None)],
        y=[end for height, _ in rows for end in (height, height, None)],
        mode="lines",
        line={"color": colour, "width": 1.5},
        hoverinfo="skip",
    )

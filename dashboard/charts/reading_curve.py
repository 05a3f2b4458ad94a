"""The readings of a claim as a chart: our share and its interval in each, from the lowest to the highest."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.charts.chart_records import top_of
from dashboard.charts.charts import HOVER, SCALE, axis_font, dressed, faded, key_line
from dashboard.screen import text
from dashboard.screen.palette import Palette

HEIGHT = 300
RIBBON = 250  # pixels across on a phone: what lines of so many readings must fill
NAMES = ("claim inside", "outside")


@dataclass(frozen=True, slots=True)
class CurveSpot:
    """One reading: our share with its interval, whether the claim lies in it, and what it counts."""

    share: float
    low: float
    high: float
    is_inside: bool
    label: str


def reading_curve(
    spots: Sequence[CurveSpot], claimed: tuple[float, float], ours: float, palette: Palette
) -> go.Figure:
    """Return the curve; a band is what is claimed, a broken line our figure for the nearest reading."""
    colours = (palette.levels[0], palette.levels[2])
    figure = go.Figure(
        [
            *(_whiskers(spots, is_inside, colours[not is_inside]) for is_inside in (False, True)),
            _shares(spots, palette),
        ]
    )
    top = 100 * top_of([*(spot.high for spot in spots), claimed[0]])
    counted = f"{len(spots):,} readings, from the lowest to the highest"
    plain = {"fixedrange": True, "zerolinecolor": palette.muted, "tickfont": axis_font(palette)}
    return dressed(
        figure,
        palette,
        height=HEIGHT,
        left=SCALE,
        title=_key(colours, palette),
        shapes=_levels(claimed, ours, top, palette),
        xaxis={
            **plain,
            "range": [-0.5, len(spots) - 0.5],
            "showgrid": False,
            "showticklabels": False,
            "ticks": "",
            "zeroline": False,
            "title": {"text": counted, "font": axis_font(palette), "standoff": 8},
        },
        yaxis={
            **plain,
            "range": [0, top],
            "nticks": 5,
            "gridcolor": palette.grid,
            "title": {"text": "of 100", "font": axis_font(palette), "standoff": 6},
        },
    )


def _levels(
    claimed: tuple[float, float], ours: float, top: float, palette: Palette
) -> list[dict[str, object]]:
    """Return the band that is claimed, its edges over the readings, and the line of our figure."""
    across = {"xref": "paper", "x0": 0, "x1": 1}
    low, high = 100 * max(0.0, claimed[0]), min(100 * claimed[1], top)
    edge = {"width": 1.5, "color": palette.second}
    ends = [(end, edge) for end in (low, high) if 0 < end < top]
    lines = [*ends, (100 * ours, {"color": palette.ink, "width": 1.5, "dash": "dash"})]
    band = {"fillcolor": faded(palette.second, 0.2), "line": {"width": 0}, "layer": "below"}
    return [
        {**across, **band, "type": "rect", "y0": low, "y1": high},
        *({**across, "type": "line", "y0": end, "y1": end, "line": line} for end, line in lines),
    ]


def _whiskers(spots: Sequence[CurveSpot], is_inside: bool, colour: str) -> go.Scatter:
    """Return the intervals of one side as upright lines, as one trace."""
    mine = [(place, spot) for place, spot in enumerate(spots) if spot.is_inside == is_inside]
    return go.Scatter(
        x=[one for place, _ in mine for one in (place, place, None)],
        y=[one for _, spot in mine for one in (100 * spot.low, 100 * spot.high, None)],
        mode="lines",
        line={"width": max(1.0, min(6.0, RIBBON / len(spots))), "color": colour},
        hoverinfo="skip",
    )


def _shares(spots: Sequence[CurveSpot], palette: Palette) -> go.Scatter:
    return go.Scatter(
        x=list(range(len(spots))),
        y=[100 * spot.share for spot in spots],
        mode="lines",
        line={"width": 2, "color": palette.ink},
        customdata=[["", text.chart(spot.label)] for spot in spots],
        hovertemplate=HOVER,
    )


def _key(colours: tuple[str, str], palette: Palette) -> dict[str, object]:
    """Return what the marks mean, as a line above the chart."""
    said = [
        f'<span style="color:{colour}">■</span> {name}' for colour, name in zip(colours, NAMES, strict=True)
    ]
    said += [f'<span style="color:{palette.second}">■</span> claimed', "- - nearest reading"]
    return key_line(said, palette)

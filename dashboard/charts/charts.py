"""The charts: one vocabulary of honest bars, dots and lines, the same in light and dark.

Every axis of shares starts at zero, every estimate carries its interval, nothing is shown by colour alone,
and names stand beside their marks. Text goes through `text.chart`; hover templates are constants.
"""

from collections.abc import Sequence
from math import log10
from typing import Any

import plotly.graph_objects as go

from dashboard.charts.chart_records import Bar, StepMark, top_of
from dashboard.charts.corrected_marks import corrected_marks, is_around, span_lines
from dashboard.screen import text
from dashboard.screen.palette import Palette

ROW = 30  # pixels of one bar with its gap: a finger wide together with the next
EDGE = 64  # pixels for the axis and its title
NAME_LETTERS = 32  # of a name beside its bar
NAME_GAP, LETTER = 18, 6.7  # pixels: measuring names in the browser would draw every chart twice
LABEL_ROOM = 96  # pixels right of the longest whisker for "47 (43 to 51)"
VERDICT_ROOM = 78  # pixels for "down, unsure"
PART_NAMES = ("required", "preferred", "mentioned")
HOVER = "%{customdata[1]}<extra></extra>"
FONT, FAMILY = 13, '"Source Sans", "Source Sans Pro", sans-serif'  # those of the page around
DRAWN_ONCE = 1  # the revision of every figure's data: changed figures are new charts
SCALE = 52  # pixels left of an upright axis for its numbers and its title
BAR = 0.62  # of a row: the rest is the gap


def share_bars(bars: Sequence[Bar], palette: Palette, *, axis: str = "of 100 vacancies") -> go.Figure:
    """Return horizontal bars, the first on top, with whiskers, level segments and direct labels."""
    hatched = any(bar.hatched > 0 for bar in bars)
    traces = [
        _pieces(bars, palette),
        *([_hatching(bars, palette)] if hatched else []),
        _whiskers(bars, palette),
    ]
    corrected = [(row, bar) for row, bar in enumerate(bars) if bar.corrected is not None]
    traces += [corrected_marks(corrected, palette)] if corrected else []
    said = _key(bars, palette)
    key = {"title": key_line(said, palette)} if said else {"top": 8}
    return framed(go.Figure(traces), bars, palette, axis, **key)


def framed(figure: go.Figure, bars: Sequence[Bar], palette: Palette, axis: str, **more: Any) -> go.Figure:
    """Give a figure of rows its axes: names at the left, shares of a hundred from zero."""
    rows = {
        "tickmode": "array",
        "tickvals": list(range(len(bars))),
        "autorange": False,
        "fixedrange": True,
        "ticktext": [_row_name(bar, palette) for bar in bars],
        "range": [len(bars) - 0.4, -0.6],
        "showgrid": False,
        "zeroline": False,
        "automargin": False,
        "ticks": "",
        "ticklabeloverflow": "allow",
        "ticklabelstandoff": 6,
        "tickfont": {"size": FONT, "color": palette.ink},
    }
    values = {
        "range": [0, 100 * top_of([bar.high for bar in bars])],
        "fixedrange": True,
        "showgrid": True,
        "nticks": 5,
        "ticklabeloverflow": "allow",
        "tickangle": 0,
        "gridcolor": palette.grid,
        "zeroline": True,
        "zerolinecolor": palette.muted,
        "title": {"text": text.chart(axis), "font": axis_font(palette), "standoff": 6},
        "tickfont": axis_font(palette),
    }
    height = EDGE + 36 + ROW * max(1, len(bars))
    left = NAME_GAP + LETTER * max([_row_letters(bar) for bar in bars] or [0])
    return dressed(
        figure, palette, height=height, left=int(left), right=LABEL_ROOM, xaxis=values, yaxis=rows, **more
    )


def dressed(
    figure: go.Figure,
    palette: Palette,
    *,
    height: int,
    left: int = 8,
    right: int = 12,
    top: int = 34,
    **more: Any,
) -> go.Figure:
    """Give a figure the look that all share, in one go, as each change of a layout costs milliseconds.

    Streamlit hands every new chart to Plotly twice. Without a template and with a constant revision of the
    data Plotly sees that the second is the first, and draws once.
    """
    look = {
        "height": height,
        "margin": {"l": left, "r": right, "t": top, "b": 44},
        "paper_bgcolor": palette.paper,  # a saved picture of a dark chart can be read on white, too
        "plot_bgcolor": palette.paper,
        "template": "none",
        "datarevision": DRAWN_ONCE,
        "font": {"family": FAMILY, "size": FONT, "color": palette.ink},
        "barmode": "overlay",
        "dragmode": False,
        "clickmode": "event+select",
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": palette.paper,
            "font": {"color": palette.ink, "size": FONT},
            "align": "left",
        },
        "showlegend": False,
    }
    figure.layout = {**look, **more}
    figure.layout.template = None
    return figure


def axis_font(palette: Palette) -> dict[str, Any]:
    """Return the font of numbers and titles beside an axis: smaller and paler than names."""
    return {"size": 12, "color": palette.muted}


def _row_letters(bar: Bar) -> int:
    return min(len(bar.name), NAME_LETTERS) + (len(bar.rank) + 2 if bar.rank else 0)


def _row_name(bar: Bar, palette: Palette) -> str:
    name = text.chart(bar.name, NAME_LETTERS)
    return f'<span style="color:{palette.muted}">{bar.rank}</span>  {name}' if bar.rank else name


def _rows(bars: Sequence[Bar]) -> dict[str, Any]:
    return {
        "y": list(range(len(bars))),
        "customdata": [[bar.key, f"{text.chart(bar.name)}: {text.chart(bar.label)}"] for bar in bars],
        "hovertemplate": HOVER,
    }


def _pieces(bars: Sequence[Bar], palette: Palette) -> go.Bar:
    """Return the pieces of all bars as one trace, as each trace costs a browser some milliseconds."""
    found = [(row, *piece) for row, bar in enumerate(bars) for piece in _pieces_of(bar, palette)]
    hovers = _rows(bars)["customdata"]
    return go.Bar(
        y=[row for row, *_ in found],
        base=[100 * start for _, start, *_ in found],
        x=[100 * width for _, _, width, _ in found],
        orientation="h",
        width=BAR,
        offset=-BAR / 2,
        marker={"color": [colour for *_, colour in found], "line": {"width": 0}},
        customdata=[hovers[row] for row, *_ in found],
        hovertemplate=HOVER,
        unselected={"marker": {"opacity": 1}},
    )


def _pieces_of(bar: Bar, palette: Palette) -> list[tuple[float, float, str]]:
    """Return a bar's pieces as start, width and colour."""
    colours = palette.levels if bar.parts else (palette.levels[1],)
    widths = bar.parts or (bar.share,)
    return [(sum(widths[:place]), width, colours[place]) for place, width in enumerate(widths) if width > 0]


def _hatching(bars: Sequence[Bar], palette: Palette) -> go.Bar:
    """Return the end of each bar that is named as an alternative only, hatched over the bar itself."""
    return go.Bar(
        x=[100 * bar.hatched for bar in bars],
        base=[100 * (bar.share - bar.hatched) for bar in bars],
        orientation="h",
        width=BAR,
        offset=-BAR / 2,
        unselected={"marker": {"opacity": 1}},
        **_rows(bars),
        marker={
            "color": "rgba(0,0,0,0)",
            "line": {"width": 0},
            "pattern": {
                "shape": "/",
                "size": 6,
                "solidity": 0.3,
                "fgcolor": palette.paper,
                "bgcolor": "rgba(0,0,0,0)",
            },
        },
    )


def _key(bars: Sequence[Bar], palette: Palette) -> list[str]:
    """Return what the marks mean, for a line above the bars: a legend of Plotly's takes twice the time."""
    said = [
        f'<span style="color:{colour}">■</span> {name}'
        for colour, name in zip(palette.levels, PART_NAMES, strict=False)
        if any(bar.parts for bar in bars)
    ]
    if said and any(bar.hatched > 0 for bar in bars):
        said.append(f'<span style="color:{palette.levels[0]}">▨</span> one of several')
    return said + (["◇ corrected"] if any(bar.corrected is not None for bar in bars) else [])


def key_line(said: Sequence[str], palette: Palette) -> dict[str, Any]:
    """Return what the marks of a chart mean as a line above it: a title in Plotly's form."""
    return {
        "text": "   ".join(said),
        "font": {"size": 12, "color": palette.ink},
        "x": 0,
        "xref": "container",
        "xanchor": "left",
        "y": 1,
        "yref": "container",
        "yanchor": "top",
        "pad": {"t": 8, "l": 2},
    }


def _whiskers(bars: Sequence[Bar], palette: Palette) -> go.Scatter:
    """Return the intervals as lines through the bars' ends, each with its label at the right."""
    return go.Scatter(
        x=[100 * bar.high for bar in bars],
        y=list(range(len(bars))),
        mode="markers+text",
        marker={"size": 1, "opacity": 0},
        text=[f"  {text.chart(bar.label.split(';')[0])}" for bar in bars],
        textposition="middle right",
        textfont={"size": 12, "color": palette.ink},
        error_x={
            "type": "data",
            "symmetric": False,
            "array": [0.0] * len(bars),
            "thickness": 1.5,
            "width": 4,
            "arrayminus": [100 * (bar.high - bar.low) for bar in bars],
            "color": palette.ink,
        },
        cliponaxis=False,
        hoverinfo="skip",
        unselected={"marker": {"opacity": 0}, "textfont": {"color": palette.ink}},
    )


def paired_dots(first: Sequence[Bar], second: Sequence[Bar], palette: Palette) -> go.Figure:
    """Return two slices side by side: per row a disc and below it a diamond, each with its interval.

    An interval around a corrected share may lie beside its mark.
    """
    figure = go.Figure()
    figure.add_trace(_dots(first, "circle", palette.lines[0], -0.16))
    figure.add_trace(_dots(second, "diamond", palette.second, 0.16))
    for bars, colour, shift in ((first, palette.lines[0], -0.16), (second, palette.second, 0.16)):
        if aside := [(row + shift, bar) for row, bar in enumerate(bars) if not is_around(bar)]:
            figure.add_trace(span_lines(aside, colour))
    rows = [max(pair, key=lambda bar: bar.high) for pair in zip(first, second, strict=True)]
    framed(figure, rows, palette, "of 100 vacancies")  # the longer whisker of each row sets the axis
    figure.update_layout(height=EDGE + 36 + 36 * len(rows), margin={"r": 16, "t": 8})
    return figure


def _dots(bars: Sequence[Bar], symbol: str, colour: str, shift: float = 0.0) -> go.Scatter:
    rows = _rows(bars) | {"y": [place + shift for place in range(len(bars))]}
    return go.Scatter(
        x=[100 * bar.share for bar in bars],
        mode="markers",
        marker={"symbol": symbol, "size": 10, "color": colour},
        error_x={
            "type": "data",
            "symmetric": False,
            "array": [100 * max(0.0, bar.high - bar.share) * is_around(bar) for bar in bars],
            "arrayminus": [100 * max(0.0, bar.share - bar.low) * is_around(bar) for bar in bars],
            "color": colour,
            "thickness": 1.5,
            "width": 0,
        },
        unselected={"marker": {"opacity": 1}},
        **rows,
    )


def change_dots(bars: Sequence[Bar], palette: Palette) -> go.Figure:
    """Return changes in points around zero, each with its interval and its verdict in words.

    A bar's `share`, `low` and `high` are the difference and its interval here, its `label` the verdict.
    """
    figure = go.Figure()
    figure.add_trace(_dots(bars, "circle", palette.lines[0]))
    framed(figure, bars, palette, "points of 100, after minus before")
    reach = 104 * max([0.02, *(abs(edge) for bar in bars for edge in (bar.low, bar.high))])
    figure.add_trace(_labels(bars, reach, palette))
    figure.update_xaxes(range=[-reach, reach], zerolinewidth=2, nticks=3)
    figure.update_layout(margin={"t": 8, "r": VERDICT_ROOM})
    return figure


def lift_dots(bars: Sequence[Bar], palette: Palette) -> go.Figure:
    """Return ratios on an axis where doubling is always the same width, with a line at 1, chance."""
    figure = go.Figure()
    figure.add_trace(_dots(bars, "circle", palette.lines[0]))
    framed(figure, bars, palette, "times as often as expected")
    for trace in figure.data:
        trace.x = [bar.share for bar in bars]
        trace.error_x.array = [bar.high - bar.share for bar in bars]
        trace.error_x.arrayminus = [bar.share - bar.low for bar in bars]
    edges = [0.9, *(log10(edge) for bar in bars for edge in (bar.low, bar.high) if edge > 0)]
    ticks = [0.5, 1, 2, 3, 5, 10, 20, 50, 100]
    figure.update_xaxes(
        type="log",
        range=[min(-0.05, *edges) - 0.05, max(edges[1:] or [0.5]) + 0.08],
        tickvals=ticks,
        ticktext=[f"{tick:g}" for tick in ticks],
        zeroline=False,
    )
    figure.add_vline(x=1, line={"color": palette.muted, "width": 2})
    figure.update_layout(margin={"r": 16, "t": 8})
    return figure


def fit_curve(steps: Sequence[StepMark], palette: Palette) -> go.Figure:
    """Return how many of 100 requirements are met after each step of a plan; the first step is today."""
    names = [f"{place}. {text.chart(one.name, 22)}" if place else "today" for place, one in enumerate(steps)]
    figure = go.Figure(_fits(steps, names, palette))
    dressed(figure, palette, height=380, left=SCALE)
    figure.update_xaxes(
        tickvals=list(range(len(steps))),
        ticktext=names,
        fixedrange=True,
        showgrid=False,
        tickangle=-40,
        automargin=True,
        range=[-0.3, len(steps) - 0.7],
        zeroline=False,
    )
    figure.update_yaxes(
        range=[0, 105],
        fixedrange=True,
        gridcolor=palette.grid,
        tickfont=axis_font(palette),
        title={"text": "requirements met, of 100", "font": axis_font(palette)},
    )
    return figure


def _fits(steps: Sequence[StepMark], names: Sequence[str], palette: Palette) -> go.Scatter:
    values = [100 * one.fit for one in steps]
    hovers = [
        [one.name, f"{name}: {value:.0f} of 100"]
        for one, name, value in zip(steps, names, values, strict=True)
    ]
    return go.Scatter(
        x=list(range(len(steps))),
        y=values,
        mode="lines+markers+text",
        cliponaxis=False,
        text=[f"{value:.0f}" for value in values],
        textposition="top center",
        hovertemplate=HOVER,
        line={"color": palette.lines[0], "width": 2.5, "shape": "hv"},
        marker={"size": 8},
        customdata=hovers,
    )


def _labels(bars: Sequence[Bar], right: float, palette: Palette) -> go.Scatter:
    """Return the first words of each label, written right of the axis."""
    return go.Scatter(
        x=[right] * len(bars),
        y=list(range(len(bars))),
        mode="text",
        textposition="middle right",
        text=[f" {text.chart(bar.label.split(';')[0])}" for bar in bars],
        cliponaxis=False,
        textfont={"size": 12, "color": palette.ink},
        hoverinfo="skip",
        unselected={"textfont": {"color": palette.ink}},
    )


def faded(colour: str, strength: float = 0.16) -> str:
    """Return a colour as a transparent one, for bands."""
    red, green, blue = (int(colour[k : k + 2], 16) for k in (1, 3, 5))
    return f"rgba({red},{green},{blue},{strength})"

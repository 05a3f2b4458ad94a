from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from analysis.figures.shares import shares
from analysis.figures.trends import trends
from analysis.market.slices import Slice
from dashboard.charts.chart_records import AxisBreak, Bar, ChartLine, Spot, StepMark
from dashboard.charts.charts import change_dots, fit_curve, lift_dots, paired_dots, share_bars
from dashboard.charts.share_marks import bars_of
from dashboard.charts.time_charts import coverage_grid, spread, trend_lines, unbroken
from dashboard.charts.trend_marks import breaks_of, line_of
from dashboard.screen.palette import DARK, LIGHT, palette_of
from tests.hostile.strings import HOSTILE

ML = Slice(roles=("ml_engineer",))


def bar(name: str = "PyTorch", **changes: Any) -> Bar:
    return Bar(**{"key": name, "name": name, "share": 0.4, "low": 0.3, "high": 0.5, "label": name} | changes)


def spot(month: int, share: float | None, name: str = "x") -> Spot:
    low, high = (None, None) if share is None else (share - 0.1, share + 0.1)
    return Spot(date(2026, month, 1), share, low, high, 40, name)


def texts(value: object, where: str = "") -> list[tuple[str, str]]:
    """Return every text in a figure with the path to it."""
    if isinstance(value, dict):
        return [found for key, one in value.items() for found in texts(one, f"{where}.{key}")]
    if isinstance(value, list | tuple):
        return [found for one in value for found in texts(one, where)]
    return [(where, value)] if isinstance(value, str) else []


def charts_of(name: str) -> list[Any]:
    lines = [ChartLine(name, (spot(1, 0.4, name), spot(2, 0.5, name)))]
    return [
        share_bars([bar(name, parts=(0.2, 0.1, 0.1), hatched=0.1, rank="1-2")], LIGHT),
        share_bars([bar(name)], DARK, axis=name),
        paired_dots([bar(name)], [bar(name)], LIGHT),
        change_dots([bar(name, share=-0.1, low=-0.2, high=0.0)], LIGHT),
        lift_dots([bar(name, share=2.0, low=1.5, high=3.0)], LIGHT),
        fit_curve([StepMark(name, 0.3), StepMark(name, 0.5)], LIGHT),
        trend_lines(lines, LIGHT, breaks=[AxisBreak(date(2026, 1, 1), name)], scale="of 100"),
        coverage_grid({name: {date(2026, 1, 1): 5}}, [date(2026, 1, 1)], LIGHT),
    ]


@pytest.mark.parametrize("name", HOSTILE)
def test_no_chart_holds_a_tag_a_link_or_a_template_of_a_name(name):
    for figure in charts_of(name):
        drawn = figure.to_dict()
        said = [(where, value) for where, value in texts(drawn) if not where.startswith(".layout.template")]

        for where, value in said:
            own = (
                value.replace('<span style="color:', "").replace("</span>", "").replace("<extra></extra>", "")
            )
            for colour in (LIGHT.muted, DARK.muted, *LIGHT.levels, *DARK.levels):
                own = own.replace(f'{colour}">', "")
            if where.endswith("customdata"):
                continue  # data: only the second column is shown, and it is escaped below
            assert "<" not in own, where
            assert where.endswith("hovertemplate") or "%{" not in own, where


@pytest.mark.parametrize("name", HOSTILE)
def test_hover_templates_are_constants_over_escaped_data(name):
    for figure in charts_of(name):
        for trace in figure.to_dict()["data"]:
            if "hovertemplate" in trace:
                assert trace["hovertemplate"] == "%{customdata[1]}<extra></extra>"
                rows = trace["customdata"]
                cells = [row if isinstance(row[0], str) else row[0] for row in rows]
                shown = [cell[1] for cell in cells]
                assert not [one for one in shown if "<" in one or ">" in one or "%{" in one]


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_axes_of_shares_start_at_zero_and_hold_every_whisker(corpus, palette):
    bars = bars_of(shares(corpus, ML, top=15).rows)

    low, high = share_bars(bars, palette).layout.xaxis.range

    assert low == 0
    assert high >= 100 * max(one.high for one in bars)


def test_level_segments_add_up_to_the_share(corpus):
    for one in bars_of(shares(corpus, ML, top=15).rows):
        assert sum(one.parts) == pytest.approx(one.share)
        assert 0 <= one.hatched <= one.share


def test_a_trend_is_broken_where_a_period_has_too_little_data():
    line = ChartLine("x", (spot(1, 0.4), spot(2, None), spot(3, 0.5), spot(4, 0.5)))

    figure = trend_lines([line], LIGHT)

    assert [len(run) for run in unbroken(line.spots)] == [1, 2]
    drawn = next(trace for trace in figure.data if trace.name == "x")
    assert drawn.connectgaps is False
    assert drawn.y[1] is None


def test_a_trend_of_a_real_corpus_marks_where_sources_start_and_end(corpus):
    found = trends(corpus, ML, ["pytorch", "rag"], step="quarter")

    figure = trend_lines([line_of(line) for line in found.lines], LIGHT, breaks=breaks_of(found))

    assert len(figure.layout.shapes) == len(breaks_of(found)) > 0
    assert {note.text for note in figure.layout.annotations} >= {"PyTorch", "RAG", "1"}


def test_names_at_the_right_do_not_overlap():
    heights = spread([10.0, 10.5, 11.0, 40.0], 3.0)

    ordered = sorted(heights)
    assert all(upper - lower >= 3.0 for lower, upper in pairwise(ordered))
    assert heights[3] == 40.0


def luminance(colour: str) -> float:
    parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_words_and_lines_can_be_read_against_the_paper(palette):
    for colour in (palette.ink, palette.muted, *palette.lines, palette.second):
        assert contrast(colour, palette.paper) >= 4.5, colour


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_levels_differ_in_lightness_and_not_in_hue_alone(palette):
    shades = [luminance(colour) for colour in palette.levels[:3]]

    assert shades in (sorted(shades), sorted(shades, reverse=True))
    assert contrast(palette.levels[0], palette.levels[1]) > 1.6
    assert contrast(palette.levels[1], palette.levels[2]) > 1.6


def test_the_palette_follows_the_theme():
    assert palette_of("dark") is DARK
    assert palette_of("light") is LIGHT
    assert palette_of(None) is LIGHT


def test_a_corrected_share_beside_the_count_is_marked_where_it_lies_and_the_key_says_so():
    beside = bar("AWS", share=0.5, low=0.36, high=0.44, corrected=0.4)

    figure, plain = (share_bars(bars, LIGHT) for bars in ([bar(), beside], [bar(), bar("SQL")]))

    mark, whisker = figure.data[-1], figure.data[-2]
    assert (mark.x, mark.y, mark.marker.symbol) == ((40.0,), (1,), "diamond-open")
    assert whisker.x[1] == pytest.approx(44)
    assert whisker.error_x.arrayminus[1] == pytest.approx(8)
    assert "◇ corrected" in figure.layout.title.text
    assert len(plain.data) == len(figure.data) - 1
    assert plain.layout.title.text is None


def test_an_interval_beside_its_mark_is_drawn_where_it_lies():
    beside = bar("AWS", share=0.5, low=0.36, high=0.44, corrected=0.4)

    first, second, span = paired_dots([bar(), beside], [bar(), bar("AWS")], LIGHT).data

    assert first.error_x.array == pytest.approx((10, 0))
    assert first.error_x.arrayminus == pytest.approx((10, 0))
    assert second.error_x.array == pytest.approx((10, 10))
    assert span.x == (36.0, 44.0, None)
    assert {height for height in span.y if height is not None} == {1 - 0.16}

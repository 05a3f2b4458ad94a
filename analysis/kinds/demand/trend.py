"""The share of each skill in each month, quarter or half-year of a slice."""

from collections.abc import Iterable, Iterator

from analysis.figures.shares import shares
from analysis.figures.trends import HARDLY_COLLECTED, Point, Trend, Trends, trends
from analysis.market.corpus import Corpus
from analysis.market.figure_kind import (
    FILTERS,
    Endpoint,
    FigureKind,
    FigureOptions,
    Formula,
    Measured,
    OptionRules,
    ReceiptKind,
    Row,
)
from analysis.market.periods import STEPS
from analysis.market.receipts import Receipt
from analysis.market.rows import Cell, row_of
from analysis.market.slices import Slice
from data.errors import UsageError

LINES = 5  # skills when none is named: more lines cannot be told apart in a chart


def trend_rows(found: Trends) -> Iterator[dict[str, Cell]]:
    """Return one row per skill and period."""
    for line in found.lines:
        yield from line_rows(line)


def line_rows(line: Trend) -> Iterator[dict[str, Cell]]:
    """Return one row per period of a skill's trend."""
    return map(point_row, line.points)


def point_row(point: Point) -> dict[str, Cell]:
    """Return one period of a skill's trend as a row."""
    named = {"skill": point.name, "id": point.skill, "kind": point.kind, "label": point.period.label}
    return {**named, **row_of(point), **named, "sentence": f"{point.name}, {point.sentence}"}


def _rows(corpus: Corpus, part: Slice, options: FigureOptions) -> Iterable[Row]:
    """Return the trends of the named skills, or of the few most named."""
    skills = options.skills or [
        row.skill for row in shares(corpus, part, kinds=options.kinds, top=min(options.top, LINES)).rows
    ]
    return trend_rows(trends(corpus, part, skills, step=options.step, interval=options.interval))


def _measure(corpus: Corpus, receipt: Receipt) -> Measured:
    """Return the period of a receipt in the trend of its skill: its neighbours say how it is marked."""
    if receipt.after is None or receipt.of not in STEPS:
        raise UsageError(f"the receipt of a trend names its period and its step, {', '.join(STEPS)}")
    skills, step = receipt.skills[:1], receipt.of
    (line,) = trends(corpus, receipt.slice, skills, step=step, interval=receipt.held).lines
    found = next((point for point in line.points if point.period.text == receipt.after), None)
    return found, None if found is None else found.share


KIND = FigureKind(
    name="trend",
    place=3,
    rows=_rows,
    options=OptionRules(uses=("skill", "skill_kind", "step", "interval", *FILTERS), choosing=("skill_kind",)),
    columns=(
        *("skill", "id", "kind", "label", "period", "share", "low", "high", "n", "named", "employers"),
        *("state", "why", "slice", "snapshot", "catalog", "corrected", "interval_kind", "sentence"),
        "receipt",
    ),
    sentence="{skill}, {period}: about {share} in 100 vacancies ({low} to {high})",
    formulas=(
        Formula(
            "point of a trend",
            "the share of the slice in that period, with its interval and receipt. A period is marked where "
            "it is not over or cut by the slice, where it is suppressed, and where a source brought less "
            f"than {100 * HARDLY_COLLECTED:.0f}% of its usual postings; no line runs through those",
        ),
    ),
    receipts=(ReceiptKind("trend", _measure, point_row),),
    sheet="trends",
    export=OptionRules(uses=("skill", "top", "step", "interval", *FILTERS), choosing=("top",)),
    endpoint=Endpoint(("skill", "interval"), max_skills=20),
    oracle="tests.analysis.kinds.test_by_hand.test_trend_point_is_the_share_of_its_period",
    simulation="tests.analysis.kinds.test_coverage.test_interval_covers_in_simulation[trend]",
)

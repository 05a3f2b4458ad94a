"""Percentiles of the pay that vacancies state, by currency and year of posting."""

from collections.abc import Iterable

from analysis.figures.pay_percentiles import MIN_EMPLOYERS, MIN_STATED, pay, pay_in
from analysis.market.corpus import Corpus
from analysis.market.figure_kind import (
    FILTERS,
    FigureKind,
    FigureOptions,
    Formula,
    Measured,
    OptionRules,
    ReceiptKind,
    Row,
)
from analysis.market.receipts import Receipt
from analysis.market.rows import row_of
from analysis.market.slices import Slice
from data.errors import UsageError


def _rows(corpus: Corpus, part: Slice, options: FigureOptions) -> Iterable[Row]:
    """Return the pay of all vacancies, or of those that name each skill."""
    skills: tuple[str | None, ...] = options.skills or (None,)
    return [row_of(row) for skill in skills for row in pay(corpus, part, skill, by_year=True)]


def _measure(corpus: Corpus, receipt: Receipt) -> Measured:
    if receipt.currency is None:
        raise UsageError("a receipt of pay needs currency; copy the whole line")
    skill = next(iter(receipt.skills), None)
    found = pay_in(corpus, receipt.slice, receipt.currency, skill, receipt.year)
    return found, found.p50 if found else None


KIND = FigureKind(
    name="pay",
    place=11,
    rows=_rows,
    options=OptionRules(uses=("skill", *FILTERS), counts_employers=False, level_needs_skill=True),
    columns=(
        *("skill", "id", "currency", "year", "p10", "p10_low", "p10_high", "p25", "p25_low", "p25_high"),
        *("p50", "p50_low", "p50_high", "p75", "p75_low", "p75_high", "p90", "p90_low", "p90_high"),
        *("stated", "n", "coverage", "employers", "first_year", "last_year", "why"),
        *("slice", "snapshot", "catalog", "sentence", "receipt"),
    ),
    sentence=(
        "{currency}, {skill}, {years}: the middle half of {stated} stated ranges lies between {p25} "
        "({p25_low} to {p25_high}) and {p75} ({p75_low} to {p75_high}) a year, median {p50} ({p50_low} to "
        "{p50_high}); {coverage} in 100 vacancies {period} that name {skill} state one"
    ),
    formulas=(
        Formula(
            "pay",
            f"percentiles of stated pay by currency with at least {MIN_STATED} statements of "
            f"{MIN_EMPLOYERS} employers, coverage beside them, for all years together (which are named) and "
            "by year of posting; no premium per skill, because that is seniority in disguise",
        ),
        Formula(
            "interval of a percentile",
            "that of a share inverted: the part of the statements at or below the percentile gives an "
            "effective size over employers; Wilson's interval around the percentile's rank at that size, "
            "and the percentiles at its two ends",
            "Woodruff (1952)",
        ),
    ),
    receipts=(ReceiptKind("pay", _measure, needs_skill=False),),
    example=FigureOptions(skills=("pytorch",)),
    oracle="tests.analysis.kinds.test_by_hand.test_pay_its_percentiles_and_their_intervals",
    simulation="tests.analysis.kinds.test_coverage.test_interval_covers_in_simulation[pay]",
)

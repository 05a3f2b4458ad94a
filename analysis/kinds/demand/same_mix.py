"""How the share of a skill moved at the same mix of sources, roles and seniorities."""

from collections.abc import Iterable

from analysis.figures.mix import MIN_CELL, MUCH_MERGED, same_mix
from analysis.kinds.two_periods import periods_asked, periods_of
from analysis.market.corpus import Corpus
from analysis.market.figure_kind import (
    FILTERS_BUT_DATES,
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


def _rows(corpus: Corpus, part: Slice, options: FigureOptions) -> Iterable[Row]:
    periods = periods_asked(corpus, options)
    return [row_of(same_mix(corpus, part, *periods, skill)) for skill in options.named_skills()]


def _measure(corpus: Corpus, receipt: Receipt) -> Measured:
    found = same_mix(corpus, receipt.slice, *periods_of(receipt), receipt.skills[0])
    return found, found.difference


KIND = FigureKind(
    name="mix",
    place=5,
    rows=_rows,
    options=OptionRules(uses=("skill", "before", "after", *FILTERS_BUT_DATES)),
    columns=(
        *("skill", "id", "before", "after", "difference", "low", "high", "raw_difference", "cells"),
        *("merged", "left_out", "n_before", "n_after", "employers_before", "employers_after", "why"),
        *("period_before", "period_after", "slice", "snapshot", "catalog", "sentence", "receipt"),
    ),
    sentence=(
        "{skill}, {months} of {years}, at the same mix of sources, roles and seniority: from about "
        "{before} to {after} in 100 vacancies ({difference} points, {low} to {high}); with the mix as it "
        "came {raw_difference} points"
    ),
    formulas=(
        Formula(
            "fixed mix",
            "post-stratified to both periods together over source, role and seniority. A source with "
            f"fewer than {MIN_CELL} vacancies in one of the periods is left out and named, since there is "
            f"nothing to compare it with; n is of the others. Cells under {MIN_CELL} vacancies in either "
            "period merge upward (source and role, source, all); "
            f"said when more than {100 * MUCH_MERGED:.0f}% do",
        ),
        Formula(
            "its interval",
            "jackknife over employers with cells and weights kept, t on the smaller window's K-1; a cell "
            "that one employer holds alone keeps its share without it",
        ),
    ),
    receipts=(ReceiptKind("mix", _measure),),
    example=FigureOptions(skills=("pytorch",)),
    oracle=(
        "tests.analysis.figures.test_mix."
        "test_figure_and_interval_follow_from_leaving_employers_out_one_by_one"
    ),
    simulation="tests.analysis.kinds.test_coverage.test_interval_covers_in_simulation[mix]",
)

"""The share of a skill with one voice for each employer."""

from collections.abc import Iterable

from analysis.figures.employer_shares import employer_equal
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


def _rows(corpus: Corpus, part: Slice, options: FigureOptions) -> Iterable[Row]:
    return [row_of(employer_equal(corpus, part, skill)) for skill in options.named_skills()]


def _measure(corpus: Corpus, receipt: Receipt) -> Measured:
    found = employer_equal(corpus, receipt.slice, receipt.skills[0])
    return found, found.share


KIND = FigureKind(
    name="equal",
    place=2,
    rows=_rows,
    options=OptionRules(uses=("skill", *FILTERS)),
    columns=(
        *("skill", "id", "share", "low", "high", "n", "employers", "why"),
        *("slice", "snapshot", "catalog", "sentence", "receipt"),
    ),
    sentence=(
        "{skill}, each of {employers} employers counted once: about {share} in 100 vacancies {period} "
        "({low} to {high})"
    ),
    formulas=(
        Formula(
            "employer-equal",
            "mean of y_e / n_e; interval: Wilson's at min(E, p (1-p) / V) with V the variance of the "
            "y_e / n_e over E (the jackknife of a mean), t on E-1 degrees of freedom",
        ),
    ),
    receipts=(ReceiptKind("equal", _measure),),
    example=FigureOptions(skills=("pytorch",)),
    oracle="tests.analysis.kinds.test_by_hand.test_employer_equal_share_and_its_interval",
    simulation="tests.analysis.kinds.test_coverage.test_interval_covers_in_simulation[equal]",
)

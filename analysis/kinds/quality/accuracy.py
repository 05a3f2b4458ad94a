"""How well postings of each half-year are read."""

from collections.abc import Iterable

from analysis.accuracy.accuracy_by_half_year import accuracy_by_half_year, accuracy_of
from analysis.accuracy.reading_error import ENOUGH_LABELS
from analysis.market.corpus import Corpus
from analysis.market.figure_kind import (
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


def _rows(corpus: Corpus, part: Slice, options: FigureOptions) -> Iterable[Row]:  # noqa: ARG001 - kinds are alike
    return map(row_of, accuracy_by_half_year(corpus))


def _measure(corpus: Corpus, receipt: Receipt) -> Measured:
    if receipt.of is None:
        raise UsageError("the receipt of an accuracy says what it is of")
    found = accuracy_of(corpus, receipt.of)
    return found, None if found is None else found.share


KIND = FigureKind(
    name="accuracy",
    place=21,
    rows=_rows,
    options=OptionRules(),
    columns=(
        *("label", "what", "measure", "share", "low", "high", "n", "employers", "why"),
        *("rules", "slice", "snapshot", "catalog", "sentence", "receipt"),
    ),
    sentence="postings, {label}: of 100 {what} that are read, {share} are right ({low} to {high})",
    formulas=(
        Formula(
            "precision and recall by half-year",
            "right / read and right / labelled over the mentions of tools or practices in labelled postings "
            "of a half-year, each skill once a posting; of roles, the postings read as they are labelled. "
            "Only postings that no rule was written from, and of each kind those labelled whole. The "
            "interval is that of a share with employers as clusters; below "
            f"{ENOUGH_LABELS} labels there is none",
        ),
    ),
    receipts=(ReceiptKind("accuracy", _measure, needs_skill=False),),
    oracle="tests.analysis.kinds.test_accuracy.test_accuracy_equals_plain_counting",
    simulation="tests.analysis.kinds.test_coverage.test_interval_covers_in_simulation[accuracy]",
)

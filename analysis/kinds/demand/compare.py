"""How the share of a skill differs between two slices."""

from collections.abc import Iterable

from analysis.figures.differences import compare, difference
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
    """Return the differences of the named skills, or of those most named, the surest first."""
    if options.against is None:
        raise UsageError("name the other slice with --against, such as --against role=data_scientist")
    against = Slice.from_query(options.against)
    found = compare(corpus, part, against, options.skills or None, kinds=options.kinds, top=options.top)
    return [row_of(row) for row in found.rows]


def _measure(corpus: Corpus, receipt: Receipt) -> Measured:
    if receipt.against is None:
        raise UsageError("a difference's receipt needs against; copy the whole line")
    found = difference(corpus, receipt.slice, Slice.from_query(receipt.against), receipt.skills[0])
    return found, found.difference


KIND = FigureKind(
    name="compare",
    place=6,
    rows=_rows,
    options=OptionRules(
        uses=("skill", "skill_kind", "top", "against", *FILTERS),
        choosing=("skill_kind", "top"),
    ),
    columns=(
        *("skill", "id", "kind", "share", "share_against", "difference", "low", "high", "p_value"),
        *("adjusted", "verdict", "detectable", "n", "n_against", "named", "named_against"),
        *("named_together", "employers", "employers_against", "common_employers", "common"),
        *("uneven_sources", "family", "family_size", "why", "slice", "against", "snapshot", "catalog"),
        *("caveat", "sentence", "receipt"),
    ),
    sentence=(
        "{skill}, {period}: about {share} in 100 vacancies against {share_against} in 100 {other} "
        "vacancies ({difference} points, {low} to {high}): higher"
    ),
    formulas=(
        Formula(
            "slice against slice",
            "the difference of two shares by the same jackknife; the slices may overlap, since an employer "
            "is left out of both. Family, verdict and smallest detectable difference are those of a change",
        ),
    ),
    receipts=(ReceiptKind("difference", _measure),),
    sheet="comparison",
    example=FigureOptions(against="role=data_scientist"),
    oracle="tests.analysis.kinds.test_by_hand.test_difference_of_two_slices_and_its_interval",
    simulation="tests.analysis.kinds.test_coverage.test_interval_covers_in_simulation[compare]",
)

"""Families of skills that are asked together."""

from collections.abc import Iterable

from analysis.figures.skill_families import (
    CUT,
    LARGEST,
    RESAMPLES,
    SMALLEST,
    STABLE,
    TOP,
    families,
)
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


def _rows(corpus: Corpus, part: Slice, _options: FigureOptions) -> Iterable[Row]:
    return [row_of(family) for family in families(corpus, part)]


def _measure(corpus: Corpus, receipt: Receipt) -> Measured:
    """Return the family of which all members stand in a receipt."""
    named = {*receipt.skills}
    found = next((one for one in families(corpus, receipt.slice) if {*one.skills} <= named), None)
    return found, None if found is None else found.stability


KIND = FigureKind(
    name="families",
    place=15,
    rows=_rows,
    options=OptionRules(uses=FILTERS, counts_employers=False),
    columns=(
        *("name", "skills", "names", "stability", "named", "n"),
        *("slice", "snapshot", "catalog", "sentence", "receipt"),
    ),
    sentence="{names} are asked together in vacancies {period} (stability {stability})",
    formulas=(
        Formula(
            "family of skills",
            f"the {TOP} most named skills in groups by average linkage over 1 - correlation, cut at {CUT}; "
            f"stability is the mean overlap (Jaccard) with the best matching group in {RESAMPLES} resamples "
            f"of employers; shown from {SMALLEST} to {LARGEST} skills and a stability of {STABLE}",
        ),
    ),
    receipts=(ReceiptKind("family", _measure),),
    oracle="tests.analysis.kinds.test_by_hand.test_families_and_their_stability",
)

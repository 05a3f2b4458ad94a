"""The employers that move the share of a skill most."""

from collections.abc import Iterable

from analysis.figures.employer_shares import influence, influences
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

EMPLOYERS = 5  # shown for each skill


def _rows(corpus: Corpus, part: Slice, options: FigureOptions) -> Iterable[Row]:
    return [
        row_of(row) for skill in options.named_skills() for row in influences(corpus, part, skill, EMPLOYERS)
    ]


def _measure(corpus: Corpus, receipt: Receipt) -> Measured:
    if receipt.of is None:
        raise UsageError("an influence's receipt needs of, the employer left out; copy the whole line")
    found = influence(corpus, receipt.slice, receipt.skills[0], receipt.of)
    return found, found.without if found else None


KIND = FigureKind(
    name="influence",
    place=9,
    rows=_rows,
    options=OptionRules(uses=("skill", *FILTERS)),
    columns=(
        *("skill", "id", "employer", "n", "named", "share", "without"),
        *("slice", "snapshot", "catalog", "sentence", "receipt"),
    ),
    sentence=(
        "without {employer} ({named} of its {n} name it): {skill} {without} in 100 vacancies {period} "
        "instead "
        "of {share}"
    ),
    formulas=(
        Formula(
            "without an employer",
            "(Y - y_e) / (N - n_e); the employer that moves the share most comes first",
        ),
    ),
    receipts=(ReceiptKind("influence", _measure),),
    example=FigureOptions(skills=("pytorch",)),
    oracle="tests.analysis.kinds.test_by_hand.test_share_without_an_employer",
)

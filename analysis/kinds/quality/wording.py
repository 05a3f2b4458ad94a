"""How the language of advertisements changed, half-year by half-year: the register index."""

from collections.abc import Iterable

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
from analysis.robustness.register_index import wording_of, wording_rows
from data.errors import UsageError

FILTERS_OF_POSTINGS = tuple(name for name in FILTERS if name not in ("level", "since", "until"))


def _rows(corpus: Corpus, part: Slice, options: FigureOptions) -> Iterable[Row]:
    return map(row_of, wording_rows(corpus, part, options.top))


def _measure(corpus: Corpus, receipt: Receipt) -> Measured:
    if receipt.after is None:
        raise UsageError("the receipt of a wording names its half-year")
    found = wording_of(corpus, receipt.slice, receipt.after, receipt.of)
    return found, None if found is None else found.value


KIND = FigureKind(
    name="wording",
    place=20,
    rows=_rows,
    options=OptionRules(uses=("top", *FILTERS_OF_POSTINGS), counts_employers=False),
    columns=(
        *("label", "period", "word", "index", "share", "low", "high", "n", "employers", "words"),
        *("plain_words", "why", "slice", "snapshot", "catalog", "sentence", "receipt"),
    ),
    sentence=(
        "plain words, {label}: index {index} ({low} to {high}), where 100 is usual for advertisements of the "
        "same source and length"
    ),
    formulas=(
        Formula(
            "register index",
            "100 C / U over the advertisements of a half-year: C control words (words that name no skill), "
            "each once an advertisement, and U as many as advertisements of the same source and fifth of "
            "length hold on average over all half-years of the selection",
            "indirect standardisation: Breslow and Day (1987)",
        ),
        Formula(
            "its interval",
            "delete-one-employer jackknife of C / U, each employer left out of all half-years, t on K-1 "
            "degrees of freedom of the half-year",
        ),
        Formula(
            "share of a control word",
            "advertisements of the half-year that have the word in any spelling, with the interval of a "
            "share, whatever source it is of; the words whose share moved most in the last year come first",
        ),
    ),
    receipts=(ReceiptKind("wording", _measure, needs_skill=False),),
    oracle="tests.analysis.kinds.test_wording.test_the_index_equals_plain_counting",
    simulation="tests.analysis.kinds.test_coverage.test_interval_covers_in_simulation[wording]",
)

"""What is said about the market without a number and without a study, each beside our own share."""

from collections.abc import Iterable

from analysis.figures.sayings import SayingFigure, measure_sayings
from analysis.kinds.measured_share import measured_share
from analysis.market.corpus import Corpus
from analysis.market.figure_kind import (
    Endpoint,
    FigureKind,
    FigureOptions,
    Formula,
    Measured,
    OptionRules,
    ReceiptKind,
    Row,
)
from analysis.market.receipts import SHOWN, Receipt
from analysis.market.rows import row_of
from analysis.market.slices import Slice
from data.catalogue.guides import load_sayings
from data.errors import UsageError


def saying_row(found: SayingFigure) -> Row:
    """Return a saying with our figure as a flat row."""
    said, share = row_of(found.saying), measured_share(found.ours)
    return {
        **{name: said[name] for name in ("id", "statement", "source", "year", "skills", "url", "children")},
        **{name: share.get(name) for name in ("share", "low", "high")},
        "share_required": found.required,
        **{name: share[name] for name in ("n", "employers", "corrected", "interval_kind") if name in share},
        "why": found.why,
        "note": found.saying.note,
        "slice": found.provenance.slice.to_query(),
        "snapshot": found.provenance.snapshot,
        "catalog": found.provenance.catalog,
        "sentence": found.sentence,
        "receipt": found.receipt,
    }


def _rows(corpus: Corpus, _part: Slice, options: FigureOptions) -> Iterable[Row]:
    """Return the shipped sayings; each has a slice of its own."""
    return map(saying_row, measure_sayings(corpus, load_sayings(), interval=options.interval))


def _measure(corpus: Corpus, receipt: Receipt) -> Measured:
    named = [one for one in load_sayings() if one.id == receipt.of]
    if not named:
        raise UsageError(f"there is no saying {str(receipt.of)[:SHOWN]!r}")
    (found,) = measure_sayings(corpus, named, interval=receipt.held)
    return found, found.share


KIND = FigureKind(
    name="sayings",
    place=18,
    rows=_rows,
    options=OptionRules(uses=("interval",)),
    columns=(
        *("id", "statement", "source", "year", "skills", "url", "children", "share", "low", "high"),
        *(
            "share_required",
            "n",
            "employers",
            "corrected",
            "interval_kind",
            "why",
            "note",
            "slice",
            "snapshot",
            "catalog",
            "sentence",
            "receipt",
        ),
    ),
    sentence="{statement} ({source}, {year}): a saying without a number, so no verdict; ours: {share}",
    formulas=(
        Formula(
            "saying",
            "a statement that names neither a number nor a study: the share that comes nearest to it stands "
            "beside it, and there is nothing to test",
        ),
    ),
    receipts=(ReceiptKind("saying", _measure, saying_row, needs_skill=False),),
    export=OptionRules(uses=("interval",)),
    endpoint=Endpoint(("interval",)),
    oracle="tests.analysis.kinds.test_by_hand.test_share_of_any_of_some_skills",
    simulation="tests.analysis.kinds.test_coverage.test_interval_covers_in_simulation[share]",
)

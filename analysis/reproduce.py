"""A receipt in, the same figure out, or the reason why not."""

from analysis.market.corpus import Corpus
from analysis.market.figure_kind import FigureKind, ReceiptKind, Reproducible, Row
from analysis.market.receipts import MAX_RECEIPT, SHOWN, Receipt
from analysis.registry import figure_kinds, receipt_kinds
from data.errors import ReceiptMismatch, UsageError


def reproduce(corpus: Corpus, text: str) -> Reproducible:
    """Return the figure of a receipt, equal to the last digit.

    Raises UsageError for what is not a whole receipt, ReceiptMismatch with the reason where the figure
    cannot be made here.
    """
    kind = _kind_of(text)
    receipt = Receipt.from_text(text)
    if kind.needs_skill and not receipt.skills:
        raise UsageError("a receipt needs skill, snapshot, catalog and value; copy the whole line")
    receipt.check_data(corpus.snapshot, corpus.catalog)
    figure, value = kind.measure(corpus, receipt)
    receipt.check_value(value)
    if figure is None:
        raise ReceiptMismatch("there is too little support for this figure here")
    made = Receipt.from_text(str(figure.receipt))
    receipt.check_rest(made)
    receipt.check_family(made.family, made.tests)
    return figure


def reproduced_row(corpus: Corpus, text: str) -> Row:
    """Return the figure of a receipt as the flat row that it was printed as."""
    return _kind_of(text).row(reproduce(corpus, text))


def kind_of_receipt(text: str) -> FigureKind:
    """Return the kind of figure that a receipt is of. Raises UsageError for what is no receipt."""
    name = _kind_of(text).name
    return next(kind for kind in figure_kinds().values() if name in {one.name for one in kind.receipts})


def _kind_of(text: str) -> ReceiptKind:
    known = receipt_kinds()
    name, mark, _ = text.strip().partition("?")
    if name not in known or not mark or len(text) > MAX_RECEIPT:
        raise UsageError(f"not a receipt: {text[:SHOWN]!r}; it starts with one of {', '.join(known)} and '?'")
    return known[name]

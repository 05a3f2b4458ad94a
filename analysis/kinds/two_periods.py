"""The two periods of a change, from options or from a receipt."""

from analysis.market.corpus import Corpus
from analysis.market.figure_kind import FigureOptions
from analysis.market.periods import Period, year_apart
from analysis.market.receipts import Receipt
from data.errors import UsageError


def periods_asked(corpus: Corpus, options: FigureOptions) -> tuple[Period, Period]:
    """Return the periods asked for, by default the latest half-year and the same months a year before.

    Raises UsageError where only one is named, where they overlap, and where the postings do not reach back.
    """
    if (options.before is None) != (options.after is None):
        raise UsageError("give both --before and --after, or neither")
    if options.before and options.after:
        periods: tuple[Period, Period] | None = (Period.parse(options.before), Period.parse(options.after))
    else:
        periods = year_apart(corpus)
    if periods is None:
        raise UsageError("the postings do not reach back a year; name two periods with --before and --after")
    if periods[1].since < periods[0].until:
        raise UsageError(f"--before {periods[0].text} must end before --after {periods[1].text} starts")
    return periods


def periods_of(receipt: Receipt) -> tuple[Period, Period]:
    """Return the periods that a receipt names. Raises UsageError where it lacks one."""
    if receipt.before is None or receipt.after is None:
        raise UsageError(f"a receipt of {receipt.figure} needs before and after; copy the whole line")
    return Period.parse(receipt.before), Period.parse(receipt.after)

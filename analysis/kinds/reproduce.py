"""A receipt in, the same figure out, or the reason why not."""

from collections.abc import Callable

from analysis.figures.changes import Change, change
from analysis.figures.differences import Difference, difference
from analysis.figures.mix import SameMix, same_mix
from analysis.figures.pairs import Pair, pair
from analysis.figures.pay_percentiles import Pay, pay_in
from analysis.figures.shares import EqualShare, Influence, Share, employer_equal, influence, share_of_any
from analysis.market.corpus import Corpus
from analysis.market.periods import Period
from analysis.market.receipts import Receipt
from analysis.market.slices import Slice
from analysis.study.cloud_figures import CloudFigure
from analysis.study.gains import Gain
from analysis.study.projects import ProjectScore, score_projects
from analysis.study.study_plan import cloud_first, gain
from data.catalogue.guides import load_projects
from data.errors import ReceiptMismatch, UsageError

Figure = (
    Share
    | EqualShare
    | Influence
    | Change
    | SameMix
    | Difference
    | Pair
    | Pay
    | Gain
    | CloudFigure
    | ProjectScore
)
Measured = tuple[Figure | None, float | None]


def reproduce(corpus: Corpus, text: str) -> Figure:
    """Return the figure of a receipt, equal to the last digit. Raises ReceiptMismatch with the reason."""
    receipt = Receipt.from_text(text)
    receipt.check_data(corpus.snapshot, corpus.catalog)
    figure, value = MEASURES[receipt.figure](corpus, receipt)
    receipt.check_value(value)
    if figure is None:
        raise ReceiptMismatch("there is too little support for this figure here")
    made = Receipt.from_text(str(figure.receipt))
    receipt.check_rest(made)
    receipt.check_family(made.family, made.tests)
    return figure


def _share(corpus: Corpus, receipt: Receipt) -> Measured:
    found = share_of_any(corpus, receipt.slice, receipt.skills)
    return found, found.share


def _equal(corpus: Corpus, receipt: Receipt) -> Measured:
    found = employer_equal(corpus, receipt.slice, receipt.skills[0])
    return found, found.share


def _influence(corpus: Corpus, receipt: Receipt) -> Measured:
    if receipt.of is None:
        raise UsageError("an influence's receipt needs of, the employer left out; copy the whole line")
    found = influence(corpus, receipt.slice, receipt.skills[0], receipt.of)
    return found, found.without if found else None


def _change(corpus: Corpus, receipt: Receipt) -> Measured:
    found = change(corpus, receipt.slice, *_periods(receipt), receipt.skills[0])
    return found, found.difference


def _mix(corpus: Corpus, receipt: Receipt) -> Measured:
    found = same_mix(corpus, receipt.slice, *_periods(receipt), receipt.skills[0])
    return found, found.difference


def _difference(corpus: Corpus, receipt: Receipt) -> Measured:
    if receipt.against is None:
        raise UsageError("a difference's receipt needs against; copy the whole line")
    found = difference(corpus, receipt.slice, Slice.from_query(receipt.against), receipt.skills[0])
    return found, found.difference


def _pair(corpus: Corpus, receipt: Receipt) -> Measured:
    if len(receipt.skills) != 2:
        raise UsageError("a pair's receipt names two skills; copy the whole line")
    found = pair(corpus, receipt.slice, *receipt.skills)
    return found, found.lift if found else None


def _pay(corpus: Corpus, receipt: Receipt) -> Measured:
    if receipt.currency is None:
        raise UsageError("a receipt of pay needs currency; copy the whole line")
    skill = next(iter(receipt.skills), None)
    found = pay_in(corpus, receipt.slice, receipt.currency, skill, receipt.year)
    return found, found.p50 if found else None


def _gain(corpus: Corpus, receipt: Receipt) -> Measured:
    practices, by_week = "practices" in receipt.figure, receipt.figure.endswith("by-week")
    skill = receipt.skills[0]
    found = gain(corpus, receipt.slice, receipt.have, skill, practices=practices, by_week=by_week)
    return found, found.gain if found else None


def _cloud(corpus: Corpus, receipt: Receipt) -> Measured:
    clouds = cloud_first(corpus, receipt.slice, receipt.have).clouds
    found = next((one for one in clouds if one.gain.skill == receipt.skills[0]), None)
    return found, found.gain.gain if found else None


def _project(corpus: Corpus, receipt: Receipt) -> Measured:
    named = [one for one in load_projects() if one.id == receipt.skills[0]]
    if not named:
        raise UsageError(f"there is no project {receipt.skills[0][:80]!r}")
    score = score_projects(corpus, receipt.slice, named, receipt.have)[0]
    return score, score.adds


MEASURES: dict[str, Callable[[Corpus, Receipt], Measured]] = {
    "share": _share, "equal": _equal, "influence": _influence, "change": _change, "mix": _mix,
    "difference": _difference, "pair": _pair, "pay": _pay, "gain": _gain, "gain-with-practices": _gain,
    "gain-by-week": _gain, "gain-with-practices-by-week": _gain, "cloud": _cloud, "project": _project,
}  # fmt: skip


def _periods(receipt: Receipt) -> tuple[Period, Period]:
    if receipt.before is None or receipt.after is None:
        raise UsageError(f"a receipt of {receipt.figure} needs before and after; copy the whole line")
    return Period.parse(receipt.before), Period.parse(receipt.after)

"""A receipt in, the same figure out, or the reason why not."""

from analysis.changes import Change, change
from analysis.cloud_figures import CloudFigure
from analysis.compare import Difference, difference
from analysis.corpus import Corpus
from analysis.gain import Gain
from analysis.pairs import Pair, pair
from analysis.periods import Period
from analysis.projects import ProjectScore, score_projects
from analysis.receipts import Receipt
from analysis.shares import Share, share_of_any
from analysis.slices import Slice
from analysis.study import cloud_first, gain
from data.errors import ReceiptMismatch, UsageError
from data.guides import load_projects

Figure = Share | Change | Difference | Pair | Gain | CloudFigure | ProjectScore


def reproduce(corpus: Corpus, text: str) -> Figure:
    """Return the figure of a receipt, equal to the last digit. Raises ReceiptMismatch with the reason."""
    receipt = Receipt.from_text(text)
    receipt.check_data(corpus.snapshot, corpus.catalog)
    figure, value = _measured(corpus, receipt)
    receipt.check_value(value)
    if figure is None:
        raise ReceiptMismatch("there is too little support for this figure here")
    return figure


def _measured(corpus: Corpus, receipt: Receipt) -> tuple[Figure | None, float | None]:
    part, skill = receipt.slice, receipt.skills[0]
    if receipt.figure == "share":
        found = share_of_any(corpus, part, receipt.skills)
        return found, found.share
    if receipt.figure == "change":
        moved = change(corpus, part, *_periods(receipt), skill)
        return moved, moved.difference
    if receipt.figure == "difference":
        apart = difference(corpus, part, _against(receipt), skill)
        return apart, apart.difference
    if receipt.figure == "pair":
        both = pair(corpus, part, skill, _second(receipt))
        return both, both.lift if both else None
    if receipt.figure == "project":
        return _project(corpus, receipt)
    if receipt.figure == "cloud":
        clouds = cloud_first(corpus, part, receipt.have).clouds
        cloud = next((one for one in clouds if one.gain.skill == skill), None)
        return cloud, cloud.gain.gain if cloud else None
    practices, by_week = "practices" in receipt.figure, receipt.figure.endswith("by-week")
    more = gain(corpus, part, receipt.have, skill, practices=practices, by_week=by_week)
    return more, more.gain if more else None


def _project(corpus: Corpus, receipt: Receipt) -> tuple[ProjectScore, float | None]:
    named = [one for one in load_projects() if one.id == receipt.skills[0]]
    if not named:
        raise UsageError(f"there is no project {receipt.skills[0][:80]!r}")
    score = score_projects(corpus, receipt.slice, named, receipt.have)[0]
    return score, score.adds


def _periods(receipt: Receipt) -> tuple[Period, Period]:
    if receipt.before is None or receipt.after is None:
        raise UsageError("a change's receipt needs before and after; copy the whole line")
    return Period.parse(receipt.before), Period.parse(receipt.after)


def _against(receipt: Receipt) -> Slice:
    if receipt.against is None:
        raise UsageError("a difference's receipt needs against; copy the whole line")
    return Slice.from_query(receipt.against)


def _second(receipt: Receipt) -> str:
    if len(receipt.skills) != 2:
        raise UsageError("a pair's receipt names two skills; copy the whole line")
    return receipt.skills[1]

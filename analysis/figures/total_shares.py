"""Shares whose intervals hold the error of reading and of the role rule beside chance and employers."""

from collections.abc import Sequence
from dataclasses import replace

from analysis.accuracy.reading_error import ReadingError, reading_model
from analysis.accuracy.role_error import shipped_role_precision
from analysis.accuracy.total_error import total_interval
from analysis.arithmetic.employer_tally import EmployerTally, t_quantile
from analysis.figures.shares import ANY, Share
from analysis.market.corpus import Corpus
from analysis.market.provenance import Interval
from analysis.market.selection import Selection, select
from analysis.market.slices import Slice
from data.errors import UsageError

LEVELS_AUDITED = ("asked", "any")  # whether a skill is named is audited here, not at which level


def total_shares(corpus: Corpus, part: Slice, found: Sequence[Share]) -> list[Share]:
    """Return shares of a slice with total intervals; what is suppressed stays so.

    Raises UsageError for a way of counting that labels say nothing of.
    """
    check_audited(part)
    here = select(corpus, part)
    others = select(corpus, part.narrowed(roles=())) if part.roles else None
    return [_total(one, here, others) for one in found]


def check_audited(part: Slice) -> None:
    """Raise UsageError where the labels cannot say how far a share may be off."""
    if part.level not in LEVELS_AUDITED:
        raise UsageError(
            "--interval total needs --level asked or any: labels say whether a skill is read, and too little "
            "of the levels"
        )
    if part.denominator == "employers":
        raise UsageError("--interval total counts vacancies or postings, not employers: labels are of those")


def _total(one: Share, here: Selection, others: Selection | None) -> Share:
    if one.interval is None:
        return one
    codes, held = [here.corpus.index[skill] for skill in one.skill.split(ANY)], one.interval
    error = error_of(here.corpus, codes)
    found = total_interval(
        held.value,
        (held.low, held.high),
        t_quantile(one.kish),
        error,
        of_role=0.0 if others is None else _of_role(_tally(here, codes), others, codes, here.part.roles),
    )
    interval = Interval(value=held.value, low=found.low, high=found.high, n=held.n, kind="total")
    return replace(one, interval=interval, labelled=error.labelled)


def error_of(corpus: Corpus, codes: Sequence[int]) -> ReadingError:
    """Return how the naming of any of some skills is misread."""
    return reading_model(corpus).error_of_any([corpus.skills[code] for code in codes])


def _tally(selection: Selection, codes: Sequence[int]) -> EmployerTally:
    return selection.tally(codes) if len(codes) == 1 else selection.counts_of_any(codes).tally


def _of_role(tally: EmployerTally, every: Selection, codes: Sequence[int], roles: tuple[str, ...]) -> float:
    """Return the variance that postings of other roles add, which are read as that of the slice."""
    whole = _tally(every, codes)
    left = whole.n - tally.n
    if left <= 0:
        return 0.0
    others = float(whole.totals()[0] - tally.totals()[0]) / left
    share = float(tally.shares()[0])
    return shipped_role_precision(roles).variance_of_share(share, min(max(others, 0.0), 1.0))

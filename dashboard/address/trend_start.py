"""How far back a trend goes unless the reader chose a start: as far as most months hold enough vacancies."""

from datetime import date

import numpy as np

from analysis.market.basis import MIN_UNITS
from analysis.market.corpus import Corpus
from analysis.market.selection import select
from analysis.market.slices import Slice
from dashboard.address.address import default_start, months, period
from dashboard.screen import names

ENOUGH = 0.6  # of the months from the start on must hold enough vacancies for a share


def reaching_back(part: Slice, corpus: Corpus) -> Slice:
    """Return a slice that starts where most later months hold enough, if its start is only the default."""
    start, _ = period(default_start(corpus), names.END)
    if part.since != start:
        return part
    found = first_month_with_enough(corpus, part.narrowed(since=None))
    return part if found is None or (start and found > start) else part.narrowed(since=found)


def first_month_with_enough(corpus: Corpus, part: Slice) -> date | None:
    """Return the first month from which most months hold enough, None when none does."""
    all_months = months(corpus)
    counts = counts_by_month(corpus, part, len(all_months))
    is_enough = counts >= MIN_UNITS
    from_here = np.cumsum(is_enough[::-1])[::-1] / np.arange(len(is_enough), 0, -1)
    good = np.flatnonzero(is_enough & (from_here >= ENOUGH))
    return names.first_day(all_months[good[0]]) if len(good) else None


def counts_by_month(corpus: Corpus, part: Slice, length: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return how many vacancies of a slice each month of the corpus holds."""
    days = corpus.postings.posted_day[select(corpus, part).rows].astype("datetime64[D]")
    first = np.datetime64(corpus.first_day, "M")
    return np.bincount((days.astype("datetime64[M]") - first).astype(np.int64), minlength=length)

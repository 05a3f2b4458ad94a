"""When the postings of a selection were posted: how many in each month, and how many months they weigh as."""

from dataclasses import dataclass

import numpy as np

from analysis.arithmetic.employer_tally import effective_employers
from analysis.market.provenance import Sample
from analysis.market.selection import Selection


@dataclass(frozen=True, slots=True)
class MonthSpread:
    """How many rows of a selection lie in each calendar month that has any: ('2025-09', 110), in order."""

    by_month: tuple[tuple[str, int], ...]

    @property
    def months(self) -> int:
        """How many months have a posting."""
        return len(self.by_month)

    @property
    def effective(self) -> float | None:
        """As many months of equal size would weigh the same (Kish 1965); None without a posting."""
        return effective_employers(np.array([n for _, n in self.by_month])) if self.by_month else None


class Weighed:
    """A figure that says how many equal months and employers its sample weighs as."""

    __slots__ = ()
    sample: Sample
    spread: MonthSpread

    @property
    def effective_employers(self) -> float:
        """Kish's number: as many employers of equal size would weigh the same."""
        return self.sample.kish

    @property
    def months(self) -> int:
        """The calendar months that have a posting of the slice."""
        return self.spread.months

    @property
    def effective_months(self) -> float | None:
        """As many months of equal size would weigh the same; None without a posting."""
        return self.spread.effective

    @property
    def by_month(self) -> tuple[tuple[str, int], ...]:
        """How many units of the slice were posted in each of these months."""
        return self.spread.by_month


def month_spread(selection: Selection) -> MonthSpread:
    """Return when the rows of a selection were posted; a vacancy counts on the day of its first posting."""
    days = selection.corpus.postings.posted_day.take(selection.rows)
    if not len(days):
        return MonthSpread(())
    first = int(days.min())
    every = np.arange(first, int(days.max()) + 1).astype("datetime64[D]").astype("datetime64[M]")
    place = (every - every[0]).astype(np.int64)  # of each day, by a table: there are fewer days than rows
    counts = np.bincount(place.take(days - first))
    names = np.datetime_as_string(every[0] + np.flatnonzero(counts)).tolist()
    return MonthSpread(tuple(zip(names, counts[counts > 0].tolist(), strict=True)))

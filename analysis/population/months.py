"""When the postings of a selection were posted: how many in each month, and how many months they weigh as."""

from dataclasses import dataclass

import numpy as np

from analysis.arithmetic.employer_tally import effective_employers
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

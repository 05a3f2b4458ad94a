"""How many of the tools that postings name the catalogue knows, with employers as clusters."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.arithmetic.employer_tally import EmployerTally, intervals
from analysis.market.figure_words import count_of


@dataclass(frozen=True, slots=True)
class Coverage:
    """`share` (0 to 1) of `named` tools is known; `low` and `high` are the ends of its 95% interval.

    Where there is only one employer the interval is NaN: nothing says how others differ.
    """

    named: int
    known: int
    employers: int
    share: float
    low: float
    high: float

    @property
    def sentence(self) -> str:
        """Return 'Of 400 tools named by 30 employers, 96 in 100 are in the catalogue (94 to 98)'."""
        low, high = (f"{100 * end:.0f}" for end in (self.low, self.high))
        return (
            f"Of {count_of(self.named, 'tool')} named by {count_of(self.employers, 'employer')}, "
            f"{100 * self.share:.0f} in 100 are in the catalogue ({low} to {high})"
        )


def coverage(named: Sequence[int], known: Sequence[int]) -> Coverage | None:
    """Return the coverage of tools named and known by each employer, None where none is named.

    The interval is that of the shares: the delete-one-employer jackknife and Wilson's ends.
    """
    sizes = np.asarray(named, dtype=np.int64)
    tally = EmployerTally(sizes[sizes > 0], np.asarray([known], dtype=np.int64)[:, sizes > 0])
    if not tally.n:
        return None
    shares, low, high = (float(ends[0]) for ends in intervals(tally))
    if tally.employers < 2:
        low = high = float("nan")
    return Coverage(tally.n, int(tally.totals()[0]), tally.employers, shares, low, high)

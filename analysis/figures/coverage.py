"""How many of the tools that postings name the catalogue knows, with employers as clusters."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.arithmetic.employer_tally import EmployerTally, intervals
from analysis.market.figure_words import count_of


@dataclass(frozen=True, slots=True)
class Coverage:
    """`share` (0 to 1) of the tools that postings name is known; `low` and `high` end its 95% interval.

    `named` and `known` count a tool once a posting. With one employer there is no interval: nothing says how
    others differ.
    """

    named: int
    known: int
    employers: int
    share: float
    low: float | None
    high: float | None

    @property
    def sentence(self) -> str:
        """Return "Of the tools named here we know about 96 in 100 (94 to 98)", with the counts behind it."""
        ends = (
            ""
            if self.low is None or self.high is None
            else f"{100 * self.low:.0f} to {100 * self.high:.0f}; "
        )
        return (
            f"Of the tools named here we know about {100 * self.share:.0f} in 100 ({ends}"
            f"{self.named:,} tools, each counted once a posting, of {count_of(self.employers, 'employer')})"
        )


def coverage(named: Sequence[int], known: Sequence[int]) -> Coverage | None:
    """Return the coverage of tools named and known by each employer, None where none is named.

    The interval is that of the shares: the delete-one-employer jackknife and Wilson's ends.
    """
    sizes = np.asarray(named, dtype=np.int64)
    tally = EmployerTally(sizes[sizes > 0], np.asarray([known], dtype=np.int64)[:, sizes > 0])
    if not tally.n:
        return None
    share, low, high = (float(ends[0]) for ends in intervals(tally))
    known_in_all, is_alone = int(tally.totals()[0]), tally.employers == 1
    ends = (None, None) if is_alone else (low, high)
    return Coverage(tally.n, known_in_all, tally.employers, share, *ends)

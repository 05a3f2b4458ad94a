"""Two tallies held against each other, as the counts of two selections are."""

import numpy as np

from analysis.arithmetic.employer_tally import EmployerTally
from analysis.contrasts.counts import Counts
from analysis.contrasts.sides import Moves, moves_in


def moves_of(before: EmployerTally, after: EmployerTally) -> Moves:
    """Return how each share moved between two tallies of the same skills and employers."""
    return moves_in(counts_in(before, after))


def counts_in(before: EmployerTally, after: EmployerTally) -> Counts:
    """Return the counts of two tallies of the same skills and employers."""
    skill, employer = np.nonzero((before.named != 0) | (after.named != 0))
    named = np.stack([tally.named[skill, employer] for tally in (before, after)]).astype(np.float64)
    sizes = np.stack([before.sizes, after.sizes]).astype(np.float64)
    return Counts(len(before.named), skill, employer, named, sizes)

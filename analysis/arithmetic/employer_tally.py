"""Counts per employer, and the employer-clustered arithmetic on them.

Notation as in the method notes: y is what an employer names, n what it posts, Y and N their sums. The
jackknife leaves out one employer at a time, in closed form:

    (Y - y_e) / (N - n_e) - Y / N  =  (n_e p - y_e) / (N - n_e)
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from analysis.arithmetic.students_t import normal_inverse, t_inverse
from analysis.arithmetic.threads import one_thread

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.integer]

CONFIDENCE = 0.95
PART = 1_024  # employers at a time: with forty skills a third of a megabyte
POWER = 0.80


@dataclass(frozen=True, eq=False)
class EmployerTally:
    """`sizes[e]` units of employer e, of which `named[s, e]` name the s-th of some skills."""

    sizes: Ints
    named: npt.NDArray[Any]  # any type of number

    @property
    def n(self) -> int:
        """The units counted."""
        return int(self.sizes.sum())

    @property
    def employers(self) -> int:
        """The employers that have at least one unit."""
        return int(np.count_nonzero(self.sizes))

    @property
    def kish(self) -> float:
        """The effective number of employers: as many equal ones would weigh the same."""
        return effective_employers(self.sizes)

    def totals(self) -> Floats:
        """Y of each skill: the units of all employers that name it."""
        return self._totals

    @cached_property
    def _totals(self) -> Floats:
        return np.asarray(self.named.sum(axis=1, dtype=np.float64))

    def shares(self) -> Floats:
        """Y / N of each skill; NaN where there is no unit at all."""
        return self._shares

    @cached_property
    def _shares(self) -> Floats:
        return self.totals() / self.n if self.n else np.full(len(self.named), np.nan)

    @cached_property
    def loss(self) -> Floats:
        """How much each unit that an employer names takes from a share without it: 1 / (N - n_e)."""
        rest = self.n - self.sizes
        return np.divide(1.0, rest, out=np.zeros(len(rest)), where=rest > 0)

    @cached_property
    def pull(self) -> Floats:
        """How much leaving an employer out lifts a share of 1 that it does not name: n_e / (N - n_e)."""
        return self.sizes * self.loss

    def deviations(self, part: slice = slice(None)) -> Floats:
        """Skills x employers: how leaving out an employer moves each share, a fraction with its sign."""
        moved = np.outer(self._shares, self.pull[part])
        moved -= self.named[:, part] * self.loss[part]
        return moved

    def variances(self) -> Floats:
        """Delete-one-employer jackknife variance of each share; NaN with fewer than two employers."""
        if self.employers < 2:
            return np.full(len(self.named), np.nan)
        squares = np.zeros(len(self.named))
        for part in parts(len(self.sizes)):
            moved = self.deviations(part)
            squares += np.einsum("se,se->s", moved, moved)
        return squares * (self.employers - 1) / self.employers

    def covariances(self) -> Floats:
        """Skills x skills: jackknife covariance of the shares, in single precision inside."""
        squares = np.zeros((len(self.named), len(self.named)))
        with one_thread():
            for part in parts(len(self.sizes)):
                moved = self.deviations(part).astype(np.float32)  # half the work, ample for ranks
                squares += moved @ moved.T
        return squares * (self.employers - 1) / max(1, self.employers)


def parts(size: int) -> Iterator[slice]:
    """Split so many employers into runs that fit a processor's cache."""
    return (slice(start, start + PART) for start in range(0, size, PART))


def effective_employers(sizes: Ints | Floats) -> float:
    """Kish's effective number of employers: N squared over the sum of squared sizes (or weights)."""
    squares = float(np.square(sizes.astype(np.float64)).sum())
    return float(sizes.sum()) ** 2 / squares if squares else 0.0


def t_quantile(kish: float, probability: float = (1 + CONFIDENCE) / 2) -> float:
    """The t quantile on K - 1 degrees of freedom, at least one; the normal quantile from a million on."""
    freedom = max(kish - 1, 1.0)
    return t_inverse(freedom, probability) if freedom < 1e6 else normal_inverse(probability)


def effective_n(tally: EmployerTally, shares: Floats, variances: Floats) -> Floats:
    """The size of a simple random sample that would be as precise: p (1 - p) / variance, at most n.

    Where a share is 0 or 1 the jackknife sees no variance; the size is min(employers, K) there.
    """
    n = float(tally.n)
    spread = shares * (1 - shares)
    inside = (spread > 0) & (variances > 0)
    size = np.divide(spread, variances, out=np.full(len(shares), n), where=inside)
    size = np.minimum(n, size)
    return np.where(spread > 0, size, min(tally.employers, tally.kish))


def wilson(shares: Floats, sizes: Floats, quantile: float) -> tuple[Floats, Floats]:
    """The ends of Wilson's interval at effective sizes, with any quantile (Wilson 1927).

    statsmodels has it for the normal quantile only and takes seconds to import; the tests compare the two.
    """
    square = quantile**2
    centre = shares + square / (2 * sizes)
    half = quantile * np.sqrt(shares * (1 - shares) / sizes + square / (4 * sizes**2))
    scale = 1 + square / sizes
    low, high = (centre - half) / scale, (centre + half) / scale
    return np.where(shares == 0, 0.0, low), np.where(shares == 1, 1.0, high)


def intervals(tally: EmployerTally) -> tuple[Floats, Floats, Floats]:
    """Return (share, low, high) of each skill at 95%, with employers as clusters."""
    shares, variances = tally.shares(), tally.variances()
    sizes = effective_n(tally, shares, variances)
    low, high = wilson(shares, sizes, t_quantile(tally.kish))
    return shares, low, high


def discoveries(p_values: Floats) -> Floats:
    """Return Benjamini-Hochberg adjusted p-values; NaN stays NaN and does not count as a test.

    The same as `scipy.stats.false_discovery_control`, whose module takes more than a second to import.
    """
    adjusted = np.full(len(p_values), np.nan)
    tested = np.flatnonzero(~np.isnan(p_values))
    order = tested[np.argsort(p_values[tested])]
    scaled = p_values[order] * len(order) / np.arange(1, len(order) + 1)
    adjusted[order] = np.minimum(1.0, np.minimum.accumulate(scaled[::-1])[::-1])
    return adjusted

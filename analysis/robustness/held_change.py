"""A change with something held: the share of each cell, weighed alike in both periods.

With weights W_c, shares p_c = y_c / N_c on each side, the change is the sum of W_c (p'_c - p_c). Leaving
employer e out moves a side by the sum over cells of W_c (n_ec p_c - y_ec) / (N_c - n_ec); cells and weights
are kept. The error is the jackknife's over employers.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from analysis.arithmetic.threads import one_thread
from analysis.robustness.windows import SIDES, Hits, TwoWindows

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

LEAST = 10  # rows of a cell in each period; a cell with fewer is joined with others or left out
SIGNS = np.array([-1.0, 1.0])


@dataclass(frozen=True, slots=True, eq=False)
class HeldChange:
    """Shares before and after and the standard error of their difference, one place for each column."""

    before: Floats
    after: Floats
    error: Floats

    @property
    def difference(self) -> Floats:
        """After minus before."""
        return self.after - self.before


@dataclass(frozen=True, eq=False)
class Cells:
    """Cells of the rows of two windows, numbered without gaps (-1: left out), and what each weighs.

    `count` is how many there are. `weights` add up to 1; without any cell there is no change.
    """

    windows: TwoWindows
    cell: Ints
    count: int
    weights: Floats

    @classmethod
    def of(cls, windows: TwoWindows, keys: Ints, *, equal: bool = False) -> "Cells":
        """Number the keys that both sides have LEAST rows of; the others (and -1) are left out.

        Cells weigh as many rows as both sides have together, or all alike where they are `equal`.
        """
        kept = keys >= 0
        size = int(keys.max(initial=-1)) + 1
        sides = [np.bincount(keys[kept & (windows.side == side)], minlength=size) for side in range(SIDES)]
        enough = np.minimum(*sides) >= LEAST
        number = np.where(enough, np.cumsum(enough) - 1, -1)
        cell = np.where(kept, number[keys], -1) if size else np.full(len(keys), -1)
        count = int(enough.sum())
        sizes = np.ones(count) if equal else (sides[0] + sides[1])[enough].astype(np.float64)
        return cls(windows, cell, count, sizes / sizes.sum() if count else sizes)

    @cached_property
    def _is_in(self) -> npt.NDArray[np.bool_]:
        return self.cell >= 0

    @cached_property
    def _stratum(self) -> Ints:
        """Side and cell of each row as one number, -1 where it is left out."""
        return np.where(self._is_in, self.windows.side * self.count + self.cell, -1)

    @cached_property
    def _sizes(self) -> Floats:
        """N of each side and cell, in one row."""
        return np.bincount(self._stratum[self._is_in], minlength=SIDES * self.count).astype(np.float64)

    @cached_property
    def _own(self) -> Floats:
        """Employers x (side and cell): n_ec."""
        strata, employers = SIDES * self.count, len(self.windows.employers)
        key = self.windows.employer[self._is_in] * strata + self._stratum[self._is_in]
        return np.bincount(key, minlength=employers * strata).reshape(employers, strata).astype(np.float64)

    @cached_property
    def _pull(self) -> Floats:
        """Employers x (side and cell): sign x W_c / (N_c - n_ec), what each unit that is named takes."""
        rest = np.maximum(self._sizes - self._own, 1.0)
        return (np.repeat(SIGNS, self.count) * np.tile(self.weights, SIDES)) / rest

    @cached_property
    def _present(self) -> int:
        return int(np.count_nonzero(self._own.sum(axis=1)))

    def change(self, hits: Hits) -> HeldChange:
        """Return the change of each column, the same to the last digit whatever other columns there are."""
        kept = self._is_in[hits.row]
        row, column = hits.row[kept], hits.column[kept]
        stratum, employer = self._stratum[row], self.windows.employer[row]
        strata, employers = SIDES * self.count, len(self.windows.employers)
        named = np.bincount(column * strata + stratum, minlength=hits.columns * strata)
        shares = named.reshape(hits.columns, strata) / self._sizes
        taken = np.bincount(
            column * employers + employer,
            weights=self._pull[employer, stratum],
            minlength=hits.columns * employers,
        ).reshape(hits.columns, employers)
        pulled = self._own * self._pull
        sides = np.array([[self.weights @ side for side in np.split(one, SIDES)] for one in shares])
        with one_thread():  # one by one: a product of matrices rounds by how many columns there are
            squares = [np.square(pulled @ one - mine).sum() for one, mine in zip(shares, taken, strict=True)]
        variance = np.array(squares) * (self._present - 1) / max(self._present, 1)
        before, after = sides.reshape(hits.columns, SIDES).T
        return HeldChange(before, after, np.sqrt(variance))

"""What the employers on both sides did themselves, with an interval.

With w_e the mean weight of employer e on the two sides (0 unless it is on both) and d_e how its own share
moved, `within` is the sum of w_e d_e, the shift-share part of the whole difference. `same` is that sum over
the sum of w_e: how far the share of these employers moved. Both have the jackknife that leaves one employer
out of everything, the totals that the weights are made of included.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.arithmetic.employer_tally import EmployerTally, effective_employers, t_quantile
from analysis.contrasts.sides import common_weights
from analysis.market.basis import MIN_EFFECTIVE_EMPLOYERS, MIN_EMPLOYERS
from analysis.market.provenance import Interval

Floats = npt.NDArray[np.float64]

ALIKE = 1e-12  # standard error: below it all employers moved alike, and Wilson's interval at as many is used


@dataclass(frozen=True, slots=True)
class Own:
    """The change of the employers on both sides; None where there are too few of them.

    `within` is their part of the whole difference, `same` how far their own share moved.
    """

    within: Interval | None = None
    same: Interval | None = None


def own_moves(before: EmployerTally, after: EmployerTally) -> list[Own]:
    """Return what the common employers did, for each skill of two tallies of the same employers."""
    sizes = np.stack([before.sizes, after.sizes]).astype(np.float64)
    weights = common_weights(sizes)
    common, kish = np.flatnonzero(weights), effective_employers(weights)
    if len(common) < MIN_EMPLOYERS or kish < MIN_EFFECTIVE_EMPLOYERS:
        return [Own() for _ in before.named]
    named = zip(before.named, after.named, strict=True)
    return [_own(sizes, weights > 0, np.stack(one).astype(np.float64), kish) for one in named]


def _own(sizes: Floats, is_common: npt.NDArray[np.bool_], named: Floats, kish: float) -> Own:
    shares = named / np.maximum(sizes, 1)
    moved = np.where(is_common, shares[1] - shares[0], 0.0)
    whole = sizes.sum(axis=1, keepdims=True)
    rest = np.maximum(whole - sizes, 1)
    mine, held = sizes * moved, sizes * is_common
    within = float((mine.sum(axis=1) / whole[:, 0]).mean())
    part = float((held.sum(axis=1) / whole[:, 0]).mean())
    left = ((mine.sum(axis=1, keepdims=True) - mine) / rest).mean(axis=0)
    left_part = ((held.sum(axis=1, keepdims=True) - held) / rest).mean(axis=0)
    present = sizes.sum(axis=0) > 0
    pairs = ((left, within), (left / left_part, within / part))
    errors = [_error((one - value)[present]) for one, value in pairs]
    reaches = [t_quantile(kish) * error for error in errors]
    if errors[1] < ALIKE:
        square = t_quantile(kish) ** 2
        reaches = [part * square / (kish + square), square / (kish + square)]
    n = int(held.sum())
    return Own(_around(within, reaches[0], n), _around(within / part, reaches[1], n))


def _error(moved: Floats) -> float:
    """Return the jackknife's standard error; `moved` is how leaving out each employer moves the value."""
    return float(np.sqrt(np.square(moved).sum() * (len(moved) - 1) / len(moved)))


def _around(value: float, reach: float, n: int) -> Interval:
    low, high = max(value - reach, -1.0), min(value + reach, 1.0)
    return Interval(value=value, low=low, high=high, n=n, kind="jackknife t")

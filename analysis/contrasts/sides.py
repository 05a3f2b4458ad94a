"""Two groups of postings compared: how shares differ, and whether that is more than noise.

Leaving an employer out leaves it out of both sides, so an employer in both is handled by the jackknife, and
what the sides have in common moves both shares together.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.arithmetic.employer_tally import POWER, effective_employers, t_quantile
from analysis.arithmetic.multiple_tests import FALSE_DISCOVERIES, TestsTogether, family_of
from analysis.arithmetic.students_t import t_cdf
from analysis.contrasts.counts import Counts
from analysis.market.provenance import Interval, Provenance, Suppressible

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Moves:
    """The arithmetic of two sides, one value per skill; `common` employers are in both of them.

    `common_part` is their mean part of the two sides, `kish` the effective number of employers of the side
    that has fewer, `n` the units of both sides together.
    """

    before: Floats
    after: Floats
    variance: Floats
    within: Floats
    common: int
    common_part: float
    kish: float
    n: int

    @property
    def difference(self) -> Floats:
        """After minus before."""
        return self.after - self.before

    def p_values(self) -> Floats:
        """Two-sided p-values: how often noise alone would move each share so far (t on kish - 1)."""
        error = np.sqrt(self.variance)
        ratio = np.divide(np.abs(self.difference), error, out=np.zeros(len(error)), where=error > 0)
        return 2 * t_cdf(max(self.kish - 1, 1.0), -ratio)


def moves_in(counts: Counts) -> Moves:
    """Do the arithmetic of two sides, for each skill that was counted."""
    weights = common_weights(counts.sizes)
    whole = np.maximum(counts.sizes.sum(axis=1), 1)
    before, after = (counts.sums(named) / size for named, size in zip(counts.named, whole, strict=True))
    kish = min(effective_employers(sizes) for sizes in counts.sizes)
    shares = np.stack([before, after])
    all_or_none = ((shares == 0) | (shares == 1)).all(axis=0)  # there the jackknife sees no variance at all
    own = weights / np.maximum(counts.sizes, 1)
    named, employer = counts.named, counts.employer
    return Moves(
        before=before,
        after=after,
        variance=np.where(all_or_none, _at_the_edge(counts.sizes, kish), _variances(counts, before, after)),
        within=counts.sums(named[1] * own[1][employer] - named[0] * own[0][employer]),
        common=int(np.count_nonzero(weights)),
        common_part=float(weights.sum()),
        kish=kish,
        n=int(counts.sizes.sum()),
    )


def common_weights(sizes: Floats) -> Floats:
    """Mean weight of each employer on the two sides (sides x employers in), 0 for one not on both."""
    ends = sizes / np.maximum(sizes.sum(axis=1, keepdims=True), 1)
    return np.where((sizes > 0).all(axis=0), ends.mean(axis=0), 0.0)


def _variances(counts: Counts, before: Floats, after: Floats) -> Floats:
    """Return the jackknife variance of each difference.

    Leaving employer e out moves the difference by P - y' l' + y l, where l = 1 / (N - n_e), y are the units
    that name the skill, and P = p' n_e' l' - p n_e l is what an employer naming none moves. P depends on two
    shares only, so its squares over all employers follow from three sums; the list corrects those that name
    the skill. Equal sides give exactly 0; swapped sides give exactly the same.
    """
    sizes, skill, employer = counts.sizes, counts.skill, counts.employer
    rest = sizes.sum(axis=1, keepdims=True) - sizes
    loss = np.divide(1.0, rest, out=np.zeros(rest.shape), where=rest > 0)
    pull = sizes * loss
    bare = after[skill] * pull[1][employer] - before[skill] * pull[0][employer]
    own = bare - (counts.named[1] * loss[1][employer] - counts.named[0] * loss[0][employer])
    both = pull[0] @ pull[1]
    everyone = after**2 * (pull[1] @ pull[1]) + before**2 * (pull[0] @ pull[0]) - 2 * (after * before * both)
    squares = counts.sums(own**2) + np.maximum(everyone - counts.sums(bare**2), 0.0)
    employers = int(np.count_nonzero(sizes.sum(axis=0)))
    return np.asarray(squares) * ((employers - 1) / employers if employers > 1 else np.nan)


def _at_the_edge(sizes: Floats, kish: float) -> float:
    """Return the variance of a difference of shares of 0 or 1, where the jackknife sees none.

    It is what Wilson's intervals at min(E, K) leave open on both sides, taken as independent (Newcombe 1998).
    """
    square = t_quantile(kish) ** 2
    units = [min(float(np.count_nonzero(side)), effective_employers(side)) for side in sizes]
    return sum((square / (one + square)) ** 2 for one in units) / square


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement(Suppressible):
    """How one share differs between two sides, and what its family of tests says of that.

    `interval` is of the difference, after minus before. `verdict` is "up", "down" or "cannot tell"; a skill
    that was not tested has no `adjusted` p-value and gets "cannot tell". `detectable` is the smallest
    difference that the family would find four times in five. `within` is the part of the difference that
    employers on both sides made, `mix` the rest; None where no employer is on both. All are None where a side
    has too little data.
    """

    before: float | None = None
    after: float | None = None
    interval: Interval | None = None
    p_value: float | None = None
    adjusted: float | None = None
    verdict: str | None = None
    detectable: float | None = None
    within: float | None = None
    mix: float | None = None

    @property
    def difference(self) -> float | None:
        """The second share minus the first."""
        return self.value


NOTHING = Judgement()


class Judged:
    """A figure that says whether two shares differ by more than noise; all None when suppressed."""

    __slots__ = ()
    provenance: Provenance
    judgement: Judgement

    @property
    def family(self) -> str | None:
        """The id of the tests that the verdict comes from, None when suppressed."""
        return self.provenance.family

    @property
    def family_size(self) -> int | None:
        """How many tests these are."""
        return self.provenance.family_size

    @property
    def difference(self) -> float | None:
        """The difference of the shares, the second side minus the first."""
        return self.judgement.difference

    @property
    def low(self) -> float | None:
        """The lower end of the difference's 95% interval."""
        return self.judgement.low

    @property
    def high(self) -> float | None:
        """The upper end of the difference's 95% interval."""
        return self.judgement.high

    @property
    def p_value(self) -> float | None:
        """How often noise alone would move the share so far, either way."""
        return self.judgement.p_value

    @property
    def adjusted(self) -> float | None:
        """The same within its family (Benjamini-Hochberg), None where it was not tested."""
        return self.judgement.adjusted

    @property
    def detectable(self) -> float | None:
        """The smallest difference that the family would find four times in five."""
        return self.judgement.detectable


def figures_of(moves: Moves, family: TestsTogether | None = None) -> list[Judgement]:
    """Return the numbers of each difference, judged by its family; without one, all of them are the family.

    `detectable` uses the threshold of one more discovery.
    """
    p_values = moves.p_values()
    judged = family or family_of(p_values, np.ones(len(p_values), dtype=np.bool_))
    error, difference = np.sqrt(moves.variance), moves.difference
    reach = t_quantile(moves.kish) * error
    detectable = error * (t_quantile(moves.kish, 1 - judged.threshold / 2) + t_quantile(moves.kish, POWER))
    is_known = judged.members | (np.abs(difference) < detectable)
    has_common = np.full(len(error), moves.common > 0)
    columns = (
        moves.before,
        moves.after,
        difference,
        np.maximum(difference - reach, -1.0),
        np.minimum(difference + reach, 1.0),
        p_values,
        _where(judged.members, judged.adjusted),
        _where(is_known, detectable),
        _where(has_common, moves.within),
        _where(has_common, difference - moves.within),
    )
    return [
        Judgement(
            before=before,
            after=after,
            interval=Interval(value=moved, low=low, high=high, n=moves.n, kind="jackknife t"),
            p_value=p_value,
            adjusted=adjusted,
            verdict=_verdict(moved, adjusted),
            detectable=smallest,
            within=within,
            mix=mix,
        )
        for before, after, moved, low, high, p_value, adjusted, smallest, within, mix in zip(
            *(column.tolist() for column in columns), strict=True
        )
    ]


def _where(is_known: npt.NDArray[np.bool_], values: Floats) -> npt.NDArray[np.object_]:
    """Return the values as objects, None where they are not known."""
    found = values.astype(object)
    found[~is_known] = None
    return found


def _verdict(difference: float, adjusted: float | None) -> str:
    if adjusted is None or not adjusted <= FALSE_DISCOVERIES:  # NaN: nothing to test with
        return "cannot tell"
    return "up" if difference > 0 else "down"

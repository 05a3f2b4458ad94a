"""A person's skills against what vacancies require: the fit, and what each further skill would add."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.receipts import Receipt
from analysis.requirements import Requirements, resampling_weights
from analysis.slices import Slice
from analysis.threads import one_thread
from analysis.words import in_hundred, listed, points

CANDIDATES = 16  # best skills that are resampled
STABLE_PLACES = 3  # "stable" means: among the first three in most resamples
OWN_PART = 0.5  # of a skill's gain must be its own, else its parent comes first
REPLACED = 3  # alternatives named beside a skill
DEFAULT_EFFORT_WEEKS = {
    "language": 8.0, "framework": 4.0, "cloud platform": 6.0, "library": 2.0, "tool": 2.0, "database": 2.0,
    "cloud service": 2.0, "model": 1.0, "protocol": 1.0, "hardware": 4.0, "practice": 4.0,
}  # fmt: skip
MIN_EFFORT_WEEKS = 0.1

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gain:
    """What one more skill adds to the mean fit of `n` vacancies, given the skills in `have`.

    `stability` is the part of 500 resamples of employers in which it is among the first three. `replaces` are
    alternatives that the same requirements would take, with the part of them that would. `implies` are the
    skills that count as held with it.
    """

    skill: str
    name: str
    kind: str
    gain: float
    low: float
    high: float
    stability: float
    replaces: tuple[tuple[str, float], ...]
    implies: tuple[str, ...]
    effort: float
    n: int
    employers: int
    have: tuple[str, ...]
    practices: bool
    slice: Slice
    snapshot: str
    catalog: str

    @property
    def per_week(self) -> float:
        """The gain for each week of effort."""
        return self.gain / self.effort

    @property
    def sentence(self) -> str:
        """Say the gain, how sure its place is, and what it stands in for."""
        said = (
            f"{self.name} adds {points(self.gain)} points of fit "
            f"({points(self.low)} to {points(self.high)}); "
            f"in {in_hundred(self.stability)} of 100 resamples it is among the first three"
        )
        names = [name for name, _ in self.replaces]
        return f"{said}; often {listed(names)} would do instead" if names else said

    @property
    def receipt(self) -> str:
        """Return the line that reproduces this figure."""
        return Receipt(
            figure="gain-with-practices" if self.practices else "gain",
            skills=(self.skill,), have=self.have, slice=self.slice,
            snapshot=self.snapshot, catalog=self.catalog, value=self.gain,
        ).to_text()  # fmt: skip


class Person:
    """The skills somebody holds, walking forward one skill at a time; all steps share their resamples.

    A skill counts with all that it implies. `own[s]` is what skill s would add by its own name.
    """

    def __init__(
        self,
        found: Requirements,
        have: tuple[str, ...],
        *,
        practices: bool,
        efforts: Mapping[str, float] | None,
        seed: int,
    ) -> None:
        self.found, self.have, self.practices, self.by_week = found, have, practices, efforts is not None
        self.effort = np.array([effort_of(one.id, one.kind, efforts or {}) for one in found.corpus.skills])
        self.implied = found.corpus.implied
        self.held = np.zeros(len(self.implied), dtype=np.bool_)
        self.met = np.zeros(len(found.groups.row), dtype=np.bool_)
        self.fit, self.unmet = 0.0, np.where(found.counted, found.units, -1)
        self.own = found.total + found.groups.by_member(np.arange(len(self.met)), len(self.held))
        self.own /= found.n
        self.open: dict[int, Codes] = {}
        self.sums: dict[int, Floats] = {}
        self.alone: dict[int, Floats] = {}
        for skill in have:
            self._hold(found.corpus.index[skill])
        self.weights = resampling_weights(found.blocks, seed)
        with one_thread():
            self.drawn = self.weights @ found.size_by_block().astype(np.float32)

    @property
    def unlocked(self) -> float:
        """The part of the vacancies that require nothing else."""
        return float(np.count_nonzero(self.unmet == 0) / self.found.n)

    def fit_interval(self) -> tuple[float, float]:
        """Return the 95% interval of the mean fit over resamples of employers."""
        sums = self.found.fit_by_block(self.held)
        with one_thread():
            low, high = np.quantile(self.weights @ sums / self.drawn, (0.025, 0.975))
        return float(low), float(high)

    def learn(self, skill: str) -> None:
        """Add a skill and all that it implies."""
        self._hold(self.found.corpus.index[skill])
        self.have = tuple(sorted((*self.have, skill)))

    def _hold(self, code: int) -> None:
        found, new, groups = self.found, self._new(code), self.open_groups(code)
        self.fit += self.gain_of(code)
        self.own[new] -= found.total[new] / found.n
        self.own -= found.groups.by_member(groups, len(self.own)) / found.n
        for other in new.tolist():
            self.unmet[found.rows_of(other)] -= 1
        np.subtract.at(self.unmet, found.groups.row.take(groups), 1)
        self.met[groups] = True
        self.held[new] = True

    def _new(self, code: int) -> Codes:
        """Return what would be held with a skill and is not yet."""
        implied = self.implied[code]
        return implied[~self.held[implied]]

    def open_groups(self, code: int) -> Codes:
        """Return the open any-of groups that a skill would meet, by its own name or by what it implies.

        They only become fewer, so those found before are looked through again, not all.
        """
        if code not in self.open:
            self.open[code] = self.found.groups.of(self._new(code).tolist())
        groups = self.open[code]
        is_open = ~self.met.take(groups)
        if not is_open.all():
            self.open[code] = groups = groups[is_open]
            self.sums.pop(code, None)
        return groups

    def sums_of(self, code: int) -> Floats:
        """Return the summed weight of the units that a skill would meet, in each employer block."""
        groups = self.open_groups(code)
        if code not in self.sums:
            self.sums[code] = self.found.groups_by_block(groups)
        alone = map(self.alone_of, self._new(code).tolist())
        return np.asarray(np.sum([self.sums[code], *alone], axis=0))

    def alone_of(self, code: int) -> Floats:
        """Return the summed weight of the units that take one skill alone, in each employer block."""
        if code not in self.alone:
            self.alone[code] = self.found.alone_by_block(code)
        return self.alone[code]

    def gain_of(self, code: int) -> float:
        """Return what a skill adds to the mean fit."""
        found = self.found
        grouped = found.groups.weight.take(self.open_groups(code)).sum()
        return float((found.total[self._new(code)].sum() + grouped) / found.n)

    def best(self, count: int) -> tuple[Gain, ...]:
        """Return the skills that add most now; one whose gain is mostly its parent's waits for the parent."""
        effort = self.effort if self.by_week else np.ones(len(self.effort))
        order = np.argsort(-np.where(self.held, 0.0, self.own / effort), kind="stable")[: 2 * CANDIDATES]
        open_ = [code for code in order.tolist() if self.own[code] > 0 and not self.held[code]]
        total = {code: self._total(code) for code in open_}
        offered = [code for code in open_ if self.own[code] >= OWN_PART * total[code]]
        offered.sort(key=lambda code: -total[code] / effort[code])
        return self.gains(offered[:CANDIDATES], count)

    def _total(self, code: int) -> float:
        """Return the gain of a skill; counted anew only where it implies something that is not held."""
        return float(self.own[code]) if self.held[self.implied[code][1:]].all() else self.gain_of(code)

    def resampled(self, codes: Sequence[int]) -> Floats:
        """Return skills x resamples: the gain of each skill in each resample of employers."""
        sums = [self.sums_of(code) for code in codes]
        stacked = np.array(sums, dtype=np.float32).reshape(len(codes), self.found.blocks)
        with one_thread():
            return np.asarray((stacked @ self.weights.T) / self.drawn, dtype=np.float64)

    def gains(self, codes: Sequence[int], count: int) -> tuple[Gain, ...]:
        """Return the figures of the first `count` of some skills, with their stability among all of them."""
        drawn = self.resampled(codes)
        if not len(drawn):
            return ()
        scored = drawn / self.effort[list(codes)][:, None] if self.by_week else drawn
        third = np.partition(scored, -min(STABLE_PLACES, len(codes)), axis=0)[-min(STABLE_PLACES, len(codes))]
        stable = (scored[:count] >= third).mean(axis=1)
        low, high = np.quantile(drawn[:count], (0.025, 0.975), axis=1)
        return tuple(
            self._figure(code, (float(low[i]), float(high[i])), float(stable[i]))
            for i, code in enumerate(codes[:count])
        )

    def _figure(self, code: int, interval: tuple[float, float], stability: float) -> Gain:
        corpus = self.found.corpus
        skill = corpus.skills[code]
        new = [other for other in self.implied[code][1:].tolist() if not self.held[other]]
        return Gain(
            skill=skill.id, name=skill.name, kind=skill.kind,
            gain=self.gain_of(code), low=interval[0], high=interval[1], stability=stability,
            replaces=self._replaced(code), implies=tuple(corpus.skills[other].name for other in new),
            effort=float(self.effort[code]), n=self.found.n, employers=self.found.employers, have=self.have,
            practices=self.practices, slice=self.found.part, snapshot=corpus.snapshot, catalog=corpus.catalog,
        )  # fmt: skip

    def _replaced(self, code: int) -> tuple[tuple[str, float], ...]:
        """Return the alternatives to a skill in the open units it satisfies, with their part of them."""
        found, groups = self.found, self.found.groups.of([code])
        groups = groups[~self.met[groups]]
        units = len(groups) + (0 if self.held[code] else len(found.rows_of(code)))
        times = np.bincount(found.groups.members(groups)[0], minlength=len(self.implied))
        times[code] = 0
        best = np.argsort(-times, kind="stable")[:REPLACED].tolist()
        return tuple(
            (found.corpus.skills[other].name, float(times[other] / units)) for other in best if times[other]
        )


def effort_of(skill: str, kind: str, efforts: Mapping[str, float]) -> float:
    """Return the weeks of effort a skill takes: those given, else by its kind."""
    return max(efforts.get(skill, DEFAULT_EFFORT_WEEKS[kind]), MIN_EFFORT_WEEKS)

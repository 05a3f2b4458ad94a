"""A person's skills against what vacancies require: the fit, and what each further skill would add."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from analysis.arithmetic.threads import one_thread
from analysis.market.knowledge import Holdings
from analysis.market.provenance import Interval, provenance_of
from analysis.study.cloud_order import Clouds
from analysis.study.gains import Gain, effort_of
from analysis.study.requirements import WHOLE, Requirements, resampling_weights

CANDIDATES = 16  # best skills that are resampled
STABLE_PLACES = 3  # "stable" means: among the first three in most resamples
OWN_PART = 0.5  # of a skill's gain must be its own, else what it proves comes first
REPLACED = 3  # substitutes named beside a skill
SELDOM = 0.05  # of its requirements must take a substitute for it to be named
SHOWN_BY = 3  # tools named beside a practice

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.int64]


class Person:
    """The skills somebody holds, walking forward one skill at a time; all steps share their resamples.

    A skill counts with all that it proves. Sums are in WHOLE-ths of a vacancy and exact, so a person who
    walked here and one who starts here have the same figures. `own[s]` is what skill s adds by its own name.
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
        self.knowledge = found.corpus.knowledge
        self.holdings = Holdings(self.knowledge)
        self.met = np.zeros(len(found.groups.row), dtype=np.bool_)
        self.sum_met, self.unmet = 0.0, np.where(found.counted, found.units, -1)
        self.own = found.total + found.groups.by_member(np.arange(len(self.met)), len(self.held))
        self.open: dict[int, Codes] = {}
        self.sums: dict[int, Floats] = {}
        self.alone: dict[int, Floats] = {}
        for skill in have:
            self._hold(found.corpus.index[skill])
        self.clouds = Clouds(self.holdings, found.corpus.index, found.part)
        self.weights = resampling_weights(found.blocks, seed)
        with one_thread():
            self.drawn = self.weights @ found.size_by_block() * WHOLE

    @property
    def held(self) -> Bools:
        """Which skills are held."""
        return self.holdings.held

    @property
    def fit(self) -> float:
        """The mean part of a vacancy's requirements that is met."""
        return self.sum_met / (self.found.n * WHOLE)

    @property
    def unlocked(self) -> float:
        """The part of the vacancies that require nothing else."""
        return float(np.count_nonzero(self.unmet == 0) / self.found.n)

    def fit_interval(self) -> Interval:
        """Return the mean fit with its 95% interval over resamples of employers."""
        sums = self.found.fit_by_block(self.held)
        with one_thread():
            low, high = np.quantile(self.weights @ sums / self.drawn, (0.025, 0.975))
        return Interval(value=self.fit, low=float(low), high=float(high), n=self.found.n, kind="resampled")

    def learn(self, skill: str) -> None:
        """Add a skill and all that it proves."""
        self._hold(self.found.corpus.index[skill])
        self.have = tuple(sorted((*self.have, skill)))

    def _hold(self, code: int) -> None:
        found, groups = self.found, self.open_groups(code)
        self.sum_met += self._sum_of(code)
        new = self.holdings.add(code)
        self.own[new] -= found.total[new]
        self.own -= found.groups.by_member(groups, len(self.own))
        for other in new.tolist():
            self.unmet[found.rows_of(other)] -= 1
        np.subtract.at(self.unmet, found.groups.row.take(groups), 1)
        self.met[groups] = True
        for other in [other for other in self.open if other in self.knowledge.part_of]:
            del self.open[other]  # one more service may now cover its platform
            self.sums.pop(other, None)

    def open_groups(self, code: int) -> Codes:
        """Return the open any-of groups that a skill would meet, by its own name or by what it proves.

        They only become fewer, so those found before are looked through again, not all.
        """
        if code not in self.open:
            self.open[code] = self.found.groups.of(self.holdings.new(code).tolist())
        groups = self.open[code]
        is_open = ~self.met.take(groups)
        if not is_open.all():
            self.open[code] = groups = groups[is_open]
            self.sums.pop(code, None)
        return groups

    def sums_of(self, code: int) -> Floats:
        """Summed weight (in WHOLE-ths) of the units that a skill would meet, in each employer block."""
        groups = self.open_groups(code)
        if code not in self.sums:
            self.sums[code] = self.found.groups_by_block(groups)
        alone = map(self.alone_of, self.holdings.new(code).tolist())
        return np.asarray(np.sum([self.sums[code], *alone], axis=0))

    def alone_of(self, code: int) -> Floats:
        """The same for the units that take the skill alone, outside any-of groups."""
        if code not in self.alone:
            self.alone[code] = self.found.alone_by_block(code)
        return self.alone[code]

    def gain_of(self, code: int) -> float:
        """What a skill adds to the mean fit: a fraction of a vacancy's requirements."""
        return self._sum_of(code) / (self.found.n * WHOLE)

    def _sum_of(self, code: int) -> float:
        found = self.found
        grouped = found.groups.weight.take(self.open_groups(code)).sum()
        return float(found.total[self.holdings.new(code)].sum() + grouped)

    def ranked(self) -> list[int]:
        """Return the skills that may come next, the best first; `CANDIDATES` at most.

        One whose gain is mostly that of what it proves waits for that; so does a cloud that is not the
        person's turn. Of skills that would do for each other only the best is left, and no practice stands
        below a tool that proves it.
        """
        effort = self.effort if self.by_week else np.ones(len(self.effort))
        open_ = np.where(self.held | self.clouds.waiting(), 0.0, self.own / effort)
        order = np.argsort(-open_, kind="stable")[: 3 * CANDIDATES]
        total = {code: self._sum_of(code) for code in order.tolist() if open_[code] > 0}
        offered = [code for code in total if self.own[code] >= OWN_PART * total[code]]
        offered.sort(key=lambda code: (-total[code] / effort[code], code))
        chosen: list[int] = []
        for code in offered:
            spared = {*self.knowledge.instead.get(code, ()), *self.knowledge.shown_by.get(code, ())}
            if not spared & {*chosen}:
                chosen.append(code)
        return chosen[:CANDIDATES]

    def best(self, count: int) -> tuple[Gain, ...]:
        """Return the skills that add most now, the best first; their places are among all of `ranked`."""
        ranked = self.ranked()
        return self.gains(ranked[:count], ranked)

    def resampled(self, codes: Sequence[int]) -> Floats:
        """Return skills x resamples: the gain of each skill in each resample of employers."""
        sums = np.array([self.sums_of(code) for code in codes]).reshape(len(codes), self.found.blocks)
        with one_thread():
            return np.asarray((sums @ self.weights.T) / self.drawn)

    def gains(self, codes: Sequence[int], among: Sequence[int]) -> tuple[Gain, ...]:
        """Return the gains of some skills, each with its stability among others (codes as well)."""
        order = list(dict.fromkeys([*codes, *among]))
        drawn = self.resampled(order)
        if not len(drawn):
            return ()
        scored = drawn / self.effort[order][:, None] if self.by_week else drawn
        rivals = scored[[order.index(code) for code in among]]
        low, high = np.quantile(drawn[: len(codes)], (0.025, 0.975), axis=1)
        return tuple(
            self._figure(code, (float(low[i]), float(high[i])), _stability(scored[i], rivals))
            for i, code in enumerate(codes)
        )

    def _figure(self, code: int, interval: tuple[float, float], stability: float) -> Gain:
        corpus = self.found.corpus
        new = [other for other in self.holdings.new(code).tolist() if other != code]
        umbrella, shown_by = self.knowledge.umbrella, self.knowledge.shown_by.get(code, ())
        return Gain(
            subject=corpus.skills[code],
            provenance=provenance_of(corpus, self.found.part),
            interval=Interval(
                value=self.gain_of(code), low=interval[0], high=interval[1], n=self.found.n, kind="resampled"
            ),
            sample=self.found.sample,
            stability=stability,
            replaces=self._replaced(code),
            implies=tuple(corpus.skills[other].name for other in new if not umbrella[other]),
            effort=float(self.effort[code]),
            have=self.have,
            practices=self.practices,
            shown_by=tuple(corpus.skills[tool].name for tool in self._best_of(shown_by)),
            by_week=self.by_week,
            beside=self._beside(code),
        )

    def _best_of(self, tools: Sequence[int]) -> list[int]:
        """Return the tools that vacancies here require most, by name alone."""
        asked = [tool for tool in tools if self.own[tool] > 0]
        return sorted(asked, key=lambda tool: (-self.own[tool], tool))[:SHOWN_BY]

    def _replaced(self, code: int) -> tuple[tuple[str, float], ...]:
        """Return the substitutes of a skill in the open units it satisfies, with their part of them.

        One whose turn has not come (a service of another cloud) is no choice for this person.
        """
        found, taken = self.found, self.knowledge.instead.get(code)
        if not taken:
            return ()
        waits = self.clouds.waiting()
        groups = found.groups.of([code])
        groups = groups[~self.met[groups]]
        units = len(groups) + (0 if self.held[code] else len(found.rows_of(code)))
        times = np.bincount(found.groups.members(groups)[0], minlength=len(self.held))
        part = {other: float(times[other] / max(1, units)) for other in taken if not waits[other]}
        best = sorted((one for one in part if part[one] >= SELDOM), key=lambda one: (-part[one], one))
        return tuple((found.corpus.skills[one].name, part[one]) for one in best[:REPLACED])

    def _beside(self, code: int) -> tuple[str, ...]:
        """Return the substitutes of a skill that are held: what is counted asks for it all the same."""
        taken = sorted(self.knowledge.instead.get(code, ()))
        return tuple(self.found.corpus.skills[other].name for other in taken if self.held[other])


def _stability(scored: Floats, rivals: Floats) -> float:
    """Return in which part of the resamples fewer than STABLE_PLACES rivals are better."""
    return float(((rivals > scored).sum(axis=0) < STABLE_PLACES).mean())

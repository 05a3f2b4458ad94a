"""What to study next: the skills that add most to how well a person fits the vacancies of a slice.

Computed on any-of groups, so a PyTorch user is not sent to TensorFlow by postings that would take either.
Intervals and rank stability come from resampling employers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.basis import Basis, basis
from analysis.corpus import Corpus
from analysis.implied import implied_codes
from analysis.receipts import Receipt
from analysis.requirements import Requirements, requirements, resampling_weights
from analysis.slices import Slice
from analysis.words import in_hundred, interval_in_words, listed, points
from data.records import KINDS

MAX_STEPS = 10
CANDIDATES = 30  # best skills that are resampled
SHOWN = 10  # next skills that are shown
STABLE_PLACES = 3  # "stable" means: among the first three in most resamples
OWN_PART = 0.5  # of a skill's gain must be its own, else its parent comes first
REPLACED = 3  # alternatives named beside a skill
SURE = 0.95  # of the resamples must agree for one cloud to come first
TOOL_KINDS = tuple(kind for kind in KINDS if kind != "practice")
CLOUD_IDS = ("aws", "azure", "gcp")
DEFAULT_EFFORT_WEEKS = {
    "language": 8.0, "framework": 4.0, "cloud platform": 6.0, "library": 2.0, "tool": 2.0, "database": 2.0,
    "cloud service": 2.0, "model": 1.0, "protocol": 1.0, "hardware": 4.0, "practice": 4.0,
}  # fmt: skip

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


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a plan: the skill to learn, and the mean fit and the part fully unlocked after it."""

    gain: Gain
    fit: float
    unlocked: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How well a person fits a slice, what would add most now, and a way of up to ten steps.

    `n` vacancies state what they require. `unlocked` is the part that requires nothing else; it stays near
    zero for a long time, so the fit is the figure to watch.
    """

    basis: Basis
    have: tuple[str, ...]
    n: int
    fit: float | None
    low: float | None
    high: float | None
    unlocked: float | None
    next: tuple[Gain, ...]
    steps: tuple[Step, ...]
    why: str | None

    @property
    def sentence(self) -> str:
        """Say the fit before and after the plan."""
        if self.fit is None or self.low is None or self.high is None:
            return f"no plan: {self.why}"
        said = (
            f"your skills meet about {in_hundred(self.fit)} in 100 requirements of a vacancy "
            f"({interval_in_words(self.low, self.high)})"
        )
        if not self.steps:
            return said
        names = listed([step.gain.name for step in self.steps[:3]], "and")
        return f"{said}; with {names} first, {in_hundred(self.steps[-1].fit)} after {len(self.steps)} steps"


def plan(
    corpus: Corpus,
    part: Slice,
    have: Sequence[str],
    *,
    steps: int = MAX_STEPS,
    practices: bool = False,
    efforts: Mapping[str, float] | None = None,
    seed: int = 1,
) -> Plan:
    """Return the study plan of somebody who has these skills (ids or names).

    Requirements are tools only unless `practices`. With `efforts` (weeks by skill id, the others by kind) the
    order is by gain per week.
    """
    held = tuple(sorted(corpus.skills[corpus.code(skill)].id for skill in set(have)))
    ground = basis(corpus, part)
    found = requirements(corpus, part, None if practices else TOOL_KINDS, seed)
    why = ground.why or (None if found.n else "no vacancy here states what it requires")
    if why:
        return Plan(
            basis=ground, have=held, n=found.n, fit=None, low=None, high=None, unlocked=None, next=(),
            steps=(), why=why,
        )  # fmt: skip
    way = _Way(found, ground, practices, efforts, seed)
    return way.plan(held, min(steps, MAX_STEPS))


def gain(
    corpus: Corpus, part: Slice, have: Sequence[str], skill: str, *, practices: bool = False, seed: int = 1
) -> Gain | None:
    """Return what one skill adds for somebody who has these, or None where nothing can be said."""
    ground = basis(corpus, part)
    found = requirements(corpus, part, None if practices else TOOL_KINDS, seed)
    if ground.why or not found.n:
        return None
    way = _Way(found, ground, practices, None, seed)
    held = way.held(have)
    return way.gains(found.satisfied(held), held, tuple(sorted(have)), np.array([corpus.code(skill)]))[0]


class _Way:
    """The greedy walk: holds the resampling weights, so that every step is judged on the same resamples."""

    def __init__(
        self,
        found: Requirements,
        ground: Basis,
        practices: bool,
        efforts: Mapping[str, float] | None,
        seed: int,
    ) -> None:
        self.found, self.ground, self.practices = found, ground, practices
        self.by_week = efforts is not None
        self.effort = np.array(
            [_effort(skill.id, skill.kind, efforts or {}) for skill in found.corpus.skills]
        )
        self.weights = resampling_weights(found.blocks, seed)
        size = np.bincount(found.block, minlength=found.blocks).astype(np.float32)
        self.drawn = np.asarray(self.weights @ size, dtype=np.float64)
        self.implied = implied_codes(found.corpus.skills)

    def plan(self, have: tuple[str, ...], steps: int) -> Plan:
        """Return the plan from these skills on."""
        found, held = self.found, self.held(have)
        done = found.satisfied(held)
        fits = found.fits(done)
        low, high = self._fit_interval(fits)
        nearest = self.best(done, held, have, SHOWN)
        return Plan(
            basis=self.ground, have=have, n=found.n, fit=float(fits.mean()), low=low, high=high,
            unlocked=found.unlocked(done), next=nearest,
            steps=self._steps(done, held, have, steps, nearest), why=None,
        )  # fmt: skip

    def _steps(
        self, done: Bools, held: Bools, have: tuple[str, ...], steps: int, nearest: tuple[Gain, ...]
    ) -> tuple[Step, ...]:
        found = self.found
        walked: list[Step] = []
        held, done = held.copy(), done.copy()
        while nearest and len(walked) < steps:
            gain = nearest[0]
            code = found.corpus.code(gain.skill)
            held[self.implied[code]] = True
            done[found.unit[found.skill == code]] = True
            have = tuple(sorted((*have, gain.skill)))
            walked.append(Step(gain, float(found.fits(done).mean()), found.unlocked(done)))
            if len(walked) < steps:
                nearest = self.best(done, held, have, 1)
        return tuple(walked)

    def held(self, have: Sequence[str]) -> Bools:
        """Return which skills count as held: these and all that they imply."""
        held = np.zeros(len(self.found.corpus.skills), dtype=np.bool_)
        for skill in have:
            held[self.implied[self.found.corpus.code(skill)]] = True
        return held

    def best(self, done: Bools, held: Bools, have: tuple[str, ...], count: int) -> tuple[Gain, ...]:
        """Return the skills that add most now."""
        total, own = self.found.gains(done)
        offered = (total > 0) & ~held & (own >= OWN_PART * total)
        score = np.where(offered, total / self.effort if self.by_week else total, 0.0)
        codes = np.argsort(-score, kind="stable")[:CANDIDATES]
        return self.gains(done, held, have, codes[score[codes] > 0], count)

    def gains(
        self, done: Bools, held: Bools, have: tuple[str, ...], codes: Codes, count: int | None = None
    ) -> tuple[Gain, ...]:
        """Return the figures of the first `count` of some skills, with their stability among all of them."""
        total, _ = self.found.gains(done)
        low, high, stability = self.resampled(done, codes)
        return tuple(
            self.gain_of(done, held, have, int(code), (float(total[code]), low[i], high[i], stability[i]))
            for i, code in enumerate(codes[:count])
        )

    def resampled(self, done: Bools, codes: Codes) -> tuple[list[float], list[float], list[float]]:
        """Return (low, high, stability) of the gains of some skills."""
        sums = self.weights @ self.found.gains_by_block(done, codes)
        drawn = sums / self.drawn[:, None]
        low, high = np.quantile(drawn, (0.025, 0.975), axis=0) if len(codes) else (np.zeros(0), np.zeros(0))
        scored = drawn / self.effort[codes] if self.by_week else drawn
        places = np.argsort(np.argsort(-scored, axis=1, kind="stable"), axis=1)
        return low.tolist(), high.tolist(), (places < STABLE_PLACES).mean(axis=0).tolist()

    def _fit_interval(self, fits: Floats) -> tuple[float, float]:
        sums = np.bincount(self.found.block, weights=fits, minlength=self.found.blocks)
        low, high = np.quantile(self.weights @ sums / self.drawn, (0.025, 0.975))
        return float(low), float(high)

    def gain_of(
        self,
        done: Bools,
        held: Bools,
        have: tuple[str, ...],
        code: int,
        figures: tuple[float, float, float, float],
    ) -> Gain:
        """Return the figure of one skill from its (gain, low, high, stability)."""
        corpus, ground = self.found.corpus, self.ground
        skill = corpus.skills[code]
        new = [other for other in self.implied[code][1:].tolist() if not held[other]]
        return Gain(
            skill=skill.id, name=skill.name, kind=skill.kind,
            gain=figures[0], low=figures[1], high=figures[2], stability=figures[3],
            replaces=replaced(self.found, done, code),
            implies=tuple(corpus.skills[other].name for other in new),
            effort=float(self.effort[code]), n=self.found.n, employers=ground.employers, have=have,
            practices=self.practices, slice=ground.slice, snapshot=ground.snapshot, catalog=ground.catalog,
        )  # fmt: skip


def _effort(skill: str, kind: str, efforts: Mapping[str, float]) -> float:
    return max(efforts.get(skill, DEFAULT_EFFORT_WEEKS[kind]), 0.1)


def replaced(found: Requirements, done: Bools, code: int) -> tuple[tuple[str, float], ...]:
    """Return the alternatives to a skill in the open units it satisfies, with their part of them."""
    mine = np.zeros(found.units, dtype=np.bool_)
    mine[found.unit[(found.skill == code) & found.own]] = True
    mine &= ~done
    count = int(mine.sum())
    beside = found.skill[mine[found.unit] & found.own & (found.skill != code)]
    times = np.bincount(beside, minlength=len(found.corpus.skills))
    best = np.argsort(-times, kind="stable")[:REPLACED]
    return tuple(
        (found.corpus.skills[other].name, float(times[other] / count)) for other in best if times[other]
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CloudChoice:
    """Which cloud to learn first: the gains of the three, and a verdict when the resamples agree."""

    basis: Basis
    gains: tuple[Gain, ...]
    first: tuple[float, ...]
    verdict: str | None
    why: str | None

    @property
    def sentence(self) -> str:
        """Say which cloud comes first, or that it cannot be told."""
        if not self.gains:
            return f"no cloud first: {self.why}"
        said = ", ".join(f"{one.name} {points(one.gain)}" for one in self.gains)
        if self.verdict == "cannot tell":
            return f"cannot tell which cloud first: points of fit {said}"
        return f"{self.gains[0].name} first: points of fit {said}"


def cloud_first(corpus: Corpus, part: Slice, have: Sequence[str] = (), seed: int = 1) -> CloudChoice:
    """Return which of AWS, Azure and GCP adds most for a slice, given the skills a person has."""
    ground, found = basis(corpus, part), requirements(corpus, part, TOOL_KINDS, seed)
    codes = np.array([corpus.index[cloud] for cloud in CLOUD_IDS if cloud in corpus.index], dtype=np.int64)
    why = ground.why or (None if found.n and len(codes) else "no vacancy here requires a cloud")
    if why:
        return CloudChoice(basis=ground, gains=(), first=(), verdict=None, why=why)
    way = _Way(found, ground, False, None, seed)
    names = tuple(sorted(corpus.skills[corpus.code(skill)].id for skill in set(have)))
    held = way.held(names)
    done = found.satisfied(held)
    total, _ = found.gains(done)
    codes = codes[np.argsort(-total[codes], kind="stable")]
    gains = way.gains(done, held, names, codes)
    drawn = way.weights @ found.gains_by_block(done, codes)
    first = np.bincount(np.argmax(drawn, axis=1), minlength=len(codes)) / len(drawn)
    verdict = gains[0].skill if first[0] >= SURE and gains[0].gain > 0 else "cannot tell"
    return CloudChoice(basis=ground, gains=gains, first=tuple(first.tolist()), verdict=verdict, why=None)

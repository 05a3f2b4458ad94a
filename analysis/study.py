"""What to study next: the skills that add most to how well a person fits the vacancies of a slice.

Computed on any-of groups, so a PyTorch user is not sent to TensorFlow by postings that would take either.
Intervals and rank stability come from resampling employers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from analysis.basis import Basis, basis
from analysis.corpus import Corpus
from analysis.person import Gain, Person
from analysis.requirements import requirements
from analysis.slices import Slice
from analysis.words import in_hundred, interval_in_words, listed, points
from data.records import KINDS

MAX_STEPS = 10
SHOWN = 10  # next skills that are shown
SURE = 0.95  # of the resamples must agree for one cloud to come first
TOOL_KINDS = tuple(kind for kind in KINDS if kind != "practice")
CLOUD_IDS = ("aws", "azure", "gcp")


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
    ground = basis(corpus, part)
    found = requirements(corpus, part, None if practices else TOOL_KINDS, seed)
    held = ids_of(corpus, have)
    why = ground.why or found.why
    if why:
        return Plan(
            basis=ground, have=held, n=found.n, fit=None, low=None, high=None, unlocked=None, next=(),
            steps=(), why=why,
        )  # fmt: skip
    person = Person(found, held, practices=practices, efforts=efforts, seed=seed)
    low, high = person.fit_interval()
    fit, unlocked, nearest = person.fit, person.unlocked, person.best(SHOWN)
    return Plan(
        basis=ground, have=held, n=found.n, fit=fit, low=low, high=high, unlocked=unlocked, next=nearest,
        steps=_walk(person, nearest, min(steps, MAX_STEPS)), why=None,
    )  # fmt: skip


def _walk(person: Person, nearest: tuple[Gain, ...], steps: int) -> tuple[Step, ...]:
    """Return the greedy way: learn the best skill, look again."""
    walked: list[Step] = []
    while nearest and len(walked) < steps:
        person.learn(nearest[0].skill)
        walked.append(Step(nearest[0], person.fit, person.unlocked))
        nearest = person.best(1) if len(walked) < steps else ()
    return tuple(walked)


def gain(
    corpus: Corpus, part: Slice, have: Sequence[str], skill: str, *, practices: bool = False, seed: int = 1
) -> Gain | None:
    """Return what one skill adds for somebody who has these, or None where nothing can be said."""
    found = requirements(corpus, part, None if practices else TOOL_KINDS, seed)
    if basis(corpus, part).why or found.why:
        return None
    person = Person(found, ids_of(corpus, have), practices=practices, efforts=None, seed=seed)
    return person.gains([corpus.code(skill)], 1)[0]


def ids_of(corpus: Corpus, skills: Sequence[str]) -> tuple[str, ...]:
    """Return the sorted ids of some skills, given by id or name."""
    return tuple(sorted({corpus.skills[corpus.code(skill)].id for skill in skills}))


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
    codes = [corpus.index[cloud] for cloud in CLOUD_IDS if cloud in corpus.index]
    why = ground.why or found.why or (None if codes else "no vacancy here requires a cloud")
    if why:
        return CloudChoice(basis=ground, gains=(), first=(), verdict=None, why=why)
    person = Person(found, ids_of(corpus, have), practices=False, efforts=None, seed=seed)
    codes.sort(key=lambda code: -person.gain_of(code))
    gains, drawn = person.gains(codes, len(codes)), person.resampled(codes)
    first = np.bincount(np.argmax(drawn, axis=0), minlength=len(codes)) / drawn.shape[1]
    verdict = gains[0].skill if first[0] >= SURE and gains[0].gain > 0 else "cannot tell"
    return CloudChoice(basis=ground, gains=gains, first=tuple(first.tolist()), verdict=verdict, why=None)

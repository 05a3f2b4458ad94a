"""What to study next: the skills that add most to how well a person fits the vacancies of a slice.

It is computed on any-of groups, so postings that accept either do not send a PyTorch user to TensorFlow.
Intervals and rank stability come from resampling employers. What a vacancy requires is counted without words
for whole fields and qualities, and no such word is a step.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from analysis.market.basis import MIN_UNITS, Basis, basis
from analysis.market.corpus import Corpus
from analysis.market.figure_words import count_of, in_hundred, interval_in_words, listed
from analysis.market.provenance import Interval, Suppressible
from analysis.market.selection import select
from analysis.market.slices import Slice
from analysis.study.cloud_figures import CloudChoice, CloudFigure
from analysis.study.cloud_order import Clouds
from analysis.study.gains import Gain
from analysis.study.person import Person
from analysis.study.requirements import requirements
from data.records import KINDS

MAX_STEPS = 10
SURE = 0.95  # of the resamples must agree for one cloud to come first
SERVICES = 4  # named beside the first cloud
FEW_SERVICE = 0.02  # share of the cloud's vacancies below which a service is not worth naming
SHOWN = 10  # next skills that are shown
TOOL_KINDS = tuple(kind for kind in KINDS if kind != "practice")


@dataclass(frozen=True, slots=True)
class PlanStep:
    """One step of a plan: the skill to learn, and the mean fit and the part fully unlocked after it."""

    gain: Gain
    fit: float
    unlocked: float


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyPlan(Suppressible):
    """How well a person fits a slice, what would add most now, and a path of up to ten steps.

    `n` vacancies state what they require. `unlocked` is the part that requires nothing else; it stays near
    zero for a long time, so the fit is the figure to watch.
    """

    basis: Basis
    have: tuple[str, ...]
    n: int
    interval: Interval | None = None
    unlocked: float | None = None
    next: tuple[Gain, ...] = ()
    steps: tuple[PlanStep, ...] = ()
    why: str | None = None

    @property
    def fit(self) -> float | None:
        """The mean part of a vacancy's requirements that the person meets."""
        return self.value

    @property
    def sentence(self) -> str:
        """The fit before and after the plan."""
        if self.fit is None or self.low is None or self.high is None:
            return f"no plan: {self.why}"
        today = met_in_words(self.fit)
        spread, counted = interval_in_words(self.low, self.high), self.basis.slice.counted()
        said = f"your skills meet {today} of {counted} ({spread})"
        if not self.have:
            said = f"you have named no skill yet, so no requirement of {counted} is met"
        if not self.steps:
            return said
        names = listed([step.gain.name for step in self.steps[:3]], "and")
        after = f"{in_hundred(self.steps[-1].fit)} in 100 after {count_of(len(self.steps), 'step')}"
        return f"{said}; with {names} first, {after}"


def met_in_words(fit: float) -> str:
    """Return 'about 31 in 100 requirements'; 0 and 1 in words, since '<1' cannot be read aloud."""
    if fit in (0, 1):
        return "all requirements" if fit else "none of the requirements"
    size = {"<1": "fewer than 1", ">99": "more than 99"}.get(in_hundred(fit))
    return f"{size or f'about {in_hundred(fit)}'} in 100 requirements"


def plan(
    corpus: Corpus,
    part: Slice,
    have: Sequence[str],
    *,
    steps: int = MAX_STEPS,
    practices: bool = False,
    efforts: Mapping[str, float] | None = None,
    seed: int = 1,
) -> StudyPlan:
    """Return the study plan of somebody who has these skills (ids or names).

    Requirements are tools only unless `practices`. With `efforts` (weeks by skill id, the others by kind) the
    order is by gain per week.
    """
    ground = basis(corpus, part)
    found = requirements(corpus, part, None if practices else TOOL_KINDS, seed)
    held = ids_of(corpus, have)
    why = ground.why or found.why
    if why:
        return StudyPlan(basis=ground, have=held, n=found.n, why=why)
    person = Person(found, held, practices=practices, efforts=efforts, seed=seed)
    fit, unlocked, nearest = person.fit_interval(), person.unlocked, person.best(SHOWN)
    return StudyPlan(
        basis=ground,
        have=held,
        n=found.n,
        interval=fit,
        unlocked=unlocked,
        next=nearest,
        steps=_walk(person, nearest, min(steps, MAX_STEPS)),
    )


def _walk(person: Person, nearest: tuple[Gain, ...], steps: int) -> tuple[PlanStep, ...]:
    """Walk greedily: learn the best skill, rank again, up to `steps` times."""
    walked: list[PlanStep] = []
    while nearest and len(walked) < steps:
        person.learn(nearest[0].skill)
        walked.append(PlanStep(nearest[0], person.fit, person.unlocked))
        nearest = person.best(1) if len(walked) < steps else ()
    return tuple(walked)


def gain(
    corpus: Corpus,
    part: Slice,
    have: Sequence[str],
    skill: str,
    *,
    practices: bool = False,
    by_week: bool = False,
    seed: int = 1,
) -> Gain | None:
    """Return what one skill adds for somebody who has these, ranked among all that may come next.

    None where there are too few vacancies.
    """
    found = requirements(corpus, part, None if practices else TOOL_KINDS, seed)
    if basis(corpus, part).why or found.why:
        return None
    efforts: Mapping[str, float] | None = {} if by_week else None
    person = Person(found, ids_of(corpus, have), practices=practices, efforts=efforts, seed=seed)
    return person.gains([corpus.code(skill)], person.ranked())[0]


def ids_of(corpus: Corpus, skills: Sequence[str]) -> tuple[str, ...]:
    """Return the sorted ids of some skills, given by id or name."""
    return tuple(sorted({corpus.skills[corpus.code(skill)].id for skill in skills}))


def cloud_first(corpus: Corpus, part: Slice, have: Sequence[str] = (), seed: int = 1) -> CloudChoice:
    """Return which of the clouds comes first for a slice, given the skills a person has.

    The person's own cloud (named, filtered by, or begun with a service) is first until it is covered; only a
    person without one gets the cloud that adds most.
    """
    ground, found = basis(corpus, part), requirements(corpus, part, TOOL_KINDS, seed)
    codes = list(corpus.knowledge.clouds)
    why = ground.why or found.why or (None if codes else "no vacancy here requires a cloud")
    if why:
        return CloudChoice(basis=ground, clouds=(), verdict=None, circular=None, why=why)
    person = Person(found, ids_of(corpus, have), practices=False, efforts=None, seed=seed)
    turn, asking = person.clouds, _asking(corpus, part, codes)
    codes.sort(key=lambda code: (_place(turn, code), -person.gain_of(code), -asking[code], code))
    parts = _first_parts(person, codes)
    figures = [
        CloudFigure(
            gain=one,
            first=first,
            is_covered=bool(person.held[code]),
            shows=_shown(person, code),
            services=(),
            asking=asking[code],
        )
        for code, one, first in zip(codes, person.gains(codes, person.ranked()), parts, strict=True)
    ]
    lead, verdict, circular = _verdict(corpus, turn, figures)
    figures[0] = replace(figures[0], lead=lead, services=_services(corpus, part, person, codes[0]))
    clouds = tuple(replace(one, verdict=verdict, why=circular) for one in figures)
    return CloudChoice(basis=ground, clouds=clouds, verdict=verdict, circular=circular, why=None)


def _place(turn: Clouds, code: int) -> int:
    """Return where a cloud stands: filtered by, covered, begun, none of these."""
    return [code in turn.chosen, code in turn.covered, code in turn.begun, True].index(True)


def _first_parts(person: Person, codes: Sequence[int]) -> list[float]:
    """Return in which part of the resamples each cloud adds most of those whose turn it is."""
    allowed = person.clouds.allowed()
    drawn = person.resampled(codes)
    drawn[[code not in allowed for code in codes]] = -1.0
    times = np.bincount(np.argmax(drawn, axis=0), minlength=len(codes))
    return [float(one) for one in times / drawn.shape[1]]


def _verdict(
    corpus: Corpus, turn: Clouds, figures: Sequence[CloudFigure]
) -> tuple[str, str | None, str | None]:
    """Return the verdict in words, as an id, and why there is none (None where there is one)."""
    best = figures[0]
    name = best.gain.name
    if turn.chosen:
        clouds = listed([corpus.skills[code].name for code in turn.chosen])
        said = f"You filter by {clouds}, so these vacancies cannot show which cloud comes first"
        return said, None, said
    if turn.covered:
        return f"{name} is your first cloud", best.gain.skill, None
    if len(turn.begun) == 1:
        return f"{name} first, because you have begun it", best.gain.skill, None
    if best.first >= SURE and best.gain.gain > 0:
        return f"{name} first", best.gain.skill, None
    return "cannot tell which cloud first; the figures are too close", "cannot tell", None


def _shown(person: Person, cloud: int) -> tuple[str, ...]:
    """Return the services of a cloud that the person shows."""
    services = person.holdings.shown.get(cloud, set())
    return tuple(person.found.corpus.skills[code].name for code in sorted(services))


def _asking(corpus: Corpus, part: Slice, codes: Iterable[int]) -> dict[int, int]:
    """Return how many vacancies of a slice name each of some skills."""
    selection = select(corpus, part)
    return {code: len(selection.rows_naming(code)) for code in codes}


def _services(corpus: Corpus, part: Slice, person: Person, cloud: int) -> tuple[tuple[str, float], ...]:
    """Return the services that vacancies naming a cloud name most, without those that the person shows."""
    selection = select(corpus, part)
    asking = np.zeros(len(corpus), dtype=np.bool_)
    asking[selection.rows_naming(cloud)] = True
    n, shown = int(asking.sum()), person.holdings.shown.get(cloud, set())
    if n < MIN_UNITS:
        return ()
    services = [code for code in corpus.knowledge.services_of(cloud) if code not in shown]
    times = {code: int(asking[selection.rows_naming(code)].sum()) for code in services}
    best = sorted(services, key=lambda code: (-times[code], code))[:SERVICES]
    return tuple(
        (corpus.skills[code].name, times[code] / n) for code in best if times[code] >= FEW_SERVICE * n
    )

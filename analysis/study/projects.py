"""Portfolio projects scored by how much of what vacancies ask for they demonstrate."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.arithmetic.threads import one_thread
from analysis.market.basis import basis
from analysis.market.corpus import Corpus
from analysis.market.figure_words import in_hundred, interval_in_words, points
from analysis.market.knowledge import Holdings
from analysis.market.provenance import (
    Interval,
    OnSample,
    Provenance,
    Sample,
    Suppressible,
    Traced,
    high_of,
    low_of,
    provenance_of,
    value_of,
)
from analysis.market.slices import Slice
from analysis.study.requirements import WHOLE, Requirements, requirements, resampling_weights
from analysis.study.study_plan import ids_of
from data.catalogue.guides import Project

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectScore(Traced, OnSample, Suppressible):
    """What a project shows of what `n` vacancies require.

    `demonstrates` is the mean part of a vacancy's requirements that the project alone shows, between `low`
    and `high`; `adds` what it shows beyond the skills in `have`. Fractions, None when suppressed.
    """

    COLUMNS = (
        "project", "demonstrates", "low", "high", "adds", "new", "n", "employers", "why", "slice", "snapshot",
        "catalog", "adds_low", "adds_high", "have",
    )  # fmt: skip # one name a line would hide their order

    project: Project
    provenance: Provenance
    interval: Interval | None
    addition: Interval | None
    sample: Sample
    new: tuple[str, ...]
    have: tuple[str, ...] = ()
    why: str | None

    @property
    def demonstrates(self) -> float | None:
        """The mean part of a vacancy's requirements that the project alone shows."""
        return self.value

    @property
    def adds(self) -> float | None:
        """What it shows beyond the skills in `have`."""
        return value_of(self.addition)

    @property
    def adds_low(self) -> float | None:
        """The lower end of the 95% interval of `adds`."""
        return low_of(self.addition)

    @property
    def adds_high(self) -> float | None:
        """The upper end of the 95% interval of `adds`."""
        return high_of(self.addition)

    @property
    def per_week(self) -> float | None:
        """What it adds for each week of work."""
        return None if self.adds is None else self.adds / self.project.weeks

    @property
    def sentence(self) -> str:
        """What the project adds, and what it demonstrates alone."""
        alone, more = self.interval, self.addition
        if alone is None or more is None:
            return f"{self.project.name}: {self.why}"
        return (
            f"{self.project.name} adds {points(more.value)} points to the share of requirements met in "
            f"{self.slice.counted()} ({points(more.low)} to {points(more.high)}); alone it demonstrates "
            f"about {in_hundred(alone.value)} in 100 requirements of a vacancy "
            f"({interval_in_words(alone.low, alone.high)})"
        )

    @property
    def receipt(self) -> str:
        """Return the line that reproduces this figure; the project stands where others name a skill."""
        return self.provenance.receipt("project", [self.project.id], self.adds, have=self.have)


def score_projects(
    corpus: Corpus, part: Slice, projects: Iterable[Project], have: Sequence[str] = (), seed: int = 1
) -> tuple[ProjectScore, ...]:
    """Return the projects by what they add for somebody who has these skills, the most first.

    Requirements are tools and practices, since a project is where practices are shown. Services of one
    platform that a project uses count as a part of that platform.
    """
    ground, found = basis(corpus, part), requirements(corpus, part, None, seed)
    why = ground.why or found.why
    weights = resampling_weights(found.blocks, seed)
    skills = ids_of(corpus, have)
    held = _held(corpus, skills)
    provenance = provenance_of(corpus, part)
    scores = []
    for project in projects:
        shown = _held(corpus, project.skills)
        new = shown & ~held & ~corpus.knowledge.umbrella
        alone, more = _figures(found, weights, held, shown) if why is None else (None, None)
        scores.append(
            ProjectScore(
                project=project,
                provenance=provenance,
                interval=alone,
                addition=more,
                sample=found.sample,
                new=tuple(corpus.skills[code].name for code in np.flatnonzero(new)),
                have=skills,
                why=why,
            )
        )
    return tuple(sorted(scores, key=lambda score: (-(score.adds or 0.0), score.project.id)))


def _held(corpus: Corpus, skills: Iterable[str]) -> Bools:
    """Return what these skills prove; those that no posting names are left out."""
    return Holdings(corpus.knowledge, (corpus.index[one] for one in skills if one in corpus.index)).held


def _figures(found: Requirements, weights: Floats, held: Bools, shown: Bools) -> tuple[Interval, Interval]:
    """Return what a project shows alone, and what it shows beyond the skills that are held."""
    sums, size = found.fit_by_block(shown), weights @ found.size_by_block() * WHOLE
    more = found.fit_by_block(held | shown) - found.fit_by_block(held)
    return _resampled(found, weights, sums, size), _resampled(found, weights, more, size)


def _resampled(found: Requirements, weights: Floats, sums: Floats, size: Floats) -> Interval:
    with one_thread():
        low, high = np.quantile((weights @ sums) / size, (0.025, 0.975))
    value = float(sums.sum() / (found.n * WHOLE))
    return Interval(value=value, low=float(low), high=float(high), n=found.n, kind="resampled")

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
from analysis.market.receipts import Receipt
from analysis.market.slices import Slice
from analysis.study.requirements import WHOLE, Requirements, requirements, resampling_weights
from analysis.study.study_plan import ids_of
from data.catalogue.guides import Project

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
MEASURED = ("demonstrates", "low", "high", "adds", "adds_low", "adds_high")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectScore:
    """What a project shows of what `n` vacancies require.

    `demonstrates` is the mean part of a vacancy's requirements that the project alone shows, between `low`
    and `high`; `adds` what it shows beyond the skills in `have`. Fractions, None when suppressed.
    """

    project: Project
    demonstrates: float | None
    low: float | None
    high: float | None
    adds: float | None
    new: tuple[str, ...]
    n: int
    employers: int
    why: str | None
    slice: Slice
    snapshot: str
    catalog: str
    adds_low: float | None = None
    adds_high: float | None = None
    have: tuple[str, ...] = ()

    @property
    def per_week(self) -> float | None:
        """What it adds for each week of work."""
        return None if self.adds is None else self.adds / self.project.weeks

    @property
    def sentence(self) -> str:
        """Say what the project demonstrates and what it adds."""
        ends = (self.low, self.high, self.adds_low, self.adds_high)
        if self.demonstrates is None or self.adds is None or None in ends:
            return f"{self.project.name}: {self.why}"
        low, high, adds_low, adds_high = (end or 0.0 for end in ends)
        return (
            f"{self.project.name} adds {points(self.adds)} points to the share of requirements met "
            f"({points(adds_low)} to {points(adds_high)}); alone it demonstrates about "
            f"{in_hundred(self.demonstrates)} in 100 requirements of a vacancy "
            f"({interval_in_words(low, high)})"
        )

    @property
    def receipt(self) -> str:
        """Return the line that reproduces this figure; the project stands where others name a skill."""
        return Receipt(
            figure="project", skills=(self.project.id,), have=self.have, slice=self.slice,
            snapshot=self.snapshot, catalog=self.catalog, value=self.adds,
        ).to_text()  # fmt: skip


def score_projects(
    corpus: Corpus, part: Slice, projects: Iterable[Project], have: Sequence[str] = (), seed: int = 1
) -> tuple[ProjectScore, ...]:
    """Return the projects by what they add for somebody who has these skills, the most first.

    Requirements are tools and practices: a project is where practices are shown. Services of one platform
    that a project uses are a part of it.
    """
    ground, found = basis(corpus, part), requirements(corpus, part, None, seed)
    why = ground.why or found.why
    weights = resampling_weights(found.blocks, seed)
    skills = ids_of(corpus, have)
    held = _held(corpus, skills)
    scores = []
    for project in projects:
        shown = _held(corpus, project.skills)
        new = shown & ~held & ~corpus.knowledge.umbrella
        figures = _figures(found, weights, held, shown) if why is None else dict.fromkeys(MEASURED)
        scores.append(
            ProjectScore(
                project=project, new=tuple(corpus.skills[code].name for code in np.flatnonzero(new)),
                n=found.n, employers=found.employers, why=why, have=skills,
                slice=part, snapshot=corpus.snapshot, catalog=corpus.catalog, **figures,
            )
        )  # fmt: skip
    return tuple(sorted(scores, key=lambda score: (-(score.adds or 0.0), score.project.id)))


def _held(corpus: Corpus, skills: Iterable[str]) -> Bools:
    """Return what these skills prove; those that no posting names are left out."""
    return Holdings(corpus.knowledge, (corpus.index[one] for one in skills if one in corpus.index)).held


def _figures(found: Requirements, weights: Floats, held: Bools, shown: Bools) -> dict[str, float | None]:
    sums, size = found.fit_by_block(shown), weights @ found.size_by_block() * WHOLE
    more = found.fit_by_block(held | shown) - found.fit_by_block(held)
    with one_thread():
        low, high = np.quantile((weights @ sums) / size, (0.025, 0.975))
        adds_low, adds_high = np.quantile((weights @ more) / size, (0.025, 0.975))
    whole = found.n * WHOLE
    values = (sums.sum() / whole, low, high, more.sum() / whole, adds_low, adds_high)
    return {name: float(value) for name, value in zip(MEASURED, values, strict=True)}

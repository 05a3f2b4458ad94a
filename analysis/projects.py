"""Portfolio projects scored by how much of what vacancies ask for they demonstrate."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.basis import basis
from analysis.corpus import Corpus
from analysis.requirements import Requirements, requirements, resampling_weights
from analysis.slices import Slice
from analysis.threads import one_thread
from analysis.words import in_hundred, interval_in_words, points
from data.guides import Project

Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectScore:
    """What a project shows of what `n` vacancies require.

    `demonstrates` is the mean part of a vacancy's requirements that the project alone shows, `adds` what it
    shows beyond the skills a person has. Fractions, None when suppressed.
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

    @property
    def per_week(self) -> float | None:
        """What it adds for each week of work."""
        return None if self.adds is None else self.adds / self.project.weeks

    @property
    def sentence(self) -> str:
        """Say what the project demonstrates and what it adds."""
        if self.demonstrates is None or self.low is None or self.high is None or self.adds is None:
            return f"{self.project.name}: {self.why}"
        return (
            f"{self.project.name} demonstrates about {in_hundred(self.demonstrates)} in 100 requirements "
            f"of a vacancy ({interval_in_words(self.low, self.high)}), "
            f"{points(self.adds)} points beyond what you have"
        )


def score_projects(
    corpus: Corpus, part: Slice, projects: Iterable[Project], have: Sequence[str] = (), seed: int = 1
) -> tuple[ProjectScore, ...]:
    """Return the projects by what they add for somebody who has these skills, the most first.

    Requirements are tools and practices: a project is where practices are shown.
    """
    ground, found = basis(corpus, part), requirements(corpus, part, None, seed)
    why = ground.why or found.why
    weights = resampling_weights(found.blocks, seed)
    held = _held(corpus, have)
    scores = []
    for project in projects:
        shown = _held(corpus, project.skills)
        figures = _figures(found, weights, held, shown) if why is None else (None, None, None, None)
        scores.append(
            ProjectScore(
                project=project, demonstrates=figures[0], low=figures[1], high=figures[2], adds=figures[3],
                new=tuple(corpus.skills[code].name for code in np.flatnonzero(shown & ~held)),
                n=found.n, employers=found.employers, why=why,
                slice=part, snapshot=corpus.snapshot, catalog=corpus.catalog,
            )
        )  # fmt: skip
    return tuple(sorted(scores, key=lambda score: (-(score.adds or 0.0), score.project.id)))


def _held(corpus: Corpus, skills: Iterable[str]) -> Bools:
    held = np.zeros(len(corpus.skills), dtype=np.bool_)
    for skill in skills:
        if skill in corpus.index:
            held[corpus.implied[corpus.index[skill]]] = True
    return held


def _figures(
    found: Requirements, weights: npt.NDArray[np.float32], held: Bools, shown: Bools
) -> tuple[float, float, float, float]:
    sums, size = found.fit_by_block(shown), found.size_by_block()
    with one_thread():
        low, high = np.quantile((weights @ sums) / (weights @ size), (0.025, 0.975))
    more = found.fit_by_block(held | shown).sum() - found.fit_by_block(held).sum()
    return float(sums.sum() / found.n), float(low), float(high), float(more / found.n)

"""How far a share is off because skills are read wrongly, estimated from labelled postings.

For each skill the logarithm of (postings labelled with it / postings read as naming it) is observed with an
error, and few skills have many labels. Skills of one class (tools by how ambiguous their name is, practices
by whether they have spellings that anybody uses) are taken as drawn from one normal distribution, whose
spread is estimated by restricted maximum likelihood with a weak prior; each skill is drawn towards the mean
of its class by as much as its own labels are uncertain (Morris 1983). A skill without labels has its class.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from math import exp, log

import numpy as np
import numpy.typing as npt

from analysis.market.corpus import Corpus
from data.catalogue.audit import AuditedPosting, shipped_unseen
from data.records import Skill

ENOUGH_LABELS = 20  # labelled mentions below which a figure says that skills like it stand in
SPREADS = np.exp(np.linspace(-6.0, 0.5, 131))  # from a quarter of a percent to far more than was ever seen
LIKELY_SPREAD, LIKELY_WITHIN = log(0.1), 0.7  # the weak prior of the logarithm of the spread
UNKNOWN = (0.0, 0.15, 0.01)  # of a class that nobody labelled: its mean, spread, variance of the mean
BORROWED = 10.0  # namings that the class lends to each skill's own rate of misreadings
HALF = 0.5  # added to each count, as usual for logarithms of counts

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Counted:
    """In how many labelled postings a skill was read rightly, wrongly, or not at all."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def labelled(self) -> int:
        """The postings labelled with the skill."""
        return self.right + self.missed

    @property
    def ratio(self) -> float:
        """The logarithm of labelled / read."""
        return log((self.labelled + HALF) / (self.right + self.wrong + HALF))

    @property
    def variance(self) -> float:
        """The variance of that logarithm: only what was misread moves it."""
        read = self.right + self.wrong
        return (self.wrong + self.missed + 1) / ((self.labelled + HALF) * (read + HALF))


@dataclass(frozen=True, slots=True)
class ReadingError:
    """How a skill is misread: the log of (true share / share read), with the variance of that estimate.

    `misread` are wrong and missed namings for each naming, `labelled` the labelled postings that it rests on.
    """

    mean: float
    variance: float
    misread: float
    labelled: int

    @property
    def factor(self) -> float:
        """What a share that was read is multiplied by."""
        return exp(self.mean)


@dataclass(frozen=True, slots=True)
class SkillClass:
    """The distribution of one class of skills: mean and spread of the log ratio, and its misreadings."""

    mean: float
    spread: float
    of_mean: float  # the variance of the mean
    misread: float
    skills: int

    @classmethod
    def of(cls, counted: Sequence[Counted]) -> "SkillClass":
        """Estimate a class from its labelled skills."""
        if not counted:
            return cls(*UNKNOWN, misread=0.1, skills=0)
        ratios = np.array([one.ratio for one in counted])
        variances = np.array([one.variance for one in counted])
        spread = spread_of(ratios, variances)
        weights = 1 / (variances + spread**2)
        faults = sum(one.wrong + one.missed for one in counted)
        namings = sum(one.right + (one.wrong + one.missed) / 2 for one in counted)
        return cls(
            mean=float(weights @ ratios / weights.sum()),
            spread=spread,
            of_mean=float(1 / weights.sum()),
            misread=(faults + HALF) / (namings + 1),
            skills=len(counted),
        )

    def drawn_to(self, own: Counted | None) -> ReadingError:
        """Return the error of a skill of this class: its own counts drawn towards the class."""
        if own is None:
            return ReadingError(self.mean, self.spread**2 + self.of_mean, self.misread, 0)
        part = self.spread**2 / (self.spread**2 + own.variance)
        namings = own.right + (own.wrong + own.missed) / 2
        faults = own.wrong + own.missed + BORROWED * self.misread
        return ReadingError(
            mean=self.mean + part * (own.ratio - self.mean),
            variance=part * own.variance + (1 - part) ** 2 * self.of_mean,
            misread=faults / (namings + BORROWED),
            labelled=own.labelled,
        )


def spread_of(ratios: Floats, variances: Floats) -> float:
    """Return the standard deviation between skills that explains their ratios best, by its posterior mode."""
    weights = 1 / (variances + SPREADS[:, None] ** 2)
    total = weights.sum(axis=1)
    mean = weights @ ratios / total
    misfit = np.log(total) - np.log(weights).sum(axis=1)
    misfit += (weights * (ratios - mean[:, None]) ** 2).sum(axis=1)
    prior = ((np.log(SPREADS) - LIKELY_SPREAD) / LIKELY_WITHIN) ** 2
    return float(SPREADS[np.argmin(misfit + prior)])


@dataclass(frozen=True, slots=True, eq=False)
class ReadingModel:
    """The error of reading of every skill, by id; `classes` are those of its skills.

    `postings` are the labelled ones that it was estimated from.
    """

    classes: Mapping[str, SkillClass]
    counted: Mapping[str, Counted]
    postings: tuple[AuditedPosting, ...] = ()

    @classmethod
    def of(cls, postings: Iterable[AuditedPosting], skills: Iterable[Skill]) -> "ReadingModel":
        """Estimate the errors from labelled postings; `skills` are the catalogue's."""
        read = tuple(postings)
        counted = counts_of(read)
        members: dict[str, list[Counted]] = {}
        for skill in skills:
            if skill.id in counted:
                members.setdefault(class_of(skill), []).append(counted[skill.id])
        return cls({name: SkillClass.of(found) for name, found in members.items()}, counted, read)

    def error_of(self, skill: Skill) -> ReadingError:
        """Return how a skill is misread."""
        known = self.classes.get(class_of(skill)) or SkillClass.of(())
        return known.drawn_to(self.counted.get(skill.id))

    def error_of_any(self, skills: Sequence[Skill]) -> ReadingError:
        """Return the same for naming any of some skills, which postings get right that miss one of them.

        The postings that name any are counted as those of a skill are, and drawn towards the class of the
        skill whose class varies most.
        """
        if len(skills) == 1:
            return self.error_of(skills[0])
        known = [self.classes.get(class_of(skill)) or SkillClass.of(()) for skill in skills]
        own = count_of_any(self.postings, {skill.id for skill in skills})
        return max(known, key=lambda one: one.spread).drawn_to(own if own != Counted() else None)


def worst_of(errors: Sequence[ReadingError]) -> ReadingError:
    """Return the mean of some errors, as uncertain as the worst of them."""
    return ReadingError(
        mean=sum(one.mean for one in errors) / len(errors),
        variance=max(one.variance for one in errors),
        misread=max(one.misread for one in errors),
        labelled=min(one.labelled for one in errors),
    )


def class_of(skill: Skill) -> str:
    """Return the class whose skills are misread alike."""
    if skill.kind == "practice":
        return "practice with generic spellings" if skill.generic else "practice"
    return f"tool, ambiguity {skill.ambiguity}"


def counts_of(postings: Iterable[AuditedPosting]) -> dict[str, Counted]:
    """Return how often each skill was read rightly, wrongly or not at all."""
    right, wrong, missed = Counter[str](), Counter[str](), Counter[str]()
    for one in postings:
        right.update(one.right)
        wrong.update(one.wrong)
        missed.update(one.missed)
    return {skill: Counted(right[skill], wrong[skill], missed[skill]) for skill in right | wrong | missed}


def count_of_any(postings: Iterable[AuditedPosting], skills: Set[str]) -> Counted:
    """Return in how many postings naming any of some skills was read rightly, wrongly, or not at all."""
    right = wrong = missed = 0
    for one in postings:
        read = not skills.isdisjoint(one.right) or not skills.isdisjoint(one.wrong)
        labelled = not skills.isdisjoint(one.right) or not skills.isdisjoint(one.missed)
        right += read and labelled
        wrong += read and not labelled
        missed += labelled and not read
    return Counted(right, wrong, missed)


@lru_cache(maxsize=2)  # the corpus in use and the one that replaces it
def reading_model(corpus: Corpus) -> ReadingModel:
    """Return the errors of reading for a corpus, from the shipped labels that no rule was written from."""
    return ReadingModel.of(shipped_unseen(), corpus.catalogue)

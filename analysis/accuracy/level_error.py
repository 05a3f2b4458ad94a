"""How far a share of one level is off because levels are read wrongly, beside skills themselves.

Of the skills that are labelled and read, the logarithm of (labelled with a level / read with it) is taken as
that of reading is: for each skill from its own labels, drawn to the mean of the tools or practices at that
level. One heading that is misread turns all levels under it, so the mean is at least as uncertain as leaving
out one employer at a time makes it.
"""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, product
from math import log

from analysis.accuracy.reading_error import (
    HALF,
    Counted,
    ReadingError,
    SkillClass,
    reading_model,
    worst_of,
)
from analysis.market.corpus import Corpus
from data.catalogue.audit import AuditedPosting, shipped_unseen
from data.records import LEVELS, Skill

ALL_LEVELS = ("asked", "any")  # of a slice: whether a skill is named says nothing of its level there

Pair = tuple[str, str, str]  # a skill, its labelled level and the one that was read


@dataclass(frozen=True, slots=True, eq=False)
class LevelModel:
    """The error of each level of every skill; `classes` by level and kind, `counted` by level and skill."""

    classes: Mapping[tuple[str, str], SkillClass]
    counted: Mapping[tuple[str, str], Counted]

    @classmethod
    def of(cls, postings: Iterable[AuditedPosting], skills: Iterable[Skill]) -> "LevelModel":
        """Estimate the errors from labelled postings; `skills` are the catalogue's."""
        kinds = {skill.id: kind_of(skill) for skill in skills}
        by_employer = pairs_of(postings, kinds)
        counted: dict[tuple[str, str], Counted] = {}
        classes: dict[tuple[str, str], SkillClass] = {}
        for level, kind in product(map(str, LEVELS), sorted(set(kinds.values()))):
            pairs = [[one for one in some if kinds[one[0]] == kind] for some in by_employer.values()]
            found = counts_at(level, chain.from_iterable(pairs))
            counted |= {(level, skill): one for skill, one in found.items()}
            classes[level, kind] = class_at(level, tuple(found.values()), pairs)
        return cls(classes, counted)

    def error_of(self, skill: Skill, level: str) -> ReadingError:
        """Return how a level of a skill is misread, where the skill itself is read rightly."""
        known = self.classes.get((level, kind_of(skill)), SkillClass.of(()))
        return known.drawn_to(self.counted.get((level, skill.id)))


def class_at(level: str, counted: Sequence[Counted], by_employer: Sequence[Sequence[Pair]]) -> SkillClass:
    """Return the class of the skills of one kind at a level, from their counts and the pairs behind them."""
    found = SkillClass.of(counted)
    return replace(found, of_mean=max(found.of_mean, jackknife(level, by_employer)))


def pairs_of(postings: Iterable[AuditedPosting], skills: Container[str]) -> dict[str, list[Pair]]:
    """Return by employer the labelled and the read level of each skill that has both."""
    found: dict[str, list[Pair]] = defaultdict(list)
    for one in postings:
        pairs = one.level_pairs()
        found[one.employer] += [pair for pair in pairs if pair[0] in skills and pair[1] and pair[2]]
    return found


def kind_of(skill: Skill) -> str:
    """Return the kind of skill whose levels are misread alike."""
    return "practice" if skill.kind == "practice" else "tool"


def counts_at(level: str, pairs: Iterable[Pair]) -> dict[str, Counted]:
    """Return by skill how often a level was read rightly, wrongly, or not at all."""
    right, wrong, missed = Counter[str](), Counter[str](), Counter[str]()
    for skill, labelled, read in pairs:
        right[skill] += labelled == read == level
        wrong[skill] += labelled != level == read
        missed[skill] += labelled == level != read
    known = {skill for skill, count in (right + wrong + missed).items() if count}
    return {skill: Counted(right[skill], wrong[skill], missed[skill]) for skill in known}


def jackknife(level: str, by_employer: Sequence[Sequence[Pair]]) -> float:
    """Return the variance of log(labelled / read) of all pairs, leaving out one employer at a time."""
    labelled = [sum(one == level for _, one, _ in pairs) for pairs in by_employer]
    read = [sum(one == level for _, _, one in pairs) for pairs in by_employer]
    whole = (sum(labelled), sum(read))
    present = [(mine, here) for mine, here in zip(labelled, read, strict=True) if mine or here]
    if len(present) < 2:
        return 0.0
    without = [log((whole[0] - mine + HALF) / (whole[1] - here + HALF)) for mine, here in present]
    mean = sum(without) / len(without)
    return (len(without) - 1) / len(without) * sum((one - mean) ** 2 for one in without)


@lru_cache(maxsize=2)  # the corpus in use and the one that replaces it
def level_model(corpus: Corpus) -> LevelModel:
    """Return the errors of levels for a corpus, from the shipped labels that no rule was written from."""
    return LevelModel.of(shipped_unseen(), corpus.catalogue)


def error_at(corpus: Corpus, skills: Sequence[Skill], level: str) -> ReadingError:
    """Return how naming any of some skills at the level of a slice is misread.

    Whether a skill is read, and at which level, are taken as independent.
    """
    error = reading_model(corpus).error_of_any(skills)
    if level in ALL_LEVELS:
        return error
    model = level_model(corpus)
    return together(error, worst_of([model.error_of(skill, level) for skill in skills]))


def together(reading: ReadingError, of_level: ReadingError) -> ReadingError:
    """Return the error of a skill at a level, from that of the skill and that of the level."""
    return ReadingError(
        mean=reading.mean + of_level.mean,
        variance=reading.variance + of_level.variance,
        misread=reading.misread + of_level.misread,
        labelled=min(reading.labelled, of_level.labelled),
    )

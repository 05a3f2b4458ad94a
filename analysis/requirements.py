"""What vacancies require, as any-of groups: the ground of the study plan and of the portfolio projects.

A unit is one requirement of one vacancy: a skill required alone, or a group of which any one will do. A
vacancy's fit is the part of its units that a person's skills satisfy.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.corpus import Corpus, level_mask
from analysis.slices import Slice

MAX_BLOCKS = 1_000  # employers are resampled in at most so many random blocks, to bound time
RESAMPLES = 500
NO_UNITS = np.zeros(0, dtype=np.int64)

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Requirements:
    """The units of a slice, by vacancy and by skill.

    Unit u belongs to vacancy `vacancy[u]` and is `weight[u]` of its fit. The first `singles` units accept one
    skill, `skill[u]`; the others, any-of groups, those of `skill[unit_start[u]:unit_start[u + 1]]`. Skill s
    satisfies the units `by_skill[skill_start[s]:skill_start[s + 1]]`. Vacancies lie in employer blocks for
    resampling; `block[v]` is that of a vacancy, `unit_block[u]` that of a unit.
    """

    corpus: Corpus
    part: Slice
    vacancy: Codes
    weight: Floats
    singles: int
    skill: Codes
    unit_start: Codes
    by_skill: Codes
    skill_start: Codes
    block: Codes
    unit_block: Codes
    blocks: int
    employers: int

    @property
    def n(self) -> int:
        """The vacancies that require anything."""
        return len(self.block)

    @property
    def units(self) -> int:
        """All requirements of all vacancies."""
        return len(self.vacancy)

    def units_of(self, codes: Sequence[int] | Codes) -> Codes:
        """Return the units that any of some skills satisfies, each once, in order."""
        found = [self.by_skill[self.skill_start[code] : self.skill_start[code + 1]] for code in codes]
        if len(found) == 1:
            return found[0]
        ordered = np.sort(np.concatenate([NO_UNITS, *found]), kind="stable")  # merges what is in order
        return ordered[np.diff(ordered, prepend=-1) > 0]

    def satisfied(self, held: Bools) -> Bools:
        """Return which units a set of skills satisfies."""
        done = np.zeros(self.units, dtype=np.bool_)
        for code in np.flatnonzero(held).tolist():
            done[self.units_of([code])] = True
        return done

    def by_member(self, units: Codes) -> Floats:
        """Return the summed weight of some ordered units for each skill that they accept."""
        singles, groups = np.split(units, [np.searchsorted(units, self.singles)])
        counts = self.unit_start[groups + 1] - self.unit_start[groups]
        codes = np.concatenate([self.skill.take(singles), self.members(groups)])
        weights = np.concatenate([self.weight.take(singles), np.repeat(self.weight.take(groups), counts)])
        return np.bincount(codes, weights=weights, minlength=len(self.corpus.skills)).astype(np.float64)

    def members(self, units: Codes) -> Codes:
        """Return the skills that some units accept, with repetition."""
        counts = self.unit_start[units + 1] - self.unit_start[units]
        offset = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        return np.asarray(self.skill.take(np.repeat(self.unit_start[units], counts) + offset))

    def fits(self, done: Bools) -> Floats:
        """Return each vacancy's fit."""
        weights = np.where(done, self.weight, 0.0)
        return np.bincount(self.vacancy, weights=weights, minlength=self.n).astype(np.float64)

    def unmet(self, done: Bools) -> Codes:
        """Return how many units of each vacancy are open."""
        return np.bincount(self.vacancy[~done], minlength=self.n)

    def by_block(self, units: Codes) -> Floats:
        """Return the summed weight of some units in each employer block."""
        weights = self.weight.take(units)
        sums = np.bincount(self.unit_block.take(units), weights=weights, minlength=self.blocks)
        return sums.astype(np.float64)


def requirements(corpus: Corpus, part: Slice, kinds: Iterable[str] | None, seed: int = 1) -> Requirements:
    """Return what the vacancies of a slice require of these kinds of skill."""
    row, skill, any_of = _asked(corpus, part, set(kinds) if kinds is not None else None)
    order, unit, unit_row, singles = _units(row, any_of)
    skill = skill.take(order)
    by_skill = np.argsort(skill.astype(np.int16), kind="stable")  # a short type sorts by radix
    vacancy, rows = _numbered(unit_row, len(corpus))
    block, blocks, employers = _blocks(corpus.employer[rows], seed)
    weight = 1.0 / np.maximum(np.bincount(vacancy, minlength=1), 1)
    return Requirements(
        corpus, part, vacancy=vacancy, weight=weight.take(vacancy), singles=singles, skill=skill,
        unit_start=_starts(unit, len(unit_row)),
        by_skill=unit.take(by_skill),
        skill_start=_starts(skill, len(corpus.skills)),
        block=block, unit_block=block.take(vacancy), blocks=blocks, employers=employers,
    )  # fmt: skip


def _starts(numbers: Codes, count: int) -> Codes:
    """Return where each number starts (and the last ends) once they are sorted."""
    return np.asarray(np.r_[0, np.cumsum(np.bincount(numbers, minlength=count))])


def _asked(corpus: Corpus, part: Slice, kinds: set[str] | None) -> tuple[Codes, Codes, Codes]:
    """Return (row, skill, any-of group) of all mentions that require something in a slice."""
    selection, mentions = corpus.select(part), corpus.mentions
    level = "required" if part.level == "asked" else part.level
    inside = level_mask(mentions.level, level) & selection.chosen.take(mentions.row)
    if kinds is not None:
        wanted = np.array([skill.kind in kinds for skill in corpus.skills], dtype=np.bool_)
        inside &= wanted.take(mentions.skill)
    kept = np.flatnonzero(inside)
    return mentions.row.take(kept), mentions.skill.take(kept).astype(np.int64), mentions.any_of.take(kept)


def _units(row: Codes, any_of: Codes) -> tuple[Codes, Codes, Codes, int]:
    """Return an order of the mentions by unit, with that the unit of each, and the row of each unit.

    Skills alone come first, each a unit of its own; they are counted. Any-of groups follow.
    """
    alone, grouped = np.flatnonzero(any_of < 0), np.flatnonzero(any_of >= 0)
    grouped = grouped[np.argsort(any_of[grouped], kind="stable")]
    is_new = np.diff(any_of[grouped], prepend=-1) > 0
    unit = np.r_[np.arange(len(alone)), len(alone) + np.cumsum(is_new) - 1]
    unit_row = np.r_[row.take(alone), row[grouped[is_new]]]
    return np.r_[alone, grouped], unit, unit_row, len(alone)


def _numbered(unit_row: Codes, rows: int) -> tuple[Codes, Codes]:
    """Return the vacancy number of each unit, and the row of each vacancy."""
    used = np.zeros(rows, dtype=np.bool_)
    used[unit_row] = True
    return (np.cumsum(used) - 1).take(unit_row), np.flatnonzero(used)


def _blocks(employer: Codes, seed: int) -> tuple[Codes, int, int]:
    """Return each vacancy's employer block, how many blocks and how many employers there are.

    A block is one employer, or one of MAX_BLOCKS random groups of employers where there are more.
    """
    block = np.cumsum(np.diff(employer, prepend=-1) > 0) - 1  # rows lie by employer
    names = int(block[-1]) + 1 if len(block) else 0
    if names <= MAX_BLOCKS:
        return block, names, names
    mixed = np.random.default_rng(seed).permutation(names) % MAX_BLOCKS
    return mixed.take(block), MAX_BLOCKS, names


def resampling_weights(blocks: int, seed: int, times: int = RESAMPLES) -> npt.NDArray[np.float32]:
    """Return times x blocks: how often each block is drawn in each resample."""
    drawn = np.random.default_rng(seed).integers(0, max(1, blocks), (times, blocks))
    drawn += np.arange(times)[:, None] * blocks
    counts = np.bincount(drawn.ravel(), minlength=times * blocks)
    return counts.reshape(times, blocks).astype(np.float32)

"""What vacancies require, as any-of groups: the ground of the study plan and of the portfolio projects.

A unit is one requirement of one vacancy: a skill required alone, or a group of which any one will do. A
vacancy's fit is the part of its units that a person's skills satisfy. Units of one skill are met by holding
it, so only groups need to be looked through again as somebody learns. Words for a whole field or a quality
("machine learning", "scalability") are not units: nobody can say that they are met.

Weights are whole numbers of WHOLE-ths, stored as floats, so that sums and products are exact: a figure has
the same last digit in whatever order, shape or library it is added up.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import lcm

import numpy as np
import numpy.typing as npt

from analysis.market.basis import too_few
from analysis.market.corpus import Corpus
from analysis.market.layout import Alone, Rows, level_mask, starts_of, taken
from analysis.market.provenance import OnSample, Sample
from analysis.market.selection import Selection, select
from analysis.market.slices import Slice
from data.records import LEVELS

MAX_BLOCKS = 1_000  # employers are resampled in at most so many random blocks, to bound time
RESAMPLES = 500
WHOLE = float(lcm(*range(1, 21)))  # divides by up to twenty units; a million vacancies stay below 2 ** 53
PART = 1 << 18  # mentions summed at a time: their weights take two megabytes
NO_ROWS = np.zeros(0, dtype=np.int32)
NO_GROUPS = np.zeros(0, dtype=np.int64)

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class AnyOf:
    """The any-of groups among what a slice requires, in the order of rows.

    Group g is of row `row[g]` and is `weight[g]` WHOLE-ths of its fit; it takes the skills
    `skill[start[g]:start[g + 1]]`. Skill s meets the groups `by_skill[skill_start[s]:skill_start[s + 1]]`.
    """

    row: Codes
    weight: Floats
    start: Codes
    skill: Codes
    by_skill: Codes
    skill_start: Codes

    def of(self, codes: Iterable[int]) -> Codes:
        """Return the groups that any of some skills meets, each once, in order."""
        found = [self.by_skill[self.skill_start[code] : self.skill_start[code + 1]] for code in codes]
        if len(found) == 1:
            return found[0]
        ordered = np.sort(np.concatenate([NO_GROUPS, *found]), kind="stable")  # merges what is in order
        return ordered[starts_of(ordered)]

    def members(self, groups: Codes) -> tuple[Codes, Codes]:
        """Return the skills that some groups take, with repetition, and how many each group takes."""
        first = self.start.take(groups)
        counts = self.start.take(groups + 1) - first
        offset = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        return self.skill.take(np.repeat(first, counts) + offset), counts

    def by_member(self, groups: Codes, skills: int) -> Floats:
        """Return the summed weight of some groups for each skill that they take."""
        codes, counts = self.members(groups)
        weights = np.repeat(self.weight.take(groups), counts)
        return np.bincount(codes, weights=weights, minlength=skills).astype(np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class Requirements(OnSample):
    """The units of a slice. Its vacancies are the `counted` rows of the corpus: those that require anything.

    `units[row]` is how many units a row has, `weight[row]` what each is of its fit, in WHOLE-ths; both are 0
    for rows that are not counted. `total[s]` is the summed weight of the units that take skill s alone. Rows
    lie in employer blocks for resampling; `block[row]` means nothing for rows that are not counted.
    """

    corpus: Corpus
    part: Slice
    levels: tuple[int, ...]
    wanted: Bools
    counted: Bools
    units: Codes
    weight: Floats
    total: Floats
    groups: AnyOf
    block: Codes
    blocks: int
    sample: Sample

    @property
    def why(self) -> str | None:
        """Why there is no figure of what vacancies require here, None where there is enough for one."""
        if not self.n:
            return "no vacancy here states what it requires"
        few = too_few(self.sample)
        return few and f"of those that state what they require, {few}"

    def rows_of(self, code: int) -> Rows:
        """Return the counted rows that require a skill alone, each once."""
        levels = self.levels if self.wanted[code] else ()
        found = np.concatenate([NO_ROWS, *(self.corpus.alone.of(level, code) for level in levels)])
        return found[taken(self.counted, found)]

    def met(self, held: Bools) -> Bools:
        """Return which groups a set of skills meets."""
        done = np.zeros(len(self.groups.row), dtype=np.bool_)
        for code in np.flatnonzero(held).tolist():
            done[self.groups.of([code])] = True
        return done

    def alone_by_block(self, code: int) -> Floats:
        """Return the summed weight of the units that take one skill alone, in each employer block."""
        return self._by_block(self.rows_of(code))

    def groups_by_block(self, groups: Codes) -> Floats:
        """Return the summed weight of some groups in each employer block."""
        return self._by_block(self.groups.row.take(groups))

    def _by_block(self, rows: npt.NDArray[np.integer]) -> Floats:
        weights = self.weight.take(rows)
        return np.bincount(self.block.take(rows), weights=weights, minlength=self.blocks).astype(np.float64)

    def fit_by_block(self, held: Bools) -> Floats:
        """Return the summed fit of the vacancies of each employer block, for somebody with these skills."""
        sums = self.groups_by_block(np.flatnonzero(self.met(held)))
        for code in np.flatnonzero(held & (self.total > 0)).tolist():
            sums += self.alone_by_block(code)
        return sums

    def size_by_block(self) -> Codes:
        """Return how many vacancies each employer block has."""
        return np.bincount(self.block[self.counted], minlength=self.blocks)


def requirements(corpus: Corpus, part: Slice, kinds: Iterable[str] | None, seed: int = 1) -> Requirements:
    """Lay out what the vacancies of a slice require of these kinds of skill (None: of all).

    `seed` decides which employers share a block where there are more than MAX_BLOCKS.
    """
    selection, levels = select(corpus, part), _levels(part)
    known = set(kinds) if kinds is not None else {skill.kind for skill in corpus.skills}
    wanted = np.array([skill.kind in known for skill in corpus.skills], dtype=np.bool_)
    wanted &= ~corpus.knowledge.umbrella
    row, start, skill = _groups(selection, levels, wanted)
    units = _units(corpus.alone, levels, wanted, len(corpus)) + np.bincount(row, minlength=len(corpus))
    units[~selection.chosen] = 0
    counted = units > 0
    weight = np.rint(np.divide(WHOLE, units, out=np.zeros(len(units)), where=counted))
    sizes = np.bincount(corpus.employer[counted], minlength=len(corpus.postings.employers))
    block, blocks = _blocks(corpus, sizes > 0, seed)
    by_skill = np.argsort(skill, kind="stable")  # a short type sorts by radix
    group = np.repeat(np.arange(len(row)), np.diff(start))
    return Requirements(
        corpus,
        part,
        levels=levels,
        wanted=wanted,
        counted=counted,
        units=units,
        weight=weight,
        total=_totals(corpus.alone, levels, weight) * wanted,
        groups=AnyOf(
            row=row,
            weight=weight.take(row),
            start=start,
            skill=skill.astype(np.int64),
            by_skill=group.take(by_skill),
            skill_start=np.r_[0, np.cumsum(np.bincount(skill, minlength=len(corpus.skills)))],
        ),
        block=block,
        blocks=blocks,
        sample=Sample.of(sizes),
    )


def _levels(part: Slice) -> tuple[int, ...]:
    """Return the levels that make requirements: only what is required, unless the slice says else."""
    level = "required" if part.level == "asked" else part.level
    counted = level_mask(np.arange(len(LEVELS), dtype=np.int8), level)
    return tuple(np.flatnonzero(counted).tolist())


def _groups(
    selection: Selection, levels: tuple[int, ...], wanted: Bools
) -> tuple[Codes, Codes, npt.NDArray[np.int16]]:
    """Return the any-of groups of a slice that hold a wanted skill at these levels.

    They come as the row of each group, where its members start, and the members.
    """
    groups = selection.corpus.groups
    counted = taken(taken(selection.chosen, groups.row), groups.group)
    counted &= np.isin(groups.level, levels) & wanted.take(groups.skill)
    group, skill = groups.group[counted], groups.skill[counted]
    first = starts_of(group)
    return groups.row.take(group[first]).astype(np.int64), np.r_[first, len(group)], skill


def _units(alone: Alone, levels: tuple[int, ...], wanted: Bools, rows: int) -> Codes:
    """Return how many wanted skills each row names alone at some levels."""
    units = np.zeros(rows, dtype=np.int64)
    for level in levels:
        start = alone.start[level]
        row = alone.row[start[0] : start[-1]][np.repeat(wanted, np.diff(start))]
        units += np.bincount(row, minlength=rows)
    return units


def _totals(alone: Alone, levels: tuple[int, ...], weight: Floats) -> Floats:
    """Return the summed weight of the rows that name each skill alone at some levels."""
    totals = np.zeros(alone.start.shape[1] - 1)
    for level in levels:
        start = alone.start[level]
        for codes in _parts(start):
            first, last = start[codes[0]], start[codes[-1] + 1]
            weights = taken(weight, alone.row[first:last])
            totals[codes] += np.add.reduceat(weights, start[codes] - first)
    return totals


def _parts(start: Codes) -> Iterator[Codes]:
    """Return the skills that have any rows, so many at a time as have about PART rows together."""
    codes = np.flatnonzero(np.diff(start))
    if len(codes):
        number = (start[codes] - start[0]) // PART
        yield from np.split(codes, starts_of(number)[1:])


def _blocks(corpus: Corpus, used: Bools, seed: int) -> tuple[Codes, int]:
    """Return each row's employer block, and how many blocks there are.

    A block is one employer, or one of MAX_BLOCKS random groups of employers where there are more.
    """
    names = int(used.sum())
    number = np.maximum(np.cumsum(used) - 1, 0)
    if names > MAX_BLOCKS:
        number = (np.random.default_rng(seed).permutation(names) % MAX_BLOCKS).take(number)
    return number.take(corpus.employer), min(names, MAX_BLOCKS)


def resampling_weights(blocks: int, seed: int, times: int = RESAMPLES) -> Floats:
    """Return times x blocks: how often each block is drawn in each resample."""
    drawn = np.random.default_rng(seed).integers(0, max(1, blocks), (times, blocks))
    drawn += np.arange(times)[:, None] * blocks
    counts = np.bincount(drawn.ravel(), minlength=times * blocks)
    return counts.reshape(times, blocks).astype(np.float64)

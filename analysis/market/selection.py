"""The postings that stand for a slice, and everything that is counted in them.

Whoever needs a count asks a Selection; only it knows which skills are kept as bits and which as rows.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from analysis.arithmetic.employer_tally import EmployerTally
from analysis.market.bitmaps import RowBounds, Words, bits_of, packed
from analysis.market.corpus import Corpus
from analysis.market.layout import Bools, Ints, Rows, level_mask, level_places, starts_of, taken
from analysis.market.slices import Slice
from data.records import LEVELS


@dataclass(frozen=True, slots=True, eq=False)
class SkillCounts:
    """How often some skills are named in a selection.

    `tally` has the units by employer at the slice's level. `split` is skills x LEVELS x (as an alternative,
    alone): rows by the strongest level at which they name the skill.
    """

    tally: EmployerTally
    split: Ints


@dataclass(frozen=True, eq=False)
class Selection:
    """The rows that stand for a slice, and how often their employers name each skill."""

    corpus: Corpus
    part: Slice
    rows: Ints

    @cached_property
    def chosen(self) -> Bools:
        """The rows as a mask over all rows of the corpus."""
        mask = np.zeros(len(self.corpus), dtype=np.bool_)
        mask[self.rows] = True
        return mask

    @cached_property
    def bits(self) -> Words:
        """The same mask as bits."""
        return packed(self.chosen)

    @cached_property
    def sizes(self) -> Ints:
        """The units (vacancies or postings) of each employer; with employers as denominator 0 or 1."""
        sizes = RowBounds(self.corpus.start, len(self.corpus)).counts(self.bits).astype(np.int64)
        return np.minimum(sizes, 1) if self.part.denominator == "employers" else sizes

    def totals(self) -> Ints:
        """How many of the rows name each skill of the corpus at the slice's level."""
        pairs = self.corpus.pairs
        counted = taken(self.chosen, pairs.rare_row)
        counted &= level_mask(pairs.rare_level, self.part.level)
        before = np.zeros(len(counted) + 1, dtype=np.int32)
        np.cumsum(counted, out=before[1:])
        counts: Ints = np.diff(before.take(pairs.rare_start)).astype(np.int64)
        usual, named = self.corpus.bitmaps.totals(self.part.level, self.bits)
        counts[usual] = named
        return counts

    def bits_naming(self, code: int) -> Words:
        """Return the same rows as `rows_naming`, as bits."""
        if self.corpus.bitmaps.has(code):
            return self.corpus.bitmaps.level(code, self.part.level) & self.bits
        return bits_of(self.rows_naming(code), len(self.corpus))

    def rows_naming(self, code: int) -> Rows:
        """Return the rows (of the corpus) that name a skill at the slice's level."""
        pairs = self.corpus.pairs
        mine = pairs.of(code)
        row = pairs.row[mine]
        counted = taken(self.chosen, row)
        counted &= level_mask(pairs.level[mine], self.part.level)
        return row.take(np.flatnonzero(counted))

    @cached_property
    def present(self) -> Ints:
        """The employers that have at least one of the rows."""
        return np.flatnonzero(self.sizes)

    def counts(self, codes: Sequence[int]) -> SkillCounts:
        """Count what the shares of some skills are made of."""
        split = np.array([self._split(code) for code in codes], dtype=np.int64)
        return SkillCounts(self.tally(codes), split.reshape(len(codes), len(LEVELS), 2))

    def counts_of_any(self, codes: Sequence[int]) -> SkillCounts:
        """Count the same for naming any of some skills, as if they were one.

        A row counts at the strongest level at which it names one of them.
        """
        level, alone = self._strongest(codes)
        counted = np.isin(level, level_places(self.part.level))
        named = level >= 0
        way = 2 * level[named] + alone[named]
        split = np.bincount(way, minlength=2 * len(LEVELS)).reshape(1, len(LEVELS), 2)
        return SkillCounts(self.tally_of(counted), split)

    def tally(self, codes: Sequence[int], employers: Ints | None = None) -> EmployerTally:
        """Count some skills by employer, for the employers present or for the given ones.

        `employers` must hold at least those present.
        """
        chosen = self.present if employers is None else employers
        bounds, sizes = RowBounds(self.corpus.start.take(chosen), len(self.corpus)), self.sizes.take(chosen)
        named = np.zeros((len(codes), len(chosen)), dtype=np.min_scalar_type(int(sizes.max(initial=0))))
        for place, code in enumerate(codes):
            if self.corpus.bitmaps.has(code):
                named[place] = bounds.counts(self.bits_naming(code))
            else:
                named[place] = self.by_employer(self.rows_naming(code)).take(chosen)
        return self._tally(sizes, named)

    def tally_of(self, named: Bools) -> EmployerTally:
        """Count a property of the rows (a mask over them) by employer, for the employers present."""
        counts = self.by_employer(self.rows[named]).take(self.present)
        return self._tally(self.sizes.take(self.present), counts[None, :])

    def _tally(self, sizes: Ints, named: npt.NDArray[np.integer]) -> EmployerTally:
        """Return the tally of some counts; with employers as denominator each employer counts once."""
        return EmployerTally(sizes, np.minimum(named, 1) if self.part.denominator == "employers" else named)

    def by_employer(self, rows: npt.NDArray[np.integer]) -> Ints:
        """Return how many of some rows each employer of the corpus has."""
        return np.bincount(self.corpus.employer.take(rows), minlength=len(self.corpus.start))

    def _split(self, code: int) -> Ints:
        """Return levels x (as an alternative, alone): how many of the rows name a skill so."""
        if self.corpus.bitmaps.has(code):
            return self.corpus.bitmaps.split(code, self.bits)
        pairs = self.corpus.pairs
        mine = pairs.of(code)
        way = 2 * pairs.level[mine] + pairs.alone[mine]
        counts = np.bincount(way[self.chosen.take(pairs.row[mine])], minlength=2 * len(LEVELS))
        return counts.reshape(len(LEVELS), 2)

    def names(self, code: int) -> Bools:
        """Mask over the rows: which name a skill at the slice's level."""
        named = np.zeros(len(self.corpus), dtype=np.bool_)
        named[self.rows_naming(code)] = True
        return named[self.rows]

    def dense(self, codes: Sequence[int] | Ints) -> Bools:
        """Rows x codes: which row names which skill at the slice's level, column by column in memory."""
        matrix = np.zeros((len(self.rows), len(codes)), dtype=np.bool_, order="F")
        for place, code in enumerate(codes):
            matrix[:, place] = self.names(int(code))
        return matrix

    def _strongest(self, codes: Sequence[int]) -> tuple[npt.NDArray[np.int8], Bools]:
        """Return, per row, the strongest level at which any of some skills is named (-1: none), and alone."""
        pairs = self.corpus.pairs
        level = np.full(len(self.corpus), len(LEVELS), dtype=np.int8)
        alone = np.zeros(len(self.corpus), dtype=np.bool_)
        for code in codes:
            mine = pairs.of(code)
            rows = pairs.row[mine]
            level[rows] = np.minimum(level[rows], pairs.level[mine])
            alone[rows] |= pairs.alone[mine]
        level[level == len(LEVELS)] = -1
        return level[self.rows], alone[self.rows]


def select(corpus: Corpus, part: Slice) -> Selection:
    """Return the postings that stand for a slice: each vacancy once, by its first one in the slice."""
    rows = np.flatnonzero(corpus.mask(part))
    if part.denominator != "postings" and len(rows):
        vacancy = corpus.postings.vacancy[rows]
        rows = rows.take(starts_of(vacancy))
    return Selection(corpus, part, rows)


def most_named(
    corpus: Corpus, counts: Ints, kinds: Collection[str] | None = None, at_least: int = 1
) -> list[int]:
    """Return the skills of some kinds (None: of all) by how often they are named, the most named first.

    `counts` has a number for each skill of the corpus; those below `at_least` are left out.
    """
    order = np.argsort(-counts, kind="stable")
    order = order[counts[order] >= at_least]
    return [code for code in order.tolist() if kinds is None or corpus.skills[code].kind in kinds]

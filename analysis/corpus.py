"""The facts of a store laid out for counting: postings x skills as sparse arrays, employers as clusters.

Rows are ordered by vacancy, then day, so the first row of a vacancy inside any mask represents it. Pairs (a
posting names a skill) are ordered by skill, so a figure of one skill touches only its own. All arrays are
read-only.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from analysis.layout import Bools, Mentions, Pairs, frozen, ordered, pairs_of
from analysis.slices import Slice
from analysis.tally import Tally
from data.errors import UsageError
from data.records import CLOUDS, LEVELS, ROLES, SENIORITIES, WORKPLACES, Skill, Tables

EPOCH = date(1970, 1, 1)
STUFFED = 1  # bit of `flags`: keyword stuffing, left out of every figure
BOILERPLATE = LEVELS.index("boilerplate")


@dataclass(frozen=True, slots=True, eq=False)
class Corpus:
    """Everything that a figure may count, immutable and shared between sessions."""

    postings: Tables
    pairs: Pairs
    mentions: Mentions
    skills: tuple[Skill, ...]
    index: Mapping[str, int]
    employer: npt.NDArray[np.int64]  # of each row, ready to index with

    @classmethod
    def from_tables(cls, tables: Tables, skills: Iterable[Skill]) -> "Corpus":
        """Return the corpus of these facts; a skill that the catalogue no longer has keeps its id as name."""
        known = {skill.id: skill for skill in skills}
        entries = tuple(known.get(name) or Skill(id=name, name=name, kind="tool") for name in tables.skills)
        postings, mentions = ordered(tables)
        pairs = pairs_of(mentions, len(entries))
        index = {skill.id: code for code, skill in enumerate(entries)}
        return cls(postings, pairs, mentions, entries, index, frozen(postings.employer.astype(np.int64)))

    def __len__(self) -> int:
        return len(self.postings.posting_id)

    @property
    def snapshot(self) -> str:
        """The digest of the facts."""
        return self.postings.snapshot

    @property
    def catalog(self) -> str:
        """The digest of the catalogue that read them."""
        return self.postings.catalog

    def code(self, skill: str) -> int:
        """Return the column of a skill, by id or name. Raises UsageError when the corpus never names it."""
        if skill in self.index:
            return self.index[skill]
        for code, entry in enumerate(self.skills):
            if entry.name.casefold() == skill.casefold():
                return code
        raise UsageError(f"no posting here names a skill {skill[:80]!r}; see `skillgauge catalog` for names")

    def name(self, skill: str) -> str:
        """Return the name of a skill."""
        return self.skills[self.code(skill)].name

    @property
    def first_day(self) -> date | None:
        """The day of the oldest posting."""
        days = self.postings.posted_day
        return day_of(int(days.min())) if len(days) else None

    @property
    def last_day(self) -> date | None:
        """The day of the newest posting."""
        days = self.postings.posted_day
        return day_of(int(days.max())) if len(days) else None

    def mask(self, part: Slice) -> Bools:
        """Return which postings lie in a slice, before vacancies are counted once."""
        tables = self.postings
        mask = (tables.flags & STUFFED) == 0
        for codes, values, wanted in (
            (tables.role, ROLES, part.roles),
            (tables.seniority, SENIORITIES, part.seniorities),
            (tables.workplace, WORKPLACES, part.workplaces),
            (tables.country, tables.countries, part.countries),
            (tables.source, tables.sources, part.sources),
        ):
            if wanted:
                mask &= _table(values, wanted)[codes]
        if part.employers_in:
            mask &= self._employers(part.employers_in)[tables.employer]
        if part.employers_out:
            mask &= ~self._employers(part.employers_out)[tables.employer]
        if part.clouds:
            mask &= _cloud_mask(tables.clouds, part.clouds)
        if part.since:
            mask &= tables.posted_day >= day_number(part.since)
        if part.until:
            mask &= tables.posted_day < day_number(part.until)
        return np.asarray(mask)

    def _employers(self, names: tuple[str, ...]) -> Bools:
        wanted = {name.casefold() for name in names}
        chosen = [name.casefold() in wanted for name in self.postings.employers]
        return np.array([*chosen, False])

    def select(self, part: Slice) -> "Selection":
        """Return the postings that stand for a slice: each vacancy once, by its first one in the slice."""
        rows = np.flatnonzero(self.mask(part))
        if part.denominator != "postings" and len(rows):
            vacancy = self.postings.vacancy[rows]
            rows = rows[np.r_[True, vacancy[1:] != vacancy[:-1]]]
        return Selection(self, part, rows)


@dataclass(frozen=True, eq=False)
class Selection:
    """The rows that stand for a slice, and how often their employers name each skill."""

    corpus: Corpus
    part: Slice
    rows: npt.NDArray[np.int64]

    @cached_property
    def chosen(self) -> Bools:
        """A mask over all rows of the corpus."""
        mask = np.zeros(len(self.corpus), dtype=np.bool_)
        mask[self.rows] = True
        return mask

    @cached_property
    def sizes(self) -> npt.NDArray[np.int64]:
        """The units (vacancies or postings) of each employer; with employers as denominator 0 or 1."""
        tables = self.corpus.postings
        sizes = np.bincount(tables.employer[self.rows], minlength=len(tables.employers))
        return np.minimum(sizes, 1) if self.part.denominator == "employers" else sizes

    def totals(self) -> npt.NDArray[np.int64]:
        """Return how many of the rows name each skill."""
        pairs = self.corpus.pairs
        kept = self.chosen.take(pairs.row)
        kept &= level_mask(pairs.level, self.part.level)
        bounds = pairs.start.tolist()
        counts = [np.count_nonzero(kept[start:end]) for start, end in pairwise(bounds)]
        return np.array(counts, dtype=np.int64)

    def rows_naming(self, code: int) -> npt.NDArray[np.int64]:
        """Return the rows (of the corpus) that name a skill at the slice's level."""
        pairs = self.corpus.pairs
        mine = pairs.of(code)
        row = pairs.row[mine]
        kept = self.chosen.take(row)
        kept &= level_mask(pairs.level[mine], self.part.level)
        return row.take(np.flatnonzero(kept))

    @cached_property
    def present(self) -> npt.NDArray[np.int64]:
        """The employers that have at least one of the rows."""
        return np.flatnonzero(self.sizes)

    def tally(self, codes: Sequence[int], employers: npt.NDArray[np.int64] | None = None) -> Tally:
        """Return the counts per employer that the shares and intervals of some skills are made of."""
        return self.counted([self.rows_naming(code) for code in codes], employers)

    def tally_of(self, named: Bools) -> Tally:
        """Return the counts per employer of one property of the rows."""
        return self.counted([self.rows[named]])

    def counted(
        self,
        naming: Sequence[npt.NDArray[np.int64]],
        employers: npt.NDArray[np.int64] | None = None,
    ) -> Tally:
        """Return the counts per employer of some sets of rows, for some employers or those present."""
        kept = self.present if employers is None else employers
        named = np.zeros((len(naming), len(kept)), dtype=np.float32)  # counts, exact to 16 million
        for place, rows in enumerate(naming):
            counts = np.bincount(self.corpus.employer.take(rows), minlength=len(self.sizes))
            named[place] = counts.take(kept)
        if self.part.denominator == "employers":
            np.minimum(named, 1, out=named)
        return Tally(self.sizes[kept], named)

    def read(self, code: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Return the rows naming a skill, and levels x (as an alternative, alone): how they name it."""
        pairs = self.corpus.pairs
        mine = pairs.of(code)
        row, level, alone = pairs.row[mine], pairs.level[mine], pairs.alone[mine]
        kept = self.chosen.take(row)
        split = [
            [np.count_nonzero(kept & (level == place) & way) for way in (~alone, alone)]
            for place in range(len(LEVELS))
        ]
        kept &= level_mask(level, self.part.level)
        return row.take(np.flatnonzero(kept)), np.array(split, dtype=np.int64)

    def names(self, code: int) -> Bools:
        """Return which of the rows name a skill at the slice's level."""
        named = np.zeros(len(self.corpus), dtype=np.bool_)
        named[self.rows_naming(code)] = True
        return named[self.rows]

    def dense(self, codes: Sequence[int] | npt.NDArray[np.int64]) -> Bools:
        """Return rows x codes: which row names which skill at the slice's level."""
        matrix = np.zeros((len(self.rows), len(codes)), dtype=np.bool_, order="F")
        for place, code in enumerate(codes):
            matrix[:, place] = self.names(int(code))
        return matrix

    def strongest(self, codes: Sequence[int]) -> tuple[npt.NDArray[np.int8], Bools]:
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


def day_number(day: date) -> int:
    """Return days since 1970-01-01."""
    return (day - EPOCH).days


def day_of(number: int) -> date:
    """Return the date of a day number."""
    return date.fromordinal(EPOCH.toordinal() + number)


def level_mask(levels: npt.NDArray[np.int8], wanted: str) -> Bools:
    """Return which levels count: "asked" is all but boilerplate, "any" is all."""
    if wanted == "any":
        return np.ones(len(levels), dtype=np.bool_)
    if wanted == "asked":
        return np.asarray(levels < BOILERPLATE)
    return np.asarray(levels == [str(level) for level in LEVELS].index(wanted))


def _table(values: Sequence[str], wanted: Sequence[str]) -> Bools:
    """Return a look-up by code; the last place answers for -1, missing."""
    return np.array([*(value in wanted for value in values), False])


def _cloud_mask(bits: npt.NDArray[np.uint8], wanted: tuple[str, ...]) -> Bools:
    named = sum(1 << CLOUDS.index(cloud) for cloud in wanted if cloud in CLOUDS)
    mask = (bits & named) != 0
    if "any" in wanted:
        mask |= bits != 0
    if "none" in wanted:
        mask |= bits == 0
    return np.asarray(mask)

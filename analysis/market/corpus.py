"""The facts of a store laid out for counting: postings x skills as sparse arrays, employers as clusters.

Rows are ordered by the employer they count for, vacancy, then day: a vacancy counts for one employer (see
`layout.owners`), its first row inside any mask represents it, and an employer's counts are counts between two
rows. Pairs (a posting names a skill) are ordered by skill, so a
figure of one skill touches only its own; skills that many rows name are kept as bits too. All arrays are
read-only.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np
import numpy.typing as npt

from analysis.arithmetic.employer_tally import EmployerTally
from analysis.market.bitmaps import Bitmaps, RowBounds, Words, bitmaps_of, bits_of, ones, packed
from analysis.market.figure_words import did_you_mean
from analysis.market.implied import implied_codes
from analysis.market.knowledge import Knowledge, knowledge_of
from analysis.market.layout import (
    Alone,
    Bools,
    Groups,
    MentionPairs,
    Rows,
    frozen,
    groups_of,
    ordered,
    pairs_of,
    starts_of,
    taken,
)
from analysis.market.recent_results import Kept
from analysis.market.slices import Slice
from data.catalogue.advice import Advice, load_advice
from data.catalogue.reading_quality import ReadingQuality
from data.errors import UsageError
from data.records import CLOUDS, LEVELS, ROLES, SENIORITIES, WORKPLACES, Skill, Tables

EPOCH = date(1970, 1, 1)
STUFFED = 1  # bit of `flags`: keyword stuffing, left out of every figure
BOILERPLATE = LEVELS.index("boilerplate")
SEE_NAMES = "; `skillgauge figure share --top 500` lists those that are named"


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Corpus:
    """Everything that a figure may count, immutable and shared between sessions.

    `postings` has no mentions any more: they lie in `pairs`, `alone` and `groups`.
    """

    postings: Tables
    pairs: MentionPairs
    alone: Alone
    groups: Groups
    skills: tuple[Skill, ...]
    index: Mapping[str, int]
    bitmaps: Bitmaps
    employer: npt.NDArray[np.int64]  # that each row counts for; `postings.employer` is the one that posted it
    start: npt.NDArray[np.int64]  # the first row that counts for each employer
    implied: tuple[npt.NDArray[np.int64], ...]  # the columns that each skill implies, itself first
    knowledge: Knowledge  # what knowing a skill proves, and which words are no step of a plan
    quality: Mapping[str, ReadingQuality]  # how well a skill's mentions are read, where measured
    kept: Kept = field(default_factory=Kept, init=False, repr=False)  # results that many figures share

    @classmethod
    def from_tables(
        cls,
        tables: Tables,
        skills: Iterable[Skill],
        quality: Mapping[str, ReadingQuality] | None = None,
        advice: Advice | None = None,
    ) -> "Corpus":
        """Return the corpus of these facts; a skill that the catalogue no longer has keeps its id as name.

        Without `advice` the shipped one holds.
        """
        known = {skill.id: skill for skill in skills}
        entries = tuple(known.get(name) or Skill(id=name, name=name, kind="tool") for name in tables.skills)
        postings, row, employer = ordered(tables)
        pairs, alone = pairs_of(tables, row, len(entries), len(postings.posting_id))
        index = {skill.id: code for code, skill in enumerate(entries)}
        return cls(
            postings=postings, pairs=pairs, alone=alone, groups=groups_of(tables, row),
            skills=entries, index=index,
            bitmaps=bitmaps_of(pairs.row, pairs.level, pairs.alone, pairs.start, len(employer)),
            employer=employer,
            start=frozen(np.searchsorted(employer, np.arange(len(tables.employers)))),
            implied=implied_codes(entries),
            knowledge=knowledge_of(entries, advice or load_advice()),
            quality=quality or {},
        )  # fmt: skip

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
        near = did_you_mean(skill, [entry.name for entry in self.skills])
        raise UsageError(f"no posting here names a skill {skill[:80]!r}{near or SEE_NAMES}")

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
            rows = rows.take(starts_of(vacancy))
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
    def bits(self) -> Words:
        """The same mask as bits."""
        return packed(self.chosen)

    @cached_property
    def sizes(self) -> npt.NDArray[np.int64]:
        """The units (vacancies or postings) of each employer; with employers as denominator 0 or 1."""
        sizes = RowBounds(self.corpus.start, len(self.corpus)).counts(self.bits).astype(np.int64)
        return np.minimum(sizes, 1) if self.part.denominator == "employers" else sizes

    def totals(self) -> npt.NDArray[np.int64]:
        """Return how many of the rows name each skill."""
        pairs, bitmaps = self.corpus.pairs, self.corpus.bitmaps
        kept = taken(self.chosen, pairs.rare_row)
        kept &= level_mask(pairs.rare_level, self.part.level)
        before = np.zeros(len(kept) + 1, dtype=np.int32)
        np.cumsum(kept, out=before[1:])
        counts: npt.NDArray[np.int64] = np.diff(before.take(pairs.rare_start)).astype(np.int64)
        for code in np.flatnonzero(bitmaps.place >= 0).tolist():
            counts[code] = ones(self.bits_naming(code))
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
        kept = taken(self.chosen, row)
        kept &= level_mask(pairs.level[mine], self.part.level)
        return row.take(np.flatnonzero(kept))

    @cached_property
    def present(self) -> npt.NDArray[np.int64]:
        """The employers that have at least one of the rows."""
        return np.flatnonzero(self.sizes)

    def tally(self, codes: Sequence[int], employers: npt.NDArray[np.int64] | None = None) -> EmployerTally:
        """Return the counts per employer that the shares and intervals of some skills are made of.

        `employers` are at least those present.
        """
        kept = self.present if employers is None else employers
        bounds, sizes = RowBounds(self.corpus.start.take(kept), len(self.corpus)), self.sizes.take(kept)
        named = np.zeros((len(codes), len(kept)), dtype=np.min_scalar_type(int(sizes.max(initial=0))))
        for place, code in enumerate(codes):
            if self.corpus.bitmaps.has(code):
                named[place] = bounds.counts(self.bits_naming(code))
            else:
                named[place] = self.by_employer(self.rows_naming(code)).take(kept)
        return self.counted(sizes, named)

    def tally_of(self, named: Bools) -> EmployerTally:
        """Return the counts per employer of one property of the rows."""
        counts = self.by_employer(self.rows[named]).take(self.present)
        return self.counted(self.sizes.take(self.present), counts[None, :])

    def by_employer(self, rows: npt.NDArray[np.integer]) -> npt.NDArray[np.int64]:
        """Return how many of some rows each employer has."""
        return np.bincount(self.corpus.employer.take(rows), minlength=len(self.corpus.start))

    def counted(self, sizes: npt.NDArray[np.int64], named: npt.NDArray[np.integer]) -> EmployerTally:
        """Return the tally of some counts; with employers as denominator each employer counts once."""
        return EmployerTally(sizes, np.minimum(named, 1) if self.part.denominator == "employers" else named)

    def split(self, code: int) -> npt.NDArray[np.int64]:
        """Return levels x (as an alternative, alone): how many of the rows name a skill so."""
        if self.corpus.bitmaps.has(code):
            return self.corpus.bitmaps.split(code, self.bits)
        pairs = self.corpus.pairs
        mine = pairs.of(code)
        way = 2 * pairs.level[mine] + pairs.alone[mine]
        counts = np.bincount(way[self.chosen.take(pairs.row[mine])], minlength=2 * len(LEVELS))
        return counts.reshape(len(LEVELS), 2)

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

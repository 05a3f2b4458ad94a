"""The facts of a store laid out for counting: postings x skills as sparse arrays, employers as clusters.

Rows are ordered by the employer they count for, vacancy, then day: a vacancy counts for one employer (see
`layout.owners`), its first row inside any mask represents it, and an employer's counts are counts between two
rows. Pairs (a posting names a skill) are ordered by skill, so a figure of one skill touches only its own;
skills that many rows name are kept as bits too. All arrays are read-only.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt

from analysis.market.bitmaps import Bitmaps, bitmaps_of
from analysis.market.figure_words import did_you_mean
from analysis.market.knowledge import Knowledge, implied_codes, knowledge_of
from analysis.market.layout import (
    Alone,
    Bools,
    Groups,
    Ints,
    MentionPairs,
    frozen,
    groups_of,
    ordered,
    pairs_of,
)
from analysis.market.recent_results import RecentResults
from analysis.market.slices import Slice
from data.catalogue.advice import Advice, load_advice
from data.catalogue.employer_groups import employer_groups
from data.catalogue.reading_quality import ReadingQuality
from data.errors import UsageError
from data.records import CLOUDS, ROLES, SENIORITIES, WORKPLACES, OpenCounts, Skill, Tables
from data.vacancies.employers import employer_key

EPOCH = date(1970, 1, 1)
HALF_BITS = 64  # of the bits of control words are in one column
STUFFED = 1  # bit of `flags`: keyword stuffing, left out of every figure
UNKNOWN_TO_RULES = (
    "; postings here were read by other rules than those in use, which may not know it. The next scrape or "
    "import reads again those whose text is kept"
)
SEE_NAMES = "; `skillgauge figure share --top 500` lists those that are named"


@dataclass(frozen=True, eq=False, kw_only=True)
class Corpus:
    """Everything that a figure may count, immutable and shared between sessions.

    `postings` has no mentions any more: they lie in `pairs`, `alone` and `groups`. `catalogue` has all its
    skills, `advice` what is known of them, None for the shipped advice. `rules_in_use` is the digest of the
    rules that would read a posting now, or what computes it, None where nobody said. `layer` names the user's
    own layer of the catalogue, "" for none. `open_counts` says how many open names the postings have, or
    counts them when that is first asked for; None where nobody looked. `recent` has results that many figures
    share.
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
    catalogue: tuple[Skill, ...]
    advice: Advice | None
    quality: Mapping[str, ReadingQuality]  # how well a skill's mentions are read, where measured
    rules_in_use: str | Callable[[], str] | None
    layer: str
    open_counts: OpenCounts | Callable[[], OpenCounts] | None
    recent: RecentResults = field(default_factory=RecentResults, init=False, repr=False)

    @classmethod
    def from_tables(
        cls,
        tables: Tables,
        skills: Iterable[Skill],
        quality: Mapping[str, ReadingQuality] | None = None,
        advice: Advice | None = None,
        *,
        rules_in_use: str | Callable[[], str] | None = None,
        layer: str = "",
        open_counts: OpenCounts | Callable[[], OpenCounts] | None = None,
    ) -> "Corpus":
        """Return the corpus of these facts; a skill that the catalogue no longer has keeps its id as name.

        Without `advice` the shipped one holds. `layer` names the user's own layer among the skills.
        """
        catalogue = tuple(skills)
        known = {skill.id: skill for skill in catalogue}
        entries = tuple(known.get(name) or Skill(id=name, name=name, kind="tool") for name in tables.skills)
        postings, row, employer = ordered(tables)
        pairs, alone = pairs_of(tables, row, len(entries), len(postings.posting_id))
        return cls(
            postings=postings,
            pairs=pairs,
            alone=alone,
            groups=groups_of(tables, row),
            skills=entries,
            index={skill.id: code for code, skill in enumerate(entries)},
            bitmaps=bitmaps_of(pairs.row, pairs.level, pairs.alone, pairs.start, len(employer)),
            employer=employer,
            start=frozen(np.searchsorted(employer, np.arange(len(tables.employers)))),
            catalogue=catalogue,
            advice=advice,
            quality=quality or {},
            rules_in_use=rules_in_use,
            layer=layer,
            open_counts=open_counts,
        )

    def __len__(self) -> int:
        return len(self.postings.posting_id)

    @cached_property
    def rules_now(self) -> str | None:
        """The digest of the rules that would read a posting now, None where nobody said."""
        return self.rules_in_use() if callable(self.rules_in_use) else self.rules_in_use

    @cached_property
    def _counted(self) -> OpenCounts | None:
        return self.open_counts() if callable(self.open_counts) else self.open_counts

    @cached_property
    def open_names(self) -> npt.NDArray[np.int32]:
        """How many tools that the catalogue lacks each row names, -1 where nobody looked."""
        return frozen(names_by_row(self._counted, self.postings.posting_id))

    @cached_property
    def is_register_known(self) -> Bools:
        """Which rows were read by a release that counts words, list items, control words and forms."""
        return frozen(np.asarray(self.postings.word_count >= 0))

    def has_control_word(self, number: int) -> Bools:
        """Which rows have the control word of this number (see `data.wording.control_words`)."""
        half = self.postings.control_low if number < HALF_BITS else self.postings.control_high
        return np.asarray(half >> np.uint64(number % HALF_BITS) & np.uint64(1), dtype=np.bool_)

    @property
    def finder(self) -> str:
        """The digest of what looked for them, "" where nothing did."""
        return self._counted.finder if self._counted else ""

    @cached_property
    def known_tools(self) -> Ints:
        """How many skills that are no practices each row names, at any level."""
        is_tool = np.array([skill.kind != "practice" for skill in self.skills], dtype=np.bool_)
        named = self.pairs.row[np.repeat(is_tool, np.diff(self.pairs.start))]
        return frozen(np.bincount(named, minlength=len(self)))

    @cached_property
    def implied(self) -> tuple[npt.NDArray[np.int64], ...]:
        """The columns that each skill implies, itself first."""
        return implied_codes(self.skills)

    @cached_property
    def knowledge(self) -> Knowledge:
        """What knowing a skill proves, and which words are no step of a plan. May raise CatalogError."""
        return knowledge_of(self.skills, self.advice or load_advice())

    @cached_property
    def unnamed(self) -> Mapping[str, str]:
        """The names of the skills of the catalogue that no posting names, by id and by name in lower case."""
        left = [skill for skill in self.catalogue if skill.id not in self.index]
        return {word.casefold(): skill.name for skill in left for word in (skill.id, skill.name)}

    @property
    def snapshot(self) -> str:
        """The digest of the facts."""
        return self.postings.snapshot

    @property
    def catalog(self) -> str:
        """The digest of the rules that read them, with that of the user's own layer behind it."""
        return "+".join(filter(None, (self.postings.catalog, self.layer)))

    def code(self, skill: str) -> int:
        """Return the column of a skill, by id or name. Raises UsageError when the corpus never names it."""
        if skill in self.index:
            return self.index[skill]
        for code, entry in enumerate(self.skills):
            if entry.name.casefold() == skill.casefold():
                return code
        if name := self.unnamed.get(skill.casefold()):
            raise UsageError(f"no posting here names {name}{self._why_unnamed()}")
        near = did_you_mean(skill, [entry.name for entry in self.skills])
        raise UsageError(f"no posting here names a skill {skill[:80]!r}{near or SEE_NAMES}")

    def _why_unnamed(self) -> str:
        """Say that other rules may be why, nothing where the rules in use read every posting."""
        if self.rules_now is None or not {*self.postings.catalog.split("+")} - {self.rules_now, ""}:
            return ""
        return UNKNOWN_TO_RULES

    def name(self, skill: str) -> str:
        """Return the name of a skill given by id or name; raises like `code`."""
        return self.skills[self.code(skill)].name

    @property
    def first_day(self) -> date | None:
        """The day of the oldest posting, None without any."""
        days = self.postings.posted_day
        return day_of(int(days.min())) if len(days) else None

    @property
    def last_day(self) -> date | None:
        """The day of the newest posting, None without any."""
        days = self.postings.posted_day
        return day_of(int(days.max())) if len(days) else None

    def mask(self, part: Slice) -> Bools:
        """Mask of the postings in a slice, several of one vacancy included; stuffed postings are never in."""
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
        if part.employer_groups:
            mask &= _of_groups(tables.employers, part.employer_groups)[tables.employer]
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


def names_by_row(counts: OpenCounts | None, postings: npt.NDArray[np.int64]) -> npt.NDArray[np.int32]:
    """Return how many open names each posting has, -1 for one that was not looked through."""
    found = np.full(len(postings), -1, dtype=np.int32)
    if counts is not None and len(counts.posting):
        place = np.minimum(np.searchsorted(counts.posting, postings), len(counts.posting) - 1)
        is_there = counts.posting[place] == postings
        found[is_there] = counts.names[place[is_there]]
    return found


def day_number(day: date) -> int:
    """The day as `postings.posted_day` has it: days since 1970-01-01."""
    return (day - EPOCH).days


def day_of(number: int) -> date:
    """The date of such a number."""
    return date.fromordinal(EPOCH.toordinal() + number)


def years_of(days: npt.NDArray[np.integer]) -> npt.NDArray[np.int64]:
    """The year of each of such numbers."""
    return days.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + np.int64(1970)


@lru_cache(maxsize=8)  # of the corpus in use and of the one that replaces it
def _of_groups(employers: tuple[str, ...], groups: tuple[str, ...]) -> Bools:
    """Return which employers are of some groups, under any of their names; the last place is for none."""
    wanted = {employer_key(name) for code in groups for name in employer_groups()[code].employers}
    return frozen(np.array([*(employer_key(name) in wanted for name in employers), False]))


def _table(values: Sequence[str], wanted: Sequence[str]) -> Bools:
    """Return which codes are wanted; the last place answers for -1, a missing value."""
    return np.array([*(value in wanted for value in values), False])


def _cloud_mask(bits: npt.NDArray[np.uint8], wanted: tuple[str, ...]) -> Bools:
    named = sum(1 << CLOUDS.index(cloud) for cloud in wanted if cloud in CLOUDS)
    mask = (bits & named) != 0
    if "any" in wanted:
        mask |= bits != 0
    if "none" in wanted:
        mask |= bits == 0
    return np.asarray(mask)

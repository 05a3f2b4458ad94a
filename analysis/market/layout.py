"""How facts lie in memory: rows by employer, vacancy and day; pairs by skill; any-of groups by row.

Sorting goes through one packed number for each mention: numbers sort many times faster than columns.
"""

from dataclasses import dataclass, replace
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from data.records import LEVELS, Tables

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]
Rows = npt.NDArray[np.int32]  # half the memory of what numpy indexes with; `taken` makes up for the time
Array = TypeVar("Array", bound=npt.NDArray[Any])

PER_POSTING = (
    "posting_id", "source", "employer", "vacancy", "role", "seniority", "workplace", "clouds", "country",
    "posted_day", "salary_min", "salary_max", "currency", "pay_period", "years_min", "flags", "is_open",
    "first_run", "word_count", "item_count", "control_low", "control_high",
    "searched",
)  # fmt: skip # a list, read by the line
PER_MENTION = ("mention_posting", "mention_skill", "mention_level", "mention_group", "mention_form")
LEVEL_BITS, SKILL_BITS, GROUP_BITS, ROW_BITS = 2, 15, 15, 31  # 63 together
FORM_BITS = 1
LOW_BITS = LEVEL_BITS + FORM_BITS
LEVEL_MASK, SKILL_MASK, ROW_MASK = (1 << LEVEL_BITS) - 1, (1 << SKILL_BITS) - 1, (1 << ROW_BITS) - 1
USUAL = 0.01  # of the rows must name a skill to make bits the shorter way (see `bitmaps`)
LEVEL_NAMES = tuple(str(level) for level in LEVELS)
BOILERPLATE = LEVEL_NAMES.index("boilerplate")
NO_LEVEL = len(LEVELS)  # stands for the level of a mention that is none
PART = 1 << 16  # rows looked up at a time, so that numpy's wider copy of them stays in the cache


@dataclass(frozen=True, slots=True, eq=False)
class MentionPairs:
    """Skills x postings: those of skill s are `row[start[s]:start[s + 1]]`, each at its strongest level.

    `specific` is the strongest level among the mentions that can mean nothing else, NO_LEVEL where all may
    ("pipelines"). `alone` is whether the skill is named outside every any-of group at least once. The `rare_`
    arrays are the same for the skills that few rows name, without those between.
    """

    row: Rows
    level: npt.NDArray[np.int8]
    specific: npt.NDArray[np.int8]
    alone: Bools
    start: Ints
    rare_row: Rows
    rare_level: npt.NDArray[np.int8]
    rare_start: Ints

    def of(self, code: int) -> slice:
        """Where the pairs of a skill lie in `row`, `level` and `alone`."""
        return slice(int(self.start[code]), int(self.start[code + 1]))


@dataclass(frozen=True, slots=True, eq=False)
class Alone:
    """Skills named outside any-of groups, by their strongest level there: those of skill s at level l are
    `row[start[l, s]:start[l, s + 1]]`.
    """

    row: Rows
    start: Ints

    def of(self, level: int, code: int) -> Rows:
        """Return the rows that name a skill alone at a level."""
        return self.row[self.start[level, code] : self.start[level, code + 1]]


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """The any-of groups of the corpus: group g is of row `row[g]`.

    Member i says that `group[i]` names `skill[i]`, at its strongest `level[i]`; members are in the order of
    groups, and groups in the order of rows.
    """

    row: Rows
    group: Rows
    skill: npt.NDArray[np.int16]
    level: npt.NDArray[np.int8]


def ordered(tables: Tables) -> tuple[Tables, Rows, Ints]:
    """Return the postings by owner, vacancy and day, the new row of each mention, and the owner of each row.

    The postings come without their mentions. Those of one day keep their order, which a store gives by
    their source.
    """
    owner = owners(tables)
    order = np.lexsort((tables.posted_day, tables.vacancy, owner))
    place = np.empty(len(order), dtype=np.int32)
    place[order] = np.arange(len(order), dtype=np.int32)
    parts: dict[str, Any] = {name: frozen(getattr(tables, name)[order]) for name in PER_POSTING}
    parts |= {name: frozen(getattr(tables, name)[:0].copy()) for name in PER_MENTION}
    return replace(tables, **parts), place[tables.mention_posting], frozen(owner[order])


def owners(tables: Tables) -> Ints:
    """Return the employer that each posting counts for: the one that posted its vacancy first.

    Nearly every vacancy has one employer. Where two share one (a firm under its old and its new name, an
    agency and its client), all its postings count for the first of them, whatever the slice, so that the
    vacancy is counted once and leaving that employer out takes it out whole.
    """
    order = np.lexsort((tables.posted_day, tables.vacancy))
    first = starts_of(tables.vacancy[order])
    owner = np.empty(len(order), dtype=np.int64)
    owner[order] = np.repeat(tables.employer[order[first]], np.diff(np.r_[first, len(order)]))
    return owner


def pairs_of(tables: Tables, row: Rows, skills: int, rows: int) -> tuple[MentionPairs, Alone]:
    """Return each (skill, posting) once, at its strongest level, and the same outside any-of groups."""
    key = tables.mention_skill.astype(np.int64) << (ROW_BITS + 1 + LOW_BITS)
    key |= row.astype(np.int64) << (1 + LOW_BITS)
    key |= (tables.mention_group >= 0).astype(np.int64) << LOW_BITS
    key |= tables.mention_level.astype(np.int64) << FORM_BITS
    key |= tables.mention_form
    key.sort()
    first = starts_of(key >> (1 + LOW_BITS))
    strongest = ((key >> FORM_BITS) & LEVEL_MASK).astype(np.int8)
    certain = np.where(key & 1, NO_LEVEL, strongest).astype(np.int8)
    level, specific = _least(strongest, first), _least(certain, first)
    key, strongest = key[first], strongest[first]  # a mention alone comes before those in groups
    alone = (key & (1 << LOW_BITS)) == 0
    pair_row = ((key >> (1 + LOW_BITS)) & ROW_MASK).astype(np.int32)
    skill = (key >> (ROW_BITS + 1 + LOW_BITS)).astype(np.int16)
    counts = np.bincount(skill, minlength=skills)
    return (
        _pairs(pair_row, level, specific, alone, counts, rows),
        _alone(pair_row[alone], skill[alone], strongest[alone], skills),
    )


def _least(values: npt.NDArray[np.int8], first: Ints) -> npt.NDArray[np.int8]:
    """Return the least value of each run; `first` are the places where these begin."""
    return np.minimum.reduceat(values, first) if len(first) else values


def _pairs(
    row: Rows,
    level: npt.NDArray[np.int8],
    specific: npt.NDArray[np.int8],
    alone: Bools,
    counts: Ints,
    rows: int,
) -> MentionPairs:
    is_rare = ~is_usual(counts, rows)
    rare = np.repeat(is_rare, counts)
    return MentionPairs(
        row=frozen(row),
        level=frozen(level),
        specific=frozen(specific),
        alone=frozen(alone),
        start=frozen(np.r_[0, np.cumsum(counts)]),
        rare_row=frozen(row[rare]),
        rare_level=frozen(level[rare]),
        rare_start=frozen(np.r_[0, np.cumsum(np.where(is_rare, counts, 0))]),
    )


def _alone(row: Rows, skill: npt.NDArray[np.int16], level: npt.NDArray[np.int8], skills: int) -> Alone:
    """Return rows ordered by skill as rows ordered by level and skill."""
    by_level = [np.flatnonzero(level == at) for at in range(len(LEVELS))]
    counts = np.stack([np.bincount(skill[mine], minlength=skills) for mine in by_level])
    ends = np.cumsum(counts).reshape(counts.shape)
    before = np.r_[0, ends[:-1, -1]] if skills else np.zeros(len(LEVELS), dtype=np.int64)
    return Alone(
        row=frozen(np.concatenate([row[mine] for mine in by_level])),
        start=frozen(np.concatenate([before[:, None], ends], axis=1)),
    )


def groups_of(tables: Tables, row: Rows) -> Groups:
    """Return the any-of groups, each (group, skill) once, at its strongest level."""
    inside = np.flatnonzero(tables.mention_group >= 0)
    key = row[inside].astype(np.int64) << GROUP_BITS
    key |= tables.mention_group[inside]
    key <<= SKILL_BITS
    key |= tables.mention_skill[inside]
    key <<= LEVEL_BITS
    key |= tables.mention_level[inside]
    key.sort()
    key = key[starts_of(key >> LEVEL_BITS)]
    named = key >> (SKILL_BITS + LEVEL_BITS)
    first = starts_of(named)
    group = np.repeat(np.arange(len(first), dtype=np.int32), np.diff(np.r_[first, len(named)]))
    return Groups(
        row=frozen((named[first] >> GROUP_BITS).astype(np.int32)),
        group=frozen(group),
        skill=frozen(((key >> LEVEL_BITS) & SKILL_MASK).astype(np.int16)),
        level=frozen((key & LEVEL_MASK).astype(np.int8)),
    )


def is_usual(counts: Ints, rows: int) -> Bools:
    """Return which skills are named by so many of the rows that they are kept as bits too."""
    return np.asarray(counts > USUAL * rows)


def level_places(wanted: str) -> list[int]:
    """Return the places in LEVELS that count at a slice's level: "asked" is all but boilerplate."""
    if wanted == "any":
        return list(range(len(LEVELS)))
    return list(range(BOILERPLATE)) if wanted == "asked" else [LEVEL_NAMES.index(wanted)]


def level_mask(levels: npt.NDArray[np.int8], wanted: str) -> Bools:
    """Return which of some levels (places in LEVELS) count at a slice's level."""
    if wanted == "any":
        return np.ones(len(levels), dtype=np.bool_)
    if wanted == "asked":
        return np.asarray(levels < BOILERPLATE)
    return np.asarray(levels == LEVEL_NAMES.index(wanted))


def starts_of(ordered: npt.NDArray[np.integer]) -> Ints:
    """The place at which each different number starts, among ordered ones."""
    is_new = np.ones(len(ordered), dtype=np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=is_new[1:])
    return np.flatnonzero(is_new)


def taken(values: Array, rows: Rows) -> Array:
    """`values[rows]`, as fast as if the row numbers had the width that numpy indexes with."""
    found = np.empty(len(rows), dtype=values.dtype)
    for start in range(0, len(rows), PART):
        some = slice(start, start + PART)
        values.take(rows[some], out=found[some], mode="clip")
    return found  # type: ignore[return-value]


def frozen(array: Array) -> Array:
    """Make an array read-only and return it."""
    array.flags.writeable = False
    return array

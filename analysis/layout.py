"""How facts lie in memory: rows by employer, vacancy and day, pairs by skill, mentions by row."""

from dataclasses import dataclass, replace
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from analysis.bitmaps import is_usual
from data.records import Tables

Bools = npt.NDArray[np.bool_]
Array = TypeVar("Array", bound=npt.NDArray[Any])

PER_POSTING = (
    "posting_id", "source", "employer", "vacancy", "role", "seniority", "workplace", "clouds", "country",
    "posted_day", "salary_min", "salary_max", "currency", "pay_period", "years_min", "flags", "is_open",
    "first_run",
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Skills x postings: those of skill s are `row[start[s]:start[s + 1]]`, each at its strongest level.

    `alone` is whether the skill is named outside every any-of group at least once. The `rare_` arrays are the
    same for the skills that few rows name, without those between.
    """

    row: npt.NDArray[np.int64]
    level: npt.NDArray[np.int8]
    alone: Bools
    start: npt.NDArray[np.int64]
    rare_row: npt.NDArray[np.int64]
    rare_level: npt.NDArray[np.int8]
    rare_start: npt.NDArray[np.int64]

    def of(self, code: int) -> slice:
        """Return where the pairs of a skill lie."""
        return slice(int(self.start[code]), int(self.start[code + 1]))


@dataclass(frozen=True, slots=True, eq=False)
class Mentions:
    """All mentions by row and skill, each way of naming once.

    `any_of` numbers the any-of groups of the corpus, -1 for a skill alone; `any_of_row` is the row of each.
    `grouped` are the places of the mentions that stand in a group.
    """

    row: npt.NDArray[np.int64]
    skill: npt.NDArray[np.int16]
    level: npt.NDArray[np.int8]
    any_of: npt.NDArray[np.int64]
    any_of_row: npt.NDArray[np.int64]
    grouped: npt.NDArray[np.int64]


def ordered(tables: Tables) -> tuple[Tables, Mentions]:
    """Return the tables with rows by employer, vacancy and day, and their mentions in that order.

    A vacancy is of one employer. Postings of one day keep their order, which a store gives by their source.
    """
    order = np.lexsort((tables.posted_day, tables.vacancy, tables.employer))
    place = np.empty(len(order), dtype=np.int32)
    place[order] = np.arange(len(order), dtype=np.int32)
    row = place[tables.mention_posting]
    by_row = np.argsort(row, kind="stable")
    group, skill = tables.mention_group[by_row], tables.mention_skill[by_row]
    mentions = _mentions(row[by_row], skill, tables.mention_level[by_row], group)
    postings: dict[str, Any] = {name: frozen(getattr(tables, name)[order]) for name in PER_POSTING}
    ordered = replace(
        tables,
        **postings,
        mention_posting=frozen(row[by_row]),
        mention_skill=frozen(skill),
        mention_level=frozen(tables.mention_level[by_row]),
        mention_group=frozen(group),
    )
    return ordered, mentions


def _mentions(
    row: npt.NDArray[np.int32],
    skill: npt.NDArray[np.int16],
    level: npt.NDArray[np.int8],
    group: npt.NDArray[np.int16],
) -> Mentions:
    """Return each (row, skill, any-of group) once, at its strongest level."""
    any_of, any_of_row = _any_of(row, group)
    order = np.lexsort((level, any_of, skill, row))
    row, skill, any_of = row[order], skill[order], any_of[order]
    first = np.ones(len(row), dtype=np.bool_)
    same = (row[1:] == row[:-1]) & (skill[1:] == skill[:-1]) & (any_of[1:] == any_of[:-1])
    first[1:] = ~same
    return Mentions(
        row=frozen(row[first].astype(np.int64)),
        skill=frozen(skill[first]),
        level=frozen(level[order][first]),
        any_of=frozen(any_of[first]),
        any_of_row=frozen(any_of_row),
        grouped=frozen(np.flatnonzero(any_of[first] >= 0)),
    )


def _any_of(
    row: npt.NDArray[np.int32], group: npt.NDArray[np.int16]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return the corpus-wide number of each mention's any-of group (-1 for none), and each group's row."""
    inside = np.flatnonzero(group >= 0)
    width = int(group.max(initial=0)) + 1
    keys, numbers = np.unique(row[inside].astype(np.int64) * width + group[inside], return_inverse=True)
    any_of = np.full(len(row), -1, dtype=np.int64)
    any_of[inside] = numbers
    return any_of, keys // width


def pairs_of(mentions: Mentions, skills: int, rows: int) -> Pairs:
    """Return each (skill, posting) once, at its strongest level, ordered by skill."""
    key = mentions.row * skills + mentions.skill
    first = np.flatnonzero(np.r_[True, key[1:] != key[:-1]]) if len(key) else np.zeros(0, dtype=np.int64)
    level = np.minimum.reduceat(mentions.level, first) if len(first) else mentions.level
    alone = np.logical_or.reduceat(mentions.any_of < 0, first) if len(first) else mentions.any_of < 0
    skill = mentions.skill[first]
    order = np.argsort(skill, kind="stable")
    row, level, counts = mentions.row[first][order], level[order], np.bincount(skill, minlength=skills)
    is_rare = ~is_usual(counts, rows)
    rare = np.repeat(is_rare, counts)
    return Pairs(
        row=frozen(row),
        level=frozen(level),
        alone=frozen(alone[order]),
        start=frozen(np.r_[0, np.cumsum(counts)]),
        rare_row=frozen(row[rare]),
        rare_level=frozen(level[rare]),
        rare_start=frozen(np.r_[0, np.cumsum(np.where(is_rare, counts, 0))]),
    )


def frozen(array: Array) -> Array:
    """Return the same array, read-only from now on."""
    array.flags.writeable = False
    return array

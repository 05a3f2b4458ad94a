"""The diary: what moved a headline share between two states of the store.

Four steps lead from the earlier state to the later one, each changing one thing: what the rules read in the
postings of the earlier state, which of them are one vacancy, which have gone, which are new. The steps add up
to the whole change.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import astuple, dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from data.records import LEVELS, STUFFED_BIT, Tables
from data.store.facts.packed_mentions import row_of

Array = npt.NDArray[Any]

HEADLINES = 20  # most named skills that are followed
BOILERPLATE = LEVELS.index("boilerplate")
SCOPES = ("all", "open")  # all postings; those that were open at the time


@dataclass(frozen=True, slots=True)
class Revision:
    """How a skill's share of vacancies moved, and by what; shares are None where there was no vacancy."""

    scope: str
    skill: str
    share_before: float | None
    share_after: float | None
    vacancies_before: int
    vacancies_after: int
    by_rules: float | None
    by_merges: float | None
    by_closed: float | None
    by_new: float | None


@dataclass(frozen=True, slots=True)
class State:
    """The postings of one step (rows), each with its vacancy and whether it names each skill (columns)."""

    ids: Array
    vacancy: Array
    names: Array


def revisions(before: Tables, after: Tables) -> tuple[Revision, ...]:
    """Return what moved each headline skill's share, in both scopes; nothing if nothing moved."""
    skills = headline_skills(after)
    found = [
        revision
        for scope in SCOPES
        for revision in scope_revisions(scope, skills, before=before, after=after)
    ]
    return tuple(
        r for r in found if (r.share_before, r.vacancies_before) != (r.share_after, r.vacancies_after)
    )


def headline_skills(tables: Tables) -> tuple[str, ...]:
    """Return the skills that most vacancies name, at most HEADLINES, most named first."""
    pairs = np.unique(
        np.stack([tables.mention_skill.astype(np.int64), tables.vacancy[tables.mention_posting]]), axis=1
    )
    named = np.bincount(pairs[0], minlength=len(tables.skills))
    order = np.argsort(-named, kind="stable")[:HEADLINES]
    return tuple(tables.skills[k] for k in order if named[k])


def scope_revisions(scope: str, skills: tuple[str, ...], *, before: Tables, after: Tables) -> list[Revision]:
    """Return the revisions of one scope, one for each skill."""
    old, now = state_of(before, skills), state_of(after, skills)
    first = subset(old, in_scope(before, scope))
    last = subset(now, in_scope(after, scope))
    read_again = replace(first, names=taken(first, now, first.names, now.names))
    merged = replace(read_again, vacancy=taken(first, now, -1 - first.vacancy, now.vacancy))
    kept = subset(merged, np.isin(merged.ids, last.ids))
    shares = np.array([share(state) for state in (first, read_again, merged, kept, last)])
    sizes = len(np.unique(first.vacancy)), len(np.unique(last.vacancy))
    return [
        Revision(scope, skill, known(path[0]), known(path[-1]), *sizes, *map(known, np.diff(path)))
        for skill, path in zip(skills, shares.T, strict=True)
    ]


def in_scope(tables: Tables, scope: str) -> Array:
    """Return which postings count."""
    counted: Array = (tables.flags & STUFFED_BIT) == 0
    return np.logical_and(counted, tables.is_open) if scope == "open" else counted


def state_of(tables: Tables, skills: tuple[str, ...]) -> State:
    """Return all postings of a store, naming or not naming each of `skills`."""
    names = np.zeros((len(tables.posting_id), len(skills)), dtype=bool)
    column = {skill: k for k, skill in enumerate(skills)}
    to_column = np.array([column.get(skill, -1) for skill in tables.skills] or [-1])
    columns = to_column[tables.mention_skill] if len(tables.mention_skill) else np.array([], dtype=int)
    wanted = (columns >= 0) & (tables.mention_level != BOILERPLATE)
    names[tables.mention_posting[wanted], columns[wanted]] = True
    return State(tables.posting_id, tables.vacancy.astype(np.int64), names)


def subset(state: State, rows: Array) -> State:
    """Return the state with only these rows."""
    return State(state.ids[rows], state.vacancy[rows], state.names[rows])


def taken(state: State, now: State, otherwise: Array, values: Array) -> Array:
    """Return the later value of each posting of `state`, `otherwise` where the posting is no longer there."""
    row = row_of(now.ids, state.ids)
    there = row >= 0
    if not there.any():
        return otherwise
    return np.where(there[:, None] if values.ndim == 2 else there, values[row], otherwise)


def share(state: State) -> Array:
    """Return the share of vacancies that name each skill, NaN where there is no vacancy."""
    vacancies, row = np.unique(state.vacancy, return_inverse=True)
    named = np.zeros((len(vacancies), state.names.shape[1]), dtype=bool)
    np.logical_or.at(named, row, state.names)
    if not len(vacancies):
        return np.full(state.names.shape[1], np.nan)
    return np.asarray(named.mean(axis=0))


def known(value: float) -> float | None:
    """Return a plain number, None for NaN."""
    return None if np.isnan(value) else float(value)


def save_revisions(connection: sqlite3.Connection, run_id: int, found: Iterable[Revision]) -> None:
    """Write revisions into the diary under a run's number."""
    connection.executemany(
        """
        INSERT OR REPLACE INTO revision(
            run, scope, skill, share_before, share_after, vacancies_before, vacancies_after,
            by_rules, by_merges, by_closed, by_new)
        SELECT ?, ?, skill.id, ?, ?, ?, ?, ?, ?, ?, ?
        FROM skill
        WHERE slug = ?""",
        [(run_id, r.scope, *astuple(r)[2:], r.skill) for r in found],
    )

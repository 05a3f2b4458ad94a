"""The mentions of a store as arrays, and what gathering columns of a store takes."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from data.records import FORMS, LEVELS

Array = npt.NDArray[Any]

CHUNK = 200_000  # rows fetched at a time: bounds memory
MOST_SKILLS = 0x4000  # numbers that a packed mention has room for
MOST_GROUPS = 0x7FFE


def chunks(cursor: sqlite3.Cursor) -> Iterator[Sequence[tuple[Any, ...]]]:
    """Yield the rows of a query in lists of at most CHUNK."""
    while rows := cursor.fetchmany(CHUNK):
        yield rows


def whole(values: Sequence[Any], name: str) -> Array:
    """Make an array of whole numbers; `name` says in the ValueError what another value was for."""
    found = np.array(values)
    if found.dtype != np.int64:
        raise ValueError(f"a {name} that is not a whole number")
    return found


def sorted_words(words: Iterable[object]) -> list[str]:
    """Sort names. Raises ValueError where one is not text."""
    found = list(words)
    if not all(isinstance(word, str) for word in found):
        raise ValueError("a name that is not text")
    return sorted(map(str, found))


def mention_columns(
    connection: sqlite3.Connection, rows: sqlite3.Cursor, postings: Array
) -> tuple[dict[str, Array], tuple[str, ...]]:
    """Return the arrays of mentions and the skills: each (posting, skill, level, group, form) once, in order.

    `rows` are those of MENTIONS. `postings` are the ids in the order of rows; mentions of other postings are
    left out. Raises ValueError.
    """
    slugs = dict(
        connection.execute("SELECT id, slug FROM skill WHERE id IN (SELECT DISTINCT skill FROM mention)")
    )
    skills = tuple(sorted_words(slugs.values()))
    if len(skills) >= MOST_SKILLS:
        raise ValueError(f"more than {MOST_SKILLS:,} skills")
    keys_of_skills = np.array(sorted(slugs), dtype=np.int64)
    code = {slug: k for k, slug in enumerate(skills)}
    to_code = np.array([code[slugs[key]] for key in sorted(slugs)], dtype=np.int64)
    packed = [pack(whole(some, "mention"), postings, keys_of_skills, to_code) for some in chunks(rows)]
    keys = np.unique(np.concatenate(packed)) if packed else np.array([], dtype=np.int64)
    return {
        "mention_posting": keys >> 32,
        "mention_skill": (keys >> 18) & 0x3FFF,
        "mention_level": (keys >> 16) & 0x3,
        "mention_group": ((keys >> 1) & 0x7FFF) - 1,
        "mention_form": keys & 0x1,
    }, skills


def pack(rows: Array, postings: Array, skills: Array, to_code: Array) -> Array:
    """Pack each mention into one number that sorts by posting row, skill, level, group and form.

    31 bits for the row, then 14 for the skill, 2 for the level, 15 for the group plus 1, 1 for the form.
    Raises ValueError.
    """
    row = row_of(postings, rows[:, 0])
    row, rows = row[row >= 0], rows[row >= 0]
    skill, (level, group, form) = row_of(skills, rows[:, 1]), rows.T[2:]
    if (skill < 0).any():
        raise ValueError("a mention of a skill that does not exist")
    if ((level < 0) | (level >= len(LEVELS)) | (group < -1) | (group >= MOST_GROUPS)).any():
        raise ValueError("a mention whose level or group does not exist")
    if ((form < 0) | (form >= len(FORMS))).any():
        raise ValueError("a mention whose form does not exist")
    packed: Array = (row << 32) | (to_code[skill] << 18) | (level << 16) | ((group + 1) << 1) | form
    return packed


def row_of(postings: Array, wanted: Array) -> Array:
    """Return the position of each of `wanted` in `postings`, which may be in any order; -1 where absent."""
    if not len(postings):
        return np.full(len(wanted), -1)
    order = np.argsort(postings)
    found = order[np.minimum(np.searchsorted(postings, wanted, sorter=order), len(order) - 1)]
    return np.where(postings[found] == wanted, found, -1)

"""Names of tools that postings name and the catalogue lacks: which texts to look through, and what was seen.

A trained finder proposes them, at about ten times the cost of reading. So a text is looked through once for
each digest of finder and catalogue, in batches, and a store without any open name is whole.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from data.records import OpenCounts, OpenName, PlacedSkill, UnsearchedText
from data.store.base.codes import code_for, storable

MOST_NAMES = 100_000  # of one posting: a text of two million characters holds fewer
UNSEARCHED = """
    FROM text
    JOIN reading ON reading.posting = text.posting
    JOIN catalog ON catalog.id = reading.catalog AND catalog.digest = ?
    LEFT JOIN name_search ON name_search.posting = text.posting
    LEFT JOIN finder ON finder.id = name_search.finder
    WHERE finder.digest IS NOT ?"""
ITEMS = """
    SELECT p.id, alias.name, text.body
    FROM json_each(?) AS wanted
    CROSS JOIN posting p ON p.id = wanted.value
    CROSS JOIN alias ON alias.id = p.alias
    CROSS JOIN text ON text.posting = p.id"""
PLACES = """
    SELECT skill.slug, start, stop
    FROM mention
    JOIN skill ON skill.id = mention.skill
    WHERE posting = ? AND stop IS NOT NULL
    ORDER BY start"""


def count_unsearched(connection: sqlite3.Connection, catalog: str, finder: str) -> int:
    """Return how many texts that the rules of `catalog` read `finder` has not looked through."""
    return int(connection.execute(f"SELECT count(*) {UNSEARCHED}", (catalog, finder)).fetchone()[0])


def unsearched(
    connection: sqlite3.Connection, catalog: str, finder: str, most: int, batch: int
) -> Iterator[UnsearchedText]:
    """Yield at most so many of these texts, those of the newest postings first.

    Which these are is settled at the start, so that names may be written in between.
    """
    newest = f"SELECT text.posting {UNSEARCHED} ORDER BY text.posting DESC"
    by_day = f"SELECT id FROM posting WHERE id IN ({newest}) ORDER BY day DESC, id DESC LIMIT ?"  # noqa: S608
    ids = [key for (key,) in connection.execute(by_day, (catalog, finder, most))]
    for start in range(0, len(ids), batch):
        wanted = str(ids[start : start + batch])
        for posting, employer, text in connection.execute(ITEMS, (wanted,)).fetchall():
            skills = connection.execute(PLACES, (posting,))
            yield UnsearchedText(posting, employer, text, tuple(PlacedSkill(*row) for row in skills))


def write_open_names(
    connection: sqlite3.Connection, finder: str, found: Iterable[tuple[int, tuple[OpenName, ...]]]
) -> None:
    """Write what a finder of this digest saw in postings, in place of what any saw there before."""
    code = code_for(connection, "finder", "digest", finder)
    pairs = list(found)
    drop_open_names(connection, [posting for posting, _ in pairs])
    for posting, names in pairs:
        connection.execute(
            "INSERT INTO name_search(posting, finder, names) VALUES (?, ?, ?)",
            (posting, code, len({one.key for one in names})),
        )
        connection.executemany(
            "INSERT INTO open_name(posting, start, stop, term) VALUES (?, ?, ?, ?)",
            [(posting, one.start, one.end, _term(connection, one)) for one in names],
        )


def drop_open_names(connection: sqlite3.Connection, postings: Iterable[int]) -> None:
    """Forget what was seen in postings, so that their texts are looked through again."""
    keys = [(posting,) for posting in postings]
    for table in ("name_search", "open_name"):
        connection.executemany(f"DELETE FROM {table} WHERE posting = ?", keys)  # noqa: S608 - names are ours


def _term(connection: sqlite3.Connection, one: OpenName) -> int:
    name = storable(one.name)
    connection.execute("INSERT OR IGNORE INTO open_term(name, key) VALUES (?, ?)", (name, storable(one.key)))
    row = connection.execute("SELECT id FROM open_term WHERE name = ?", (name,)).fetchone()
    return int(row[0])


def open_names_of(connection: sqlite3.Connection, posting: int) -> tuple[OpenName, ...] | None:
    """Return the open names of a posting in the order of its text; None where nobody looked, or only counted.

    Shipped facts have counts alone.
    """
    row = connection.execute("SELECT names FROM name_search WHERE posting = ?", (posting,)).fetchone()
    rows = connection.execute(
        """
        SELECT name, start, stop, key
        FROM open_name
        JOIN open_term ON open_term.id = open_name.term
        WHERE posting = ?
        ORDER BY start""",
        (posting,),
    ).fetchall()
    return None if row is None or (row[0] and not rows) else tuple(OpenName(*one) for one in rows)


def open_counts(connection: sqlite3.Connection) -> OpenCounts:
    """Return how many open names postings have, none in a store of an older release.

    Raises ValueError for a number that is never written.
    """
    found: Any = np.empty((0, 2), dtype=np.int64)
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'name_search'").fetchone():
        return OpenCounts(found[:, 0], found[:, 1].astype(np.int32), "")
    if rows := connection.execute("SELECT posting, names FROM name_search ORDER BY posting").fetchall():
        found = np.array(rows)
    if found.dtype != np.int64 or ((found[:, 1] < 0) | (found[:, 1] > MOST_NAMES)).any():
        raise ValueError("a count of open names that is none")
    finders = connection.execute(
        "SELECT digest FROM finder WHERE id IN (SELECT DISTINCT finder FROM name_search) ORDER BY digest"
    )
    return OpenCounts(
        found[:, 0].copy(), found[:, 1].astype(np.int32), "+".join(str(one) for (one,) in finders)
    )

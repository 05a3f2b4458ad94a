"""Finding postings by words: turns what a person types into a safe full-text query."""

import re
import sqlite3
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

LONGEST_QUERY = 500  # characters
MOST_TERMS = 32
TERM = re.compile(r'(-?)(?:"([^"]*)"?|([^\s"]+))')
SEARCHABLE = re.compile(r"[\w+#]")
MATCHES = """
    SELECT posting.id
    FROM search
    JOIN posting ON posting.id = search.rowid
    WHERE search MATCH ?"""
UNSAFE = re.compile(r"[\x00-\x1f\ud800-\udfff]")


def full_text_query(words: str) -> str | None:
    """Return the FTS5 query for what a person typed, None where there is nothing to look for.

    Every term is quoted, so no operator of FTS5 can be used or broken. All terms must occur; `"two words"`
    must stand together, `-word` must not occur, `word*` finds words that begin so.
    """
    wanted: list[str] = []
    unwanted: list[str] = []
    for minus, phrase, word in TERM.findall(UNSAFE.sub(" ", words[:LONGEST_QUERY]))[:MOST_TERMS]:
        term = phrase or word
        if SEARCHABLE.search(term):
            (unwanted if minus else wanted).append(quoted(term))
    if not wanted:
        return None
    without = f" NOT ({' OR '.join(unwanted)})" if unwanted else ""
    return f"({' AND '.join(wanted)}){without}"


def quoted(term: str) -> str:
    """Write a term as an FTS5 string, its quotes doubled; a star at its end stays an operator."""
    star = "*" if term.endswith("*") and len(term) > 1 else ""
    plain = term.rstrip("*").replace('"', '""')
    return f'"{plain}"{star}'


def matching_ids(connection: sqlite3.Connection, words: str, *, by_relevance: bool) -> Array:
    """Return the ids of the postings that match, newest first or best match first; all for no words."""
    query = full_text_query(words)
    if query is None:
        if words.strip():
            return np.array([], dtype=np.int64)
        return ids_of(connection.execute("SELECT id FROM posting ORDER BY day DESC, id DESC"))
    order = "search.rank, posting.id DESC" if by_relevance else "posting.day DESC, posting.id DESC"
    return ids_of(connection.execute(f"{MATCHES} ORDER BY {order}", (query,)))


def ids_of(cursor: sqlite3.Cursor) -> Array:
    """Gather the first column of a query, whole numbers, in one array."""
    return np.fromiter((row[0] for row in cursor), dtype=np.int64)

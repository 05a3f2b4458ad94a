"""Forgetting an employer or a posting: everything about it goes, and later scrapes and imports keep it out.

Forgetting texts is different: later runs may bring them back, and what was read from them stays.
"""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from data.errors import UsageError
from data.files.dump_identity import content_key
from data.moments import seconds
from data.prose import COMMENTS, place_without_prose, title_without_prose
from data.store.base.codes import forgotten_digest, posting_key, unindex
from data.vacancies.employers import employer_key

# tables that hold something of a posting, each with the column that names the posting
HOLDERS = (
    ("text", "posting"),
    ("version", "posting"),
    ("identity", "posting"),
    ("reading", "posting"),
    ("mention", "posting"),
    ("name_search", "posting"),
    ("open_name", "posting"),
    ("vacancy", "posting"),
    ("posting", "id"),
)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was forgotten ("employer 'Acme'") and how many postings went with it."""

    what: str
    postings: int


def forget_employer(connection: sqlite3.Connection, name: str, now: datetime) -> Forgotten:
    """Remove an employer under all its names and keep it out; an unknown one is kept out from now on."""
    key = employer_key(name)
    found = connection.execute(
        """
        SELECT posting.id
        FROM employer
        CROSS JOIN alias ON alias.employer = employer.id
        CROSS JOIN posting ON posting.alias = alias.id
        WHERE employer.key = ?""",
        (key,),
    )
    ids = [posting for (posting,) in found]
    keep_out(connection, forgotten_digest("employer", key), now)
    remove_postings(connection, ids)
    return Forgotten(f"employer {name!r}", len(ids))


def forget_posting(connection: sqlite3.Connection, which: str, now: datetime) -> Forgotten:
    """Remove and keep out the postings with this number or link. Raises UsageError for an unknown one."""
    rows = connection.execute(
        """
        SELECT posting.id, source.name, board.slug, external_id, title, alias.name, text.body
        FROM posting
        JOIN board ON board.id = posting.board
        JOIN source ON source.id = board.source
        JOIN alias ON alias.id = posting.alias
        LEFT JOIN text ON text.posting = posting.id
        WHERE posting.url = :which OR CAST(posting.id AS TEXT) = :which""",
        {"which": which},
    ).fetchall()
    if not rows:
        raise UsageError(f"there is no posting {which!r}; give its number or its link as the store has it")
    for _, source, board, external_id, title, employer, body in rows:
        for name in (external_id, content_key(title, employer, body or "")):  # its id in a dump may differ
            keep_out(connection, forgotten_digest("posting", posting_key(source, board, name)), now)
    remove_postings(connection, [row[0] for row in rows])
    return Forgotten(f"posting {which!r}", len(rows))


def forget_texts(connection: sqlite3.Connection) -> int:
    """Remove the texts of all postings and of their versions; return how many postings had one.

    The title and place of a comment are lines of its text, so sentences leave them too. The search index is
    built again without texts; freed pages are overwritten.
    """
    connection.execute("PRAGMA secure_delete=ON")
    (count,) = connection.execute("SELECT count(*) FROM text").fetchone()
    connection.execute("INSERT INTO search(search) VALUES ('delete-all')")
    connection.execute("DELETE FROM text")
    connection.execute("UPDATE version SET body = NULL")
    shorten_comments(connection)
    connection.execute("INSERT INTO search(search) VALUES ('rebuild')")
    return int(count)


def shorten_comments(connection: sqlite3.Connection) -> None:
    """Take sentences out of the titles and places of comments, and out of the titles of their versions."""
    found = connection.execute(
        """
        SELECT posting.id, title, location
        FROM posting
        JOIN board ON board.id = posting.board
        JOIN source ON source.id = board.source
        WHERE source.name = ?""",
        (COMMENTS,),
    ).fetchall()
    connection.executemany(
        "UPDATE posting SET title = ?, location = ? WHERE id = ?",
        [(title_without_prose(title), place_without_prose(place), key) for key, title, place in found],
    )
    ids = [(key,) for key, _, _ in found]
    connection.create_function("title_without_prose", 1, title_without_prose, deterministic=True)
    connection.executemany("UPDATE version SET title = title_without_prose(title) WHERE posting = ?", ids)


def keep_out(connection: sqlite3.Connection, digest: str, now: datetime) -> None:
    """Remember what later scrapes and imports must leave out, as a digest (see `forgotten_digest`)."""
    connection.execute("INSERT OR IGNORE INTO forgotten(digest, at) VALUES (?, ?)", (digest, seconds(now)))


def remove_postings(connection: sqlite3.Connection, ids: list[int]) -> None:
    """Remove postings and the names that only they used; freed pages are overwritten."""
    connection.execute("PRAGMA secure_delete=ON")
    unindex(connection, ids)
    for table, column in HOLDERS:
        connection.executemany(f"DELETE FROM {table} WHERE {column} = ?", [(key,) for key in ids])  # noqa: S608
    connection.execute("DELETE FROM alias WHERE id NOT IN (SELECT alias FROM posting)")
    connection.execute("DELETE FROM employer WHERE id NOT IN (SELECT employer FROM alias)")
    connection.execute("DELETE FROM surface WHERE id NOT IN (SELECT surface FROM mention)")
    connection.execute("DELETE FROM open_term WHERE id NOT IN (SELECT term FROM open_name)")
    connection.execute("INSERT INTO search(search) VALUES ('optimize')")

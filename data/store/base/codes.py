"""Names and numbers: what stands for a text, a board, an employer's name or a word in the store."""

import hashlib
import sqlite3
from collections.abc import Iterable

from data.vacancies.employers import employer_key


def storable(text: str) -> str:
    """Return text that SQLite keeps whole: no NUL, no lone surrogates."""
    return text.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")


def maybe_storable(text: str | None) -> str | None:
    """Return storable text, None for none."""
    return None if text is None else storable(text)


def text_digest(text: str) -> int:
    """Return 64 bits that two texts share when they differ in case and spacing at most."""
    plain = " ".join(text.casefold().split())
    return int.from_bytes(hashlib.blake2b(plain.encode(), digest_size=8).digest(), "big", signed=True)


def forgotten_digest(kind: str, key: str) -> str:
    """Return what is remembered of a forgotten employer ("employer") or posting ("posting")."""
    return hashlib.sha256(f"{kind}\n{key}".encode()).hexdigest()[:32]


def posting_key(source: str, board: str, external_id: str) -> str:
    """Return the identity of a posting as one string."""
    return f"{source}:{board}:{external_id}"


def code_for(connection: sqlite3.Connection, table: str, column: str, value: str) -> int:
    """Return the number of `value` in a table of names, adding it when it is new."""
    found = f"SELECT id FROM {table} WHERE {column} = ?"  # noqa: S608 - names are ours
    row = connection.execute(found, (value,)).fetchone()
    if row is None:
        added = f"INSERT INTO {table}({column}) VALUES (?) RETURNING id"  # noqa: S608 - names are ours
        row = connection.execute(added, (value,)).fetchone()
    return int(row[0])


def board_code(connection: sqlite3.Connection, source: str, slug: str) -> int:
    """Return the number of a board, adding it when it is new."""
    code = code_for(connection, "source", "name", source)
    row = connection.execute("SELECT id FROM board WHERE source = ? AND slug = ?", (code, slug)).fetchone()
    if row is None:
        row = connection.execute(
            "INSERT INTO board(source, slug) VALUES (?, ?) RETURNING id", (code, slug)
        ).fetchone()
    return int(row[0])


def alias_code(connection: sqlite3.Connection, name: str) -> int:
    """Return the number of an employer's name as written, adding it (and its employer) when it is new."""
    row = connection.execute("SELECT id FROM alias WHERE name = ?", (name,)).fetchone()
    if row is not None:
        return int(row[0])
    key = employer_key(name)
    connection.execute("INSERT OR IGNORE INTO employer(name, key) VALUES (?, ?)", (name, key))
    return int(
        connection.execute(
            "INSERT INTO alias(name, employer) SELECT ?, id FROM employer WHERE key = ? RETURNING id",
            (name, key),
        ).fetchone()[0]
    )


def code_in(values: tuple[str, ...], value: str | None) -> int | None:
    """Return the position of a value in its tuple, None for an unknown or missing one."""
    return values.index(value) if value in values else None


def index(connection: sqlite3.Connection, posting_ids: Iterable[int]) -> None:
    """Put postings into the search index."""
    connection.executemany(
        "INSERT INTO search(rowid, title, employer, body) "
        "SELECT id, title, employer, body FROM search_source WHERE id = ?",
        [(posting_id,) for posting_id in posting_ids],
    )


def unindex(connection: sqlite3.Connection, posting_ids: Iterable[int]) -> None:
    """Take postings out of the search index, before anything that it was made from changes."""
    connection.executemany(
        "INSERT INTO search(search, rowid, title, employer, body) "
        "SELECT 'delete', id, title, employer, body FROM search_source WHERE id = ?",
        [(posting_id,) for posting_id in posting_ids],
    )

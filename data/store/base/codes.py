"""Names and numbers: what stands for a text, a board, an employer's name or a word in the store."""

import hashlib
import sqlite3
from collections.abc import Iterable

from data.records import WORKPLACES
from data.vacancies.employers import employer_key

# SQL: what the source states (posting p) wins over what the text says (reading r), if it states anything
WORKPLACE = f"coalesce(nullif(p.workplace, {WORKPLACES.index('unspecified')}), r.workplace)"


def storable(text: str) -> str:
    """Remove what SQLite does not keep whole: NUL and lone surrogates."""
    return text.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")


def maybe_storable(text: str | None) -> str | None:
    """Do what `storable` does; None stays None."""
    return None if text is None else storable(text)


def text_digest(text: str) -> int:
    """Return a signed 64-bit digest that two texts share if they differ in case and spacing at most."""
    plain = " ".join(text.casefold().split())
    return int.from_bytes(hashlib.blake2b(plain.encode(), digest_size=8).digest(), "big", signed=True)


def forgotten_digest(kind: str, key: str) -> str:
    """Return the 32 hexadecimal characters by which a forgotten thing is recognised, but not read back.

    `kind` is "employer" or "posting"; `key` is from `employer_key` or `posting_key`.
    """
    return hashlib.sha256(f"{kind}\n{key}".encode()).hexdigest()[:32]


def posting_key(source: str, board: str, external_id: str) -> str:
    """Write the identity of a posting as one string: "greenhouse:kestrel:123"."""
    return f"{source}:{board}:{external_id}"


def code_for(connection: sqlite3.Connection, table: str, column: str, value: str) -> int:
    """Return the number of `value` in a table of names; a new value is added."""
    found = f"SELECT id FROM {table} WHERE {column} = ?"  # noqa: S608 - names are ours
    row = connection.execute(found, (value,)).fetchone()
    if row is None:
        added = f"INSERT INTO {table}({column}) VALUES (?) RETURNING id"  # noqa: S608 - names are ours
        row = connection.execute(added, (value,)).fetchone()
    return int(row[0])


def board_code(connection: sqlite3.Connection, source: str, slug: str) -> int:
    """Return the number of a board; a new board, and a new source, is added."""
    named = (code_for(connection, "source", "name", source), slug)
    row = connection.execute("SELECT id FROM board WHERE source = ? AND slug = ?", named).fetchone()
    if row is None:
        added = "INSERT INTO board(source, slug) VALUES (?, ?) RETURNING id"
        row = connection.execute(added, named).fetchone()
    return int(row[0])


def alias_code(connection: sqlite3.Connection, name: str) -> int:
    """Return the number of an employer's name as written; a new name, and a new employer, is added."""
    row = connection.execute("SELECT id FROM alias WHERE name = ?", (name,)).fetchone()
    if row is None:
        key = employer_key(name)
        connection.execute("INSERT OR IGNORE INTO employer(name, key) VALUES (?, ?)", (name, key))
        added = "INSERT INTO alias(name, employer) SELECT ?, id FROM employer WHERE key = ? RETURNING id"
        row = connection.execute(added, (name, key)).fetchone()
    return int(row[0])


def code_in(values: tuple[str, ...], value: str | None) -> int | None:
    """Return the position of a value in its tuple, None for an unknown or missing one."""
    return values.index(value) if value in values else None


def index(connection: sqlite3.Connection, posting_ids: Iterable[int]) -> None:
    """Put postings into the search index, as they are in the store now."""
    connection.executemany(
        """
        INSERT INTO search(rowid, title, employer, body)
        SELECT id, title, employer, body FROM search_source WHERE id = ?""",
        [(posting_id,) for posting_id in posting_ids],
    )


def unindex(connection: sqlite3.Connection, posting_ids: Iterable[int]) -> None:
    """Take postings out of the search index; call this before their title, employer or text changes."""
    connection.executemany(
        """
        INSERT INTO search(search, rowid, title, employer, body)
        SELECT 'delete', id, title, employer, body FROM search_source WHERE id = ?""",
        [(posting_id,) for posting_id in posting_ids],
    )

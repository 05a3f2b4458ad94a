"""What names the facts of a store: a lineage that every write changes, and the seal on finished facts.

The lineage is a chain: each transaction that writes facts makes the next one from the last and from the
digest of everything it wrote. Two stores have the same lineage only if the same was written to them, in the
same order, from the beginning. The seal says which facts belong to a lineage; it is set when a run has
finished.
"""

import hashlib
import sqlite3
from dataclasses import dataclass
from typing import Self

ORIGIN = "0" * 32  # the lineage of a store into which nothing was ever written
DIGITS = frozenset("0123456789abcdef")
SHORT = 16  # hexadecimal characters of a facts digest
LONG = 32  # of a lineage, and of the digest of a cache's content
UNWRITTEN = ("SELECT", "--")  # statements that begin so change nothing, or are part of another one


class Written:
    """The digest of the statements by which a transaction changed something, with their values."""

    def __init__(self) -> None:
        self._digest = hashlib.sha256()

    def note(self, statement: str) -> None:
        """Add one statement to the digest; made for `sqlite3.Connection.set_trace_callback`."""
        if not statement.lstrip().startswith(UNWRITTEN):
            self._digest.update(statement.encode("utf-8", "surrogatepass") + b"\0")

    def next(self, lineage: str) -> str:
        """Return the lineage that follows `lineage` once this has been written."""
        return hashlib.sha256(f"{lineage} {self._digest.hexdigest()}".encode()).hexdigest()[:LONG]


def is_digest(word: object, length: int) -> bool:
    """Tell whether `word` is a text of `length` lower-case hexadecimal characters, as our digests are."""
    return isinstance(word, str) and len(word) == length and DIGITS.issuperset(word)


def lineage_of(connection: sqlite3.Connection) -> str:
    """Read the lineage of an open store: LONG hexadecimal characters. Raises ValueError where it has none."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'lineage'").fetchone()
    if row is None or not is_digest(row[0], LONG):
        raise ValueError("it does not say where its facts come from")
    return str(row[0])


def lineage_from(facts: str) -> str:
    """Return the lineage of a packed store: it has no history, so the digest of its facts names it."""
    return hashlib.sha256(f"facts {facts}".encode()).hexdigest()[:LONG]


def set_lineage(connection: sqlite3.Connection, lineage: str) -> None:
    """Write the lineage, inside the transaction that it stands for."""
    connection.execute("INSERT OR REPLACE INTO meta(key, value) VALUES ('lineage', ?)", (lineage,))


@dataclass(frozen=True, slots=True)
class Seal:
    """What a store says of its facts.

    `layout` names the form of the tables, `facts` is the digest that figures carry, and `content` is the
    digest of everything in the tables, including the numbering of postings that `facts` leaves out.
    `postings` and `mentions` count rows.
    """

    layout: str
    lineage: str
    postings: int
    mentions: int
    facts: str
    content: str

    def __str__(self) -> str:
        return f"{self.layout} {self.lineage} {self.postings} {self.mentions} {self.facts} {self.content}"

    @classmethod
    def read(cls, words: object) -> Self | None:
        """Read a seal as `str` writes it; None for anything else."""
        parts = words.split(" ") if isinstance(words, str) else []
        if len(parts) != 6 or not all(n.isascii() and n.isdigit() and len(n) < 10 for n in parts[2:4]):
            return None
        layout, lineage, postings, mentions, facts, content = parts
        if not (is_digest(lineage, LONG) and is_digest(facts, SHORT) and is_digest(content, LONG)):
            return None
        return cls(layout, lineage, int(postings), int(mentions), facts, content)


def is_sealed(connection: sqlite3.Connection) -> bool:
    """Tell whether no facts were written since the last seal, regardless of its layout.

    A store into which nothing was ever written counts as sealed. Raises ValueError without a lineage.
    """
    lineage = lineage_of(connection)
    row = connection.execute("SELECT value FROM meta WHERE key = 'facts'").fetchone()
    seal = Seal.read(row[0]) if row else None
    return lineage == ORIGIN if seal is None else seal.lineage == lineage


def seal_of(connection: sqlite3.Connection, layout: str) -> Seal | None:
    """Return the seal on the facts as they are now; None if facts were written since.

    None, too, for a seal of another layout. Raises ValueError for a store without a lineage.
    """
    lineage = lineage_of(connection)
    row = connection.execute("SELECT value FROM meta WHERE key = 'facts'").fetchone()
    seal = Seal.read(row[0]) if row else None
    return seal if seal and (seal.layout, seal.lineage) == (layout, lineage) else None


def set_seal(connection: sqlite3.Connection, seal: Seal) -> None:
    """Write the seal, inside a transaction."""
    connection.execute("INSERT OR REPLACE INTO meta(key, value) VALUES ('facts', ?)", (str(seal),))

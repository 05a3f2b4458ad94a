"""Which shipped facts a store holds: noted when they are unpacked, so every store begun from them knows."""

import hashlib
import sqlite3
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from data.paths import SNAPSHOT_PACKED
from data.releases.vintages import load_vintages
from data.store.facts.cache import stamp_of

UNRECORDED = frozenset({"177d0557e5e8fc8a"})  # shipped before releases kept their headline figures
KEY = "shipped"  # in `meta`: the digest of the facts, and that of the packed file


@lru_cache(maxsize=4)
def digest_of(packed: Path, stamp: str) -> str:  # noqa: ARG001 - the stamp says when to look again
    """Return the SHA-256 of the packed file, computed once for each `stamp`."""
    with packed.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@dataclass(frozen=True, slots=True)
class ShippedFacts:
    """The shipped facts in a store: `facts` is their digest, "" where it was begun before that was noted.

    `is_current` tells whether this release ships the same.
    """

    facts: str
    is_current: bool

    @property
    def words(self) -> str:
        """Return 'the shipped facts 177d0557e5e8fc8a, those of this release', or of an earlier one."""
        name = f"the shipped facts {self.facts}" if self.facts else "shipped facts"
        return f"{name}, those of {'this' if self.is_current else 'an earlier'} release"


@lru_cache(maxsize=1)
def released_facts() -> frozenset[str]:
    """Return the digests of the facts that releases shipped."""
    return UNRECORDED | {one.snapshot for one in load_vintages()}


def note_shipped(connection: sqlite3.Connection, facts: str, packed: str) -> None:
    """Write into an open store which shipped facts it holds, and the SHA-256 of the file they come from."""
    connection.execute("INSERT OR REPLACE INTO meta(key, value) VALUES (?, ?)", (KEY, f"{facts} {packed}"))


def shipped_in(connection: sqlite3.Connection, packed: Path = SNAPSHOT_PACKED) -> ShippedFacts | None:
    """Return the shipped facts of an open store.

    None for one without a shipped row, and for one that was laid out from a snapshot of somebody's own: no
    release takes its place.
    """
    if not connection.execute("SELECT EXISTS (SELECT 1 FROM posting WHERE shipped)").fetchone()[0]:
        return None
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (KEY,)).fetchone()
    facts, _, file = str(row[0]).partition(" ") if row else ("", "", "")
    is_current = not packed.exists() or file == digest_of(packed, stamp_of(packed))
    is_own = bool(facts) and not is_current and facts not in released_facts()
    return None if is_own else ShippedFacts(facts, is_current)

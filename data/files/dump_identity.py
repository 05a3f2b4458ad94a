"""What identifies a posting of a dump: its id, else its link, else a digest of what it says.

Where one id came with two different postings, the second is known by its link, and where that came with
another posting too, by the digest.
"""

import hashlib
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import replace

from data.records import Posting

DUMP_BOARD = "dump"  # the board of all records whose dump names none
LONGEST_ID = 1_000  # characters kept whole; a longer one is known by the digest of the whole
SPOILT_ID = re.compile(r"\d(?:[.,]\d{1,15})?E\+\d{1,3}", re.ASCII | re.IGNORECASE)


def identity_of(words: str) -> str:
    """Turn an id or a link into an identity: the whole of it, or its digest beyond LONGEST_ID characters."""
    if len(words) <= LONGEST_ID:
        return words
    return f"sha256:{hashlib.sha256(words.encode('utf-8', 'replace')).hexdigest()}"


def is_spoilt(words: str) -> bool:
    """Tell whether an id is a number that a spreadsheet has rounded, like 3.88E+09."""
    return SPOILT_ID.fullmatch(words) is not None


def content_key(title: str, employer: str, text: str) -> str:
    """Identify a posting by its wording: "text:" and 32 hexadecimal characters."""
    words = "\n".join((title, employer, text)).encode("utf-8", "replace")
    return f"text:{hashlib.sha256(words).hexdigest()[:32]}"


def identities(posting: Posting) -> Iterator[str]:
    """Yield what may identify a posting, the best first; the last identifies this wording alone."""
    yield posting.external_id
    yield identity_of(posting.url)
    yield content_key(posting.title, posting.employer, posting.text)


def number_of(*words: str) -> int:
    """Return a signed 64-bit digest of words, as SQLite keeps an integer."""
    packed = "\n".join(words).encode("utf-8", "replace")
    return int.from_bytes(hashlib.blake2b(packed, digest_size=8).digest(), "big", signed=True)


class FileIdentities:
    """The identities met in one file, kept in a temporary database: a file may have millions."""

    def __init__(self) -> None:
        self._seen = sqlite3.connect("", isolation_level=None)
        self._seen.execute("PRAGMA synchronous=OFF")
        self._seen.execute("CREATE TABLE seen(identity INTEGER PRIMARY KEY, posting INTEGER)")
        self._seen.execute("BEGIN")

    def settle(self, posting: Posting) -> Posting:
        """Return the posting under an identity that no other posting of this file has.

        The same posting twice keeps one identity; a posting is returned as it is where none is free.
        """
        words: tuple[str, ...] = (posting.title, posting.employer, posting.url)
        if posting.external_id == identity_of(posting.url):  # a link alone may be that of many postings
            words += (posting.location or "", posting.text)
        what = number_of(*words)
        for identity in identities(posting):
            key = number_of(posting.source, posting.board, identity)
            found = self._seen.execute("SELECT posting FROM seen WHERE identity = ?", (key,)).fetchone()
            if found is None:
                self._seen.execute("INSERT INTO seen(identity, posting) VALUES (?, ?)", (key, what))
            if found is None or found[0] == what:
                return posting if identity == posting.external_id else replace(posting, external_id=identity)
        return posting

    def close(self) -> None:
        """Close the temporary database, which frees its disk space."""
        self._seen.close()

"""Writing postings: one row for each identity, versions of edited text, reopening what is seen again."""

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from data.files.dump_identity import content_key
from data.moments import DAY_SECONDS, seconds
from data.prose import COMMENTS, place_without_prose, title_without_prose
from data.records import PRECISIONS, Posting, Seen
from data.store.base.codes import (
    board_code,
    forgotten_digest,
    index,
    posting_key,
    storable,
    text_digest,
    unindex,
)
from data.store.base.open_names import drop_open_names
from data.store.writing.import_origin import IMPORTED, RUN_OF_POSTING, ImportedIdentity
from data.store.writing.posting_columns import MAX_TITLE, Columns, posting_columns, stored_text
from data.vacancies.employers import employer_key

RELATIVE = PRECISIONS.index("relative")
DATES = ("posted_at", "posted_precision", "posted_raw", "day")
CUT_ID = 300  # characters to which earlier versions cut ids; what was forgotten under them stays forgotten
HELD = "already here from a scrape or the shipped facts"

# the row of an identity on its own board first, then those on other boards of the source
KNOWN = f"""
    SELECT posting.*, alias.employer, text.posting IS NOT NULL AS has_text,
        posting.first_run = 0 OR {IMPORTED} AS is_foreign
    FROM posting
    {RUN_OF_POSTING}
    LEFT JOIN text ON text.posting = posting.id
    JOIN alias ON alias.id = posting.alias
    JOIN board ON board.id = posting.board
    JOIN source ON source.id = board.source
    WHERE external_id = ? AND source.name = ?
    ORDER BY board.id = ? DESC"""  # noqa: S608 - constants


@dataclass(slots=True)
class BoardCounts:
    """What became of one board's postings: new (`kept`), changed, unchanged, open again.

    `told_apart` counts imported postings that are kept under another identity, because their id is that of
    another posting. `left_out` counts those that were not written, by reason.
    """

    kept: int = 0
    updated: int = 0
    unchanged: int = 0
    reopened: int = 0
    told_apart: int = 0
    left_out: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BoardVisit:
    """One look at a board: the run's number (0 for an import without a run) and its time.

    `seen` holds when the collector of a dump saw its postings, by their ids in the dump.
    """

    run_id: int
    now: datetime
    seen: Mapping[str, Seen] = field(default_factory=dict)
    imported: bool = False

    @property
    def is_import(self) -> bool:
        """Tell whether the postings come from a dump rather than a scrape."""
        return self.imported or self.run_id == 0

    def sight(self, external_id: str) -> datetime | None:
        """Return when the collector of a dump last saw a posting, None where the dump does not say."""
        seen = self.seen.get(external_id)
        return seen.last if seen and seen.last < self.now else None


class PostingWriter:
    """Writes the postings of one board inside a transaction that the store has begun."""

    def __init__(self, connection: sqlite3.Connection, source: str, board: str, visit: BoardVisit) -> None:
        self.connection, self.source, self.board, self.visit = connection, source, board, visit
        self.board_code = board_code(connection, source, board)
        self.counts = BoardCounts()
        self._has_forgotten = connection.execute("SELECT 1 FROM forgotten LIMIT 1").fetchone() is not None

    def write(self, postings: Iterable[Posting]) -> BoardCounts:
        """Add, update, leave or keep out each posting; return the counts of all that were written so far."""
        for posting in postings:
            if self.visit.is_import:
                self._write_imported(posting)
            elif self._is_forgotten(posting, posting.external_id):
                self._leave_out("forgotten")
            else:
                self._write_one(posting, posting.external_id)
        return self.counts

    def _write_imported(self, posting: Posting) -> None:
        """Write a posting of a dump, unless a scrape or the shipped facts hold it already."""
        identity = ImportedIdentity(self.connection, self.source, self.board, self.board_code).of(posting)
        if self._is_forgotten(posting, identity or posting.external_id):
            self._leave_out("forgotten")
        elif identity is None:
            self._leave_out(HELD)
        else:
            self.counts.told_apart += identity != posting.external_id
            self._write_one(posting, identity)

    def _leave_out(self, reason: str) -> None:
        self.counts.left_out[reason] = self.counts.left_out.get(reason, 0) + 1

    def _is_forgotten(self, posting: Posting, identity: str) -> bool:
        if not self._has_forgotten:
            return False
        ids = [posting.external_id, identity]
        if self.visit.is_import:
            title, employer = storable(posting.title)[:MAX_TITLE], storable(posting.employer)[:MAX_TITLE]
            ids += [posting.external_id[:CUT_ID], content_key(title, employer, stored_text(posting))]
        digests = [
            forgotten_digest("employer", employer_key(storable(posting.employer))),
            *(forgotten_digest("posting", posting_key(self.source, self.board, name)) for name in ids),
        ]
        marks = ", ".join("?" * len(digests))
        sql = f"SELECT 1 FROM forgotten WHERE digest IN ({marks})"  # noqa: S608 - marks only
        return self.connection.execute(sql, digests).fetchone() is not None

    def _write_one(self, posting: Posting, identity: str) -> None:
        text = stored_text(posting)
        values = posting_columns(self.connection, self.board_code, identity, posting, self.visit.now)
        known = self._known(values)
        if known is None:
            self._insert(values, text, posting)
        else:
            self._revisit(known, values, text, posting)

    def _known(self, values: Columns) -> sqlite3.Row | None:
        """Return the row that this posting already has, here or on the board from which it has moved."""
        cursor = self.connection.cursor()
        cursor.row_factory = sqlite3.Row
        identity = (values["external_id"], self.source, self.board_code)
        rows: list[sqlite3.Row] = cursor.execute(KNOWN, identity).fetchall()
        if not rows or rows[0]["board"] == self.board_code:
            return rows[0] if rows else None
        (employer,) = self.connection.execute(
            "SELECT employer FROM alias WHERE id = ?", (values["alias"],)
        ).fetchone()
        moved = [row for row in rows if row["employer"] == employer and row["title"] == values["title"]]
        return moved[0] if moved else None

    def _insert(self, values: Columns, text: str, posting: Posting) -> None:
        now = seconds(self.visit.now)
        seen = self.visit.seen.get(posting.external_id)
        times = {"first_seen": now, "last_seen": now, "closed_at": None, "first_run": self.visit.run_id}
        if seen is not None:
            times |= {"first_seen": seconds(seen.first), "last_seen": seconds(seen.last)}
        if self.visit.is_import:  # nobody watches an imported posting, so it is not known to be open
            times["closed_at"] = times["last_seen"]
        elif values["day"] is None:
            values["day"] = now // DAY_SECONDS
        row = values | times
        marks = ", ".join("?" * len(row))
        sql = f"INSERT INTO posting({', '.join(row)}) VALUES ({marks}) RETURNING id"  # noqa: S608 - columns are ours
        (posting_id,) = self.connection.execute(sql, tuple(row.values())).fetchone()
        self._set_text(posting_id, text)
        self._set_identities(posting_id, posting.identities)
        self.counts.kept += 1

    def _revisit(self, known: sqlite3.Row, values: Columns, text: str, posting: Posting) -> None:
        if values["day"] is None:
            values["day"] = known["day"]
        if values["posted_precision"] == RELATIVE and known["posted_at"] is not None:
            values |= {name: known[name] for name in DATES}  # "3 days ago" moves every day; the first stays
        changed = self._is_changed(known, values)
        if changed and self._is_old_wording(known, values, posting):
            self.counts.unchanged += 1
        elif changed:
            self._update(known, values, text)
            self._set_identities(known["id"], posting.identities)
            self.counts.updated += 1
        else:
            if not known["has_text"]:
                self._give_back(known, values, text)
            self.counts.unchanged += 1
        self._touch(known, posting.external_id)

    def _is_changed(self, known: sqlite3.Row, values: Columns) -> bool:
        """Tell whether a posting differs from what the store has of it.

        A comment whose text has left the store has a title and a place without sentences there.
        """
        kept = dict(values)
        if not known["has_text"] and self.source == COMMENTS:
            title, place = values["title"], values["location"]
            kept["title"] = title_without_prose(str(title))
            kept["location"] = place_without_prose(str(place)) if place else None
        return any(known[name] not in (value, kept[name]) for name, value in values.items())

    def _is_old_wording(self, known: sqlite3.Row, values: Columns, posting: Posting) -> bool:
        """Tell whether an import brings a wording that was replaced already, and does not say it is newer.

        Where the earlier text has left the store, any wording under its title may be the one replaced.
        """
        sight = self.visit.sight(posting.external_id)
        if not self.visit.is_import or (sight and seconds(sight) > known["last_seen"]):
            return False
        found = self.connection.execute("SELECT title, body FROM version WHERE posting = ?", (known["id"],))
        title, digest = values["title"], values["text_digest"]
        return any(
            former == title and (body is None or text_digest(body) == digest) for former, body in found
        )

    def _update(self, known: sqlite3.Row, values: Columns, text: str) -> None:
        is_edited = any(known[name] != values[name] for name in ("text_digest", "title"))
        is_read_again = is_edited or known["alias"] != values["alias"]
        if is_read_again:
            self._unset_text(known, keep=is_edited and known["has_text"])
            self.connection.execute("DELETE FROM vacancy WHERE posting = ?", (known["id"],))
        changes = ", ".join(f"{name} = ?" for name in values)
        self.connection.execute(
            f"UPDATE posting SET {changes} WHERE id = ?",  # noqa: S608 - columns are ours
            (*values.values(), known["id"]),
        )
        if is_read_again:
            self._set_text(known["id"], text)
        elif not known["has_text"]:
            self._give_back(known, values, text)

    def _give_back(self, known: sqlite3.Row, values: Columns, text: str) -> None:
        """Restore a text that had left the store; a reading that fits it stays."""
        posting_id = known["id"]
        unindex(self.connection, [posting_id])
        self.connection.execute(
            "UPDATE posting SET title = ?, location = ? WHERE id = ?",
            (values["title"], values["location"], posting_id),
        )
        if not self._was_read_from(posting_id, text):
            self._unset_reading(posting_id)
        self._set_text(posting_id, text)

    def _was_read_from(self, posting_id: int, text: str) -> bool:
        """Tell whether each word that was read stands where it was read; shipped mentions have no place."""
        words = self.connection.execute(
            """
            SELECT start, stop, surface.name
            FROM mention
            JOIN surface ON surface.id = mention.surface
            WHERE posting = ?""",
            (posting_id,),
        )
        return all(stop is not None and text[start:stop] == word for start, stop, word in words)

    def _unset_text(self, known: sqlite3.Row, *, keep: bool) -> None:
        """Remove a text from the search index and drop its reading; `keep` its wording as a version."""
        posting_id = known["id"]
        unindex(self.connection, [posting_id])
        if keep:
            self.connection.execute(
                """
                INSERT INTO version(posting, number, until, title, body)
                SELECT p.id, p.version, ?, p.title, t.body
                FROM posting p
                LEFT JOIN text t ON t.posting = p.id
                WHERE p.id = ?""",
                (seconds(self.visit.now), posting_id),
            )
            self.connection.execute("UPDATE posting SET version = version + 1 WHERE id = ?", (posting_id,))
        self.connection.execute("DELETE FROM text WHERE posting = ?", (posting_id,))
        self._unset_reading(posting_id)

    def _unset_reading(self, posting_id: int) -> None:
        for table in ("reading", "mention"):
            self.connection.execute(f"DELETE FROM {table} WHERE posting = ?", (posting_id,))  # noqa: S608
        drop_open_names(self.connection, [posting_id])

    def _set_text(self, posting_id: int, text: str) -> None:
        self.connection.execute("INSERT INTO text(posting, body) VALUES (?, ?)", (posting_id, text))
        index(self.connection, [posting_id])

    def _set_identities(self, posting_id: int, identities: tuple[str, ...]) -> None:
        self.connection.execute("DELETE FROM identity WHERE posting = ?", (posting_id,))
        self.connection.executemany(
            "INSERT OR IGNORE INTO identity(identity, posting) VALUES (?, ?)",
            [(storable(name), posting_id) for name in identities],
        )

    def _touch(self, known: sqlite3.Row, external_id: str) -> None:
        """Note that the posting was seen again.

        A scrape reopens a closed posting and takes over an imported one; an import does neither.
        """
        if self.visit.is_import:
            sight = self.visit.sight(external_id)
            last = max(known["last_seen"], seconds(sight)) if sight else known["last_seen"]
            closed, first_run = known["closed_at"] and max(known["closed_at"], last), known["first_run"]
        else:
            last, closed = max(known["last_seen"], seconds(self.visit.now)), None
            first_run = self.visit.run_id if known["is_foreign"] else known["first_run"]
            self.counts.reopened += known["closed_at"] is not None
        now, before = (last, closed, first_run, 0), ("last_seen", "closed_at", "first_run", "missed")
        if now != tuple(known[name] for name in before):
            self.connection.execute(
                """
                UPDATE posting
                SET last_seen = ?, closed_at = ?, first_run = ?, missed = ?, missed_run = NULL
                WHERE id = ?""",
                (*now, known["id"]),
            )

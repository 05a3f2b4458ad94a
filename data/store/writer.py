"""The one writer of a store: a run at a time, each write whole or not at all.

with Store.open(path, create=True, command="scrape") as store:
    run = store.begin_run("scrape", now)
    ...
    store.end_run(run, now, "finished")
    store.finish()
"""

import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from data.files.dumps import unnoticed
from data.moments import check_clock, maybe_moment, maybe_seconds, seconds
from data.paths import SNAPSHOT_PACKED, STORE_VARIABLE, USER_STORE
from data.records import BoardResult, BoardState, Posting, Reading, Tables
from data.store.base.codes import board_code, maybe_storable
from data.store.base.connect import compact, open_reader, reading, store_errors
from data.store.base.lineage import Seal, Written, is_sealed, lineage_of, set_lineage, set_seal
from data.store.base.lock import RunLock
from data.store.base.migrations import create, open_current
from data.store.base.readings import ReadingWriter, count_outdated, count_unread, unread
from data.store.facts.cache import cache_path, store_stamp, write_cache
from data.store.facts.snapshot import copy_snapshot, unpack_snapshot
from data.store.facts.tables import load_tables, seal_for
from data.store.writing.board_history import (
    STATE,
    Held,
    Look,
    close_unseen,
    held_postings,
    recent_looks,
    touch,
)
from data.store.writing.forget import Forgotten, forget_employer, forget_posting, forget_texts
from data.store.writing.postings import BoardCounts, BoardVisit, PostingWriter, Seen, close_missing
from data.store.writing.revisions import revisions, save_revisions

__all__ = ["BoardCounts", "Held", "Look", "Seen", "Store", "default_store", "writable_store"]

READ_BATCH = 500  # texts fetched, and readings written, at a time


def default_store(given: Path | None = None) -> Path:
    """Return the store to read: the one given, else the environment's, else the user's, else the snapshot."""
    chosen = chosen_store(given)
    return unpack_snapshot() if chosen == USER_STORE and not USER_STORE.exists() else chosen


def writable_store(given: Path | None = None) -> Path:
    """Return the store to write: the one given, else the environment's, else the user's."""
    return chosen_store(given)


def chosen_store(given: Path | None) -> Path:
    """Return what option and environment name, else the user's store."""
    named = os.environ.get(STORE_VARIABLE)
    return given or (Path(named) if named else USER_STORE)


class Store:
    """A store opened for writing; holds the run lock until it is closed."""

    def __init__(self, path: Path, connection: sqlite3.Connection, lock: RunLock) -> None:
        self.path, self.connection, self._lock = path, connection, lock
        self._needs = 0  # bytes that the transaction under way adds
        self._moves_facts = False  # whether the transaction under way may change facts
        self._before: Tables | None = None  # the facts when the run began
        self._known: tuple[tuple[str, int], Tables] | None = None  # the facts last loaded, and of which state
        self._sealed: tuple[Seal, Tables] | None = None  # for readers, once the file is closed

    @classmethod
    def open(cls, path: Path, *, create: bool = False, command: str = "write") -> Self:
        """Open a store for writing.

        `create` makes a missing one (the user's starts as a copy of the snapshot). Raises StoreBusy at once
        when another run holds it, StoreDamaged where its facts are not those that it says it holds.
        """
        with store_errors(path):
            if create:
                path.parent.mkdir(parents=True, exist_ok=True)
            lock = RunLock(path)
            if path.parent.is_dir():
                lock.acquire(command, datetime.now(UTC))
        try:
            if create and not path.exists():
                start_store(path)
            store = cls(path, open_current(path), lock)
        except BaseException:
            lock.release()
            raise
        try:
            store.tables()  # before anything is written
        except BaseException:
            store.close()
            raise
        return store

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file, leave the facts beside it for readers, and let the next run in."""
        try:
            is_current = self._is_sealed()
            self.connection.close()
            if is_current and self._sealed:
                write_cache(cache_path(self.path), store_stamp(self.path), *self._sealed)
        finally:
            self.connection.close()
            self._lock.release()

    def _is_sealed(self) -> bool:
        """Tell whether the facts are still those that the last seal names."""
        if self._sealed is None or self._known is None:
            return False
        with suppress(sqlite3.Error, ValueError):
            state = self._state()
            return self._known[0] == state and self._sealed[0].lineage == state[0]
        return False

    @contextmanager
    def writing(self, needs: int = 0, *, facts: bool = True) -> Iterator[sqlite3.Connection]:
        """Run a block as one transaction, nested blocks as part of it; it adds about `needs` bytes.

        Without `facts` it changes nothing that figures are made of, so that readers keep their tables.
        """
        if self.connection.in_transaction:
            self._needs += needs
            self._moves_facts |= facts
            yield self.connection
            return
        self._needs, self._moves_facts, written = needs, facts, Written()
        with store_errors(self.path, lambda: self._needs):
            self.connection.execute("BEGIN IMMEDIATE")
            self.connection.set_trace_callback(written.note)
            before = self.connection.total_changes
            try:
                yield self.connection
                if self._moves_facts and self.connection.total_changes > before:
                    self._name_after(written)
                self.connection.execute("COMMIT")
            except BaseException:
                self.connection.rollback()
                raise
            finally:
                self.connection.set_trace_callback(None)

    def _name_after(self, written: Written) -> None:
        """Give the store the lineage that follows from what a transaction wrote."""
        self.connection.set_trace_callback(None)
        set_lineage(self.connection, written.next(lineage_of(self.connection)))

    # --- runs and boards --------------------------------------------------------------------------------

    def begin_run(self, command: str, now: datetime) -> int:
        """Return the number of a new run; earlier runs that never ended are marked as interrupted.

        Raises UsageError where the clock is not set.
        """
        check_clock(now)
        self._before = self.tables()
        with self.writing(facts=False) as connection:
            connection.execute("UPDATE run SET status = 'interrupted' WHERE status = 'running'")
            row = connection.execute(
                "INSERT INTO run(command, started_at, status, pid) VALUES (?, ?, 'running', ?) RETURNING id",
                (command, seconds(now), os.getpid()),
            ).fetchone()
        return int(row[0])

    def end_run(self, run_id: int, now: datetime, status: str, note: str | None = None) -> None:
        """Close the journal of a run; a note stands after those that it has already."""
        with self.writing(facts=False) as connection:
            connection.execute(
                "UPDATE run SET ended_at = ?, status = ? WHERE id = ?", (seconds(now), status, run_id)
            )
            if note:
                self.add_note(run_id, note)

    def add_note(self, run_id: int, note: str) -> None:
        """Write a sentence about a run, under way or ended, into the journal."""
        with self.writing(facts=False) as connection:
            connection.execute(
                "UPDATE run SET note = coalesce(note || '; ', '') || ? WHERE id = ?",
                (maybe_storable(note), run_id),
            )

    def board_state(self, source: str, slug: str) -> BoardState:
        """Return what is remembered of a board; a new board has nothing."""
        with store_errors(self.path):
            row = self.connection.execute(STATE, (source, slug)).fetchone()
        if row is None:
            return BoardState(source, slug)
        etag, modified, digest, outcome, complete, due, last_run = row
        times = maybe_moment(complete), maybe_moment(due)
        return BoardState(source, slug, etag, modified, digest, outcome, *times, last_run)

    def save_board_result(self, run_id: int, result: BoardResult, state: BoardState) -> None:
        """Write how a board went into the journal, and what to remember of it."""
        with self.writing(facts=False) as connection:
            board = board_code(connection, result.source, result.slug)
            connection.execute(
                "INSERT OR REPLACE INTO run_board VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    run_id, board, result.outcome, result.kept, result.updated, result.unchanged,
                    result.closed,
                    result.reopened, as_json(result.rejected), as_json(result.left_out), result.requests,
                    result.received_bytes, result.error,
                ),
            )  # fmt: skip
            connection.execute(
                "UPDATE board SET etag = ?, last_modified = ?, content_hash = ?, last_outcome = ?, "
                "last_complete_at = ?, not_before = ? WHERE id = ?",
                (
                    state.etag, state.last_modified, state.content_hash, state.last_outcome,
                    maybe_seconds(state.last_complete_at), maybe_seconds(state.not_before), board,
                ),
            )  # fmt: skip

    # --- postings ---------------------------------------------------------------------------------------

    def upsert_postings(
        self,
        source: str,
        board: str,
        postings: Iterable[Posting],
        *,
        run_id: int,
        now: datetime,
        seen: Mapping[str, Seen] | None = None,
        imported: bool = False,
    ) -> BoardCounts:
        """Add or update postings in one transaction.

        An `imported` posting never changes what a scrape or the shipped facts hold; `seen` are its own dates
        by external id. `run_id` 0 is an import without a run.
        """
        batch = list(postings)
        with self.writing(sum(len(posting.text) for posting in batch)) as connection:
            return PostingWriter(
                connection, source, board, BoardVisit(run_id, now, seen or {}, imported)
            ).write(batch)

    def close_missing(
        self, source: str, board: str, seen_ids: Iterable[str], *, run_id: int, now: datetime
    ) -> int:
        """After a complete fetch: close what it lacks for the second time in a row; return how many."""
        with self.writing() as connection:
            return close_missing(connection, source, board, seen_ids, BoardVisit(run_id, now))

    def close_unseen(self, source: str, board: str, since: datetime, *, run_id: int, now: datetime) -> int:
        """Close what a board has open and nobody has seen since; return how many."""
        with self.writing() as connection:
            return close_unseen(connection, source, board, since, BoardVisit(run_id, now))

    def touch(
        self, source: str, board: str, external_ids: Iterable[str], *, run_id: int, now: datetime
    ) -> int:
        """Note that postings are still listed although their texts were not asked for; return how many."""
        with self.writing(facts=False) as connection:
            return touch(connection, source, board, external_ids, BoardVisit(run_id, now))

    def looks(self, source: str, slug: str) -> tuple[Look, ...]:
        """Return how a board answered in the newest runs, newest first."""
        with store_errors(self.path):
            return recent_looks(self.connection, source, slug)

    def held(self, source: str, slug: str) -> dict[str, Held]:
        """Return the open postings of a board by their external ids."""
        with store_errors(self.path):
            return held_postings(self.connection, source, slug)

    # --- readings ---------------------------------------------------------------------------------------

    def count_unread(self, catalog_digest: str) -> int:
        """Return how many texts these rules have not read yet, whether or not others have."""
        with store_errors(self.path):
            return count_unread(self.connection, catalog_digest)

    def count_outdated(self, catalog_digest: str) -> int:
        """Return how many texts other rules have read, which are therefore to be read again."""
        with store_errors(self.path):
            return count_outdated(self.connection, catalog_digest)

    def unread(self, catalog_digest: str) -> Iterator[tuple[int, str, str, str | None, str]]:
        """Yield (id, title, employer, location, text) of each posting that these rules have not read yet.

        Reads through a connection of its own, so that another thread may consume it while readings are
        written.
        """
        with closing(open_reader(self.path)) as connection, store_errors(self.path):
            yield from unread(connection, catalog_digest, READ_BATCH)

    def save_readings(
        self,
        readings: Iterable[tuple[int, Reading]],
        catalog_digest: str,
        progress: Callable[[int], None] = unnoticed,
    ) -> int:
        """Write readings in batches as they come; return how many. A batch stays if a later one fails."""
        total = 0
        for batch in batches(readings, READ_BATCH):
            with self.writing() as connection:
                total += ReadingWriter(connection, catalog_digest).write(batch)
            progress(len(batch))
        return total

    # --- after a refresh --------------------------------------------------------------------------------

    def assign_vacancies(self) -> None:
        """Bring postings of one opening together (see data/vacancies/vacancies.py)."""
        from data.vacancies.vacancies import assign_vacancies  # noqa: PLC0415 - MinHash is needed here only

        with self.writing() as connection:
            assign_vacancies(connection)

    def forget(self, *, employer: str | None = None, posting: str | None = None, now: datetime) -> Forgotten:
        """Remove an employer or a posting, keep it out from now on, and leave nothing of it in the file."""
        with store_errors(self.path):
            was_finished = is_sealed(self.connection)
        with self.writing() as connection:
            if employer is not None:
                gone = forget_employer(connection, employer, now)
            else:
                gone = forget_posting(connection, posting or "", now)
        with suppress(OSError):  # it may hold the name of who is forgotten
            cache_path(self.path).unlink(missing_ok=True)
        if was_finished:
            self.finish()
        else:  # what an earlier run has not read or grouped still waits for the next one
            self._tidy()
        return gone

    def forget_texts(self) -> int:
        """Leave no text in the file, but all that was read from texts; return how many postings had one."""
        from data.vacancies.vacancies import settle_vacancies  # noqa: PLC0415 - MinHash is needed here only

        with store_errors(self.path):
            was_finished = is_sealed(self.connection)
        with self.writing() as connection:
            settle_vacancies(connection)
            count = forget_texts(connection)
        if was_finished:
            self.finish()
        else:  # what an earlier run has not read or grouped still waits for the next one
            self._tidy()
        compact(self.connection, self.path)
        return count

    def tables(self) -> Tables:
        """Return the facts as they are now."""
        with reading(self.path):
            state = self._state()
        if self._known is None or self._known[0] != state:
            self._known = state, load_tables(self.path)
        return self._known[1]

    def _state(self) -> tuple[str, int]:
        """Return what changes when this store, or another program, commits facts."""
        (commits_of_others,) = self.connection.execute("PRAGMA data_version").fetchone()
        return lineage_of(self.connection), commits_of_others

    def save_revisions(self, run_id: int, after: Tables) -> None:
        """Write into the diary what moved each headline share since the run began."""
        found = revisions(self._before or after, after)
        with self.writing(facts=False) as connection:
            save_revisions(connection, run_id, found)

    def finish(self) -> Tables:
        """Seal the facts, refresh the query statistics, empty the write-ahead log; return the facts."""
        tables = self.tables()
        with self.writing(facts=False) as connection:
            seal = seal_for(tables, lineage_of(connection))
            set_seal(connection, seal)
        self._sealed = seal, tables
        self._tidy()
        return tables

    def _tidy(self) -> None:
        """Refresh the query statistics and empty the write-ahead log."""
        with store_errors(self.path):
            self.connection.execute("PRAGMA analysis_limit=1000")
            self.connection.execute("ANALYZE")
            self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def start_store(path: Path) -> None:
    """Make a new store: the user's as a copy of the shipped facts, any other empty."""
    if path == USER_STORE and SNAPSHOT_PACKED.exists():
        copy_snapshot(path)
    else:
        create(path)


def as_json(counts: Mapping[str, int]) -> str:
    """Return counts by reason as JSON, in a fixed order."""
    return json.dumps(dict(sorted(counts.items())), ensure_ascii=False)


def batches(readings: Iterable[tuple[int, Reading]], size: int) -> Iterator[list[tuple[int, Reading]]]:
    """Yield readings in lists of `size`."""
    batch: list[tuple[int, Reading]] = []
    for pair in readings:
        batch.append(pair)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch

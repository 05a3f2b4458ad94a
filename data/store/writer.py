"""The one writer of a store: one run at a time, each write whole or not at all.

with Store.open(path, create=True, command="scrape") as store:
    run = store.begin_run("scrape", now)
    ...
    store.end_run(run, now, "finished")
    store.finish()
"""

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from data.moments import check_clock, seconds
from data.paths import SNAPSHOT_PACKED, user_store
from data.progress import unnoticed
from data.records import BoardResult, BoardState, OpenName, Posting, Reading, Seen, Tables, UnsearchedText
from data.store.base.codes import maybe_storable
from data.store.base.connect import compact, open_reader, reading, store_errors
from data.store.base.lineage import Seal, is_sealed, lineage_of, set_seal
from data.store.base.lock import RunLock
from data.store.base.migrations import create, open_current
from data.store.base.open_names import count_unsearched, unsearched, write_open_names
from data.store.base.readings import ReadingWriter, count_outdated, count_unread, unread
from data.store.base.transactions import Transactions, batches
from data.store.facts.cache import cache_path, store_stamp, write_cache
from data.store.facts.snapshot import copy_snapshot
from data.store.facts.tables import load_tables, seal_for
from data.store.store_choice import default_store, writable_store
from data.store.writing.board_history import (
    Held,
    Look,
    board_state,
    close_missing,
    close_unseen,
    held_postings,
    recent_looks,
    save_board_result,
    touch,
)
from data.store.writing.forget import Forgotten, forget_employer, forget_posting, forget_texts
from data.store.writing.postings import BoardCounts, BoardVisit, PostingWriter
from data.store.writing.revisions import revisions, save_revisions

__all__ = ["BoardCounts", "Held", "Look", "Store", "default_store", "writable_store"]

READ_BATCH = 500  # texts fetched, and readings written, at a time


class Store:
    """A store opened for writing; holds the run lock until it is closed."""

    def __init__(self, path: Path, connection: sqlite3.Connection, lock: RunLock) -> None:
        self.path, self.connection, self._lock = path, connection, lock
        self._transactions = Transactions(path, connection)
        self._before: Tables | None = None  # the facts when the run began
        self._known: tuple[tuple[str, int], Tables] | None = None  # the facts last loaded, and of which state
        self._sealed: tuple[Seal, Tables] | None = None  # for readers, once the file is closed

    @classmethod
    def open(cls, path: Path, *, create: bool = False, command: str = "write") -> Self:
        """Open a store for writing and take its lock; `command` names it to a second run.

        `create` makes a missing store (the user's starts as a copy of the snapshot); without it, raises
        StoreMissing. Raises StoreBusy at once when another run holds the store, StoreDamaged where its facts
        are not those that it says it holds.
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
        """Tell whether the facts are still those of the last `finish`."""
        if self._sealed is None or self._known is None:
            return False
        with suppress(sqlite3.Error, ValueError):
            state = self._state()
            return self._known[0] == state and self._sealed[0].lineage == state[0]
        return False

    def writing(self, needs: int = 0, *, facts: bool = True) -> AbstractContextManager[sqlite3.Connection]:
        """Run a block as one transaction, or as part of the one that is already open.

        `needs` is about how many bytes it adds. Without `facts` it changes nothing that figures are made of,
        so that readers keep their tables.
        """
        return self._transactions.run(needs, facts=facts)

    # --- runs and boards --------------------------------------------------------------------------------

    def begin_run(self, command: str, now: datetime) -> int:
        """Begin a run and return its number; earlier runs that never ended are marked as interrupted.

        Raises UsageError where the machine's clock is not set.
        """
        check_clock(now)
        self._before = self.tables()
        with self.writing(facts=False) as connection:
            connection.execute("UPDATE run SET status = 'interrupted' WHERE status = 'running'")
            row = connection.execute(
                """
                INSERT INTO run(command, started_at, status, pid)
                VALUES (?, ?, 'running', ?)
                RETURNING id""",
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
        """Return what is remembered of a board between runs; a new board has an empty state."""
        with store_errors(self.path):
            return board_state(self.connection, source, slug)

    def save_board_result(self, run_id: int, result: BoardResult, state: BoardState) -> None:
        """Write the result of a board into the journal of a run, and its state for the next run."""
        with self.writing(facts=False) as connection:
            save_board_result(connection, run_id, result, state)

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
        """Add or update the postings of one board in one transaction; return how many of each.

        An `imported` posting never changes what a scrape or the shipped facts hold; `seen` says, by external
        id, when its collector saw it. `run_id` 0 is an import without a run.
        """
        batch = list(postings)
        with self.writing(sum(len(posting.text) for posting in batch)) as connection:
            return PostingWriter(
                connection, source, board, BoardVisit(run_id, now, seen or {}, imported)
            ).write(batch)

    def close_missing(
        self, source: str, board: str, seen_ids: Iterable[str], *, run_id: int, now: datetime
    ) -> int:
        """After a complete fetch, close the postings that it and the one before lack; return how many."""
        with self.writing() as connection:
            return close_missing(connection, source, board, seen_ids, BoardVisit(run_id, now))

    def close_unseen(self, source: str, board: str, since: datetime, *, run_id: int, now: datetime) -> int:
        """Close the open postings of a board that were last seen before `since`; return how many."""
        with self.writing() as connection:
            return close_unseen(connection, source, board, since, BoardVisit(run_id, now))

    def touch(
        self, source: str, board: str, external_ids: Iterable[str], *, run_id: int, now: datetime
    ) -> int:
        """Note that open postings are still listed, though their texts were not fetched; return how many."""
        with self.writing(facts=False) as connection:
            return touch(connection, source, board, external_ids, BoardVisit(run_id, now))

    def looks(self, source: str, slug: str) -> tuple[Look, ...]:
        """Return how a board answered in the newest runs (a dozen at most), newest first."""
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

    # --- names that the catalogue lacks -----------------------------------------------------------------

    def count_unsearched(self, catalog_digest: str, finder: str) -> int:
        """Return how many of the texts that these rules read `finder` has not looked through."""
        with store_errors(self.path):
            return count_unsearched(self.connection, catalog_digest, finder)

    def unsearched(self, catalog_digest: str, finder: str, most: int) -> Iterator[UnsearchedText]:
        """Yield at most so many of these texts, newest first, through a connection like that of `unread`."""
        with closing(open_reader(self.path)) as connection, store_errors(self.path):
            yield from unsearched(connection, catalog_digest, finder, most, READ_BATCH)

    def save_open_names(
        self,
        found: Iterable[tuple[int, tuple[OpenName, ...]]],
        finder: str,
        progress: Callable[[int], None] = unnoticed,
    ) -> None:
        """Write the open names of postings in batches as they come; they are no facts, so a seal stays."""
        for batch in batches(found, READ_BATCH):
            with self.writing(facts=False) as connection:
                write_open_names(connection, finder, batch)
            progress(len(batch))

    # --- after a refresh --------------------------------------------------------------------------------

    def assign_vacancies(self) -> None:
        """Group postings of one opening into vacancies; only employers with changed postings are compared."""
        from data.vacancies.vacancies import assign_vacancies  # noqa: PLC0415 - MinHash is needed here only

        with self.writing() as connection:
            assign_vacancies(connection)

    def forget(self, *, employer: str | None = None, posting: str | None = None, now: datetime) -> Forgotten:
        """Remove an employer or a posting (its number or link) and keep it out from now on.

        Nothing of it stays in the file. Raises UsageError for an unknown posting.
        """
        with store_errors(self.path):
            was_finished = is_sealed(self.connection)
        with self.writing() as connection:
            if employer is not None:
                gone = forget_employer(connection, employer, now)
            else:
                gone = forget_posting(connection, posting or "", now)
        with suppress(OSError):  # it may hold the name of who is forgotten
            cache_path(self.path).unlink(missing_ok=True)
        self._finish_again(was_finished)
        return gone

    def forget_texts(self) -> int:
        """Remove all texts from the file and keep what was read from them; return how many there were.

        Raises StoreBusy where another program reads the store, so that its log still holds them.
        """
        from data.vacancies.vacancies import settle_vacancies  # noqa: PLC0415 - MinHash is needed here only

        with store_errors(self.path):
            was_finished = is_sealed(self.connection)
        with self.writing() as connection:
            settle_vacancies(connection)
            count = forget_texts(connection)
        self._finish_again(was_finished)
        compact(self.connection, self.path)
        return count

    def tables(self) -> Tables:
        """Return the facts as they are now; they are loaded again only after a change."""
        with reading(self.path):
            state = self._state()
        if self._known is None or self._known[0] != state:
            self._known = state, load_tables(self.path)
        return self._known[1]

    def _state(self) -> tuple[str, int]:
        """Return a value that changes when this store, or another program, commits facts."""
        (commits_of_others,) = self.connection.execute("PRAGMA data_version").fetchone()
        return lineage_of(self.connection), commits_of_others

    def save_revisions(self, run_id: int, after: Tables) -> None:
        """Write into the diary of a run what moved each headline share since it began."""
        found = revisions(self._before or after, after)
        with self.writing(facts=False) as connection:
            save_revisions(connection, run_id, found)

    def finish(self) -> Tables:
        """Seal the facts, refresh the query statistics, empty the write-ahead log; return the facts.

        Call it when all postings are read and grouped: until then other commands say that a run is at work.
        """
        tables = self.tables()
        with self.writing(facts=False) as connection:
            seal = seal_for(tables, lineage_of(connection))
            set_seal(connection, seal)
        self._sealed = seal, tables
        self._tidy()
        return tables

    def _finish_again(self, was_finished: bool) -> None:
        """Seal a store that was sealed before; what a run has not read or grouped waits for the next one."""
        if was_finished:
            self.finish()
        else:
            self._tidy()

    def _tidy(self) -> None:
        """Refresh the query statistics and empty the write-ahead log."""
        with store_errors(self.path):
            self.connection.execute("PRAGMA analysis_limit=1000")
            self.connection.execute("ANALYZE")
            self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def start_store(path: Path) -> None:
    """Make a new store: the user's starts with the shipped facts, any other is empty."""
    if path == user_store() and SNAPSHOT_PACKED.exists():
        copy_snapshot(path)
    else:
        create(path)

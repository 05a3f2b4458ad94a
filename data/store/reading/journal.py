"""What the store knows about how it was made: runs, boards, coverage, freshness, duplicates, the diary."""

import json
import sqlite3
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from data.moments import maybe_moment, moment
from data.store.reading.store_records import (
    BoardLine,
    BoardRun,
    DiaryEntry,
    Duplicates,
    Freshness,
    RunEntry,
    SourceCoverage,
    StoreCounts,
)
from data.vacancies.vacancy_reasons import ALONE, REASONS

EPOCH = date(1970, 1, 1)


def runs(connection: sqlite3.Connection, limit: int) -> tuple[RunEntry, ...]:
    """Return the latest runs, newest first, each with the sums over its boards."""
    rows = connection.execute(
        """
        SELECT run.id, command, started_at, ended_at, status, note,
            coalesce(sum(kept), 0), coalesce(sum(updated), 0), coalesce(sum(unchanged), 0),
            coalesce(sum(closed), 0), coalesce(sum(reopened), 0), coalesce(sum(requests), 0),
            coalesce(sum(received_bytes), 0)
        FROM run
        LEFT JOIN run_board ON run_board.run = run.id
        GROUP BY run.id
        ORDER BY run.id DESC
        LIMIT ?""",
        (limit,),
    ).fetchall()
    return tuple(
        RunEntry(run, command, moment(began), maybe_moment(ended), *(*rest, outcomes(connection, run)))
        for run, command, began, ended, *rest in rows
    )


def outcomes(connection: sqlite3.Connection, run_id: int) -> dict[str, int]:
    """Count the boards of a run by outcome, in alphabetical order."""
    rows = connection.execute(
        """
        SELECT outcome, count(*)
        FROM run_board
        WHERE run = ?
        GROUP BY outcome
        ORDER BY outcome""",
        (run_id,),
    )
    return dict(rows.fetchall())


def board_runs(connection: sqlite3.Connection, run_id: int) -> tuple[BoardRun, ...]:
    """Return the result of each board of a run, those with an error first."""
    rows = connection.execute(
        """
        SELECT source.name, board.slug, outcome, kept, updated, unchanged, closed, reopened,
            rejected, left_out, requests, received_bytes, error
        FROM run_board
        JOIN board ON board.id = run_board.board
        JOIN source ON source.id = board.source
        WHERE run = ?
        ORDER BY error IS NULL, source.name, board.slug""",
        (run_id,),
    )
    return tuple(BoardRun(*row[:8], *map(counts_in, row[8:10]), *row[10:]) for row in rows)


def counts_in(packed: str) -> Mapping[str, int]:
    """Read counts by reason as `board_history.as_json` writes them."""
    counts: dict[str, int] = json.loads(packed)
    return counts


def coverage(connection: sqlite3.Connection) -> tuple[SourceCoverage, ...]:
    """Count postings and failed days of each source in each month that has any, in order of time."""
    failed = failed_days(connection)
    counted = {
        (source, month): postings
        for source, month, postings in connection.execute(
            """
            SELECT source.name, strftime('%Y-%m', posting.day * 86400, 'unixepoch') AS month, count(*)
            FROM posting
            JOIN board ON board.id = posting.board
            JOIN source ON source.id = board.source
            WHERE posting.day IS NOT NULL
            GROUP BY source.name, month"""
        )
    }
    return tuple(
        SourceCoverage(source, month, counted.get((source, month), 0), failed.get((source, month), 0))
        for source, month in sorted(counted.keys() | failed.keys(), key=lambda key: (key[1], key[0]))
    )


def failed_days(connection: sqlite3.Connection) -> dict[tuple[str, str], int]:
    """Count, by source and month, the days on which no board of a source gave a whole answer."""
    rows = connection.execute(
        """
        SELECT name, substr(day, 1, 7), count(*)
        FROM (
            SELECT source.name AS name, date(run.started_at, 'unixepoch') AS day
            FROM run_board
            JOIN run ON run.id = run_board.run
            JOIN board ON board.id = run_board.board
            JOIN source ON source.id = board.source
            WHERE run.command = 'scrape'
            GROUP BY 1, 2
            HAVING min(outcome IN ('failed', 'refused', 'partial')) = 1)
        GROUP BY 1, 2"""
    )
    return {(source, month): days for source, month, days in rows}


def freshness(connection: sqlite3.Connection) -> tuple[Freshness, ...]:
    """Return the age and size of each source that has postings, by name."""
    rows = connection.execute(
        """
        SELECT source.name, count(posting.id), count(posting.id) - count(posting.closed_at),
            min(posting.day), max(posting.day),
            (SELECT max(last_complete_at) FROM board WHERE board.source = source.id)
        FROM source
        JOIN board ON board.source = source.id
        JOIN posting ON posting.board = board.id
        GROUP BY source.id
        ORDER BY source.name"""
    )
    return tuple(
        Freshness(name, count, opened, date_of(first), date_of(last), maybe_moment(complete))
        for name, count, opened, first, last, complete in rows
    )


def date_of(day: int | None) -> date | None:
    """Return the date of a number of days since 1970, None for None."""
    return None if day is None else EPOCH + timedelta(days=day)


def boards(connection: sqlite3.Connection) -> tuple[BoardLine, ...]:
    """Return each board that was ever collected or imported, by source and slug."""
    rows = connection.execute(
        """
        SELECT source.name, slug, count(posting.id), count(posting.id) - count(posting.closed_at),
            last_outcome, last_complete_at, not_before
        FROM board
        JOIN source ON source.id = board.source
        LEFT JOIN posting ON posting.board = board.id
        GROUP BY board.id
        ORDER BY source.name, slug"""
    )
    return tuple(BoardLine(*row[:5], *map(maybe_moment, row[5:])) for row in rows)


def counts(connection: sqlite3.Connection) -> StoreCounts:
    """Count the rows of the store's tables."""
    (row,) = connection.execute(
        """
        SELECT (SELECT count(*) FROM posting),
            (SELECT count(*) FROM text),
            (SELECT count(*) FROM posting WHERE closed_at IS NULL),
            (SELECT count(DISTINCT vacancy) FROM vacancy),
            (SELECT count(*) FROM employer),
            (SELECT count(*) FROM mention),
            (SELECT count(*) FROM employer WHERE recruiter > 0)"""
    )
    return StoreCounts(*row)


def duplicates(connection: sqlite3.Connection) -> Duplicates:
    """Count postings, the vacancies they make, and the postings joined to another one by reason."""
    totals = connection.execute("SELECT count(*), count(DISTINCT vacancy) FROM vacancy")
    postings, vacancies = totals.fetchone()
    rows = connection.execute(
        "SELECT reason, count(*) FROM vacancy WHERE reason != ? GROUP BY reason", (ALONE,)
    )
    return Duplicates(postings, vacancies, {REASONS[reason]: count for reason, count in rows})


def diary(connection: sqlite3.Connection, limit: int) -> tuple[DiaryEntry, ...]:
    """Return entries of the diary, newest run first, within a run the largest share first."""
    rows: list[tuple[Any, ...]] = connection.execute(
        """
        SELECT revision.run, run.started_at, scope, skill.slug, share_before, share_after,
            vacancies_before, vacancies_after, by_rules, by_merges, by_closed, by_new
        FROM revision
        JOIN skill ON skill.id = revision.skill
        LEFT JOIN run ON run.id = revision.run
        ORDER BY revision.run DESC, scope, share_after DESC
        LIMIT ?""",
        (limit,),
    ).fetchall()
    return tuple(DiaryEntry(row[0], maybe_moment(row[1]), *row[2:]) for row in rows)

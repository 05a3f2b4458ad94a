"""What the store knows of its own making: runs, boards, coverage, freshness, duplicates, the diary."""

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
    """Return the latest runs, newest first."""
    rows = connection.execute(
        "SELECT run.id, command, started_at, ended_at, status, note, coalesce(sum(kept), 0), "
        "coalesce(sum(updated), 0), coalesce(sum(unchanged), 0), coalesce(sum(closed), 0), "
        "coalesce(sum(reopened), 0), coalesce(sum(requests), 0), coalesce(sum(received_bytes), 0) "
        "FROM run LEFT JOIN run_board ON run_board.run = run.id GROUP BY run.id ORDER BY run.id DESC LIMIT ?",
        (limit,),
    ).fetchall()
    return tuple(
        RunEntry(
            row[0], row[1], moment(row[2]), maybe_moment(row[3]), *row[4:], *[outcomes(connection, row[0])]
        )
        for row in rows
    )


def outcomes(connection: sqlite3.Connection, run_id: int) -> dict[str, int]:
    """Return how many boards of a run ended how."""
    return dict(
        connection.execute(
            "SELECT outcome, count(*) FROM run_board WHERE run = ? GROUP BY outcome ORDER BY outcome",
            (run_id,),
        ).fetchall()
    )


def board_runs(connection: sqlite3.Connection, run_id: int) -> tuple[BoardRun, ...]:
    """Return how each board of a run went, those that failed first."""
    rows = connection.execute(
        "SELECT source.name, board.slug, outcome, kept, updated, unchanged, closed, reopened, rejected, "
        "left_out, requests, received_bytes, error FROM run_board JOIN board ON board.id = run_board.board "
        "JOIN source ON source.id = board.source WHERE run = ? "
        "ORDER BY error IS NULL, source.name, board.slug",
        (run_id,),
    )
    return tuple(BoardRun(*row[:8], *map(counts_in, row[8:10]), *row[10:]) for row in rows)


def counts_in(packed: str) -> Mapping[str, int]:
    """Return counts by reason."""
    counts: dict[str, int] = json.loads(packed)
    return counts


def coverage(connection: sqlite3.Connection) -> tuple[SourceCoverage, ...]:
    """Return what there is of each source in each month with postings or failed days, in order of time."""
    failed = failed_days(connection)
    counted = {
        (source, month): postings
        for source, month, postings in connection.execute(
            "SELECT source.name, strftime('%Y-%m', posting.day * 86400, 'unixepoch') AS month, count(*) "
            "FROM posting JOIN board ON board.id = posting.board JOIN source ON source.id = board.source "
            "WHERE posting.day IS NOT NULL GROUP BY source.name, month"
        )
    }
    return tuple(
        SourceCoverage(source, month, counted.get((source, month), 0), failed.get((source, month), 0))
        for source, month in sorted(counted.keys() | failed.keys(), key=lambda key: (key[1], key[0]))
    )


def failed_days(connection: sqlite3.Connection) -> dict[tuple[str, str], int]:
    """Return how many days of a month a source was asked and gave nothing whole."""
    rows = connection.execute(
        "SELECT name, substr(day, 1, 7), count(*) FROM ("
        "SELECT source.name AS name, date(run.started_at, 'unixepoch') AS day FROM run_board "
        "JOIN run ON run.id = run_board.run JOIN board ON board.id = run_board.board "
        "JOIN source ON source.id = board.source WHERE run.command = 'scrape' GROUP BY 1, 2 "
        "HAVING min(outcome IN ('failed', 'refused', 'partial')) = 1) "
        "GROUP BY 1, 2"
    )
    return {(source, month): days for source, month, days in rows}


def freshness(connection: sqlite3.Connection) -> tuple[Freshness, ...]:
    """Return how current each source is."""
    rows = connection.execute(
        "SELECT source.name, count(posting.id), count(posting.id) - count(posting.closed_at), "
        "min(posting.day), "
        "max(posting.day), (SELECT max(last_complete_at) FROM board WHERE board.source = source.id) "
        "FROM source JOIN board ON board.source = source.id JOIN posting ON posting.board = board.id "
        "GROUP BY source.id ORDER BY source.name"
    )
    return tuple(
        Freshness(name, count, opened, date_of(first), date_of(last), maybe_moment(complete))
        for name, count, opened, first, last, complete in rows
    )


def date_of(day: int | None) -> date | None:
    """Return the date of a day number."""
    return None if day is None else EPOCH + timedelta(days=day)


def boards(connection: sqlite3.Connection) -> tuple[BoardLine, ...]:
    """Return all boards that the store has met."""
    rows = connection.execute(
        "SELECT source.name, slug, count(posting.id), count(posting.id) - count(posting.closed_at), "
        "last_outcome, "
        "last_complete_at, not_before FROM board JOIN source ON source.id = board.source "
        "LEFT JOIN posting ON posting.board = board.id GROUP BY board.id ORDER BY source.name, slug"
    )
    return tuple(BoardLine(*row[:5], *map(maybe_moment, row[5:])) for row in rows)


def counts(connection: sqlite3.Connection) -> StoreCounts:
    """Return how much the store has."""
    (row,) = connection.execute(
        "SELECT (SELECT count(*) FROM posting), (SELECT count(*) FROM text), "
        "(SELECT count(*) FROM posting WHERE closed_at IS NULL), (SELECT count(DISTINCT vacancy) FROM "
        "vacancy), "
        "(SELECT count(*) FROM employer), (SELECT count(*) FROM mention), "
        "(SELECT count(*) FROM employer WHERE recruiter > 0)"
    )
    return StoreCounts(*row)


def duplicates(connection: sqlite3.Connection) -> Duplicates:
    """Return how many postings are how many vacancies, and why."""
    (postings, vacancies) = connection.execute(
        "SELECT count(*), count(DISTINCT vacancy) FROM vacancy"
    ).fetchone()
    rows = connection.execute(
        "SELECT reason, count(*) FROM vacancy WHERE reason != ? GROUP BY reason", (ALONE,)
    )
    return Duplicates(postings, vacancies, {REASONS[reason]: count for reason, count in rows})


def diary(connection: sqlite3.Connection, limit: int) -> tuple[DiaryEntry, ...]:
    """Return the newest entries of the diary, run by run."""
    rows: list[tuple[Any, ...]] = connection.execute(
        "SELECT revision.run, run.started_at, scope, skill.slug, share_before, share_after, "
        "vacancies_before, "
        "vacancies_after, by_rules, by_merges, by_closed, by_new FROM revision JOIN skill ON skill.id = "
        "revision.skill "
        "LEFT JOIN run ON run.id = revision.run ORDER BY revision.run DESC, scope, share_after DESC LIMIT ?",
        (limit,),
    ).fetchall()
    return tuple(DiaryEntry(row[0], maybe_moment(row[1]), *row[2:]) for row in rows)

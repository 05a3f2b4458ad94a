"""What the store knows of a board besides its texts: how it answered lately and what it still has open."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from data.moments import maybe_moment, maybe_seconds, moment, seconds
from data.records import BoardResult, BoardState
from data.store.base.codes import board_code, storable
from data.store.writing.postings import BoardVisit

# the inner query goes from the newest run down: most boards were asked in one of the latest
STATE = """
    SELECT etag, last_modified, content_hash, last_outcome, last_complete_at, not_before, coalesce((
        SELECT run.id
        FROM run_board
        CROSS JOIN run ON run.id = run_board.run AND run.command = 'scrape'
        WHERE run_board.board = board.id
        ORDER BY run_board.run DESC
        LIMIT 1), 0)
    FROM board
    JOIN source ON source.id = board.source
    WHERE source.name = ? AND slug = ?"""
LOOKS_KEPT = 12  # the newest; the rule for closing needs at most six
MISSES_TO_CLOSE = 2  # complete fetches in a row without the posting


class Look(NamedTuple):
    """How a board answered in one run: its outcome, and when the run began."""

    outcome: str
    at: datetime


class Held(NamedTuple):
    """An open posting as the store has it, without its text."""

    url: str
    title: str
    location: str | None
    last_seen: datetime


def board_state(connection: sqlite3.Connection, source: str, slug: str) -> BoardState:
    """Return what is remembered of a board between runs; a new board has an empty state."""
    row = connection.execute(STATE, (source, slug)).fetchone()
    if row is None:
        return BoardState(source, slug)
    etag, modified, digest, outcome, complete, due, last_run = row
    times = maybe_moment(complete), maybe_moment(due)
    return BoardState(source, slug, etag, modified, digest, outcome, *times, last_run)


def save_board_result(
    connection: sqlite3.Connection, run_id: int, result: BoardResult, state: BoardState
) -> None:
    """Write the result of a board into the journal of a run, and its state for the next run."""
    row: dict[str, object] = {
        "run": run_id,
        "board": board_code(connection, result.source, result.slug),
        "outcome": result.outcome,
        "kept": result.kept,
        "updated": result.updated,
        "unchanged": result.unchanged,
        "closed": result.closed,
        "reopened": result.reopened,
        "rejected": as_json(result.rejected),
        "left_out": as_json(result.left_out),
        "requests": result.requests,
        "received_bytes": result.received_bytes,
        "error": result.error,
    }
    names, marks = ", ".join(row), ", ".join(f":{name}" for name in row)
    connection.execute(
        f"INSERT OR REPLACE INTO run_board({names}) VALUES ({marks})",  # noqa: S608 - columns are ours
        row,
    )
    connection.execute(
        """
        UPDATE board
        SET etag = ?, last_modified = ?, content_hash = ?, last_outcome = ?, last_complete_at = ?,
            not_before = ?
        WHERE id = ?""",
        (
            state.etag,
            state.last_modified,
            state.content_hash,
            state.last_outcome,
            maybe_seconds(state.last_complete_at),
            maybe_seconds(state.not_before),
            row["board"],
        ),
    )


def as_json(counts: Mapping[str, int]) -> str:
    """Write counts by reason as JSON, sorted, so that equal counts are equal text."""
    return json.dumps(dict(sorted(counts.items())), ensure_ascii=False)


def recent_looks(connection: sqlite3.Connection, source: str, slug: str) -> tuple[Look, ...]:
    """Return how a board answered in the newest runs, newest first, at most LOOKS_KEPT."""
    rows = connection.execute(
        """
        SELECT outcome, run.started_at
        FROM run_board
        JOIN run ON run.id = run_board.run
        JOIN board ON board.id = run_board.board
        JOIN source ON source.id = board.source
        WHERE source.name = ? AND slug = ?
        ORDER BY run_board.run DESC
        LIMIT ?""",
        (source, slug, LOOKS_KEPT),
    )
    return tuple(Look(outcome, moment(at)) for outcome, at in rows)


def held_postings(connection: sqlite3.Connection, source: str, slug: str) -> dict[str, Held]:
    """Return the open postings of a board by their external ids."""
    rows = connection.execute(
        """
        SELECT external_id, url, title, location, last_seen
        FROM posting
        JOIN board ON board.id = posting.board
        JOIN source ON source.id = board.source
        WHERE source.name = ? AND slug = ? AND closed_at IS NULL""",
        (source, slug),
    )
    return {row[0]: Held(row[1], row[2], row[3], moment(row[4])) for row in rows}


def close_missing(
    connection: sqlite3.Connection, source: str, slug: str, seen_ids: Iterable[str], visit: BoardVisit
) -> int:
    """Count a miss for each open posting that a complete fetch lacks; return how many that closes.

    The second miss in a row closes a posting; one run counts one miss at most.
    """
    values = {
        "board": board_code(connection, source, slug),
        "seen": json.dumps([storable(name) for name in seen_ids]),
        "run": visit.run_id,
        "now": seconds(visit.now),
        "misses": MISSES_TO_CLOSE,
    }
    connection.execute(
        """
        UPDATE posting
        SET missed = missed + 1, missed_run = :run
        WHERE board = :board AND closed_at IS NULL AND missed_run IS NOT :run
            AND external_id NOT IN (SELECT value FROM json_each(:seen))""",
        values,
    )
    return connection.execute(
        """
        UPDATE posting
        SET closed_at = :now
        WHERE board = :board AND closed_at IS NULL AND missed_run = :run AND missed >= :misses""",
        values,
    ).rowcount


def close_unseen(
    connection: sqlite3.Connection, source: str, slug: str, since: datetime, visit: BoardVisit
) -> int:
    """Close each open posting last seen before `since` and return how many; `last_seen` stays."""
    return connection.execute(
        """
        UPDATE posting
        SET closed_at = :now
        WHERE board = :board AND closed_at IS NULL AND last_seen < :since""",
        {"board": board_code(connection, source, slug), "now": seconds(visit.now), "since": seconds(since)},
    ).rowcount


def touch(
    connection: sqlite3.Connection, source: str, slug: str, external_ids: Iterable[str], visit: BoardVisit
) -> int:
    """Note that open postings were listed again, although their texts were not fetched; return how many."""
    return connection.execute(
        """
        UPDATE posting
        SET last_seen = max(last_seen, :now), missed = 0, missed_run = NULL
        WHERE board = :board AND closed_at IS NULL
            AND external_id IN (SELECT value FROM json_each(:ids))""",
        {
            "board": board_code(connection, source, slug),
            "now": seconds(visit.now),
            "ids": json.dumps([storable(name) for name in external_ids]),
        },
    ).rowcount

"""What the store knows of a board beside its texts: how it answered lately, and what it still has open."""

import json
import sqlite3
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from data.moments import moment, seconds
from data.store.base.codes import board_code, storable
from data.store.writing.postings import BoardVisit

# newest run first: most boards were asked in one of the latest
STATE = """
    SELECT etag, last_modified, content_hash, last_outcome, last_complete_at, not_before, coalesce((
        SELECT run.id FROM run_board CROSS JOIN run ON run.id = run_board.run AND run.command = 'scrape'
        WHERE run_board.board = board.id ORDER BY run_board.run DESC LIMIT 1), 0)
    FROM board JOIN source ON source.id = board.source WHERE source.name = ? AND slug = ?"""
LOOKS_KEPT = 12  # the newest that are looked at; the rule for closing needs at most six


class Look(NamedTuple):
    """How a board answered in one run: an outcome and the time at which that run began."""

    outcome: str
    at: datetime


class Held(NamedTuple):
    """An open posting as the store has it, without its text."""

    url: str
    title: str
    location: str | None
    last_seen: datetime


def recent_looks(connection: sqlite3.Connection, source: str, slug: str) -> tuple[Look, ...]:
    """Return the newest looks at a board, newest first."""
    rows = connection.execute(
        "SELECT outcome, run.started_at FROM run_board JOIN run ON run.id = run_board.run "
        "JOIN board ON board.id = run_board.board JOIN source ON source.id = board.source "
        "WHERE source.name = ? AND slug = ? ORDER BY run_board.run DESC LIMIT ?",
        (source, slug, LOOKS_KEPT),
    )
    return tuple(Look(outcome, moment(at)) for outcome, at in rows)


def held_postings(connection: sqlite3.Connection, source: str, slug: str) -> dict[str, Held]:
    """Return the open postings of a board by their external ids."""
    rows = connection.execute(
        "SELECT external_id, url, title, location, last_seen FROM posting "
        "JOIN board ON board.id = posting.board JOIN source ON source.id = board.source "
        "WHERE source.name = ? AND slug = ? AND closed_at IS NULL",
        (source, slug),
    )
    return {row[0]: Held(row[1], row[2], row[3], moment(row[4])) for row in rows}


def close_unseen(
    connection: sqlite3.Connection, source: str, slug: str, since: datetime, visit: BoardVisit
) -> int:
    """Close each open posting that was last seen before `since`; return how many. The last sight stays."""
    return connection.execute(
        "UPDATE posting SET closed_at = :now "
        "WHERE board = :board AND closed_at IS NULL AND last_seen < :since",
        {"board": board_code(connection, source, slug), "now": seconds(visit.now), "since": seconds(since)},
    ).rowcount


def touch(
    connection: sqlite3.Connection, source: str, slug: str, external_ids: Iterable[str], visit: BoardVisit
) -> int:
    """Note that open postings were listed again, although their texts were not asked for; return how many."""
    return connection.execute(
        "UPDATE posting SET last_seen = max(last_seen, :now), missed = 0, missed_run = NULL "
        "WHERE board = :board AND closed_at IS NULL "
        "AND external_id IN (SELECT value FROM json_each(:ids))",
        {
            "board": board_code(connection, source, slug),
            "now": seconds(visit.now),
            "ids": json.dumps([storable(name) for name in external_ids]),
        },
    ).rowcount

"""What is still to be read, and what was read: facts in one row, mentions as narrow integer rows."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from data.origins import searched_sources
from data.records import (
    CLOUDS,
    FLAGS,
    FORMS,
    LEVELS,
    PAY_PERIODS,
    ROLES,
    SENIORITIES,
    WORKPLACES,
    Facts,
    Reading,
    Register,
)
from data.store.base.codes import code_for, code_in
from data.store.base.open_names import drop_open_names

ITEMS = (
    "SELECT p.id, p.title, alias.name, p.location, text.body FROM posting p "
    "JOIN alias ON alias.id = p.alias JOIN text ON text.posting = p.id"
)
UNREAD = (
    "FROM text LEFT JOIN reading ON reading.posting = text.posting "
    "LEFT JOIN catalog ON catalog.id = reading.catalog WHERE catalog.digest IS NOT ?"
)
RULES_CHANGED = "rules changed"  # how the note of a run begins that reads texts again
INSERT_READING = (
    "INSERT OR REPLACE INTO reading(posting, catalog, role, seniority, workplace, clouds, country, "
    "pay_min, pay_max, pay_currency, pay_period, years_min, flags, words, items, control, searched) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
INSERT_MENTION = (
    "INSERT OR IGNORE INTO mention(posting, skill, start, stop, level, any_of, surface, rule, form) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
COLLECTED = """
    SELECT p.id
    FROM json_each(?) AS wanted
    CROSS JOIN posting p ON p.id = wanted.value
    JOIN board ON board.id = p.board
    JOIN source ON source.id = board.source
    WHERE source.name IN (SELECT value FROM json_each(?))"""


@dataclass(frozen=True, slots=True)
class RulesInUse:
    """How many postings the rules of one digest read; those `without_text` cannot be read again."""

    digest: str
    postings: int
    without_text: int


class Names:
    """The numbers that stand for the names of one table; a name that is not there yet gets one."""

    def __init__(self, connection: sqlite3.Connection, table: str, column: str) -> None:
        self._connection, self._table, self._column = connection, table, column
        rows = connection.execute(f"SELECT {column}, id FROM {table}")  # noqa: S608 - names are ours
        self._codes: dict[str, int] = dict(rows.fetchall())

    def __getitem__(self, name: str) -> int:
        code = self._codes.get(name)
        if code is None:
            code = self._codes[name] = code_for(self._connection, self._table, self._column, name)
        return code


class ReadingWriter:
    """Writes readings, all by the rules of one digest, inside a transaction that the store has begun."""

    def __init__(self, connection: sqlite3.Connection, catalog_digest: str) -> None:
        self.connection = connection
        self.catalog = code_for(connection, "catalog", "digest", catalog_digest)
        self.skills = Names(connection, "skill", "slug")
        self.surfaces = Names(connection, "surface", "name")
        self.rules = Names(connection, "rule", "name")

    def write(self, readings: Iterable[tuple[int, Reading]]) -> int:
        """Replace what any rules have read from each posting; return how many readings were written."""
        pairs = list(readings)
        collected = collected_by_search(self.connection, [key for key, _ in pairs])
        self.connection.executemany("DELETE FROM mention WHERE posting = ?", [(key,) for key, _ in pairs])
        drop_open_names(self.connection, [key for key, _ in pairs])  # a name may be a skill by now
        self.connection.executemany(
            INSERT_READING,
            [
                (
                    key,
                    self.catalog,
                    *fact_codes(reading.facts),
                    flag_bits(reading.flags),
                    *register_codes(reading.register),
                    int(reading.register.searched) if key in collected else None,
                )
                for key, reading in pairs
            ],
        )
        self.connection.executemany(
            INSERT_MENTION,
            [row for key, reading in pairs for row in self._mention_rows(key, reading)],
        )
        return len(pairs)

    def _mention_rows(self, posting_id: int, reading: Reading) -> list[tuple[int | None, ...]]:
        return [
            (
                posting_id,
                self.skills[m.skill],
                m.start,
                m.end,
                LEVELS.index(m.level),
                m.group,
                self.surfaces[m.surface],
                self.rules[m.rule],
                FORMS.index(m.form),
            )
            for m in reading.mentions
        ]


def collected_by_search(connection: sqlite3.Connection, postings: Sequence[int]) -> set[int]:
    """Return which of some postings, named by number, are of a source that was collected by searches."""
    found = connection.execute(COLLECTED, (json.dumps(postings), json.dumps(searched_sources())))
    return {posting for (posting,) in found}


def fact_codes(facts: Facts) -> tuple[object, ...]:
    """Return facts as the columns of a reading from `role` to `years_min`: words as codes, no pay as None."""
    pay = facts.salary
    return (
        ROLES.index(facts.role),
        SENIORITIES.index(facts.seniority),
        WORKPLACES.index(facts.workplace),
        sum(1 << CLOUDS.index(cloud) for cloud in set(facts.clouds)),
        facts.country,
        pay.minimum if pay else None,
        pay.maximum if pay else None,
        pay.currency if pay else None,
        code_in(PAY_PERIODS, pay.period) if pay else None,
        facts.years_min,
    )


def register_codes(register: Register) -> tuple[int, int, bytes]:
    """Return how a posting is written as the columns `words`, `items` and `control`.

    The bits of control words are more than an integer of SQLite holds: byte i has bits 8i to 8i + 7.
    """
    size = (register.control.bit_length() + 7) // 8
    return register.words, register.items, register.control.to_bytes(size, "little")


def flag_bits(flags: Iterable[str]) -> int:
    """Return flags as bits, in the order of FLAGS; names of a later release are left out."""
    return sum(1 << FLAGS.index(flag) for flag in set(flags) if flag in FLAGS)


def count_unread(connection: sqlite3.Connection, digest: str) -> int:
    """Return how many texts these rules have not read yet, whether or not others have."""
    return int(connection.execute(f"SELECT count(*) {UNREAD}", (digest,)).fetchone()[0])


def count_outdated(connection: sqlite3.Connection, digest: str) -> int:
    """Return how many texts were read by other rules than these, and are to be read again."""
    outdated = f"SELECT count(*) {UNREAD} AND reading.posting IS NOT NULL"
    return int(connection.execute(outdated, (digest,)).fetchone()[0])


def rules_in_use(connection: sqlite3.Connection) -> tuple[RulesInUse, ...]:
    """Return by which rules the postings were read, those that read most first."""
    rows = connection.execute(
        """SELECT catalog.digest, count(*), count(*) - count(text.posting)
        FROM reading JOIN catalog ON catalog.id = reading.catalog
        LEFT JOIN text ON text.posting = reading.posting
        GROUP BY catalog.id ORDER BY count(*) DESC, catalog.digest"""
    )
    return tuple(RulesInUse(*row) for row in rows)


def unread(
    connection: sqlite3.Connection, digest: str, batch: int
) -> Iterator[tuple[int, str, str, str | None, str]]:
    """Yield (id, title, employer, location, text) of each posting that these rules have not read yet.

    Which these are is settled at the start, so that readings may be written in between.
    """
    found = connection.execute(f"SELECT text.posting {UNREAD} ORDER BY text.posting", (digest,))
    ids = [posting_id for (posting_id,) in found]
    for start in range(0, len(ids), batch):
        chunk = ids[start : start + batch]
        marks = ",".join("?" * len(chunk))
        yield from connection.execute(f"{ITEMS} WHERE p.id IN ({marks}) ORDER BY p.id", chunk).fetchall()

"""The read-only door to a store: it never writes or creates a file, and each question sees a committed state.

with Reader.open(default_store()) as reader:
    found = reader.search("pytorch remote", among=slice_ids)
    evidence = reader.evidence(found.postings[0].id)
"""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import numpy as np

from data.errors import UsageError
from data.paths import SNAPSHOT_PACKED
from data.records import (
    CUT_BIT,
    FORMS,
    LEVELS,
    PAY_PERIODS,
    ROLES,
    SENIORITIES,
    STUFFED_BIT,
    Mention,
    Salary,
)
from data.store.base.connect import reading
from data.store.base.earlier_tables import open_any_release
from data.store.base.open_names import open_names_of
from data.store.base.readings import RulesInUse, rules_in_use
from data.store.base.typed_rows import typed
from data.store.facts.shipped_facts import ShippedFacts, shipped_in
from data.store.reading import journal
from data.store.reading.search import Array, matching_ids
from data.store.reading.store_records import (
    BoardLine,
    BoardRun,
    DiaryEntry,
    Duplicates,
    Evidence,
    FoundPosting,
    Freshness,
    PostingLine,
    PostingText,
    QueuedTerm,
    RunEntry,
    SourceCoverage,
    StoreCounts,
)

Name = TypeVar("Name", bound=str)

PAGE = 500  # postings of one page of a search
MOST_RUNS = 100
MOST_DIARY = 1_000

LINES = """
    SELECT p.id, source.name, p.url, p.title, alias.name, p.location, p.day, p.closed_at IS NULL,
        EXISTS (SELECT 1 FROM text WHERE text.posting = p.id), coalesce(vacancy.vacancy, p.id)
    FROM posting p
    JOIN board ON board.id = p.board
    JOIN source ON source.id = board.source
    JOIN alias ON alias.id = p.alias
    LEFT JOIN vacancy ON vacancy.posting = p.id"""
# an import closes a posting at the moment of its last sight: nobody watched whether it stayed open
EVIDENCE = """
    SELECT text.body, r.role, r.seniority,
        coalesce(p.pay_min, r.pay_min) AS pay_min,
        coalesce(p.pay_max, r.pay_max) AS pay_max,
        coalesce(p.pay_currency, r.pay_currency) AS pay_currency,
        coalesce(p.pay_period, r.pay_period) AS pay_period,
        p.closed_at IS NULL OR p.closed_at > p.last_seen AS was_watched,
        coalesce(r.flags, 0) AS flags, catalog.digest
    FROM posting p
    LEFT JOIN text ON text.posting = p.id
    LEFT JOIN reading r ON r.posting = p.id
    LEFT JOIN catalog ON catalog.id = r.catalog
    WHERE p.id = ?"""
MENTIONS = """
    SELECT skill.slug, surface.name, start, coalesce(stop, start), level, any_of, rule.name,
        form
    FROM mention
    JOIN skill ON skill.id = mention.skill
    JOIN surface ON surface.id = mention.surface
    JOIN rule ON rule.id = mention.rule
    WHERE posting = ?
    ORDER BY start, skill.slug"""
# CROSS JOIN keeps the order of the ids that are asked for
TEXTS = """
    SELECT source.name, alias.name, text.body, p.title
    FROM json_each(?) AS wanted
    CROSS JOIN text ON text.posting = wanted.value
    CROSS JOIN posting p ON p.id = text.posting
    CROSS JOIN board ON board.id = p.board
    CROSS JOIN source ON source.id = board.source
    CROSS JOIN alias ON alias.id = p.alias"""

QUEUE = "SELECT name, employers, first_month, last_month FROM queued_term ORDER BY key"
IDENTITY = """
    SELECT p.id
    FROM posting p
    JOIN board ON board.id = p.board
    JOIN source ON source.id = board.source
    WHERE p.external_id = ? AND source.name = ?
    ORDER BY p.id"""


class Reader:
    """A store opened for reading; one thread may use it at a time.

    Every method raises StoreDamaged where the store holds what Skillgauge never writes.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path, self._connection = path, connection

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open a store for reading.

        A store of an older release stays as it is; what it lacks is empty. Raises StoreMissing, StoreDamaged
        or StoreTooNew.
        """
        return cls(path, open_any_release(path))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; the reader cannot be used afterwards."""
        self._connection.close()

    def search(
        self,
        words: str = "",
        *,
        among: Array | None = None,
        by_relevance: bool = False,
        limit: int = PAGE,
        offset: int = 0,
    ) -> FoundPosting:
        """Return a page of the postings that hold all `words`, newest first unless `by_relevance`.

        `words` may hold "a phrase", -unwanted and begin* (see `full_text_query`); "" finds all. Only postings
        whose ids are in `among` can be found; None means any.
        """
        with reading(self.path):
            ids = matching_ids(self._connection, words, by_relevance=by_relevance)
            if among is not None:
                ids = ids[np.isin(ids, among)]
            return FoundPosting(len(ids), self.lines(ids[offset : offset + limit]))

    def lines(self, ids: Array) -> tuple[PostingLine, ...]:
        """Return postings as lines of a list, in the order of `ids`; unknown ids are left out."""
        with reading(self.path):
            rows = (
                self._connection.execute(f"{LINES} WHERE p.id = ?", (int(key),)).fetchone() for key in ids
            )
            return tuple(line_of(row) for row in rows if row is not None)

    def ids_of(self, source: str, external_id: str) -> tuple[int, ...]:
        """Return the postings that a source knows by an id, one a board; none where there is none."""
        with reading(self.path):
            return tuple(row[0] for row in self._connection.execute(IDENTITY, (external_id, source)))

    def texts(self, ids: Array) -> Iterator[PostingText]:
        """Yield the texts of postings in the order of `ids`; a posting without a text is left out."""
        with reading(self.path):
            for row in self._connection.execute(TEXTS, (json.dumps(ids.tolist()),)):
                yield typed(PostingText(*row))

    def evidence(self, posting_id: int) -> Evidence:
        """Return one posting with its text, mentions and siblings. Raises UsageError for an unknown id."""
        with reading(self.path):
            lines = self.lines(np.array([posting_id]))
            if not lines:
                raise UsageError(f"there is no posting {posting_id} in {self.path}")
            row = named_row(self._connection, EVIDENCE, posting_id)
            found = evidence_of(lines[0], row, self._mentions(posting_id), self._siblings(lines[0]))
            names = open_names_of(self._connection, posting_id)
            return replace(found, open_names=None if names is None else tuple(map(typed, names)))

    def _mentions(self, posting_id: int) -> tuple[Mention, ...]:
        return tuple(
            typed(Mention(skill, surface, start, stop, named(LEVELS, level), group, rule, named(FORMS, form)))
            for skill, surface, start, stop, level, group, rule, form in self._connection.execute(
                MENTIONS, (posting_id,)
            )
        )

    def _siblings(self, line: PostingLine) -> tuple[PostingLine, ...]:
        rows = self._connection.execute(
            f"{LINES} WHERE vacancy.vacancy = ? AND p.id != ? ORDER BY p.day, p.id LIMIT ?",
            (line.vacancy, line.id, PAGE),
        )
        return tuple(map(line_of, rows))

    def queued_terms(self) -> tuple[QueuedTerm, ...]:
        """Return what shipped facts keep of names that the catalogue lacked; none in other stores."""
        with reading(self.path):
            return tuple(typed(QueuedTerm(*row)) for row in self._connection.execute(QUEUE))

    def runs(self, limit: int = MOST_RUNS) -> tuple[RunEntry, ...]:
        """Return the latest runs, newest first; a run in progress has no end yet."""
        with reading(self.path):
            return tuple(map(typed, journal.runs(self._connection, limit)))

    def board_runs(self, run_id: int) -> tuple[BoardRun, ...]:
        """Return the result of each board of a run, those with an error first; () for an unknown run."""
        with reading(self.path):
            return tuple(map(typed, journal.board_runs(self._connection, run_id)))

    def coverage(self) -> tuple[SourceCoverage, ...]:
        """Count postings and failed days by source and month, in order of time."""
        with reading(self.path):
            return tuple(map(typed, journal.coverage(self._connection)))

    def freshness(self) -> tuple[Freshness, ...]:
        """Return the age and size of each source that has postings, by name."""
        with reading(self.path):
            return tuple(map(typed, journal.freshness(self._connection)))

    def boards(self) -> tuple[BoardLine, ...]:
        """Return each board that was ever collected or imported, by source and slug."""
        with reading(self.path):
            return tuple(map(typed, journal.boards(self._connection)))

    def counts(self) -> StoreCounts:
        """Count the rows of the store: postings, texts, vacancies, employers, mentions."""
        with reading(self.path):
            return typed(journal.counts(self._connection))

    def rules_in_use(self) -> tuple[RulesInUse, ...]:
        """Return which rules read the postings, by their digests: several after a change of rules."""
        with reading(self.path):
            return tuple(map(typed, rules_in_use(self._connection)))

    def shipped_facts(self, packed: Path = SNAPSHOT_PACKED) -> ShippedFacts | None:
        """Return which shipped facts the store holds beside its own rows; None for one without."""
        with reading(self.path):
            return shipped_in(self._connection, packed)

    def duplicates(self) -> Duplicates:
        """Count postings, the vacancies they make, and the reasons for joining them."""
        with reading(self.path):
            return typed(journal.duplicates(self._connection))

    def diary(self, limit: int = MOST_DIARY) -> tuple[DiaryEntry, ...]:
        """Return what recent runs did to the headline shares, newest run first."""
        with reading(self.path):
            return tuple(map(typed, journal.diary(self._connection, limit)))


def line_of(row: tuple[Any, ...]) -> PostingLine:
    """Make the record of a row of LINES. Raises TypeError for a value of another kind."""
    shown = (*row[:6], journal.date_of(row[6]), bool(row[7]), bool(row[8]), row[9])
    return typed(PostingLine(*shown))


def named_row(connection: sqlite3.Connection, sql: str, key: int) -> sqlite3.Row:
    """Run a query for one key and return its only row, which can be indexed by column name."""
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    row: sqlite3.Row = cursor.execute(sql, (key,)).fetchone()
    return row


def evidence_of(
    line: PostingLine, row: sqlite3.Row, mentions: tuple[Mention, ...], siblings: tuple[PostingLine, ...]
) -> Evidence:
    """Make the record of a row of EVIDENCE. Raises TypeError or IndexError for what is never written."""
    found = Evidence(
        posting=line,
        text=row["body"],
        mentions=mentions,
        role=word_of(ROLES, row["role"]),
        seniority=word_of(SENIORITIES, row["seniority"]),
        salary=salary_of(row),
        was_watched=bool(row["was_watched"]),
        is_stuffed=bool(row["flags"] & STUFFED_BIT),
        is_cut=bool(row["flags"] & CUT_BIT),
        siblings=siblings,
        catalog=row["digest"],
    )
    return typed(found)


def word_of(values: tuple[str, ...], code: int | None) -> str | None:
    """Return the word that a code stands for, None for None. Raises IndexError as `named` does."""
    return None if code is None else named(values, code)


def named(values: tuple[Name, ...], code: int) -> Name:
    """Return the word that a code stands for. Raises IndexError for a code without a word."""
    if code < 0:
        raise IndexError(f"{code} stands for nothing")
    return values[code]


def salary_of(row: sqlite3.Row) -> Salary | None:
    """Make the record of the pay in a row, None where no amount or period is stated."""
    if row["pay_min"] is None or row["pay_period"] is None:
        return None
    period = named(PAY_PERIODS, row["pay_period"])
    return typed(Salary(row["pay_min"], row["pay_max"], row["pay_currency"], period))

"""The store's tables and how they came to be: each migration runs once, in order, all or none.

Codes are positions in the tuples of `data/records.py`, which may only grow at their end. Times are whole
seconds and days since 1970, UTC.
"""

import hashlib
import itertools
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from data.errors import StoreTooNew
from data.store.base.connect import (
    APPLICATION_ID,
    check_file,
    damaged,
    open_reader,
    open_writer,
    store_errors,
)
from data.store.base.lineage import ORIGIN

MIGRATIONS = Migrations("skillgauge")

TABLES_1 = (
    "CREATE TABLE meta(key TEXT PRIMARY KEY, value) WITHOUT ROWID",
    "CREATE TABLE source(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
    # etag to not_before: what is remembered of a board between runs
    """CREATE TABLE board(
        id INTEGER PRIMARY KEY, source INTEGER NOT NULL REFERENCES source(id), slug TEXT NOT NULL,
        etag TEXT, last_modified TEXT, content_hash TEXT, last_outcome TEXT,
        last_complete_at INTEGER, not_before INTEGER, UNIQUE(source, slug))""",
    # recruiter: 0 no, else why (see data/vacancies/recruiters.py)
    """CREATE TABLE employer(
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, key TEXT NOT NULL UNIQUE,
        recruiter INTEGER NOT NULL DEFAULT 0)""",
    """CREATE TABLE alias(
        id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, employer INTEGER NOT NULL REFERENCES
        employer(id))""",
    # day: posted, else first seen by a scrape; missed: complete fetches without it
    # first_run: 0 for what was shipped, or imported before imports had numbers
    """CREATE TABLE posting(
        id INTEGER PRIMARY KEY, board INTEGER NOT NULL REFERENCES board(id), external_id TEXT NOT NULL,
        alias INTEGER NOT NULL REFERENCES alias(id), url TEXT NOT NULL, title TEXT NOT NULL, location TEXT,
        posted_at INTEGER, posted_precision INTEGER NOT NULL, posted_raw TEXT, day INTEGER,
        first_seen INTEGER NOT NULL, last_seen INTEGER NOT NULL, closed_at INTEGER,
        missed INTEGER NOT NULL DEFAULT 0, missed_run INTEGER, first_run INTEGER NOT NULL,
        workplace INTEGER, department TEXT, pay_min REAL, pay_max REAL, pay_currency TEXT, pay_period INTEGER,
        language TEXT, group_key TEXT, text_digest INTEGER, version INTEGER NOT NULL DEFAULT 1)""",
    "CREATE TABLE text(posting INTEGER PRIMARY KEY REFERENCES posting(id), body TEXT NOT NULL)",
    """CREATE TABLE version(
        posting INTEGER NOT NULL REFERENCES posting(id), number INTEGER NOT NULL, until INTEGER NOT NULL,
        title TEXT NOT NULL, body TEXT, PRIMARY KEY(posting, number)) WITHOUT ROWID""",
    """CREATE TABLE identity(
        identity TEXT NOT NULL, posting INTEGER NOT NULL REFERENCES posting(id),
        PRIMARY KEY(identity, posting)) WITHOUT ROWID""",
    "CREATE TABLE catalog(id INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE)",
    """CREATE TABLE reading(
        posting INTEGER PRIMARY KEY REFERENCES posting(id), catalog INTEGER NOT NULL REFERENCES catalog(id),
        role INTEGER NOT NULL, seniority INTEGER NOT NULL, workplace INTEGER NOT NULL, clouds INTEGER NOT
        NULL,
        country TEXT, pay_min REAL, pay_max REAL, pay_currency TEXT, pay_period INTEGER, years_min REAL,
        flags INTEGER NOT NULL)""",
    "CREATE TABLE skill(id INTEGER PRIMARY KEY, slug TEXT NOT NULL UNIQUE)",
    "CREATE TABLE surface(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
    "CREATE TABLE rule(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
    # stop is NULL in a snapshot: no text, so `start` only numbers the mentions of one skill
    """CREATE TABLE mention(
        posting INTEGER NOT NULL REFERENCES posting(id), skill INTEGER NOT NULL REFERENCES skill(id),
        start INTEGER NOT NULL, stop INTEGER, level INTEGER NOT NULL, any_of INTEGER,
        surface INTEGER NOT NULL, rule INTEGER NOT NULL, PRIMARY KEY(posting, skill, start)) WITHOUT ROWID""",
    # cluster: same opening by its employer's own postings; vacancy: also by identities across sources
    """CREATE TABLE vacancy(
        posting INTEGER PRIMARY KEY REFERENCES posting(id), cluster INTEGER NOT NULL, vacancy INTEGER NOT
        NULL,
        reason INTEGER NOT NULL)""",
    """CREATE TABLE run(
        id INTEGER PRIMARY KEY, command TEXT NOT NULL, started_at INTEGER NOT NULL, ended_at INTEGER,
        status TEXT NOT NULL, pid INTEGER NOT NULL)""",
    """CREATE TABLE run_board(
        run INTEGER NOT NULL REFERENCES run(id), board INTEGER NOT NULL REFERENCES board(id),
        outcome TEXT NOT NULL, kept INTEGER NOT NULL, updated INTEGER NOT NULL, unchanged INTEGER NOT NULL,
        closed INTEGER NOT NULL, reopened INTEGER NOT NULL, rejected TEXT NOT NULL, left_out TEXT NOT NULL,
        requests INTEGER NOT NULL, received_bytes INTEGER NOT NULL, error TEXT,
        PRIMARY KEY(run, board)) WITHOUT ROWID""",
    # digests, not names: what is forgotten cannot be read back from here
    "CREATE TABLE forgotten(digest TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID",
    """CREATE VIEW search_source AS
        SELECT posting.id AS id, posting.title AS title, alias.name AS employer, text.body AS body
        FROM posting JOIN alias ON alias.id = posting.alias LEFT JOIN text ON text.posting = posting.id""",
)
# left out of the packed snapshot and made anew when it is unpacked
INDEXES = (
    "CREATE UNIQUE INDEX posting_identity ON posting(external_id, board)",
    "CREATE INDEX posting_board ON posting(board)",
    "CREATE INDEX posting_alias ON posting(alias)",
    "CREATE INDEX posting_day ON posting(day)",
    "CREATE INDEX alias_employer ON alias(employer)",
    "CREATE INDEX identity_posting ON identity(posting)",
    "CREATE INDEX vacancy_vacancy ON vacancy(vacancy)",
    "CREATE INDEX mention_skill ON mention(skill, posting)",
)
# "+" and "#" belong to words, so that C++ and C# can be found
SEARCH = """CREATE VIRTUAL TABLE search USING fts5(
    title, employer, body, content='search_source', content_rowid='id',
    tokenize="unicode61 tokenchars '+#'")"""

TABLES_2 = (
    # shares as fractions of vacancies; how far each cause moved it (see data/store/writing/revisions.py)
    """CREATE TABLE revision(
        run INTEGER NOT NULL, scope TEXT NOT NULL, skill INTEGER NOT NULL REFERENCES skill(id),
        share_before REAL, share_after REAL, vacancies_before INTEGER NOT NULL, vacancies_after INTEGER NOT
        NULL,
        by_rules REAL, by_merges REAL, by_closed REAL, by_new REAL, PRIMARY KEY(run, scope, skill)) WITHOUT
        ROWID""",
    "ALTER TABLE posting ADD COLUMN cut INTEGER NOT NULL DEFAULT 0",  # 1: title or text was too long
    "ALTER TABLE run ADD COLUMN note TEXT",
)


@MIGRATIONS()
def first_tables(db: Database) -> None:
    """Make the tables of the first release."""
    db.execute(f"PRAGMA application_id={APPLICATION_ID}")
    for statement in (*TABLES_1, *INDEXES, SEARCH):
        db.execute(statement)
    db.execute("INSERT INTO meta VALUES ('changes', 0), ('store', lower(hex(randomblob(8))))")


@MIGRATIONS()
def revision_diary(db: Database) -> None:
    """Add the diary of what moved each headline share, and the mark on cut postings."""
    for statement in TABLES_2:
        db.execute(statement)


@MIGRATIONS()
def lineage(db: Database) -> None:
    """Name the store by a lineage in place of a number that counts its changes (see `lineage`).

    Two stores that shared a counter may have parted long ago, so one with postings gets a name of its own.
    """
    is_used = db.execute("SELECT EXISTS (SELECT 1 FROM posting)").fetchone() == (1,)
    name = db.execute("SELECT lower(hex(randomblob(16)))").fetchone()[0] if is_used else ORIGIN
    db.execute("DELETE FROM meta WHERE key IN ('store', 'changes')")
    db.execute("INSERT INTO meta VALUES ('lineage', ?)", (name,))


NAMES = tuple(step.__name__ for step in (first_tables, revision_diary, lineage))
SCHEMA = len(NAMES)
# digest of what each schema is made of, counted from 1 (`fingerprint`)
FINGERPRINTS = (
    "0a3ae2b69a67e0eeaa796bed9ffcc5ac",
    "ac30161669f842696afb5bdf3e053a38",
    "ac30161669f842696afb5bdf3e053a38",
)
STATISTICS = ("CREATETABLEsqlite_stat1(tbl,idx,stat)", "CREATETABLEsqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)")


def schema_of(connection: sqlite3.Connection) -> int:
    """Return the number of the schema that a store has."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def check_schema(connection: sqlite3.Connection, path: Path) -> None:
    """Raise StoreTooNew for a store of a later Skillgauge, StoreDamaged for tables that are not ours.

    A stranger's file may hold triggers and views that run when it is used, so nothing is read from it, and
    nothing written to it, before this.
    """
    check_not_newer(connection, path)
    found, number = objects_of(connection), schema_of(connection)
    if not (1 <= number <= SCHEMA and fingerprint(found) == FINGERPRINTS[number - 1]):
        raise damaged(path, odd_objects(found, number))


def check_packed(connection: sqlite3.Connection, path: Path) -> None:
    """Do what `check_schema` does for packed facts, whose indexes are made when they are unpacked."""
    check_not_newer(connection, path)
    number, found = schema_of(connection), objects_of(connection)
    ours = objects_at(number) if 1 <= number <= SCHEMA else {}
    left_out = {" ".join(statement.replace("UNIQUE ", "").split()[1:3]).lower() for statement in INDEXES}
    kept = {
        what: sql
        for what, sql in ours.items()
        if what not in left_out and not what.startswith("table search")
    }
    if not kept or found != kept:
        raise damaged(path, odd_objects(found | {k: v for k, v in ours.items() if k not in kept}, number))


def check_not_newer(connection: sqlite3.Connection, path: Path) -> None:
    """Raise StoreTooNew for a store that a later Skillgauge has written."""
    found, names = schema_of(connection), set()
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'").fetchone():
        names = {str(name) for (name,) in connection.execute("SELECT name FROM _sqlite_migrations")}
    unknown = sorted(names - set(NAMES))
    if found > SCHEMA or unknown:
        what = f"schema {found}" + (f" with {', '.join(unknown)}" if unknown else "")
        raise StoreTooNew(
            f"{path} has {what}, this Skillgauge knows schema {SCHEMA}; update Skillgauge (the store is "
            f"untouched)"
        )


def objects_of(connection: sqlite3.Connection) -> dict[str, str]:
    """Return what a store is made of, each with its SQL without spaces; query statistics are left out."""
    rows = connection.execute("SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_master")
    found = {str(what): "".join(str(sql).split()) for what, sql in rows}
    return {what: sql for what, sql in found.items() if sql not in STATISTICS}


def fingerprint(objects: dict[str, str]) -> str:
    """Return the digest of what a store is made of."""
    return hashlib.sha256(repr(sorted(objects.items())).encode()).hexdigest()[:32]


def objects_at(schema: int) -> dict[str, str]:
    """Return what a store of this schema is made of, by making one in memory."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        later = NAMES[schema] if schema < SCHEMA else None
        MIGRATIONS.apply(Database(connection, execute_plugins=False), stop_before=later)
        return objects_of(connection)


def odd_objects(found: dict[str, str], schema: int) -> str:
    """Return in words how what was found differs from what a store of this schema has."""
    if not 1 <= schema <= SCHEMA:
        return f"its schema {schema} was never one of Skillgauge's"
    ours = objects_at(schema)
    if missing := sorted(ours.keys() - found.keys()):
        return f"it has no {missing[0]!r}"
    odd = sorted(what for what, sql in found.items() if ours.get(what) != sql)
    return f"its {odd[0][:80]!r} was not made by Skillgauge" if odd else "its tables are not Skillgauge's"


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a store to the newest schema, all steps or none."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        MIGRATIONS.apply(Database(connection, execute_plugins=False))
        connection.execute(f"PRAGMA user_version={SCHEMA}")
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def create(path: Path, *, journal: str = "WAL") -> None:
    """Make an empty store; its first bytes are written whole before it gets its name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(path.name + ".new")
    fresh.unlink(missing_ok=True)
    with store_errors(path), closing(open_writer(fresh, journal="DELETE")) as connection:
        migrate(connection)
        connection.execute(f"PRAGMA journal_mode={journal}")
    fresh.replace(path)


def open_current(path: Path) -> sqlite3.Connection:
    """Return a writing connection to a store, brought to the newest schema (a copy of the older is kept)."""
    check_file(path)
    with store_errors(path):
        with closing(open_reader(path)) as connection:
            check_schema(connection, path)
        connection = open_writer(path, journal="WAL")
        try:
            if schema_of(connection) < SCHEMA:
                migrate_beside(back_up(connection, path), connection)
        except BaseException:
            connection.close()
            raise
    return connection


def migrate_beside(copy: Path, connection: sqlite3.Connection) -> None:
    """Bring a store to the newest schema; where that fails it is as it was, and its copy goes."""
    try:
        migrate(connection)
    except BaseException:
        copy.unlink(missing_ok=True)
        raise


def back_up(connection: sqlite3.Connection, path: Path) -> Path:
    """Copy the store beside itself before it is migrated, never over an earlier copy; return the path."""
    name = f"{path.stem}.schema{schema_of(connection)}"
    names = itertools.chain([name], (f"{name}-{number}" for number in itertools.count(2)))
    copy = next(place for one in names if not (place := path.with_name(f"{one}.db")).exists())
    with closing(sqlite3.connect(copy.resolve())) as target:
        connection.backup(target)
    return copy

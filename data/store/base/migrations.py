"""How a store's tables came to be: each migration runs once, in order, all of them or none."""

import hashlib
import itertools
import sqlite3
from contextlib import closing
from pathlib import Path

from data.errors import StoreTooNew
from data.store.base.connect import (
    check_file,
    damaged,
    open_reader,
    open_writer,
    store_errors,
)
from data.store.base.schema import INDEXES

# of the steps in `migration_steps`, in order
NAMES = ("first_tables", "revision_diary", "lineage", "register", "open_names", "searched_and_shipped")
SCHEMA = len(NAMES)
# the fingerprint of each schema, from schema 1 on
FINGERPRINTS = (
    "0a3ae2b69a67e0eeaa796bed9ffcc5ac",
    "ac30161669f842696afb5bdf3e053a38",
    "ac30161669f842696afb5bdf3e053a38",
    "e556a124f937f4b4399766f10f1cb5c1",
    "f92177548879552ce5481978e3dd3407",
    "a2c10702f1b7f0545650805dde5e5588",
)
STATISTICS = ("CREATETABLEsqlite_stat1(tbl,idx,stat)", "CREATETABLEsqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)")


def schema_of(connection: sqlite3.Connection) -> int:
    """Return the number of a store's schema, counted from 1; 0 for a file that no migration has touched."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def check_schema(connection: sqlite3.Connection, path: Path) -> None:
    """Raise StoreTooNew for a store of a later Skillgauge, StoreDamaged for tables that are not ours.

    A stranger's file may hold triggers and views that run when it is used, so call this before anything else
    is read from a file or written to it.
    """
    check_not_newer(connection, path)
    found, number = objects_of(connection), schema_of(connection)
    if not (1 <= number <= SCHEMA and fingerprint(found) == FINGERPRINTS[number - 1]):
        raise damaged(path, odd_objects(found, number))


def check_packed(connection: sqlite3.Connection, path: Path) -> None:
    """Do what `check_schema` does for packed facts, whose indexes are built when they are unpacked."""
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
    """Raise StoreTooNew for a schema or a migration that this Skillgauge does not know."""
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
    """Return the SQL of each table, index and view, without white space, by "type name".

    Tables of query statistics are left out.
    """
    rows = connection.execute("SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_master")
    found = {str(what): "".join(str(sql).split()) for what, sql in rows}
    return {what: sql for what, sql in found.items() if sql not in STATISTICS}


def fingerprint(objects: dict[str, str]) -> str:
    """Return 32 hexadecimal characters that stand for what a store is made of (`objects_of`)."""
    return hashlib.sha256(repr(sorted(objects.items())).encode()).hexdigest()[:32]


def objects_at(schema: int) -> dict[str, str]:
    """Return what a store of this schema is made of, by building one in memory."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        later = NAMES[schema] if schema < SCHEMA else None
        apply_steps(connection, stop_before=later)
        return objects_of(connection)


def odd_objects(found: dict[str, str], schema: int) -> str:
    """Say how what was found differs from what a store of this schema is made of."""
    if not 1 <= schema <= SCHEMA:
        return f"its schema {schema} was never one of Skillgauge's"
    ours = objects_at(schema)
    if missing := sorted(ours.keys() - found.keys()):
        return f"it has no {missing[0]!r}"
    odd = sorted(what for what, sql in found.items() if ours.get(what) != sql)
    return f"its {odd[0][:80]!r} was not made by Skillgauge" if odd else "its tables are not Skillgauge's"


def apply_steps(connection: sqlite3.Connection, stop_before: str | None = None) -> None:
    """Run the migrations that an open store has not had yet, up to the one called `stop_before`."""
    from data.store.base.migration_steps import apply  # noqa: PLC0415 (a second to import; readers never need it)

    apply(connection, stop_before)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring an open store to the newest schema, in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        apply_steps(connection)
        connection.execute(f"PRAGMA user_version={SCHEMA}")
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def create(path: Path, *, journal: str = "WAL") -> None:
    """Create an empty store; it gets its name only when it is complete. An existing file is replaced."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(path.name + ".new")
    fresh.unlink(missing_ok=True)
    with store_errors(path), closing(open_writer(fresh, journal="DELETE")) as connection:
        migrate(connection)
        connection.execute(f"PRAGMA journal_mode={journal}")
    fresh.replace(path)


def open_current(path: Path) -> sqlite3.Connection:
    """Open a store for writing, brought to the newest schema; a copy of an older one stays beside it.

    Raises StoreMissing, StoreDamaged or StoreTooNew.
    """
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
    """Bring a store to the newest schema; if that fails, it stays as it was and its `copy` is removed."""
    try:
        migrate(connection)
    except BaseException:
        copy.unlink(missing_ok=True)
        raise


def back_up(connection: sqlite3.Connection, path: Path) -> Path:
    """Copy the store beside itself before it is migrated, never over an earlier copy; return the copy."""
    name = f"{path.stem}.schema{schema_of(connection)}"
    names = itertools.chain([name], (f"{name}-{number}" for number in itertools.count(2)))
    copy = next(place for one in names if not (place := path.with_name(f"{one}.db")).exists())
    with closing(sqlite3.connect(copy.resolve())) as target:
        connection.backup(target)
    return copy

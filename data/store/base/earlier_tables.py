"""A store of an older release as readers see it: what it lacks stands empty beside it, and its file stays.

Temporary tables and views belong to one connection and lie in memory. SQLite finds a temporary view before a
table of the same name, so the questions to a store of any release are the same.
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from data.store.base.connect import open_reader, store_errors
from data.store.base.migrations import NAMES, SCHEMA, check_schema, schema_of
from data.store.base.schema import TABLES_2, TABLES_4, TABLES_5, TABLES_6

STEPS = {  # those that add tables or columns
    "revision_diary": TABLES_2,
    "register": TABLES_4,
    "open_names": TABLES_5,
    "searched_and_shipped": TABLES_6,
}
COLUMN = re.compile(r"ALTER TABLE (\w+) ADD COLUMN (\w+) .*?(?:DEFAULT (\w+))?")


def open_any_release(path: Path) -> sqlite3.Connection:
    """Return a connection that can only read, to a store of this release or an older one; no file changes.

    Raises StoreMissing, StoreDamaged or StoreTooNew.
    """
    connection = open_reader(path)
    try:
        with store_errors(path):
            check_schema(connection, path)
            add_what_it_lacks(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def add_what_it_lacks(connection: sqlite3.Connection) -> None:
    """Give a connection, in memory, what later releases added: tables without rows, columns of defaults."""
    later = NAMES[schema_of(connection) : SCHEMA]
    statements = [one for name in later for one in STEPS.get(name, ())]
    if statements:
        connection.execute("PRAGMA temp_store=MEMORY")
    for statement in temporary(statements):
        connection.execute(statement)


def temporary(statements: Iterable[str]) -> Iterator[str]:
    """Yield what makes temporary tables and views of the statements that changed the tables of a store.

    Statements that fill columns are left out: to a reader what a release did not note is not known.
    """
    added: dict[str, list[str]] = {}
    for statement in statements:
        if found := COLUMN.fullmatch(statement):
            table, column, value = found.groups()
            added.setdefault(table, []).append(f"{value or 'NULL'} AS {column}")
        elif "CREATE TABLE" in statement:
            yield statement.replace("CREATE TABLE", "CREATE TEMP TABLE", 1)
    for table, columns in added.items():
        yield f"CREATE TEMP VIEW {table} AS SELECT *, {', '.join(columns)} FROM main.{table}"  # noqa: S608 - ours

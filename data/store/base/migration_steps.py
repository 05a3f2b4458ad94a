"""The steps that made a store's tables what they are, one for each release that changed them.

Only migrating imports this: sqlite-utils brings pandas with it wherever that is installed.
"""

import sqlite3

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from data.store.base.connect import APPLICATION_ID
from data.store.base.lineage import ORIGIN
from data.store.base.schema import INDEXES, SEARCH, TABLES_1, TABLES_2, TABLES_4, TABLES_5, TABLES_6

MIGRATIONS = Migrations("skillgauge")


@MIGRATIONS()
def first_tables(db: Database) -> None:
    """Create the tables of the first release, their indexes and the search index."""
    db.execute(f"PRAGMA application_id={APPLICATION_ID}")
    for statement in (*TABLES_1, *INDEXES, SEARCH):
        db.execute(statement)
    db.execute("INSERT INTO meta(key, value) VALUES ('changes', 0), ('store', lower(hex(randomblob(8))))")


@MIGRATIONS()
def revision_diary(db: Database) -> None:
    """Add the diary of what moved each headline share, and the mark on cut postings."""
    for statement in TABLES_2:
        db.execute(statement)


@MIGRATIONS()
def lineage(db: Database) -> None:
    """Name the store by a lineage instead of a number that counts its changes.

    Two stores with the same number may have parted long ago, so a store with postings gets a random lineage.
    """
    is_used = db.execute("SELECT EXISTS (SELECT 1 FROM posting)").fetchone() == (1,)
    name = db.execute("SELECT lower(hex(randomblob(16)))").fetchone()[0] if is_used else ORIGIN
    db.execute("DELETE FROM meta WHERE key IN ('store', 'changes')")
    db.execute("INSERT INTO meta(key, value) VALUES ('lineage', ?)", (name,))


@MIGRATIONS()
def register(db: Database) -> None:
    """Add how each posting is written, and which form each mention has."""
    for statement in TABLES_4:
        db.execute(statement)


@MIGRATIONS()
def open_names(db: Database) -> None:
    """Add the names of tools that postings name and the catalogue lacks."""
    for statement in TABLES_5:
        db.execute(statement)


@MIGRATIONS()
def searched_and_shipped(db: Database) -> None:
    """Add which postings the searches of a collection would find, and which rows were shipped."""
    for statement in TABLES_6:
        db.execute(statement)


def apply(connection: sqlite3.Connection, stop_before: str | None = None) -> None:
    """Run the steps that an open store has not had yet, up to the one called `stop_before`."""
    MIGRATIONS.apply(Database(connection, execute_plugins=False), stop_before=stop_before)

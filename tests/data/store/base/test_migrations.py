"""Stores of older releases: brought up to date whole, or left alone."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from sqlite_utils.migrations import Migrations

from data.errors import StoreError
from data.store.base import migration_steps
from data.store.base.connect import APPLICATION_ID, open_reader
from data.store.base.lineage import Seal
from data.store.base.migrations import NAMES, SCHEMA, create, schema_of
from data.store.facts.checking import check_store
from data.store.facts.tables import load_tables
from data.store.reader import Reader
from data.store.writer import Store

STORES = Path(__file__).resolve().parents[3] / "stores"
OLDER = sorted(STORES.glob("v*.db"))
ROWS = {"posting": 4, "text": 4, "version": 1, "mention": 4, "vacancy": 4, "run": 3, "run_board": 3}


@pytest.fixture(params=OLDER, ids=lambda path: path.stem)
def older(request, tmp_path):
    """A store as an earlier release left it."""
    return Path(shutil.copy(request.param, tmp_path / "market.db"))


def counted(path: Path) -> dict[str, int]:
    """Return how many rows each table has."""
    with closing(sqlite3.connect(path)) as connection:
        return {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in ROWS}


def test_every_schema_but_the_newest_has_a_stored_store():
    assert [path.stem for path in OLDER] == [f"v{number}" for number in range(1, SCHEMA)]


def test_a_writer_migrates_an_older_store_with_all_rows_and_the_same_figures(older):
    with Store.open(older):
        pass

    tables = load_tables(older)
    python = tables.mention_posting[tables.mention_skill == tables.skills.index("python")]
    assert counted(older) == ROWS
    assert (len(set(tables.vacancy[python])), len(set(tables.vacancy))) == (3, 4)
    check_store(older)
    with closing(open_reader(older)) as connection:
        assert schema_of(connection) == SCHEMA


def test_a_store_of_the_release_before_keeps_the_name_of_its_facts(tmp_path):
    path = Path(shutil.copy(OLDER[-1], tmp_path / "market.db"))
    with closing(sqlite3.connect(path)) as connection:
        seal = Seal.read(connection.execute("SELECT value FROM meta WHERE key = 'facts'").fetchone()[0])

    Store.open(path).close()

    assert load_tables(path).snapshot == seal.facts


def test_rows_that_came_with_the_shipped_facts_are_told_from_those_of_an_old_import(tmp_path):
    path = Path(shutil.copy(OLDER[-1], tmp_path / "market.db"))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("DELETE FROM text WHERE posting != 4")
        connection.execute("UPDATE posting SET first_run = 0")
        connection.execute("DELETE FROM mention WHERE posting = 1")
        connection.execute("UPDATE mention SET stop = NULL WHERE posting = 2")

    Store.open(path).close()

    with closing(sqlite3.connect(path)) as connection:
        shipped = connection.execute("SELECT id FROM posting WHERE shipped").fetchall()
    assert shipped == [(1,), (2,)], "the third may be an import whose text has left, the last has one"


def answers(path: Path) -> dict[str, object]:
    """Return what a reader says of a store, whatever it is asked."""
    with Reader.open(path) as reader:
        found = reader.search("fraud")
        ids = np.arange(1, 5)
        return {
            "found": found,
            "evidence": [reader.evidence(line.id) for line in reader.lines(ids)],
            "texts": list(reader.texts(ids)),
            "runs": (reader.runs(), reader.board_runs(1), reader.diary(), reader.boards()),
            "counts": (reader.counts(), reader.coverage(), reader.freshness(), reader.duplicates()),
            "rules": (reader.rules_in_use(), reader.queued_terms()),
        }


def test_readers_leave_an_older_store_as_it_is_and_say_what_the_migrated_one_says(older):
    before, files = older.read_bytes(), sorted(older.parent.iterdir())

    said = answers(older)
    check_store(older)

    assert older.read_bytes() == before
    assert sorted(older.parent.iterdir()) == files
    Store.open(older).close()
    assert said == answers(older)
    assert said["found"].total == 1


def test_the_check_of_an_older_store_finds_a_text_that_is_not_the_one_written(older):
    with closing(sqlite3.connect(older)) as connection, connection:
        connection.execute("UPDATE text SET body = body || 'x'")

    with pytest.raises(StoreError, match="is not the one that was written"):
        check_store(older)


def test_a_copy_of_the_older_file_stays_beside_the_migrated_one(older):
    before = counted(older)

    Store.open(older).close()

    (copy,) = older.parent.glob("market.schema*.db")
    with closing(sqlite3.connect(copy)) as connection:
        assert schema_of(connection) < SCHEMA
    assert counted(copy) == before


def test_a_migrated_store_goes_on_working(older):
    with Store.open(older) as store:
        store.assign_vacancies()
        store.finish()

    with Reader.open(older) as reader:
        assert reader.search("fraud").total == 1
        assert [run.status for run in reader.runs()] == ["finished"] * 3


def test_a_migration_that_fails_half_way_changes_nothing(older, monkeypatch):
    broken = Migrations("skillgauge")
    # the steps that are there, and one that breaks after its first change
    for step in migration_steps.MIGRATIONS._migrations:
        broken(name=step.name)(step.fn)

    @broken()
    def breaks(db):
        db.execute("CREATE TABLE half_done(id)")
        db.execute("SELECT * FROM no_such_table")

    monkeypatch.setattr(migration_steps, "MIGRATIONS", broken)
    with closing(sqlite3.connect(older)) as connection:
        before = list(connection.iterdump())

    with pytest.raises(StoreError, match="no_such_table"):
        Store.open(older)

    with closing(sqlite3.connect(older)) as connection:
        assert list(connection.iterdump()) == before


def test_readers_know_the_steps_by_name_without_importing_them():
    assert tuple(step.name for step in migration_steps.MIGRATIONS._migrations) == NAMES


def test_a_current_store_is_not_copied(tmp_path):
    create(tmp_path / "market.db")

    Store.open(tmp_path / "market.db").close()

    assert not list(tmp_path.glob("*.schema*"))


def test_a_new_store_is_marked_as_ours_with_the_newest_schema(tmp_path):
    create(tmp_path / "deep" / "market.db")

    with closing(sqlite3.connect(tmp_path / "deep" / "market.db")) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert schema_of(connection) == SCHEMA
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_copy_never_takes_the_place_of_an_earlier_one(older):
    with closing(open_reader(older)) as connection:
        schema = schema_of(connection)
    earlier = older.with_name(f"market.schema{schema}.db")
    earlier.write_bytes(b"an earlier copy")

    Store.open(older).close()

    assert earlier.read_bytes() == b"an earlier copy"
    assert counted(older.with_name(f"market.schema{schema}-2.db")) == counted(older)

"""Stores from strangers: what is not ours never runs, and what we never write is named in a sentence."""

import os
import sqlite3
from contextlib import closing

import numpy as np
import pytest

from data.errors import StoreDamaged, StoreError
from data.records import BoardResult, BoardState
from data.store.base.lock import RunLock
from data.store.base.migrations import FINGERPRINTS, SCHEMA, fingerprint, objects_at
from data.store.facts.checking import check_store
from data.store.facts.tables import load_tables, version_of
from data.store.reader import Reader
from data.store.writer import Store
from tests.data.building import NOW, a_posting, a_store, put

USES = {"tables": load_tables, "version": version_of, "reader": Reader.open, "writer": Store.open}
FOREIGN = {
    "trigger": "CREATE TRIGGER t AFTER INSERT ON posting BEGIN DELETE FROM text; END",
    "trigger on names": "CREATE TRIGGER t AFTER UPDATE ON meta BEGIN DELETE FROM mention; END",
    "view": "CREATE VIEW v AS SELECT load_extension('x')",
    "table": "CREATE TABLE more(x)",
    "index": "CREATE INDEX more ON mention(level)",
    "column": "ALTER TABLE text ADD COLUMN more",
    "lost table": "DROP TABLE vacancy",
    "lost index": "DROP INDEX posting_day",
}


def changed(path, *statements):
    """Change a store as any program with SQLite can, with no cache beside it."""
    path.with_suffix(".npz").unlink(missing_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)
    return path


@pytest.mark.parametrize("schema", range(1, SCHEMA + 1))
def test_the_fingerprint_of_each_schema_is_that_of_its_migrations(schema):
    assert FINGERPRINTS[schema - 1] == fingerprint(objects_at(schema))


@pytest.mark.parametrize("use", USES.values(), ids=USES)
@pytest.mark.parametrize("statement", FOREIGN.values(), ids=FOREIGN)
def test_what_migrations_did_not_make_is_refused_before_anything_is_read_or_written(tmp_path, statement, use):
    path = changed(a_store(tmp_path / "market.db"), statement)
    before = path.read_bytes()

    with pytest.raises(StoreDamaged, match=r"(not made by Skillgauge|it has no).*restore a backup"):
        use(path)

    assert path.read_bytes() == before


WRONG = {
    "no meta": "DELETE FROM meta",
    "no lineage": "DELETE FROM meta WHERE key = 'lineage'",
    "lineage is a number": "UPDATE meta SET value = 7 WHERE key = 'lineage'",
    "level": "UPDATE mention SET level = 77",
    "negative level": "UPDATE mention SET level = -1",
    "group": "UPDATE mention SET any_of = 70000",
    "skill": "UPDATE mention SET skill = 999 WHERE skill = 1",
    "negative skill": "UPDATE mention SET skill = -1 WHERE skill = 1",
    "no skills": "DELETE FROM skill",
    "role": "UPDATE reading SET role = 11",
    "role is a word": "UPDATE reading SET role = 'engineer'",
    "role is a half": "UPDATE reading SET role = 0.5",
    "role would wrap": "UPDATE reading SET role = 256",
    "clouds": "UPDATE reading SET clouds = 16",
    "day": "UPDATE posting SET day = 9000000",
    "day is huge": "UPDATE posting SET day = 9223372036854775807",
    "pay": "UPDATE reading SET pay_min = 9e999, pay_max = 1, pay_currency = 'EUR', pay_period = 0",
    "pay is a word": "UPDATE reading SET pay_min = 'much'",
    "country is bytes": "UPDATE reading SET country = x'00ff'",
    "employer is bytes": "UPDATE alias SET name = x'00ff'",
    "skill is bytes": "UPDATE skill SET slug = x'70ff' WHERE id = 1",
}


@pytest.mark.parametrize("unsealed", [True, False], ids=["facts not named", "facts named"])
@pytest.mark.parametrize("statement", WRONG.values(), ids=WRONG)
def test_a_value_that_is_never_written_is_damage(tmp_path, statement, unsealed):
    seal = ("DELETE FROM meta WHERE key = 'facts'",) if unsealed else ()
    path = changed(a_store(tmp_path / "market.db"), *seal, statement)

    with pytest.raises(StoreDamaged, match="restore a backup"):
        load_tables(path)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE mention SET level = 77",
        "UPDATE posting SET posted_precision = 9",
        "UPDATE posting SET posted_at = 9223372036854775807",
        "UPDATE vacancy SET reason = -3",
        "UPDATE posting SET workplace = 44",
    ],
)
def test_a_posting_with_such_a_value_is_damage_too(tmp_path, statement):
    path = changed(a_store(tmp_path / "market.db"), statement)

    with Reader.open(path) as reader, pytest.raises(StoreError, match=r"market\.db"):
        reader.evidence(1)


def test_what_sqlite_quotes_from_a_damaged_file_is_one_short_line(tmp_path):
    path = a_store(tmp_path / "market.db")
    path.write_bytes(
        path.read_bytes().replace(b"id INTEGER PRIMARY KEY,\n", b"id \x1b[31m\n( PRIMARY KEY,\n")
    )

    with pytest.raises(StoreError) as caught:
        load_tables(path)

    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 400 + len(str(path))


def test_a_store_without_a_lineage_is_not_written(tmp_path):
    path = changed(a_store(tmp_path / "market.db"), "DELETE FROM meta WHERE key = 'lineage'")

    with pytest.raises(StoreDamaged, match="where its facts come from"):
        Store.open(path)

    lock = RunLock(path)
    lock.acquire("scrape", NOW)
    lock.release()


# --- odd places -----------------------------------------------------------------------------------------

NAMES = ("file:x.db", "a ?b#c%20.db", 'it\'s "here".db', "-x.db", ":memory:", "x", "ü.db", ".db")


@pytest.mark.parametrize("name", NAMES)
def test_any_name_is_a_store_and_nothing_else(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    path = type(tmp_path)(name)

    a_store(path)

    with Reader.open(path) as reader:
        assert reader.counts().postings == len(load_tables(path).posting_id) == 2
    assert name in os.listdir(tmp_path)  # noqa: PTH208 - the name as the system has it


@pytest.mark.parametrize("name", ["/", ".", "x" * 300, "a/" * 2_000], ids=["root", "here", "long", "deep"])
@pytest.mark.parametrize("use", USES.values(), ids=USES)
def test_what_cannot_be_a_store_is_named(tmp_path, monkeypatch, name, use):
    monkeypatch.chdir(tmp_path)

    with pytest.raises(StoreError):
        use(type(tmp_path)(name))


@pytest.mark.parametrize("name", ["/", ".", "x" * 300])
def test_what_cannot_be_a_store_cannot_be_made(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)

    with pytest.raises(StoreError):
        Store.open(type(tmp_path)(name), create=True)


@pytest.mark.parametrize(
    "note", ["[1]", "{}", '{"command": 7, "pid": "x", "started": 3}', "[" * 90_000, "\ud7ff"]
)
def test_a_lock_with_another_note_is_a_lock(path, note):
    lock = RunLock(path)
    lock.acquire("scrape", NOW)
    lock.path.write_text(note, encoding="utf-8")

    with pytest.raises(StoreError, match="another run"):
        RunLock(path).acquire("import", NOW)
    lock.release()


def test_a_write_into_a_foreign_table_never_begins(tmp_path):
    path = changed(a_store(tmp_path / "market.db"), FOREIGN["trigger"])

    with pytest.raises(StoreDamaged), Store.open(path) as store:
        put(store, a_posting("9"))

    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM text").fetchone() == (2,)


OF_A_POSTING = {
    "text is bytes": "UPDATE text SET body = x'fffe'",
    "title is bytes": "UPDATE posting SET title = x'3c62'",
    "place is bytes": "UPDATE posting SET location = x'ff'",
    "surface is bytes": "UPDATE surface SET name = x'ff' WHERE id = 1",
    "years are a word": "UPDATE reading SET years_min = 'many'",
    "version is a word": "UPDATE posting SET version = 'new'",
}
OF_THE_JOURNAL = {
    "note is bytes": "UPDATE run SET note = x'ff00'",
    "command is bytes": "UPDATE run SET command = x'ff00'",
    "counts are a list": "UPDATE run_board SET rejected = '[1]'",
    "kept is a word": "UPDATE run_board SET kept = 'all'",
    "outcome is bytes": "UPDATE run_board SET outcome = x'00'",
    "last outcome is bytes": "UPDATE board SET last_outcome = x'00'",
}


@pytest.mark.parametrize("statement", OF_A_POSTING.values(), ids=OF_A_POSTING)
def test_a_posting_with_a_value_of_another_kind_is_damage(tmp_path, statement):
    path = changed(a_store(tmp_path / "market.db"), statement)

    with Reader.open(path) as reader, pytest.raises(StoreDamaged, match="restore a backup"):
        reader.evidence(1)


@pytest.mark.parametrize("statement", OF_THE_JOURNAL.values(), ids=OF_THE_JOURNAL)
def test_a_journal_with_a_value_of_another_kind_is_damage(tmp_path, statement):
    path = a_store(tmp_path / "market.db")
    with Store.open(path) as store:
        run_id = store.begin_run("scrape", NOW)
        state = BoardState("acme", "main")
        store.save_board_result(run_id, BoardResult("acme", "main", "complete"), state)
        store.end_run(run_id, NOW, "finished", "one note")
    changed(path, statement)

    def all_of(reader):
        return reader.runs(), reader.board_runs(run_id), reader.boards()

    with Reader.open(path) as reader, pytest.raises(StoreDamaged, match="restore a backup"):
        all_of(reader)


def test_a_text_that_is_bytes_is_not_given_out(tmp_path):
    path = changed(a_store(tmp_path / "market.db"), OF_A_POSTING["text is bytes"])

    with Reader.open(path) as reader, pytest.raises(StoreDamaged, match="restore a backup"):
        list(reader.texts(np.array([1, 2])))


def test_a_text_that_is_bytes_fails_the_check(tmp_path):
    path = changed(a_store(tmp_path / "market.db"), OF_A_POSTING["text is bytes"])

    with pytest.raises(StoreDamaged, match="restore a backup"):
        check_store(path)

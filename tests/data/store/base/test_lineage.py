"""Two stores share a lineage only if they were written in the same way; facts carry one name everywhere."""

import os
import shutil
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from data.errors import StoreDamaged, StoreError
from data.store.base.connect import open_reader
from data.store.base.lineage import ORIGIN, Seal, Written, lineage_of, seal_of
from data.store.facts.cache import cache_path
from data.store.facts.snapshot_packing import pack_snapshot
from data.store.facts.tables import LAYOUT, load_tables, version_of
from data.store.writer import Store
from tests.data.building import DAY, NOW, a_posting, put, read_all

STORES = Path(__file__).resolve().parents[3] / "stores"


def lineage(path: Path) -> str:
    with closing(open_reader(path)) as connection:
        return lineage_of(connection)


def add(path: Path, *names: str, text: str = "We use Python and PyTorch.") -> Path:
    """Import postings into a store and do what follows an import."""
    with Store.open(path, create=True) as store:
        put(store, *(a_posting(name, text=f"{text} {name}") for name in names), run_id=0)
        read_all(store)
        store.assign_vacancies()
        store.finish()
    return path


def share_of_pytorch(path: Path) -> float:
    tables = load_tables(path)
    if "pytorch" not in tables.skills:
        return 0.0
    named = tables.mention_posting[tables.mention_skill == tables.skills.index("pytorch")]
    return len(set(named.tolist())) / len(tables.posting_id)


# --- histories ------------------------------------------------------------------------------------------


def test_an_empty_store_has_the_lineage_from_which_all_begin(path):
    Store.open(path, create=True).close()

    assert lineage(path) == ORIGIN


def test_the_same_history_gives_the_same_lineage(tmp_path):
    one, other = (add(tmp_path / name, "1", "2") for name in ("one.db", "two.db"))

    assert lineage(one) == lineage(other) != ORIGIN


@pytest.mark.parametrize("changed", [{"text": "We use Rust."}, {}], ids=["another text", "another order"])
def test_histories_that_part_never_meet_again(tmp_path, changed):
    one = add(tmp_path / "one.db", "1")
    other = Path(shutil.copy(one, tmp_path / "two.db"))

    add(add(one, "2"), "3")
    add(add(other, "3", **changed), "2", **changed)

    assert lineage(one) != lineage(other)


def delete_and_fail(store: Store) -> None:
    with store.writing() as connection:
        connection.execute("DELETE FROM text")
        connection.execute("DELETE FROM nothing")


def test_a_transaction_that_is_rolled_back_leaves_the_lineage(path, store):
    put(store, a_posting("1"))
    before = lineage(path)

    with pytest.raises(StoreError):
        delete_and_fail(store)

    assert lineage(path) == before
    assert store.count_unread("") == 1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that can be forked")
def test_a_killed_transaction_leaves_the_lineage_and_the_next_one_carries_it_on(tmp_path):
    path = add(tmp_path / "market.db", "1")
    before, child = lineage(path), os.fork()
    if child == 0:
        with Store.open(path) as store, store.writing() as connection:
            connection.execute("DELETE FROM mention")
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)

    assert (lineage(path), share_of_pytorch(path)) == (before, 1.0)
    assert lineage(add(path, "2")) == lineage(add(add(tmp_path / "other.db", "1"), "2"))


def test_what_a_transaction_only_read_is_not_part_of_its_name():
    one, other = Written(), Written()

    for statement in ("SELECT 1", "INSERT INTO t VALUES (1)", "-- a statement of an index"):
        one.note(statement)
    other.note("INSERT INTO t VALUES (1)")

    assert one.next(ORIGIN) == other.next(ORIGIN) != other.next("1" * 32)


def test_old_stores_that_shared_a_counter_part_when_they_are_migrated(tmp_path):
    for name in ("one.db", "two.db"):
        shutil.copy(STORES / "v2.db", tmp_path / name)
        Store.open(tmp_path / name).close()

    assert lineage(tmp_path / "one.db") != lineage(tmp_path / "two.db")


# --- files copied over each other -----------------------------------------------------------------------


def test_a_store_copied_over_another_of_as_many_changes_shows_its_own_figures(tmp_path):
    """One store, two continuations with as many writes; one replaces the other, whose cache stays."""
    original = add(tmp_path / "original" / "market.db", "1", "2", "3")
    mine = tmp_path / "mine" / "market.db"
    shutil.copytree(original.parent, mine.parent)
    add(mine, "4", "5")
    assert share_of_pytorch(mine) == 1.0
    add(original, "6", "7", text="We use Rust.")

    shutil.copy(original, mine)

    assert share_of_pytorch(mine) == share_of_pytorch(original) == 0.6


def test_a_restored_backup_is_read_as_it_is_even_with_its_old_time(tmp_path):
    path = add(tmp_path / "market.db", "1", "2", "3")
    backup = Path(shutil.copy2(path, tmp_path / "backup.db"))
    add(path, "4", text="We use Rust.")
    assert share_of_pytorch(path) == 0.75

    shutil.copy2(backup, path)

    assert share_of_pytorch(path) == 1.0


def test_a_version_changes_when_another_file_takes_the_stores_place(tmp_path):
    path = add(tmp_path / "market.db", "1")
    twin = Path(shutil.copy2(path, tmp_path / "twin.db"))
    before = version_of(path)

    twin.replace(path)

    assert version_of(path) != before


def test_the_journal_of_a_run_leaves_the_file_beside_the_store_fresh(tmp_path, monkeypatch):
    path = add(tmp_path / "market.db", "1")
    with Store.open(path) as store:
        run = store.begin_run("scrape", NOW)
        store.finish()
        store.end_run(run, NOW + DAY, "finished")
    monkeypatch.setattr("data.store.facts.tables.read_tables", None)

    assert len(load_tables(path).posting_id) == 1


# --- the seal -------------------------------------------------------------------------------------------


def test_a_finished_store_names_its_facts(tmp_path):
    path = add(tmp_path / "market.db", "1")

    with closing(open_reader(path)) as connection:
        seal = seal_of(connection, LAYOUT)

    assert seal.facts == load_tables(path).snapshot
    assert Seal.read(str(seal)) == seal


@pytest.mark.parametrize("words", [None, 7, b"x", "", "a b c d e f", "3 " + "0" * 32 + " 1 1 x y"])
def test_what_is_no_seal_is_none(words):
    assert Seal.read(words) is None


def test_facts_that_were_written_since_are_not_sealed(path, store):
    put(store, a_posting("1"))
    read_all(store)
    store.finish()

    put(store, a_posting("2"))

    assert seal_of(store.connection, LAYOUT) is None
    assert not cache_path(path).exists()


USES = {
    "tables": load_tables,
    "writer": Store.open,
    "packing": lambda path: pack_snapshot(path, path.with_suffix(".xz")),
}


@pytest.mark.parametrize("use", USES.values(), ids=USES)
def test_facts_changed_behind_our_back_are_refused(tmp_path, use):
    path = add(tmp_path / "market.db", "1", "2")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DELETE FROM mention WHERE posting = 1")
        connection.commit()

    with pytest.raises(
        StoreDamaged, match=r"its facts were \w{16} when they were written and are \w{16} now"
    ):
        use(path)

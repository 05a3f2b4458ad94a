"""A store that an earlier version kept beside its code comes to the user's folder, whole or not at all."""

import shutil
import sqlite3
import sys
import threading
from contextlib import closing

import pytest

from data.errors import StoreBusy, StoreError
from data.store import writer
from data.store.base.lock import RunLock
from data.store.base.migrations import SCHEMA
from data.store.facts import earlier_store
from data.store.facts.earlier_store import bring_earlier_store
from data.store.facts.tables import load_tables
from data.store.store_choice import default_store, writable_store
from tests.data.building import NOW, a_posting, a_store, put

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the folders of Linux")


@pytest.fixture
def old(site_packages):
    """A store with three postings where an earlier version kept it."""
    (site_packages / "data").mkdir()
    return a_store(site_packages / "data" / "market.db", *(a_posting(str(number)) for number in range(3)))


@pytest.fixture
def new(site_packages, tmp_path):
    """Where the user's store belongs."""
    return tmp_path / "home" / ".local" / "share" / "skillgauge" / "market.db"


@pytest.fixture
def no_rename(monkeypatch):
    """Let the old store lie on another file system."""
    monkeypatch.setattr(earlier_store, "renamed", lambda _old, _new: False)


def postings(path):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT count(*) FROM posting").fetchone()[0]


def names(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("other_disk", [False, True])
def test_it_is_moved_with_a_sentence_by_the_first_command(old, new, capsys, request, other_disk):
    if other_disk:
        request.getfixturevalue("no_rename")
    facts = load_tables(old).snapshot

    assert default_store() == new
    assert default_store() == new

    assert load_tables(new).snapshot == facts
    assert not old.parent.exists()
    assert capsys.readouterr().err == (
        f"skillgauge: your store was moved from {old} to {new}, where it is kept now\n"
    )


@pytest.mark.parametrize("other_disk", [False, True])
def test_what_is_only_in_its_log_comes_along(old, new, request, other_disk):
    if other_disk:
        request.getfixturevalue("no_rename")
    with writer.Store.open(old) as store:
        put(store, a_posting("9"))
        for ending in ("", "-wal"):  # as a kill leaves them
            shutil.copy(f"{old}{ending}", old.parent / f"kept{ending}")
    for ending in ("", "-wal"):
        (old.parent / f"kept{ending}").rename(f"{old}{ending}")
    assert old.with_name("market.db-wal").stat().st_size > 0

    bring_earlier_store(new)

    assert postings(new) == 4
    assert "market.db-wal" not in names(new.parent)


def test_the_users_own_store_wins_and_the_old_one_stays(old, new, tmp_path, capsys):
    new.parent.mkdir(parents=True)
    a_store(tmp_path / "newer.db", a_posting("1")).rename(new)

    assert writable_store() == new
    assert (postings(new), postings(old)) == (1, 3)
    assert capsys.readouterr().err == ""


def test_what_cannot_be_removed_is_copied_and_said(old, new, no_rename, monkeypatch, capsys):
    monkeypatch.setattr(earlier_store, "remove", lambda *files: files[0] != old)

    bring_earlier_store(new)

    assert (postings(new), postings(old)) == (3, 3)
    assert f"was copied from {old}, which cannot be removed, to {new}" in capsys.readouterr().err


def test_an_interrupted_move_leaves_the_old_store_and_is_made_again(old, new, no_rename, monkeypatch):
    def killed(_old, fresh):
        fresh.write_bytes(b"half")
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(earlier_store, "copy_whole", killed)
        with pytest.raises(KeyboardInterrupt):
            bring_earlier_store(new)
    assert not new.exists()
    assert postings(old) == 3
    new.with_name("market.db.new").write_bytes(b"what a kill leaves")

    bring_earlier_store(new)

    assert postings(new) == 3
    assert names(new.parent) == ["market.db", "market.db.lock"]


def test_of_commands_at_once_one_moves_it(old, new, capsys):
    several = [threading.Thread(target=bring_earlier_store, args=(new,)) for _ in range(4)]
    for one in several:
        one.start()
    for one in several:
        one.join()

    assert postings(new) == 3
    assert capsys.readouterr().err.count("was moved from") == 1


def test_a_store_in_use_is_left_to_its_run(old, new, capsys, monkeypatch):
    lock = RunLock(old)
    lock.acquire("scrape", NOW)
    monkeypatch.setattr("data.store.store_choice.unpack_snapshot", lambda: "the shipped facts")
    try:
        assert default_store() == "the shipped facts"
        with pytest.raises(StoreError, match=r"stays beside the code: a scrape started .* is running"):
            writable_store()
    finally:
        lock.release()
    assert "a scrape started" in capsys.readouterr().err
    assert postings(old) == 3
    assert not new.exists()


def test_the_file_of_another_program_is_left_alone(site_packages, new, capsys):
    other = site_packages / "data" / "market.db"
    other.parent.mkdir()
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE stalls (name)")
    before = other.read_bytes()

    assert writable_store() == new

    assert other.read_bytes() == before
    assert names(other.parent) == ["market.db"]
    assert capsys.readouterr().err == ""


DAMAGE = {
    "a later version": (f"PRAGMA user_version={SCHEMA + 1}", "this Skillgauge knows schema"),
    "other tables": ("CREATE TABLE odd (x)", "not a usable store"),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_later_or_damaged_store_is_named_and_nothing_is_lost(old, new, damage, capsys, monkeypatch):
    statement, why = DAMAGE[damage]
    with closing(sqlite3.connect(old)) as connection:
        connection.execute(statement)
    before = old.read_bytes()
    monkeypatch.setattr("data.store.store_choice.unpack_snapshot", lambda: "the shipped facts")

    assert default_store() == "the shipped facts"
    with pytest.raises(StoreError, match=why):
        writable_store()

    said = capsys.readouterr().err
    assert said.startswith("skillgauge: the store of an earlier version stays beside the code: ")
    assert said.count("\n") == 1
    assert old.read_bytes() == before
    assert not new.exists()


def test_a_link_to_a_store_is_not_moved(old, new, tmp_path):
    old.rename(tmp_path / "elsewhere.db")
    old.symlink_to(tmp_path / "elsewhere.db")

    with pytest.raises(StoreError, match="is a link to it; name another with --store or SKILLGAUGE_STORE"):
        writable_store()

    assert postings(tmp_path / "elsewhere.db") == 3


def test_without_a_home_it_stays_and_the_sentence_names_it(old, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("HOME", str(tmp_path / "nowhere"))
    monkeypatch.setattr("data.store.store_choice.unpack_snapshot", lambda: "the shipped facts")

    assert default_store() == "the shipped facts"
    assert f"{old} has no place to go, for this user has no home folder" in capsys.readouterr().err
    with pytest.raises(StoreError, match="SKILLGAUGE_STORE"):
        writable_store()
    assert postings(old) == 3


def test_a_store_that_changes_while_it_is_copied_is_not_taken(old, new, no_rename, monkeypatch):
    stamps = iter(("before", "after"))
    monkeypatch.setattr(earlier_store, "store_stamp", lambda _path: next(stamps))

    with pytest.raises(StoreError, match="is being written by another program") as caught:
        bring_earlier_store(new)

    assert isinstance(caught.value.__cause__, StoreBusy)
    assert not new.exists()
    assert postings(old) == 3


def test_backups_of_the_store_come_along(old, new):
    shutil.copy(old, old.with_name("market.schema1.db"))

    bring_earlier_store(new)

    assert names(new.parent) == ["market.db", "market.db.lock", "market.schema1.db"]


def test_writing_without_a_home_says_how_to_name_a_place(site_packages, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path / "nowhere"))

    with pytest.raises(StoreError) as caught:
        writable_store()

    assert str(caught.value) == (
        "no store can be kept: this user has no home folder; name a place with --store or SKILLGAUGE_STORE"
    )
    assert caught.value.exit_code == 3

"""The shipped facts are unpacked once, checked, and copied into stores of their own."""

import lzma
import os
import shutil
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from data.errors import StoreBusy, StoreDamaged, StoreMissing
from data.store.base.connect import APPLICATION_ID, check_integrity
from data.store.base.lock import RunLock
from data.store.facts import snapshot as snapshot_module
from data.store.facts.snapshot import copy_snapshot, unpack_snapshot
from data.store.facts.snapshot_packing import pack_snapshot
from data.store.facts.tables import load_tables, read_tables
from data.store.reader import Reader
from data.store.store_choice import default_store, writable_store
from data.store.writer import Store
from data.vacancies.vacancies import changed_employers
from tests.data.building import (
    DAY,
    NOW,
    SENTENCE,
    a_posting,
    a_store,
    put,
    read_all,
)


def test_the_packed_file_is_a_store_without_a_journal_of_its_own(packed, target):
    unpacked = unpack_snapshot(packed, target)

    with closing(sqlite3.connect(unpacked)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    check_integrity(unpacked)


def test_unpacked_facts_can_be_searched_by_title_and_employer(packed, target):
    with Reader.open(unpack_snapshot(packed, target)) as reader:
        assert reader.search("kestrel learning").total == 2


def test_facts_can_be_read_where_nothing_can_be_written(packed, target):
    unpacked = unpack_snapshot(packed, target)
    unpacked.chmod(0o444)
    unpacked.parent.chmod(0o555)

    with Reader.open(unpacked) as reader:
        assert reader.counts().postings == 2

    unpacked.parent.chmod(0o755)


def test_facts_are_unpacked_once(packed, target, monkeypatch):
    first = unpack_snapshot(packed, target)
    monkeypatch.setattr(snapshot_module, "unpack", None)

    assert unpack_snapshot(packed, target) == first


def test_newer_facts_replace_the_unpacked_ones(packed, target, tmp_path):
    unpack_snapshot(packed, target)
    pack_snapshot(a_store(tmp_path / "later.db", a_posting("7")), packed)

    assert len(load_tables(unpack_snapshot(packed, target)).posting_id) == 1


def test_the_time_of_the_packed_file_alone_means_nothing(packed, target, monkeypatch):
    first = unpack_snapshot(packed, target)
    later = packed.stat().st_mtime_ns + 1_000_000_000
    os.utime(packed, ns=(later, later))
    monkeypatch.setattr(snapshot_module, "unpack", None)

    assert unpack_snapshot(packed, target) == first


def test_two_at_once_unpack_once_and_both_get_whole_facts(packed, target, monkeypatch):
    times = []
    unpack = snapshot_module.unpack
    monkeypatch.setattr(snapshot_module, "unpack", lambda *paths: (times.append(1), unpack(*paths)))
    sizes = []
    threads = [
        threading.Thread(
            target=lambda: sizes.append(len(load_tables(unpack_snapshot(packed, target)).posting_id))
        )
        for _ in range(4)
    ]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (len(times), sizes) == (1, [2] * 4)


def test_waiting_for_another_unpacking_ends_with_a_sentence(packed, target, monkeypatch):
    monkeypatch.setattr(snapshot_module, "WAIT_SECONDS", 0.1)
    target.parent.mkdir()
    lock = RunLock(target)
    lock.acquire("unpacking", NOW)

    with pytest.raises(StoreBusy, match="an unpacking started"):
        unpack_snapshot(packed, target)
    lock.release()


def test_damaged_packed_facts_are_named_and_nothing_is_left(packed, target):
    packed.write_bytes(packed.read_bytes()[:-500])

    with pytest.raises(StoreDamaged, match=r"facts\.db\.xz"):
        unpack_snapshot(packed, target)

    assert not target.exists()


def repacked(packed: Path, *statements: str) -> None:
    """Change what is in a packed file."""
    inside = packed.with_name("inside.db")
    inside.write_bytes(lzma.decompress(packed.read_bytes()))
    with closing(sqlite3.connect(inside, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)
    packed.write_bytes(lzma.compress(inside.read_bytes()))


TAMPERED = {
    "mentions": ("DELETE FROM mention WHERE posting = 1", r"its facts are \w{16}, not \w{16} as it says"),
    "years": ("UPDATE reading SET years_min = 3", r"its facts are \w{16}, not \w{16} as it says"),
    "no name": ("DELETE FROM meta WHERE key = 'facts'", "not None as it says"),
    "trigger": (
        "CREATE TRIGGER t AFTER INSERT ON meta BEGIN DELETE FROM mention; END",
        "'trigger t' was not made by Skillgauge",
    ),
    "view": ("CREATE VIEW v AS SELECT 1", "'view v' was not made by Skillgauge"),
    "table": ("DROP TABLE vacancy", "it has no 'table vacancy'"),
    "code": ("UPDATE reading SET role = 99", "a role outside 0 to 10"),
}


@pytest.mark.parametrize(("statement", "said"), TAMPERED.values(), ids=TAMPERED)
def test_packed_facts_that_are_not_what_they_say_are_refused_and_nothing_is_left(
    packed, target, statement, said
):
    repacked(packed, statement)

    with pytest.raises(StoreDamaged, match=said) as caught:
        unpack_snapshot(packed, target)

    assert str(packed) in str(caught.value)
    assert [path.name for path in target.parent.iterdir()] == ["facts.db.lock"]


def test_a_small_packed_file_that_unpacks_to_gigabytes_is_stopped_and_nothing_is_left(packed, target):
    packed.write_bytes(lzma.compress(lzma.decompress(packed.read_bytes()) + bytes(200_000_000), preset=1))
    assert packed.stat().st_size < 100_000

    with pytest.raises(StoreDamaged, match="larger than any facts are"):
        unpack_snapshot(packed, target)

    assert [path.name for path in target.parent.iterdir()] == ["facts.db.lock"]


def test_facts_that_another_put_there_are_unpacked_again(packed, target, tmp_path):
    theirs = a_store(tmp_path / "theirs.db", a_posting("9"))
    unpack_snapshot(packed, target)
    before = target.stat()

    shutil.copy(theirs, target)
    os.utime(target, ns=(before.st_atime_ns, before.st_mtime_ns))

    assert len(load_tables(unpack_snapshot(packed, target)).posting_id) == 2


def test_the_first_reader_of_unpacked_facts_has_their_arrays(packed, target, monkeypatch):
    unpacked = unpack_snapshot(packed, target)
    monkeypatch.setattr("data.store.facts.tables.read_tables", None)

    assert len(load_tables(unpacked).posting_id) == 2


def test_packed_facts_of_the_release_before_are_unpacked_and_named_alike(packed, target, tmp_path):
    with closing(sqlite3.connect(tmp_path / "market.db")) as uncounted:
        uncounted.execute("UPDATE reading SET words = NULL, items = NULL, control = NULL")
        facts = read_tables(uncounted).snapshot
    repacked(
        packed,
        "DELETE FROM meta WHERE key IN ('facts', 'lineage')",
        f"INSERT INTO meta VALUES ('store', '{facts}'), ('changes', 0)",
        "DELETE FROM _sqlite_migrations WHERE name NOT IN ('first_tables', 'revision_diary')",
        *(
            f"DROP TABLE {table}"
            for table in ("name_search", "finder", "open_name", "open_term", "queued_term")
        ),
        "ALTER TABLE mention DROP COLUMN form",
        *(
            f"ALTER TABLE reading DROP COLUMN {column}"
            for column in ("words", "items", "control", "searched")
        ),
        "ALTER TABLE posting DROP COLUMN shipped",
        "PRAGMA user_version=2",
    )

    assert load_tables(unpack_snapshot(packed, target)).snapshot == facts


def test_without_any_facts_the_error_says_what_to_run(tmp_path):
    with pytest.raises(StoreMissing, match="skillgauge import FILE"):
        unpack_snapshot(tmp_path / "none.xz", tmp_path / "none.db")


def test_a_copy_is_a_store_of_its_own_that_goes_on_from_the_facts(packed, target, tmp_path, monkeypatch):
    monkeypatch.setattr(snapshot_module, "unpack_snapshot", lambda: unpack_snapshot(packed, target))
    mine = tmp_path / "mine.db"

    copy_snapshot(mine)
    with Store.open(mine) as store:
        put(store, a_posting("3", text="A new lens with PyTorch."))
        read_all(store)
        store.assign_vacancies()
        tables = store.finish()

    assert len(tables.posting_id) == 3
    assert len(load_tables(target).posting_id) == 2


def test_a_shipped_posting_that_is_scraped_again_gets_its_text_and_is_read(packed, target, tmp_path):
    mine = Path(shutil.copy(unpack_snapshot(packed, target), tmp_path / "mine.db"))

    with Store.open(mine) as store:
        counts = put(store, a_posting("1"), now=NOW + DAY)
        read_all(store)
        store.assign_vacancies()

    with Reader.open(mine) as reader:
        evidence = reader.evidence(1)
    assert (counts.unchanged, counts.updated) == (1, 0)
    assert evidence.text == SENTENCE
    assert [evidence.text[m.start : m.end] for m in evidence.mentions] == ["Python", "PyTorch"]


def test_a_shipped_vacancy_stays_whole_when_some_of_it_is_met_again(tmp_path, target):
    words = "We build lens models with great care for every kind of camera that flies or dives"
    texts = {"1": f"{words} in Ghent.", "2": f"{words} in Porto.", "3": f"{words} in Lyon."}
    near = [a_posting(key, text=text) for key, text in texts.items()]
    pack_snapshot(a_store(tmp_path / "market.db", *near), tmp_path / "facts.xz")
    mine = Path(shutil.copy(unpack_snapshot(tmp_path / "facts.xz", target), tmp_path / "mine.db"))

    with Store.open(mine) as store:
        put(store, near[1], a_posting("9", text="Another text."), now=NOW + DAY)
        read_all(store)
        store.assign_vacancies()
        tables = store.finish()

    assert tables.vacancy.tolist() == [0, 0, 0, 1]


def test_a_copy_compares_only_employers_with_new_postings(tmp_path, target):
    twins = [a_posting(str(n), text=SENTENCE) for n in (1, 2)]
    pack_snapshot(a_store(tmp_path / "market.db", *twins), tmp_path / "facts.xz")
    mine = Path(shutil.copy(unpack_snapshot(tmp_path / "facts.xz", target), tmp_path / "mine.db"))

    with Store.open(mine) as store:
        assert changed_employers(store.connection) == []
        put(store, a_posting("3", text="Another text."))
        store.assign_vacancies()

    with Reader.open(mine) as reader:
        assert reader.duplicates().by_reason == {"same text": 1}


def test_a_new_copy_of_a_shipped_text_joins_its_vacancy(tmp_path, target, monkeypatch):
    shipped = a_store(tmp_path / "market.db", a_posting("1", text=SENTENCE))
    pack_snapshot(shipped, tmp_path / "facts.xz")
    mine = Path(shutil.copy(unpack_snapshot(tmp_path / "facts.xz", target), tmp_path / "mine.db"))

    with Store.open(mine) as store:
        put(store, a_posting("9", location="Porto", text=SENTENCE))
        read_all(store)
        store.assign_vacancies()
        tables = store.finish()

    assert tables.vacancy.tolist() == [0, 0]


def test_packed_facts_that_are_named_are_read_beside_them_and_never_written(packed):
    assert default_store(packed) == packed.with_name(f"{packed.name}.db")
    assert writable_store(packed) == packed, "which is no store, so it is refused"

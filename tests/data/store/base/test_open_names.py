"""Open names in a store: which texts wait, what is kept, and what it takes with it when it goes."""

import sqlite3
from contextlib import closing

import pytest

from data.errors import StoreDamaged
from data.records import OpenName
from data.store.base.connect import open_reader
from data.store.base.lineage import is_sealed
from data.store.base.open_names import open_counts
from data.store.facts.open_counts import load_open_counts
from data.store.facts.tables import load_tables
from data.store.reader import Reader
from data.store.writer import Store
from tests.data.building import CATALOG, DAY, NOW, a_posting, a_store, put, read_all

FINDER = "0123456789abcdef"
ZORBLAX = OpenName("Zorblax", 40, 47, "zorblax")


@pytest.fixture
def path(tmp_path):
    """Two postings of one day that were read, and a newer one."""
    ads = [a_posting("1"), a_posting("2"), a_posting("3", posted_at=NOW)]
    return a_store(tmp_path / "market.db", *ads)


def waiting(store, finder=FINDER, most=10):
    return [item.posting for item in store.unsearched(CATALOG, finder, most)]


def search(path, *found, finder=FINDER):
    with Store.open(path) as store:
        store.save_open_names(found, finder)


def counts(path):
    found = load_open_counts(path)
    return dict(zip(found.posting.tolist(), found.names.tolist(), strict=True)), found.finder


def test_texts_that_no_finder_looked_through_wait_newest_first(path):
    with Store.open(path) as store:
        assert store.count_unsearched(CATALOG, FINDER) == 3
        assert waiting(store) == [3, 2, 1]
        assert waiting(store, most=2) == [3, 2]


def test_a_waiting_text_comes_with_its_employer_and_the_places_of_its_skills(path):
    with Store.open(path) as store:
        item = next(store.unsearched(CATALOG, FINDER, 1))

    assert (item.posting, item.employer) == (3, "Kestrel Optics")
    assert [item.text[one.start : one.end] for one in item.skills] == ["Python", "PyTorch"]


def test_a_text_that_these_rules_have_not_read_does_not_wait(path):
    with Store.open(path) as store:
        put(store, a_posting("9"))

        assert waiting(store) == [3, 2, 1]
        assert store.count_unsearched("another catalog", FINDER) == 0


def test_what_was_looked_through_waits_no_more_until_the_finder_changes(path):
    search(path, (3, ()), (1, (ZORBLAX,)))

    with Store.open(path) as store:
        assert waiting(store) == [2]
        assert waiting(store, finder="f" * 16) == [3, 2, 1]


def test_a_name_counts_once_a_posting_however_often_it_is_spelled(path):
    again = OpenName("ZORBLAX", 60, 67, "zorblax")

    search(path, (1, (ZORBLAX, again)), (2, ()))

    assert counts(path) == ({1: 1, 2: 0}, FINDER)


def test_evidence_has_the_open_names_of_a_posting_or_says_that_nobody_looked(path):
    search(path, (1, (ZORBLAX,)), (2, ()))

    with Reader.open(path) as reader:
        assert [reader.evidence(number).open_names for number in (1, 2, 3)] == [(ZORBLAX,), (), None]


def test_open_names_move_neither_facts_nor_lineage_nor_seal(path):
    before, [lineage] = load_tables(path).snapshot, lineages(path)

    search(path, (1, (ZORBLAX,)))

    assert (load_tables(path).snapshot, lineages(path)) == (before, [lineage])
    with closing(open_reader(path)) as connection:
        assert is_sealed(connection)


def lineages(path):
    with closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute("SELECT value FROM meta WHERE key = 'lineage'")]


def test_a_changed_text_and_a_text_read_again_wait_again(path):
    search(path, (1, (ZORBLAX,)), (2, (ZORBLAX,)), (3, (ZORBLAX,)))

    with Store.open(path) as store:
        put(store, a_posting("1", text="Another text with Python."), now=NOW + DAY)
        read_all(store)
        store.assign_vacancies()
        store.finish()

        assert waiting(store) == [1]
        store.save_readings([], "newer")
        read_all(store, digest="newer")
        assert [item.posting for item in store.unsearched("newer", FINDER, 9)] == [3, 2, 1]
    assert counts(path) == ({}, "")


def test_what_is_forgotten_leaves_no_open_name_behind(path):
    search(path, (1, (ZORBLAX,)), (2, (OpenName("Wobbledb", 1, 9, "wobbledb"),)))

    with Store.open(path) as store:
        store.forget(posting="1", now=NOW)

    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT name FROM open_term").fetchall() == [("Wobbledb",)]
    assert b"Zorblax" not in path.read_bytes()


def test_open_names_stay_when_texts_go(path):
    search(path, (1, (ZORBLAX,)))

    with Store.open(path) as store:
        store.forget_texts()

    with Reader.open(path) as reader:
        assert reader.evidence(1).open_names == (ZORBLAX,)


def test_a_pass_that_breaks_off_leaves_whole_batches(path, monkeypatch):
    monkeypatch.setattr("data.store.writer.READ_BATCH", 1)

    def breaking():
        yield 3, (ZORBLAX,)
        raise KeyboardInterrupt

    with Store.open(path) as store:
        with pytest.raises(KeyboardInterrupt):
            store.save_open_names(breaking(), FINDER)
        assert waiting(store) == [2, 1]


@pytest.mark.parametrize("names", [-1, 10**9, "many", None, b"1"])
def test_a_count_that_is_never_written_is_damage(path, names):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA ignore_check_constraints=ON")
        connection.execute("INSERT INTO finder VALUES (1, 'f')")
        if names is None:
            connection.execute("INSERT INTO name_search VALUES (1, 1, 2.5)")
        else:
            connection.execute("INSERT INTO name_search VALUES (1, 1, ?)", (names,))
        connection.commit()

    with pytest.raises(StoreDamaged):
        load_open_counts(path)


def test_a_store_of_an_older_release_that_cannot_be_written_has_no_counts(tmp_path):
    with closing(sqlite3.connect(":memory:")) as connection:
        assert open_counts(connection).finder == ""

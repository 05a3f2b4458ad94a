"""What is forgotten is gone, and stays away."""

import pytest

from data.errors import UsageError
from data.store.facts.tables import cache_path
from data.store.reader import Reader
from data.store.writer import Store
from tests.data.building import DAY, NOW, a_posting, a_store, put, read_all

SECRET = "quetzalcoatl"
TABLES = (
    "posting",
    "text",
    "version",
    "identity",
    "reading",
    "mention",
    "vacancy",
    "alias",
    "employer",
    "surface",
)


@pytest.fixture
def with_secret(tmp_path):
    """A store with one employer that will want to be forgotten, and one that will not."""
    path = tmp_path / "market.db"
    with Store.open(path, create=True) as store:
        for text in (f"We at {SECRET} use Python.", f"They at {SECRET} use Python."):
            secret = a_posting("1", employer=SECRET.title(), text=text, identities=(f"lever:{SECRET}:1",))
            put(store, secret, a_posting("2", board="heron", employer="Heron Bank"))
        put(store, a_posting("3", employer=f"{SECRET.upper()}, Inc.", text="Another one."))
        read_all(store)
        store.assign_vacancies()
        store.finish()
    return path


def test_nothing_of_a_forgotten_employer_is_left_in_any_file(with_secret):
    with Store.open(with_secret) as store:
        gone = store.forget(employer=SECRET, now=NOW)

    assert gone.postings == 2
    for file in (with_secret, cache_path(with_secret)):
        assert SECRET.encode() not in file.read_bytes().lower()


def test_the_rest_stays_whole(with_secret):
    with Store.open(with_secret) as store:
        store.forget(employer=SECRET, now=NOW)
        left = [store.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES]
        store.connection.execute("INSERT INTO search(search) VALUES ('integrity-check')")

    with Reader.open(with_secret) as reader:
        assert [line.employer for line in reader.search().postings] == ["Heron Bank"]
        assert (reader.search(SECRET).total, reader.search("heron").total) == (0, 1)
    assert left == [1, 1, 0, 0, 1, 2, 1, 1, 1, 2]


def test_a_forgotten_employer_is_kept_out_under_each_of_its_names(with_secret):
    with Store.open(with_secret) as store:
        store.forget(employer=SECRET, now=NOW)

        counts = put(store, a_posting("8", employer=f"{SECRET.title()} GmbH"), a_posting("9"), now=NOW + DAY)

    assert (counts.kept, counts.left_out) == (1, {"forgotten": 1})


@pytest.mark.parametrize("which", ["1", "https://boards.example.org/kestrel/jobs/1"], ids=["number", "link"])
def test_a_forgotten_posting_is_kept_out_and_its_employers_others_are_not(tmp_path, which):
    with Store.open(a_store(tmp_path / "market.db")) as store:
        gone = store.forget(posting=which, now=NOW)

        counts = put(store, a_posting("1"), a_posting("2"))

    assert gone.postings == 1
    assert (counts.unchanged, counts.left_out) == (1, {"forgotten": 1})


def test_an_unknown_posting_is_a_wrong_value(store):
    with pytest.raises(UsageError, match="no posting"):
        store.forget(posting="https://nowhere.example.org/", now=NOW)


def test_an_employer_that_has_not_come_yet_is_kept_out_from_now_on(store):
    gone = store.forget(employer="Kestrel Optics", now=NOW)

    assert (gone.postings, put(store, a_posting("1")).left_out) == (0, {"forgotten": 1})


def test_who_was_forgotten_cannot_be_read_from_the_store(store, rows):
    store.forget(employer=SECRET, now=NOW)

    ((digest, _),) = rows("SELECT * FROM forgotten")
    assert SECRET not in digest
    assert len(digest) == 32

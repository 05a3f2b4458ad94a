"""A store can be carried without its texts: they leave all files, and what was read from them stays."""

import sqlite3
from contextlib import closing

import pytest

from data.errors import StoreBusy
from data.store.facts.cache import cache_path
from data.store.facts.checking import check_store
from data.store.facts.snapshot_packing import pack_snapshot
from data.store.facts.tables import load_tables
from data.store.reader import Reader
from data.store.writer import Store
from tests.data.building import CATALOG, DAY, NOW, a_posting, put, read_all, scrape_board
from tests.data.vacancies.test_vacancies import TEXT, worded

SECRET = "quetzalcoatl"
KEPT = ("posting", "identity", "reading", "mention", "vacancy", "run", "run_board", "board", "forgotten")
STATE = "SELECT id, title, version, first_run, closed_at, vacancy FROM posting JOIN vacancy ON posting = id"
LATER = NOW + DAY
OLD, EDITED, PLAIN = (
    a_posting("1", text=f"We at {SECRET} use Python.", identities=("lever:kestrel:1",)),
    a_posting("1", text=f"They at {SECRET} use Python and PyTorch."),
    a_posting("2", text=f"Use PyTorch, says {SECRET}, or Python."),
)


def finish(store):
    """Do what follows a scrape."""
    read_all(store)
    store.assign_vacancies()
    store.finish()


@pytest.fixture
def path(tmp_path):
    """A store in which one posting has a former wording, closed after use as after any scrape."""
    path = tmp_path / "market.db"
    with Store.open(path, create=True) as store:
        scrape_board(store, "kestrel", [OLD, PLAIN])
        finish(store)
        scrape_board(store, "kestrel", [EDITED, PLAIN], now=NOW)
        finish(store)
    return path


@pytest.fixture
def store(path):
    """The same store without its texts, open for writing."""
    with Store.open(path) as opened:
        opened.forget_texts()
        yield opened


def test_no_file_holds_a_word_of_a_text(path):
    with Store.open(path) as store:
        count = store.forget_texts()
        for file in path.parent.iterdir():
            assert SECRET.encode() not in file.read_bytes().lower(), file.name

    assert count == 2
    for file in path.parent.iterdir():
        assert SECRET.encode() not in file.read_bytes().lower(), file.name


def test_facts_runs_and_what_is_remembered_stay(path):
    def everything(connection):
        return {table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in KEPT}

    facts = load_tables(path).snapshot
    with Store.open(path) as store:
        before = everything(store.connection)
        store.forget_texts()

        assert everything(store.connection) == before
        assert store.connection.execute("SELECT number, title, body FROM version").fetchall() == [
            (1, "Machine Learning Engineer", None)
        ]
    cache_path(path).unlink()
    assert load_tables(path).snapshot == facts
    check_store(path)


def test_the_packed_facts_are_the_same_bytes(path, tmp_path):
    before, after = tmp_path / "before.xz", tmp_path / "after.xz"
    pack_snapshot(path, before)

    with Store.open(path) as store:
        store.forget_texts()
    pack_snapshot(path, after)

    assert after.read_bytes() == before.read_bytes()


def test_titles_and_employers_are_still_found(path, store):
    store.connection.execute("INSERT INTO search(search) VALUES ('integrity-check')")

    with Reader.open(path) as reader:
        assert (reader.search("kestrel engineer").total, reader.search(SECRET).total) == (2, 0)
        assert reader.evidence(1).text is None
        assert [mention.surface for mention in reader.evidence(2).mentions] == ["PyTorch", "Python"]


def test_forgetting_texts_again_changes_nothing(store):
    assert store.forget_texts() == 0


def test_a_program_that_still_reads_the_texts_is_named(path):
    with closing(sqlite3.connect(path, isolation_level=None)) as reader, Store.open(path) as store:
        store.connection.execute("PRAGMA busy_timeout=10")
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM text").fetchone()

        with pytest.raises(StoreBusy, match="log still holds what was deleted"):
            store.forget_texts()

        reader.execute("COMMIT")
        store.forget_texts()
    assert SECRET.encode() not in path.read_bytes()


# --- the scrape that follows ----------------------------------------------------------------------------


def test_an_unchanged_posting_gets_its_text_again_and_stays_as_it_was(store, rows):
    before, read = rows(STATE), rows("SELECT * FROM reading")
    mentions, facts = rows("SELECT * FROM mention"), store.tables().snapshot

    counts = put(store, EDITED, PLAIN, now=LATER)
    unread = store.count_unread(CATALOG)
    finish(store)

    assert (counts.unchanged, counts.updated, counts.kept, unread) == (2, 0, 0, 0)
    assert (rows(STATE), rows("SELECT * FROM reading")) == (before, read)
    assert (rows("SELECT * FROM mention"), store.tables().snapshot) == (mentions, facts)
    assert rows("SELECT body FROM text ORDER BY posting") == [(EDITED.text,), (PLAIN.text,)]
    assert rows("SELECT rowid FROM search WHERE search MATCH ?", SECRET) == [(1,), (2,)]


def test_other_rules_read_a_text_that_came_back(store):
    put(store, EDITED, now=LATER)

    assert [text for *_, text in store.unread("0ther0ther0ther0")] == [EDITED.text]


def test_a_text_that_is_spaced_otherwise_is_read_again(store):
    counts = put(store, a_posting("2", text=PLAIN.text.replace(" ", "\n ")), now=LATER)

    assert (counts.unchanged, store.count_unread(CATALOG)) == (1, 1)


def test_a_posting_that_only_moved_keeps_its_reading(store, rows):
    counts = put(store, a_posting("2", text=PLAIN.text, location="Ghent, Belgium"), now=LATER)

    assert (counts.updated, store.count_unread(CATALOG)) == (1, 0)
    assert rows("SELECT location, body FROM posting JOIN text ON posting = id") == [
        ("Ghent, Belgium", PLAIN.text)
    ]


def test_an_edited_posting_is_read_again(store, rows):
    counts = put(store, a_posting("2", text="Another wording."), now=LATER)

    assert (counts.updated, store.count_unread(CATALOG)) == (1, 1)
    assert rows("SELECT body FROM text") == [("Another wording.",)]


def test_a_posting_without_its_text_closes_and_opens_as_any_other(store, rows):
    for day in (1, 2):
        scrape_board(store, "kestrel", [EDITED], now=NOW + day * DAY)
    assert rows("SELECT id FROM posting WHERE closed_at IS NOT NULL") == [(2,)]

    counts = put(store, PLAIN, now=NOW + 3 * DAY)

    assert (counts.reopened, counts.updated) == (1, 0)


def test_a_posting_that_is_only_listed_is_still_seen(store, rows):
    store.touch("greenhouse", "kestrel", ["2"], run_id=3, now=LATER)

    assert set(store.held("greenhouse", "kestrel")) == {"1", "2"}
    assert rows("SELECT count(*) FROM text") == [(0,)]


def test_an_import_brings_no_older_wording_over_a_newer_one(store, rows):
    dump = {"source": "dump", "board": "dump"}
    for text in ("Old.", "New."):
        store.upsert_postings("dump", "dump", [a_posting("1", **dump, text=text)], run_id=0, now=NOW)
    store.forget_texts()
    digest = rows("SELECT text_digest FROM posting JOIN board ON board.id = board WHERE slug = 'dump'")

    store.upsert_postings("dump", "dump", [a_posting("1", **dump, text="Old.")], run_id=0, now=LATER)

    assert digest == rows(
        "SELECT text_digest FROM posting JOIN board ON board.id = board WHERE slug = 'dump'"
    )


# --- comments -------------------------------------------------------------------------------------------

SPOKEN = f"Kestrel | Engineer | We are building {SECRET} and you will love it"
COMMENT = {"source": "hackernews", "board": "whoishiring"}


def test_the_title_of_a_comment_keeps_no_sentence_and_comes_back(tmp_path):
    path, comment = (
        tmp_path / "other.db",
        a_posting("7", **COMMENT, title=SPOKEN, location=f"At our {SECRET}"),
    )
    with Store.open(path, create=True) as store:
        put(store, comment)
        finish(store)
        store.forget_texts()
        assert SECRET.encode() not in path.read_bytes()
        title = store.connection.execute("SELECT title, location FROM posting").fetchone()

        counts = put(store, comment, now=LATER)

        assert title == ("Kestrel | Engineer", None)
        assert store.connection.execute("SELECT title FROM posting").fetchone() == (SPOKEN,)
        assert (counts.unchanged, counts.updated, store.count_unread(CATALOG)) == (1, 0, 0)
        store.connection.execute("INSERT INTO search(search) VALUES ('integrity-check')")


# --- vacancies ------------------------------------------------------------------------------------------


def vacancies(store):
    """Return the vacancy of each posting by its id at the board."""
    return dict(
        store.connection.execute("SELECT external_id, vacancy FROM posting JOIN vacancy ON posting = id")
    )


def test_vacancies_that_texts_made_stay_when_some_texts_are_back(tmp_path):
    near, apart = [a_posting("1", text=TEXT), a_posting("2", text=worded(2))], a_posting("3", text="Wrens.")
    with Store.open(tmp_path / "other.db", create=True) as store:
        put(store, *near, apart)
        finish(store)
        before = vacancies(store)
        store.forget_texts()

        put(store, near[1], a_posting("4", text="A heron stands in the reeds."), now=LATER)
        finish(store)

        assert before["1"] == before["2"] != before["3"]
        assert {key: vacancies(store)[key] for key in before} == before
        assert len(set(vacancies(store).values())) == 3


def test_what_was_told_apart_with_all_texts_is_not_joined_with_fewer(tmp_path):
    """Four kinds of text show what an employer writes into each; two of them alone would look alike."""
    kinds = [a_posting(str(n), text=f"{TEXT} {worded(14, seed=n)}", title="Engineer") for n in range(6)]
    with Store.open(tmp_path / "other.db", create=True) as store:
        put(store, *kinds)
        finish(store)
        before = vacancies(store)
        store.forget_texts()

        put(store, *kinds[:2], a_posting("9", text="A heron stands in the reeds."), now=LATER)
        finish(store)

        assert {key: vacancies(store)[key] for key in before} == before


def test_a_copy_of_a_posting_without_its_text_is_the_same_vacancy(store):
    put(store, a_posting("3", text=PLAIN.text), now=LATER)
    finish(store)

    assert vacancies(store)["3"] == vacancies(store)["2"]


def test_a_few_texts_that_are_back_flag_no_recruiter(tmp_path):
    texts = [f"Our client is looking for a data scientist. Opening {n}." for n in range(3)]
    texts += [f"We make lens {n}." for n in range(5)]
    postings = [a_posting(str(n), text=text) for n, text in enumerate(texts)]
    with Store.open(tmp_path / "other.db", create=True) as store:
        put(store, *postings)
        finish(store)
        store.forget_texts()

        put(store, *postings[:3], now=LATER)
        finish(store)

        assert store.connection.execute("SELECT max(recruiter) FROM employer").fetchone() == (0,)

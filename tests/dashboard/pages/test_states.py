import shutil
from pathlib import Path

import pytest

from analysis.market.figure_words import UNFINISHED
from dashboard.screen.page_list import PAGES
from data.store.writer import Store
from tests.dashboard.conftest import words_of
from tests.dashboard.market import write_market

STORES = Path(__file__).resolve().parents[2] / "stores"
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


@pytest.fixture(scope="module")
def stores(tmp_path_factory, market):
    """Stores in every state that a reader may meet, by name."""
    folder = tmp_path_factory.mktemp("states")
    with Store.open(folder / "empty.db", create=True) as store:
        store.finish()
    write_market(folder / "one.db", 1)
    write_market(folder / "few.db", 40)
    (folder / "damaged.db").write_bytes(b"SQLite format 3\x00" + b"\x07" * 5_000)
    (folder / "garbage.db").write_bytes(b"not a store at all")
    (folder / "nothing.db").write_bytes(b"")
    shutil.copy(market, folder / "cut.db")
    with (folder / "cut.db").open("r+b") as file:
        file.truncate(9_000)
    shutil.copy(market, folder / "killed.db")
    with Store.open(folder / "killed.db") as store, store.writing() as connection:
        connection.execute("DELETE FROM vacancy WHERE posting < 50")
    return folder


@each_page
def test_a_store_in_the_middle_of_a_run_is_called_so(open_page, stores, page):
    app = open_page(page.name, store=stores / "killed.db")

    assert not app.exception
    assert UNFINISHED in words_of(app)
    assert UNFINISHED not in words_of(open_page(page.name))


@each_page
@pytest.mark.parametrize("store", ["empty", "missing", "damaged", "garbage", "nothing", "cut"])
def test_a_store_that_cannot_be_shown_is_a_sentence(open_page, stores, store, page):
    app = open_page(page.name, store=stores / f"{store}.db")

    said = words_of(app)
    assert not app.exception
    assert "\n\n## " not in words_of(app)
    assert any(words in said for words in ("The store is empty", "There is no store", "cannot be read"))
    assert not (stores / "missing.db").exists()


@each_page
@pytest.mark.parametrize("store", ["one", "few"])
def test_too_few_postings_are_a_sentence_not_a_percentage(open_page, stores, store, page):
    app = open_page(page.name, store=stores / f"{store}.db")

    assert not app.exception
    assert "\n\n## " not in words_of(app)
    if page.needs_sample:
        assert any(words in words_of(app) for words in ("oo few to say", "o vacancy here", "nothing to say"))


@each_page
def test_a_slice_with_nothing_in_it_is_a_sentence(open_page, page):
    app = open_page(
        page.name, seniority="director", workplace="hybrid", country="Singapore", cloud="another cloud"
    )

    assert not app.exception
    assert "\n\n## " not in words_of(app)


def test_too_small_a_slice_offers_the_nearest_wider_one(open_page):
    app = open_page(country="Singapore", cloud="AWS")
    assert "oo few to say" in words_of(app) or "othing to say" in words_of(app)

    app.button(key="widen").click().run()

    assert not app.exception
    assert "\n\n## " in words_of(app)


def test_a_whole_corpus_of_every_skill_is_shown_in_time(open_page):
    app = open_page(role="", since="the beginning", top="120", kind="Everything")

    assert not app.exception
    assert len(app.dataframe[0].value) > 30


def test_an_error_inside_a_page_is_one_sentence_and_a_number(open_page, monkeypatch, caplog):
    monkeypatch.setattr("dashboard.frame.cached_figures.shares", lambda *_, **__: 1 / 0)

    app = open_page()

    assert not app.exception
    assert len(app.error) == 1
    assert "under number" in app.error[0].value
    assert "ZeroDivisionError" not in words_of(app)
    number = app.error[0].value.split()[-1].rstrip(".")
    assert number in caplog.text
    assert "ZeroDivisionError" in caplog.text


def test_a_store_replaced_while_somebody_looks_is_shown_on_the_next_run(open_page, market, tmp_path):
    store = tmp_path / "live.db"
    shutil.copy(market, store)
    app = open_page(store=store)
    before = words_of(app)

    fresh = write_market(tmp_path / "fresh.db", 900, seed=9)
    fresh.replace(store)
    app.run()

    assert not app.exception
    assert words_of(app) != before


@pytest.mark.parametrize(
    ("page", "query"),
    [("postings", {}), ("postings", {"posting": "1"}), ("method", {}), ("method", {"part": "Runs"})],
)
def test_pages_leave_a_store_of_an_older_release_as_it_is(open_page, tmp_path, page, query):
    older = Path(shutil.copy(STORES / "v1.db", tmp_path / "market.db"))
    before = older.read_bytes()

    app = open_page(page, store=older, role="", **query)

    assert not app.exception
    assert older.read_bytes() == before
    assert not list(tmp_path.glob("*.schema*"))

"""What a person types, and what is looked for."""

import sqlite3
from contextlib import closing

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.store.base.schema import SEARCH
from data.store.reader import Reader
from data.store.reading.search import LONGEST_QUERY, full_text_query
from tests.data.building import DAY, NOW, a_posting, a_store


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    """A store of five postings, open for reading."""
    texts = {
        "1": "We use C++ and Python for lenses.",
        "2": "We use C# and Python in the bank.",
        "3": "Feature stores, Node.js and Go.",
        "4": "A feature that stores nothing.",
        "5": "Pelicans.",
    }
    postings = [
        a_posting(key, text=text, title=f"Engineer {key}", posted_at=NOW - int(key) * DAY)
        for key, text in texts.items()
    ]
    with Reader.open(a_store(tmp_path_factory.mktemp("search") / "market.db", *postings)) as opened:
        yield opened


def titles(found):
    """Return the numbers in the titles of what was found."""
    return [line.title.removeprefix("Engineer ") for line in found.postings]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", "12345"),
        ("python", "12"),
        ("PYTHON lenses", "1"),
        ("c++", "1"),
        ("C#", "2"),
        ("node.js", "3"),
        ('"feature stores"', "3"),
        ("feature stores", "34"),
        ("python -bank", "1"),
        ("pelic*", "5"),
        ("kestrel", "12345"),
        ("engineer", "12345"),
        ("-python", ""),
        ("...", ""),
        ('"', ""),
        ("nothing-like-this", ""),
        ("python OR pelicans", ""),
        ("title:engineer", ""),
        ("NEAR(python lenses)", ""),
    ],
)
def test_words_find_postings(reader, words, expected):
    assert titles(reader.search(words)) == list(expected)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.one_of(st.text(max_size=40), st.text(alphabet="\"*-+^(){}:,.'NEARORAND# a", max_size=40)))
def test_no_words_break_the_search(words):
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE search_source(id, title, employer, body)")
        connection.execute(SEARCH)
        query = full_text_query(words)

        if query is not None:
            connection.execute("SELECT rowid FROM search WHERE search MATCH ?", (query,)).fetchall()


def test_a_query_without_end_is_cut():
    assert len(full_text_query("word " * 100_000) or "") < 3 * LONGEST_QUERY


def test_only_postings_of_a_slice_are_found(reader):
    everything = reader.search()
    among = np.array([everything.postings[0].id, everything.postings[3].id])

    found = reader.search("engineer", among=among)

    assert (found.total, titles(found)) == (2, ["1", "4"])
    assert reader.search(among=np.array([], dtype=np.int64)).total == 0


def test_a_page_tells_how_many_there_are_in_all(reader):
    found = reader.search(limit=2, offset=2)

    assert (found.total, titles(found)) == (5, ["3", "4"])
    assert reader.search(offset=99).postings == ()


def test_the_best_match_can_come_first(reader):
    assert titles(reader.search("pelicans engineer", by_relevance=True)) == ["5"]
    assert set(titles(reader.search("python", by_relevance=True))) == {"1", "2"}

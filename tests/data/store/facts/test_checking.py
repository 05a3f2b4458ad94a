"""The check of a whole store finds what no figure would show."""

import sqlite3
from contextlib import closing

import pytest

from data.errors import StoreDamaged
from data.store.facts.checking import check_store
from data.store.writer import Store
from tests.data.building import a_posting, a_store, put


def test_a_store_as_it_was_written_passes_finished_or_not(tmp_path):
    path = a_store(tmp_path / "market.db")
    check_store(path)

    with Store.open(path) as store:
        put(store, a_posting("3"))
    check_store(path)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (
            "UPDATE text SET body = replace(body, 'Python', 'Cobol') WHERE posting = 2",
            "the text of posting 2",
        ),
        ("DELETE FROM mention WHERE posting = 1", "its facts were"),
        ("UPDATE reading SET seniority = 99", "a seniority outside"),
    ],
    ids=["text", "mention", "code"],
)
def test_a_change_behind_our_back_is_found_although_the_cache_is_fresh(tmp_path, statement, said):
    path = a_store(tmp_path / "market.db")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
        connection.commit()

    with pytest.raises(StoreDamaged, match=said):
        check_store(path)

"""The arrays that figures are made of, and the file that keeps them."""

from contextlib import closing

import numpy as np
import pytest

from data.records import (
    FORMS,
    LEVELS,
    ROLES,
    Facts,
    Mention,
    Posting,
    Reading,
    Register,
    Salary,
    Tables,
)
from data.store.base.connect import open_reader
from data.store.facts import packed_mentions
from data.store.facts import tables as tables_module
from data.store.facts.tables import ARRAYS, DTYPES, cache_path, load_tables
from data.store.writer import Store
from tests.data.building import CATALOG, DAY, NOW, a_posting, a_reading, a_store, put, read_all


def same(one: Tables, other: Tables) -> bool:
    """Tell whether two tables hold the same."""
    return one.snapshot == other.snapshot and all(
        np.array_equal(getattr(one, name), getattr(other, name))
        for name in ("posting_id", "vacancy", "mention_skill")
    )


def test_an_empty_store_gives_empty_tables_of_the_right_types(store):
    tables = store.tables()

    assert len(tables.posting_id) == len(tables.mention_skill) == 0
    assert {name: getattr(tables, name).dtype for name in ARRAYS} == DTYPES
    assert (tables.sources, tables.skills, tables.catalog) == ((), (), "")


def test_a_posting_that_was_not_read_is_not_in_the_tables(store):
    put(store, a_posting("1"))
    read_all(store)
    put(store, a_posting("2"))

    assert len(store.tables().posting_id) == 1


def test_codes_point_at_the_names_beside_them(store):
    put(store, a_posting("1"), a_posting("2", board="heron", employer="Heron Bank"))
    read_all(store)

    tables = store.tables()

    assert [tables.employers[k] for k in tables.employer] == ["Heron Bank", "Kestrel Optics"]
    assert [tables.skills[k] for k in tables.mention_skill] == ["python", "pytorch"] * 2
    assert [ROLES[k] for k in tables.role] == ["ml_engineer"] * 2
    assert tables.mention_posting.tolist() == [0, 0, 1, 1]


def test_missing_values_are_minus_one_or_nan(store):
    put(store, a_posting("1", posted_at=None, location=None), run_id=0)
    store.save_readings([(1, Reading((), Facts()))], CATALOG)

    tables = store.tables()

    assert (tables.posted_day[0], tables.country[0], tables.currency[0], tables.pay_period[0]) == (
        -1,
        -1,
        -1,
        -1,
    )
    assert np.isnan([tables.salary_min[0], tables.salary_max[0], tables.years_min[0]]).all()


def test_what_the_source_states_wins_over_what_the_text_says(store):
    stated = Salary(80_000, 95_000, "USD", "year")
    put(store, a_posting("1", workplace="remote", salary=stated), a_posting("2", workplace="unspecified"))
    read = Salary(1, 2, "EUR", "hour")
    store.save_readings([(key, a_reading("", workplace="onsite", salary=read)) for key in (1, 2)], CATALOG)

    tables = store.tables()

    assert tables.workplace.tolist() == [0, 2]
    assert tables.salary_min.tolist() == [80_000, 1]
    assert [tables.currencies[k] for k in tables.currency] == ["USD", "EUR"]


def test_a_skill_named_twice_alike_is_once_in_the_tables_and_every_level_and_group_is_kept(store):
    put(store, a_posting("1"))
    spots = [("required", 0), ("required", 0), ("preferred", 0), ("required", None)]
    mentions = tuple(
        Mention("python", "Python", n, n + 6, level, group) for n, (level, group) in enumerate(spots)
    )
    store.save_readings([(1, Reading(mentions, Facts()))], CATALOG)

    tables = store.tables()

    found = {(LEVELS[k], group) for k, group in zip(tables.mention_level, tables.mention_group, strict=True)}
    assert len(tables.mention_skill) == 3
    assert found == {("required", 0), ("preferred", 0), ("required", -1)}


def test_how_a_posting_is_written_and_how_a_skill_is_named_are_in_the_tables(store):
    put(store, a_posting("1"), a_posting("2"))
    forms = [Mention("python", "Python", n, n + 6, "required", form=form) for n, form in enumerate(FORMS)]
    register = Register(words=7, items=2, control=1 | 1 << 63 | 1 << 64 | 1 << 101)
    store.save_readings([(1, Reading(tuple(forms), Facts(), register=register))], CATALOG)
    store.save_readings([(2, Reading((), Facts()))], CATALOG)
    store.connection.execute(
        "UPDATE reading SET words = NULL, items = NULL, control = NULL WHERE posting = 2"
    )

    tables = store.tables()

    assert tables.word_count.tolist() == [7, -1]
    assert tables.item_count.tolist() == [2, -1]
    assert tables.control_low.tolist() == [1 | 1 << 63, 0]
    assert tables.control_high.tolist() == [1 | 1 << 37, 0]
    assert tables.mention_form.tolist() == [0, 1]


def test_only_what_a_search_may_have_collected_says_whether_it_has_its_words(store):
    put(store, a_posting("1", source="linkedin"), a_posting("2", source="linkedin"), a_posting("3"))
    found = {"1": True, "2": False, "3": True}
    ids = store.connection.execute("SELECT id, external_id FROM posting").fetchall()
    readings = [(key, Reading((), Facts(), register=Register(searched=found[name]))) for key, name in ids]

    store.save_readings(readings, CATALOG)

    tables = store.tables()
    by_source = [
        (tables.sources[code], value) for code, value in zip(tables.source, tables.searched, strict=True)
    ]
    assert by_source == [("greenhouse", -1), ("linkedin", 1), ("linkedin", 0)]


def test_the_digest_knows_how_postings_are_written_where_that_was_counted(store):
    put(store, a_posting("1"))
    read_all(store)
    counted = tables_module.read_tables(store.connection).snapshot

    store.connection.execute("UPDATE reading SET words = 8")
    longer = tables_module.read_tables(store.connection).snapshot
    store.connection.execute("UPDATE reading SET words = NULL, items = NULL, control = NULL")
    uncounted = tables_module.read_tables(store.connection).snapshot

    assert len({counted, longer, uncounted}) == 3


@pytest.mark.parametrize(
    "column", ["control = 'text'", "control = zeroblob(17)", "words = -2", "items = 1.5"]
)
def test_a_register_that_no_release_writes_is_refused(store, column):
    put(store, a_posting("1"))
    read_all(store)
    store.connection.execute(f"UPDATE reading SET {column}")

    with pytest.raises(ValueError, match=r"control|word|item"):
        tables_module.read_tables(store.connection)


def test_flags_tell_stuffed_postings_recruiters_and_long_texts_apart(store):
    put(store, a_posting("1"), a_posting("2", employer="Jobgether"), a_posting("3"))
    flags = {1: ("stuffed", "unheard of"), 2: (), 3: ("cut",)}
    store.save_readings([(key, Reading((), Facts(), those)) for key, those in flags.items()], CATALOG)
    store.assign_vacancies()

    assert store.tables().flags.tolist() == [1, 2, 4]


def test_postings_read_by_different_rules_name_both(store):
    put(store, a_posting("1"))
    read_all(store)
    put(store, a_posting("2"))
    store.save_readings([(2, Reading((), Facts()))], "0123456789abcdef")

    assert store.tables().catalog == f"0123456789abcdef+{CATALOG}"


def test_a_store_of_many_chunks_reads_like_one(store, monkeypatch):
    put(store, *(a_posting(str(n)) for n in range(20)))
    read_all(store)
    whole = tables_module.read_tables(store.connection)

    monkeypatch.setattr(packed_mentions, "CHUNK", 3)

    assert same(tables_module.read_tables(store.connection), whole)


def test_the_digest_changes_with_the_facts_and_not_with_their_numbering(tmp_path):
    one = load_tables(a_store(tmp_path / "one.db", a_posting("1"), a_posting("2")))
    with Store.open(tmp_path / "two.db", create=True) as store:
        put(store, a_posting("0"))
        store.forget(posting="1", now=NOW)
        put(store, a_posting("1"), a_posting("2"))
        read_all(store)
        two = store.tables()
    three = load_tables(
        a_store(tmp_path / "three.db", a_posting("1"), a_posting("2", location="Ghent", title="x"))
    )

    assert one.snapshot == two.snapshot
    assert three.snapshot == one.snapshot  # titles and places are not measured
    assert load_tables(a_store(tmp_path / "four.db", a_posting("1"))).snapshot != one.snapshot


def several() -> list[Posting]:
    """Return postings of two sources and three boards: one vacancy twice, one employer under two names."""
    alike = {"text": "The same words on Python.", "title": "Data Scientist"}
    return [
        a_posting("10", board="wren", employer="Wren Labs, Inc."),
        a_posting("9", board="wren", employer="Wren Labs"),
        a_posting("8", board="wren", employer="Wren Labs", posted_at=NOW - 9 * DAY),
        a_posting("abc", source="lever", board="heron", employer="Heron Bank", **alike),
        a_posting("2", board="heron", employer="Heron Bank", **alike),
        a_posting("1", posted_at=NOW - 5 * DAY),
    ]


@pytest.mark.parametrize("turn", [1, 3, 5])
def test_the_order_of_imports_does_not_show_in_the_facts(tmp_path, turn):
    one, postings = load_tables(a_store(tmp_path / "one.db", *several())), several()

    other = load_tables(a_store(tmp_path / "other.db", *reversed(postings[turn:] + postings[:turn])))

    assert other.snapshot == one.snapshot
    assert other.posting_id.tolist() != one.posting_id.tolist()


def test_postings_are_numbered_by_source_board_and_id_and_vacancies_by_their_first_posting(tmp_path):
    path = a_store(tmp_path / "market.db", *several())

    tables = load_tables(path)

    with closing(open_reader(path)) as connection:
        names = dict(connection.execute("SELECT id, external_id FROM posting"))
    assert [names[key] for key in tables.posting_id.tolist()] == ["2", "1", "8", "9", "10", "abc"]
    assert tables.vacancy.tolist() == [0, 1, 2, 3, 4, 0]


def test_an_employer_is_called_as_most_of_its_postings_call_it(tmp_path):
    tables = load_tables(a_store(tmp_path / "market.db", *several()))

    assert tables.employers == ("Heron Bank", "Kestrel Optics", "Wren Labs")


# --- the file beside the store --------------------------------------------------------------------------


def test_a_second_load_comes_from_the_file_and_is_the_same(tmp_path, monkeypatch):
    path = a_store(tmp_path / "market.db")
    first = load_tables(path)
    monkeypatch.setattr(tables_module, "read_tables", None)

    second = load_tables(path)

    assert same(first, second)


def test_any_write_makes_the_file_stale(tmp_path):
    path = a_store(tmp_path / "market.db")
    load_tables(path)

    with Store.open(path) as store:
        put(store, a_posting("3"), now=NOW + DAY)
        read_all(store)

    assert len(load_tables(path).posting_id) == 3


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04 cut"], ids=["empty", "text", "cut"])
def test_a_broken_file_is_made_anew(tmp_path, content):
    path = a_store(tmp_path / "market.db")
    whole = load_tables(path)
    cache_path(path).write_bytes(content)

    assert same(load_tables(path), whole)
    assert cache_path(path).stat().st_size > 100


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path, monkeypatch):
    path = a_store(tmp_path / "market.db")
    cache_path(path).unlink()
    cache_path(path).mkdir()

    assert len(load_tables(path).posting_id) == 2


def test_the_arrays_cannot_be_written(tmp_path):
    tables = load_tables(a_store(tmp_path / "market.db"))

    with pytest.raises(ValueError, match="read-only"):
        tables.vacancy[0] = 7

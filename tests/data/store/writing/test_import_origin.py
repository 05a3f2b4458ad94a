"""What an import may write: its own postings and those of earlier imports, nothing else."""

import pytest

from data.moments import seconds
from data.records import Seen
from data.store.writing.postings import HELD
from tests.data.building import DAY, NOW, a_posting, put

DUMP = {"board": "dump"}


@pytest.fixture
def bring(store):
    """Import postings as a run of its own; return the counts."""

    def run(*postings, board="dump", seen=None):
        number = store.begin_run("import", NOW)
        source = postings[0].source
        return store.upsert_postings(
            source, board, postings, run_id=number, now=NOW, seen=seen, imported=True
        )

    return run


@pytest.fixture
def bodies(rows):
    """The texts of the store."""
    return lambda: sorted(body for (body,) in rows("SELECT body FROM text"))


def shipped(store, *postings):
    """Make rows as the shipped facts have them: no text, no run."""
    put(store, *postings, run_id=0)
    store.connection.execute("DELETE FROM text")


@pytest.mark.parametrize("changes", [{}, {"text": "COBOL"}, {"title": "COBOL", "employer": "Evil"}])
def test_a_shipped_posting_stays_as_it_is(store, rows, bring, changes):
    shipped(store, a_posting("1", **DUMP))
    before = rows("SELECT * FROM posting, employer, alias")

    counts = bring(a_posting("1", **DUMP, **changes), a_posting("2", **DUMP))

    assert (counts.kept, counts.updated, counts.left_out) == (1, 0, {HELD: 1})
    assert rows("SELECT * FROM posting, employer, alias WHERE posting.id = 1")[: len(before)] == before


@pytest.mark.parametrize("board", ["kestrel", "dump"])
def test_a_scraped_posting_stays_on_its_board_as_it_is(store, rows, bring, board):
    run = store.begin_run("scrape", NOW)
    put(store, a_posting("1"), run_id=run)
    before = rows("SELECT * FROM posting"), rows("SELECT * FROM text")

    counts = bring(a_posting("1", text="COBOL", url="https://evil.example.org"), board=board)

    assert counts.left_out == {HELD: 1}
    assert (rows("SELECT * FROM posting"), rows("SELECT * FROM text")) == before


def test_a_later_import_may_correct_an_earlier_one(bring, bodies):
    bring(a_posting("1", **DUMP, text="Old."))

    assert bring(a_posting("1", **DUMP, text="New.")).updated == 1
    assert bodies() == ["New."]


def test_imports_without_a_number_count_as_imports(store, bring, bodies):
    put(store, a_posting("1", **DUMP, text="Old."), run_id=0)

    assert bring(a_posting("1", **DUMP, text="New.")).updated == 1
    assert bodies() == ["New."]


def test_the_rows_of_an_import_bear_its_number_until_a_scrape_sees_them(store, rows, bring, bodies):
    bring(a_posting("1", **DUMP, text="Imported."))
    (number,) = rows("SELECT first_run FROM posting")[0]
    assert rows("SELECT command FROM run WHERE id = ?", number) == [("import",)]

    put(store, a_posting("1", text="Scraped."), run_id=store.begin_run("scrape", NOW), now=NOW + DAY)
    counts = bring(a_posting("1", **DUMP, text="COBOL"))

    assert counts.left_out == {HELD: 1}
    assert bodies() == ["Scraped."]


def test_a_file_again_changes_nothing_though_it_has_two_wordings_of_a_posting(rows, bring):
    two = [a_posting("1", **DUMP, text="Old."), a_posting("1", **DUMP, text="New.")]
    bring(*two)
    before = rows("SELECT * FROM posting, text, version")

    counts = bring(*two)

    assert (counts.updated, counts.unchanged) == (0, 2)
    assert rows("SELECT * FROM posting, text, version") == before


def test_an_old_wording_counts_where_it_was_seen_later(bring, bodies):
    for days, text in ((5, "Old."), (4, "New."), (3, "Old.")):
        sight = NOW - days * DAY
        bring(a_posting("1", **DUMP, text=text), seen={"1": Seen(sight, sight)})

    assert bodies() == ["Old."]


def test_an_import_without_dates_is_not_seen_again(rows, bring):
    bring(a_posting("1", **DUMP), seen={"1": Seen(NOW, NOW)})

    bring(a_posting("1", **DUMP), seen={"1": Seen(NOW, NOW)})

    assert rows("SELECT last_seen, closed_at FROM posting") == [(seconds(NOW), seconds(NOW))]


def test_one_id_in_two_collections_is_two_postings(rows, bring):
    other = a_posting("1", **DUMP, title="Analyst", employer="Heron", url="https://b.example.org/1")
    bring(a_posting("1", **DUMP))

    counts = [bring(posting) for posting in (other, a_posting("1", **DUMP), other)]

    assert [(count.kept, count.unchanged, count.told_apart) for count in counts] == [
        (1, 0, 1),
        (0, 1, 0),
        (0, 1, 1),
    ]
    assert rows("SELECT count(*) FROM posting") == [(2,)]


@pytest.mark.parametrize("again", [0, 1], ids=["first", "second"])
def test_a_forgotten_posting_stays_out_under_any_identity(store, rows, bring, again):
    other = a_posting("1", **DUMP, title="Analyst", employer="Heron", url="https://b.example.org/1")
    both = [a_posting("1", **DUMP), other]
    for posting in both:
        bring(posting)
    store.forget(posting=str(again + 1), now=NOW)

    assert bring(both[again]).left_out == {"forgotten": 1}
    assert rows("SELECT count(*) FROM posting") == [(1,)]

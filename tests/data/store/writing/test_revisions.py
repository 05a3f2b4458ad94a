"""What moved a share between two states of the store."""

import pytest

from data.records import Facts, Mention, Reading
from data.store.writer import Store
from data.store.writing.revisions import HEADLINES, revisions
from tests.data.building import CATALOG, NOW, a_posting, put, read_all

NO_READING = Reading((), Facts())
A_READING = Reading((Mention("python", "Nothing", 0, 7, "required"),), Facts())


@pytest.fixture
def moved(store):
    """Fill the store, change it, and return what moved the share of Python in one scope."""

    def change(fill, then, scope="all"):
        states = []
        for step in (fill, then):
            step(store)
            store.assign_vacancies()
            states.append(store.tables())
        found = [r for r in revisions(*states) if r.scope == scope and r.skill == "python"]
        return found[0] if found else None

    return change


def postings(*texts: str, first: int = 1):
    """Return postings with these texts."""
    return [a_posting(str(first + n), text=text) for n, text in enumerate(texts)]


def fill_four(store: Store) -> None:
    put(store, *postings("Python here.", "Python there.", "Nothing.", "Nothing at all."))
    read_all(store)


def causes(revision):
    """Return by what a share moved."""
    return revision.by_rules, revision.by_merges, revision.by_closed, revision.by_new


def test_new_postings_move_a_share(moved):
    def then(store):
        put(store, *postings("Python again.", first=5))
        read_all(store)

    revision = moved(fill_four, then)

    assert (revision.share_before, revision.share_after) == (0.5, 0.6)
    assert causes(revision) == pytest.approx((0, 0, 0, 0.1))


def test_postings_are_followed_in_whatever_order_they_are_numbered(moved):
    def fill(store):
        put(
            store,
            a_posting("9", text="Python."),
            a_posting("8", text="Nothing."),
            a_posting("7", text="None."),
        )
        read_all(store)

    def then(store):
        put(store, a_posting("1", board="aviary", text="Python first."))
        read_all(store)
        store.save_readings([(2, A_READING)], CATALOG)

    assert causes(moved(fill, then)) == pytest.approx((1 / 3, 0, 0, 3 / 4 - 2 / 3))


def test_new_rules_move_a_share(moved):
    revision = moved(
        fill_four, lambda store: read_all(store, ("Nothing", "Python", "there"), "0123456789abcdef")
    )

    assert revision is None  # Python itself is read as before


def test_rules_that_no_longer_see_a_skill_move_its_share(moved):
    def then(store):
        store.save_readings([(1, NO_READING)], CATALOG)

    assert causes(moved(fill_four, then)) == pytest.approx((-0.25, 0, 0, 0))


def test_merges_move_a_share(moved, store):
    def then(store):
        store.connection.execute("UPDATE posting SET text_digest = 7 WHERE external_id IN ('3', '4')")
        store.connection.execute("DELETE FROM vacancy")

    revision = moved(fill_four, then)

    assert causes(revision) == pytest.approx((0, 2 / 3 - 1 / 2, 0, 0))
    assert (revision.vacancies_before, revision.vacancies_after) == (4, 3)


def test_closed_postings_move_the_share_of_the_open_ones_alone(moved):
    def then(store):
        for run in (2, 3):
            store.close_missing("greenhouse", "kestrel", ["1", "3", "4"], run_id=run, now=NOW)

    assert causes(moved(fill_four, then, "open")) == pytest.approx((0, 0, 1 / 3 - 1 / 2, 0))


def test_closed_postings_stay_in_the_share_of_all(moved):
    def then(store):
        for run in (2, 3):
            store.close_missing("greenhouse", "kestrel", ["1", "3", "4"], run_id=run, now=NOW)

    assert moved(fill_four, then) is None


def test_forgotten_postings_count_as_gone(moved):
    revision = moved(fill_four, lambda store: store.forget(posting="1", now=NOW))

    assert causes(revision) == pytest.approx((0, 0, 1 / 3 - 1 / 2, 0))


def test_the_causes_add_up_to_the_whole(moved):
    def then(store):
        store.save_readings([(3, A_READING)], CATALOG)
        store.forget(posting="2", now=NOW)
        put(store, *postings("Python again.", "Python for ever.", first=5))
        read_all(store)

    revision = moved(fill_four, then)

    assert sum(causes(revision)) == pytest.approx(revision.share_after - revision.share_before)
    assert all(part != 0 for part in (revision.by_rules, revision.by_closed, revision.by_new))


def test_an_unchanged_store_has_nothing_to_tell(moved):
    assert moved(fill_four, lambda store: None) is None


def test_only_the_most_named_skills_are_followed(store):
    before = store.tables()
    words = [f"Skill{n:02}" for n in range(HEADLINES + 10)]
    put(store, *postings(" ".join(words), " ".join(words[:5])))
    read_all(store, words)
    store.assign_vacancies()

    followed = {revision.skill for revision in revisions(before, store.tables())}

    assert len(followed) == HEADLINES
    assert {word.lower() for word in words[:5]} <= followed

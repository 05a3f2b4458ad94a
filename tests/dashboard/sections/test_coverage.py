"""What the page says of the rules that read the postings."""

import shutil

import pytest

from dashboard.screen.text import JOINER
from dashboard.sections.coverage import FINDER_ERRS, rules_words, shipped_words
from data.records import OpenName
from data.store.base.readings import RULES_CHANGED, RulesInUse
from data.store.facts.shipped_facts import ShippedFacts
from data.store.writer import Store
from tests.dashboard.conftest import words_of
from tests.data.building import NOW


def test_one_version_of_the_rules_needs_no_words():
    assert rules_words([RulesInUse("a" * 16, 40, 0)]) == ""
    assert rules_words([]) == ""


def test_one_version_that_is_not_in_use_any_more_is_called_earlier():
    found = [RulesInUse("a" * 16, 40, 30)]

    assert rules_words(found, "a" * 16) == ""
    said = rules_words(found, "b" * 16, "b" * 16)
    assert said == (
        f"These facts were read by **earlier rules** ({'a' * 16}); the accuracy that pages show is that of "
        "today's. The next scrape or import reads again the texts that are here. 30 postings cannot be read "
        "again, because their text is not here."
    )


def test_the_accuracy_is_only_said_to_be_of_other_rules_where_it_is():
    found = [RulesInUse("a" * 16, 40, 30)]

    assert "is that of other rules." in rules_words(found, "b" * 16, "c" * 16)
    assert "accuracy" not in rules_words(found, "b" * 16, "a" * 16)


def test_facts_without_any_text_are_not_said_to_be_read_again():
    said = rules_words([RulesInUse("a" * 16, 40, 40)], "b" * 16, "b" * 16)

    assert "next scrape" not in said
    assert said.endswith("40 postings cannot be read again, because their text is not here.")


def test_where_all_can_be_read_again_nothing_is_said_of_those_that_cannot():
    said = rules_words([RulesInUse("a" * 16, 40, 0)], "b" * 16, "b" * 16)

    assert said.endswith("The next scrape or import reads again the texts that are here.")


def test_two_versions_are_named_with_what_they_read():
    words = rules_words([RulesInUse("a" * 16, 38_768, 38_700), RulesInUse("b" * 16, 120, 0)])

    assert words.startswith("**2 versions of the rules** read these postings")
    assert f"{'a' * 16} read 38,768; {'b' * 16} read 120" in words
    assert "38,700 postings cannot be read again, because their text is not here." in words


def test_a_strangers_digest_is_shown_as_text():
    words = rules_words([RulesInUse("**[x](javascript:0)**", 1, 0), RulesInUse("b" * 16, 1, 0)])

    assert "](javascript" not in words


@pytest.fixture
def mixed(market, tmp_path):
    """Make a store of which rules of a later version read some postings, as a run notes it."""
    path = tmp_path / "mixed.db"
    shutil.copy(market, path)
    with Store.open(path) as store:
        run_id = store.begin_run("scrape", NOW)
        with store.writing() as connection:
            connection.execute("INSERT INTO catalog(id, digest) VALUES (99, 'feedfacefeedface')")
            connection.execute("UPDATE reading SET catalog = 99 WHERE posting < 100")
        store.add_note(run_id, f"{RULES_CHANGED}, 99 texts to read again")
        store.end_run(run_id, NOW, "finished")
        store.finish()
    return path


def test_a_mixed_store_says_so_where_the_data_are_described(open_page, mixed, market):
    assert "versions of the rules" not in words_of(open_page("method", store=market))

    said = words_of(open_page("method", store=mixed))

    assert "**2 versions of the rules** read these postings" in said
    assert "feedfacefeedface read 99." in said


def test_a_run_that_read_texts_again_is_named_beside_the_revisions(open_page, mixed, market):
    assert RULES_CHANGED not in words_of(open_page("method", store=market, part="Runs"))

    app = open_page("method", store=mixed, part="Runs")

    assert not app.exception
    assert (
        ": rules changed, 99 texts to read again. Its moves under **new rules** come from the rules"
        in words_of(app)
    )


@pytest.fixture
def looked_through(market, tmp_path):
    """Make a store in which every posting names one tool that the catalogue lacks."""
    path = tmp_path / "looked.db"
    shutil.copy(market, path)
    with Store.open(path) as store:
        found = [(key, (OpenName("Zorblax", 0, 7, "zorblax"),)) for key in store.tables().posting_id.tolist()]
        store.save_open_names(found, "f" * 16)
    return path


def plain(said: str) -> str:
    """Return Markdown without its escapes."""
    return said.replace("\\", "").replace(JOINER, "")


NOT_KNOWN = "cannot be said: the texts were not searched for names that the catalogue lacks"


def test_the_page_says_how_many_of_the_tools_named_here_are_known(open_page, looked_through):
    said = plain(words_of(open_page("method", store=looked_through, part="Coverage", role="ML engineer")))

    assert "ML engineer vacancies" in said
    assert said.count("of the tools named here we know about") == 2
    assert FINDER_ERRS in said


def test_a_study_plan_says_it_too(open_page, looked_through):
    said = words_of(open_page("study", store=looked_through, role="", since="the beginning"))

    assert "Of the tools named here we know about" in said


@pytest.mark.parametrize("page", ["method", "study"])
def test_where_nobody_looked_that_is_said_plainly(open_page, page):
    query = {"part": "Coverage"} if page == "method" else {}
    said = plain(words_of(open_page(page, role="", since="the beginning", **query)))

    assert f"ow many of the tools named here we know {NOT_KNOWN}" in said
    assert FINDER_ERRS not in said


def test_a_store_with_the_shipped_facts_of_an_earlier_release_says_so_in_a_line():
    assert shipped_words(None) == shipped_words(ShippedFacts("a" * 16, is_current=True)) == ""
    assert shipped_words(ShippedFacts("a" * 16, is_current=False)) == (
        f"It holds the shipped facts {'a' * 16}, those of an earlier release: the next scrape or import "
        "takes over the new ones."
    )

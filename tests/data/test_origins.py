from data.catalogue.matching_form import fold_name
from data.origins import collections, search_words, searched_sources, source_name, source_names
from scraper.sources import SOURCE_NAMES

NOT_ASKED = {"linkedin", "careersite", "uber", "oracle", "icims", "github-issues"}  # came with a collection


def test_every_source_of_a_scrape_has_a_name():
    assert set(source_names()) - NOT_ASKED == set(SOURCE_NAMES), "name it in data/origins.toml"


def test_job_pages_are_named_after_the_site_that_published_them():
    assert source_name("linkedin") == "LinkedIn"
    assert source_name("hackernews") == "Hacker News"


def test_an_imported_source_keeps_the_name_of_its_dump():
    assert source_name("archive") == "archive"


def test_every_collection_says_where_it_is_from_which_commit_and_licence():
    for one in collections():
        assert set(one.sources) <= set(source_names())
        assert one.url == f"https://github.com/{one.repository}/tree/{one.commit}"
        assert one.repository in one.sentence
        assert one.commit in one.sentence
        assert one.licence in one.sentence


def test_the_words_of_searches_are_small_letters_without_anything_between_but_spaces():
    assert searched_sources() == ["linkedin"]
    for words in search_words():
        assert words == fold_name(words)
        assert len(words) > 5

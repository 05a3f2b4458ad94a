"""Practices named by two words with others between them."""

import pytest

from data.errors import CatalogError
from nlp.names.near_words import NearWords, read_near_words

DEPLOY = NearWords(
    words=frozenset(("deploy",)),
    near=frozenset(("models", "ml systems")),
    stops=frozenset(("that", "data models")),
)

NAMED = {
    "behind it": ("we ", " and monitor our pricing models"),
    "two words": ("we ", " large ml/ml systems"),
    "before it": (" train models and ", " them"),
    "at once": ("we ", " models"),
}
NOT_NAMED = {
    "too far behind": ("we ", " one two three four five six seven models"),
    "too far before": (" models one two three four five six ", ""),
    "another clause": ("we ", " services; models are trained"),
    "a stop between": ("we ", " tools that train models"),
    "another kind of models": ("we ", " our data models"),
    "done with the models": (" build models to ", " staff"),
    "nothing": ("", ""),
}


@pytest.mark.parametrize(("before", "after"), NAMED.values(), ids=NAMED)
def test_a_word_is_a_practice_near_another(before, after):
    assert DEPLOY.are_named(before, after)


@pytest.mark.parametrize(("before", "after"), NOT_NAMED.values(), ids=NOT_NAMED)
def test_a_word_alone_is_none(before, after):
    assert not DEPLOY.are_named(before, after)


def test_a_file_is_read_by_practice(tmp_path):
    path = tmp_path / "phrases.toml"
    text = '[stops]\nen = ["that"]\n[testing.words]\nen = ["test{,s}"]\n[testing.near]\nen = ["ci/cd"]\n'
    path.write_text(text, encoding="utf-8")

    found = read_near_words(path)["testing"]

    assert (found.words, found.near, found.stops) == ({"test", "tests"}, {"ci cd"}, {"that"})


@pytest.mark.parametrize(
    "text", ['[stops]\nen = ["a"]\n[testing]\nen = ["b"]', '[testing.words]\nen = ["b"]', "[stops"], ids=repr
)
def test_a_wrong_file_is_named(tmp_path, text):
    path = tmp_path / "phrases.toml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(CatalogError, match=r"phrases\.toml"):
        read_near_words(path)

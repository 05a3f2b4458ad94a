"""The tokens of a line around names."""

import pytest

from nlp.lists.tokens import LETTERS, letters, tokens_of, words_of


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        (", ", "c"),
        (" and/or ", "o"),
        (", und ", "ca"),
        (" (e.g., ", "(ec"),
        (" framework (z. B. ", "k(e"),
        (" etc.) ", "m)"),
        ("\n- ", "n:"),
        (" work with the ", "xff"),
        ("at least one of the modern platforms: ", "1fwk:"),
        (" models. We ", "k.x"),
    ],
)
def test_a_text_is_its_tokens_one_letter_each(text, tokens):
    assert tokens_of(text) == tokens


def test_the_longest_phrase_wins():
    assert tokens_of("or") == "o"
    assert tokens_of("or even") == "o"
    assert tokens_of("one or more") == "1"


def test_every_group_of_words_reads_as_its_own_letter():
    for group, letter in LETTERS.items():
        assert letter in {tokens_of(word) for word in words_of(group)}, group


def test_a_word_that_ends_lists_joins_none():
    assert "with" in letters().endings
    assert letters().endings.isdisjoint(words_of("or", "and"))

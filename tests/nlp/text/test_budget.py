"""Of a text only so many characters are read, and the reading says so."""

import pytest

from data.records import FLAGS, LONGEST_READ
from data.store.writing.posting_columns import MAX_TEXT
from nlp.text.budget import readable


def filled(length):
    """Return as many characters of lines of seven words without a skill."""
    line = "they grow and water roses all day\n"
    return (line * (length // len(line) + 1))[:length]


def test_a_text_within_the_budget_is_read_whole():
    text = "x" * LONGEST_READ

    assert readable(text) is text


@pytest.mark.parametrize(
    ("around_the_end", "last"),
    [("one\ntwo three", "one"), ("two three", "two"), ("\n", ""), ("x" * 9, "x" * 6)],
    ids=["line", "word", "whole line", "one long word"],
)
def test_a_longer_text_ends_with_a_whole_line_or_else_a_whole_word(around_the_end, last):
    start = "x" * (LONGEST_READ - 6)

    assert readable(start + around_the_end + "x" * 9) == start + last


def test_names_behind_the_budget_are_not_read_and_the_flag_says_so(extractor):
    text = f"Python\n{filled(LONGEST_READ)}\nSpark"

    reading = extractor.read(text)

    assert [(one.surface, text[one.start : one.end]) for one in reading.mentions] == [("Python", "Python")]
    assert reading.flags == ("cut",)
    assert extractor.mentions(text) == reading.mentions


def test_offsets_of_a_text_that_is_cut_count_the_characters_as_given(extractor):
    text = f"ﬁne\u200b İ ẞ: PyTorch\n{filled(LONGEST_READ)}"

    (mention,) = extractor.read(text).mentions

    assert text[mention.start : mention.end] == "PyTorch"


def test_a_long_text_may_be_stuffed_as_well(extractor):
    assert extractor.read("Python " * LONGEST_READ).flags == ("stuffed", "cut")
    assert {"stuffed", "cut"} <= set(FLAGS)


def test_the_budget_says_nothing_of_the_machine(extractor):
    text = filled(2 * LONGEST_READ)

    assert extractor.read(text).register == extractor.read(readable(text)).register


def test_a_text_that_the_store_has_cut_is_longer_than_the_budget():
    assert LONGEST_READ < MAX_TEXT

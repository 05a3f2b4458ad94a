"""Where telling words occur in a text."""

import re

import pytest

from nlp.text.windows import Finder, one_of, quick_one_of


def test_words_are_found_in_any_case_and_in_order():
    marked = Finder(["salary", "$"]).mark("SALARY $1 or $2")

    assert marked.cut(0, 9) == "salary $1"
    assert list(marked.spots("$", 9)) == [7, 13]
    assert list(marked.spots("$", 1)) == [7]
    assert list(marked.spots("hybrid", 9)) == []


def test_words_of_any_alphabet_are_found():
    marked = Finder(["années", "€"]).mark("5 ANNÉES — 50 € à 60 €")

    assert marked.at == {"années": [2], "€": [14, 21]}


def test_whole_words_touch_no_letter():
    marked = Finder([], whole=["eur"]).mark("eur 5, neural, 5eur")

    assert marked.at == {"eur": [0, 16]}


def test_windows_that_overlap_are_joined():
    marked = Finder(["a"]).mark("a.a" + "." * 20 + "a")

    assert list(marked.windows(["a"], before=2, after=2)) == ["a.a.", "..a"]


def test_around_gives_both_sides():
    marked = Finder(["bc"]).mark("abcd")

    assert marked.around("bc", 1, before=5, after=5) == ("a", "d")


@pytest.mark.parametrize(
    "patterns",
    [
        (r"\bpart(?:ly)?", r"\bsemi[ -]", "few$"),
        (r"(?<!\d)[1-9]0 ?%", "100 ?%", r"\ball\b"),
        ("tea|team", "a(?:b|c)"),
        ("days?", "x?", "day"),
        ("#tag", "tag"),
    ],
    ids=["word edges", "lookbehinds", "choices inside", "optional first", "sign first"],
)
def test_the_quick_form_of_a_choice_finds_the_same(patterns):
    text = "100 %, 10%, 210% partly part-semi semi-part; teams tea abac all days few all x #tag tag few"

    found = [match.span() for match in re.finditer(quick_one_of(*patterns), text)]

    assert found == [match.span() for match in re.finditer(one_of(*patterns), text)]


def test_the_quick_form_begins_with_all_first_characters():
    assert quick_one_of(r"\bhalf", "[1-9]0", "home").startswith("[h1-9]")

"""Where telling words occur in a text."""

from nlp.text.windows import Finder


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

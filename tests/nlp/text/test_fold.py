"""The matching form of a text, and the way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.catalogue.matching_form import flatten
from nlp.text.fold import fold, is_word_character


@pytest.mark.parametrize(
    ("text", "flat"),
    [
        ("Node.js", b"node js"),
        ("C++/C#", b"c++ c#"),
        ("fine-tuning", b"fine tuning"),
        ("a\xa0b\tc", b"a b c"),
        ("Übung", "übung".encode("latin-1")),
        ("日本", b"  "),
    ],
)
def test_separators_become_spaces_and_letters_small(text, flat):
    assert flatten(text) == flat


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Ｐｙｔｈｏｎ", "Python"),
        ("Py\u200bthon", "Python"),
        ("C＋＋", "C++"),
        ("soft\xadware", "software"),
        ("ﬁne", "fine"),
    ],
    ids=["full width", "zero width", "plus", "soft hyphen", "ligature"],
)
def test_look_alikes_are_folded(text, plain):
    assert fold(text).plain == plain


def test_a_folded_span_leads_back_to_the_text_as_given():
    text = "x ﬁ Py\u200bTorch y"

    folded = fold(text)
    start = folded.plain.index("PyTorch")

    assert text[slice(*folded.origin(start, start + 7))] == "Py\u200bTorch"


def test_addresses_take_no_part_in_matching():
    flat = fold("see https://github.com/acme and www.docker.com now").flat

    assert b"github" not in flat
    assert b"docker" not in flat
    assert flat.endswith(b" now ")


def test_places_of_glue_are_known():
    assert fold("inPython, SQLServer").glued == [2]


def test_letters_of_wide_scripts_do_not_continue_a_word():
    assert not is_word_character("日")
    assert is_word_character("у")  # Cyrillic


@given(st.text())
def test_every_folded_character_leads_back_inside_the_text(text):
    folded = fold(text)

    assert len(folded.flat) == len(folded.plain) + 2
    for at in range(len(folded.plain)):
        start, end = folded.origin(at, at + 1)
        assert 0 <= start < end <= len(text)

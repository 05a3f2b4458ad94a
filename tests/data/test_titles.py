"""Which titles name the same kind of opening."""

import pytest

from data.titles import match_titles, title_words


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Data Scientist", "data scientist (m/w/d)", "same"),
        ("Sr. ML Engineer", "Senior Machine Learning Engineer", "same"),
        ("Data Engineer II", "Data Engineer 2", "same"),
        ("Data Scientist - Remote", "Data Scientist", "same"),
        ("Datenanalyst:in", "Datenanalyst", "same"),
        ("Data Scientist, Search", "Data Scientist", "wider"),
        ("Data Scientist, Search", "Data Scientist, Fraud", "other"),
        ("Senior Data Scientist", "Data Scientist", "other"),
        ("Staff Data Scientist", "Principal Data Scientist", "other"),
        ("Data Engineer I", "Data Engineer II", "other"),
        ("C++ Engineer", "C Engineer", "other"),
    ],
)
def test_titles_are_the_same_wider_or_other(one, other, expected):
    assert match_titles(title_words(one), title_words(other)) == expected


def test_the_places_of_a_posting_are_no_part_of_its_title():
    assert title_words("Data Scientist - Ghent", "Ghent, Belgium") == {"data", "scientist"}


def test_a_title_without_end_is_cut():
    assert len(title_words("x" * 10_000_000)) == 1

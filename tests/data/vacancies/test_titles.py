"""Which titles name the same kind of opening."""

import pytest

from data.vacancies.titles import match_titles, title_words, without_homonyms


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


@pytest.mark.parametrize(
    "title",
    [
        "Walnut oil, bottle 250 ml. Box of 12", "Walnut oil 250ml", "Serum 2 x 500 mL pack", "Syrup 2,5 ml",
        "Pump 10 ml/min", "Vaccine 5 mg/ml", "Filling line 100 ml bottles", "Factor VIII 1000 IU/ml",
        "Cells/ml counter", "ml dose planning", "Send your CV", "CV joint mechanic", "CV database",
        "NLP practitioner for leaders", "Incarico AI SENSI dell'articolo 7",
    ],
)  # laid out as a table  # fmt: skip
def test_a_unit_or_another_word_is_no_field(title):
    plain = without_homonyms(title).lower().split()

    assert not {"ml", "ml.", "cv", "nlp", "ai"} & set(plain)
    assert len(without_homonyms(title)) == len(title)


@pytest.mark.parametrize(
    "title",
    [
        "ML Engineer", "3 ML Engineers", "2 ML/AI engineers", "2026 ML Internship", "Engineer II, ML",
        "AI/ML Engineer", "NLP/ML Researcher", "ML Platform", "5 ML projects", "CV/ML Engineer",
        "NLP Engineer", "the CV team", "AI clients", "Software Engineer - ML",
    ],
)  # laid out as a table  # fmt: skip
def test_a_field_keeps_its_short_name(title):
    assert without_homonyms(title) == title


def test_an_amount_in_millilitres_makes_no_two_titles_one():
    assert title_words("Oil 250 ml") != title_words("Oil machine learning")

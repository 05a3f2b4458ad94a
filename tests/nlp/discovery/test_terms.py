import pytest

from data.records import Skill
from nlp.catalogue.catalog import catalog_of
from nlp.discovery.terms import KnownNames, key_of

NAMES = KnownNames(
    catalog_of(
        [
            Skill("python", "Python", "language"),
            Skill("kafka", "Kafka", "tool"),
            Skill("claude", "Claude", "model"),
            Skill("nosql", "NoSQL", "database"),
            Skill("ssis", "SSIS", "tool"),
            Skill("data-factory", "Azure Data Factory", "cloud service"),
        ]
    )
)


def words_in(text):
    return [term.words for term in NAMES.read(text).terms]


def test_names_that_the_catalogue_lacks_are_terms():
    text = "We write Python, Zorblax and FrobDB2."

    assert [(one.words, text[one.start : one.end]) for one in NAMES.read(text).terms] == [
        ("We", "We"),
        ("Zorblax", "Zorblax"),
        ("FrobDB2", "FrobDB2"),
    ]


def test_known_names_and_words_inside_them_are_no_terms():
    assert words_in("python, Kafka; use Azure Data Factory") == []


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("Python, Zorblax", True),
        ("Zorblax and Kafka", True),
        ("uses Zorblax for fun", False),
        ("Zorblax runs near Python", False),
    ],
)
def test_a_term_with_only_a_separator_before_a_known_name_is_listed(text, listed):
    (term,) = NAMES.read(text).terms

    assert (term.words, term.is_listed) == ("Zorblax", listed)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Python, zorblax and Kafka", ["zorblax"]),
        ("we like zorblax and Kafka", ["zorblax"]),
        ("our zorblax speaks Python", []),
        ("Python, open-ended, ok or Kafka", []),
    ],
    ids=["between", "beside", "alone", "hyphen and short"],
)
def test_a_word_in_lower_case_is_a_term_where_it_is_listed_with_tools(text, found):
    assert [term.words for term in NAMES.read(text).terms if term.is_listed] == found


def test_a_known_name_with_more_words_is_a_compound_of_it():
    found = {term.words: term.part for term in NAMES.read("we like Claude Code a lot").terms}

    assert found == {"Claude Code": "Claude", "Code": ""}


def test_a_word_right_behind_a_known_name_is_in_no_list():
    assert not any(term.is_listed for term in NAMES.read("Python Zorblax wanted").terms)


def test_long_titles_give_only_their_code_like_words():
    assert words_in("Senior Principal Staff XGizmo Wizard") == ["XGizmo"]


def test_known_names_with_an_ordinary_word_behind_them_are_told():
    assert NAMES.read("Kafka topics, Python, Claude.").plain_compounds == ("kafka topics",)


@pytest.mark.parametrize("term", ["No-SQL", "MS SSIS", "Python3", "Python 3.12", "Kafkas", "claude"])
def test_another_way_to_write_a_known_name_is_known(term):
    assert NAMES.holds(term)


@pytest.mark.parametrize("term", ["Zorblax", "MS Zorblax", "Claude Code", "3", ""])
def test_anything_else_is_not(term):
    assert not NAMES.holds(term)


def test_spellings_are_compared_without_joints_and_case():
    assert key_of("Seq2-Seq") == key_of("seq2 seq") == key_of("Seq_2.Seq")


@pytest.mark.parametrize(
    "term", ["Pyth", "Clau", "Kaffka", "Pythn", "Azure Data Fectory", "Azure Dta Factory"]
)
def test_a_name_cut_short_or_a_long_one_with_a_wrong_letter_is_a_typo(term):
    assert NAMES.is_typo(term)


@pytest.mark.parametrize("term", ["Zorblax", "Plover", "Kafla", "Ka", ""])
def test_another_name_is_none(term):
    assert not NAMES.is_typo(term)

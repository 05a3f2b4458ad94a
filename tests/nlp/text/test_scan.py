"""Words and their boundaries."""

import pytest

from nlp.text.fold import fold
from nlp.text.scan import Phrase, Scanner, is_written_as, resolve

PHRASES = [
    Phrase("python", 0),
    Phrase("c++", 1),
    Phrase("c", 2, exact=True),
    Phrase("C", 2, exact=True),
    Phrase(".net", 3),
    Phrase("node.js", 4),
    Phrase("sql", 5),
    Phrase("llm", 6, plural=True),
    Phrase("machine learning", 7),
    Phrase("java", 8),
    Phrase("javascript", 9),
    Phrase("spark", 10),
    Phrase("spark sql", 11),
    Phrase("agent", 12, plural=True),
]


@pytest.fixture(scope="module")
def scanner():
    return Scanner(PHRASES)


def surfaces(scanner, text):
    folded = fold(text)
    return [folded.plain[start:end] for start, end, _ in resolve(scanner.raw_hits(folded))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("C++ and Python", ["C++", "Python"]),
        ("C/C++", ["C", "C++"]),
        ("C++17, C++.", ["C++", "C++"]),
        ("ASP .NET and C#/.NET", [".NET", ".NET"]),
        ("Node.js, node js, Node-JS", ["Node.js", "node js", "Node-JS"]),
        ("SQL,Python", ["SQL", "Python"]),
        ("Java+SQL, Python+C++", ["Java", "SQL", "Python", "C++"]),
        ("PythonExperience with", ["Python"]),
        ("in PythonSkills inPython", ["Python", "Python"]),
        ("Python3 and Python 3.11", ["Python", "Python"]),
        ("LLMs and an LLM", ["LLMs", "LLM"]),
        ("agents, agent", ["agents", "agent"]),
        ("machine-learning, Machine  learning", ["machine-learning"]),
        ("JavaScript (Java)", ["JavaScript", "Java"]),
        ("Spark SQL", ["Spark SQL"]),
        ("Spark\nSQL", ["Spark", "SQL"]),
        ("pythonic NoSQL MySQL scalable", []),
        ("使用Python开发", ["Python"]),
        ("Pуthon Pythonу", []),  # Cyrillic letters
        ("c", ["c"]),
        ("", []),
    ],
)
def test_words_are_found_and_parts_of_words_are_not(scanner, text, found):
    assert surfaces(scanner, text) == found


def test_an_exact_phrase_needs_its_case():
    scanner = Scanner([Phrase("REST", 0, exact=True)])

    assert surfaces(scanner, "REST, rest, Rest") == ["REST"]


def test_several_exact_spellings_of_one_owner_all_count():
    scanner = Scanner([Phrase("Flask", 0, exact=True), Phrase("flask", 0, exact=True)])

    assert surfaces(scanner, "Flask flask FLASK") == ["Flask", "flask"]


def test_separators_do_not_matter_to_an_exact_spelling():
    assert is_written_as("Core-ML", "Core ML")
    assert not is_written_as("core ML", "Core ML")


def test_a_stem_reaches_to_the_end_of_its_word():
    scanner = Scanner([Phrase("daten", 0, is_stem=True)])

    assert scanner.hits(fold("Daten, Datenfluss-Modelle")) == [(0, 5, 0), (7, 17, 0)]


def test_a_stem_with_an_endless_ending_is_no_word():
    scanner = Scanner([Phrase("daten", 0, is_stem=True)])

    assert not scanner.hits(fold("daten" + "x" * 10_000))


def test_the_earliest_and_longest_hit_wins():
    assert resolve([(0, 3, 1), (0, 7, 2), (4, 9, 3), (7, 9, 4)]) == [(0, 7, 2), (7, 9, 4)]


GLUED = {
    "behind a word": ("technologiesSQL basic", ["SQL"]),
    "behind a short word": ("NoSQL and mySQL", []),
    "a long name": ("inPython and PythonExperience", ["Python", "Python"]),
}


@pytest.mark.parametrize(("text", "surfaces"), GLUED.values(), ids=GLUED)
def test_a_name_glued_to_a_word_is_found(scanner, text, surfaces):
    assert [text[hit.start : hit.end] for hit in scanner.hits(fold(text))] == surfaces


def test_a_name_written_without_its_sign_begins_with_a_letter(scanner):
    text = "C++, NET and C"

    assert [text[hit.start : hit.end] for hit in scanner.hits(fold(text))] == ["C++", "NET", "C"]


def test_a_plural_of_a_name_in_capitals_has_a_small_s():
    scanner = Scanner([Phrase("CV", 0, exact=True, plural=True)])

    assert [hit.end for hit in scanner.hits(fold("CV and CVs, not CVS"))] == [2, 10]


def test_a_cyrillic_letter_before_a_sign_is_a_latin_one(scanner):
    assert [hit.owner for hit in scanner.hits(fold("Опыт С++"))] == [1]

"""How an advertisement is written: its length, its lists and its plain words, whatever skills it names."""

import re

import pytest

from data.catalogue.skills import RULES
from data.errors import CatalogError
from nlp.catalogue.catalog import load_catalog
from nlp.facts.register import (
    CONTROL_WORDS,
    FEWEST_WORDS,
    count_items,
    load_control_words,
    register_of,
)
from nlp.reader import Extractor
from nlp.text.fold import fold

TEXT = """\
We ensure robust, end-to-end delivery.

- Collaborate with stakeholders
- Ensure quality
2) Own the roadmap
"""


def words_in(text):
    names = load_control_words().names
    bits = register_of(fold(text)).control
    return {name for place, name in enumerate(names) if bits >> place & 1}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "one",
        " two  words\n",
        "a\tb\xa0c\nd",
        TEXT,
        "see https://acme.example/jobs now",
        "Größe – naïve C++",
    ],
)
def test_words_are_counted_as_white_space_divides_them(text):
    assert register_of(fold(text)).words == len(text.split())


@pytest.mark.parametrize(
    ("text", "items"),
    [
        (TEXT, 3),
        ("Prose.\n\nMore prose.", 0),
        ("You bring:\nPython\nSQL\nDocker\n\nWe offer a lot.", 4),
        ("One\nTwo\n\nThree", 0),
        ("x" * 241 + "\n" + "y" * 241 + "\n" + "z" * 241, 0),
        ("• a\n• b\nfoot", 2),
        ("  * a\n\t- b", 2),
        ("2024 was good\n3 years of Python", 0),
    ],
    ids=["marks", "prose", "no marks", "too few", "long lines", "bullets", "indented", "numbers"],
)
def test_lines_of_lists_are_counted(text, items):
    assert count_items(text.split("\n")) == items


def test_control_words_are_found_as_whole_words_in_any_case_and_spelling():
    found = words_in("ENSURE end to end ownership; world-class, unreliable workflow, stakeholders.")

    assert found == {"ensure", "end-to-end", "ownership", "world-class", "workflows", "stakeholders"}


def test_adjacent_control_words_are_all_found():
    assert words_in("robust dynamic reliable") == {"robust", "dynamic", "reliable"}


def test_no_control_word_names_a_skill():
    extractor = Extractor(load_catalog())
    spellings = re.findall(r'"([^"]+)"', CONTROL_WORDS.read_text(encoding="utf-8").partition("[control]")[2])

    named = {text for text in spellings for mention in extractor.mentions(f"We value {text} highly.")}

    assert named == set()


def test_there_are_enough_control_words_and_each_has_one_bit():
    words = load_control_words()

    assert len(words.names) >= FEWEST_WORDS
    assert {bits.bit_count() for bits in words.bits} == {1}
    assert len(set(words.bits)) == len(words.names)


@pytest.mark.parametrize(
    ("title", "text", "found"),
    [
        ("Data Scientist II", "We build lenses.", True),
        ("Engineer", "You work with our data-science team.", True),
        ("Engineer", "You work with our DATA ANALYSTS.", True),
        ("Engineer", "Experience in data analysis.", True),
        ("Data Engineer", "You move metadata. Scientists read it.", False),
        ("", "", False),
    ],
)
def test_words_of_a_search_are_seen_in_title_and_text_as_they_begin(title, text, found):
    assert Extractor(load_catalog()).read(text, title=title).register.searched is found


def test_a_reading_carries_the_register_of_its_text():
    read = Extractor(load_catalog()).read(TEXT, title="ML Engineer")

    assert read.register == register_of(fold(TEXT), "ML Engineer")
    assert (read.register.words, read.register.items) == (16, 3)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (('ensure = ["ensure",', 'ensure = ["robust",'), "'robust' is a spelling of 'ensure' and 'robust'"),
        (('dynamic = ["dynamic"]', 'dynamic = ["Dynamic"]'), "'dynamic': 'Dynamic' is not a word in lower"),
        (('dynamic = ["dynamic"]', "dynamic = 3"), "'dynamic' must have a list of spellings"),
        (("[control]", "[words]"), f"must hold at least {FEWEST_WORDS} words"),
    ],
    ids=["twice", "capital", "no list", "other table"],
)
def test_a_wrong_file_is_named(tmp_path, change, reason):
    path = tmp_path / "control_words.toml"
    path.write_text((RULES / path.name).read_text(encoding="utf-8").replace(*change), encoding="utf-8")

    with pytest.raises(CatalogError, match=re.escape(reason)):
        load_control_words(path)

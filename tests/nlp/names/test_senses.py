"""Ambiguous names: when they are skills and when they are everyday words."""

import pytest

from data.errors import CatalogError
from nlp.names.senses import load_senses
from tests.nlp.names.senses_cases import CASES

TRUE = [(skill, text) for skill, (texts, _) in CASES.items() for text in texts]
FALSE = [(skill, text) for skill, (_, texts) in CASES.items() for text in texts]


@pytest.mark.parametrize(("skill", "text"), TRUE, ids=lambda value: value)
def test_the_word_is_a_skill(extractor, skill, text):
    found = {mention.skill for mention in extractor.mentions(text)}

    assert skill in found


@pytest.mark.parametrize(("skill", "text"), FALSE, ids=lambda value: value)
def test_the_word_is_an_everyday_word(extractor, skill, text):
    found = {mention.skill for mention in extractor.mentions(text)}

    assert skill not in found


def test_every_sense_belongs_to_a_skill(catalog):
    senses = load_senses()
    others = {other for sense in senses.values() for other in sense.instead.values()}

    assert set(senses) | others <= set(catalog.by_id)


def test_every_sense_has_sentences():
    lacking = sorted(set(load_senses()) - set(CASES))

    assert not lacking, "add sentences that name them, and sentences that do not, to senses_cases.py"


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('[go]\nno_before = ["("]', "unterminated subpattern"),
        ('[go]\nno_before = ["Ready"]', "a capital in 'Ready' never is"),
        ("[go]\nno_before = 3", "no_before must be a list of words, not 3"),
        ("[go]\nwrong = true", "unknown field 'wrong'; there are: no_before"),
        ("[go", "not TOML"),
        (
            '[words]\ncode = ["in"]\n[go]\nno_after = ["@none"]',
            "'@none' stands for no list .* there are: code",
        ),
        ('[go]\nspellings = ["го"]', "texts cannot be searched for 'го'"),
    ],
    ids=["regex", "capital", "type", "field", "toml", "words", "alphabet"],
)
def test_a_wrong_table_is_named(tmp_path, table, said):
    path = tmp_path / "senses.toml"
    path.write_text(table, encoding="utf-8")

    with pytest.raises(CatalogError, match=rf"senses\.toml.*{said}"):
        load_senses(path)


def test_the_line_of_a_wrong_table_is_named(tmp_path):
    path = tmp_path / "senses.toml"
    path.write_text('[go]\nno_after = ["green"]\n\n[r]\nwrong = true\n', encoding="utf-8")

    with pytest.raises(CatalogError, match=r"senses\.toml:4: \[r\] cannot be used: .*wrong"):
        load_senses(path)

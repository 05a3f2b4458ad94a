"""Practices in other languages than English."""

import pytest

from data.errors import CatalogError
from nlp.names.translations import read_translations

NAMED = {
    "de": ("Du bringst Erfahrung mit maschinellem Lernen und Statistik.", {"machine-learning", "statistics"}),
    "fr": ("Pour la qualité des données et la mise en production", {"data-quality", "model-serving"}),
    "es": ("Conocimientos de estadística y de visualización de datos.", {"statistics", "data-visualization"}),
    "pt": ("Experiência com aprendizado de máquina e testes no dia a dia.", {"machine-learning", "testing"}),
    "it": ("Sviluppo di test automatici e di modelli con reti neurali.", {"testing", "deep-learning"}),
    "nl": ("Je hebt kennis van statistiek en van versiebeheer.", {"statistics", "version-control"}),
    "sv": ("Du har erfarenhet av maskininlärning och statistik.", {"machine-learning", "statistics"}),
    "pl": ("Znajomość uczenia maszynowego oraz statystyki w pracy.", {"machine-learning", "statistics"}),
    "da": ("Du har erfaring med maskinlæring og statistik.", {"machine-learning", "statistics"}),
}  # fmt: skip # a table: one language a line


@pytest.mark.parametrize(("text", "skills"), NAMED.values(), ids=NAMED)
def test_practices_are_found_in_their_language(extractor, text, skills):
    assert {mention.skill for mention in extractor.mentions(text)} >= skills


def test_a_single_word_counts_in_its_language_only(extractor):
    words = "with the team and for our users"

    assert not extractor.mentions(f"Our founder Algoritmi works {words}.")
    assert extractor.mentions("Conoscenza degli algoritmi, del codice e della rete.")


def test_a_name_of_several_words_counts_anywhere(extractor):
    (found,) = extractor.mentions("You will work on apprentissage automatique with the team.")

    assert (found.skill, found.surface) == ("machine-learning", "apprentissage automatique")


COMPOUNDS = {
    "de": ("Du sorgst mit uns für die Datenqualitätsprozesse.", "data-quality", "Datenqualitätsprozesse"),
    "nl": ("Je hebt kennis van datakwaliteitseisen en van SQL.", "data-quality", "datakwaliteitseisen"),
    "sv": ("Du har erfarenhet av bildanalysmodeller och vår data.", "computer-vision", "bildanalysmodeller"),
    "da": ("Du har erfaring med datamodelværktøjer og SQL.", "data-modeling", "datamodelværktøjer"),
}  # fmt: skip # a table: one language a line


@pytest.mark.parametrize(("text", "skill", "surface"), COMPOUNDS.values(), ids=COMPOUNDS)
def test_a_compound_that_begins_with_the_name_of_a_practice_names_it(extractor, text, skill, surface):
    (found,) = (mention for mention in extractor.mentions(text) if mention.skill == skill)

    assert found.surface == surface


def test_a_stem_counts_in_its_language_only(extractor):
    assert not extractor.mentions("The name of our tool is Datenqualitätix and it is for the users.")


def test_a_star_stands_for_any_ending(tmp_path):
    path = tmp_path / "practices.toml"
    path.write_text('[data-quality]\nde = ["datenqualität*"]\n', encoding="utf-8")

    assert read_translations(path) == (("datenqualität", "data-quality", "de", True),)


def test_braces_are_written_out(tmp_path):
    path = tmp_path / "practices.toml"
    path.write_text('[testing]\nde = ["test{en,s}", "gute tests"]\n', encoding="utf-8")

    assert read_translations(path) == (
        ("testen", "testing", "de", False),
        ("tests", "testing", "de", False),
        ("gute tests", "testing", None, False),
    )


def test_one_name_is_one_practice_in_a_language(tmp_path):
    path = tmp_path / "practices.toml"
    path.write_text('[testing]\nde = ["prüfen"]\n[security]\nde = ["prüfen"]\n', encoding="utf-8")

    with pytest.raises(CatalogError, match=r"practices\.toml: \[security\] de: 'prüfen' also stands in"):
        read_translations(path)

"""Which language a text or a line is in."""

import pytest

from nlp.catalogue.language import language_of
from nlp.text.fold import fold

LINES = {
    "en": "You will work with the team that builds our search",
    "de": "Du arbeitest mit dem Team und bist für die Daten verantwortlich",
    "fr": "Vous travaillez avec les équipes et vous êtes responsable des données",
    "es": "Trabajarás con el equipo y serás responsable de los datos",
    "pt": "Você vai trabalhar com o time e cuidar dos dados em produção",
    "it": "Lavorerai con il team e sarai responsabile della qualità dei dati",
    "nl": "Je werkt met het team aan de kwaliteit van onze data",
    "sv": "Du kommer att arbeta med drift och utveckling av våra system",
    "pl": "Praca w zespole, który odpowiada za dane oraz modele",
    "da": "Du får ansvar for drift og udvikling af vores systemer",
}


@pytest.mark.parametrize(("language", "line"), LINES.items(), ids=LINES)
def test_a_line_is_in_the_language_of_its_small_words(language, line):
    assert language_of(fold(line).flat) == language


@pytest.mark.parametrize("line", ["Python, SQL, Docker", "Requirements", "", "職位說明"], ids=repr)
def test_a_line_with_hardly_a_small_word_does_not_tell(line):
    assert language_of(fold(line).flat) is None


def test_a_slice_of_a_text_is_read_like_a_line():
    folded = fold("We build the tools and the models.\nDu arbeitest mit dem Team an der Suche.")
    at = folded.plain.index("\n")

    assert language_of(folded.flat) == "en"
    assert language_of(folded.flat[at + 1 :]) == "de"


def test_a_mixed_text_is_in_the_language_of_most_of_it():
    text = "Über uns: wir sind ein Team.\n" + "You will build the models and the data for our users.\n" * 5

    assert language_of(fold(text).flat) == "en"


def test_words_behind_the_first_hundreds_are_not_counted():
    many = "und der mit dem für von zu " * 5_000

    assert language_of(fold(many + "le la les des " * 9_000).flat) == "de"

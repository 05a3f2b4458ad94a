"""The trained pipeline that ships: it finds names that no catalogue has, and holds no word of any posting."""

import json
import re

import pytest
import spacy

from data.errors import UsageError
from nlp.catalogue.catalog import load_catalog
from nlp.finder.finder import NameFinder, shipped_finder
from nlp.finder.weights import WEIGHTS

FILES = sorted(path for path in WEIGHTS.rglob("*") if path.is_file())
OWN_WORDS = {"NAME", "ROOT"}  # the label, and what every parser of spaCy knows


def names_in(text):
    return [text[start:end] for start, end in shipped_finder().find(text)]


def test_names_that_no_catalogue_has_are_found():
    text = "Requirements:\n- Experience with Zorblax, Python and LangGloop\n- Good communication"

    assert names_in(text) == ["Zorblax", "Python", "LangGloop"]


def test_towns_and_people_are_not():
    assert names_in("Our office is in Zorblax, near the river.\nYou will report to Quentin Zorb.") == []


def test_a_text_without_words_holds_no_name():
    assert names_in("") == names_in(" \n\t ") == []


def test_many_texts_are_read_as_each_alone():
    texts = [f"We use Zorb{n}base, Kafka and Plover{n}." for n in range(40)]

    assert list(shipped_finder().find_all(texts)) == [shipped_finder().find(text) for text in texts]


def test_words_of_a_text_are_forgotten():
    shipped_finder().find("Experience with Zwyczajnygaunt and Python")

    assert "Zwyczajnygaunt" not in shipped_finder().nlp.vocab.strings


def test_a_packed_finder_reads_the_same():
    twin = NameFinder.from_bytes(shipped_finder().to_bytes())

    assert twin.find("Kafka, Zorblax") == shipped_finder().find("Kafka, Zorblax")


def test_a_folder_without_a_pipeline_is_refused(tmp_path):
    with pytest.raises(UsageError, match="holds no trained pipeline"):
        NameFinder.load(tmp_path)


def test_the_pipeline_is_under_ten_megabytes():
    assert sum(path.stat().st_size for path in FILES) < 10_000_000


def test_the_pipeline_knows_no_word_of_a_posting():
    fresh = spacy.blank("xx").vocab.strings
    loaded = spacy.load(WEIGHTS)

    assert set(loaded.vocab.strings) - set(fresh) <= OWN_WORDS
    assert loaded.vocab.vectors.size == 0
    assert len(loaded.vocab.lookups) == 0
    assert not any(path.name in ("strings.json", "lookups.bin", "key2row", "vectors") for path in FILES)


def test_no_file_of_it_holds_a_name_of_the_catalogue():
    names = {skill.name for skill in load_catalog().skills if len(skill.name) >= 6}
    words = {
        word.decode()
        for path in FILES
        for word in re.findall(rb"[A-Za-z][A-Za-z0-9.+-]{5,}", path.read_bytes())
    }

    assert not words & names


def test_the_settings_name_no_path_of_the_machine_that_trained_it():
    text = "".join(path.read_text(encoding="utf-8") for path in FILES if path.suffix in (".cfg", ".json"))

    assert "/tmp" not in text
    assert "/work" not in text
    assert json.loads((WEIGHTS / "meta.json").read_text(encoding="utf-8"))["pipeline"] == ["ner"]

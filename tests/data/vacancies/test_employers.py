"""Which written names are one employer."""

import time

import pytest

from data.errors import CatalogError
from data.vacancies import vacancies
from data.vacancies.employers import EmployerRules, employer_key, employer_rules, plain_key
from tests.data.building import a_posting, put


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kestrel Optics", "KESTREL OPTICS, Inc."),
        ("Kestrel Optics", "Kestrel Optics GmbH & Co. KG"),
        ("Kestrel Optics", "The Kestrel Optics Company"),
        ("Kestrel Optics", "Kestrel Optics | Lenses & More"),
        ("Kestrel Optics", "Kestrel Optics (KO)"),
        ("Kestrel Optics", "Kestrel Optics, formerly Old Lenses"),
        ("Kestrel Optics", "Jobs at Kestrel Optics"),
        ("Bücher & Söhne", "Bucher and Sohne AG"),
        ("kestrel.ai", "Kestrel"),
        ("Amazon", "Amazon Web Services (AWS)"),
        ("Amazon", "Amazon.com, Inc."),
        ("Meta", "Facebook"),
        ("J.P. Morgan", "JPMorgan Chase & Co."),
    ],
)
def test_names_of_one_employer_have_one_key(one, other):
    assert employer_key(one) == employer_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kestrel Optics", "Kestrel Bank"),
        ("3M", "4M"),
        ("Apple", "Apple Bank"),
        ("Co", "Inc"),
        ("日本", "中国"),
    ],
)
def test_names_of_different_employers_have_different_keys(one, other):
    assert employer_key(one) != employer_key(other)


@pytest.mark.parametrize("name", ["", " ", "...", "()", "Inc."])
def test_a_name_without_words_has_a_key_all_the_same(name):
    assert plain_key(name)


@pytest.mark.parametrize("name", ["(" * 100_000, "a " * 100_000, "x, a " * 50_000, "[(" * 50_000])
def test_a_hostile_name_takes_no_time(name):
    began = time.process_time()

    employer_key(name)

    assert time.process_time() - began < 0.1


def test_a_file_of_employers_that_cannot_be_read_is_named(tmp_path):
    broken = tmp_path / "employers.toml"
    broken.write_text("[same", encoding="utf-8")

    with pytest.raises(CatalogError, match=r"employers\.toml"):
        employer_rules(broken)
    with pytest.raises(CatalogError, match=r"nowhere\.toml"):
        employer_rules(tmp_path / "nowhere.toml")


def test_no_name_in_the_file_belongs_to_two_employers():
    same = employer_rules().same

    assert all(same.get(kept, kept) == kept for kept in same.values())


def test_a_new_rule_brings_stored_employers_together(store, rows, monkeypatch):
    put(store, a_posting("1", employer="Kestrel"), a_posting("2", employer="Falcon", text="one lens"))
    store.assign_vacancies()

    monkeypatch.setattr(vacancies, "employer_key", lambda name: "kestrel")
    monkeypatch.setattr(vacancies, "employer_rules", lambda: EmployerRules({}, frozenset(), "newer"))
    store.assign_vacancies()

    assert rows("SELECT name FROM employer") == [("Kestrel",)]
    assert rows("SELECT count(DISTINCT employer) FROM alias") == [(1,)]

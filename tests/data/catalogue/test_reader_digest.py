"""The file that names the rules which read postings."""

import pytest

from data.catalogue.reader_digest import READER, named_rules, rules_digest, write_rules_digest
from data.errors import CatalogError
from data.records import Skill
from nlp.catalogue.catalog import catalog_of

RULES = "0123456789abcdef"


def test_what_is_written_is_read_again(tmp_path):
    path = tmp_path / "reader.json"
    write_rules_digest("f" * 16, path)
    assert rules_digest(path) == "f" * 16

    write_rules_digest(RULES, path)

    assert rules_digest(path) == RULES


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"rules": 7}', '{"rules": "0123"}', '{"rules": "0123456789ABCDEF"}']
)
def test_a_file_of_another_shape_is_a_catalogue_error(tmp_path, text):
    path = tmp_path / "reader.json"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(CatalogError, match=r"reader\.json"):
        rules_digest(path)
    assert named_rules(path) is None


def test_a_missing_file_is_a_catalogue_error(tmp_path):
    with pytest.raises(CatalogError, match=r"reader\.json: does not say which rules read postings"):
        rules_digest(tmp_path / "reader.json")


def test_the_identity_of_a_catalogue_is_that_of_its_skills_and_of_the_rules(monkeypatch):
    python, sql = Skill("python", "Python", "language"), Skill("sql", "SQL", "language")
    digests = [catalog_of([python]).digest, catalog_of([python, sql]).digest]

    monkeypatch.setattr("nlp.catalogue.catalog.rules_digest", lambda: RULES)

    digests += [catalog_of([python]).digest, catalog_of([sql, python]).digest]
    assert len({*digests}) == 4
    assert {len(digest) for digest in digests} == {16}


def test_the_file_is_shipped_beside_the_catalogue():
    assert READER.is_file()

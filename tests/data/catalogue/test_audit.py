"""The file of how labelled postings were read."""

import json
from datetime import date

import pytest

from data.catalogue.audit import AUDIT, Audit, employer_digest, half_year, load_audit, shipped_audit
from data.errors import CatalogError


@pytest.mark.parametrize(
    ("day", "said"),
    [(date(2025, 6, 30), "2025H1"), (date(2025, 7, 1), "2025H2"), (None, "")],
)
def test_a_half_year_is_named_by_its_year(day, said):
    assert half_year(day) == said


def test_an_employer_is_the_same_in_any_case():
    assert employer_digest("Initech  GmbH") == employer_digest(" initech gmbh") != employer_digest("Initrode")


def test_without_a_file_there_is_an_empty_audit(tmp_path):
    assert load_audit(tmp_path / "none.json") == Audit()


@pytest.mark.parametrize("text", ["", "[]", '{"sets": [], "columns": ["id"], "postings": [[7]]}'])
def test_a_broken_file_is_named(tmp_path, text):
    path = tmp_path / "audit.json"
    path.write_text(text)

    with pytest.raises(CatalogError, match="this is not an audit"):
        load_audit(path)


def test_the_shipped_audit_is_small_holds_no_text_and_knows_which_sets_are_unseen():
    audit = shipped_audit()

    assert AUDIT.stat().st_size < 400_000
    assert {one.name: one.is_unseen for one in audit.sets} == {
        "held": True, "open": False, "check": True, "look": False,
    }  # fmt: skip  # a table
    assert {one.half for one in audit.unseen()} == {"held"}
    assert len({one.id for one in audit.postings}) == len(audit.postings)
    cells = [cell for row in json.loads(AUDIT.read_text(encoding="utf-8"))["postings"] for cell in row]
    words = [word for cell in cells for word in ([cell] if isinstance(cell, str) else cell)]
    assert max(map(len, words)) < 130  # an id of a source; no sentence is as short
    assert not [word for word in words if word.count(" ") > 5]

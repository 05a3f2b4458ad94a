"""Every saved page is read as the file beside it says."""

import json

import pytest

from scraper.sources import SOURCE_NAMES
from tests.golden import PAGES, cases, lacking

CASES = cases()


@pytest.mark.parametrize("case", CASES, ids=[f"{case.source}-{case.name}" for case in CASES])
def test_a_saved_page_is_read_as_expected(case):
    assert case.expected.exists(), "run `python3 dev.py golden` and read what it writes"
    expected = json.loads(case.expected.read_text(encoding="utf-8"))

    outcome = case.outcome()

    assert outcome == expected


@pytest.mark.parametrize("source", SOURCE_NAMES)
def test_every_source_has_an_ordinary_an_empty_and_a_broken_page(source):
    assert lacking(source) is None


def test_every_saved_page_is_of_a_source_in_the_table():
    saved = {path.name for path in PAGES.iterdir()}

    assert saved == set(SOURCE_NAMES), "a folder of tests/pages for each name in SOURCE_NAMES, and no other"


def test_no_contact_of_a_saved_page_is_read():
    read = " ".join(json.dumps(case.outcome()) for case in CASES)

    assert "desk-of-robin" not in read
    assert "Robin Vale" not in read
    assert "poster1" not in read
    assert "Example Street" not in read
    assert "123 45 67" not in read

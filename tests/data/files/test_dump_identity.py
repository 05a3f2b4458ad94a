"""Identities of imported postings: whole, and never those of another posting."""

import pytest

from data.files.dump_identity import FileIdentities, identity_of, is_spoilt
from tests.data.building import a_posting


@pytest.fixture
def identities():
    opened = FileIdentities()
    yield opened
    opened.close()


@pytest.mark.parametrize("length", [300, 301, 1_000, 1_001, 50_000])
def test_words_that_differ_at_their_end_are_two_identities(length):
    assert identity_of("x" * length + "1") != identity_of("x" * length + "2")
    assert len(identity_of("x" * length)) <= 1_000


@pytest.mark.parametrize(
    ("words", "expected"),
    [("3.88E+09", True), ("3,88e+09", True), ("4E+12", True), ("3880000001", False), ("AE+1", False)],
)
def test_a_rounded_number_is_told_from_an_id(words, expected):
    assert is_spoilt(words) is expected


@pytest.mark.parametrize(
    "changes", [{"title": "Analyst"}, {"employer": "Heron"}, {"url": "https://a.example.org/z"}]
)
def test_an_id_that_comes_twice_with_another_posting_stands_for_the_first(identities, changes):
    first, other = a_posting("1"), a_posting("1", **changes)

    settled = [identities.settle(posting).external_id for posting in (first, other, first, other)]

    assert settled[0] == settled[2] == "1"
    assert settled[1] == settled[3] != "1"


def test_one_link_for_all_postings_is_no_identity(identities):
    link = "https://careers.example.org/all"
    postings = [a_posting(link, url=link, text=f"Text {number}.") for number in range(3)]

    assert len({identities.settle(posting).external_id for posting in postings}) == 3


def test_the_same_posting_again_keeps_its_identity(identities):
    edited = a_posting("1", text="Other words.")

    assert [identities.settle(posting).external_id for posting in (a_posting("1"), edited)] == ["1", "1"]

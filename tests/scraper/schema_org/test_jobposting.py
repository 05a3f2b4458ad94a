"""JobPosting records in the shapes that sites give them: none is lost, none is taken for another."""

import json

import pytest

from data.records import Board, Page, Request
from scraper.sources.jsonld import SOURCE
from tests.scraper.conftest import START

ADDRESS = "https://careers.acme.example/jobs/1"
POSTING = {
    "@type": "JobPosting",
    "title": "ML Engineer",
    "description": "<p>Ranking with PyTorch.</p>",
    "hiringOrganization": {"@type": "Organization", "name": "Acme"},
    "url": ADDRESS,
}


def read(*blocks):
    markup = "".join(f'<script type="application/ld+json">{block}</script>' for block in blocks)
    request = Request(ADDRESS, kind="posting", expects="html")
    page = Page(ADDRESS, f"<html>{markup}</html>".encode(), START, "text/html", request)
    return SOURCE.parse(page, Board("jsonld", "acme")).postings


def test_long_addresses_that_differ_at_their_ends_are_two_postings():
    long = f"{ADDRESS}?{'x' * 400}"

    found = read(*(json.dumps(POSTING | {"url": f"{long}{number}"}) for number in (1, 2)))

    assert len({posting.external_id for posting in found}) == 2
    assert all(len(posting.external_id) <= 200 for posting in found)


def test_an_employer_may_have_a_legal_name_alone():
    (posting,) = read(json.dumps(POSTING | {"hiringOrganization": {"legalName": "Acme GmbH"}}))

    assert posting.employer == "Acme GmbH"


def test_a_byte_order_mark_before_the_json_is_no_fault():
    assert len(read(f"\ufeff{json.dumps(POSTING)}")) == 1


@pytest.mark.parametrize(
    ("description", "text"),
    [
        (r"<p>One</p>\n<p>Two</p>", "One\n\nTwo"),
        (r"<p>One</p>\r\n", "One"),
        (r"<p>a line ends with \n in C</p>", r"a line ends with \n in C"),
    ],
)
def test_one_line_end_spelt_out_between_tags_is_a_line_end(description, text):
    (posting,) = read(json.dumps(POSTING | {"description": description}))

    assert posting.text == text

"""Answers that say, each in its source's own way, that there is nothing to read."""

import json
from datetime import UTC, datetime

import pytest

from data.errors import PageRejected, SourceGone, SourceRefused
from data.records import Board, Page, Request
from scraper.sources import load_source, recognise_url

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def answer(content: bytes, kind: str = "list", url: str = "https://example.com/x", **asked) -> Page:
    return Page(url, content, NOW, "", Request("https://example.com/x", kind=kind, **asked))


@pytest.mark.parametrize(
    ("source", "page"),
    [
        ("hackernews", answer(b"null", "story")),
        ("hackernews", answer(b"null", "account")),
        ("bamboohr", answer(b"<html>", url="https://www.bamboohr.com/")),
    ],
)
def test_a_board_that_is_gone_is_told_from_an_empty_one(source, page):
    with pytest.raises(SourceGone):
        load_source(source).parse(page, Board(source, "acme"))


@pytest.mark.parametrize(
    ("source", "page"),
    [
        ("hackernews", answer(b"{}", "list")),
        ("hackernews", answer(b'{"title": "Ask HN: Who is hiring? (May 2026)"}', "thread")),
        ("workday", answer(b'{"jobPostings": []}', body=b"no JSON")),
        ("workday", answer(b'{"jobPostings": []}', body=b"[]")),
        ("francetravail", answer(b"[]", "token")),
        ("jsonld", answer(b"\x1f\x8bdamaged", "sitemap 1")),
    ],
)
def test_an_answer_of_another_shape_is_rejected(source, page):
    with pytest.raises(PageRejected):
        load_source(source).parse(page, Board(source, "acme/site"))


def test_a_career_page_needs_an_address():
    with pytest.raises(PageRejected, match="'acme' names no http"):
        load_source("jsonld").requests(Board("jsonld", "acme"))


def test_a_named_sitemap_is_asked_as_one():
    board = Board("jsonld", "acme", url="https://acme.example/jobs-sitemap.xml")

    assert load_source("jsonld").requests(board) == (Request(board.url, kind="sitemap 1", expects="xml"),)


def test_a_page_that_reserves_its_text_is_refused():
    page = answer(b'<meta name="tdm-reservation" content="1"><p>Jobs</p>', "posting")

    with pytest.raises(SourceRefused, match="reserves its text"):
        load_source("jsonld").parse(page, Board("jsonld", "acme"))


def test_a_search_of_ones_own_takes_the_place_of_ours():
    for name in ("himalayas", "jobtech", "arbeitsagentur", "themuse", "jobicy", "usajobs"):
        urls = [request.url for request in load_source(name).requests(Board(name, "graph neural & networks"))]

        assert len(urls) == 1
        assert "graph+neural+%26+networks" in urls[0]


def personio(*sections, asked="en"):
    """Return what is read of a Personio position with these named sections."""
    parts = "".join(
        f"<jobDescription><name>{name}</name><value>{words}</value></jobDescription>"
        for name, words in sections
    )
    feed = (
        "<workzag-jobs><position><id>7</id><name>ML Engineer</name>"
        f"<jobDescriptions>{parts}</jobDescriptions></position></workzag-jobs>"
    )
    board = Board("personio", "acme", "Acme")
    url = f"https://acme.jobs.personio.de/xml?language={asked}"
    page = Page(url, feed.encode(), NOW, "text/xml", Request(url, expects="xml"))
    (posting,) = load_source("personio").parse(page, board).postings
    return posting


@pytest.mark.parametrize(
    "name",
    [
        "CONTACT_PERSON",
        "Contact person",
        "Dein Ansprechpartner",
        "Ansprechperson:",
        "Your recruiter",
        "Kontakt",
    ],
)
def test_a_section_that_names_a_person_is_left_out(name):
    posting = personio(("Tasks", "Build kettles"), (name, "Robin Vale, +49 123"))

    assert posting.text == "Tasks\n\nBuild kettles"


def test_a_section_about_customers_contacts_stays():
    assert "harbours" in personio(("Contact with customers", "You talk to harbours")).text


@pytest.mark.parametrize(
    ("words", "asked", "language"),
    [
        ("Du baust mit uns die Modelle und die Daten für das Team", "en", "de"),
        ("You build the models with us and the data for the team", "en", "en"),
        ("You build the models with us and the data for the team", "de", "en"),
        ("PyTorch, SQL", "en", "en"),
    ],
)
def test_the_language_is_that_of_the_words(words, asked, language):
    assert personio(("Tasks", words), asked=asked).language == language


@pytest.mark.parametrize(
    ("display", "listed", "place"),
    [
        ("Multiple Locations", ["Anchorage, Alaska", "Boise, Idaho"], "Anchorage, Alaska; Boise, Idaho"),
        ("Anchorage, Alaska", ["Anchorage, Alaska"], "Anchorage, Alaska"),
        ("Multiple Locations", [], "Multiple Locations"),
        (None, ["Boise, Idaho"], "Boise, Idaho"),
    ],
)
def test_the_listed_places_win_over_many(display, listed, place):
    opening = {
        "PositionTitle": "Data Scientist", "PositionURI": "https://www.usajobs.gov/job/1",
        "OrganizationName": "Office",
        "QualificationSummary": "Python", "PositionLocationDisplay": display,
        "PositionLocation": [{"LocationName": name} for name in listed],
    }  # fmt: skip  # cases side by side
    items = [{"MatchedObjectId": "1", "MatchedObjectDescriptor": opening}]
    content = json.dumps({"SearchResult": {"SearchResultItems": items}}).encode()
    board = load_source("usajobs").feeds[0]
    request = load_source("usajobs").requests(board)[0]

    (posting,) = load_source("usajobs").parse(Page(request.url, content, NOW, "", request), board).postings

    assert posting.location == place


LINKS = {
    "https://acme.na.teamtailor.com/jobs/123456-ml": "teamtailor:acme.na",
    "https://acme.teamtailor.com/jobs/1": "teamtailor:acme",
    "https://jobs.smartrecruiters.com/ni/Acme/744000012345-ml": "smartrecruiters:Acme",
    "https://acme.wd3.myworkdayjobs.com/wday/cxs/acme/Careers/jobs": "workday:acme/Careers",
    "https://jobs.smartrecruiters.com/oneclick-ui/company/Acme/publication/12ab": "smartrecruiters:Acme",
    "https://app.greenhouse.io/embed/job_board?for=acme": "greenhouse:acme",
    "https://boards.greenhouse.io/embed/job_board/js?for=acme": "greenhouse:acme",
    "https://wd5.myworkdaysite.com/en-US/recruiting/acme/External/job/Oslo/ML_R-1": "workday:acme/External",
}


@pytest.mark.parametrize(("link", "board"), LINKS.items())
def test_a_board_is_told_from_its_link(link, board):
    found = recognise_url(link)

    assert f"{found.source}:{found.slug}" == board

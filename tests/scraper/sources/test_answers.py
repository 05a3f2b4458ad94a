"""Answers that say, each in its source's own way, that there is nothing to read."""

from datetime import UTC, datetime

import pytest

from data.errors import PageRejected, SourceGone, SourceRefused
from data.records import Board, Page, Request
from scraper.sources import load_source

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

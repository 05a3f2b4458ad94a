"""Himalayas: remote work of all employers, searched by words."""

from datetime import timedelta
from urllib.parse import urlsplit

from data.errors import PageRejected
from data.records import Board, Page, Parsed, Posting, Request
from scraper.parsing.clean import clean_html
from scraper.parsing.fields import Fields, LeftOut
from scraper.parsing.page_records import envelope, read_records, records_in
from scraper.parsing.pay_fields import salary
from scraper.parsing.posting_builder import StatedOpening, needed, posting_from, web_url
from scraper.parsing.queries import SEARCH, queries
from scraper.parsing.times import when_epoch
from scraper.source import Source

BASE = "https://himalayas.app/jobs/api/search"


def requests(board: Board) -> tuple[Request, ...]:
    """Return one request a search: its first page, newest first; robots.txt bars further ones."""
    return tuple(Request(f"{BASE}?q={words}&sort=recent") for words in queries(board))


def parse(page: Page, board: Board) -> Parsed:
    """Return the postings of a search or of the plain feed."""
    if envelope(page).record.get("ok") is False:
        raise PageRejected(f"{page.request.url} was refused: {envelope(page).text('errors')}")
    entries = records_in(page, "jobs")
    return read_records(entries, lambda entry: posting_of(entry, page, board), id_name="guid", complete=False)


def posting_of(entry: Fields, page: Page, board: Board) -> Posting:
    """Return the posting of one entry; the path of its link is its identity."""
    expires = when_epoch(entry.number("expiryDate"), page).at
    if expires is not None and expires < page.fetched_at:
        raise LeftOut("expiryDate", "expired")
    url = needed("guid", web_url(entry.id("guid")))
    found = StatedOpening(
        urlsplit(url).path.strip("/") or url,
        url=entry.text("applicationLink") or url,
        title=entry.text("title"),
        employer=entry.text("companyName"),
        text=clean_html(entry.text("description") or ""),
        location="; ".join(entry.texts("locationRestrictions")) or "Worldwide",
        when=when_epoch(entry.number("pubDate"), page),
        workplace="remote",
        department="; ".join(entry.texts("parentCategories")) or None,
        salary=salary(
            entry.number("minSalary"),
            entry.number("maxSalary"),
            entry.text("currency"),
            entry.text("salaryPeriod"),
        ),
    )
    return posting_from(found, board)


SOURCE = Source(
    name="himalayas",
    documentation="https://himalayas.app/api",
    hosts=("himalayas.app",),
    default="on",
    reason="public API; asks for a visible link back and one refresh a day",
    cadence=timedelta(hours=24),
    requests=requests,
    parse=parse,
    feeds=(Board("himalayas", SEARCH),),
    lists_all=False,
    attribution="Himalayas, https://himalayas.app",
    robots_note="bars further pages of a search; its pages for people are never fetched",
)

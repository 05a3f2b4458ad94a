"""The Muse: postings of all employers by category, twenty a page."""

from datetime import timedelta

from data.errors import PageRejected
from data.records import Board, Page, Parsed, Posting, Request
from scraper.parsing.clean import clean_html
from scraper.parsing.fields import Fields
from scraper.parsing.page_records import envelope, read_records, records_in
from scraper.parsing.paging import at_page, page_number
from scraper.parsing.posting_builder import StatedOpening, places, posting_from
from scraper.parsing.queries import SEARCH, queries
from scraper.parsing.times import when
from scraper.source import Source

BASE = "https://www.themuse.com/api/public/jobs"
CATEGORIES = ("Data Science", "Data and Analytics", "Software Engineering")
MAX_PAGES = 5


def requests(board: Board) -> tuple[Request, ...]:
    """Return the request for the first page of each category."""
    return tuple(
        Request(f"{BASE}?category={name}&descending=true&page=0") for name in queries(board, CATEGORIES)
    )


def parse(page: Page, board: Board) -> Parsed:
    """Return the postings of a page, with the next one unless it is the last to be read."""
    outer = envelope(page)
    if "error" in outer.record:
        raise PageRejected(f"{page.request.url} was refused: {outer.text('error')}")
    entries = records_in(page, "results")
    number = page_number(page.request, "page") + 1
    has_next = bool(entries) and number < min(outer.number("page_count") or 0, MAX_PAGES)
    follow = (at_page(page.request, "page", number),) if has_next else ()
    return read_records(entries, lambda entry: posting_of(entry, page, board), follow=follow, complete=False)


def posting_of(entry: Fields, page: Page, board: Board) -> Posting:
    """Return the posting of one entry."""
    location = places(*(place.text("name") for place in entry.each("locations")), between="; ")
    found = StatedOpening(
        entry.id("id"),
        url=entry.inside("refs").text("landing_page"),
        title=entry.text("name"),
        employer=entry.inside("company").text("name"),
        text=clean_html(entry.text("contents") or ""),
        location=location,
        when=when(entry.text("publication_date"), page),
        workplace="remote" if location and "Remote" in location else None,
        department=places(*(category.text("name") for category in entry.each("categories")), between="; "),
    )
    return posting_from(found, board)


SOURCE = Source(
    name="themuse",
    documentation="https://www.themuse.com/developers/api/v2",
    hosts=("www.themuse.com",),
    default="opt_in",
    reason="terms for showing its postings were not read; 500 requests an hour without a key",
    cadence=timedelta(hours=24),
    requests=requests,
    parse=parse,
    feeds=(Board("themuse", SEARCH),),
    lists_all=False,
    attribution="The Muse, https://www.themuse.com",
)

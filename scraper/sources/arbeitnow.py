"""Arbeitnow: a feed of all employers, newest first, in numbered pages."""

import html
import re
from datetime import timedelta

from data.records import Board, Page, Parsed, Posting, Request
from scraper.parsing.clean import clean_html
from scraper.parsing.fields import Fields
from scraper.parsing.page_records import read_records, records_in
from scraper.parsing.paging import at_page, page_number
from scraper.parsing.posting_builder import StatedOpening, posting_from
from scraper.parsing.times import when_epoch
from scraper.source import Source

BASE = "https://www.arbeitnow.com/api/job-board-api"
MAX_PAGES = 4  # pages hold 100 to 250; a day brings fewer new ones


def requests(_board: Board) -> tuple[Request, ...]:
    """Return the request for the first page."""
    return (Request(f"{BASE}?page=1"),)


def parse(page: Page, board: Board) -> Parsed:
    """Return the postings of a page, with the next one unless it is the last to be read.

    The next page is counted here: the link in the answer may carry foreign searches.
    """
    entries = records_in(page, "data")
    number = page_number(page.request, "page") + 1
    follow = (at_page(page.request, "page", number),) if entries and number <= MAX_PAGES else ()
    return read_records(
        entries, lambda entry: posting_of(entry, page, board), id_name="slug", follow=follow, complete=False
    )


def posting_of(entry: Fields, page: Page, board: Board) -> Posting:
    """Return the posting of one entry."""
    location = entry.text("location")
    is_remote = entry.flag("remote") or (location or "").strip().lower() == "remote"
    found = StatedOpening(
        entry.id("slug"),
        url=entry.text("url"),
        title=entry.text("title"),
        employer=entry.text("company_name"),
        text=text_of(entry.text("description") or ""),
        location=location,
        when=when_epoch(entry.number("created_at"), page),
        workplace="remote" if is_remote else None,
    )
    return posting_from(found, board)


def text_of(description: str) -> str:
    """Return the text of a description; some are HTML, some are HTML escaped once more."""
    is_escaped = "&lt;" in description and not re.search("<[a-zA-Z/!]", description)
    return clean_html(html.unescape(description) if is_escaped else description)


SOURCE = Source(
    name="arbeitnow",
    documentation="https://www.arbeitnow.com/blog/job-board-api",
    hosts=("www.arbeitnow.com",),
    default="on",
    reason="free public API, which asks for a link back",
    cadence=timedelta(hours=12),
    requests=requests,
    parse=parse,
    feeds=(Board("arbeitnow", "all"),),
    lists_all=False,
    attribution="Arbeitnow, https://www.arbeitnow.com",
    robots_note="allows the API",
)

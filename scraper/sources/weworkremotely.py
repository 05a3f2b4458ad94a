"""We Work Remotely: RSS feeds of the newest remote work in each category."""

import re
from datetime import timedelta

from data.records import Board, Page, Parsed, Posting, Request
from scraper.parsing.clean import clean_html
from scraper.parsing.fields import Fields, LeftOut
from scraper.parsing.page_records import read_records
from scraper.parsing.pages import items_in
from scraper.parsing.posting_builder import StatedOpening, places, posting_from
from scraper.parsing.times import when
from scraper.source import Source

BASE = "https://weworkremotely.com"
# There is no category for machine learning; these hold its postings.
FEEDS = (
    "remote-jobs.rss",
    "categories/remote-back-end-programming-jobs.rss",
    "categories/all-other-remote-jobs.rss",
)
HEADQUARTERS = re.compile(r"\AHeadquarters:[^\n]{0,300}\n*")
TO_APPLY = re.compile(r"\n*To apply: https://weworkremotely\.com/\S{1,300}\s*\Z")


def requests(_board: Board) -> tuple[Request, ...]:
    """Return one request a feed."""
    return tuple(Request(f"{BASE}/{feed}", expects="xml") for feed in FEEDS)


def parse(page: Page, board: Board) -> Parsed:
    """Return the postings of a feed; a missing category leads to the home page, which is refused."""
    return read_records(
        items_in(page), lambda item: posting_of(item, page, board), id_name="guid", complete=False
    )


def posting_of(item: Fields, page: Page, board: Board) -> Posting:
    """Return the posting of one item, whose title is "Company: Role"."""
    expires = when(item.text("expires_at"), page).at
    if expires is not None and expires < page.fetched_at:
        raise LeftOut("expires_at", "expired")
    employer, colon, title = (item.line("title") or "").partition(": ")
    url = item.text("link") or item.id("guid")
    found = StatedOpening(
        item.id("guid").rstrip("/").rpartition("/")[2],
        url=url,
        title=title,
        employer=employer if colon else None,
        text=text_of(item.text("description") or ""),
        location=places(item.text("region"), item.text("country"), item.text("state")),
        when=when(item.text("pubDate"), page),
        workplace="remote",
        department=item.text("category"),
    )
    return posting_from(found, board)


def text_of(description: str) -> str:
    """Return a description without the lines that the site puts before and after it."""
    text = clean_html(description)
    return TO_APPLY.sub("", HEADQUARTERS.sub("", text)) or text


SOURCE = Source(
    name="weworkremotely",
    documentation="https://weworkremotely.com/remote-job-rss-feed",
    hosts=("weworkremotely.com",),
    default="on",
    reason="public feed; anyone may use it with attribution",
    cadence=timedelta(hours=12),
    requests=requests,
    parse=parse,
    feeds=(Board("weworkremotely", "all"),),
    lists_all=False,
    attribution="We Work Remotely, https://weworkremotely.com",
    robots_note="bars account and admin paths",
)

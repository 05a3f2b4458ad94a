"""Teamtailor: an RSS feed of the employer's own subdomain, a hundred postings a page."""

import re
from datetime import timedelta

from data.records import Board, Page, Parsed, Posting, Request
from scraper.parsing.clean import clean_html
from scraper.parsing.fields import Fields
from scraper.parsing.page_records import read_records
from scraper.parsing.pages import items_in, xml_in
from scraper.parsing.paging import at_page, page_number
from scraper.parsing.posting_builder import StatedOpening, places, posting_from, workplace
from scraper.parsing.times import when
from scraper.source import Source, identity

PER_PAGE = 100
MAX_PAGES = 10


def requests(board: Board) -> tuple[Request, ...]:
    """Return the request for the first page."""
    query = f"per_page={PER_PAGE}&offset=0"
    return (Request(f"https://{board.slug}.teamtailor.com/jobs.rss?{query}", expects="xml"),)


def parse(page: Page, board: Board) -> Parsed:
    """Return the postings of a page; a full one has another behind it."""
    items = items_in(page)
    name = xml_in(page, "rss").findtext("channel/title")
    offset = page_number(page.request, "offset") + PER_PAGE
    more = len(items) >= PER_PAGE
    is_last = offset >= PER_PAGE * MAX_PAGES
    return read_records(
        items,
        lambda item: posting_of(item, name, page, board),
        id_name="guid",
        follow=(at_page(page.request, "offset", offset),) if more and not is_last else (),
        complete=not (more and is_last),
    )


def posting_of(item: Fields, name: str | None, page: Page, board: Board) -> Posting:
    """Return the posting of one item; links name it by a number, the feed by a UUID."""
    url = item.text("link")
    number = re.search(r"/jobs/(\d{1,15})", url or "")
    found = StatedOpening(
        item.id("guid"),
        url=url,
        title=item.text("title"),
        employer=board.employer or name or board.slug,
        text=clean_html(item.text("description") or ""),
        location=location_of(item),
        when=when(item.text("pubDate"), page),
        workplace=workplace(item.text("remoteStatus")),
        department=places(item.text("division"), item.text("department"), between=" / "),
        own=(identity("teamtailor", board.slug, number[1]),) if number else (),
    )
    return posting_from(found, board)


def location_of(item: Fields) -> str | None:
    """Return all places with their countries; street addresses are not kept."""
    several = (
        places(place.text("city") or place.text("name"), place.text("country"))
        for place in item.inside("locations").each("location")
    )
    return places(*several, between="; ")


SOURCE = Source(
    name="teamtailor",
    documentation="https://support.teamtailor.com/en/articles/1464262-rss-feed",
    hosts=("*.teamtailor.com",),
    default="on",
    reason="documented public feed",
    cadence=timedelta(hours=20),
    requests=requests,
    parse=parse,
    links=(
        re.compile(
            r"(?!(?:api|app|support|docs)\.)(?P<slug>[\w-]{1,63}(?:\.[a-z]{2,3}\d?)?)\.teamtailor\.com"
            r"(?:/(?:[a-z-]{2,7}/)?jobs/(?P<id>\d{1,15}))?"
        ),
    ),
    reservation="ai-train=no",
    robots_note="bars /app/, /messages/ and internal postings",
    exact_slug=False,
)

"""USAJOBS: openings of the federal government of the United States, searched by words, with a free key."""

import re
from datetime import timedelta

from data.errors import PageRejected
from data.records import Board, Page, Parsed, Posting, Request, Salary
from scraper.parsing.clean import clean_html
from scraper.parsing.fields import Fields, LeftOut
from scraper.parsing.page_records import envelope, read_records
from scraper.parsing.paging import at_page, page_number
from scraper.parsing.pay_fields import salary
from scraper.parsing.posting_builder import StatedOpening, places, posting_from
from scraper.parsing.queries import SEARCH, queries
from scraper.parsing.times import when
from scraper.source import Source

BASE = "https://data.usajobs.gov/api/Search"
WORDS = ("machine learning", "data scientist", "artificial intelligence")
SIZE = 250
MAX_PAGES = 4
KEY, EMAIL = "SKILLGAUGE_USAJOBS_KEY", "SKILLGAUGE_USAJOBS_EMAIL"
IDENTITY = (("User-Agent", f"{{{EMAIL}}}"), ("Authorization-Key", f"{{{KEY}}}"))
PERIODS = {"PA": "year", "PH": "hour", "PM": "month", "PD": "day"}
MULTIPLE = re.compile(r"multiple|various|several|\bmany\b|location negotiable", re.IGNORECASE)
PARTS = ("JobSummary", "MajorDuties", "Requirements", "Education", "Evaluations")


def requests(board: Board) -> tuple[Request, ...]:
    """Return the request for the first page of each search."""
    asked = f"ResultsPerPage={SIZE}&Fields=Full&Page=1"
    return tuple(
        Request(f"{BASE}?Keyword={words}&{asked}", headers=IDENTITY) for words in queries(board, WORDS)
    )


def parse(page: Page, board: Board) -> Parsed:
    """Return the postings of a page of a search, with the next page if there is one."""
    result = envelope(page).inside("SearchResult")
    if "SearchResultItems" not in result.record:
        raise PageRejected(f"{page.request.url} answered without SearchResultItems")
    items = result.values("SearchResultItems")
    number = page_number(page.request, "Page")
    has_next = (
        bool(items) and number < MAX_PAGES and number * SIZE < (result.number("SearchResultCountAll") or 0)
    )
    return read_records(
        items,
        lambda item: posting_of(item, page, board),
        id_name="MatchedObjectId",
        follow=(at_page(page.request, "Page", number + 1),) if has_next else (),
        complete=False,
    )


def posting_of(item: Fields, page: Page, board: Board) -> Posting:
    """Return the posting of one item; agency contacts in it are never read."""
    opening = item.inside("MatchedObjectDescriptor")
    closes = when((opening.text("ApplicationCloseDate") or "")[:10], page).at
    if closes is not None and closes + timedelta(days=1) < page.fetched_at:
        raise LeftOut("ApplicationCloseDate", "closed")
    details = opening.inside("UserArea").inside("Details")
    found = StatedOpening(
        item.id("MatchedObjectId"),
        url=opening.text("PositionURI"),
        title=opening.text("PositionTitle"),
        employer=opening.text("OrganizationName") or opening.text("DepartmentName"),
        text=text_of(opening, details),
        location=location_of(opening),
        when=when((opening.text("PublicationStartDate") or "")[:10], page),
        workplace="remote" if details.flag("RemoteIndicator") else None,
        department=opening.text("DepartmentName"),
        salary=salary_of(opening),
        group_key=opening.optional_id("PositionID"),
    )
    return posting_from(found, board)


def text_of(opening: Fields, details: Fields) -> str:
    """Return summary, duties and qualifications; duties are a text or a list."""
    parts = [opening.text("QualificationSummary") or ""]
    parts += [part for name in PARTS for part in details.texts(name)]
    return "\n\n".join(part for part in map(clean_html, parts) if part)


def location_of(opening: Fields) -> str | None:
    """Return all places; "Multiple Locations" is left out where they are listed."""
    several = places(
        *(place.text("LocationName") for place in opening.each("PositionLocation")), between="; "
    )
    stated = opening.text("PositionLocationDisplay")
    return several if several and (not stated or MULTIPLE.search(stated)) else stated


def salary_of(opening: Fields) -> Salary | None:
    """Return the first stated range; its amounts are texts."""
    stated = (
        salary(
            pay.number("MinimumRange"),
            pay.number("MaximumRange"),
            "USD",
            PERIODS.get(pay.text("RateIntervalCode") or ""),
        )
        for pay in opening.each("PositionRemuneration")
    )
    return next((pay for pay in stated if pay), None)


SOURCE = Source(
    name="usajobs",
    documentation="https://developer.usajobs.gov",
    hosts=("data.usajobs.gov",),
    default="opt_in",
    reason="needs a free key that belongs to an e-mail address",
    cadence=timedelta(hours=24),
    requests=requests,
    parse=parse,
    parser_version=2,
    feeds=(Board("usajobs", SEARCH),),
    lists_all=False,
    secrets=(EMAIL, KEY),
    attribution="USAJOBS, https://www.usajobs.gov",
)

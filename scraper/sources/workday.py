"""Workday: the lists behind career sites; refused, because the provider's terms bar extraction tools.

A board is "tenant/site" and its region the data centre ("wd5").
"""

import json
import re
from datetime import timedelta

from data.errors import PageRejected
from data.records import Board, Page, Parsed, Posting, Request
from scraper.parsing.clean import clean_html
from scraper.parsing.fields import Fields
from scraper.parsing.page_records import completed, envelope, read_known, read_one, records_in
from scraper.parsing.posting_builder import StatedOpening, needed, places, posting_from, workplace
from scraper.parsing.times import StatedTime, when, when_ago
from scraper.source import Source

LIMIT = 20  # more is answered with 400 or an empty page
MAX_OFFSET = 2_000  # many tenants repeat their first page after it
JSON = (("Accept", "application/json"), ("Content-Type", "application/json"))
DETAIL = "detail"
MIRROR = re.compile(r"-\d{1,2}$")  # sites that mirror a posting put a number after its requisition


def requests(board: Board) -> tuple[Request, ...]:
    """Return the request for the first page."""
    return (page_request(board, 0),)


def site_url(board: Board) -> str:
    """Return the base of a site's addresses."""
    tenant, _, site = board.slug.partition("/")
    return f"https://{tenant}.{board.region or 'wd1'}.myworkdayjobs.com/wday/cxs/{tenant}/{site}"


def page_request(board: Board, offset: int) -> Request:
    """Return the request for the page that starts at `offset`."""
    body = {"appliedFacets": {}, "limit": LIMIT, "offset": offset, "searchText": ""}
    return Request(f"{site_url(board)}/jobs", method="POST", headers=JSON, body=json.dumps(body).encode())


def parse(page: Page, board: Board) -> Parsed:
    """Return the requests for the texts of a page, or the posting of one text."""
    if page.request.kind == DETAIL:
        return read_one(page, lambda: detail_in(page))
    entries = records_in(page, "jobPostings")
    offset = offset_of(page.request) + LIMIT
    has_next = len(entries) >= LIMIT
    is_cut = has_next and offset >= MAX_OFFSET
    return read_known(
        entries,
        lambda entry: known_of(entry, page, board),
        lambda known: ask_text(known, board),
        id_name="externalPath",
        follow=(page_request(board, offset),) if has_next and not is_cut else (),
        complete=not is_cut,
    )


def offset_of(request: Request) -> int:
    """Return where the page of a request starts."""
    try:
        return int(json.loads(request.body or b"{}").get("offset", 0))
    except (ValueError, AttributeError) as error:
        raise PageRejected(f"{request.url}: the request names no offset") from error


def known_of(entry: Fields, page: Page, board: Board) -> Posting:
    """Return what a list says of a posting; its requisition is its identity."""
    path = needed("externalPath", entry.text("externalPath"))
    requisition = next(iter(entry.texts("bulletFields")), None) or MIRROR.sub("", path.rpartition("_")[2])
    tenant, _, site = board.slug.partition("/")
    host = f"https://{tenant}.{board.region or 'wd1'}.myworkdayjobs.com"
    location = entry.text("locationsText")
    found = StatedOpening(
        requisition,
        url=f"{host}/{site}{path}",
        title=entry.text("title"),
        employer=board.employer or tenant,
        text="",
        location=None if location and re.fullmatch(r"\d{1,4} Locations", location) else location,
        when=when_ago(entry.text("postedOn"), page),
    )
    return posting_from(found, board, has_text=False)


def ask_text(known: Posting, board: Board) -> Request:
    """Return the request for the text of a posting."""
    path = known.url.partition(f"/{board.slug.partition('/')[2]}/")[2]
    return Request(f"{site_url(board)}/{path}", kind=DETAIL, headers=JSON[:1], known=known)


def detail_in(page: Page) -> Posting:
    """Return the posting with its text, its places and the day it started."""
    info = envelope(page).inside("jobPostingInfo")
    started = when(info.text("startDate"), page)
    posted = started if started.at else StatedTime(None, "none", None)
    return completed(
        page,
        text=clean_html(info.text("jobDescription") or ""),
        location=places(info.text("location"), *info.texts("additionalLocations"), between="; "),
        workplace=workplace(info.text("remoteType")),
        posted_at=posted.at,
        posted_precision=posted.precision if posted.at else None,
        posted_raw=posted.raw,
    )


SOURCE = Source(
    name="workday",
    documentation="https://www.workday.com/en-us/legal/site-terms.html",
    hosts=("*.myworkdayjobs.com",),
    default="refused",
    reason="undocumented; the provider's terms forbid extraction tools without written consent",
    cadence=timedelta(hours=24),
    requests=requests,
    parse=parse,
    links=(
        re.compile(
            r"(?P<tenant>[\w-]{1,60})\.(?P<region>wd\d{1,3})\.myworkdayjobs\.com/(?:wday/cxs/[\w-]{1,60}/|[a-z]{2}-[A-Z]{2}/)?(?!wday/)(?P<slug>[\w-]{1,80})"
            r"(?:/job/[^?#]{1,300}_(?P<id>[A-Za-z0-9]{3,30}(?:-\d{4,12})?))?"
        ),
        re.compile(
            r"(?P<region>wd\d{1,3})\.myworkdaysite\.com/(?:[a-z]{2}-[A-Z]{2}/)?recruiting/(?P<tenant>[\w-]{1,60})/"
            r"(?P<slug>[\w-]{1,80})(?:/job/[^?#]{1,300}_(?P<id>[A-Za-z0-9]{3,30}(?:-\d{4,12})?))?"
        ),
    ),
    robots_note="differs by tenant",
)

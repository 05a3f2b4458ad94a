"""SmartRecruiters: postings of one company; refused, because robots.txt lets in another one only."""

import re
from datetime import timedelta
from urllib.parse import quote

from data.errors import PageRejected, SourceGone
from data.records import Board, Page, Parsed, Posting, Request
from scraper.parsing.clean import clean_html
from scraper.parsing.fields import Fields, LeftOut
from scraper.parsing.page_records import completed, envelope, read_known, read_one, records_in
from scraper.parsing.paging import at_page, page_number
from scraper.parsing.posting_builder import StatedOpening, places, posting_from
from scraper.parsing.times import when
from scraper.source import Source

BASE = "https://api.smartrecruiters.com/v1/companies"
LIMIT = 100
MAX_PAGES = 20
DETAIL = "detail"
SECTIONS = ("companyDescription", "jobDescription", "qualifications", "additionalInformation")


def requests(board: Board) -> tuple[Request, ...]:
    """Return the request for the first page."""
    return (Request(f"{BASE}/{quote(board.slug, safe='')}/postings?limit={LIMIT}&offset=0"),)


def parse(page: Page, board: Board) -> Parsed:
    """Return the requests for the texts of a page, or the posting of one text."""
    if page.request.kind == DETAIL:
        return read_one(page, lambda: detail_in(page))
    entries, total = records_in(page, "content"), envelope(page).number("totalFound")
    if total is None:
        raise PageRejected(f"{page.request.url} answered without totalFound")
    if total == 0:
        raise SourceGone(
            f"{page.request.url}: no such company, or none that has postings; it answers both alike"
        )
    offset = page_number(page.request, "offset") + LIMIT
    has_next = len(entries) >= LIMIT and offset < total
    is_cut = has_next and offset >= LIMIT * MAX_PAGES
    return read_known(
        entries,
        lambda entry: known_of(entry, page, board),
        lambda known: Request(
            f"{BASE}/{quote(board.slug, safe='')}/postings/{known.external_id}", kind=DETAIL, known=known
        ),
        follow=(at_page(page.request, "offset", offset),) if has_next and not is_cut else (),
        complete=not is_cut,
    )


def known_of(entry: Fields, page: Page, board: Board) -> Posting:
    """Return what a list says of a posting; `creator` is never read."""
    external_id = entry.id("id")
    place = entry.inside("location")
    stated = places(place.text("city"), place.text("region"), (place.text("country") or "").upper())
    found = StatedOpening(
        external_id,
        url=f"https://jobs.smartrecruiters.com/{quote(board.slug, safe='')}/{external_id}",
        title=entry.text("name"),
        employer=entry.inside("company").text("name") or board.employer or board.slug,
        text="",
        location=place.text("fullLocation") or stated,
        when=when(entry.text("releasedDate"), page),
        workplace="hybrid" if place.flag("hybrid") else "remote" if place.flag("remote") else None,
        department=entry.inside("department").text("label") or entry.inside("function").text("label"),
        language=entry.inside("language").text("code"),
        group_key=entry.optional_id("refNumber"),
    )
    return posting_from(found, board, has_text=False)


def detail_in(page: Page) -> Posting:
    """Return the posting with its sections, each under its heading."""
    opening = envelope(page)
    if opening.flag("active") is False:
        raise LeftOut("active", "not active")
    parts = []
    for name in SECTIONS:
        section = opening.inside("jobAd").inside("sections").inside(name)
        body = clean_html(section.text("text") or "")
        parts += [part for part in (section.line("title"), body) if part and body]
    return completed(page, text="\n\n".join(parts), url=opening.text("postingUrl"))


SOURCE = Source(
    name="smartrecruiters",
    documentation="https://developers.smartrecruiters.com/docs/posting-api",
    hosts=("api.smartrecruiters.com",),
    default="refused",
    reason="robots.txt of its API lets in LinkedIn's crawler and nobody else",
    cadence=timedelta(hours=24),
    requests=requests,
    parse=parse,
    links=(
        re.compile(
            r"(?:jobs|careers)\.smartrecruiters\.com/(?:oneclick-ui|sr-jobs)/company/(?P<slug>[\w-]{1,80})"
            r"(?:/(?:publication|job)/(?P<id>[\w-]{3,40}))?"
        ),
        re.compile(
            r"(?:jobs|careers)\.smartrecruiters\.com/(?:ni/)?(?!oneclick-ui|sr-jobs|ni/)(?P<slug>[\w-]{1,80})(?:/(?P<id>\d{6,20}))?"
        ),
        re.compile(
            r"api\.smartrecruiters\.com/v1/companies/(?P<slug>[\w-]{1,80})(?:/postings/(?P<id>\d{6,20}))?"
        ),
    ),
    robots_note="bars everyone but LinkedInBot",
)

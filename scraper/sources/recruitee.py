"""Recruitee: one answer of the employer's own subdomain holds all offers."""

import re
from datetime import timedelta

from data.records import Board, Page, Parsed, Posting, Request, Salary
from scraper.parsing.clean import clean_html
from scraper.parsing.fields import Fields, LeftOut
from scraper.parsing.page_records import read_records, records_in
from scraper.parsing.pay_fields import salary
from scraper.parsing.posting_builder import StatedOpening, places, posting_from
from scraper.parsing.times import when
from scraper.source import Source, identity


def requests(board: Board) -> tuple[Request, ...]:
    """Return the one request for a board."""
    return (Request(f"https://{board.slug}.recruitee.com/api/offers/"),)


def parse(page: Page, board: Board) -> Parsed:
    """Return the published offers."""
    return read_records(records_in(page, "offers"), lambda offer: posting_of(offer, page, board))


def posting_of(offer: Fields, page: Page, board: Board) -> Posting:
    """Return the posting of one offer; `mailbox_email` is never read."""
    if offer.text("status") not in (None, "published"):
        raise LeftOut("status", "not published")
    if closed(offer, page):
        raise LeftOut("close_at", "closed")
    slug = offer.optional_id("slug")
    translations = offer.inside("translations").record
    found = StatedOpening(
        offer.id("id"),
        url=offer.text("careers_url"),
        title=offer.text("title"),
        employer=offer.text("company_name") or board.employer or board.slug,
        text=text_of(offer),
        location=location_of(offer),
        when=when(offer.text("published_at") or offer.text("created_at"), page),
        workplace=workplace_of(offer),
        department=offer.text("department"),
        salary=salary_of(offer.inside("salary")),
        language=next(iter(translations)) if len(translations) == 1 else None,
        own=(identity("recruitee", board.slug, slug),) if slug else (),
    )
    return posting_from(found, board)


def closed(offer: Fields, page: Page) -> bool:
    """Tell whether the offer's closing time has passed."""
    at = when(offer.text("close_at"), page).at
    return at is not None and at < page.fetched_at


def text_of(offer: Fields) -> str:
    """Return description and requirements."""
    parts = (clean_html(offer.text(name) or "") for name in ("description", "requirements"))
    return "\n\n".join(part for part in parts if part)


def location_of(offer: Fields) -> str | None:
    """Return all places with their countries."""
    several = (
        places(place.text("city") or place.text("name"), place.text("country"))
        for place in offer.each("locations")
    )
    return places(*several, between="; ") or offer.text("location")


def workplace_of(offer: Fields) -> str | None:
    """Return the workplace if exactly one is marked."""
    marked = [name for name in ("remote", "hybrid", "on_site") if offer.flag(name)]
    return {"on_site": "onsite"}.get(marked[0], marked[0]) if len(marked) == 1 else None


def salary_of(pay: Fields) -> Salary | None:
    """Return the stated range; its numbers are texts."""
    return salary(pay.number("min"), pay.number("max"), pay.text("currency"), pay.text("period"))


SOURCE = Source(
    name="recruitee",
    documentation="https://docs.recruitee.com/reference/offers",
    hosts=("*.recruitee.com",),
    default="on",
    reason="documented public API for reading a board",
    cadence=timedelta(hours=20),
    requests=requests,
    parse=parse,
    links=(
        re.compile(
            r"(?!(?:api|docs|careers|auth)\.)(?P<slug>[\w-]{1,63})\.recruitee\.com(?:/o/(?P<id>[\w-]{1,190}))?"
        ),
    ),
    robots_note="bars only /v/",
    exact_slug=False,
)

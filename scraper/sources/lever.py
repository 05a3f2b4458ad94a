"""Lever: one answer holds a whole site; the requirements stand in its lists, not in its description."""

import re
from datetime import timedelta
from urllib.parse import quote

from data.records import Board, Page, Parsed, Posting, Request, Salary
from scraper.parsing.clean import clean_html
from scraper.parsing.fields import Fields
from scraper.parsing.page_records import bare_records_in, read_records
from scraper.parsing.pay_fields import salary
from scraper.parsing.posting_builder import StatedOpening, places, plain, posting_from, workplace
from scraper.parsing.times import when_epoch
from scraper.source import Source

HOSTS = {None: "api.lever.co", "global": "api.lever.co", "eu": "api.eu.lever.co"}
ACCEPT = (("Accept", "application/json"),)  # without it, and without mode=json, the answer is a web page
UUID = r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"


def requests(board: Board) -> tuple[Request, ...]:
    """Return the one request for a site, on the host of its region."""
    host = HOSTS.get(board.region, "api.lever.co")
    return (Request(f"https://{host}/v0/postings/{quote(board.slug, safe='')}?mode=json", headers=ACCEPT),)


def parse(page: Page, board: Board) -> Parsed:
    """Return the postings of a site; a site that moved away answers an empty list."""
    entries = bare_records_in(page)
    return read_records(entries, lambda entry: posting_of(entry, page, board))


def posting_of(entry: Fields, page: Page, board: Board) -> Posting:
    """Return the posting of one entry."""
    categories = entry.inside("categories")
    created = entry.number("createdAt")  # milliseconds
    found = StatedOpening(
        entry.id("id"),
        url=entry.text("hostedUrl"),
        title=entry.text("text"),
        employer=board.employer or board.slug,
        text=text_of(entry),
        location=location_of(categories, entry.text("country")),
        when=when_epoch(created / 1000 if created is not None else None, page),
        workplace=workplace(entry.text("workplaceType")),
        department=places(categories.text("department"), categories.text("team"), between=" / "),
        salary=salary_of(entry.inside("salaryRange")),
    )
    return posting_from(found, board)


def location_of(categories: Fields, country: str | None) -> str | None:
    """Return all places of a posting."""
    return places(categories.text("location"), *categories.texts("allLocations"), between="; ") or country


def text_of(entry: Fields) -> str:
    """Return description, lists, pay and closing words, one after the other."""
    parts = [either(entry, "description")]
    for part in entry.each("lists"):
        parts += [part.line("text") or "", clean_html(f"<ul>{part.text('content') or ''}</ul>")]
    parts += [either(entry, "salaryDescription"), either(entry, "additional")]
    return "\n\n".join(part for part in parts if part)


def either(entry: Fields, name: str) -> str:
    """Return a part from its HTML, which keeps headings and lists apart, else from its plain twin."""
    markup = entry.text(name)
    return clean_html(markup) if markup else plain(entry.text(f"{name}Plain"))


def salary_of(pay: Fields) -> Salary | None:
    """Return the stated range."""
    return salary(pay.number("min"), pay.number("max"), pay.text("currency"), pay.text("interval"))


SOURCE = Source(
    name="lever",
    documentation="https://github.com/lever/postings-api",
    hosts=("api.lever.co", "api.eu.lever.co"),
    default="on",
    reason="documented public API, whose documentation says that third parties may read postings",
    cadence=timedelta(hours=20),
    requests=requests,
    parse=parse,
    links=(
        re.compile(
            rf"(?:jobs|api)(?:\.(?P<region>eu))?\.lever\.co/(?:v0/postings/)?(?P<slug>[\w.%-]{{1,100}})"
            rf"(?:/(?P<id>{UUID}))?"
        ),
    ),
    reservation="search=yes, ai-train=no, use=reference (on the hosted pages)",
    robots_note="allows all, Crawl-delay: 1",
)

"""Workable: one answer holds a whole account; a posting stands there once for each of its places."""

import re
from collections.abc import Iterable
from datetime import timedelta
from urllib.parse import quote

from data.records import Board, Page, Parsed, Posting, Request
from scraper.parsing.clean import clean_html
from scraper.parsing.fields import Fields
from scraper.parsing.page_records import envelope, read_records, records_in
from scraper.parsing.posting_builder import StatedOpening, places, posting_from
from scraper.parsing.times import when
from scraper.source import Source, identity


def requests(board: Board) -> tuple[Request, ...]:
    """Return the one request for an account; without details some accounts answer an empty list."""
    slug = quote(board.slug, safe="")
    return (Request(f"https://apply.workable.com/api/v1/widget/accounts/{slug}?details=true"),)


def parse(page: Page, board: Board) -> Parsed:
    """Return the postings of an account."""
    name = envelope(page).line("name")
    jobs = merged(records_in(page, "jobs"))
    return read_records(jobs, lambda job: posting_of(job, name, page, board), id_name="shortcode")


def merged(jobs: Iterable[object]) -> list[object]:
    """Return each posting once, with the places of all its entries."""
    by_code: dict[object, dict[str, object]] = {}
    others: list[object] = []
    for job in jobs:
        code = job.get("shortcode") if isinstance(job, dict) else None
        if not isinstance(job, dict) or not isinstance(code, str):
            others.append(job)
        else:
            first = by_code.setdefault(code, job | {"entries": []})
            entries = first["entries"]
            assert isinstance(entries, list)  # noqa: S101 - set two lines above
            entries.append(job)
    return [*by_code.values(), *others]


def posting_of(job: Fields, name: str | None, page: Page, board: Board) -> Posting:
    """Return the posting of one shortcode."""
    parts = (clean_html(job.text(part) or "") for part in ("description", "requirements", "benefits"))
    code = job.id("shortcode")
    found = StatedOpening(
        code,
        url=job.text("url") or job.text("shortlink"),
        title=job.text("title"),
        employer=board.employer or name or board.slug,
        text="\n\n".join(part for part in parts if part),
        location=places(*(place_of(entry) for entry in job.each("entries")), between="; "),
        when=when(job.text("published_on") or job.text("created_at"), page),
        workplace="remote" if job.flag("telecommuting") else None,
        department=job.text("department"),
        own=(identity("workable", "", code),),  # as in links without the account
    )
    return posting_from(found, board)


def place_of(entry: Fields) -> str | None:
    """Return the places of one entry; `state` is a region."""
    several = (
        places(place.text("city"), place.text("region"), place.text("country"))
        for place in entry.each("locations")
        if not place.flag("hidden")
    )
    stated = places(entry.text("city"), entry.text("state"), entry.text("country"))
    return places(*several, between="; ") or stated


SOURCE = Source(
    name="workable",
    documentation="https://help.workable.com/hc/en-us/articles/115012771647",
    hosts=("apply.workable.com", "www.workable.com"),
    default="on",
    reason="documented public API for reading an account; asked slowly, because it blocks for hours",
    cadence=timedelta(hours=20),
    requests=requests,
    parse=parse,
    links=(
        re.compile(r"apply\.workable\.com/(?P<slug>)j/(?P<id>[0-9A-Za-z]{6,16})"),
        re.compile(
            r"apply\.workable\.com/(?:api/v1/widget/accounts/)?(?!api/|j/)(?P<slug>[\w-]{1,80})(?:/j/(?P<id>[0-9A-Za-z]{6,16}))?"
        ),
        re.compile(
            r"(?!(?:help|apply|resources|jobs|www)\.)(?P<slug>[\w-]{1,63})\.workable\.com(?:/j(?:obs)?/(?P<id>[0-9A-Fa-f]{10}))?"
        ),
    ),
    spacing_s=2.0,
    reservation="search=yes, ai-input=yes, ai-train=no",
    robots_note="bars nothing",
    exact_slug=False,
)

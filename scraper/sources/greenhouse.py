"""Greenhouse: one answer holds a whole board, with every description."""

import html
import re
from datetime import timedelta
from urllib.parse import quote

from data.records import Board, Page, Parsed, Posting, Request
from scraper.parsing.clean import clean_html
from scraper.parsing.fields import Fields
from scraper.parsing.page_records import read_records, records_in
from scraper.parsing.pages import without_blocks
from scraper.parsing.posting_builder import StatedOpening, places, posting_from, workplace_in
from scraper.parsing.times import when
from scraper.source import Source, identity

BASE = "https://boards-api.greenhouse.io/v1/boards"
# What stands in every posting of a board before and after its own text; it asks for nothing.
BOILERPLATE = ("content-intro", "content-conclusion")


def requests(board: Board) -> tuple[Request, ...]:
    """Return the one request for a board."""
    return (Request(f"{BASE}/{quote(board.slug, safe='')}/jobs?content=true"),)


def parse(page: Page, board: Board) -> Parsed:
    """Return the postings of a board."""
    return read_records(records_in(page, "jobs"), lambda job: posting_of(job, page, board))


def posting_of(job: Fields, page: Page, board: Board) -> Posting:
    """Return the posting of one entry; entries of one requisition share a group key."""
    external_id = job.id("id")
    location = location_of(job)
    found = StatedOpening(
        external_id,
        url=job.text("absolute_url"),
        title=job.text("title"),
        employer=job.text("company_name") or board.employer or board.slug,
        text=text_of(job.text("content") or ""),
        location=location,
        when=when(job.text("first_published"), page),
        workplace=workplace_in(location),
        department=places(*(entry.text("name") for entry in job.each("departments")), between="; "),
        language=job.text("language"),
        group_key=job.optional_id("internal_job_id"),
        own=(identity("greenhouse", "", external_id),),  # as in `?gh_jid=` links on an employer's own pages
    )
    return posting_from(found, board)


def location_of(job: Fields) -> str | None:
    """Return the place, with the offices where the place is only "Hybrid" or the like."""
    stated = job.inside("location").line("name")
    if stated and stated.lower() not in ("hybrid", "remote", "on-site", "onsite", "multiple locations"):
        return stated
    return places(stated, *(office.text("name") for office in job.each("offices")), between="; ")


def text_of(content: str) -> str:
    """Return the text of a description, which is HTML escaped once more."""
    markup = html.unescape(content) if "<" not in content else content
    return clean_html(without_blocks(markup, BOILERPLATE)) or clean_html(markup)


SOURCE = Source(
    name="greenhouse",
    documentation="https://developers.greenhouse.io/job-board.html",
    hosts=("boards-api.greenhouse.io",),
    default="on",
    reason="documented public API for reading a board",
    cadence=timedelta(hours=20),
    requests=requests,
    parse=parse,
    links=(
        re.compile(
            r"(?:boards|job-boards|app)(?:\.(?P<region>eu))?\.greenhouse\.io/embed/job_(?:board|app)(?:/js)?/?\?"
            r"(?=(?:[^#]{0,300}&)?for=(?P<slug>[\w.%-]{1,100}))(?:(?:[^#]{0,300}&)?token=(?P<id>\d{1,15}))?"
        ),
        re.compile(
            r"(?:boards|job-boards)(?:\.(?P<region>eu))?\.greenhouse\.io/(?!embed\b)(?P<slug>[\w.%-]{1,100})"
            r"(?:/jobs/(?P<id>\d{1,15}))?"
        ),
        re.compile(
            r"boards-api\.greenhouse\.io/v1/boards/(?P<slug>[\w.%-]{1,100})(?:/jobs/(?P<id>\d{1,15}))?"
        ),
        re.compile(r"[^/?]{1,253}/[^?]{0,500}\?(?P<slug>)(?:[^#]{0,500}&)?gh_jid=(?P<id>\d{1,15})"),
    ),
    robots_note="bars only /embed/",
    exact_slug=False,
)

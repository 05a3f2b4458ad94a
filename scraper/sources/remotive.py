"""Remotive: some thirty remote postings of all employers; its filters do not work, so none is used."""

from datetime import timedelta

from data.records import Board, Page, Parsed, Posting, Request
from scraper.parsing.clean import clean_html
from scraper.parsing.fields import Fields
from scraper.parsing.page_records import read_records, records_in
from scraper.parsing.posting_builder import StatedOpening, posting_from
from scraper.parsing.times import when
from scraper.source import Source


def requests(_board: Board) -> tuple[Request, ...]:
    """Return the one request."""
    return (Request("https://remotive.com/api/remote-jobs"),)


def parse(page: Page, board: Board) -> Parsed:
    """Return the postings of the answer."""
    return read_records(records_in(page, "jobs"), lambda job: posting_of(job, page, board), complete=False)


def posting_of(job: Fields, page: Page, board: Board) -> Posting:
    """Return the posting of one entry; its times have no zone and are taken for UTC."""
    found = StatedOpening(
        job.id("id"),
        url=job.text("url"),
        title=job.text("title"),
        employer=job.text("company_name"),
        text=text_of(job),
        location=job.text("candidate_required_location"),
        when=when(job.text("publication_date"), page),
        workplace="remote",
        department=job.text("category"),
    )
    return posting_from(found, board)


def text_of(job: Fields) -> str:
    """Return the description, with the pay, which is stated in words only."""
    text, pay = clean_html(job.text("description") or ""), job.line("salary")
    return f"{text}\n\nSalary: {pay}" if text and pay else text


SOURCE = Source(
    name="remotive",
    documentation="https://github.com/remotive-com/remote-jobs-api",
    hosts=("remotive.com",),
    default="opt_in",
    reason="its documentation invites use of the API while its robots.txt bars it; at most four calls a day",
    cadence=timedelta(hours=24),
    requests=requests,
    parse=parse,
    feeds=(Board("remotive", "all"),),
    lists_all=False,
    spacing_s=31.0,  # more than two calls a minute are blocked
    attribution="Remotive, https://remotive.com",
    robots_note="bars /api/*",
    robots_exempt="the API's documentation invites clients to the path that robots.txt bars",
)

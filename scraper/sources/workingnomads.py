"""Working Nomads: one list of remote postings of all employers."""

import re
from datetime import timedelta

from data.errors import PostingRejected
from data.records import Board, Page, Parsed, Posting, Request
from scraper.parsing.clean import clean_html
from scraper.parsing.fields import Fields
from scraper.parsing.page_records import bare_records_in, read_records
from scraper.parsing.posting_builder import StatedOpening, posting_from
from scraper.parsing.times import when
from scraper.source import Source

NUMBER = re.compile(r"/job/go/(\d{1,15})/?$")


def requests(_board: Board) -> tuple[Request, ...]:
    """Return the one request."""
    return (Request("https://www.workingnomads.com/api/exposed_jobs/"),)


def parse(page: Page, board: Board) -> Parsed:
    """Return the postings of the list."""
    entries = bare_records_in(page)
    return read_records(entries, lambda job: posting_of(job, page, board), id_name="url", complete=False)


def posting_of(job: Fields, page: Page, board: Board) -> Posting:
    """Return the posting of one entry; the number in its link is its identity."""
    url = job.text("url")
    number = NUMBER.search(url or "")
    if number is None:
        raise PostingRejected("url", "no number")
    found = StatedOpening(
        number[1],
        url=url,
        title=job.text("title"),
        employer=job.text("company_name"),
        text=clean_html(job.text("description") or ""),
        location=job.text("location"),
        when=when(job.text("pub_date"), page),
        workplace="remote",
        department=job.text("category_name"),
    )
    return posting_from(found, board)


SOURCE = Source(
    name="workingnomads",
    documentation="https://www.workingnomads.com/jobs",
    hosts=("www.workingnomads.com",),
    default="opt_in",
    reason="its terms of use were not found",
    cadence=timedelta(hours=24),
    requests=requests,
    parse=parse,
    feeds=(Board("workingnomads", "all"),),
    lists_all=False,
    attribution="Working Nomads, https://www.workingnomads.com",
)

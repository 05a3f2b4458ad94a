"""Jobicy: remote work of all employers, the newest fifty of a tag."""

from datetime import timedelta

from data.records import Board, Page, Parsed, Posting, Request, Salary
from scraper.parsing.clean import clean_html
from scraper.parsing.fields import Fields
from scraper.parsing.page_records import read_records, records_in
from scraper.parsing.pay_fields import salary
from scraper.parsing.posting_builder import StatedOpening, line, posting_from
from scraper.parsing.queries import SEARCH, queries
from scraper.parsing.times import when
from scraper.source import Source

BASE = "https://jobicy.com/api/v2/remote-jobs"
TAGS = ("machine learning", "data science", "ai")


def requests(board: Board) -> tuple[Request, ...]:
    """Return one request a tag."""
    return tuple(Request(f"{BASE}?count=50&tag={tag}") for tag in queries(board, TAGS))


def parse(page: Page, board: Board) -> Parsed:
    """Return the postings of a tag."""
    entries = records_in(page, "jobs")
    return read_records(entries, lambda entry: posting_of(entry, page, board), complete=False)


def posting_of(entry: Fields, page: Page, board: Board) -> Posting:
    """Return the posting of one entry; application buttons have to lead to its `url`."""
    found = StatedOpening(
        entry.id("id"),
        url=entry.text("url"),
        title=entry.text("jobTitle"),
        employer=entry.text("companyName"),
        text=clean_html(entry.text("jobDescription") or ""),
        location=entry.text("jobGeo"),
        when=when(entry.text("pubDate"), page),
        workplace="remote",
        department="; ".join(line(name) or "" for name in entry.texts("jobIndustry")) or None,
        salary=salary_of(entry),
    )
    return posting_from(found, board)


def salary_of(entry: Fields) -> Salary | None:
    """Return the stated range, also by its older names, which were always for a year."""
    return salary(
        entry.number("salaryMin"),
        entry.number("salaryMax"),
        entry.text("salaryCurrency"),
        entry.text("salaryPeriod"),
    ) or salary(
        entry.number("annualSalaryMin"), entry.number("annualSalaryMax"), entry.text("salaryCurrency"), "year"
    )


SOURCE = Source(
    name="jobicy",
    documentation="https://jobicy.com/jobs-rss-feed",
    hosts=("jobicy.com",),
    default="on",
    reason="public API; asks for credit with a direct link",
    cadence=timedelta(hours=24),
    requests=requests,
    parse=parse,
    feeds=(Board("jobicy", SEARCH),),
    lists_all=False,
    attribution="Jobicy, https://jobicy.com",
)

"""Adzuna: snippets of postings of all employers by country; refused, because its terms bar what we do."""

from datetime import timedelta

from data.records import Board, Page, Parsed, Posting, Request, Salary
from scraper.parsing.clean import clean_html
from scraper.parsing.fields import Fields
from scraper.parsing.page_records import read_records, records_in
from scraper.parsing.pay_fields import salary
from scraper.parsing.posting_builder import StatedOpening, posting_from
from scraper.parsing.queries import ENGLISH, queries
from scraper.parsing.times import when
from scraper.source import Source

ID, KEY = "SKILLGAUGE_ADZUNA_ID", "SKILLGAUGE_ADZUNA_KEY"
BASE = "https://api.adzuna.com/v1/api/jobs"
CURRENCIES = {
    "at": "EUR", "au": "AUD", "be": "EUR", "br": "BRL", "ca": "CAD", "ch": "CHF", "de": "EUR", "es": "EUR",
    "fr": "EUR", "gb": "GBP", "in": "INR", "it": "EUR", "mx": "MXN", "nl": "EUR", "nz": "NZD", "pl": "PLN",
    "sg": "SGD", "us": "USD", "za": "ZAR",
}  # fmt: skip  # countries side by side


def requests(board: Board) -> tuple[Request, ...]:
    """Return the requests for a country, which is the board."""
    asked = "results_per_page=50&sort_by=date&max_days_old=30"
    return tuple(
        Request(f"{BASE}/{board.slug}/search/1?app_id={{{ID}}}&app_key={{{KEY}}}&what={words}&{asked}")
        for words in queries(Board("adzuna", "ml"), ENGLISH)
    )


def parse(page: Page, board: Board) -> Parsed:
    """Return the postings of a search, each with a snippet only."""
    return read_records(records_in(page, "results"), lambda job: posting_of(job, page, board), complete=False)


def posting_of(job: Fields, page: Page, board: Board) -> Posting:
    """Return the posting of one result."""
    found = StatedOpening(
        job.id("id"),
        url=job.text("redirect_url"),
        title=clean_html(job.text("title") or ""),
        employer=job.inside("company").text("display_name"),
        text=clean_html(job.text("description") or ""),
        location=job.inside("location").text("display_name"),
        when=when(job.text("created"), page),
        department=job.inside("category").text("label"),
        salary=salary_of(job, board),
    )
    return posting_from(found, board)


def salary_of(job: Fields, board: Board) -> Salary | None:
    """Return the stated pay, never a predicted one."""
    if job.flag("salary_is_predicted"):
        return None
    return salary(job.number("salary_min"), job.number("salary_max"), CURRENCIES.get(board.slug), "year")


SOURCE = Source(
    name="adzuna",
    documentation="https://developer.adzuna.com",
    hosts=("api.adzuna.com",),
    default="refused",
    reason="its terms forbid counts and averages beyond a 14-day trial without written consent",
    cadence=timedelta(hours=24),
    requests=requests,
    parse=parse,
    feeds=(Board("adzuna", "gb"),),
    lists_all=False,
    spacing_s=3.0,  # 25 requests a minute
    secrets=(ID, KEY),
    attribution="Jobs by Adzuna, https://www.adzuna.co.uk",
)

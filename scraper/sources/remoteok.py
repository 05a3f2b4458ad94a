"""Remote OK: the newest hundred postings of all employers; its tags are spam and are not read."""

import re
from datetime import timedelta

from data.records import Board, Page, Parsed, Posting, Request
from scraper.parsing.clean import clean_html
from scraper.parsing.fields import Fields
from scraper.parsing.page_records import bare_records_in, read_records
from scraper.parsing.pay_fields import salary
from scraper.parsing.posting_builder import StatedOpening, posting_from
from scraper.parsing.times import when
from scraper.source import Source

BASE = "https://remoteok.com/api"
TAGS = ("", "?tag=machine-learning", "?tag=ai")
# Put at the end of each description for readers who apply. Its tag is "R" and the base64 of the reader's own
# IP address: kept, it would give ours away and change the text at every fetch.
READER_MARK = re.compile(
    r"\s{0,9}(?:<br\s?/?>\s{0,9}){0,6}Please mention the word \*{0,2}[^*\s]{1,60}\*{0,2}"
    r" and tag R[\w+/=-]{4,120}.*\Z",
    re.DOTALL,
)
TAG = re.compile(r"\(?#?\bR[A-Za-z0-9+/]{8,80}={0,2}\)?(?= when applying|\s{0,3}\))")
PAIRS = re.compile("[\u00c2-\u00f4][\u0080-\u00bf]")  # bytes of UTF-8 that were read as Latin-1


def requests(_board: Board) -> tuple[Request, ...]:
    """Return the requests for the newest postings and for two tags."""
    return tuple(Request(f"{BASE}{tag}") for tag in TAGS)


def parse(page: Page, board: Board) -> Parsed:
    """Return the postings of an answer; its first entry is a notice of terms."""
    entries = bare_records_in(page)
    jobs = [entry for entry in entries if not (isinstance(entry, dict) and "legal" in entry)]
    return read_records(jobs, lambda job: posting_of(job, page, board), complete=False)


def posting_of(job: Fields, page: Page, board: Board) -> Posting:
    """Return the posting of one entry; pay is in dollars a year, zero where it is not known."""
    location = repaired(job.text("location") or "").strip(" ,")
    found = StatedOpening(
        job.id("id"),
        url=job.text("url"),
        title=repaired(job.text("position") or ""),
        employer=repaired(job.text("company") or ""),
        text=text_of(job.text("description") or ""),
        location=location or None,
        when=when(job.text("date"), page),
        workplace="remote",
        salary=salary(job.number("salary_min"), job.number("salary_max"), "USD", "year"),
    )
    return posting_from(found, board)


def text_of(description: str) -> str:
    """Return a description without the mark that would give away who read it."""
    return TAG.sub("", READER_MARK.sub("", clean_html(READER_MARK.sub("", repaired(description)))))


def repaired(text: str) -> str:
    """Return text whose UTF-8 had been read as Latin-1, put right; any other as it is."""
    if not PAIRS.search(text):
        return text
    try:
        better = text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text
    return better if len(PAIRS.findall(better)) < len(PAIRS.findall(text)) else text


SOURCE = Source(
    name="remoteok",
    documentation="https://remoteok.com/api",
    hosts=("remoteok.com",),
    default="opt_in",
    reason="asks for a followed link and its name beside its postings, and reserves its text",
    cadence=timedelta(hours=12),
    requests=requests,
    parse=parse,
    feeds=(Board("remoteok", "all"),),
    lists_all=False,
    attribution="Remote OK, https://remoteok.com",
    reservation="search=yes, ai-train=no, use=reference, and article 4 of the EU DSM directive",
    robots_note="Crawl-delay: 1; bars named AI crawlers",
)

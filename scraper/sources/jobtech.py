"""JobTech: the open data of the Swedish employment service, searched by words."""

from datetime import timedelta

from data.records import Board, Page, Parsed, Posting, Request
from scraper.parsing.clean import clean_html
from scraper.parsing.fields import Fields, LeftOut
from scraper.parsing.page_records import envelope, read_records, records_in
from scraper.parsing.paging import at_page, page_number
from scraper.parsing.posting_builder import StatedOpening, places, plain, posting_from
from scraper.parsing.queries import SEARCH, queries
from scraper.parsing.times import when
from scraper.source import Source

BASE = "https://jobsearch.api.jobtechdev.se/search"
WORDS = ("machine learning", "maskininlärning", "MLOps", "data scientist")
LIMIT = 100  # the most that is given
MAX_OFFSET = 300
ZONE = "Europe/Stockholm"


def requests(board: Board) -> tuple[Request, ...]:
    """Return the request for the first page of each search."""
    return tuple(Request(f"{BASE}?q={words}&limit={LIMIT}&offset=0") for words in queries(board, WORDS))


def parse(page: Page, board: Board) -> Parsed:
    """Return the postings of a page of a search, with the next page if there is one."""
    hits = records_in(page, "hits")
    total = envelope(page).inside("total").number("value") or 0
    offset = page_number(page.request, "offset") + LIMIT
    has_next = bool(hits) and offset < min(total, MAX_OFFSET)
    follow = (at_page(page.request, "offset", offset),) if has_next else ()
    return read_records(hits, lambda hit: posting_of(hit, page, board), follow=follow, complete=False)


def posting_of(hit: Fields, page: Page, board: Board) -> Posting:
    """Return the posting of one hit; the contacts in it are never read."""
    deadline = when(hit.text("application_deadline"), page, ZONE).at
    if hit.flag("removed") or (deadline is not None and deadline < page.fetched_at):
        raise LeftOut("removed", "removed or past its deadline")
    employer, address = hit.inside("employer"), hit.inside("workplace_address")
    description = hit.inside("description")
    external_id = hit.id("id")
    found = StatedOpening(
        external_id,
        url=hit.text("webpage_url") or f"https://arbetsformedlingen.se/platsbanken/annonser/{external_id}",
        title=hit.text("headline"),
        employer=employer.text("name") or employer.text("workplace"),
        text=plain(description.text("text")) or clean_html(description.text("text_formatted") or ""),
        location=places(
            address.text("municipality"), address.text("region"), address.text("country") or "Sweden"
        ),
        when=when(hit.text("publication_date"), page, ZONE),
        department=hit.inside("occupation").text("label"),
        group_key=hit.optional_id("original_id"),
        links=tuple(link for link in (hit.inside("application_details").text("url"),) if link),
    )
    return posting_from(found, board)


SOURCE = Source(
    name="jobtech",
    documentation="https://jobsearch.api.jobtechdev.se",
    hosts=("jobsearch.api.jobtechdev.se",),
    default="on",
    reason="open data under CC0; a few searches a day",
    cadence=timedelta(hours=24),
    requests=requests,
    parse=parse,
    feeds=(Board("jobtech", SEARCH),),
    lists_all=False,
    attribution="Arbetsförmedlingen (JobTech), CC0",
)

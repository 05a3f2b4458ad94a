"""Any career page: schema.org JobPosting on the page itself or on the pages of a sitemap."""

import re
from datetime import date, timedelta
from urllib.parse import urljoin, urlsplit

from data.errors import PageRejected, PostingRejected, SourceRefused
from data.records import Board, Page, Parsed, Posting, Rejection, Request
from scraper.parsing.fields import LeftOut
from scraper.parsing.pages import html_in, sitemap_in
from scraper.parsing.posting_builder import web_url
from scraper.parsing.sitemaps import home_of, posting_links, same_site, secured, steps_of
from scraper.parsing.walls import refuse_wall
from scraper.schema_org.jobposting import apart, posting_of, renamed
from scraper.schema_org.ldjson import BROKEN, blocks_of, nodes
from scraper.schema_org.microdata import marked_up
from scraper.source import Source

MAX_LEVELS = 3  # of sitemaps that list sitemaps
MAX_CHILDREN = 30
MAX_POSTINGS = 400  # pages read of one site in one run
FIRST_TURN = date(2026, 11, 20)  # the day on which the first links of a long sitemap have their turn
PAGE, POSTING, SITEMAP = "page", "posting", "sitemap"  # kinds of request
NO_POSTING = "page: no JobPosting, so it is closed"
SAYS_CLOSED = "page: it says that its posting is closed"
ABOUT_JOBS = re.compile(
    r"job|career|karriere|stelle|vacan|position|offer|offre|emploi|empleo|vaga", re.IGNORECASE
)


def requests(board: Board) -> tuple[Request, ...]:
    """Return the request for the page or sitemap that a board names."""
    url = web_url(board.url)
    if url is None:
        raise PageRejected(f"jsonld: board {board.slug!r} names no http(s) page")
    is_map = urlsplit(url).path.lower().endswith((".xml", ".xml.gz"))
    return (sitemap_request(url, 1) if is_map else Request(url, kind=PAGE, expects="html"),)


def sitemap_request(url: str, level: int) -> Request:
    """Return the request for a sitemap."""
    return Request(url, kind=f"{SITEMAP} {level}", expects="xml")


def is_sitemap(request: Request) -> bool:
    """Tell whether a request asks for a sitemap."""
    return request.kind.partition(" ")[0] == SITEMAP


def parse(page: Page, board: Board) -> Parsed:
    """Return the postings of a page, or what a sitemap leads to."""
    kind = page.request.kind
    if is_sitemap(page.request):
        return sitemap(page, board)
    is_stand_in = urlsplit(page.url).scheme == "http"  # no other host is asked without TLS
    if kind == POSTING and not is_stand_in and not same_site(page.url, page.request.url):
        return Parsed((), (rejection(page, "page: it leads to another site"),))
    refuse_reserved(page)
    found, is_damaged = objects_on(page)
    if kind == PAGE and not found:  # the board's own page only lists them
        return lead_on(page)
    if found or is_damaged:
        return read_nodes(found, is_damaged, page, board)
    reason = SAYS_CLOSED if refuse_wall(page) else NO_POSTING
    return Parsed((), (rejection(page, reason, on_purpose=True),))


def objects_on(page: Page) -> tuple[list[dict[str, object]], bool]:
    """Return the JobPosting objects of a page, and whether a block of them is beyond repair."""
    blocks = blocks_of(page)
    found = list(nodes([block.value for block in blocks], "JobPosting"))
    is_damaged = any(block.value is BROKEN and "JobPosting" in block.source for block in blocks)
    return found or ([] if is_damaged else marked_up(page, "JobPosting")), is_damaged


def lead_on(page: Page) -> Parsed:
    """Return the request for the sitemap of the site that a page without postings stands on."""
    refuse_wall(page)
    return Parsed((), follow=(sitemap_request(urljoin(page.request.url, "/sitemap.xml"), 1),))


def rejection(page: Page, reason: str, *, on_purpose: bool = False) -> Rejection:
    """Return why a page, which is all that is known of its posting, gives none."""
    return Rejection(page.request.url[:200], reason, on_purpose)


def read_nodes(found: list[dict[str, object]], is_damaged: bool, page: Page, board: Board) -> Parsed:
    """Return the postings of the objects of a page; `is_damaged` says that a block is beyond repair."""
    postings: list[Posting] = []
    rejected = [rejection(page, "page: unreadable JSON-LD")] if is_damaged else []
    for node in found:
        try:
            postings.append(posting_of(node, page, board))
        except PostingRejected as error:
            rejected.append(rejection(page, str(error), on_purpose=isinstance(error, LeftOut)))
    return Parsed(tuple(apart(postings)), tuple(rejected))


def refuse_reserved(page: Page) -> None:
    """Raise SourceRefused if the page reserves its text against text and data mining."""
    for meta in html_in(page, ("meta",)).find_all("meta"):
        name, value = str(meta.get("name") or ""), str(meta.get("content") or "")
        if name.lower() == "tdm-reservation" and value.strip() == "1":
            raise SourceRefused(f"{page.request.url} reserves its text (tdm-reservation)")


def level_of(request: Request) -> int:
    """Return how deep a sitemap stands, 1 for one that no other lists; raises PageRejected for no number."""
    level = request.kind.partition(" ")[2]
    if not (level.isascii() and level.isdigit()):
        raise PageRejected(f"{request.url}: no answer of kind {request.kind[:50]!r} is known")
    return int(level[:3])


def sitemap(page: Page, board: Board) -> Parsed:
    """Return requests for the sitemaps or the posting pages that a sitemap lists."""
    level = level_of(page.request)
    is_index, links = sitemap_in(page)
    secure = (secured(link, page.request.url) for link in links)
    ours = list(dict.fromkeys(link for link in secure if link))
    return index_of(ours, level) if is_index else pages_of(ours, page, board)


def index_of(links: list[str], level: int) -> Parsed:
    """Return requests for the sitemaps of an index, those that are named after postings first."""
    links = sorted(links, key=lambda link: ABOUT_JOBS.search(urlsplit(link).path) is None)
    chosen = links[:MAX_CHILDREN] if level < MAX_LEVELS else []
    follow = tuple(sitemap_request(link, level + 1) for link in chosen)
    return Parsed((), follow=follow, complete=len(follow) == len(links))


def pages_of(links: list[str], page: Page, board: Board) -> Parsed:
    """Return requests for posting pages; of too many, each day asks the next, so that all get their turn."""
    home = None if board.url is None or is_sitemap(requests(board)[0]) else home_of(board.url)
    near = [link for link in links if home is None or urlsplit(link).path.startswith(home)]
    chosen = near if home and steps_of(home) else posting_links(near)
    if len(chosen) > MAX_POSTINGS:
        start = (page.fetched_at.date() - FIRST_TURN).days * MAX_POSTINGS % len(chosen)
        chosen = [*chosen[start:], *chosen[:start]]
    follow = tuple(Request(link, kind=POSTING, expects="html") for link in chosen[:MAX_POSTINGS])
    return Parsed((), follow=follow, complete=len(chosen) <= MAX_POSTINGS)


SOURCE = Source(
    name="jsonld",
    documentation="https://schema.org/JobPosting",
    hosts=("*",),
    default="on",
    reason="data published for machines; only on pages that you name, and each host's robots.txt holds",
    cadence=timedelta(hours=20),
    requests=requests,
    parse=parse,
    parser_version=2,
    spacing_s=2.0,
    rename=renamed,
)

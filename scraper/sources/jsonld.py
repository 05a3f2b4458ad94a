"""Any career page: schema.org JobPosting in JSON-LD, on the page itself or on the pages of a sitemap."""

import re
from datetime import timedelta
from urllib.parse import urljoin, urlsplit

from data.errors import PageRejected, PostingRejected, SourceRefused
from data.records import Board, Page, Parsed, Posting, Rejection, Request
from scraper.sources import Source
from scraper.sources.fields import LeftOut
from scraper.sources.jobposting import posting_of
from scraper.sources.ldjson import nodes, values_in
from scraper.sources.pages import html_in, sitemap_in
from scraper.sources.reading import web_url

MAX_LEVELS = 3  # of sitemaps that list sitemaps
MAX_CHILDREN = 30
MAX_POSTINGS = 400  # pages read of one site in one run
POSTING_WORDS = re.compile(
    r"job|career|position|vacanc|opening|stelle|emploi|vacature|karriere", re.IGNORECASE
)


def requests(board: Board) -> tuple[Request, ...]:
    """Return the request for the page or sitemap that a board names."""
    url = web_url(board.url)
    if url is None:
        raise PageRejected(f"jsonld: board {board.slug!r} names no http(s) page")
    is_sitemap = urlsplit(url).path.lower().endswith((".xml", ".xml.gz"))
    return (sitemap_request(url, 1) if is_sitemap else Request(url, kind="page", expects="html"),)


def sitemap_request(url: str, level: int) -> Request:
    """Return the request for a sitemap."""
    return Request(url, kind=f"sitemap {level}", expects="xml")


def parse(page: Page, board: Board) -> Parsed:
    """Return the postings of a page, or what a sitemap leads to."""
    kind, _, level = page.request.kind.partition(" ")
    if kind == "sitemap":
        return sitemap(page, int(level))
    refuse_reserved(page)
    values = values_in(page)
    found = [node for value in values for node in nodes(value, "JobPosting")]
    if found or None in values:
        return read_nodes(found, None in values, page, board)
    if kind == "page":  # the board's own page only lists them
        return Parsed((), follow=(sitemap_request(urljoin(page.request.url, "/sitemap.xml"), 1),))
    return Parsed((), (rejection(page, "page: no JobPosting, so it is closed", on_purpose=True),))


def rejection(page: Page, reason: str, *, on_purpose: bool = False) -> Rejection:
    """Return why a page, which is all that is known of its posting, gives none."""
    return Rejection(page.request.url[:200], reason, on_purpose)


def read_nodes(found: list[dict[str, object]], is_damaged: bool, page: Page, board: Board) -> Parsed:
    """Return the postings of the objects of a page; `is_damaged` tells that a block is beyond repair."""
    postings: dict[str, Posting] = {}
    rejected = [rejection(page, "page: unreadable JSON-LD")] if is_damaged else []
    for node in found:
        try:
            posting = posting_of(node, page, board)
        except PostingRejected as error:
            rejected.append(rejection(page, str(error), on_purpose=isinstance(error, LeftOut)))
        else:
            postings.setdefault(posting.external_id, posting)
    return Parsed(tuple(postings.values()), tuple(rejected))


def refuse_reserved(page: Page) -> None:
    """Raise SourceRefused if the page reserves its text against text and data mining."""
    for meta in html_in(page, ("meta",)).find_all("meta"):
        name, value = str(meta.get("name") or ""), str(meta.get("content") or "")
        if name.lower() == "tdm-reservation" and value.strip() == "1":
            raise SourceRefused(f"{page.request.url} reserves its text (tdm-reservation)")


def sitemap(page: Page, level: int) -> Parsed:
    """Return requests for the sitemaps or the posting pages that a sitemap lists."""
    is_index, links = sitemap_in(page)
    ours = [link for link in dict.fromkeys(links) if same_site(link, page.request.url)]
    if is_index:
        follow = (
            tuple(sitemap_request(link, level + 1) for link in ours[:MAX_CHILDREN])
            if level < MAX_LEVELS
            else ()
        )
        return Parsed((), follow=follow, complete=len(follow) == len(ours))
    pages = [link for link in ours if POSTING_WORDS.search(urlsplit(link).path)]
    follow = tuple(Request(link, kind="posting", expects="html") for link in pages[:MAX_POSTINGS])
    return Parsed((), follow=follow, complete=len(pages) <= MAX_POSTINGS)


def same_site(link: str, other: str) -> bool:
    """Tell whether two links lead to the same host."""
    return web_url(link) is not None and urlsplit(link).hostname == urlsplit(other).hostname


SOURCE = Source(
    name="jsonld",
    title="Career pages with JobPosting data",
    documentation="https://schema.org/JobPosting",
    hosts=("*",),
    default="on",
    reason="data published for machines; only on pages that you name, and each host's robots.txt holds",
    cadence=timedelta(hours=20),
    requests=requests,
    parse=parse,
    spacing_s=2.0,
)

"""Hacker News: the monthly "Ask HN: Who is hiring?" threads; each top-level comment is one posting.

Algolia gives a whole thread in one answer. A board with region "firebase" takes the second way: the official
item API, one request for each comment. The author of a comment is never kept.
"""

import html
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from data.errors import PageRejected, PostingRejected, SourceGone
from data.records import Board, Page, Parsed, Posting, Rejection, Request
from scraper.comments.first_line import read_headline
from scraper.parsing.clean import clean_html
from scraper.parsing.fields import Fields, LeftOut
from scraper.parsing.page_records import envelope, read_records
from scraper.parsing.pages import json_in
from scraper.parsing.posting_builder import StatedOpening, posting_from
from scraper.parsing.times import NEVER, StatedTime
from scraper.source import Source

ALGOLIA = "https://hn.algolia.com/api/v1"
FIREBASE = "https://hacker-news.firebaseio.com/v0"
BOARD = Board("hackernews", "whoishiring")
THREADS = 2  # newest threads read: comments still come in and are edited in the month after
SUBMITTED = 9  # newest stories of the account looked at: it posts three kinds a month

THREAD_TITLE = re.compile(r"Ask HN: Who is hiring\? \((?P<month>[A-Z][a-z]{2,8}) (?P<year>20\d\d)\)")
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip  # two half-years
HREF = re.compile(r"""<a\s[^>]{0,300}?href=["']([^"'<>]{1,2000})["']""", re.IGNORECASE)
BARE_LINK = re.compile(r"https?://[^\s<>\"'|)\]]{4,500}")
HEADER_LINES = 4
MAX_OPENING_CHARS = 6_000


def requests(board: Board) -> tuple[Request, ...]:
    """Return the request for the list of threads."""
    if board.region == "firebase":
        return (Request(f"{FIREBASE}/user/whoishiring.json", kind="account"),)
    query = "tags=story,author_whoishiring&hitsPerPage=20"
    return (Request(f"{ALGOLIA}/search_by_date?{query}", kind="threads"),)


def parse(page: Page, board: Board) -> Parsed:
    """Return what one answer gives: threads to follow, or the postings of a thread or a comment."""
    readers = {
        "threads": threads_in,
        "thread": thread_in,
        "account": account_in,
        "story": story_in,
        "comment": comment_in,
    }
    if page.request.kind not in readers:
        raise PageRejected(f"{page.request.url}: no answer of kind {page.request.kind!r} is known")
    return readers[page.request.kind](page, board)


def threads_in(page: Page, _board: Board) -> Parsed:
    """Return requests for the newest hiring threads of a search."""
    hits = envelope(page).each("hits")
    found = [hit.id("objectID") for hit in hits if THREAD_TITLE.match(hit.text("title") or "")]
    if not found:
        raise PageRejected(f"{page.request.url} lists no hiring thread")
    return Parsed(
        (), follow=tuple(Request(f"{ALGOLIA}/items/{thread}", kind="thread") for thread in found[:THREADS])
    )


def thread_in(page: Page, board: Board) -> Parsed:
    """Return the postings of a whole thread."""
    thread = envelope(page)
    month = month_of(thread.text("title"))
    if "children" not in thread.record:
        raise PageRejected(f"{page.request.url} answered a thread without children")
    return read_records(thread.values("children"), lambda comment: posting_of(comment.record, month, board))


def account_in(page: Page, _board: Board) -> Parsed:
    """Return requests for the newest stories of the account."""
    stories = [story for story in envelope_or_gone(page).values("submitted") if isinstance(story, int)]
    return Parsed(
        (), follow=tuple(Request(item_url(story), kind="story") for story in sorted(stories)[-SUBMITTED:])
    )


def story_in(page: Page, _board: Board) -> Parsed:
    """Return requests for the comments of a story, if it is a hiring thread."""
    story = envelope_or_gone(page)
    if not THREAD_TITLE.match(story.text("title") or ""):
        return Parsed(())
    comments = [comment for comment in story.values("kids") if isinstance(comment, int)]
    return Parsed((), follow=tuple(Request(item_url(comment), kind="comment") for comment in comments))


def comment_in(page: Page, board: Board) -> Parsed:
    """Return the posting of one comment of the official API; an item that is not there yet is null."""
    comment = json_in(page)
    if comment is None:
        return Parsed(
            (), (Rejection(page.request.url.rpartition("/")[2].removesuffix(".json"), "item: missing"),)
        )
    return read_records([comment], lambda item: posting_of(item.record, None, board))


def envelope_or_gone(page: Page) -> Fields:
    """Return an item of the official API; raises SourceGone for null, its word for an unknown one."""
    if json_in(page) is None:
        raise SourceGone(f"{page.request.url} is not known there")
    return envelope(page)


def item_url(item: int) -> str:
    """Return the address of an item in the official API."""
    return f"{FIREBASE}/item/{item}.json"


def month_of(title: str | None) -> str | None:
    """Return the month of a thread as YYYY-MM."""
    match = THREAD_TITLE.match(title or "")
    if not match or match["month"].lower() not in MONTHS:
        return None
    return f"{match['year']}-{MONTHS.index(match['month'].lower()) + 1:02d}"


def posting_of(comment: Mapping[str, object], month: str | None = None, board: Board = BOARD) -> Posting:
    """Return the posting of one top-level comment, in the shape of either API or of a dump.

    `month` (YYYY-MM) is its thread's. Raises PostingRejected for a comment that is not a posting.
    """
    fields = Fields(dict(comment))
    external_id = fields.id("id")
    markup = fields.text("text")
    if markup is None or fields.flag("deleted") or fields.flag("dead"):
        raise LeftOut("text", "deleted")
    lines = first_lines(markup)
    links = links_in(markup)
    headline = read_headline(lines, links)
    found = StatedOpening(
        external_id,
        url=f"https://news.ycombinator.com/item?id={external_id}",
        title=headline.title,
        employer=headline.employer or f"unnamed {external_id}",  # its own cluster, never one of all unnamed
        text=clean_html(markup),
        location=headline.location,
        when=when_posted(fields, month),
        workplace=headline.workplace,
        links=links,
    )
    return posting_from(found, board)


def first_lines(markup: str) -> tuple[str, ...]:
    """Return the first lines that hold words; the line ends of authors count here, though not in HTML."""
    text = clean_html(markup[:MAX_OPENING_CHARS].replace("\n", "<p>"))
    lines = [line for line in text.split("\n") if re.search(r"\w", line)]
    if not lines:
        raise PostingRejected("text", "no words")
    return tuple(lines[:HEADER_LINES])


def links_in(markup: str) -> tuple[str, ...]:
    """Return the targets of a comment's links; their texts are shortened."""
    targets = (
        html.unescape(link) for link in (*HREF.findall(markup), *BARE_LINK.findall(html.unescape(markup)))
    )
    return tuple(dict.fromkeys(link.rstrip(".,;") for link in targets))


def when_posted(fields: Fields, month: str | None) -> StatedTime:
    """Return when a comment was written, which is within its thread's month or soon after."""
    seconds = fields.number("time") or fields.number("created_at_i")
    start = datetime.strptime(month, "%Y-%m").replace(tzinfo=UTC) if month else None
    if seconds is None:
        return StatedTime(start, "relative", f"thread of {month}") if start else NEVER
    earliest = start - timedelta(days=3) if start else datetime(2007, 1, 1, tzinfo=UTC)
    latest = start + timedelta(days=75) if start else datetime(2090, 1, 1, tzinfo=UTC)
    if not earliest.timestamp() <= seconds <= latest.timestamp():
        return StatedTime(start, "relative" if start else "none", f"implausible: {seconds:.0f}")
    return StatedTime(datetime.fromtimestamp(seconds, UTC), "instant", f"{seconds:.0f}")


SOURCE = Source(
    name="hackernews",
    documentation="https://hn.algolia.com/api",
    hosts=("hn.algolia.com", "hacker-news.firebaseio.com"),
    default="on",
    reason="open APIs of the site and of its search",
    cadence=timedelta(hours=20),
    requests=requests,
    parse=parse,
    feeds=(BOARD,),
    attribution="Hacker News, https://news.ycombinator.com",
)

"""`skillgauge parse SOURCE FILE --url URL`: one saved page through a source's parser, nobody is asked."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Annotated
from urllib.parse import urlsplit

import typer

from commands.shared.inputs import content_of
from commands.shared.new_app import examples, new_app
from commands.shared.page_json import parsed_as_json, posting_from_json
from commands.shared.web_options import utc_now
from data.errors import SourceError, UsageError
from data.records import Board, Page, Posting, Request
from scraper.runs.accept import read_page
from scraper.source import Source, link_target
from scraper.sources import load_source

MAX_PAGE_BYTES = 50_000_000  # what a scrape takes of the largest kind of page
MAX_KNOWN_BYTES = 5_000_000  # one posting, of which the text may have two million characters

HELP = (
    "Read one saved page with a source's parser; nobody is asked.\n\n"
    "Prints one JSON object with postings, rejected (with the reason), follow (further requests) and "
    "complete. Fields that are empty are left out. Exit code: 0 the page was read, 1 it is refused, 2 usage."
)

app = new_app()


@app.command(
    help=HELP,
    epilog=examples(
        "skillgauge parse greenhouse page.json --url https://boards-api.greenhouse.io/v1/boards/kestrel/jobs",
        "skillgauge parse jsonld page.html --url https://careers.kestrel.example/jobs/7",
    ),
)
def parse(  # noqa: PLR0913, PLR0917 - one parameter for each option
    source: Annotated[str, typer.Argument(help="The source whose parser reads the page.")],
    file: Annotated[str, typer.Argument(help="The answer as it came, byte for byte; - for stdin.")],
    url: Annotated[str, typer.Option(help="The URL that was asked.")],
    board: Annotated[str | None, typer.Option(help="The board's slug (default: as the URL says).")] = None,
    region: Annotated[str | None, typer.Option(help="The board's region, as `boards list` shows it.")] = None,
    board_url: Annotated[
        str | None, typer.Option(help="The page that a board of career pages names (default: --url).")
    ] = None,
    employer: Annotated[str | None, typer.Option(help="The employer, where the page names none.")] = None,
    kind: Annotated[
        str | None,
        typer.Option(help="Which answer it is, as `follow` says (default: as for the URL, else list)."),
    ] = None,
    known: Annotated[
        str | None, typer.Option(help="A JSON file with the `known` of a followed request; - for stdin.")
    ] = None,
    content_type: Annotated[str, typer.Option(help="The Content-Type header that came with it.")] = "",
    final_url: Annotated[
        str | None, typer.Option(help="Where redirects led (default: the URL that was asked).")
    ] = None,
    fetched_at: Annotated[
        str | None, typer.Option(help="When it was fetched, as 2026-11-20T12:00:00Z (default: now).")
    ] = None,
) -> None:
    """Print what a source's parser makes of a saved page."""
    found = load_source(source)
    for link in (url, final_url, board_url):
        if link is not None:
            check_url(link)
    if file == known == "-":
        raise UsageError("the page and the known posting cannot both come from standard input")
    of_board = board_for(found, url, Board(source, board or "", employer, region, board_url))
    request = request_for(found, of_board, url, kind, known_in(known))
    page = Page(
        final_url or url, content_of(file, MAX_PAGE_BYTES), time_of(fetched_at), content_type, request
    )
    parsed = read_page(found, page, of_board)
    print(json.dumps(parsed_as_json(parsed), ensure_ascii=False))  # noqa: T201


def check_url(url: str) -> None:
    """Raise UsageError for text that is not an http(s) URL of at most 2,000 characters."""
    if not link_target(url):
        raise UsageError(f"{url[:200]!r} is not an http(s) URL")


def board_for(source: Source, url: str, named: Board) -> Board:
    """Return the board that a page is of: the one named, else as the URL says, else the source's one feed.

    Raises UsageError where none of them says it.
    """
    if "*" in source.hosts:  # any page of any site: the board is named after the page
        page = named.url or url
        parts = urlsplit(page)
        return replace(named, slug=named.slug or (parts.netloc + parts.path).lower().rstrip("/"), url=page)
    if named.slug:
        return named
    by_url = source.recognise(url) or next(iter(source.feeds), None)
    if by_url is None:
        raise UsageError(f"{url[:200]!r} does not say which board of {source.name} it is; give --board SLUG")
    return replace(named, slug=by_url.slug, region=named.region or by_url.region)


def request_for(source: Source, board: Board, url: str, kind: str | None, known: Posting | None) -> Request:
    """Return the request that a page answers: that of the board with this URL, else a plain one."""
    try:
        first = source.requests(board)
    except SourceError:  # a board without the address that its source needs
        first = ()
    asked = next((request for request in first if request.url == url), Request(url))
    return replace(asked, kind=kind or asked.kind, known=known)


def known_in(file: str | None) -> Posting | None:
    """Return the posting in a JSON file, None without a file; raises UsageError where it holds none."""
    if file is None:
        return None
    try:
        values = json.loads(content_of(file, MAX_KNOWN_BYTES))
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{file!r} is not JSON: {error}") from error
    return posting_from_json(values)


def time_of(fetched_at: str | None) -> datetime:
    """Return when a page was fetched, a time without an offset as UTC; raises UsageError for no time."""
    if fetched_at is None:
        return utc_now()
    try:
        when = datetime.fromisoformat(fetched_at)
    except ValueError as error:
        raise UsageError(f"--fetched-at {fetched_at!r:.60}: {error}") from error
    return when if when.tzinfo else when.replace(tzinfo=UTC)

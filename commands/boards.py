"""`skillgauge boards`: list, find, check and add the boards that a scrape asks."""

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

import typer

from commands.shared.logs import set_up_logging
from commands.shared.new_app import examples, new_app
from commands.shared.progress import bar
from commands.shared.source_table import markdown_lines, source_as_json, source_line, with_table
from commands.shared.web_options import manners_for, settings_from, utc_now
from data.errors import SourceError, UsageError
from data.own_files import writable_own_file
from data.records import Board
from scraper.http.settings import Settings
from scraper.runs import board_list as board_lists
from scraper.runs.discover import boards_in, hinted_source
from scraper.runs.probe import Probe, page_of, probe_boards
from scraper.runs.shared_hosts import refusal_for
from scraper.sources import load_source, recognise_url, sources

MAX_EMPLOYER_CHARS = 200
BARE_LINK = re.compile(r"(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}(?:[/?#]|\Z)", re.IGNORECASE)
NOTHING_THERE = {
    "jsonld": "no postings were found: neither on the page nor on those that the site's sitemap lists"
}

app = new_app(
    "The boards that a scrape asks.",
    examples("skillgauge boards find greenhouse", "skillgauge boards add https://jobs.lever.co/kestrel"),
)

Format = Annotated[Literal["table", "json"], typer.Option("--format", help="Output format.")]
Config = Annotated[Path | None, typer.Option("--config", help="Settings (default: your skillgauge.toml).")]
Contact = Annotated[str | None, typer.Option("--contact", help="A mail address or URL for the User-Agent.")]
Endpoints = Annotated[list[str] | None, typer.Option("--endpoint", help="SOURCE=URL of a stand-in server.")]
Sources = Annotated[list[str] | None, typer.Option("--source", help="Only this source; may be repeated.")]


@app.command(
    "list",
    epilog=examples(
        "skillgauge boards list",
        "skillgauge boards list --source lever --format json",
    ),
)
def list_boards(source: Sources = None, output: Format = "table") -> None:
    """Print the boards that a scrape asks, one a line."""
    print_boards(of_sources(board_lists.load_boards(), source), output)


@app.command(
    "find",
    epilog=examples(
        "skillgauge boards find greenhouse",
    ),
)
def find(
    term: Annotated[str, typer.Argument(help="Part of an employer, a slug or a source.")],
    output: Format = "table",
) -> None:
    """Print the boards whose employer, slug or source holds TERM. Exit code 1 if no board does."""
    found = board_lists.find_boards(board_lists.load_boards(), term)
    print_boards(found, output)
    if not found:
        raise typer.Exit(1)


@app.command(
    "check",
    epilog=examples(
        "skillgauge boards check --source ashby",
        "skillgauge boards check --source greenhouse --board kestrel",
    ),
)
def check(
    source: Sources = None,
    board: Annotated[
        list[str] | None, typer.Option("--board", help="Only this board; may be repeated.")
    ] = None,
    config: Config = None,
    contact: Contact = None,
    endpoint: Endpoints = None,
    output: Format = "table",
) -> None:
    """Ask each board once and print how it is.

    Exit code: 0 all hold postings, 1 one is dead, empty, elsewhere now or did not answer.
    """
    set_up_logging(verbose=False)
    settings = settings_from(config, contact, endpoint or [])
    chosen = [
        each for each in of_sources(board_lists.load_boards(), source) if not board or each.slug in board
    ]
    if not chosen:
        raise UsageError("no such board on the list; see `skillgauge boards list`")
    probes = probe_all(chosen, settings)
    print_probes(probes, output)
    if any(probe.outcome != "complete" for probe in probes):
        raise typer.Exit(1)


@app.command(
    "add",
    epilog=examples(
        "skillgauge boards add https://jobs.lever.co/kestrel",
        'skillgauge boards add https://careers.kestrel.example/jobs --employer "Kestrel Optics"',
    ),
)
def add(
    url: Annotated[str, typer.Argument(help="A link to a board or to any posting on it.")],
    employer: Annotated[str | None, typer.Option(help="The employer's name.")] = None,
    config: Config = None,
    contact: Contact = None,
    endpoint: Endpoints = None,
) -> None:
    """Add the board that a link leads to to your own list.

    It is asked once, and added if it holds postings.
    """
    set_up_logging(verbose=False)
    settings, own = settings_from(config, contact, endpoint or []), writable_own_file(board_lists.ADDED)
    board = found_board(board_at(url, checked_employer(employer)), settings)
    if is_listed(board):
        print(f"{board.source} {shown(board.slug)} is on the list already")  # noqa: T201
        return
    (probe,) = probe_all([board], settings)
    if probe.outcome != "complete" and (embedded := embedded_board(board, settings)) is not None:
        board = embedded
        (probe,) = probe_all([board], settings)
    if probe.outcome != "complete":
        why = probe.error or NOTHING_THERE.get(board.source, "it lists nothing")
        raise SourceError(f"{board.source} {shown(board.slug)} was not added ({probe.outcome}): {shown(why)}")
    board_lists.add_board(board, own)
    print(f"added {board.source} {shown(board.slug)}: {probe_in_words(probe)}")  # noqa: T201


@app.command(
    "sources",
    epilog=examples(
        "skillgauge boards sources",
        "skillgauge boards sources --format json",
    ),
)
def list_sources(
    output: Annotated[
        Literal["table", "json", "markdown"], typer.Option("--format", help="Output format.")
    ] = "table",
    write: Annotated[
        Path | None, typer.Option("--write", help="A Markdown page to put the table into, between its marks.")
    ] = None,
) -> None:
    """Print all sources: whether a scrape asks them, and why."""
    if write is not None:
        write_table(write)
    elif output == "markdown":
        print("\n".join(markdown_lines()))  # noqa: T201
    elif output == "json":
        for source in sources():
            print(json.dumps(source_as_json(source), ensure_ascii=False))  # noqa: T201
    else:
        print("\n".join(map(source_line, sources())))  # noqa: T201


def write_table(path: Path) -> None:
    """Put the table of sources into a page; raises UsageError for a file without its marks."""
    try:
        page = path.read_text(encoding="utf-8")
        path.write_text(with_table(page), encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be rewritten: {error}") from error


RECOGNISE_HELP = (
    "Print which board each LINK leads to; nobody is asked.\n\n"
    "Prints one JSON list in the order of the links: a board as `boards list --format json` prints it, or "
    "null for a link that no source knows. Null is also the answer for pages of an employer's own site, on "
    "which `boards add` may yet find postings."
)


@app.command(
    "recognise",
    help=RECOGNISE_HELP,
    epilog=examples(
        "skillgauge boards recognise https://jobs.lever.co/kestrel https://kestrel.example",
    ),
)
def recognise(
    links: Annotated[list[str], typer.Argument(metavar="LINK...", help="Links to boards or postings.")],
) -> None:
    """Print the board of each link, or null, as one JSON list."""
    boards = [recognise_url(link) for link in links]
    print(json.dumps([board and board_as_json(board) for board in boards], ensure_ascii=False))  # noqa: T201


def is_listed(board: Board) -> bool:
    """Tell whether a board is on a list already."""
    return board_lists.key(board) in {board_lists.key(each) for each in board_lists.load_boards()}


def checked_employer(name: str | None) -> str | None:
    """Return an employer's name that can be stored; raises UsageError for one that cannot."""
    if name is None:
        return None
    tidy = " ".join(name.split())
    if not tidy or not tidy.isprintable() or len(tidy) > MAX_EMPLOYER_CHARS:
        raise UsageError(f"the employer {name[:50]!r} is not a name: it is empty, too long or not printable")
    return tidy


def board_at(url: str, employer: str | None) -> Board:
    """Return the board that a link leads to; any other page of an employer may hold JobPosting records.

    Raises UsageError for text that is not a link and for hosts that many employers share.
    """
    url = web_link(url)
    found = recognise_url(url)
    if found is not None:
        return Board(found.source, found.slug, employer, found.region)
    if (refusal := refusal_for(url)) is not None:
        raise UsageError(refusal)
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    slug = (parts.netloc + parts.path).rstrip("/").lower() + query
    return Board("jsonld", slug, employer, url=parts._replace(fragment="").geturl())


def web_link(url: str) -> str:
    """Return an http(s) link, also where "https://" was left out; raises UsageError for anything else."""
    url = url.strip()
    link = f"https://{url}" if BARE_LINK.match(url) else url
    try:
        parts = urlsplit(link)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        is_web = False
    if not is_web or not link.isprintable() or " " in link:
        raise UsageError(f"{url[:200]!r} is not an http(s) link")
    return link


def found_board(board: Board, settings: Settings) -> Board:
    """Return the board that a link's query points to and its page names, else the same board."""
    hinted = hinted_source(board.url or "") if board.source == "jsonld" else None
    return (embedded_board(board, settings, hinted) if hinted else None) or board


def embedded_board(board: Board, settings: Settings, only: str | None = None) -> Board | None:
    """Return the one board of a source that a page embeds or links to, None for none or several."""
    if board.source != "jsonld":
        return None
    page = page_of(board, manners_for(settings), now=utc_now)
    found = boards_in(page, only) if page else ()
    return replace(found[0], employer=board.employer) if len(found) == 1 else None


def shown(text: str) -> str:
    """Return text that a terminal shows as it stands: control characters and line ends are spelt out."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


def of_sources(boards: Iterable[Board], names: list[str] | None) -> list[Board]:
    """Return the boards of some sources; raises UsageError for a source that does not exist."""
    for name in names or ():
        load_source(name)
    return [board for board in boards if not names or board.source in names]


def probe_all(boards: list[Board], settings: Settings) -> list[Probe]:
    """Return what each board holds now, with a progress bar on a terminal."""
    done = 0
    with bar("Asking boards", unit="boards") as advance:

        def progress(_probe: Probe) -> None:
            nonlocal done
            done += 1
            advance(done, len(boards))

        return probe_boards(boards, manners_for(settings), now=utc_now, progress=progress)


def print_boards(boards: Iterable[Board], output: Literal["table", "json"]) -> None:
    """Print boards, one a line."""
    for board in boards:
        if output == "json":
            print(json.dumps(board_as_json(board), ensure_ascii=False))  # noqa: T201
        else:
            region = f" ({board.region})" if board.region else ""
            line = f"{board.source:15} {board.slug + region:32} {board.employer or ''}"
            print(shown(line).rstrip())  # noqa: T201


def board_as_json(board: Board) -> dict[str, str | None]:
    """Return a board under the keys that `boards list --format json` prints."""
    return {"source": board.source, "slug": board.slug, "employer": board.employer, "region": board.region}


def print_probes(probes: Iterable[Probe], output: Literal["table", "json"]) -> None:
    """Print what was seen of boards, one a line."""
    for probe in probes:
        if output == "json":
            print(json.dumps(probe_as_json(probe), ensure_ascii=False))  # noqa: T201
        else:
            print(shown(f"{probe.board.source:15} {probe.board.slug:32} {probe_in_words(probe)}"))  # noqa: T201


def probe_as_json(probe: Probe) -> dict[str, object]:
    """Return a probe under the keys that `boards check --format json` prints."""
    return board_as_json(probe.board) | {
        "outcome": probe.outcome,
        "listed": probe.listed,
        "wanted": probe.wanted,
        "error": probe.error,
        "moved_to": board_as_json(probe.home) if probe.home else None,
    }


def probe_in_words(probe: Probe) -> str:
    """Return what was seen of a board, in words."""
    if probe.outcome == "complete" and probe.unread:
        read = probe.listed - probe.unread
        wanted = f"of {read} read, {probe.wanted} about ML, AI or data"
        return f"{probe.listed:,} pages that may be postings; {wanted}"
    if probe.outcome == "complete":
        return f"{probe.listed:,} postings, {probe.wanted:,} about ML, AI or data"
    words = {"gone": "dead", "empty": "empty"}.get(probe.outcome, f"{probe.outcome}: {probe.error}")
    return f"{words}; moved to {probe.home.source} {probe.home.slug}" if probe.home else words

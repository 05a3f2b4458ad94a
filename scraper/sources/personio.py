"""Personio: an XML feed of the employer's own subdomain, in one language a request."""

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

from data.errors import PostingRejected
from data.records import Board, Page, Parsed, Posting, Request
from scraper.parsing.clean import clean_html
from scraper.parsing.fields import Fields
from scraper.parsing.page_records import read_records
from scraper.parsing.pages import record_of, xml_in
from scraper.parsing.posting_builder import StatedOpening, places, posting_from
from scraper.parsing.times import when
from scraper.source import Source

LISTS = frozenset(("office", "jobDescription"))
PERSON = re.compile(
    r"""
    contact [ _-]? (?:person|us)? \s* :? \s* $ | contact_
    | ansprechp | (?:dein|ihr) e? n? \ kontakt | kontakt (?:person)? \s* :? \s* $
    | recruiter | personne\ de\ contact | persona\ de\ contacto | contactpersoon
    """,
    re.IGNORECASE | re.VERBOSE,
)
# Words that only one of the two languages has, among the most frequent.
GERMAN = frozenset((
    "und", "der", "die", "das", "mit", "für", "von", "du", "wir", "deine", "dein", "ein", "eine", "einen",
    "zu", "im", "ist", "als", "auf", "oder", "bei", "unser", "unsere",
))  # fmt: skip  # words side by side
ENGLISH = frozenset((
    "and", "the", "with", "for", "of", "you", "we", "your", "our", "a", "an", "to", "in", "is", "as", "on",
    "or", "at", "are", "will",
))  # fmt: skip  # words side by side
REST = "rest "  # kind of the request for what has no text in English; its ids follow


def requests(board: Board) -> tuple[Request, ...]:
    """Return the request for the English feed."""
    return (Request(f"https://{host_of(board)}/xml?language=en", expects="xml"),)


def host_of(board: Board) -> str:
    """Return a board's host; the region is its top-level domain."""
    return f"{board.slug}.jobs.personio.{board.region or 'de'}"


def parse(page: Page, board: Board) -> Parsed:
    """Return the positions that have a text; those without are asked for in German, once."""
    positions = [record_of(position, LISTS) for position in xml_in(page, "workzag-jobs").iterfind("position")]
    if page.request.kind.startswith(REST):
        wanted = set(page.request.kind.split()[1:])
        return read_positions([position for position in positions if id_in(position) in wanted], page, board)
    empty = ids_without_text(positions)
    with_text = [position for position in positions if id_in(position) not in empty]
    url = f"https://{host_of(board)}/xml?language=de"
    german = (Request(url, kind=REST + " ".join(empty), expects="xml"),) if empty else ()
    return read_positions(with_text, page, board, german)


def ids_without_text(positions: list[object]) -> tuple[str, ...]:
    """Return the ids of the positions that have no text in the language asked for, each once, in order."""
    ids = (id_in(position) for position in positions if not has_text(position))
    return tuple(dict.fromkeys(name for name in ids if name))


def read_positions(
    positions: list[object], page: Page, board: Board, follow: tuple[Request, ...] = ()
) -> Parsed:
    """Return the postings of positions; the same one may stand there twice."""
    return read_records(positions, lambda position: posting_of(position, page, board), follow=follow)


def id_in(position: object) -> str | None:
    """Return the identity of a position, if it has one."""
    return str(position["id"]) if isinstance(position, dict) and position.get("id") else None


def has_text(position: object) -> bool:
    """Tell whether a position has any text; a broken one counts as having, so that it is rejected once."""
    try:
        return bool(text_of(Fields(position)))
    except PostingRejected:
        return True


def posting_of(position: Fields, page: Page, board: Board) -> Posting:
    """Return the posting of one position; the feed has no links, but they follow from the identity."""
    external_id = position.id("id")
    text = text_of(position)
    offices = (*position.texts("office"), *position.inside("additionalOffices").texts("office"))
    found = StatedOpening(
        external_id,
        url=f"https://{host_of(board)}/job/{external_id}",
        title=position.text("name"),
        employer=position.text("subcompany") or board.employer or board.slug,
        text=text,
        location=places(*offices, between="; "),
        when=when(position.text("createdAt"), page),
        department=position.text("department"),
        language=language_of(text, page),
    )
    return posting_from(found, board)


def language_of(text: str, page: Page) -> str | None:
    """Return the language that was asked for, unless the words are plainly those of the other one.

    A tenant without English texts answers its German ones to a request for English.
    """
    asked = parse_qs(urlsplit(page.request.url).query).get("language", [None])[0]
    words = re.findall(r"[a-zäöüß]+", text[:5_000].lower())
    german, english = (sum(word in known for word in words) for known in (GERMAN, ENGLISH))
    if german >= 3 and german > 3 * english:
        return "de"
    return "en" if english >= 3 and english > 3 * german else asked


def text_of(position: Fields) -> str:
    """Return the sections of a position, each under its heading; the one that names a person is left out."""
    parts = []
    for section in position.inside("jobDescriptions").each("jobDescription"):
        if PERSON.search(section.text("name") or ""):
            continue
        body = clean_html(section.text("value") or "")
        parts += [part for part in (section.line("name"), body) if part and body]
    return "\n\n".join(parts)


SOURCE = Source(
    name="personio",
    documentation="https://developer.personio.de/docs/retrieving-open-job-positions",
    hosts=("*.jobs.personio.de", "*.jobs.personio.com"),
    default="on",
    reason="documented feed, which an employer has to switch on",
    cadence=timedelta(hours=20),
    requests=requests,
    parse=parse,
    parser_version=2,
    links=(
        re.compile(r"(?P<slug>[\w-]{1,63})\.jobs\.personio\.(?P<region>de|com)(?:/job/(?P<id>\d{1,15}))?"),
    ),
    exact_slug=False,
)

"""Makes a clean posting of what a source states of one opening."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from data.errors import PostingRejected
from data.records import Board, Posting, Salary
from scraper.parsing.clean import clean_line, clean_text
from scraper.parsing.encodings import UNREADABLE
from scraper.parsing.times import NEVER, StatedTime
from scraper.source import identity

MAX_URL_CHARS = 2_000
MAX_UNREADABLE = 0.005  # share of a text; employers' own copies of old texts hold a few
LANGUAGE = re.compile(r"[A-Za-z]{2}(?=$|[-_])")


@dataclass(frozen=True, slots=True)
class StatedOpening:
    """One opening as a source states it; `text` is clean, the lines are not yet.

    `links` lead to the same opening elsewhere; `own` are identities that the source itself vouches for.
    """

    external_id: str
    url: str | None
    title: str | None
    employer: str | None
    text: str
    location: str | None = None
    when: StatedTime = NEVER
    workplace: str | None = None
    department: str | None = None
    salary: Salary | None = None
    language: str | None = None
    group_key: str | None = None
    links: tuple[str, ...] = ()
    own: tuple[str, ...] = ()


def posting_from(found: StatedOpening, board: Board, *, has_text: bool = True) -> Posting:
    """Return the clean posting; raises PostingRejected where link, title, employer or text is missing.

    Without `has_text` it is what a list says of a posting whose text comes with another answer. Its `links`
    are still as stated: which openings they lead to is for whoever knows all the sources.
    """
    url = web_url(found.url)
    if url is None:
        raise PostingRejected("url", "no http(s) link")
    own = (identity(board.source, board.slug, found.external_id), *found.own)
    return Posting(
        source=board.source,
        board=board.slug,
        external_id=found.external_id,
        url=url,
        title=readable("title", needed("title", line(found.title))),
        employer=readable("employer", needed("employer", line(found.employer))),
        text=readable("text", needed("text", found.text or None), MAX_UNREADABLE) if has_text else found.text,
        location=line(found.location),
        posted_at=found.when.at,
        posted_precision=found.when.precision,
        posted_raw=found.when.raw,
        workplace=found.workplace,
        department=line(found.department),
        salary=found.salary,
        language=language(found.language),
        group_key=found.group_key,
        identities=tuple(dict.fromkeys(own)),
        links=(url, *found.links),
    )


def needed(name: str, value: str | None) -> str:
    """Return a value that must be there; raises PostingRejected for None."""
    if value is None:
        raise PostingRejected(name, "missing")
    return value


def readable(name: str, value: str, share: float = 0.0) -> str:
    """Return a value; raises PostingRejected where more than a share of it was lost to a wrong encoding."""
    lost = value.count(UNREADABLE)
    if lost > (max(2, share * len(value)) if share else 0):
        raise PostingRejected(name, "characters that were lost to a wrong encoding")
    return value


def line(value: str | None) -> str | None:
    """Return text on one clean line; None if nothing is left."""
    return (clean_line(value, unescape=1) or None) if value else None


def plain(value: str | None) -> str:
    """Return plain text cleaned; an empty text where there is nothing."""
    return clean_text(value) if value else ""


def web_url(value: str | None) -> str | None:
    """Return an http(s) link without spaces; None for other links, with a user name or too long."""
    if not value or len(value) > MAX_URL_CHARS:
        return None
    value = "".join(value.split())
    try:
        parts = urlsplit(value)
    except ValueError:
        return None
    is_web = parts.scheme.lower() in ("http", "https") and parts.hostname and not parts.username
    return value if is_web and value.isprintable() else None


def language(value: str | None) -> str | None:
    """Return a language as two lower-case letters."""
    match = LANGUAGE.match(value.strip()) if value else None
    return match[0].lower() if match else None


def places(*parts: str | None, between: str = ", ") -> str | None:
    """Return the parts of a place, or several places, in one line; each once."""
    return between.join(dict.fromkeys(part.strip() for part in parts if part and part.strip())) or None


def workplace(value: str | None) -> str | None:
    """Return "remote", "hybrid" or "onsite" for a source's own word; None for words that we do not know."""
    return WORKPLACE_WORDS.get(re.sub("[^a-z]", "", value.lower())) if value else None


def workplace_in(location: str | None) -> str | None:
    """Return "remote" or "hybrid" where the words of a place begin so or say so in brackets, else None."""
    match = re.match(r"\W{0,3}(remote|hybrid)\b|.{0,200}?\((remote|hybrid)\)", location or "", re.IGNORECASE)
    return (match[1] or match[2]).lower() if match else None


WORKPLACE_WORDS = {
    "remote": "remote", "fully": "remote", "fullyremote": "remote", "telecommute": "remote",
    "hybrid": "hybrid", "temporary": None, "onsite": "onsite", "office": "onsite", "none": None,
}  # fmt: skip  # words side by side

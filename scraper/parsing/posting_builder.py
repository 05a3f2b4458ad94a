"""Makes clean postings of what sources state, and counts what cannot be one."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from data.errors import PageRejected, PostingRejected
from data.records import Board, Page, Parsed, Posting, Rejection, Request, Salary
from scraper.parsing.clean import clean_line, clean_text
from scraper.parsing.encodings import UNREADABLE
from scraper.parsing.fields import MAX_ID_CHARS, Fields, LeftOut
from scraper.parsing.times import NEVER, StatedTime
from scraper.source import identity
from scraper.sources import identities_in

MAX_URL_CHARS = 2_000
MAX_UNREADABLE = 0.005  # share of a text; employers' own copies of old texts hold a few
LANGUAGE = re.compile(r"[A-Za-z]{2}(?=$|[-_])")


@dataclass(frozen=True, slots=True)
class StatedOpening:
    """One opening as a source states it; `text` is clean, the lines are not yet.

    `links` may hold identities of the posting; `own` are further ones that are known.
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
    """Return the clean posting; raises PostingRejected if what every posting needs is not there.

    Without `has_text` it is what a list tells of a posting whose text comes with another answer.
    """
    url = web_url(found.url)
    if url is None:
        raise PostingRejected("url", "no http(s) link")
    links = identities_in((url, *found.links))
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
        identities=tuple(dict.fromkeys((*own, *links))),
    )


def needed(name: str, value: str | None) -> str:
    """Return a value that must be there."""
    if value is None:
        raise PostingRejected(name, "missing")
    return value


def readable(name: str, value: str, share: float = 0.0) -> str:
    """Return a value unless more than a share of its characters were lost to a wrong encoding."""
    lost = value.count(UNREADABLE)
    if lost > (max(2, share * len(value)) if share else 0):
        raise PostingRejected(name, "characters that were lost to a wrong encoding")
    return value


def line(value: str | None) -> str | None:
    """Return text on one clean line; None if nothing is left."""
    return (clean_line(value, unescape=1) or None) if value else None


def plain(value: str | None) -> str:
    """Return plain text clean; empty where there is none."""
    return clean_text(value) if value else ""


def web_url(value: str | None) -> str | None:
    """Return an http(s) link; None for any other."""
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
    """Return a source's word for where the work is done in ours; None for unknown words."""
    return WORKPLACE_WORDS.get(re.sub("[^a-z]", "", value.lower())) if value else None


def workplace_in(location: str | None) -> str | None:
    """Return the workplace that the words of a place tell."""
    match = re.match(r"\W{0,3}(remote|hybrid)\b|.{0,200}?\((remote|hybrid)\)", location or "", re.IGNORECASE)
    return (match[1] or match[2]).lower() if match else None


WORKPLACE_WORDS = {
    "remote": "remote", "fully": "remote", "fullyremote": "remote", "telecommute": "remote",
    "hybrid": "hybrid", "temporary": None, "onsite": "onsite", "office": "onsite", "none": None,
}  # fmt: skip


def read_records(
    records: Iterable[object],
    read: Callable[[Fields], Posting],
    *,
    id_name: str = "id",
    follow: tuple[Request, ...] = (),
    complete: bool = True,
) -> Parsed:
    """Return the postings of records; a broken record becomes a rejection, a repeated one counts once."""
    postings: dict[str, Posting] = {}
    rejected: list[Rejection] = []
    for record in records:
        try:
            posting = read(Fields(record))
        except PostingRejected as error:
            rejected.append(Rejection(id_of(record, id_name), str(error), isinstance(error, LeftOut)))
        else:
            postings.setdefault(posting.external_id, posting)
    return Parsed(tuple(postings.values()), tuple(rejected), follow, complete)


def read_known(
    records: Iterable[object],
    read: Callable[[Fields], Posting],
    ask: Callable[[Posting], Request],
    *,
    id_name: str = "id",
    follow: tuple[Request, ...] = (),
    complete: bool = True,
) -> Parsed:
    """Return, for records without texts, the request for each one's text, with what is known of it."""
    listed = read_records(records, read, id_name=id_name, complete=complete)
    return replace(listed, postings=(), follow=(*(ask(known) for known in listed.postings), *follow))


def completed(page: Page, **told: Any) -> Posting:
    """Return the posting that a list told of, with what its own page tells; it must have a text."""
    known = page.request.known
    if known is None:
        raise PageRejected(f"{page.request.url}: nothing is known of the posting that this is the text of")
    cleaned = {"location": line, "url": web_url}
    added: dict[str, Any] = {
        name: cleaned[name](value) if name in cleaned else value for name, value in told.items()
    }
    posting = replace(known, **{name: value for name, value in added.items() if value is not None})
    needed("text", posting.text or None)
    return posting


def read_one(page: Page, read: Callable[[], Posting]) -> Parsed:
    """Return the posting of a page that holds one."""
    known = page.request.known
    try:
        return Parsed((read(),))
    except PostingRejected as error:
        external_id = known.external_id if known else None
        return Parsed((), (Rejection(external_id, str(error), isinstance(error, LeftOut)),))


def id_of(record: object, name: str) -> str | None:
    """Return the identity of a broken record, if it can be told."""
    value = record.get(name) if isinstance(record, dict) else None
    return str(value)[:MAX_ID_CHARS] if isinstance(value, int | str) else None

"""Reads a page record by record: the list on it, a posting of each record, and a count of what cannot be one.

A page passes through here once: `records_in` finds its list, the source's own function turns each record into
a posting by way of `Fields` and `posting_from`, and `read_records` gathers what came of them.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from data.errors import PageRejected, PostingRejected
from data.records import Page, Parsed, Posting, Rejection, Request
from scraper.parsing.fields import MAX_ID_CHARS, Fields, LeftOut, kind_of
from scraper.parsing.pages import json_in
from scraper.parsing.posting_builder import line, needed, web_url


def envelope(page: Page) -> Fields:
    """Return the outermost object of a JSON page; raises PageRejected where it is anything else."""
    value = json_in(page)
    if not isinstance(value, dict):
        raise PageRejected(f"{page.request.url} answered {kind_of(value)} where an object was expected")
    return Fields(value, url=page.request.url)


def records_in(page: Page, name: str) -> tuple[object, ...]:
    """Return the records of the list `name` of a JSON page; raises PageRejected where there is none."""
    outer = envelope(page)
    if not isinstance(outer.record.get(name), list):
        raise PageRejected(f"{page.request.url} answered without a list of {name}")
    return outer.values(name)


def bare_records_in(page: Page) -> list[object]:
    """Return the records of a JSON page that is a list itself; raises PageRejected for anything else."""
    entries = json_in(page)
    if not isinstance(entries, list):
        raise PageRejected(f"{page.request.url} answered {kind_of(entries)} where a list was expected")
    return entries


def read_records(
    records: Iterable[object],
    read: Callable[[Fields], Posting],
    *,
    id_name: str = "id",
    follow: tuple[Request, ...] = (),
    complete: bool = True,
) -> Parsed:
    """Read each record with `read`; a broken record becomes a rejection, of a repeated id the first counts.

    `id_name` is the field by which a broken record is still named in its rejection.
    """
    postings: dict[str, Posting] = {}
    rejected: list[Rejection] = []
    for record in records:
        try:
            posting = read(Fields(record))
        except PostingRejected as error:
            rejected.append(rejection(id_of(record, id_name), error))
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
    """Read records that have no text yet: no postings, but the request for each one's text to follow."""
    listed = read_records(records, read, id_name=id_name, complete=complete)
    return replace(listed, postings=(), follow=(*(ask(known) for known in listed.postings), *follow))


def read_one(page: Page, read: Callable[[], Posting]) -> Parsed:
    """Read a page that holds one posting, whose id is known from the list that led here."""
    known = page.request.known
    try:
        return Parsed((read(),))
    except PostingRejected as error:
        return Parsed((), (rejection(known.external_id if known else None, error),))


def completed(page: Page, **stated: Any) -> Posting:
    """Return the posting that a list announced, with the fields that its own page states in their places.

    A field that the page leaves out (None) keeps what the list said. Raises PostingRejected where there is no
    text even now, and PageRejected where nothing was announced.
    """
    known = page.request.known
    if known is None:
        raise PageRejected(f"{page.request.url}: nothing is known of the posting that this is the text of")
    cleaned = {"location": line, "url": web_url}
    added: dict[str, Any] = {
        name: cleaned[name](value) if name in cleaned else value for name, value in stated.items()
    }
    posting = replace(known, **{name: value for name, value in added.items() if value is not None})
    needed("text", posting.text or None)
    return posting


def rejection(external_id: str | None, error: PostingRejected) -> Rejection:
    """Return what is counted for a record that gives no posting."""
    return Rejection(external_id, str(error), isinstance(error, LeftOut))


def id_of(record: object, name: str) -> str | None:
    """Return the id of a broken record as far as it can still be read, None where it cannot."""
    value = record.get(name) if isinstance(record, dict) else None
    return str(value)[:MAX_ID_CHARS] if isinstance(value, int | str) else None

"""One posting as a row of the store: its columns by name, with text cut to what a row may hold."""

import sqlite3
from datetime import datetime

from data.moments import DAY_SECONDS, is_plausible, seconds
from data.records import PAY_PERIODS, PRECISIONS, WORKPLACES, Posting
from data.store.base.codes import alias_code, code_in, maybe_storable, storable, text_digest

MAX_TITLE = 500  # characters of a title or an employer's name; real titles end before 200
MAX_TEXT = 200_000  # characters; the longest real ad seen has 60,000

Columns = dict[str, object]


def stored_text(posting: Posting) -> str:
    """Return the text as the store keeps it, at most MAX_TEXT characters."""
    return storable(posting.text)[:MAX_TEXT]


def posting_columns(
    connection: sqlite3.Connection, board: int, identity: str, posting: Posting, now: datetime
) -> Columns:
    """Return the columns that come from the posting alone; an employer that is new is added.

    `board` is its number in the store, `identity` what the posting is known by there. A date that is not
    plausible at the time `now` is left out.
    """
    title, text, pay = storable(posting.title), stored_text(posting), posting.salary
    posted = posting.posted_at
    if posted is not None and not is_plausible(posted, now):
        posted = None
    return {
        "board": board,
        "external_id": storable(identity),
        "alias": alias_code(connection, storable(posting.employer)[:MAX_TITLE]),
        "url": storable(posting.url),
        "title": title[:MAX_TITLE],
        "location": maybe_storable(posting.location),
        "posted_at": None if posted is None else seconds(posted),
        "posted_precision": PRECISIONS.index(posting.posted_precision if posted else "none"),
        "posted_raw": maybe_storable(posting.posted_raw),
        "day": None if posted is None else seconds(posted) // DAY_SECONDS,
        "workplace": code_in(WORKPLACES, posting.workplace),
        "department": maybe_storable(posting.department),
        "pay_min": pay.minimum if pay else None,
        "pay_max": pay.maximum if pay else None,
        "pay_currency": pay.currency if pay else None,
        "pay_period": code_in(PAY_PERIODS, pay.period) if pay else None,
        "language": posting.language,
        "group_key": maybe_storable(posting.group_key),
        "text_digest": text_digest(text),
        "cut": int(len(title) > MAX_TITLE or len(posting.text) > MAX_TEXT),
    }

"""A record of a dump to a posting: keys id, source, title, company, location, posted_at, url, text.

Also read where present: lang, department, and first_seen and last_seen, the days its collector saw it. What
else a key may be called stands in NAMES (data/files/dumps.py).
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from data.errors import PostingRejected
from data.files.dump_dates import date_in
from data.files.dump_identity import DUMP_BOARD, identity_of, is_spoilt
from data.files.dumps import NAMES
from data.moments import is_plausible
from data.records import Posting, Precision
from data.store.writing.postings import Seen

WEB_URL = re.compile(r"https?://(?=[^\s/]+\.)\S+", re.IGNORECASE)
MARKUP = re.compile(r"<(?:p|br|div|ul|ol|li|h[1-6]|strong|b|span|em|table)\b[^<>]{0,500}>", re.IGNORECASE)
MISSING = frozenset(
    {
        "",
        "nan",
        "NaN",
        "NAN",
        "None",
        "none",
        "null",
        "Null",
        "NULL",
        "NaT",
        "<NA>",
        "NA",
        "N/A",
        "n/a",
        "#N/A",
        "-",
        "--",
        "–",
        "—",
        "undefined",
        "nil",
        "n.a.",
    }
)
LONGEST_URL = 60_000  # characters; browsers take no longer one
LONGEST_SOURCE = 100  # characters; it is part of the identity, so it is never cut
LONGEST_RAW = 300  # characters kept of words that are no date
LONGEST_LINE = 10_000  # characters read of a title, name or place
LONGEST_TEXT = 1_000_000  # characters read of a text; the longest real one has 90,000

NO_DATE = "dates not read"
NO_DAY = "days of first_seen or last_seen not read"
SPOILT_ID = "ids spoilt by a spreadsheet, like 3.88E+09; the link stands in for them"
CUT_TEXT = f"texts cut at {LONGEST_TEXT:,} characters"


@dataclass(frozen=True, slots=True)
class Cleaning:
    """How untrusted text becomes plain: one line, a plain text, a text in HTML."""

    line: Callable[[str], str]
    text: Callable[[str], str]
    html: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class DumpReader:
    """Turns records into postings; `now` decides which dates are plausible."""

    cleaning: Cleaning
    now: datetime

    def posting_of(self, values: Mapping[str, Any]) -> Posting:
        """Return the posting of one record. Raises PostingRejected with the field and the reason."""
        posted, precision, raw = self.posted(values)
        url = self.url(values)
        number = text_of(values, "id")
        return Posting(
            source=self.source(values),
            board=DUMP_BOARD,
            external_id=identity_of(url if number is None or is_spoilt(number) else number),
            url=url,
            title=self.needed(values, "title"),
            employer=self.needed(values, "company"),
            text=self.text(values),
            location=self.wanted(values, "location"),
            posted_at=posted,
            posted_precision=precision,
            posted_raw=raw,
            department=self.wanted(values, "department"),
            language=self.wanted(values, "lang"),
        )

    def seen(self, values: Mapping[str, Any], posting: Posting) -> Seen:
        """Return when the collector saw the posting, its date or now where the record does not say."""
        first = self.day(values, "first_seen") or posting.posted_at or self.now
        return Seen(first, max(first, self.day(values, "last_seen") or first))

    def notes(self, values: Mapping[str, Any], posting: Posting) -> Iterator[str]:
        """Yield what could not be read of a record that was kept."""
        if posting.posted_at is None and posting.posted_raw:
            yield NO_DATE
        if any(text_of(values, name) and not self.day(values, name) for name in ("first_seen", "last_seen")):
            yield NO_DAY
        if is_spoilt(text_of(values, "id") or ""):
            yield SPOILT_ID
        if len(text_of(values, "text") or "") > LONGEST_TEXT:
            yield CUT_TEXT

    def source(self, values: Mapping[str, Any]) -> str:
        """Return the source, a word for none. Raises PostingRejected for one that is no name."""
        source = self.wanted(values, "source") or "import"
        if len(source) > LONGEST_SOURCE:
            raise PostingRejected("source", "too long")
        return source

    def needed(self, values: Mapping[str, Any], field: str) -> str:
        """Return a field on one clean line. Raises PostingRejected when it is missing."""
        value = self.wanted(values, field)
        if value is None:
            raise PostingRejected(field, "missing")
        return value

    def wanted(self, values: Mapping[str, Any], field: str) -> str | None:
        """Return a field on one clean line, None when it is missing."""
        value = text_of(values, field)
        return (self.cleaning.line(value[:LONGEST_LINE]) or None) if value else None

    def text(self, values: Mapping[str, Any]) -> str:
        """Return the clean text. Raises PostingRejected when there is none."""
        raw = text_of(values, "text")
        if not raw:
            raise PostingRejected("text", "missing")
        raw = raw[:LONGEST_TEXT]
        text = self.cleaning.html(raw) if MARKUP.search(raw) else self.cleaning.text(raw)
        if not text:
            raise PostingRejected("text", "empty")
        return text

    def url(self, values: Mapping[str, Any]) -> str:
        """Return the link. Raises PostingRejected for a missing one or one that is not http(s)."""
        url = text_of(values, "url")
        if not url:
            raise PostingRejected("url", "missing")
        if len(url) > LONGEST_URL:
            raise PostingRejected("url", "too long")
        if not WEB_URL.fullmatch(url):
            raise PostingRejected("url", "not a web address")
        return url

    def posted(self, values: Mapping[str, Any]) -> tuple[datetime | None, Precision, str | None]:
        """Return when it was posted, how precisely, and the words where they are no plausible date."""
        raw = text_of(values, "posted_at")
        date = date_in(raw)
        if date is None or not is_plausible(date.when, self.now):
            return None, "none", raw and raw[:LONGEST_RAW]
        return date.when, "day" if date.is_day else "instant", None

    def day(self, values: Mapping[str, Any], field: str) -> datetime | None:
        """Return a plausible date of a record, else None."""
        date = date_in(text_of(values, field))
        return date.when if date and is_plausible(date.when, self.now) else None


def text_of(values: Mapping[str, Any], field: str) -> str | None:
    """Return a value as text under any of its names, None when it is missing.

    Raises PostingRejected for a list or an object.
    """
    for name in NAMES[field]:
        value = values.get(name)
        if value is None or (isinstance(value, str) and value.strip() in MISSING):
            continue
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            return str(value).strip()
        raise PostingRejected(field, "not text")
    return None

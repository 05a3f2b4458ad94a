"""Turning a record of a dump into a posting: keys id, source, title, company, location, posted_at, url, text.

Also read where present: lang, department, first_seen and last_seen (the days its collector saw it). Other
names that a key may have are in `dumps.NAMES`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from data.errors import PostingRejected
from data.files.dump_dates import date_in
from data.files.dump_identity import DUMP_BOARD, identity_of, is_spoilt
from data.files.dumps import NAMES
from data.moments import is_plausible
from data.records import Posting, Precision, Seen

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
LONGEST_URL = 60_000  # characters; browsers accept no longer one
LONGEST_SOURCE = 100  # characters; it is part of the identity, so it is never cut
LONGEST_RAW = 300  # characters kept of words that are not a date
LONGEST_LINE = 10_000  # characters read of a title, name or place
LONGEST_TEXT = 1_000_000  # characters read of a text; the longest real one has 90,000

NO_DATE = "dates not read"
NO_DAY = "days of first_seen or last_seen not read"
SPOILT_ID = "ids spoilt by a spreadsheet, like 3.88E+09; the link stands in for them"
CUT_TEXT = f"texts cut at {LONGEST_TEXT:,} characters"


class Cleaner(Protocol):
    """What makes untrusted text plain: a title or name, a plain text, a text in HTML.

    The module that cleans scraped text has these functions, and `data` imports no other package, so whoever
    reads a dump passes that module in.
    """

    def clean_line(self, text: str, /) -> str:
        """Return one clean line, "" where nothing is left."""

    def clean_text(self, text: str, /) -> str:
        """Return a clean text with its lines, "" where nothing is left."""

    def clean_html(self, markup: str, /) -> str:
        """Return the text that a reader of the markup sees, "" where there is none."""


@dataclass(frozen=True, slots=True)
class DumpReader:
    """Turns records into postings; `now` decides which dates are plausible."""

    cleaner: Cleaner
    now: datetime

    def posting_of(self, values: Mapping[str, Any]) -> Posting:
        """Make the posting of one record, cleaned. Raises PostingRejected with the field and the reason."""
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
        """Return when the collector saw the posting; where the record does not say, its date, else now."""
        first = self.day(values, "first_seen") or posting.posted_at or self.now
        return Seen(first, max(first, self.day(values, "last_seen") or first))

    def notes(self, values: Mapping[str, Any], posting: Posting) -> Iterator[str]:
        """Yield a sentence for each thing that could not be read in a record that was kept."""
        if posting.posted_at is None and posting.posted_raw:
            yield NO_DATE
        if any(text_of(values, name) and not self.day(values, name) for name in ("first_seen", "last_seen")):
            yield NO_DAY
        if is_spoilt(text_of(values, "id") or ""):
            yield SPOILT_ID
        if len(text_of(values, "text") or "") > LONGEST_TEXT:
            yield CUT_TEXT

    def source(self, values: Mapping[str, Any]) -> str:
        """Return the source, "import" where none is named. Raises PostingRejected for a very long one."""
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
        return (self.cleaner.clean_line(value[:LONGEST_LINE]) or None) if value else None

    def text(self, values: Mapping[str, Any]) -> str:
        """Return the clean text, read as HTML if it has tags. Raises PostingRejected when there is none."""
        raw = text_of(values, "text")
        if not raw:
            raise PostingRejected("text", "missing")
        raw = raw[:LONGEST_TEXT]
        text = self.cleaner.clean_html(raw) if MARKUP.search(raw) else self.cleaner.clean_text(raw)
        if not text:
            raise PostingRejected("text", "empty")
        return text

    def url(self, values: Mapping[str, Any]) -> str:
        """Return the link as given. Raises PostingRejected when it is missing, too long or not http(s)."""
        url = text_of(values, "url")
        if not url:
            raise PostingRejected("url", "missing")
        if len(url) > LONGEST_URL:
            raise PostingRejected("url", "too long")
        if not WEB_URL.fullmatch(url):
            raise PostingRejected("url", "not a web address")
        return url

    def posted(self, values: Mapping[str, Any]) -> tuple[datetime | None, Precision, str | None]:
        """Return when it was posted and how precisely; else None, "none" and the words as given."""
        raw = text_of(values, "posted_at")
        date = date_in(raw)
        if date is None or not is_plausible(date.when, self.now):
            return None, "none", raw and raw[:LONGEST_RAW]
        return date.when, "day" if date.is_day else "instant", None

    def day(self, values: Mapping[str, Any], field: str) -> datetime | None:
        """Return the date in a field, None where it is missing, unreadable or implausible."""
        date = date_in(text_of(values, field))
        return date.when if date and is_plausible(date.when, self.now) else None


def text_of(values: Mapping[str, Any], field: str) -> str | None:
    """Return a value as text under any of its names (`dumps.NAMES`); None for a blank or "N/A" and its like.

    Raises PostingRejected for a list, an object or a truth value.
    """
    for name in NAMES[field]:
        value = values.get(name)
        if value is None or (isinstance(value, str) and value.strip() in MISSING):
            continue
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            return str(value).strip()
        raise PostingRejected(field, "not text")
    return None

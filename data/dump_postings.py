"""A record of a dump to a posting: keys id, source, title, company, location, posted_at, url, text.

Also read where present: lang, department, and first_seen and last_seen, the days its collector saw it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from data.errors import PostingRejected
from data.moments import is_plausible
from data.postings import Seen
from data.records import Posting, Precision

DUMP_BOARD = "dump"
COMPACT_DAY = re.compile(r"\d{8}", re.ASCII)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
WEB_URL = re.compile(r"https?://[^\s/]+\.[^\s]*", re.IGNORECASE)
MARKUP = re.compile(r"<(?:p|br|div|ul|ol|li|h[1-6]|strong|b|span|em|table)\b[^<>]{0,500}>", re.IGNORECASE)
LONGEST_ID = 300


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
        return Posting(
            source=self.wanted(values, "source") or "import",
            board=DUMP_BOARD,
            external_id=(text_of(values, "id") or url)[:LONGEST_ID],
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

    def needed(self, values: Mapping[str, Any], field: str) -> str:
        """Return a field on one clean line. Raises PostingRejected when it is missing."""
        value = self.wanted(values, field)
        if value is None:
            raise PostingRejected(field, "missing")
        return value

    def wanted(self, values: Mapping[str, Any], field: str) -> str | None:
        """Return a field on one clean line, None when it is missing."""
        value = text_of(values, field)
        return (self.cleaning.line(value) or None) if value else None

    def text(self, values: Mapping[str, Any]) -> str:
        """Return the clean text. Raises PostingRejected when there is none."""
        raw = text_of(values, "text")
        if not raw:
            raise PostingRejected("text", "missing")
        text = self.cleaning.html(raw) if MARKUP.search(raw) else self.cleaning.text(raw)
        if not text:
            raise PostingRejected("text", "empty")
        return text

    def url(self, values: Mapping[str, Any]) -> str:
        """Return the link. Raises PostingRejected for a missing one or one that is not http(s)."""
        url = text_of(values, "url")
        if not url:
            raise PostingRejected("url", "missing")
        if not WEB_URL.fullmatch(url):
            raise PostingRejected("url", "not a web address")
        return url

    def posted(self, values: Mapping[str, Any]) -> tuple[datetime | None, Precision, str | None]:
        """Return when it was posted, how precisely, and the words where they are no plausible date."""
        raw = text_of(values, "posted_at")
        when = date_in(raw)
        if raw is None or when is None or not is_plausible(when, self.now):
            return None, "none", raw and raw[:LONGEST_ID]
        return when, "day" if DAY.fullmatch(raw) or COMPACT_DAY.fullmatch(raw) else "instant", None

    def day(self, values: Mapping[str, Any], field: str) -> datetime | None:
        """Return a plausible date of a record, else None."""
        when = date_in(text_of(values, field))
        return when if when and is_plausible(when, self.now) else None


def text_of(values: Mapping[str, Any], field: str) -> str | None:
    """Return a value as text, None when it is missing. Raises PostingRejected for a list or an object."""
    value = values.get(field)
    if value is None or value == "":
        return None
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return str(value).strip() or None
    raise PostingRejected(field, "not text")


def date_in(raw: str | None) -> datetime | None:
    """Return the UTC time that an ISO date or time says (no offset: UTC), None when it says none."""
    if raw is None:
        return None
    try:
        when = datetime.fromisoformat(raw)
    except ValueError:
        return None
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(UTC)

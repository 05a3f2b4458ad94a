"""Reads the times that sources write, with their precision; implausible ones are none, with the reason."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from data.records import Page, Precision

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)  # no posting that still stands is older
AHEAD = timedelta(days=2)  # clocks and time zones differ; more is a mistake
MAX_TIME_CHARS = 64

DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
INSTANT = re.compile(
    r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d{1,9})?\s?(UTC|Z|[+-]\d{2}(?::?\d{2})?)?"
)
AGO = re.compile(r"Posted (?:(today|yesterday)|(\d{1,2}) days? ago)", re.IGNORECASE)
RFC_822 = re.compile(r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}")


@dataclass(frozen=True, slots=True)
class When:
    """A time as told: UTC, how exact it is, and the words themselves."""

    at: datetime | None
    precision: Precision
    raw: str | None


NEVER = When(None, "none", None)


def when(value: str | None, page: Page, zone: str = "UTC") -> When:
    """Return the time that a text tells; one without a zone is of `zone`."""
    if not value or not value.strip():
        return NEVER
    raw = value.strip()[:MAX_TIME_CHARS]
    try:
        at, precision = read_time(raw, zone)
    except (ValueError, OverflowError):
        return When(None, "none", raw)
    return plausible(at, precision, raw, page)


def read_time(raw: str, zone: str) -> tuple[datetime | None, Precision]:
    """Return the time and precision of a day, an ISO instant or an RFC 822 date; None for other forms."""
    if DAY.fullmatch(raw):
        return datetime.fromisoformat(raw).replace(tzinfo=UTC), "day"
    if match := INSTANT.fullmatch(raw):
        offset = {"UTC": "+00:00", "Z": "+00:00", None: ""}.get(match[3], match[3])
        at = datetime.fromisoformat(f"{match[1]}T{match[2]}{offset}")
        return (at if at.tzinfo else at.replace(tzinfo=ZoneInfo(zone))), "instant"
    if RFC_822.match(raw):
        at = parsedate_to_datetime(raw)
        return (at if at.tzinfo else at.replace(tzinfo=UTC)), "instant"
    return None, "none"


def when_epoch(seconds: float | None, page: Page) -> When:
    """Return the time of a number of seconds since 1970."""
    if seconds is None:
        return NEVER
    raw = f"{seconds:.0f}" if abs(seconds) < 1e15 else "out of range"
    try:
        at = datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return When(None, "none", f"implausible: {raw}")
    return plausible(at, "instant", raw, page)


def plausible(at: datetime | None, precision: Precision, raw: str, page: Page) -> When:
    """Return the time unless no posting on this page can be of that time."""
    if at is None:
        return When(None, "none", raw)
    if not EARLIEST <= at <= page.fetched_at + AHEAD:
        return When(None, "none", f"implausible: {raw}")
    return When(at.astimezone(UTC), precision, raw)


def when_ago(words: str | None, page: Page) -> When:
    """Return the day of "Posted Today", "Posted Yesterday" or "Posted 3 Days Ago"; "30+" tells none."""
    if not words:
        return NEVER
    match = AGO.fullmatch(words.strip())
    if match is None:
        return When(None, "none", words[:MAX_TIME_CHARS])
    days = {"today": 0, "yesterday": 1}.get(match[1].lower()) if match[1] else int(match[2])
    day = (page.fetched_at - timedelta(days=days or 0)).astimezone(UTC)
    return When(day.replace(hour=0, minute=0, second=0, microsecond=0), "relative", words[:MAX_TIME_CHARS])

"""Reads the times that sources write, with their precision; of an implausible one only the reason is kept.

A day that a source states stays that day: local midnight with an offset names a day, and an instant that
falls on another day in UTC is kept as the day that the source states.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from data.moments import AHEAD, EARLIEST
from data.records import Page, Precision
from scraper.parsing.dates import later_reading, read_time

DAY = timedelta(days=1)
MAX_TIME_CHARS = 64

AGO = re.compile(r"Posted (?:(today|yesterday)|(\d{1,2}) days? ago)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class StatedTime:
    """A time as a source states it: in UTC, how exact it is, and the words themselves."""

    at: datetime | None
    precision: Precision
    raw: str | None


NEVER = StatedTime(None, "none", None)


def when(value: str | None, page: Page, zone: str = "UTC") -> StatedTime:
    """Return the time that a text states; a text without a zone is read as of `zone`."""
    if not value or not value.strip():
        return NEVER
    raw = value.strip()[:MAX_TIME_CHARS]
    at, precision = read_time(raw, zone)
    if at is not None and precision == "instant" and is_another_day(at):
        at, precision = day_of(at), "day"
    return plausible(at, precision, raw, page)


def is_another_day(at: datetime) -> bool:
    """Tell whether a time falls on another day in UTC than it states; the ends of the calendar never do."""
    return 1 < at.year < 9999 and at.date() != at.astimezone(UTC).date()


def day_of(at: datetime) -> datetime:
    """Return the day that a time states where it was written, as UTC midnight."""
    return datetime(at.year, at.month, at.day, tzinfo=UTC)


def has_passed(value: str | None, page: Page) -> bool:
    """Tell whether a time until which something is valid has passed; a day counts until its end.

    What may be either of two days has passed when both have.
    """
    raw = (value or "").strip()[:MAX_TIME_CHARS]
    at, precision = read_time(raw, "UTC")
    if at is None:
        at, precision = later_reading(raw), "day"
    return at is not None and at <= page.fetched_at - (DAY if precision == "day" else timedelta())


def when_epoch(seconds: float | None, page: Page) -> StatedTime:
    """Return the time that a number of seconds since 1970 stands for."""
    if seconds is None:
        return NEVER
    raw = f"{seconds:.0f}" if abs(seconds) < 1e15 else "out of range"
    try:
        at = datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return StatedTime(None, "none", f"implausible: {raw}")
    return plausible(at, "instant", raw, page)


def plausible(at: datetime | None, precision: Precision, raw: str, page: Page) -> StatedTime:
    """Return the time, or only the reason where no posting fetched with this page can be of that time."""
    if at is None:
        return StatedTime(None, "none", raw)
    if not EARLIEST <= at <= page.fetched_at + AHEAD:
        return StatedTime(None, "none", f"implausible: {raw}")
    return StatedTime(at.astimezone(UTC), precision, raw)


def when_ago(words: str | None, page: Page) -> StatedTime:
    """Return the day of "Posted Today", "Posted Yesterday" or "Posted 3 Days Ago"; "30+" names none."""
    if not words:
        return NEVER
    match = AGO.fullmatch(words.strip())
    if match is None:
        return StatedTime(None, "none", words[:MAX_TIME_CHARS])
    days = {"today": 0, "yesterday": 1}.get(match[1].lower()) if match[1] else int(match[2])
    day = (page.fetched_at - timedelta(days=days or 0)).astimezone(UTC)
    return StatedTime(
        day.replace(hour=0, minute=0, second=0, microsecond=0), "relative", words[:MAX_TIME_CHARS]
    )

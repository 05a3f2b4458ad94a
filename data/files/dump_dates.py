"""Dates as dumps write them. A date is read only if it can mean one day: 11/03/2026 is not read."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
LONGEST = 60  # characters; the longest form has about 35
NUMBER = re.compile(r"(\d{5,16})(?:\.\d{1,9})?", re.ASCII)
COMPACT_DAY = re.compile(r"\d{8}", re.ASCII)
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
CLOCK = (
    r"(?:[ T,]{1,3}(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d{1,9})?)?"
    r"(?:\s?(?P<half>[ap]m))?(?:\s?(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2}))?)?"
)
MONTH = rf"(?P<name>{'|'.join(MONTHS)})[a-z]{{0,6}}\.?"
FORMS = tuple(
    re.compile(rf"(?:[a-z]{{3,9}},?\s)?{form}{CLOCK}", re.ASCII | re.IGNORECASE)
    for form in (
        r"(?P<year>\d{4})[/.-](?P<month>\d{1,2})[/.-](?P<day>\d{1,2})",
        r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?[ -]{MONTH}[ ,-]{{1,2}}(?P<year>\d{{4}}|\d{{2}})",
        rf"{MONTH}\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year>\d{{4}})",
        r"(?P<year>\d{4}) ?年 ?(?P<month>\d{1,2}) ?月 ?(?P<day>\d{1,2}) ?日",
        r"(?P<one>\d{1,2})[/-](?P<two>\d{1,2})[/-](?P<year>\d{4})",
    )
)
SERIAL_START = datetime(1899, 12, 30, tzinfo=UTC)  # day 0 of a spreadsheet
EPOCHS = {9: 1, 10: 1, 12: 1_000, 13: 1_000, 15: 1_000_000, 16: 1_000_000}  # digits -> units in a second
SERIAL_DIGITS, FIRST_HALF = 5, 12


@dataclass(frozen=True, slots=True)
class Date:
    """A time in UTC; `is_day` where only a day was given, then `when` is its midnight."""

    when: datetime
    is_day: bool


def date_in(raw: str | None) -> Date | None:
    """Read a date or a time (UTC without an offset); None where it is not one, or could mean two days."""
    if raw is None or len(raw) > LONGEST:
        return None
    try:
        return numbered(raw) if NUMBER.fullmatch(raw) and not COMPACT_DAY.fullmatch(raw) else written(raw)
    except (ValueError, OverflowError):
        return None


def numbered(raw: str) -> Date | None:
    """Read a number: seconds, milliseconds or microseconds since 1970, or the day number of a spreadsheet.

    None for a number of another length. Raises ValueError or OverflowError for a time outside the calendar.
    """
    digits = raw.partition(".")[0]
    if len(digits) == SERIAL_DIGITS:
        when = SERIAL_START + timedelta(days=float(raw))
        return Date(when, "." not in raw or float(raw).is_integer())
    parts = EPOCHS.get(len(digits))
    return None if parts is None else Date(datetime.fromtimestamp(int(digits) // parts, UTC), is_day=False)


def written(raw: str) -> Date | None:
    """Read ISO 8601 or one of FORMS; None where none fits. Raises ValueError for a day that never was."""
    try:
        when = datetime.fromisoformat(raw)
    except ValueError:
        found = (form.fullmatch(raw) for form in FORMS)
        return next((of_parts(match.groupdict()) for match in found if match), None)
    return in_utc(when, is_day=bool(ISO_DAY.fullmatch(raw) or COMPACT_DAY.fullmatch(raw)))


def of_parts(parts: dict[str, str | None]) -> Date | None:
    """Put the named parts of a form together; None where day and month could be exchanged.

    A year of two digits is in this century. Raises ValueError for a date that does not exist.
    """
    month, day = month_and_day(parts)
    if not month:
        return None
    year = int(parts["year"] or 0)
    hour = int(parts["hour"] or 0)
    if parts["half"]:
        hour = hour % FIRST_HALF + FIRST_HALF * (parts["half"].lower() == "pm")
    clock = (hour, int(parts["minute"] or 0), int(parts["second"] or 0))
    when = datetime(year if year > 99 else year + 2000, month, day, *clock, tzinfo=zone_of(parts["zone"]))
    return in_utc(when, is_day=parts["hour"] is None)


def month_and_day(parts: dict[str, str | None]) -> tuple[int, int]:
    """Return (month, day); (0, 0) where either number could be the month."""
    if parts.get("name"):
        return MONTHS.index(str(parts["name"]).lower()) + 1, int(parts["day"] or 0)
    if parts.get("month"):
        return int(parts["month"] or 0), int(parts["day"] or 0)
    one, two = int(parts["one"] or 0), int(parts["two"] or 0)
    if one == two or two > len(MONTHS):
        return one, two
    return (two, one) if one > len(MONTHS) else (0, 0)


def zone_of(words: str | None) -> timezone:
    """Read an offset such as "+02:00" or "-0530"; None, "Z", "UTC" and "GMT" are UTC."""
    if not words or words[0] not in "+-":
        return UTC
    minutes = int(words[1:3]) * 60 + int(words[-2:])
    return timezone(timedelta(minutes=-minutes if words[0] == "-" else minutes))


def in_utc(when: datetime, *, is_day: bool) -> Date:
    """Convert a time to UTC; midnight in another zone is how a day is written, so it stays that day."""
    if when.tzinfo is None:
        return Date(when.replace(tzinfo=UTC), is_day)
    if when.utcoffset() and not (when.hour or when.minute or when.second or when.microsecond):
        return Date(when.replace(tzinfo=UTC), is_day=True)
    return Date(when.astimezone(UTC), is_day)

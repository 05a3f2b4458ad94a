"""Reads a day or an instant in the forms that people and programs write; what has two readings has none.

"10/11/2026" is the tenth of November or the eleventh of October: it is not guessed. "31/12/2026" can only be
one day, and with dots ("10.11.2026") the day comes first wherever that is written.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from data.records import Precision

MONTHS = (
    "jan|january|januar|jänner|janvier|janv|enero|ene|gennaio|gen|janeiro|januari|styczeń|stycznia|ocak|января",
    "feb|february|februar|feber|février|févr|fév|febrero|febbraio|fevereiro|fev|februari|luty|lutego|şubat|февраля",
    "mar|march|märz|mär|mrz|mars|marzo|março|maart|mrt|marzec|marca|mart|марта",
    "apr|april|avril|avr|abril|abr|aprile|kwiecień|kwietnia|nisan|апреля",
    "may|mai|mayo|maggio|mag|maio|mei|maj|maja|mayıs|мая",
    "jun|june|juni|juin|junio|giugno|giu|junho|czerwiec|czerwca|haziran|июня",
    "jul|july|juli|juillet|juil|julio|luglio|lug|julho|lipiec|lipca|temmuz|июля",
    "aug|august|août|aout|agosto|ago|augustus|augusti|sierpień|sierpnia|ağustos|августа",
    "sep|sept|september|septembre|septiembre|settembre|set|setembro|wrzesień|września|eylül|сентября",
    "oct|october|okt|oktober|octobre|octubre|ottobre|ott|outubro|out|październik|października|ekim|октября",
    "nov|november|novembre|noviembre|novembro|listopad|listopada|kasım|ноября",
    "dec|december|dez|dezember|décembre|déc|diciembre|dic|dicembre|dezembro|desember|des|grudzień|grudnia|aralık|декабря",
)
MONTH = {name: number for number, names in enumerate(MONTHS, 1) for name in names.split("|")}
ZONES = {"utc": 0, "gmt": 0, "z": 0, "bst": 60, "cet": 60, "cest": 120, "est": -300, "edt": -240, "cst": -360,
         "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420}  # fmt: skip  # minutes

TIME = (
    r"(?:(?:[T ,]|\s+(?:at|um|à|a las)\s+)\s{0,3}(?P<hour>\d{1,2})[:.](?P<minute>\d{2})"
    r"(?:[:.](?P<second>\d{2})(?:[.,]\d{1,9})?)?"
    r"\s?(?P<half>[AaPp]\.?[Mm]\b\.?)?(?:\s?(?:Uhr|h\b))?)?"
)
ZONE = (
    r"(?:\s?(?P<zone>Z|[A-Za-z]{3,4})?\s?(?P<offset>[+-]\d{2}(?::?\d{2})?)?"
    r"(?:\s?\[[\w/+-]{1,40}\]|\s?\([\w +:-]{1,40}\))?)?"
)
WEEKDAY = r"(?:[^\W\d]{2,12}\.?,?\s{1,3})?"
WORD = r"(?P<word>[^\W\d_]{3,12})\.?"
ORDINAL = r"(?:st|nd|rd|th|er|º|\.)?"
FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})" + TIME + ZONE,
        r"(?P<year>(?:19|20)\d{2})(?P<month>[01]\d)(?P<day>[0-3]\d)(?:T(?P<hour>\d{2})(?P<minute>\d{2})"
        r"(?P<second>\d{2})?)?" + ZONE,
        r"(?P<year>\d{4})\s?[年년.]\s?(?P<month>\d{1,2})\s?[月월.]\s?(?P<day>\d{1,2})\s?[日일.]?"
        + TIME + ZONE,
        WEEKDAY + r"(?P<day>\d{1,2})" + ORDINAL + r"(?:\s{1,3}(?:de |of )?|-|/)" + WORD
        + r"(?:,?\s{1,3}(?:de |del )?|-|/)(?P<year>\d{4})" + TIME + ZONE,
        WEEKDAY + WORD + r"(?:\s{1,3}|-|/)(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:,?\s{1,3}|-|/)(?P<year>\d{4})"
        + TIME + ZONE,
        r"[A-Z][a-z]{2} " + WORD + r"\s{1,2}(?P<day>\d{1,2}) "
        r"(?P<hour>\d{2}):(?P<minute>\d{2}):(?P<second>\d{2}) "
        r"(?P<zone>[A-Z]{3,4}) (?P<year>\d{4})",
        r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})" + TIME + ZONE,
        r"(?P<one>\d{1,2})(?P<mark>[/-])(?P<two>\d{1,2})(?P=mark)(?P<year>\d{4})" + TIME + ZONE,
    )
)  # fmt: skip  # one form after the other, its parts as they follow each other
EPOCH = re.compile(r"\d{10}(?:\d{3})?(?:\.\d{1,6})?")
MILLISECONDS = 100_000_000_000  # as seconds, this many are in the year 5138


def read_time(raw: str, zone: str) -> tuple[datetime | None, Precision]:
    """Return the time that a text states, with its own offset, and its precision; None for other forms.

    A text without an offset is of `zone`. Midnight is a day: so programs write one where only a day is known.
    """
    try:
        return next(readings_of(raw, zone), (None, "none"))
    except (ValueError, OverflowError):
        return None, "none"


def readings_of(raw: str, zone: str) -> Iterator[tuple[datetime, Precision]]:
    """Yield what a text states in the forms that it has; ValueError where it names no day of the calendar."""
    if EPOCH.fullmatch(raw):
        seconds = float(raw)
        yield datetime.fromtimestamp(seconds / 1_000 if seconds > MILLISECONDS else seconds, UTC), "instant"
    for form in FORMS:
        match = form.fullmatch(raw)
        if match is None:
            continue
        parts = match.groupdict()
        day = date(int(parts["year"]), *month_and_day(parts))
        yield at_time(day, parts, zone)


def month_and_day(parts: dict[str, str]) -> tuple[int, int]:
    """Return month and day; raises ValueError for an unknown month, or where either number may be either."""
    if parts.get("word"):
        return MONTH.get(parts["word"].lower(), 0), int(parts["day"])
    if parts.get("month"):
        return int(parts["month"]), int(parts["day"])
    one, two = int(parts["one"]), int(parts["two"])
    if is_either(one, two):
        raise ValueError("which number is the day is not clear")
    return (two, one) if one > 12 else (one, two)


def is_either(one: int, two: int) -> bool:
    """Tell whether either of two numbers may be the month."""
    return 1 <= one <= 12 and 1 <= two <= 12 and one != two


def later_reading(raw: str) -> datetime | None:
    """Return the later of the two days that a text may mean, None for a text with one reading or none."""
    match = FORMS[-1].fullmatch(raw)
    if match is None or not is_either(one := int(match["one"]), two := int(match["two"])):
        return None
    return datetime(int(match["year"]), max(one, two), min(one, two), tzinfo=UTC)


def at_time(day: date, parts: dict[str, str | None], zone: str) -> tuple[datetime, Precision]:
    """Return a day at the time of day that is stated, if any but midnight is."""
    clock = clock_of(parts)
    if clock == timedelta():
        return datetime(day.year, day.month, day.day, tzinfo=UTC), "day"
    offset = zone_of(parts) or (UTC if zone == "UTC" else ZoneInfo(zone))
    return datetime(day.year, day.month, day.day, tzinfo=offset) + clock, "instant"


def clock_of(parts: dict[str, str | None]) -> timedelta:
    """Return the time since midnight; raises ValueError for one that no clock shows."""
    hour, minute, second = (int(parts.get(name) or 0) for name in ("hour", "minute", "second"))
    half = (parts.get("half") or "").lower()[:1]
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 24 or minute > 59 or second > 60:
        raise ValueError("no time of day")
    return timedelta(hours=hour, minutes=minute, seconds=min(second, 59))


def zone_of(parts: dict[str, str | None]) -> timezone | None:
    """Return the zone that is stated by an offset or a name; raises ValueError for an unknown name."""
    offset, name = parts.get("offset"), (parts.get("zone") or "").lower()
    if offset:
        digits = offset[1:].replace(":", "")
        minutes = int(digits[:2]) * 60 + int(digits[2:] or 0)
        return timezone(timedelta(minutes=-minutes if offset[0] == "-" else minutes))
    if not name:
        return None
    if name not in ZONES:
        raise ValueError("an unknown zone")
    return timezone(timedelta(minutes=ZONES[name]))

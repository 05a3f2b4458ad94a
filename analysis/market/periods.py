"""Half-open periods of days, how they are named, which were collected whole, and which one is the default."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np

from analysis.market.corpus import Corpus, day_of
from analysis.market.figure_words import day_in_words
from data.errors import UsageError

STEPS = {"month": 1, "quarter": 3, "half": 6}
DEFAULT_MONTHS = 12  # the market of today: long enough for narrow slices, short enough to be current
SHIPPED = 0  # `first_run` of the facts that came with the product
MIN_PART = 0.01  # of the postings: a smaller source does not say which day is the newest
EDGE_DAYS = 3  # a first or last month that lacks no more days than this still counts as whole


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days from `since` until the day before `until`."""

    since: date
    until: date

    def __post_init__(self) -> None:
        if self.since >= self.until:
            raise UsageError(f"a period must end after it starts, not {self.since}..{self.until}")

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Return the period that '2024', '2024-03', '2024Q1', '2024H2' or '2024-01-01..2024-07-01' names."""
        found = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})|Q([1-4])|H([12]))?", text)
        try:
            if found:
                year, month, quarter, half = (int(part) if part else 0 for part in found.groups())
                return _calendar(year, month, quarter, half)
            since, _, until = text.partition("..")
            return cls(date.fromisoformat(since), date.fromisoformat(until))
        except ValueError as error:
            raise UsageError(
                f"a period is 2024, 2024-03, 2024Q1, 2024H2 or 2024-01-01..2024-07-01, not {text[:80]!r}"
            ) from error

    @property
    def text(self) -> str:
        """Return '2024-01-01..2024-07-01', which `parse` reads."""
        return f"{self.since}..{self.until}"

    @property
    def months(self) -> int:
        """The whole months between the two ends, 0 when they do not start on a first."""
        if self.since.day != 1 or self.until.day != 1:
            return 0
        return 12 * (self.until.year - self.since.year) + self.until.month - self.since.month

    @property
    def label(self) -> str:
        """Return '2026-03', '2026Q1', '2025H2', '2025', else the two days."""
        year, month, months = self.since.year, self.since.month, self.months
        if months == 1:
            return f"{year}-{month:02}"
        if months == 3 and month % 3 == 1:
            return f"{year}Q{(month + 2) // 3}"
        if months == 6 and month % 6 == 1:
            return f"{year}H{(month + 5) // 6}"
        return str(year) if months == 12 and month == 1 else self.text

    @property
    def in_words(self) -> str:
        """Return 'March 2026', '2025', 'January to June 2025' or 'July 2025 to March 2026'."""
        last = shifted(self.until, -1) if self.months else self.until
        first = day_in_words(self.since)
        if self.months == 1:
            return first
        if self.months == 12 and self.since.month == 1:
            return str(self.since.year)
        if self.months:
            start = f"{self.since:%B}" if self.since.year == last.year else first
            return f"{start} to {day_in_words(last)}"
        return f"{first} until before {day_in_words(last)}"

    def moved(self, months: int) -> "Period":
        """The same period so many months later (earlier, if negative)."""
        return Period(shifted(self.since, months), shifted(self.until, months))


def both_in_words(before: Period, after: Period) -> str:
    """Return 'January to June of 2025 and 2026' for the same months of two years, else both in words."""
    first, second = before.in_words, after.in_words
    months, _, year = first.rpartition(" ")
    other_months, _, other = second.rpartition(" ")
    if months == other_months and months and year != other and year not in months:
        return f"{months} of {year} and {other}"
    return f"{first} and {second}"


def _calendar(year: int, month: int, quarter: int, half: int) -> Period:
    if month:
        first, length = month, 1
    elif quarter:
        first, length = 3 * quarter - 2, 3
    else:
        first, length = (6 * half - 5, 6) if half else (1, 12)
    start = date(year, first, 1)
    return Period(start, shifted(start, length))


def shifted(day: date, months: int) -> date:
    """The same day some months later; a first stays a first, other days stop at the 28th."""
    place = 12 * day.year + day.month - 1 + months
    return date(place // 12, place % 12 + 1, day.day if day.day == 1 else min(day.day, 28))


def steps_between(first: date, last: date, months: int) -> Iterator[Period]:
    """Return the calendar steps of `months` that hold the days from `first` to `last`."""
    start = date(first.year, (first.month - 1) // months * months + 1, 1)
    while start <= last:
        until = shifted(start, months)
        yield Period(start, until)
        start = until


def is_whole(period: Period, first: date, last: date) -> bool:
    """Return whether the days from `first` to `last` cover a period, but for a few at its edges."""
    return (first - period.since).days <= EDGE_DAYS and (period.until - last).days <= EDGE_DAYS + 1


def year_apart(corpus: Corpus, months: int = 6) -> tuple[Period, Period] | None:
    """Return the latest whole months and the same months a year before; None when either is not covered."""
    first, last = corpus.first_day, newest_day(corpus)
    if first is None or last is None:
        return None
    end = date(last.year, last.month, 1)
    if is_whole(Period(end, shifted(end, 1)), first, last):
        end = shifted(end, 1)
    after = Period(shifted(end, -months), end)
    before = after.moved(-12)
    return (before, after) if is_whole(before, first, last) else None


@lru_cache(maxsize=4)  # the corpus in use and the one that replaces it
def newest_day(corpus: Corpus) -> date | None:
    """The last day of any source that has at least `MIN_PART` of the postings; None without a posting.

    One late posting of a source that brought next to nothing would make the others look up to date.
    """
    source, days = corpus.postings.source, corpus.postings.posted_day
    if not len(days):
        return None
    counts = np.bincount(source)
    return day_of(int(days[counts[source] >= MIN_PART * len(days)].max()))


@lru_cache(maxsize=4)
def default_since(corpus: Corpus) -> date | None:
    """The first day that a figure counts where nobody named one; None for all days.

    Where the store holds shipped postings it is the first of the month with which the twelve months that end
    with the newest posting begin. A store of the user's own postings is counted whole.
    """
    first, last = corpus.first_day, newest_day(corpus)
    if first is None or last is None or not np.any(corpus.postings.first_run == SHIPPED):
        return None
    since = shifted(date(last.year, last.month, 1), 1 - DEFAULT_MONTHS)
    return since if since > first else None

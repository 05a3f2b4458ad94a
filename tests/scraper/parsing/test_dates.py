"""Days and instants in the forms that people and programs write."""

from datetime import UTC, datetime

import pytest

from data.records import Page, Request
from scraper.parsing.dates import read_time
from scraper.parsing.times import has_passed, when

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
PAGE = Page("https://example.com/x", b"", NOW, "text/html", Request("https://example.com/x"))

FIRST_OF_NOVEMBER = [
    "2026-11-1", "2026/11/01", "2026.11.01", "20261101", "2026-11-01+01:00", "2026-11-01Z", "01.11.2026",
    "1.11.2026", "Nov 1, 2026", "Nov. 1, 2026", "November 1, 2026", "1 November 2026", "1. November 2026",
    "1st November 2026", "November 1st, 2026", "01-Nov-2026", "Sunday, November 1, 2026", "1er novembre 2026",
    "1 de noviembre de 2026", "1 de novembro de 2026", "1 listopada 2026", "1 Kasım 2026", "1 ноября 2026",
    "2026年11月1日", "2026년 11월 1일", "2026-11-01T00:00:00", "2026-11-01T00:00:00+05:30",
    "2026-11-01 00:00:00.000 +0100", "Sun Nov 01 2026 00:00:00 GMT+0100 (Central European Time)",
    "Sun Nov  1 00:00:00 UTC 2026", "Nov 1, 2026 12:00:00 AM",
]  # fmt: skip  # cases side by side


@pytest.mark.parametrize("raw", FIRST_OF_NOVEMBER)
def test_a_day_is_read_in_every_usual_form(raw):
    found = when(raw, PAGE)

    assert (str(found.at.date()), found.precision, found.raw) == ("2026-11-01", "day", raw)


@pytest.mark.parametrize(
    "raw",
    ["10/11/2026", "10-11-2026", "2026-13-01", "2026-02-30", "32.1.2026", "November 2026", "soon", "2026",
     "1 Foo 2026", "2026-11-01T25:00:00Z", "2026-11-01T09:00:00 XYZ", "11", "0", "99999999"],
)  # fmt: skip  # cases side by side
def test_what_may_be_two_days_or_none_is_not_guessed(raw):
    assert read_time(raw, "UTC") == (None, "none")


@pytest.mark.parametrize(
    ("raw", "day"), [("31/12/2025", "2025-12-31"), ("12/31/2025", "2025-12-31"), ("11/11/2025", "2025-11-11")]
)
def test_a_day_that_can_only_be_one_is_read(raw, day):
    assert str(when(raw, PAGE).at.date()) == day


@pytest.mark.parametrize(
    ("raw", "at", "precision"),
    [
        ("2026-10-31T22:30:00-05:00", "2026-10-31T00:00:00+00:00", "day"),
        ("2026-11-01T00:30:00+09:00", "2026-11-01T00:00:00+00:00", "day"),
        ("2026-11-01T09:30:00+01:00", "2026-11-01T08:30:00+00:00", "instant"),
        ("2026-11-01T09:30:00.0000000Z", "2026-11-01T09:30:00+00:00", "instant"),
        ("1793525400", "2026-11-01T09:30:00+00:00", "instant"),
        ("1793525400000", "2026-11-01T09:30:00+00:00", "instant"),
        ("11/13/2026 11:59 PM", "2026-11-13T23:59:00+00:00", "instant"),
    ],
)
def test_the_stated_day_stays_that_day(raw, at, precision):
    found = when(raw, PAGE)

    assert (found.at.isoformat(), found.precision) == (at, precision)


@pytest.mark.parametrize(
    ("raw", "passed"),
    [
        ("2026-11-20", False), ("2026-11-20T00:00:00+01:00", False), ("2026-11-19", True),
        ("2026-11-20T11:59:59Z", True), ("2026-11-20T23:59:59-08:00", False), ("31.12.2023", True),
        ("Dec 31, 2023", True), ("1703980800", True), ("10/11/2025", True), ("11/12/2026", False),
        ("someday", False), (None, False), ("", False), ("9999-12-31", False),
    ],
)  # fmt: skip  # cases side by side
def test_a_last_day_counts_until_its_end(raw, passed):
    assert has_passed(raw, PAGE) is passed


@pytest.mark.parametrize("raw", ["9999-12-31T23:59:59-05:00", "0001-01-01T00:30:00+05:00", "0001-01-01"])
def test_the_ends_of_the_calendar_are_implausible_and_no_fault(raw):
    found = when(raw, PAGE)

    assert (found.at, found.raw) == (None, f"implausible: {raw}")
    assert has_passed(raw, PAGE) is raw.startswith("0")

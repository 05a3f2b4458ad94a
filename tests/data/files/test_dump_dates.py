"""Dates in the forms that dumps have."""

from datetime import UTC, datetime

import pytest

from data.files.dump_dates import Date, date_in

DAY = Date(datetime(2026, 11, 3, tzinfo=UTC), is_day=True)
TEN = Date(datetime(2026, 11, 3, 10, tzinfo=UTC), is_day=False)


@pytest.mark.parametrize(
    "raw",
    [
        *("2026-11-03", "20261103", "2026-11-3", "2026/11/03", "2026.11.03", "3.11.2026", "03.11.2026"),
        *("Nov 3, 2026", "November 3 2026", "Nov. 3rd, 2026", "3 Nov 2026", "3-Nov-26", "03-nov-2026"),
        *("Tuesday, 3 November 2026", "46329", "46329.0", "2026-11-03T00:00:00+01:00"),
        *("2026-11-03 00:00:00-08:00", "3. November 2026", "2026年11月3日"),
    ],
)
def test_a_day_is_read_in_every_form_that_has_one_meaning(raw):
    assert date_in(raw) == DAY


@pytest.mark.parametrize(
    "raw",
    [
        *(
            "2026-11-03T10:00:00Z",
            "2026-11-03 12:00+02:00",
            "Tue, 03 Nov 2026 10:00:00 GMT",
            "3.11.2026 10:00",
        ),
        *("Nov 3, 2026 10:00 AM", "2026/11/03 10:00:00", "1793700000", "1793700000000", "1793700000.0"),
        *("Tue, 3 Nov 2026 12:00:00 +0200", "46329.416666667"),
    ],
)
def test_a_time_is_read_as_utc(raw):
    found = date_in(raw)

    assert found is not None
    assert (found.when.replace(microsecond=0), found.is_day) == (TEN.when, False)


@pytest.mark.parametrize("raw", ["13/11/2026", "11/13/2026", "13-11-2026"])
def test_a_number_that_is_no_month_tells_day_from_month(raw):
    assert date_in(raw) == Date(datetime(2026, 11, 13, tzinfo=UTC), is_day=True)


@pytest.mark.parametrize(
    "raw",
    [
        *(
            "11/03/2026",
            "3/11/2026",
            "yesterday",
            "3 days ago",
            "",
            "2026",
            "2026-13-45",
            "31.2.2026",
            "40/40/2026",
        ),
        *(
            "9" * 10_000,
            "0001-01-01T00:30:00+14:00",
            "9999-12-31T23:59:59-12:00",
            "1e400",
            "99999999999999999",
        ),
        *("\u0662\u0660\u0662\u0666-01-01", "Nov 99, 2026", "2026-11-03 25:61", None),
    ],
)
def test_what_is_no_date_or_could_be_two_is_none(raw):
    assert date_in(raw) is None

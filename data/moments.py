"""Times as the store keeps them: whole seconds and days since 1970, UTC."""

from datetime import UTC, datetime, timedelta

from data.errors import UsageError

DAY_SECONDS = 86_400
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)  # no public source that we read is older
FIRST_YEAR, LAST_YEAR = 2024, 2098  # of a clock that is set: runs are newer, and the store's days end in 2099
AHEAD = timedelta(days=2)  # time zones and clocks that run a little fast


def seconds(when: datetime) -> int:
    """Return whole seconds since 1970; a time without an offset counts as UTC."""
    aware = when if when.tzinfo else when.replace(tzinfo=UTC)
    return int(aware.timestamp())


def maybe_seconds(when: datetime | None) -> int | None:
    """Return whole seconds since 1970, None for no time."""
    return None if when is None else seconds(when)


def moment(value: int) -> datetime:
    """Return the UTC time of whole seconds since 1970."""
    return datetime.fromtimestamp(value, UTC)


def maybe_moment(value: int | None) -> datetime | None:
    """Return the UTC time of whole seconds since 1970, None for none."""
    return None if value is None else moment(value)


def check_clock(now: datetime) -> None:
    """Raise UsageError where the machine's clock is not set: what is written now would bear a false date."""
    if not FIRST_YEAR <= now.year <= LAST_YEAR:
        raise UsageError(f"this machine's clock says {now.date()}; set it before anything is collected")


def is_plausible(when: datetime, now: datetime) -> bool:
    """Tell whether a posting can have been published at `when`."""
    return seconds(EARLIEST) <= seconds(when) <= seconds(now + AHEAD)

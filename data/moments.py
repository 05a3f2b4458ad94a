"""Times as the store keeps them: whole seconds and days since 1970, UTC."""

from datetime import UTC, datetime, timedelta

from data.errors import UsageError

DAY_SECONDS = 86_400
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)  # no posting of the sources that are read is older
AHEAD = timedelta(days=2)  # how far in the future a posting may be: time zones, and clocks that run fast
FIRST_YEAR, LAST_YEAR = (
    2024,
    2098,
)  # of a clock that is set: no run is older, and the store's days end in 2099


def seconds(when: datetime) -> int:
    """Return whole seconds since 1970, fractions cut off; a time without an offset counts as UTC."""
    aware = when if when.tzinfo else when.replace(tzinfo=UTC)
    return int(aware.timestamp())


def maybe_seconds(when: datetime | None) -> int | None:
    """Do what `seconds` does; None stays None."""
    return None if when is None else seconds(when)


def moment(value: int) -> datetime:
    """Return the UTC time of seconds since 1970. Raises ValueError or OverflowError beyond the calendar."""
    return datetime.fromtimestamp(value, UTC)


def maybe_moment(value: int | None) -> datetime | None:
    """Do what `moment` does; None stays None."""
    return None if value is None else moment(value)


def check_clock(now: datetime) -> None:
    """Raise UsageError if the machine's clock is not set: what is written now would have a false date."""
    if not FIRST_YEAR <= now.year <= LAST_YEAR:
        raise UsageError(f"this machine's clock says {now.date()}; set it before anything is collected")


def is_plausible(when: datetime, now: datetime) -> bool:
    """Tell whether a posting can have been published at `when`: from EARLIEST to AHEAD of now."""
    return seconds(EARLIEST) <= seconds(when) <= seconds(now + AHEAD)

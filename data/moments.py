"""Times as the store keeps them: whole seconds and days since 1970, UTC."""

from datetime import UTC, datetime, timedelta

DAY_SECONDS = 86_400
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)  # no public source that we read is older
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


def is_plausible(when: datetime, now: datetime) -> bool:
    """Tell whether a posting can have been published at `when`."""
    return seconds(EARLIEST) <= seconds(when) <= seconds(now + AHEAD)

"""How long to wait before asking again."""

import random
import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from data.errors import SourceError

TRIES = 3
BACKOFF_BASE_S = 1.0
BACKOFF_CAP_S = 60.0
RETRY_AFTER_CAP_S = 300.0  # a host that asks for more is left alone for the rest of the run
POSTPONED_CAP_S = 7 * 86_400.0  # no header keeps a board out for longer than a week
SECONDS = re.compile("[0-9]{1,10}")


class Transient(Exception):
    """A failure that another try may cure; `wait_s` is what the host asked for, if it did."""

    def __init__(self, error: SourceError, wait_s: float | None = None) -> None:
        super().__init__(str(error))
        self.error, self.wait_s = error, wait_s


def retry_after(value: str | None, now: datetime) -> float | None:
    """Return the seconds that a Retry-After header asks for; None for none, a past time or nonsense.

    Only ASCII digits are seconds: `int()` also takes Arabic digits and underscores.
    """
    if value is None:
        return None
    value = value.strip()
    if SECONDS.fullmatch(value):
        return min(float(value), POSTPONED_CAP_S)
    try:
        moment = parsedate_to_datetime(value[:100])
    except (ValueError, TypeError, IndexError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    wait_s = (moment - now).total_seconds()
    return min(wait_s, POSTPONED_CAP_S) if wait_s > 0 else None


def backoff(attempt: int, chance: random.Random) -> float:
    """Return a random wait before the try after `attempt` (full jitter, so that clients spread out)."""
    return chance.uniform(0, min(BACKOFF_CAP_S, BACKOFF_BASE_S * 2**attempt))

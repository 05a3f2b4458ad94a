"""When a board that answers nothing may close what the store still has open of it.

One odd answer never closes anything. A board that is gone (404, a retired tenant) or empty must have said so,
with nothing else in between, in three looks on different days over at least five days. An owner who asks
again and again on purpose need not wait for that: six looks in a row confirm it too, and within five days the
cadence of a board allows so many only with `--force`. Runs in which a board could not be reached or refused
to answer do not count as looks: they neither confirm nor contradict.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from data.store.writer import Look

NOTHING = ("gone", "empty")
UNTOLD = ("failed", "refused")

LOOKS = 3
SPAN = timedelta(days=5)
LOOKS_IN_A_ROW = 6

# A feed shows only its newest postings, so absence says little on its own; most ads are up for 30 to 60 days.
UNSEEN = timedelta(days=60)


def is_confirmed(earlier: Iterable[Look], now: datetime) -> bool:
    """Tell whether a board that has nothing now has said so often enough; `earlier` has the newest first."""
    times = [now, *times_of_nothing(earlier)]
    days = {time.date() for time in times}
    is_spaced = len(days) >= LOOKS and times[0] - times[-1] >= SPAN
    return is_spaced or len(times) >= LOOKS_IN_A_ROW


def times_of_nothing(looks: Iterable[Look]) -> Iterator[datetime]:
    """Yield the times of the newest looks at which a board had nothing, up to one at which it had."""
    for look in looks:
        if look.outcome in NOTHING:
            yield look.at
        elif look.outcome not in UNTOLD:
            return

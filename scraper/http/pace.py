"""One timetable for all that is asked: many hosts at once, one request at a time and apart for each host.

A lane is a server as the timetable knows it. Whoever wants to ask takes a turn in its lane: boards, retries,
redirects and robots.txt alike, so the spacing holds across all of them.
"""

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime

from data.errors import SourceError, SourcePostponed, SourceRefused, SourceUnreachable

Clock = Callable[[], float]
Sleep = Callable[[float], Awaitable[None]]

AT_ONCE = 8  # requests in flight over all lanes
JITTER = 0.05  # a gap is up to a twentieth longer than asked for, never shorter
STRIKES = 3  # failed boards in a row after which a lane is paused
REFUSALS = 2  # refused boards in a row, likewise
PAUSE_S = 600.0


@dataclass(slots=True)
class Lane:
    """The state of one server: when it may be asked next, how it has answered lately, why it is paused."""

    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    next_at: float = 0.0
    spacing_s: float = 0.0
    strikes: int = 0
    refusals: int = 0
    paused_until: float = 0.0
    paused_for: str = ""
    not_before: datetime | None = None


class Timetable:
    """When each server may be asked next, and which are left alone."""

    def __init__(self, *, clock: Clock, sleep: Sleep, chance: random.Random, at_once: int = AT_ONCE) -> None:
        self._clock, self._sleep, self._chance = clock, sleep, chance
        self._lanes: dict[str, Lane] = {}
        self._slots = asyncio.Semaphore(at_once)

    def lane(self, name: str) -> Lane:
        """Return the one lane of this name; it is made when it is first asked for."""
        return self._lanes.setdefault(name, Lane())

    @asynccontextmanager
    async def turn(self, name: str, spacing_s: float) -> AsyncIterator[None]:
        """Wait until this lane may be asked, and keep it for one request."""
        lane = self.lane(name)
        async with lane.turn:
            while (gap_s := lane.next_at - self._clock()) > 0:
                await self._sleep(gap_s)
            async with self._slots:
                spacing_s = max(spacing_s, lane.spacing_s)
                lane.next_at = self._clock() + spacing_s * (1 + JITTER * self._chance.random())
                yield

    def slow_down(self, name: str, spacing_s: float) -> None:
        """Keep requests of a lane at least this far apart from now on."""
        lane = self.lane(name)
        if spacing_s > lane.spacing_s:
            lane.spacing_s = spacing_s
            self.hold(name, spacing_s)

    def hold(self, name: str, wait_s: float) -> None:
        """Give no turn in this lane for `wait_s` seconds; a longer wait that is set already stays."""
        lane = self.lane(name)
        lane.next_at = max(lane.next_at, self._clock() + wait_s)

    def check(self, name: str) -> None:
        """Raise the error for a lane that is paused; do nothing for one that may be asked."""
        lane = self.lane(name)
        if lane.not_before is not None:
            raise SourcePostponed(f"{name}: not asked, {lane.paused_for}", lane.not_before)
        if self._clock() < lane.paused_until:
            raise SourceUnreachable(f"{name}: not asked, {lane.paused_for}")

    def note(self, name: str, error: SourceError | None) -> None:
        """Count how a board went; a lane that keeps failing or refusing is paused for ten minutes."""
        lane = self.lane(name)
        if isinstance(error, SourcePostponed):
            lane.not_before = error.until
            lane.paused_for = f"it asks to be left alone until {error.until:%Y-%m-%d %H:%M} UTC"
        lane.strikes = lane.strikes + 1 if isinstance(error, SourceUnreachable) else 0
        lane.refusals = lane.refusals + 1 if isinstance(error, SourceRefused) else 0
        if lane.strikes >= STRIKES or lane.refusals >= REFUSALS:
            lane.paused_until = self._clock() + PAUSE_S
            lane.paused_for = f"paused after {max(lane.strikes, lane.refusals)} boards in a row went wrong"
            lane.strikes = lane.refusals = 0

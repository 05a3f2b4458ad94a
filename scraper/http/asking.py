"""All that it takes to ask politely, put together: timetable, client and robots.txt."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Iterable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import datetime
from typing import Self, TypeVar

from data.records import Request
from scraper.http.answers import NO_VALIDATORS, Answer, Validators
from scraper.http.fetch import Fetcher, Wire
from scraper.http.pace import Timetable
from scraper.http.robots import Robots
from scraper.http.settings import Settings
from scraper.http.sites import Site

Now = Callable[[], datetime]
Sleep = Callable[[float], Awaitable[None]]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Manners:
    """Who asks, and how: settings, version, wire, and the clock and chance that tests replace."""

    settings: Settings = field(default_factory=Settings)
    version: str = "0"
    wire: Wire = field(default_factory=Wire)
    clock: Callable[[], float] = time.monotonic
    chance: random.Random = field(default_factory=random.Random)


class Asker:
    """Asks hosts by the rules; use as an async context manager."""

    def __init__(self, manners: Manners, *, now: Now, sleep: Sleep) -> None:
        self._manners, self._now = manners, now
        self.timetable = Timetable(clock=manners.clock, sleep=sleep, chance=manners.chance)

    async def __aenter__(self) -> Self:
        agent = self._manners.settings.agent(self._manners.version)
        self._open = AsyncExitStack()
        self._fetcher = await self._open.enter_async_context(
            Fetcher(
                self.timetable, agent, now=self._now, chance=self._manners.chance, wire=self._manners.wire
            )
        )
        self._robots = Robots(self._fetcher, self.timetable, self._manners.settings.robots)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._open.aclose()

    def for_board(self) -> "BoardAsk":
        """Return a way to ask for one board, which counts the requests of that board."""
        return BoardAsk(self._fetcher, self._robots, self._now)


class BoardAsk:
    """Asks for one board; `requests` counts every hop and try, robots.txt not."""

    def __init__(self, fetcher: Fetcher, robots: Robots, now: Now) -> None:
        self.requests = 0
        self._fetcher, self._robots, self._now = fetcher, robots, now

    async def __call__(self, request: Request, site: Site, validators: Validators = NO_VALIDATORS) -> Answer:
        """Return the answer to one request; raises the SourceError that says why there is none."""
        return await self._fetcher.fetch(request, site, admit=self._admit, validators=validators)

    def sitemaps(self, site: Site, url: str) -> tuple[str, ...]:
        """Return the sitemaps that the robots.txt of a URL's host names, as far as it was read."""
        return self._robots.sitemaps(site, url)

    async def _admit(self, site: Site, url: str) -> None:
        await self._robots.admit(site, url, self._now())
        self.requests += 1


async def side_by_side(lanes: Iterable[list[T]], visit: Callable[[T], Awaitable[None]]) -> None:
    """Visit all lanes at once, each in order; the first error that escapes a visit ends them all."""

    async def one_lane(visits: list[T]) -> None:
        for each in visits:
            await visit(each)

    try:
        async with asyncio.TaskGroup() as group:
            for lane in lanes:
                group.create_task(one_lane(lane))
    except BaseExceptionGroup as errors:
        raise errors.exceptions[0] from None

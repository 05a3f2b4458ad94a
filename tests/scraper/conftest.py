import asyncio
import random
from datetime import UTC, datetime, timedelta

import pytest

from data.records import Parsed, Request
from scraper.http.fetch import Fetcher, Wire
from scraper.http.pace import Timetable
from scraper.http.sites import Site
from scraper.source import Source
from tests.fault_server import FaultServer

START = datetime(2026, 11, 25, 6, 0, tzinfo=UTC)


class FakeTime:
    """A clock that moves only when somebody sleeps."""

    def __init__(self):
        self.passed = 0.0
        self.naps = []

    def clock(self):
        return self.passed

    def now(self):
        return START + timedelta(seconds=self.passed)

    async def sleep(self, seconds):
        self.naps.append(seconds)
        self.passed += seconds
        await asyncio.sleep(0)


class NoChance(random.Random):
    """A die that always falls on its lowest side."""

    def random(self):
        return 0.0

    def uniform(self, a, b):
        return b


@pytest.fixture
def time():
    return FakeTime()


@pytest.fixture
def timetable(time):
    return Timetable(clock=time.clock, sleep=time.sleep, chance=NoChance())


@pytest.fixture
def server():
    with FaultServer() as running:
        yield running


def make_source(**changes):
    """Return an invented source."""
    facts = {
        "name": "invented", "documentation": "https://jobs.example/docs",
        "hosts": ("jobs.example", "other.example"), "default": "on", "reason": "ours",
        "cadence": timedelta(hours=20), "requests": lambda board: (Request(f"https://jobs.example/{board.slug}"),),
        "parse": lambda page, board: Parsed(()),
    }  # fmt: skip  # cases side by side
    return Source(**(facts | changes))


@pytest.fixture
def source():
    return make_source()


async def welcome(site, url):
    """Admit everybody."""


@pytest.fixture
def ask(time, timetable):
    """Return a function that fetches one URL and gives the answer, or raises."""

    def run(url, *, site=None, wire=None, admit=welcome, request=None, **options):
        async def go():
            async with Fetcher(
                timetable,
                "Skillgauge/1 (+https://page.example)",
                now=time.now,
                chance=NoChance(),
                wire=wire or Wire(),
            ) as fetcher:
                asked = request or Request(url)
                return await fetcher.fetch(asked, site or Site(make_source()), admit=admit, **options)

        return asyncio.run(go())

    return run


@pytest.fixture
def ask_server(ask, server):
    """Return a function that fetches a path of the fault server."""

    def run(path, *, expects="json", wire=None, **options):
        site = Site(make_source(), endpoint=server.url)
        return ask(
            "",
            site=site,
            wire=wire,
            request=Request(f"https://jobs.example/{path}", expects=expects),
            **options,
        )

    return run

import asyncio
import random
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from data.errors import SourceGone, SourcePostponed, SourceRefused, SourceUnreachable
from scraper.http.pace import PAUSE_S, Timetable


def starts_of(timetable, time, lane, count, spacing_s=1.0, took_s=0.0):
    """Return when each of several requests of a lane began."""
    starts = []

    async def ask():
        async with timetable.turn(lane, spacing_s):
            starts.append(time.passed)
            time.passed += took_s

    async def go():
        await asyncio.gather(*(ask() for _ in range(count)))

    asyncio.run(go())
    return starts


def test_requests_of_one_host_are_apart(timetable, time):
    assert starts_of(timetable, time, "a", 4, spacing_s=1.5) == [0.0, 1.5, 3.0, 4.5]


def test_a_request_never_starts_before_the_last_one_ended(timetable, time):
    assert starts_of(timetable, time, "a", 3, spacing_s=1.0, took_s=5.0) == [0.0, 5.0, 10.0]


def test_hosts_do_not_wait_for_each_other():
    in_flight, most = 0, 0
    timetable = Timetable(clock=lambda: 0.0, sleep=asyncio.sleep, chance=random.Random(1))

    async def ask(lane):
        nonlocal in_flight, most
        async with timetable.turn(lane, 0.0):
            in_flight += 1
            most = max(most, in_flight)
            await asyncio.sleep(0.005)
            in_flight -= 1

    async def go():
        await asyncio.gather(*(ask(str(number % 20)) for number in range(60)))

    asyncio.run(go())
    assert most == 8  # never more, however many hosts


def test_one_host_has_one_connection():
    in_flight = []
    timetable = Timetable(clock=lambda: 0.0, sleep=asyncio.sleep, chance=random.Random(1))

    async def ask():
        async with timetable.turn("a", 0.0):
            in_flight.append("in")
            await asyncio.sleep(0.001)
            in_flight.append("out")

    async def go():
        await asyncio.gather(*(ask() for _ in range(20)))

    asyncio.run(go())
    assert in_flight == ["in", "out"] * 20


def test_jitter_only_lengthens_a_gap(time):
    timetable = Timetable(clock=time.clock, sleep=time.sleep, chance=random.Random(7))

    starts = starts_of(timetable, time, "a", 50)

    gaps = [later - earlier for earlier, later in pairwise(starts)]
    assert all(1.0 <= gap <= 1.05 + 1e-9 for gap in gaps)
    assert len({round(gap, 6) for gap in gaps}) > 40


def test_a_crawl_delay_widens_all_later_gaps_at_once(timetable, time):
    starts_of(timetable, time, "a", 1)
    timetable.slow_down("a", 10.0)
    timetable.slow_down("a", 3.0)

    assert starts_of(timetable, time, "a", 3) == [10.0, 20.0, 30.0]


def test_a_held_lane_gives_no_turn(timetable, time):
    timetable.hold("a", 42.0)

    assert starts_of(timetable, time, "a", 1) == [42.0]
    assert starts_of(timetable, time, "b", 1) == [42.0]


def test_three_failures_in_a_row_pause_a_host_for_a_while(timetable, time):
    for _ in range(2):
        timetable.note("a", SourceUnreachable("x"))
    timetable.check("a")
    timetable.note("a", SourceUnreachable("x"))

    with pytest.raises(SourceUnreachable, match="paused after 3 boards"):
        timetable.check("a")
    timetable.check("b")
    time.passed += PAUSE_S
    timetable.check("a")


def test_two_refusals_in_a_row_pause_a_host(timetable):
    timetable.note("a", SourceRefused("x"))
    timetable.note("a", SourceRefused("x"))

    with pytest.raises(SourceUnreachable, match="paused after 2 boards"):
        timetable.check("a")


@pytest.mark.parametrize("between", [None, SourceGone("404")])
def test_a_host_that_answers_in_between_is_not_paused(timetable, between):
    for error in (SourceUnreachable("x"), SourceUnreachable("x"), between, SourceUnreachable("x")):
        timetable.note("a", error)

    timetable.check("a")


def test_a_host_that_wants_to_be_left_alone_is(timetable):
    until = datetime(2026, 11, 26, tzinfo=UTC)

    timetable.note("a", SourcePostponed("x", until))

    with pytest.raises(SourcePostponed, match="2026-11-26") as caught:
        timetable.check("a")
    assert caught.value.until == until

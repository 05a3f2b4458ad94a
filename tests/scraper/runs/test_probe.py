import pytest

from data.records import Board
from scraper.http.asking import Manners
from scraper.http.settings import Settings
from scraper.runs.probe import probe_boards
from tests.fault_server import Served
from tests.scraper.conftest import NoChance
from tests.scraper.runs.test_run import jobs
from tests.scraper.runs.test_scale import ashby

ACME = Board("greenhouse", "acme")
GREENHOUSE = "/v1/boards/acme/jobs?content=true"
ASHBY = "/posting-api/job-board/acme?includeCompensation=true"


@pytest.fixture
def probe(server, time):
    def run(*boards):
        endpoints = dict.fromkeys(("greenhouse", "lever", "ashby", "hackernews"), server.url)
        settings = Settings().with_options(None, endpoints)
        manners = Manners(settings, clock=time.clock, chance=NoChance())
        return probe_boards(boards, manners, now=time.now, sleep=time.sleep)

    return run


def test_a_live_board_is_counted(probe, server):
    server.pages[GREENHOUSE] = Served(jobs(1, 2))

    (seen,) = probe(ACME)

    assert (seen.outcome, seen.listed, seen.wanted) == ("complete", 2, 2)


def test_a_dead_board_is_looked_for_where_it_may_have_moved(probe, server):
    server.pages[ASHBY] = Served(ashby(1))

    (seen,) = probe(ACME)

    assert (seen.outcome, seen.home) == ("gone", Board("ashby", "acme"))


def test_an_empty_board_without_another_home_is_empty(probe, server):
    server.pages[GREENHOUSE] = Served(jobs())

    (seen,) = probe(ACME)

    assert (seen.outcome, seen.home) == ("empty", None)


def test_a_source_that_is_not_to_be_asked_is_refused(probe, server):
    (seen,) = probe(Board("workday", "t/s"))

    assert seen.outcome == "refused"
    assert "terms" in seen.error
    assert server.asked == []


def test_a_dead_feed_is_looked_for_nowhere(probe, server):
    (seen,) = probe(Board("hackernews", "whoishiring"))

    assert (seen.outcome, seen.home) == ("gone", None)
    assert len(server.asked) == 2

"""A whole scrape of every source against the replay server."""

from datetime import UTC, datetime, timedelta

import pytest

from data.records import Board
from data.store.writer import Store
from scraper.http.asking import Manners
from scraper.http.settings import Settings
from scraper.runs.run import Options, scrape
from scraper.runs.run_plan import BoardChoice
from scraper.sources import SOURCE_NAMES, load_source
from tests.golden import cases
from tests.replay_server import serving

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
BARRED = {"remotive", "smartrecruiters"}  # their robots.txt says so


def board_for(source: str) -> Board:
    """Return the board that a source's ordinary page is of."""
    feeds = load_source(source).feeds
    return feeds[0] if feeds else next(case.board for case in cases(source) if case.name == "ordinary")


@pytest.fixture
def settings(monkeypatch):
    with serving() as server:
        for name in {name for source in SOURCE_NAMES for name in load_source(source).secrets}:
            monkeypatch.setenv(name, "invented")
        endpoints = {source: server.endpoint(source) for source in SOURCE_NAMES}
        yield Settings(pace=0.0).with_options(None, endpoints)


def run(store, settings, at):
    """Return how each source went."""
    options = Options(Manners(settings), BoardChoice(all_roles=True, force=True))
    report = scrape(store, [board_for(source) for source in SOURCE_NAMES], options, now=lambda: at)
    return {result.source: result for result in report.results}


def test_every_source_is_collected_and_again_without_change(tmp_path, settings):
    with Store.open(tmp_path / "market.db", create=True) as store:
        first = run(store, settings, NOW)
        second = run(store, settings, NOW + timedelta(days=1))

    assert set(first) == set(SOURCE_NAMES)
    assert {name for name, result in first.items() if result.outcome == "refused"} == BARRED
    assert {name: result.error for name, result in first.items() if result.outcome == "failed"} == {}
    assert {name for name, result in first.items() if not result.kept} == BARRED
    assert sum(result.kept + result.updated + result.closed for result in second.values()) == 0

import json
import random
import resource
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.records import Board
from data.store.writer import Store
from scraper.http.asking import Manners
from scraper.http.settings import Settings
from scraper.runs.run import Options, scrape
from tests.fault_server import Served
from tests.scraper.runs.test_run import jobs

SPACING_S = 0.08  # what stands for one second


def scrape_now(path, boards, settings, progress=lambda result: None):
    with Store.open(path, create=True, command="scrape") as store:
        store.connection.execute("PRAGMA cache_size = -2000")  # SQLite fills its cache first; that is no leak
        options = Options(Manners(settings, chance=random.Random(5)))
        return scrape(store, boards, options, now=lambda: datetime.now(UTC), progress=progress)


def ashby(number):
    record = {
        "id": f"a{number}",
        "title": "ML Engineer",
        "isListed": True,
        "location": "Oslo",
        "descriptionHtml": "<p>Go</p>",
        "jobUrl": f"https://jobs.ashbyhq.com/a/{number}",
        "publishedAt": "2026-11-01T08:00:00.000+00:00",
    }
    return json.dumps({"apiVersion": "1", "jobs": [record]}).encode()


def lever(number):
    record = {
        "id": f"l{number}",
        "text": "Data Scientist",
        "categories": {"location": "Rome"},
        "createdAt": 1_790_000_000_000,
        "hostedUrl": f"https://jobs.lever.co/l/{number}",
        "description": "<p>Python</p>",
    }
    return json.dumps([record]).encode()


def two_hundred_boards(server):
    """Serve 100 boards of one host, 60 of a second and 40 of a third; return them."""
    boards = []
    for number in range(100):
        boards.append(Board("greenhouse", f"g{number}"))
        server.pages[f"/v1/boards/g{number}/jobs?content=true"] = Served(jobs(number), f'"g{number}"')
    for number in range(60):
        boards.append(Board("ashby", f"a{number}"))
        path = f"/posting-api/job-board/a{number}?includeCompensation=true"
        server.pages[path] = Served(ashby(number), f'W/"a{number}"')
    for number in range(40):
        boards.append(Board("lever", f"l{number}"))
        server.pages[f"/v0/postings/l{number}?mode=json"] = Served(lever(number))
    return boards


def timed_runs(path, boards, settings):
    """Return two scrapes of all boards, and how long each took."""
    for _ in range(2):
        started = time.monotonic()
        report = scrape_now(path, boards, settings)
        yield report, time.monotonic() - started


@pytest.mark.slow
def test_two_hundred_boards_take_what_the_slowest_host_demands_and_a_second_run_asks_for_changes(
    server, tmp_path
):
    boards = two_hundred_boards(server)
    stand_ins = dict.fromkeys(("greenhouse", "ashby", "lever"), server.url)
    settings = Settings(pace=SPACING_S).with_options(None, stand_ins)
    demanded = 100 * SPACING_S  # robots.txt takes the first turn, 100 boards follow

    for attempt in range(3):  # a machine that is busy with other things may need another
        (first, took), (second, _) = timed_runs(tmp_path / f"{attempt}.db", boards, settings)
        if took < 1.2 * demanded:
            break

    received = [sum(result.received_bytes for result in run.results) for run in (first, second)]
    print(f"took {took:.2f} s of {demanded:.2f} s demanded; bytes {received}")
    assert first.outcomes() == {"complete": 200}
    assert second.outcomes() == {"unchanged": 200}
    assert received[1] == sum(len(lever(number)) for number in range(40))  # the host without validators
    assert took < 1.2 * demanded


def resident_bytes():
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize()


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="reads /proc")
def test_a_thousand_pages_leave_memory_and_file_handles_flat(server, tmp_path):
    boards = [Board("greenhouse", f"g{number}") for number in range(1000)]
    words = " ".join(f"word{number}" for number in range(200))
    for number, board in enumerate(boards):
        body = jobs(2 * number, 2 * number + 1, text=words)
        server.pages[f"/v1/boards/{board.slug}/jobs?content=true"] = Served(body)
    samples = []

    def sample(_result):
        samples.append((resident_bytes(), len(list(Path("/proc/self/fd").iterdir()))))

    report = scrape_now(
        tmp_path / "market.db",
        boards,
        Settings(pace=0.0).with_options(None, {"greenhouse": server.url}),
        sample,
    )

    grown = max(memory for memory, _ in samples[300:]) - samples[300][0]
    handles = {count for _, count in samples[300:]}
    print(f"grown by {grown:,} bytes, handles {min(handles)} to {max(handles)}")
    assert report.outcomes() == {"complete": 1000}
    assert grown < 20_000_000
    assert max(handles) - min(handles) <= 4

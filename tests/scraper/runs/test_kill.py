import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from data.errors import StoreBusy
from data.store.writer import Store
from tests.fault_server import FaultServer, Served
from tests.scraper.runs.test_run import jobs

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")

ROOT = Path(__file__).resolve().parents[3]
SLUGS = ("acme", "beta", "gamma")
ALL = [(slug, str(10 * place + number)) for place, slug in enumerate(SLUGS) for number in (1, 2)]


def serve(server):
    for place, slug in enumerate(SLUGS):
        body = jobs(10 * place + 1, 10 * place + 2)
        server.pages[f"/v1/boards/{slug}/jobs?content=true"] = Served(body, f'"{slug}"')


class Runner:
    """A process that runs scrapes and lets each die where it is told."""

    def __init__(self, url, slugs=SLUGS):
        script = [sys.executable, str(ROOT / "tests/scraper/runs/killed_run.py"), url, *slugs]
        self.process = subprocess.Popen(
            script, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip  # cases side by side

    def start(self, path, **where):
        self.process.stdin.write(json.dumps({"store": str(path), **where}) + "\n")
        self.process.stdin.flush()

    def run(self, path, **where):
        """Return the exit status and the number of SQL statements."""
        self.start(path, **where)
        status, statements = self.process.stdout.readline().split()
        return int(status), int(statements)

    def close(self):
        self.process.communicate(timeout=10)


@pytest.fixture(scope="module")
def runner():
    with FaultServer() as server:
        serve(server)
        started = Runner(server.url)
        yield started
        started.close()


def look(path):
    """Return the postings, the statuses of all runs, and what SQLite says of the file."""
    with Store.open(path) as store:
        rows = store.connection.execute(
            "SELECT slug, external_id FROM posting JOIN board ON board.id = posting.board ORDER BY 1, 2"
        ).fetchall()
        statuses = [status for (status,) in store.connection.execute("SELECT status FROM run ORDER BY id")]
        (integrity,) = store.connection.execute("PRAGMA integrity_check").fetchone()
    return rows, statuses, integrity


def holds_no_half_board(rows):
    kept = {slug for slug, _ in rows}
    return rows == [pair for pair in ALL if pair[0] in kept]


def finishes_the_job(path, runner):
    status, _ = runner.run(path)
    rows, statuses, integrity = look(path)
    assert status == 0
    assert rows == ALL
    assert statuses[-1] == "finished"
    assert set(statuses[:-1]) <= {"interrupted"}
    assert integrity == "ok"


@pytest.mark.slow
def test_a_kill_at_any_statement_leaves_a_whole_store_and_the_next_run_finishes(runner, tmp_path):
    _, total = runner.run(tmp_path / "whole.db")

    for statement in range(1, total + 1, max(1, total // 25)):
        path = tmp_path / f"{statement}.db"
        status, _ = runner.run(path, statement=statement)
        rows, _, integrity = look(path)

        assert status == -signal.SIGKILL
        assert integrity == "ok"
        assert holds_no_half_board(rows), f"statement {statement} of {total}"
        finishes_the_job(path, runner)


@pytest.mark.parametrize("stage", ["after_fetch", "before_run_close"])
def test_a_kill_at_a_named_stage_is_made_good_by_the_next_run(runner, tmp_path, stage):
    path = tmp_path / "market.db"

    status, _ = runner.run(path, stage=stage)
    rows, statuses, integrity = look(path)

    assert status == -signal.SIGKILL
    assert (statuses, integrity) == (["running"], "ok")
    assert rows == ([] if stage == "after_fetch" else ALL)
    finishes_the_job(path, runner)


def test_a_second_scrape_ends_at_once_and_names_the_first(server, tmp_path, monkeypatch):
    path = tmp_path / "market.db"
    first = Runner(server.url, ["silent"])
    first.start(path)
    wait_for(lambda: any("/silent/" in asked for asked in server.paths()))

    with monkeypatch.context() as patch:
        patch.setattr(time, "sleep", lambda seconds: pytest.fail("waited for the other run"))
        with pytest.raises(StoreBusy, match="pid") as caught:
            Store.open(path, command="scrape")
    os.kill(int(re.search(r"pid (\d+)", str(caught.value))[1]), signal.SIGKILL)
    first.close()

    with Store.open(path, command="scrape"):
        pass  # the lock of the dead is free


def wait_for(condition):
    give_up = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < give_up
        time.sleep(0.01)

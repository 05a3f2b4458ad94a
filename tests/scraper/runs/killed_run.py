"""Runs scrapes in processes of their own that die as by kill -9: `killed_run.py URL BOARD...`.

Each line on stdin is one run as JSON: `store`, and where to die: when the store begins its n-th SQL
`statement`, or at a named `stage`. The answer on stdout is the exit status and the number of statements.
Every run is a fork, so that only the first pays for the imports.
"""

import json
import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

from data.records import Board
from data.store.writer import Store
from scraper.http.asking import Manners
from scraper.http.settings import Settings
from scraper.runs.run import CRASH_VARIABLE, Options, scrape


def run(order, url, slugs):
    """Scrape, and die where the order says; return the number of statements."""
    os.environ[CRASH_VARIABLE] = order.get("stage", "")
    count = 0

    def note(_sql):
        nonlocal count
        count += 1
        if count == order.get("statement"):
            os.kill(os.getpid(), signal.SIGKILL)

    settings = Settings(pace=0.01).with_options(None, {"greenhouse": url})
    boards = [Board("greenhouse", slug) for slug in slugs]
    with Store.open(Path(order["store"]), create=True, command="scrape") as store:
        store.connection.set_trace_callback(note)
        scrape(store, boards, Options(Manners(settings)), now=lambda: datetime.now(UTC))
    return count


def main(url, *slugs):
    for line in sys.stdin:
        order = json.loads(line)
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.write(writing, str(run(order, url, slugs)).encode())
            os._exit(0)
        os.close(writing)
        _, status = os.waitpid(child, 0)
        with os.fdopen(reading) as told:
            print(os.waitstatus_to_exitcode(status), told.read() or 0, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])

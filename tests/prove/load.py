"""Let many readers look at the dashboard while floods run against its bounds, and see that it goes on.

    python3 dev.py prove load --readers 50 --flood 400

Readers open pages of their own through the server's interface for programs. Meanwhile come more requests for
figures than are computed at once, more open pages than are served, uploads that are too large and bodies that
never end. Each refusal must be one of those that the server documents, and a reader after the floods must be
served as one before them.
"""

import argparse
import json
import socket
import tempfile
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from urllib.parse import urlsplit

from websockets.exceptions import WebSocketException
from websockets.sync.client import connect

from benchmarks.dashboard_server import serving
from dashboard.server.bounds import READERS
from data.paths import ROOT
from tests.dashboard.market import write_market

CLOUDS = ("AWS", "GCP", "Azure", "any cloud", "no cloud")
FIGURES = ("shares.json", "changes.csv", "pairs.json", "trends.csv?skill=python", "shares.csv?cloud=aws")
REFUSALS = {  # flood -> the answers that may come
    "figures": {200, 503},
    "uploads": {400, 401, 403, 404, 411, 413, 429},
    "pages": {101, 403, 1013},
    "health": {200},
}
PATIENCE = 120.0  # seconds that a reader or a request waits at most
PROMPT = 10.0  # seconds in which a server under floods must still say that it is there
MOST_MEMORY = 900.0  # MB at the end; each reader may take 5, the market some more


def look(address: str, cloud: str) -> str:
    """Open the dashboard in a session of its own and return all that it shows."""
    asked = json.dumps({"query_params": {"cloud": [cloud]}}).encode()
    request = urllib.request.Request(
        f"{address}/_stcore/agent/interact", data=asked, headers={"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
        return str(answer.read().decode())


def is_served(said: str, cloud: str) -> bool:
    """Tell whether a reader got the slice that was asked for, and nothing that failed."""
    failed = '"status": "error"' in said or "could not be shown" in said
    return f"naming {cloud}" in said and not failed


def status_of(request: urllib.request.Request | str, seconds: float = PATIENCE) -> int:
    """Return the status of an answer, 0 where none came."""
    try:
        with urllib.request.urlopen(request, timeout=seconds) as answer:
            answer.read()
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code
    except OSError:
        return 0


def ask_figure(address: str, number: int) -> int:
    """Ask for one of the figures."""
    return status_of(f"{address}/api/{FIGURES[number % len(FIGURES)]}")


def upload(address: str, number: int) -> int:
    """Put a file of two megabytes into a session that is not there."""
    url = f"{address}/_stcore/upload_file/session-{number}/file-{number}"
    return status_of(urllib.request.Request(url, data=b"x" * 2_000_000, method="PUT"))


def is_there(address: str, _number: int) -> int:
    """Ask whether the server is there, at a prompt."""
    return status_of(f"{address}/_stcore/health", PROMPT)


def open_pages(address: str, count: int) -> Counter[int]:
    """Hold many pages open at once; return how each was taken: 101, or how it was refused."""
    found: Counter[int] = Counter()
    url = address.replace("http", "ws") + "/_stcore/stream"
    with ExitStack() as stack:
        for _ in range(count):
            try:
                stack.enter_context(connect(url, origin=address, open_timeout=30))  # type: ignore[arg-type]
                found[101] += 1
            except WebSocketException as error:
                response = getattr(error, "response", None)
                found[response.status_code if response else getattr(error, "code", 0)] += 1
            except OSError:
                found[0] += 1
    return found


def drip(stack: ExitStack, address: str, count: int) -> None:
    """Begin bodies that do not end, and leave their connections open."""
    parts = urlsplit(address)
    for _ in range(count):
        with suppress(OSError):
            one = stack.enter_context(closing(socket.create_connection((parts.hostname, parts.port), 5)))
            lines = ["PUT /_stcore/upload_file/a/b HTTP/1.1", f"Host: {parts.netloc}", "Content-Length: 900"]
            one.sendall("\r\n".join([*lines, "", "x"]).encode())


def memory_mb(pid: int) -> float:
    """Return the resident memory of a process, 0 where the system does not say."""
    path = Path(f"/proc/{pid}/statm")
    return int(path.read_text().split()[1]) * 4_096 / 1e6 if path.exists() else 0.0


def flood(name: str, work: Callable[[str, int], int], address: str, count: int, threads: int) -> list[str]:
    """Run one flood; return what is wrong with the answers."""
    begun = time.monotonic()
    with ThreadPoolExecutor(threads) as pool:
        found = Counter(pool.map(work, [address] * count, range(count)))
    return told(name, found, time.monotonic() - begun)


def told(name: str, found: Counter[int], took: float) -> list[str]:
    """Print how a flood was answered; return what is wrong."""
    print(f"{name:8} {dict(sorted(found.items()))}  ({took:.0f} s)", flush=True)
    odd = sorted(found.keys() - REFUSALS[name])
    return [f"{name}: answered {status}" for status in odd]


def run_load(address: str, pid: int, readers: int, requests: int) -> list[str]:
    """Return what went wrong while readers looked and floods ran."""
    look(address, CLOUDS[0])  # the first reader waits for the market to be read
    with ExitStack() as stack, ThreadPoolExecutor(readers) as pool:
        drip(stack, address, min(100, requests // 4 + 1))
        begun = time.monotonic()
        clouds = [CLOUDS[place % len(CLOUDS)] for place in range(readers)]
        said = pool.map(look, [address] * readers, clouds)
        wrong = flood("figures", ask_figure, address, requests, 40)
        wrong += flood("uploads", upload, address, requests // 4 + 1, 20)
        wrong += flood("health", is_there, address, requests // 4 + 1, 4)
        served = [is_served(one, cloud) for one, cloud in zip(said, clouds, strict=True)]
        print(f"readers  {sum(served)} of {readers} served  ({time.monotonic() - begun:.0f} s)", flush=True)
        wrong += [] if all(served) else [f"{readers - sum(served)} readers were not served"]
    begun = time.monotonic()
    pages = open_pages(address, READERS + 20 if requests >= READERS else requests)
    wrong += told("pages", pages, time.monotonic() - begun)
    wrong += [f"{pages[101]} pages were open at once"] if pages[101] > READERS else []
    time.sleep(1)  # the server notices that they have gone
    wrong += [] if is_served(look(address, "GCP"), "GCP") else ["after the floods a reader was not served"]
    used = memory_mb(pid)
    print(f"memory   {used:.0f} MB")
    return wrong + ([f"{used:.0f} MB are in use"] if used > MOST_MEMORY else [])


def main(argv: Sequence[str] | None = None) -> int:
    """Serve an invented market and load it; return 1 where anything went wrong."""
    options = argparse.ArgumentParser(prog="dev.py prove load", description=__doc__.split("\n")[0])
    options.add_argument("--readers", type=int, default=50, help="at once")
    options.add_argument("--flood", type=int, default=400, help="requests for figures")
    options.add_argument("--postings", type=int, default=3_000)
    options.add_argument("--seed", type=int, default=3)
    asked = options.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        store, local = (
            write_market(Path(folder) / "market.db", asked.postings, asked.seed),
            Path(folder) / "local",
        )
        with serving(ROOT / "app.py", store, local) as (address, pid):
            wrong = run_load(address, pid, asked.readers, asked.flood)
    print("\n".join(wrong) or "all served or refused as documented")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())

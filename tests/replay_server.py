"""A server on loopback that answers as the sources do, from the saved pages.

`python -m tests.replay_server --port 8123` prints the options for `skillgauge scrape`; in tests the fixture
`replay` is a running one. What a source does with an unknown board, a conditional request or robots.txt is
told in the tables below. These boards of any source fail in their own way:

    busy        429 with Retry-After: 1, then the page     busy-date   429 with a date, then the page
    busy-mute   429 without a time, then the page          blocked     429 with a day to wait
    flaky       503, then the page                         dropped     half the page, then the connection ends
    walled      a challenge page with status 200           garbled     JSON that ends in the middle

and `made-<n>` is a sound board with an employer and identities of its own, for as many boards as are wanted.
With `--any-board` every board of the three large ATS but "nobody" is such a one.
"""

import argparse
import gzip
import hashlib
import json
import re
import threading
import zlib
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

import pytest

from data.errors import SourceError
from scraper.source import endpoint_url
from scraper.sources import SOURCE_NAMES, load_source
from tests.golden import Case, cases

HONOURS_ETAG = {"greenhouse": '"{}"', "ashby": 'W/"job-board:{}"'}
# What each source answers for a board that it does not know: status, type, body.
UNKNOWN = {
    "greenhouse": (404, "application/json", b'{"status":404,"error":"Job not found"}'),
    "lever": (404, "application/json", b'{"ok":false,"error":"Document not found"}'),
    "ashby": (404, "text/plain", b"Not Found"),
    "hackernews": (200, "application/json", b"null"),
    "recruitee": (404, "application/json", b'{"error":"Not Found"}'),
    "workable": (404, "text/plain", b"Not Found"),
    "smartrecruiters": (200, "application/json", b'{"offset":0,"limit":100,"totalFound":0,"content":[]}'),
    "arbeitsagentur": (200, "application/json", b'{"maxErgebnisse":0,"page":1,"size":100}'),
    "himalayas": (400, "application/json", b'{"ok":false,"errors":"Invalid parameter"}'),
    "themuse": (403, "application/json", b'{"code":403,"error":"rate limit"}'),
    "weworkremotely": (301, "text/html", b"/"),
    "remoteok": (200, "application/json", b'[{"last_updated":1,"legal":"Please link back."}]'),
    "workday": (422, "application/json", b'{"errorCode":"HTTP_422"}'),
    "usajobs": (401, "application/json", b'{"message":"Unauthorized"}'),
}
NOT_FOUND = (404, "text/html", b"<!doctype html><html><body>Not found</body></html>")
ROBOTS = {
    "greenhouse": (200, b"User-agent: *\nDisallow: /embed/\n"),
    "lever": (200, b"User-agent: *\nAllow: /\nCrawl-delay: 1\n"),
    "ashby": (401, b"Unauthorized"),
    "recruitee": (200, b"User-agent: *\nDisallow: /v/\n"),
    "workable": (200, b"User-agent: *\nDisallow:\nContent-Signal: search=yes, ai-input=yes, ai-train=no\n"),
    "remoteok": (200, b"User-agent: *\nCrawl-delay: 1\nContent-Signal: search=yes, ai-train=no\n"),
    # Below the server its paths begin with its name.
    "remotive": (200, b"User-agent: *\nDisallow: /api/*\nDisallow: /remotive/api/*\n"),
    "smartrecruiters": (
        200,
        b"User-agent: LinkedInBot\nAllow: /v1/companies/\n\nUser-agent: *\nDisallow: /\n",
    ),
}
CHALLENGE = b"<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>Checking</body></html>"
SECRETS = ("app_id", "app_key")
MADE = re.compile(r"(?<=/)(made-\d{1,6})(?=[/?.]|$)")
ANY_BOARD = re.compile(r"/(?:boards|postings|job-board)/(?!nobody\b)([^/?]{1,100})(?=/|\?|$)")
FAULT = re.compile(r"(?<=/)(busy|busy-date|busy-mute|blocked|flaky|dropped|walled|garbled)(?=[/?.]|$)")


@dataclass
class Reply:
    """What is answered: `cut` sends half of the body and ends the connection."""

    status: int
    media_type: str
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)
    cut: bool = False


class ReplayServer(ThreadingHTTPServer):
    """Answers for every source below its own name; remembers what was asked."""

    daemon_threads = True

    def __init__(self, port: int = 0, *, any_board: bool = False) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.any_board = any_board
        self.pages: dict[tuple[str, str], Case] = {(case.source, key(local(case))): case for case in cases()}
        self.robots = dict(ROBOTS)
        self.replies: dict[tuple[str, str], Reply] = {}
        self.asked: list[tuple[str, str]] = []  # status and path of every answer
        self.times: dict[str, int] = defaultdict(int)
        self.lock = threading.Lock()

    @property
    def url(self) -> str:
        """Return where the server listens."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def endpoint(self, source: str) -> str:
        """Return the base to give as `--endpoint SOURCE=BASE`."""
        return f"{self.url}/{source}"

    def set_reply(self, source: str, url: str, reply: Reply) -> None:
        """Answer a URL of a source in another way from now on."""
        self.replies[source, key(endpoint_url(url, load_source(source), ""))] = reply

    def clear_reply(self, source: str, url: str) -> None:
        """Answer a URL of a source as before."""
        del self.replies[source, key(endpoint_url(url, load_source(source), ""))]

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing when a client hangs up."""

    def reply(self, target: str, headers: dict[str, str]) -> Reply:
        """Return the answer to a path below the server."""
        source, _, rest = target.removeprefix("/").partition("/")
        path = f"/{rest}"
        if source not in SOURCE_NAMES:
            return Reply(*NOT_FOUND)
        if urlsplit(path).path.endswith("/robots.txt"):
            status, body = self.robots.get(source, (404, b"Not found"))
            return Reply(status, "text/plain", body)
        if (source, key(path)) in self.replies:
            return self.replies[source, key(path)]
        if fault := FAULT.search(path):
            return self.faulty(fault[1], self.sound(source, ordinary_path(source), {}), target)
        return self.sound(source, path, headers)

    def sound(self, source: str, path: str, headers: dict[str, str]) -> Reply:
        """Return what the source answers when all is well."""
        content = self.content(source, path)
        if content is None:
            return unknown(source, path)
        tag = HONOURS_ETAG[source].format(digest(content[1])) if source in HONOURS_ETAG else None
        if tag and headers.get("if-none-match") == tag:
            return Reply(304, content[0], b"", {"ETag": tag})
        return Reply(200, *content, {"ETag": tag} if tag else {})

    def content(self, source: str, path: str) -> tuple[str, bytes] | None:
        """Return the type and bytes of a saved or made page; None where there is none."""
        case = self.pages.get((source, key(path)))
        made = MADE.search(path) or (ANY_BOARD.search(path) if self.any_board else None)
        if case is None and made is None:
            return None
        if case is None:
            return "application/json", made_board(source, made[1])
        if case.name == "unknown-board":
            return None
        return case.page().media_type, case.input.read_bytes()

    def faulty(self, fault: str, sound: Reply, target: str) -> Reply:
        """Return a fault; those that pass are over when the same is asked again."""
        with self.lock:
            self.times[target] += 1
            is_first = self.times[target] == 1
        later = format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True)
        passing = {
            "busy": Reply(429, "text/plain", b"slow down", {"Retry-After": "1"}),
            "busy-date": Reply(429, "text/plain", b"slow down", {"Retry-After": later}),
            "busy-mute": Reply(429, "text/plain", b"slow down"),
            "flaky": Reply(503, "text/plain", b"down"),
        }
        if fault in passing:
            return passing[fault] if is_first else sound
        return {
            "blocked": Reply(429, "text/plain", b"blocked", {"Retry-After": "86400"}),
            "dropped": Reply(200, sound.media_type, sound.body, cut=True),
            "walled": Reply(200, "text/html", CHALLENGE),
            "garbled": Reply(200, sound.media_type, sound.body[: len(sound.body) // 2]),
        }[fault]


class Handler(BaseHTTPRequestHandler):
    """Writes the server's replies."""

    protocol_version = "HTTP/1.1"
    server: ReplayServer

    def do_GET(self) -> None:
        """Answer a question."""
        length = int(self.headers.get("Content-Length") or 0)
        self.rfile.read(length)
        headers = {name.lower(): value for name, value in self.headers.items()}
        reply = self.server.reply(self.path, headers)
        with self.server.lock:
            self.server.asked.append((str(reply.status), self.path))
        self.write(reply, accepts_gzip="gzip" in headers.get("accept-encoding", ""))

    do_POST = do_GET  # noqa: N815 - the name that http.server looks for

    def write(self, reply: Reply, *, accepts_gzip: bool) -> None:
        """Write a reply, compressed where it may be."""
        body, headers = reply.body, dict(reply.headers)
        if reply.status == 301:
            body, headers["Location"] = b"", reply.body.decode()
        if accepts_gzip and len(body) > 500 and not reply.cut:
            body, headers["Content-Encoding"] = gzip.compress(body, mtime=0), "gzip"
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.media_type)
        self.send_header("Content-Length", str(0 if reply.status == 304 else len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if reply.status != 304:
            self.wfile.write(body[: len(body) // 2] if reply.cut else body)
        self.close_connection = self.close_connection or reply.cut

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the server keeps its own list."""


def key(path: str) -> str:
    """Return a path whose query is in order, by which the same question is known."""
    parts = urlsplit(path)
    query = sorted(parse_qsl(parts.query, keep_blank_values=True))
    return parts.path + "".join(f"&{name}={value}" for name, value in query if name not in SECRETS)


def local(case: Case) -> str:
    """Return the path of a case below its source's name."""
    return endpoint_url(case.request.url, load_source(case.source), "")


def ordinary_path(source: str) -> str:
    """Return the path of a source's ordinary page."""
    first = next((case for case in cases(source) if case.name in ("ordinary", "threads", "first-page")), None)
    assert first is not None, f"{source} has no ordinary page"
    return local(first)


def unknown(source: str, path: str) -> Reply:
    """Return what a source answers for what it does not know; a feed without matches is its empty page."""
    asked = {key(endpoint_url(url, load_source(source), "")) for url in feed_urls(source)}
    empty = next(
        (case for case in cases(source) if case.name.startswith(("empty", "no-match", "past"))), None
    )
    if key(path) in asked and empty is not None:
        return Reply(200, empty.page().media_type, empty.input.read_bytes())
    return Reply(*UNKNOWN.get(source, NOT_FOUND))


def feed_urls(source: str) -> list[str]:
    """Return the URLs that a source asks for its own feeds."""
    found = load_source(source)
    try:
        return [request.url for board in found.feeds for request in found.requests(board)]
    except SourceError:
        return []


def made_board(source: str, slug: str) -> bytes:
    """Return the ordinary board of an ATS under another name, with other identities."""
    case = next(case for case in cases(source) if case.name == "ordinary")
    number = zlib.crc32(slug.encode()) % 1_000_000
    text = case.input.read_text(encoding="utf-8").replace(case.board.slug, slug)
    text = text.replace("Kestrel Analytics ", f"Employer {slug}")
    text = re.sub(r"[0-9a-f]{8}(?=-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4})", f"{number:08x}", text)
    return re.sub(r"\b7(00\d)\b", rf"7{number:06d}\1", text).encode()


def digest(content: bytes) -> str:
    """Return a short digest of a page."""
    return hashlib.sha256(content).hexdigest()[:16]


@contextmanager
def serving(port: int = 0, *, any_board: bool = False) -> Iterator[ReplayServer]:
    """Give a running server; it is stopped afterwards."""
    server = ReplayServer(port, any_board=any_board)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def replay() -> Iterator[ReplayServer]:
    """Give a test a running server of its own."""
    with serving() as server:
        yield server


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--port", type=int, default=8123)
    parser.add_argument("--robots", action="append", default=[], metavar="SOURCE=STATUS")
    parser.add_argument("--any-board", action="store_true")
    options = parser.parse_args()
    with serving(options.port, any_board=options.any_board) as server:
        for setting in options.robots:
            source, _, status = setting.partition("=")
            server.robots[source] = (int(status), b"")
        print("\n".join(f"--endpoint {name}={server.endpoint(name)}" for name in SOURCE_NAMES), flush=True)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            print(json.dumps({"asked": len(server.asked)}))


if __name__ == "__main__":
    main()

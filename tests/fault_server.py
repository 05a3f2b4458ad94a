"""A server on the loopback address that misbehaves in one named way for each path. It speaks raw bytes.

    with FaultServer() as server:
        ...ask f"{server.url}/slow-body"...

Each entry of `FAULTS` is one fault: a coroutine that gets the connection after the request was read.
"""

import asyncio
import contextlib
import gzip
import json
import threading
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

JOBS = json.dumps(
    {"jobs": [{"id": number, "title": f"ML Engineer {number}"} for number in range(400)]}
).encode()
PAGE = b"<html><body><h1>Sign in</h1><form>" + b"<p>text</p>" * 400 + b"</form></body></html>"
FEED = b'<?xml version="1.0"?><rss><channel><item><title>ML</title></item></channel></rss>'
BOMB = gzip.compress(b"[" + b" " * 50_000_000 + b"]")  # 49 kB on the wire

TLS_HELLO = b"\x16"

Send = Callable[[bytes], Awaitable[None]]
Fault = Callable[[Send], Awaitable[None]]
FAULTS: dict[str, Fault] = {}


def fault(name: str) -> Callable[[Fault], Fault]:
    """Enter a coroutine into the table."""

    def enter(handler: Fault) -> Fault:
        FAULTS[name] = handler
        return handler

    return enter


def head(status: int = 200, **headers: object) -> bytes:
    """Return the head of a response; underscores in names are dashes."""
    lines = [
        f"HTTP/1.1 {status} Said",
        *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items()),
    ]
    return "\r\n".join([*lines, "Connection: close", "", ""]).encode("latin-1")


def whole(body: bytes, status: int = 200, **headers: object) -> bytes:
    """Return a whole response."""
    return (
        head(status, **({"Content_Type": "application/json", "Content_Length": len(body)} | headers)) + body
    )


def says(name: str, *pieces: bytes) -> None:
    """Enter a fault that sends fixed bytes and closes."""

    @fault(name)
    async def handler(send: Send) -> None:
        for piece in pieces:
            await send(piece)


def chunked(*pieces: bytes, end: bytes = b"0\r\n\r\n") -> bytes:
    """Return pieces as chunks."""
    return b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + end


GZIPPED = gzip.compress(JOBS)
TWICE = gzip.compress(gzip.compress(JOBS))

# --- sound answers, to tell a fault from a bad server
says("good", whole(JOBS))
says("good-gzip", whole(GZIPPED, Content_Encoding="gzip"))
says(
    "good-gzip-two-members",
    whole(gzip.compress(JOBS[:900]) + gzip.compress(JOBS[900:]), Content_Encoding="gzip"),
)
says(
    "good-chunked",
    head(Content_Type="application/json", Transfer_Encoding="chunked") + chunked(JOBS[:99], JOBS[99:]),
)
says("good-until-close", head(Content_Type="application/json") + JOBS)
says("good-html-until-close", head(Content_Type="text/html") + PAGE)
says("good-feed", whole(FEED, Content_Type="application/rss+xml"))
says("good-without-type", head(Content_Length=len(JOBS)) + JOBS)
says("good-with-bom", whole(b"\xef\xbb\xbf" + JOBS))

# --- size
says("bomb", whole(BOMB, Content_Encoding="gzip"))
says("bomb-chunked", head(Content_Encoding="gzip", Transfer_Encoding="chunked") + chunked(BOMB))
says("announced-too-large", head(Content_Length=10**12) + b"[")
says("too-large-until-close", head(), b"[" + b" " * 3_000_000 + b"]")
says("too-large-chunked", head(Transfer_Encoding="chunked") + chunked(b"[" + b" " * 3_000_000 + b"]"))
says("longer-than-announced", head(Content_Length=10) + JOBS)
says("huge-headers", head(X_Filler="x" * 5_000_000, Content_Length=2) + b"[]")

# --- encodings
says("encoded-four-times", whole(TWICE, Content_Encoding="gzip, gzip, gzip, gzip"))
says("encoded-br", whole(JOBS, Content_Encoding="br"))
says("encoded-unknown", whole(JOBS, Content_Encoding="rot13"))
says("gzip-garbage", whole(b"\x1f\x8bnot gzip at all", Content_Encoding="gzip"))

# --- truncation
says("cut-length", head(Content_Type="application/json", Content_Length=len(JOBS)) + JOBS[:500])
says("cut-chunked", head(Transfer_Encoding="chunked") + chunked(JOBS[:500], end=b""))
says("cut-until-close", head(Content_Type="application/json") + JOBS[:500])
says("cut-html-until-close", head(Content_Type="text/html") + PAGE[:500])
says("cut-gzip", whole(GZIPPED[: len(GZIPPED) // 2], Content_Encoding="gzip"))
says("cut-gzip-until-close", head(Content_Encoding="gzip") + GZIPPED[: len(GZIPPED) // 2])

# --- connections
says("closed-before-a-byte")
says("garbage-status", b"what is this\r\n\r\n")
says("ssh", b"SSH-2.0-OpenSSH_9.6\r\n")

# --- types
says("login-page", whole(PAGE, Content_Type="text/html"))
says("login-page-as-json", whole(PAGE))
says(
    "challenge",
    whole(b"<!DOCTYPE html><html><title>Just a moment...</title></html>", Content_Type="text/html"),
)
says("pdf", whole(b"%PDF-1.7 ...", Content_Type="application/pdf"))
says("empty", whole(b""))

# --- statuses
for status in (204, 206, 304, 400, 401, 403, 404, 410, 429, 500, 503):
    says(str(status), whole(b"" if status in (204, 304) else b"[]", status))

# --- redirects
says("loop", head(302, Location="/loop"))
says("to-good", head(301, Location="/good"))
says("to-other-host", head(302, Location="https://elsewhere.example/jobs"))
says("to-loopback-port", head(302, Location="http://127.0.0.1:9/"))
says("to-file", head(302, Location="file:///etc/passwd"))
says("to-javascript", head(302, Location="javascript:alert(1)"))
says("to-nowhere", head(302))
for hop in range(1, 8):
    says(f"hop-{hop}", head(302, Location=f"/hop-{hop - 1}"))
says("hop-0", whole(JOBS))

# --- robots.txt, by folder
for folder, reply in {
    "open": whole(b"User-agent: *\nAllow: /\n", Content_Type="text/plain"),
    "shut": whole(b"User-agent: *\nDisallow: /\n", Content_Type="text/plain"),
    "error": whole(b"", 500),
    "missing": whole(b"", 404),
    "page": whole(PAGE, Content_Type="text/html"),
    "large": whole(b"User-agent: *\nDisallow: /shut\n" + b"# filler\n" * 300_000, Content_Type="text/plain"),
}.items():
    says(f"{folder}/robots.txt", reply)


@fault("slow-body")
async def slow_body(send: Send) -> None:
    await send(head(Content_Type="application/json", Content_Length=len(JOBS)))
    for byte in JOBS:
        await send(bytes([byte]))
        await asyncio.sleep(0.05)


@fault("slow-headers")
async def slow_headers(send: Send) -> None:
    for byte in head(Content_Length=2) + b"[]":
        await send(bytes([byte]))
        await asyncio.sleep(0.05)


@fault("silent")
@fault("silent/robots.txt")
@fault("v1/boards/silent/jobs")
async def silent(send: Send) -> None:
    await asyncio.sleep(30)


@fault("reset-midway")
async def reset_midway(send: Send) -> None:
    await send(head(Content_Type="application/json", Content_Length=len(JOBS)) + JOBS[:500])
    raise ConnectionResetError


@dataclass(frozen=True)
class Asked:
    """One request as it came in."""

    method: str
    path: str
    headers: dict[str, str]


@dataclass(frozen=True)
class Served:
    """A sound page, with an ETag where its host gives one."""

    body: bytes
    etag: str | None = None

    def answer(self, asked: Asked) -> bytes:
        """Return the page, or 304 where the asker has it."""
        if self.etag is None:
            return whole(self.body)
        if asked.headers.get("if-none-match") == self.etag:
            return head(304, ETag=self.etag)
        return whole(self.body, ETag=self.etag)


@dataclass
class FaultServer:
    """Serves `FAULTS`, and `pages` by path; `then` are answers that come first for a path, in order."""

    pages: dict[str, Served] = field(default_factory=dict)
    then: dict[str, list[bytes]] = field(default_factory=lambda: defaultdict(list))
    asked: list[Asked] = field(default_factory=list)
    tls: object = None

    def __enter__(self) -> "FaultServer":
        self._loop = asyncio.new_event_loop()
        self._tasks: set[asyncio.Task[None]] = set()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        starting = asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=self.tls)
        self._server = asyncio.run_coroutine_threadsafe(starting, self._loop).result(10)
        port = self._server.sockets[0].getsockname()[1]
        self.url = f"{'https' if self.tls else 'http'}://127.0.0.1:{port}"
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self._stop(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    async def _stop(self) -> None:
        self._server.close()
        await asyncio.sleep(0.005)  # lets a connection that has just come in begin
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.sleep(0.005)  # lets the last transports close

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        self._tasks.add(task)
        try:
            await self._answer(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            writer.transport.abort()
        finally:
            writer.close()
            with contextlib.suppress(Exception):
                await writer.wait_closed()
            self._tasks.discard(task)

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        first = await reader.readexactly(1)
        if first == TLS_HELLO:
            writer.write(whole(b"this is no TLS port", 400))
            return
        lines = (first + await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        method, path, _ = lines[0].split(" ")
        headers = dict(line.split(": ", 1) for line in lines[1:] if ": " in line)
        asked = Asked(method, path, {name.lower(): value for name, value in headers.items()})
        self.asked.append(asked)

        async def send(piece: bytes) -> None:
            writer.write(piece)
            await writer.drain()

        if self.then[path]:
            await send(self.then[path].pop(0))
        elif path in self.pages:
            await send(self.pages[path].answer(asked))
        else:
            await FAULTS.get(path.partition("?")[0].strip("/"), FAULTS["404"])(send)

    def paths(self) -> list[str]:
        """Return the paths asked, in order."""
        return [asked.path for asked in self.asked]

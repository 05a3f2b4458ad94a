"""How much one reader, and all of them, may ask of the server at once."""

import asyncio
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.runtime import get_instance
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

UPLOAD = re.compile(r"/_stcore/upload_file/(?P<session>[^/]+)/(?P<file>[^/]+)/?")
MOST_FILES = 4  # kept for one session: a CV, and the ones it replaced
SESSION_BYTES = 1_000_000  # kept for one session; the text of a CV has at most 50,000
SERVER_BYTES = 32_000_000  # kept for all sessions
BODY_SECONDS = 20.0  # from the head of a request to the end of its body
ANSWERS = 2  # answers of /api computed at once: one core computes, one reads
WAITING = 20  # requests that wait for one of them
RETRY_SECONDS = 2
READERS = 250  # open pages
TOO_MANY_FILES = f"This page keeps at most {MOST_FILES} uploaded files. Remove one, or reload the page.\n"
TOO_MANY_BYTES = f"This page keeps at most {SESSION_BYTES // 1_000_000} MB of uploaded files.\n"
SERVER_FULL = "Too many files are uploaded at the moment. Please paste the text, or try again later.\n"
NO_LENGTH = "An upload must say how long it is.\n"
TOO_SLOW = "The request took too long to arrive.\n"
BUSY = "too many requests at the moment; please try again in some seconds"
PAGES_FULL = "Too many people look at this dashboard at the moment. Please try again later.\n"


class Bounds:
    """Lets through what a reader needs; what would take the server from others is refused with a sentence."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.answers = asyncio.Semaphore(ANSWERS)
        self.waiting = 0
        self.readers = 0
        self.arriving: Counter[str] = Counter()  # bytes of uploads under way, by session
        self.files: Counter[str] = Counter()  # uploads under way, by session

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on within the bounds of its kind."""
        if scope["type"] == "websocket":
            await self.open_page(scope, receive, send)
        elif scope["type"] != "http":
            await self.app(scope, receive, send)
        elif scope["method"] == "PUT" and (upload := UPLOAD.search(scope["path"])):
            await self.take(upload["session"], scope, timely(receive), send)
        elif scope["path"].startswith("/api/"):
            await self.compute(scope, timely(receive), send)
        else:
            await self.app(scope, timely(receive), send)

    async def open_page(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Open a page's connection unless too many are open."""
        if self.readers >= READERS:
            await send({"type": "websocket.close", "code": 1013, "reason": PAGES_FULL.strip()})
            return
        self.readers += 1
        try:
            await self.app(scope, receive, send)
        finally:
            self.readers -= 1

    async def compute(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one of the addresses for programs when its turn comes, or say that too many wait."""
        if self.waiting >= WAITING:
            refusal = JSONResponse({"error": BUSY}, 503, headers={"Retry-After": str(RETRY_SECONDS)})
            await refusal(scope, receive, send)
            return
        self.waiting += 1
        try:
            await self.answers.acquire()
        finally:
            self.waiting -= 1
        try:
            await self.app(scope, receive, send)
        finally:
            self.answers.release()

    async def take(self, session: str, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass an upload on if its session and the server have room for it."""
        length = length_of(Headers(scope=scope))
        refusal = self.refusal(session, length)
        if refusal is not None:
            await refusal(scope, receive, send)
            return
        with self.under_way(session, length or 0):
            await self.app(scope, receive, send)

    def refusal(self, session: str, length: int | None) -> Response | None:
        """Return why an upload of `length` bytes is refused; None when there is room."""
        if length is None:
            return PlainTextResponse(NO_LENGTH, 411)
        held = held_bytes()
        sizes = held.get(session, [])
        if len(sizes) + self.files[session] >= MOST_FILES:
            return PlainTextResponse(TOO_MANY_FILES, 429)
        if sum(sizes) + self.arriving[session] + length > SESSION_BYTES:
            return PlainTextResponse(TOO_MANY_BYTES, 413)
        if sum(map(sum, held.values())) + self.arriving.total() + length > SERVER_BYTES:
            return PlainTextResponse(SERVER_FULL, 503, headers={"Retry-After": str(RETRY_SECONDS)})
        return None

    @contextmanager
    def under_way(self, session: str, length: int) -> Iterator[None]:
        """Count an upload as kept while it arrives."""
        self.arriving[session] += length
        self.files[session] += 1
        try:
            yield
        finally:
            self.arriving[session] -= length
            self.files[session] -= 1
            self.arriving, self.files = +self.arriving, +self.files  # forget the sessions that hold nothing


def length_of(headers: Headers) -> int | None:
    """Return the length that a request states for its body; None for none, or one that may be untrue."""
    given = headers.get("content-length", "")
    if "transfer-encoding" in headers or not (given.isascii() and given.isdigit()):
        return None
    return int(given[:20])


def held_bytes() -> dict[str, list[int]]:
    """Return the sizes of the files that Streamlit keeps, by session; it drops them when a session ends."""
    manager = get_instance().uploaded_file_mgr
    if not isinstance(manager, MemoryUploadedFileManager):
        return {}
    kept = list(manager.file_storage.items())
    return {session: [len(file.data) for file in list(files.values())] for session, files in kept}


def timely(receive: Receive) -> Receive:
    """Return a `receive` whose body has arrived after `BODY_SECONDS`, or raises a refusal (408)."""
    ends = asyncio.get_running_loop().time() + BODY_SECONDS
    is_whole = False

    async def received() -> Message:
        nonlocal is_whole
        if is_whole:
            return await receive()
        try:
            async with asyncio.timeout_at(ends):
                message = await receive()
        except TimeoutError:
            raise HTTPException(408, TOO_SLOW) from None
        is_whole = not message.get("more_body", False)
        return message

    return received

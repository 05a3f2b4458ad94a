"""The front door: what a request must say before Streamlit sees it, and what each answer tells the browser.

A page of another site cannot choose the `Host` and `Origin` that a browser sends. So a foreign `Host` (a name
that was pointed at this machine) and a foreign `Origin` (a page of another site or of another program on this
machine) are refused here, without asking any name server.
"""

import base64
import hashlib
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.server.bounds import Bounds
from dashboard.server.settings import is_shared, note_address, own_addresses
from data.loopback import LOOPBACK_NAMES

HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[a-z0-9_.-]+)(?::(?P<port>[0-9]{1,5}))?")
DEFAULT_PORTS = (80, 443)  # what a `Host` without a port means
CLOSED = ("/_stcore/metrics",)  # sizes of other people's sessions
PRIVATE = ("/api/", "/media/", "/_stcore/")  # answers that no cache may keep
INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
HEADERS = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
}
WRONG_HOST = (
    "This dashboard does not answer to that name. Open it at the address that it printed when it started. "
    "Its owner can add a name: skillgauge dashboard --host NAME, or --host NAME:PORT for a tunnel.\n"
)
WRONG_ORIGIN = "This dashboard answers its own pages only, not those of another address.\n"
FAILED = "The dashboard could not answer this request. Its log says why.\n"
POLICY_VIOLATION = 1008  # close code of a websocket


class Front:
    """Refuses what is not meant for this dashboard and guards every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        if scope.get("server"):
            note_address(scope["server"][0])
        refusal = refusal_of(scope)
        guarded = _guarded(scope, send)
        if refusal is not None:
            await _refuse(refusal, scope, receive, guarded)
        else:
            await self.app(_settled(scope), receive, guarded)


def refusal_of(scope: Scope) -> Response | None:
    """Return why a request may not go on to Streamlit; None when it may."""
    headers = Headers(scope=scope)
    host = headers.get("host", "").lower()
    if not is_ours(host, scope.get("server")):
        return PlainTextResponse(WRONG_HOST, status_code=421)
    if is_foreign(headers, host):
        return PlainTextResponse(WRONG_ORIGIN, status_code=403)
    if scope["path"].rstrip("/").endswith(CLOSED):
        return PlainTextResponse("Not found\n", status_code=404)
    return None


def is_ours(host: str, server: tuple[str, int | None] | None) -> bool:
    """Return whether a `Host` in lower case names this dashboard; `server` is where the request came in.

    A loopback name must have our own port, or one that the owner named for a tunnel or a container. A name of
    the owner's may have any, for a proxy has its own, unless it was named with one.
    """
    parts = HOST.fullmatch(host)
    if parts is None:
        return False
    name = parts["name"].strip("[]").rstrip(".")
    ports = (int(parts["port"]),) if parts["port"] else DEFAULT_PORTS
    allowed = own_addresses()
    if any((name, port) in allowed for port in ports):
        return True
    if name in LOOPBACK_NAMES:
        return server is None or server[1] is None or server[1] in ports
    return (name, None) in allowed or (is_shared() and server is not None and name == server[0])


def is_foreign(headers: Headers, host: str) -> bool:
    """Return whether a browser sends a request for a page of another address.

    A program sends neither header. A link from elsewhere is a navigation: the page opens, and asks for the
    rest as our own page.
    """
    origin = headers.get("origin")
    if origin is not None and origin.lower() not in (f"http://{host}", f"https://{host}"):
        return True
    is_elsewhere = headers.get("sec-fetch-site", "none") in ("cross-site", "same-site")
    return is_elsewhere and headers.get("sec-fetch-mode") != "navigate"


def _settled(scope: Scope) -> Scope:
    """Return a websocket's request with a host that Streamlit knows and no origin: both are decided here.

    Else Streamlit decides again, and asks an outside service which addresses are its own.
    """
    if scope["type"] != "websocket":
        return scope
    kept: Iterable[tuple[bytes, bytes]] = scope["headers"]
    headers = [(name, value) for name, value in kept if name not in (b"host", b"origin")]
    known = next((name for name, port in own_addresses() if port is None), LOOPBACK_NAMES[0])
    return {**scope, "headers": [*headers, (b"host", known.encode("ascii", "ignore"))]}


async def _refuse(refusal: Response, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer with a refusal; a websocket gets it instead of being opened, where the server can."""
    if scope["type"] == "http" or "websocket.http.response" in scope.get("extensions", {}):
        await refusal(scope, receive, send)
    else:
        await send({"type": "websocket.close", "code": POLICY_VIOLATION})


def _guarded(scope: Scope, send: Send) -> Send:
    """Return a `send` that adds the headers which keep a browser from doing what none of our pages does."""
    host = Headers(scope=scope).get("host", "").lower()
    own = host if is_ours(host, scope.get("server")) else ""
    is_private = scope["path"].startswith(PRIVATE)

    async def guarded(message: Message) -> None:
        if message["type"] in ("http.response.start", "websocket.http.response.start"):
            headers = MutableHeaders(scope=message)
            is_refusal = message["status"] >= 400
            guard(headers, own)
            if is_private or is_refusal:
                headers["Cache-Control"] = "no-store"
            if is_refusal and scope["type"] == "http":
                headers["Connection"] = "close"  # the rest of its body is not waited for
        await send(message)

    return guarded


def guard(headers: MutableHeaders, host: str = "") -> None:
    """Add what every answer says, and take out what would let pages of other sites read it."""
    for name in [name for name in headers if name.startswith("access-control-")]:
        del headers[name]
    headers.update(HEADERS)
    headers["Content-Security-Policy"] = content_policy(host)


def content_policy(host: str) -> str:
    """Return what our pages may load and run: their own files and nothing else.

    Streamlit sets styles from its scripts and Plotly draws pictures from data addresses. Some browsers do not
    count websockets as the page's own, so they are named.
    """
    sockets = f" ws://{host} wss://{host}" if host else ""
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src 'self' {inline_scripts()}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            f"connect-src 'self'{sockets}",
            "worker-src 'self' blob:",
            "manifest-src 'self'",
            "media-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        ]
    )


@cache
def inline_scripts() -> str:
    """Return the digests of the scripts that stand in Streamlit's own page."""
    page = (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    digests = (hashlib.sha256(script.encode()).digest() for script in INLINE.findall(page))
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


async def failed(_request: object, _error: Exception) -> Response:
    """Answer a request that broke: one sentence, guarded like every other answer; the log has the rest."""
    answer = PlainTextResponse(FAILED, status_code=500, headers={"Cache-Control": "no-store"})
    guard(answer.headers)
    return answer


MIDDLEWARE = (Middleware(Front), Middleware(Bounds))

"""The only module that speaks HTTP: one question, one trusted answer, or a SourceError that says why.

One deadline covers all hops, because a client library's timeouts restart with every byte. Bodies are counted
and inflated by `inflate.py`, redirects are followed by hand so that every hop is checked against the source's
hosts, and no cookie or credential is kept or passed on.
"""

import asyncio
import os
import random
import ssl
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any, NoReturn, Self, TypeVar
from urllib.parse import urljoin

import httpx

from data.errors import PageRejected, SourceGone, SourceUnreachable
from data.records import Page, Request
from scraper.http.answers import (
    NO_VALIDATORS,
    Answer,
    Reply,
    Validators,
    check_content,
    media_type,
    raise_for_status,
    raise_if_transient,
)
from scraper.http.inflate import Body, TooLarge, Truncated
from scraper.http.pace import Timetable
from scraper.http.patience import TRIES, Transient, backoff
from scraper.http.sites import Site, is_public, same_host
from scraper.source import fill_in

DEADLINE_S = 120.0  # over all hops of one try; the slowest real board takes about 15
CONNECT_S = 10.0
MAX_REDIRECTS = 5
MAX_BYTES = {"json": 32_000_000, "xml": 50_000_000, "html": 16_000_000}  # largest real board seen: 5.9 MB
MAX_ROBOTS_BYTES = 500 * 1024  # RFC 9309: read at least this much
REDIRECTS = (301, 302, 303, 307, 308)
ACCEPT = {
    "json": "application/json",
    "xml": "application/xml, application/rss+xml, text/xml",
    "html": "text/html, application/xhtml+xml",
}


T = TypeVar("T")
Admit = Callable[[Site, str], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Wire:
    """How hosts are reached: limits, certificates, a proxy, a transport for tests, and where secrets are."""

    deadline_s: float = DEADLINE_S
    verify: ssl.SSLContext | bool = True
    proxy: str | None = None
    transport: httpx.AsyncBaseTransport | None = None
    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)


class Fetcher:
    """Asks hosts over one client; use as an async context manager."""

    def __init__(
        self,
        timetable: Timetable,
        agent: str,
        *,
        now: Callable[[], datetime],
        chance: random.Random,
        wire: Wire | None = None,
    ) -> None:
        self._timetable, self._now, self._chance = timetable, now, chance
        self._wire = wire = wire or Wire()
        self._client = httpx.AsyncClient(
            headers={"User-Agent": agent, "Accept-Encoding": "gzip"},
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
            follow_redirects=False,
            trust_env=False,  # no proxy, certificate or password is taken from the environment unseen
            transport=wire.transport,
            verify=wire.verify,
            proxy=wire.proxy,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.aclose()

    async def fetch(
        self, request: Request, site: Site, *, admit: Admit, validators: Validators = NO_VALIDATORS
    ) -> Answer:
        """Return the answer to one request; raises SourceError after at most three tries.

        `admit` is asked before every hop and raises SourceRefused where robots.txt bars it.
        """

        async def ask() -> Answer:
            reply = await self._follow(request, site, admit, validators)
            return self._answer(reply, request, site, validators)

        return await self._patiently(ask, site.lane(request.url))

    async def read_robots(self, url: str, site: Site) -> tuple[int, bytes]:
        """Return status and first 500 KiB of a robots.txt; raises SourceError where none can be had."""
        request = Request(url, kind="robots", headers=(("Accept", "text/plain"),), expects="html")

        async def ask() -> tuple[int, bytes]:
            reply = await self._follow(request, site, welcome, NO_VALIDATORS)
            raise_if_transient(reply, self._now())
            return reply.status, reply.content

        return await self._patiently(ask, site.lane(url))

    async def _patiently(self, ask: Callable[[], Awaitable[T]], lane: str) -> T:
        """Return what `ask` gives in at most three tries; between them nobody asks in this lane."""
        for attempt in range(1, TRIES):
            try:
                return await ask()
            except Transient as failure:
                wait_s = backoff(attempt, self._chance) if failure.wait_s is None else failure.wait_s
                self._timetable.hold(lane, wait_s)
        try:
            return await ask()
        except Transient as failure:
            raise failure.error from failure

    async def _follow(self, request: Request, site: Site, admit: Admit, validators: Validators) -> Reply:
        """Return the reply at the end of at most five redirects, all within one deadline."""
        url, left_s = site.address(request.url), self._wire.deadline_s
        headers = {"Accept": ACCEPT[request.expects], **dict(request.headers), **validators.headers()}
        clock = asyncio.get_running_loop().time
        for _ in range(MAX_REDIRECTS + 1):
            site.check(url)
            await admit(site, url)
            async with self._timetable.turn(site.lane(url), site.spacing_s):
                started = clock()
                hop = replace(request, url=url, headers=tuple(headers.items()))
                reply = await self._exchange(hop, site, left_s)
            left_s -= clock() - started
            target = redirect_target(reply, request)
            if target is None:
                return reply
            if site.is_retired(url, target):
                raise SourceGone(f"{request.url} leads to the provider's own site: the tenant is retired")
            if not same_host(url, target):
                headers = {"Accept": ACCEPT[request.expects]}
            url = target
        raise PageRejected(f"{request.url} redirects more than {MAX_REDIRECTS} times")

    async def _exchange(self, hop: Request, site: Site, left_s: float) -> Reply:
        """Return one hop's reply; transport faults become our errors."""
        try:
            async with asyncio.timeout(left_s):
                return await self._send(hop, site)
        except TimeoutError as error:
            raise SourceUnreachable(
                f"{hop.url} gave no whole answer within {self._wire.deadline_s:g} s"
            ) from error
        except httpx.TransportError as error:
            raise_for_fault(hop.url, error)
        except (httpx.InvalidURL, UnicodeError) as error:
            raise PageRejected(f"{hop.url[:200]!r} cannot be asked: {error}") from error

    async def _send(self, hop: Request, site: Site) -> Reply:
        """Send one hop; secrets go in here and nowhere earlier, so no message ever holds one."""
        filled = fill_in(hop, site.source, self._wire.environ)
        async with self._client.stream(
            filled.method,
            filled.url,
            headers=dict(filled.headers),
            content=filled.body,
            extensions=self._extensions(site),
        ) as response:
            content, received = await read_body(response, hop, site)
            return Reply(hop.url, response.status_code, response.headers, content, received)

    def _extensions(self, site: Site) -> dict[str, Any]:
        """Return the time limits and, for real hosts, the check of the address that a connection leads to."""
        timeout = httpx.Timeout(site.source.timeout_s, connect=CONNECT_S).as_dict()
        is_direct = site.endpoint is None and self._wire.proxy is None
        return {"timeout": timeout} | ({"trace": refuse_private_address} if is_direct else {})

    def _answer(self, reply: Reply, request: Request, site: Site, validators: Validators) -> Answer:
        """Return what a final reply amounts to, or raise the error for its status."""
        raise_if_transient(reply, self._now())
        given = Validators(reply.headers.get("etag"), reply.headers.get("last-modified"))
        if reply.status == 304 and validators.headers():
            return Answer(None, True, validators, reply.received_bytes)
        if reply.status == 204:
            return Answer(None, False, given, reply.received_bytes)
        raise_for_status(reply, site)
        check_content(reply, request)
        page = Page(
            logical_url(reply.url, request, site), reply.content, self._now(), media_type(reply), request
        )
        return Answer(page, False, given, reply.received_bytes)


async def welcome(_site: Site, _url: str) -> None:
    """Admit every hop: robots.txt itself may always be asked for."""


async def read_body(response: httpx.Response, request: Request, site: Site) -> tuple[bytes, int]:
    """Return a reply's content and the bytes that came for it; the body of an error is not read."""
    status = response.status_code
    if status != 200 and status not in site.source.statuses:
        return b"", 0
    is_robots = request.kind == "robots"
    cap = MAX_ROBOTS_BYTES if is_robots else MAX_BYTES[request.expects]
    encoding = response.headers.get("content-encoding", "")
    if not is_robots:
        check_length(response.headers.get("content-length"), cap, request.url)
    body = Body(encoding, cap)
    try:
        return await body.read(response.aiter_raw()), body.received
    except Truncated as error:
        raise Transient(PageRejected(f"{request.url}: {error}")) from error
    except PageRejected as error:
        if is_robots and isinstance(error, TooLarge):
            return body.content, body.received
        raise PageRejected(f"{request.url}: {error}") from error
    except (httpx.RemoteProtocolError, httpx.ReadError) as error:
        raise Transient(PageRejected(f"{request.url}: the body is truncated: {error}")) from error


def check_length(declared: str | None, cap: int, url: str) -> None:
    """Raise PageRejected for a body that is announced larger than the cap, packed or not."""
    if declared and declared.isascii() and declared.isdigit() and int(declared[:20]) > cap:
        raise PageRejected(f"{url}: the body is too large: {declared[:20]} bytes announced, {cap} allowed")


def redirect_target(reply: Reply, request: Request) -> str | None:
    """Return where a reply redirects to, None where it does not."""
    if reply.status not in REDIRECTS:
        return None
    location = reply.headers.get("location", "")
    if not location or request.method != "GET":
        raise PageRejected(
            f"{reply.url} redirects ({reply.status}) to {location[:200]!r}; it is not followed"
        )
    try:
        return urljoin(reply.url, location)
    except ValueError as error:
        raise PageRejected(f"{reply.url} redirects to {location[:200]!r}, which is no URL") from error


def logical_url(url: str, request: Request, site: Site) -> str:
    """Return a page's URL: that of the source, even where a stand-in server answered."""
    return request.url if url == site.address(request.url) else url


def raise_for_fault(url: str, error: httpx.TransportError) -> NoReturn:
    """Raise our error for a fault of the transport; certificates are never a matter of another try."""
    cause = root_cause(error)
    unreachable = SourceUnreachable(f"{url}: {type(error).__name__}: {error or cause}")
    if isinstance(cause, ssl.SSLError):
        raise SourceUnreachable(f"{url}: TLS failed: {cause}; it is never asked without TLS") from error
    if isinstance(error, httpx.UnsupportedProtocol | httpx.LocalProtocolError):
        raise PageRejected(f"{url}: {error}") from error
    raise Transient(unreachable) from error


def root_cause(error: BaseException) -> BaseException:
    """Return the first error of a chain."""
    while (earlier := error.__cause__ or error.__context__) is not None:
        error = earlier
    return error


async def refuse_private_address(event: str, info: Mapping[str, Any]) -> None:
    """Raise PageRejected as soon as a connection leads to an address that is not public."""
    if event != "connection.connect_tcp.complete":
        return
    connection = info["return_value"]
    address = str(connection.get_extra_info("server_addr")[0])
    if not is_public(address):
        await connection.aclose()
        raise PageRejected(f"the host name leads to the address {address}, which is not public")

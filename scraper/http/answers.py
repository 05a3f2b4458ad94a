"""What a host's reply amounts to: a page that can be trusted, nothing, or the error that says why not."""

import json
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from data.errors import PageRejected, SourceGone, SourcePostponed, SourceRefused, SourceUnreachable
from data.records import Page, Request
from scraper.http.inflate import GZIP_MAGIC, GZIP_WINDOW, is_gzip
from scraper.http.patience import RETRY_AFTER_CAP_S, Transient, retry_after
from scraper.http.sites import Site

CHALLENGE = re.compile(
    rb"captcha|cf-chl|challenge-platform|just a moment|enable javascript and cookies", re.I
)
JSON_START = re.compile(rb"\s*[\[{\"0-9ntf-]")
WEB_PAGE = re.compile(rb"\s*(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
MARKUP_START = re.compile(rb"\s*<")
MARKUP_END = re.compile(rb"</[A-Za-z][\w:.-]{0,60}\s{0,9}>\s*\Z")
BEGINNING = 64_000  # bytes of a packed sitemap that are looked at; whoever reads it inflates the rest
MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Validators:
    """What a host gave by which a later request can ask for changes only."""

    etag: str | None = None
    last_modified: str | None = None

    def headers(self) -> dict[str, str]:
        """Return the headers of a conditional request."""
        pairs = (("If-None-Match", self.etag), ("If-Modified-Since", self.last_modified))
        return {name: value for name, value in pairs if value}


NO_VALIDATORS = Validators()


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one request: a page, or none because it is unchanged or there is nothing (204)."""

    page: Page | None
    unchanged: bool = False
    validators: Validators = NO_VALIDATORS
    received_bytes: int = 0


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to one hop; `received_bytes` counts what came over the wire, packed or not."""

    url: str
    status: int
    headers: Mapping[str, str]
    content: bytes
    received_bytes: int


def raise_if_transient(reply: Reply, now: datetime) -> None:
    """Raise Transient, or SourcePostponed, for a status that another try may cure."""
    if reply.status not in (408, 425, 429) and reply.status < 500:
        return
    wait_s = retry_after(reply.headers.get("retry-after"), now)
    said = f"{reply.url} answered {reply.status}"
    if wait_s is not None and wait_s > RETRY_AFTER_CAP_S:
        until = datetime.fromtimestamp(now.timestamp() + wait_s, now.tzinfo)
        raise SourcePostponed(f"{said}; it may be asked again after {until:%Y-%m-%d %H:%M} UTC", until)
    raise Transient(SourceUnreachable(f"{said}; try again later"), wait_s)


def raise_for_status(reply: Reply, site: Site) -> None:
    """Return for a status that brings a page; raise the SourceError that any other status stands for."""
    status, said = reply.status, f"{reply.url} answered {reply.status}"
    if status == 200 or status in site.source.statuses:
        if reply.headers.get("tdm-reservation", "").strip() == "1" and site.excused is None:
            raise SourceRefused(f"{reply.url} reserves text and data mining (tdm-reservation: 1)")
        return
    if status in (404, 410):
        raise SourceGone(f"{said}: nothing is at this address")
    if status in (401, 403, 451):
        raise SourceRefused(f"{said}: it does not want to be asked")
    raise PageRejected(f"{said}, which is not a whole page")


def check_content(reply: Reply, request: Request) -> None:
    """Raise unless the content is of the type asked for and whole as far as can be seen."""
    content = reply.content
    if request.expects == "xml" and content.startswith(GZIP_MAGIC):
        check_packed(reply)
        return
    for mark in MARKS:
        content = content.removeprefix(mark)
    if request.expects != "html" and WEB_PAGE.match(content) and CHALLENGE.search(content[:100_000]):
        raise SourceRefused(f"{reply.url} answered a challenge page, not {request.expects}")
    if not looks_like(content, request.expects):
        kind = media_type(reply) or "nothing named"
        raise PageRejected(f"{reply.url}: wrong type: {kind!r}, where {request.expects} was asked for")
    if is_open_ended(reply) and not looks_whole(content, request.expects):
        raise PageRejected(f"{reply.url}: the body is truncated: it ends in the middle")


def check_packed(reply: Reply) -> None:
    """Raise unless a gzip file, as sitemaps are sent, begins as XML does; whoever inflates it sees cuts."""
    try:
        content = zlib.decompressobj(GZIP_WINDOW).decompress(reply.content, BEGINNING)
    except zlib.error as error:
        raise PageRejected(f"{reply.url}: the gzip file is broken: {error}") from error
    for mark in MARKS:
        content = content.removeprefix(mark)
    if not looks_like(content, "xml"):
        raise PageRejected(f"{reply.url}: wrong type inside gzip, where xml was asked for")


def looks_like(content: bytes, expects: str) -> bool:
    """Tell whether content begins as its type does; headers lie too often to be believed."""
    if content[:1] == b"\x00" or content[1:2] == b"\x00":  # UTF-16; whoever decodes it knows which
        return True
    if expects == "json":
        return JSON_START.match(content) is not None
    if expects == "xml":
        return MARKUP_START.match(content) is not None and WEB_PAGE.match(content) is None
    return MARKUP_START.match(content) is not None


def is_open_ended(reply: Reply) -> bool:
    """Tell whether only the closed connection ended the body, so that half of it would look whole."""
    framed = "content-length" in reply.headers or "transfer-encoding" in reply.headers
    return not framed and not is_gzip(reply.headers.get("content-encoding", ""))


def looks_whole(content: bytes, expects: str) -> bool:
    """Tell whether content without a length ends as its type does."""
    if expects != "json":
        return MARKUP_END.search(content[-200:]) is not None
    try:
        json.loads(content)
    except (ValueError, RecursionError):
        return False
    return True


def media_type(reply: Reply) -> str:
    """Return the content type with its parameters, as the host declares it."""
    return str(reply.headers.get("content-type", ""))[:200]

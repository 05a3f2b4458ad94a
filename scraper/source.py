"""What a source is: its hosts and terms, the requests that it is asked with, its links and its parser."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from difflib import get_close_matches
from typing import Literal, Protocol
from urllib.parse import unquote, urlsplit

from data.errors import UsageError
from data.records import Board, Page, Parsed, Posting, Request


class Rename(Protocol):
    """Gives a posting an id of its own; with `share_page` others stand on the same page."""

    def __call__(self, posting: Posting, *, share_page: bool) -> Posting:
        """Return the posting under an id that no other posting of its board has."""
        ...


Default = Literal["on", "opt_in", "refused"]

MAX_NAME_CHARS = 50  # of a name that is repeated in a message; the longest real one has 15
MAX_LINK_CHARS = 2_000  # longer links are never recognised; the longest real one seen has 400


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of a source before it is asked, and how its answers are read.

    What it is called on screen stands beside the other origins of postings, in data/origins.toml.

    `hosts` are exact names, or "*.suffix" where each board has a host of its own; "*" is any host that a
    board names. `default` is "on", "opt_in" (asked only when the operator switched it on) or "refused" (asked
    only with a written reason); `reason` says why. `cadence` is the shortest time between two refreshes of a
    board, `spacing_s` between two requests to a host. `parser_version` rises when the same page would be read
    differently, so that remembered validators are dropped.

    `robots_note` records what its robots.txt was seen to say. `robots_exempt` is the reason for asking
    although robots.txt bars the path; it counts only where the operator switched the source on. `reservation`
    is a text-and-data-mining signal seen on it. `secrets` are environment variables; `{NAME}` in a request
    stands for the value (see `fill_in`). `statuses` are the good ones beside 200.

    `parse` is pure: it sees one page and imports no other source. It raises PageRejected for an answer of
    another shape than the source's, and SourceGone for one that says, in the source's own way, that there is
    no such board; a broken record is a Rejection. An answer that lists openings without their text gives no
    postings but one request to follow for each, with what is known of it in `Request.known`, so that whoever
    wants only some titles asks only for those.

    `feeds` are the boards of a source that is one feed for all employers. Where `lists_all` is False such a
    feed shows only the newest or the best matches, so nothing is closed because it is not shown; its pages
    say `complete=False` too.

    `rename` gives a posting an id of its own; it is set where the ids that sites state cannot be relied on.

    `links` match "host/path?query" of a link to the source; `slug` names the board, `id` the posting
    (`tenant` and `region` where there are any).

    A test endpoint (`--endpoint NAME=BASE`) stands in for all hosts: see `endpoint_url`.
    """

    name: str
    documentation: str
    hosts: tuple[str, ...]
    default: Default
    reason: str
    cadence: timedelta
    requests: Callable[[Board], tuple[Request, ...]]
    parse: Callable[[Page, Board], Parsed]
    links: tuple[re.Pattern[str], ...] = ()
    feeds: tuple[Board, ...] = ()
    lists_all: bool = True
    parser_version: int = 1
    spacing_s: float = 1.0
    timeout_s: float = 30.0
    attribution: str | None = None
    reservation: str | None = None
    robots_note: str | None = None
    robots_exempt: str | None = None
    secrets: tuple[str, ...] = ()
    statuses: tuple[int, ...] = ()
    exact_slug: bool = True
    rename: Rename | None = None

    @property
    def has_board_hosts(self) -> bool:
        """Tell whether each board has a host of its own."""
        return any(host.startswith("*") for host in self.hosts)

    def allows(self, host: str) -> bool:
        """Tell whether a request of this source may go to this host."""
        return any(host_matches(host.lower(), pattern) for pattern in self.hosts)

    def recognise(self, url: str) -> Board | None:
        """Return the board that a link leads to, None for a link that is not of this source."""
        match = self.match(link_target(url))
        if match is None or not match["slug"]:
            return None
        slug = slug_of(match)
        region = match.groupdict().get("region")
        return Board(self.name, slug if self.exact_slug else slug.lower(), region=region or None, url=url)

    def identity(self, target: str) -> str | None:
        """Return "source:board:id" of the posting that a target leads to; the board may be empty."""
        match = self.match(target)
        found = match.groupdict().get("id") if match else None
        return identity(self.name, slug_of(match), found) if match and found else None

    def match(self, target: str) -> re.Match[str] | None:
        """Return the match of the first link pattern that fits a link target, None where none does."""
        return next((found for shape in self.links if (found := shape.match(target))), None)


def unknown_source(name: str, known: Collection[str]) -> UsageError:
    """Return the error for a name that is not among the `known` sources; it names the nearest."""
    near = get_close_matches(name.lower()[:MAX_NAME_CHARS], known, n=2)
    hint = f" (did you mean {' or '.join(near)}?)" if near else ""
    return UsageError(f"there is no source {name[:MAX_NAME_CHARS]!r}{hint}; there are {', '.join(known)}")


def slug_of(match: re.Match[str]) -> str:
    """Return the board that a matched link names, as "tenant/slug" where hosts and paths name it together."""
    tenant = match.groupdict().get("tenant")
    return unquote(f"{tenant}/{match['slug']}" if tenant else match["slug"] or "")


def host_matches(host: str, pattern: str) -> bool:
    """Tell whether a host is the one of an exact or "*.suffix" pattern."""
    return pattern in ("*", host) or (pattern.startswith("*.") and host.endswith(pattern[1:]))


def link_target(url: str) -> str:
    """Return "host/path?query" of an http(s) link with the host in lower case, else an empty string."""
    if len(url) > MAX_LINK_CHARS:
        return ""
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname or ""
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https"):
        return ""
    return host.removeprefix("www.") + parts.path + ("?" + parts.query if parts.query else "")


def identity(source: str, slug: str, external_id: str) -> str:
    """Return the ATS identity by which postings of different sources are known to be the same opening."""
    return f"{source}:{unquote(slug).lower()}:{external_id.lower()}"


def endpoint_url(url: str, source: Source, base: str) -> str:
    """Return a request's URL on a stand-in server: `base` replaces scheme and host, the rest is kept.

    A source with a host for each board keeps that host as the first segment of the path:
    https://acme.recruitee.com/api/offers/ on http://127.0.0.1:8000/recruitee is
    http://127.0.0.1:8000/recruitee/acme.recruitee.com/api/offers/.
    """
    parts = urlsplit(url)
    host = f"/{parts.hostname}" if source.has_board_hosts else ""
    query = f"?{parts.query}" if parts.query else ""
    return base.rstrip("/") + host + parts.path + query


def fill_in(request: Request, source: Source, environ: Mapping[str, str]) -> Request:
    """Return a request with the source's secrets in place of their names; raises UsageError if one is unset.

    Called as the request is sent, so that no URL that is logged or stored ever holds a secret.
    """
    missing = [name for name in source.secrets if not environ.get(name)]
    if missing:
        raise UsageError(f"{source.name}: set {' and '.join(missing)}; see {source.documentation}")
    values = {f"{{{name}}}": environ[name] for name in source.secrets}
    return replace(
        request,
        url=put_in(request.url, values),
        headers=tuple((name, put_in(value, values)) for name, value in request.headers),
        body=put_in(request.body.decode(), values).encode() if request.body is not None else None,
    )


def put_in(text: str, values: Mapping[str, str]) -> str:
    """Return text with each `{NAME}` replaced by its value."""
    for name, value in values.items():
        text = text.replace(name, value)
    return text

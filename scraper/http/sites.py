"""Where the requests of a source may go: which URLs, by which name in the timetable, and its stand-in."""

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from data.errors import PageRejected
from scraper.source import Source, endpoint_url

MAX_URL_CHARS = 2_000
# IPv6 addresses that hold an IPv4 address, which is the one that is reached; by how many bits it stands from
# the right. Whatever else tunnels or translates is not public: nobody reaches a real host by it.
WRAPPED = (
    (ipaddress.ip_network("::ffff:0:0/96"), 0),  # mapped
    (ipaddress.ip_network("64:ff9b::/96"), 0),  # NAT64
    (ipaddress.ip_network("2002::/16"), 80),  # 6to4
)
NEVER_PUBLIC = tuple(
    map(
        ipaddress.ip_network,
        (
            "::/96",  # IPv4-compatible
            "::ffff:0:0:0/96",  # IPv4-translated (SIIT)
            "64:ff9b:1::/48",  # NAT64 of a local network
            "2001::/23",  # Teredo and other protocols
            "5f00::/16",  # segment routing
            "fec0::/10",  # site-local
            "100::/64",  # discarded
        ),
    )
)
ISATAP = (0x00005EFE, 0x02005EFE)  # the last 64 bits begin so where an IPv4 address is their other half
SPACE_OR_CONTROL = re.compile("[\x00-\x20\x7f]")


@dataclass(frozen=True, slots=True)
class Site:
    """A source as it is reached in this run.

    `endpoint` is the base of a stand-in server; only with one is plain http or a loopback address reached.
    `excused` is the operator's written reason for asking although the source's terms or robots.txt bar it.
    `pace` scales the spacing, for a stand-in server of one's own only.
    """

    source: Source
    endpoint: str | None = None
    excused: str | None = None
    pace: float = 1.0

    @property
    def spacing_s(self) -> float:
        """Return the seconds between two requests to one host."""
        return self.source.spacing_s * (self.pace if self.endpoint else 1.0)

    def address(self, url: str) -> str:
        """Return the URL that is really asked: on a stand-in server if there is one, else the same."""
        if self.endpoint is None or self.is_stand_in(url):
            return url
        return endpoint_url(url, self.source, self.endpoint)

    def is_stand_in(self, url: str) -> bool:
        """Tell whether a URL already leads to the stand-in server."""
        return self.endpoint is not None and origin(split(url)) == origin(split(self.endpoint))

    def check(self, url: str) -> None:
        """Raise PageRejected unless this source may ask this URL, as asked first or as redirected to."""
        if len(url) > MAX_URL_CHARS or SPACE_OR_CONTROL.search(url):
            raise PageRejected(f"{self.source.name}: a URL that is too long or holds spaces: {url[:200]!r}")
        parts = split(url)
        if self.endpoint is not None and self.is_stand_in(url) and "@" not in parts.netloc:
            return
        if parts.scheme != "https" or "@" in parts.netloc or port(parts) not in (None, 443):
            raise PageRejected(f"{self.source.name}: {url[:200]!r} is not a plain https URL; it is not asked")
        if self.endpoint is not None or not self.source.allows(parts.hostname or ""):
            raise PageRejected(f"{self.source.name}: {parts.hostname!r} is not a host of this source")

    def is_retired(self, url: str, target: str) -> bool:
        """Tell whether a redirect leads from a tenant's host to its provider's own site: the tenant has left.

        "https://acme.jobs.personio.de/xml" to "https://www.personio.com/" is one.
        """
        host, other = (split(each).hostname or "" for each in (self.logical(url), target))
        suffixes = [name[2:] for name in self.source.hosts if name.startswith("*.")]
        brands = {suffix.split(".")[-2] for suffix in suffixes if host.endswith(f".{suffix}")}
        name, _, rest = other.removeprefix("www.").partition(".")
        return host != other and name in brands and rest.count(".") <= 1

    def logical(self, url: str) -> str:
        """Return the URL of the source for one on a stand-in server, as far as it is in the path."""
        if not self.is_stand_in(url) or not self.source.has_board_hosts:
            return url
        path = url.removeprefix(str(self.endpoint)).lstrip("/")
        return f"https://{path}"

    def lane(self, url: str) -> str:
        """Return the timetable's name for the server behind a URL: tenants of one provider share theirs."""
        host = split(url).hostname or ""
        if self.endpoint is not None:
            return f"{self.source.name} at {split(self.endpoint).netloc}"
        patterns = self.source.hosts
        if host in patterns:
            return host
        suffixes = (name for name in patterns if name.startswith("*.") and host.endswith(name[1:]))
        return next(suffixes, host)

    def robots_url(self, url: str) -> str:
        """Return the address of the robots.txt that covers a URL; a stand-in server has one of its own."""
        parts = split(url)
        if self.is_stand_in(url):
            return str(self.endpoint).rstrip("/") + "/robots.txt"
        return self.address(f"{parts.scheme}://{parts.netloc}/robots.txt")


def split(url: str) -> SplitResult:
    """Return the parts of a URL; raises PageRejected for text that cannot be one."""
    try:
        return urlsplit(url)
    except ValueError as error:
        raise PageRejected(f"not a URL: {url[:200]!r}") from error


def port(parts: SplitResult) -> int | None:
    """Return the port that a URL names, None where it names none, -1 for one that is not a port."""
    try:
        return parts.port
    except ValueError:
        return -1


def origin(parts: SplitResult) -> tuple[str, str | None, int | None]:
    """Return scheme, host and port, by which two URLs lead to the same server."""
    return parts.scheme, parts.hostname, port(parts)


def same_host(one: str, other: str) -> bool:
    """Tell whether two URLs lead to the same server, so that a request's own headers may go along."""
    return origin(split(one)) == origin(split(other))


def is_public(address: str) -> bool:
    """Tell whether an IP address is public; an IPv6 address that wraps an IPv4 one is judged by that one."""
    ip = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    if isinstance(ip, ipaddress.IPv6Address):
        number = int(ip)
        inner = next((number >> shift & 0xFFFFFFFF for net, shift in WRAPPED if ip in net), None)
        if inner is not None:
            ip = ipaddress.IPv4Address(inner)
        elif any(ip in net for net in NEVER_PUBLIC) or number >> 32 & 0xFFFFFFFF in ISATAP:
            return False
    return ip.is_global and not ip.is_multicast

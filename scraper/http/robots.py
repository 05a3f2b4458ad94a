"""What robots.txt allows, by RFC 9309: no file means welcome, an unreachable one means keep out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, Protocol
from urllib.parse import urlsplit

from protego import Protego

from data.errors import PageRejected, SourceError, SourceRefused, SourceUnreachable
from scraper.http.pace import Timetable
from scraper.http.sites import Site

PRODUCT = "Skillgauge"  # the token by which a robots.txt may name us
MAX_AGE = timedelta(hours=24)
PATIENT_DELAY_S = 30.0  # a host that wants longer gaps is skipped
LONGEST_DELAY_S = 60.0  # unless the operator excused it; then this is the longest that is honoured

Policy = Literal["allow", "deny"]


@dataclass(frozen=True, slots=True)
class HostRule:
    """An operator's rule for one host, with the reason that every run prints."""

    policy: Literal["obey", "allow", "deny"]
    reason: str


@dataclass(frozen=True, slots=True)
class Policies:
    """How to read what RFC 9309 leaves open. `on_4xx` is what a 4xx robots.txt means."""

    on_4xx: Policy = "allow"
    hosts: Mapping[str, HostRule] | None = None

    def rule_for(self, host: str) -> HostRule | None:
        """Return the operator's rule for a host, if there is one."""
        return (self.hosts or {}).get(host)


class RobotsReader(Protocol):
    """What can fetch a robots.txt."""

    async def read_robots(self, url: str, site: Site) -> tuple[int, bytes]:
        """Return the status and the first 500 KiB of a robots.txt."""
        ...


@dataclass(frozen=True, slots=True)
class RobotsRules:
    """One host's robots.txt as understood. `barred` says why everything is disallowed."""

    read_at: datetime
    parsed: Protego | None = None
    barred: SourceError | None = None


class Robots:
    """Answers whether a URL may be asked; each host's file is read once a day."""

    def __init__(self, reader: RobotsReader, timetable: Timetable, policies: Policies) -> None:
        self._reader, self._timetable, self._policies = reader, timetable, policies
        self._rules: dict[str, RobotsRules] = {}

    async def admit(self, site: Site, url: str, now: datetime) -> None:
        """Return if this URL may be asked; raises SourceRefused or SourceUnreachable where not."""
        host = urlsplit(url).hostname or ""
        rule = self._policies.rule_for(host)
        if rule is not None and rule.policy == "deny":
            raise SourceRefused(f"{host}: kept out by your settings: {rule.reason}")
        if rule is not None and rule.policy == "allow":
            return
        rules = await self._rules_for(site, url, now)
        if rules.barred is not None:
            raise type(rules.barred)(str(rules.barred)) from rules.barred
        if rules.parsed is not None:
            self._apply(rules.parsed, site, url)

    def sitemaps(self, site: Site, url: str) -> tuple[str, ...]:
        """Return the sitemaps that the robots.txt of a URL's host names, if it has been read."""
        rules = self._rules.get(site.robots_url(site.address(url)))
        if rules is None or rules.parsed is None:
            return ()
        return tuple(dict.fromkeys(map(str, rules.parsed.sitemaps)))

    async def _rules_for(self, site: Site, url: str, now: datetime) -> RobotsRules:
        """Return a host's rules, at most a day old; an older copy serves while the host is down."""
        address = site.robots_url(url)
        old = self._rules.get(address)
        if old is not None and now - old.read_at < MAX_AGE:
            return old
        new = await self._read(address, site, now)
        if old is not None and old.barred is None and isinstance(new.barred, SourceUnreachable):
            return old
        self._rules[address] = new
        return new

    async def _read(self, address: str, site: Site, now: datetime) -> RobotsRules:
        try:
            status, content = await self._reader.read_robots(address, site)
        except PageRejected as error:
            return RobotsRules(
                now, barred=SourceRefused(f"{address} cannot be read, so nothing is asked: {error}")
            )
        except SourceError as error:
            return RobotsRules(
                now, barred=SourceUnreachable(f"{address} is unreachable, so nothing is asked: {error}")
            )
        if 400 <= status < 500:
            return self._missing(address, status, now)
        return RobotsRules(now, parsed=parse_robots(content))

    def _missing(self, address: str, status: int, now: datetime) -> RobotsRules:
        if self._policies.on_4xx == "deny":
            return RobotsRules(
                now, barred=SourceRefused(f"{address} answered {status}, which your settings read as no")
            )
        return RobotsRules(now)

    def _apply(self, parsed: Protego, site: Site, url: str) -> None:
        """Raise SourceRefused for a barred path or a delay beyond patience; keep to any other delay."""
        if not parsed.can_fetch(url, PRODUCT) and site.excused is None:
            raise SourceRefused(f"robots.txt of {urlsplit(url).hostname} bars {urlsplit(url).path}")
        delay_s = parsed.crawl_delay(PRODUCT)
        if delay_s is None:
            return
        if delay_s > PATIENT_DELAY_S and site.excused is None:
            raise SourceRefused(
                f"robots.txt of {urlsplit(url).hostname} wants {delay_s:g} s between requests"
            )
        self._timetable.slow_down(site.lane(url), min(float(delay_s), LONGEST_DELAY_S))


def parse_robots(content: bytes) -> Protego:
    """Return the rules of a robots.txt; a byte order mark, which hides the first line, is taken off."""
    return Protego.parse(content.decode("utf-8-sig", "replace"))

"""What the operator may set, in `skillgauge.toml`; every key is optional.

contact = "https://example.org/about"      # added to the User-Agent: a mail address or a URL
page = "https://skillgauge.example/bot"    # where a host's owner can read who asks
proxy = "http://proxy.example:3128"
ca_file = "/etc/ssl/own-ca.pem"            # further certificates to trust
robots_4xx = "allow"                       # or "deny": what a missing robots.txt means
pace = 1.0                                 # scales the spacing, for stand-in servers only

[sources.remotive]
enabled = true                             # switches an opt-in source on, any source off
reason = "written permission of 2026-10-01"  # needed for a refused source; excuses from robots.txt
endpoint = "http://127.0.0.1:8000"         # a stand-in server

[hosts."api.example.com"]
robots = "deny"                            # obey, allow or deny
reason = "asked us to stay away"           # needed; printed in every run
"""

import os
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from data.errors import UsageError
from data.own_files import settings_file
from data.paths import is_there
from scraper.http.robots import HostRule, Policies
from scraper.http.sites import Site
from scraper.source import Source, unknown_source

PROJECT_PAGE = "https://skillgauge.example/bot"  # a fork or an operator sets `page` to its own
MAX_CONTACT_CHARS = 200


@dataclass(frozen=True, slots=True)
class SourceSetting:
    """What the operator set for one source; `enabled` None leaves it at its default."""

    enabled: bool | None = None
    reason: str | None = None
    endpoint: str | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of a run, from the file and the command line."""

    contact: str | None = None
    page: str = PROJECT_PAGE
    proxy: str | None = None
    ca_file: str | None = None
    pace: float = 1.0
    robots: Policies = field(default_factory=Policies)
    sources: Mapping[str, SourceSetting] = field(default_factory=dict)

    def agent(self, version: str) -> str:
        """Return the User-Agent: who asks, and where to complain."""
        contact = f"; {self.contact}" if self.contact else ""
        return f"Skillgauge/{version} (+{self.page}{contact})"

    def with_options(self, contact: str | None, endpoints: Mapping[str, str]) -> "Settings":
        """Return the settings with what the command line says on top."""
        sources = dict(self.sources)
        for name, base in endpoints.items():
            sources[name] = replace(sources.get(name, SourceSetting()), endpoint=base)
        return replace(self, contact=check_contact(contact) or self.contact, sources=sources)

    def site_for(self, source: Source, *, named: bool) -> Site | str:
        """Return how a source is reached, or the reason why it is not asked.

        `named` says that the operator named the source on the command line, which switches an opt-in one on.
        A stand-in server may always be asked: the source itself is not.
        """
        setting = self.sources.get(source.name, SourceSetting())
        is_stand_in = setting.endpoint is not None
        barred = missing_secrets(source) or (
            None if is_stand_in else why_not_asked(source, setting, named=named)
        )
        if barred is not None:
            return barred
        exempt = source.robots_exempt if setting.enabled and not is_stand_in else None
        return Site(source, setting.endpoint, setting.reason or exempt, self.pace)


def missing_secrets(source: Source) -> str | None:
    """Return which environment variables a source still needs, as a reason; None where all are set."""
    missing = [name for name in source.secrets if not os.environ.get(name)]
    if not missing:
        return None
    return f"needs {' and '.join(missing)} in the environment; see {source.documentation}"


def why_not_asked(source: Source, setting: SourceSetting, *, named: bool) -> str | None:
    """Return why a source itself, not a stand-in, is not asked; None where it is."""
    if setting.enabled is False:
        return f"switched off in your settings: {setting.reason or 'no reason given'}"
    if source.default == "refused" and not (setting.enabled and setting.reason):
        return f"refused: {source.reason} (needs `enabled` and a written `reason` in your settings)"
    if source.default == "opt_in" and not (setting.enabled or named):
        return f"opt-in: {source.reason} (switch on with `--source {source.name}` or in your settings)"
    return None


def load_settings(path: Path | None, sources: Collection[str]) -> Settings:
    """Return the settings of a file, which may set those of the named `sources`.

    Without a path it is the user's own file, which may be missing. Raises UsageError for a wrong one.
    """
    chosen = path or settings_file()
    if chosen is None or (path is None and not is_there(chosen)):
        return Settings()
    try:
        table = tomllib.loads(chosen.read_text(encoding="utf-8"))
        return settings_from(table, sources)
    except OSError as error:
        raise UsageError(f"{chosen} cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{chosen}: {error}") from error
    except UsageError as error:
        raise UsageError(f"{chosen}: {error}") from error


def settings_from(table: dict[str, Any], sources: Collection[str]) -> Settings:
    """Return the settings of a parsed file; raises UsageError for a key or a value that cannot be used."""
    expect_keys(
        table, "settings", ("contact", "page", "proxy", "ca_file", "robots_4xx", "pace", "sources", "hosts")
    )
    if table.get("robots_4xx", "allow") not in ("allow", "deny"):
        raise UsageError(f"robots_4xx is {table['robots_4xx']!r}; it may be allow or deny")
    hosts = {host: host_rule(host, rule) for host, rule in tables_in(table, "hosts", "hosts").items()}
    parts = tables_in(table, "sources", "sources")
    return Settings(
        contact=check_contact(text_in(table, "contact")),
        page=check_page(text_in(table, "page") or PROJECT_PAGE),
        proxy=check_proxy(text_in(table, "proxy")),
        ca_file=text_in(table, "ca_file"),
        pace=check_pace(table.get("pace", 1.0)),
        robots=Policies(table.get("robots_4xx", "allow"), hosts),
        sources={name: source_setting(name, part, sources) for name, part in parts.items()},
    )


def source_setting(name: str, table: dict[str, Any], sources: Collection[str]) -> SourceSetting:
    """Return what a table sets for one source; raises UsageError for a name that is not among `sources`."""
    if name not in sources:
        raise unknown_source(name, sources)
    where = f"sources.{name}"
    expect_keys(table, where, ("enabled", "reason", "endpoint"))
    enabled = table.get("enabled")
    if enabled is not None and not isinstance(enabled, bool):
        raise UsageError(f"{where}.enabled is {enabled!r}; it may be true or false")
    endpoint = text_in(table, "endpoint", where)
    return SourceSetting(enabled, text_in(table, "reason", where), endpoint and check_endpoint(endpoint))


def host_rule(host: str, table: dict[str, Any]) -> HostRule:
    """Return the robots rule of one host; raises UsageError for a rule without a written reason."""
    where = f"hosts.{host}"
    expect_keys(table, where, ("robots", "reason"))
    policy, reason = table.get("robots", "obey"), text_in(table, "reason", where)
    if policy not in ("obey", "allow", "deny"):
        raise UsageError(f"{where}: robots is {policy!r}; it may be obey, allow or deny")
    if not reason:
        raise UsageError(f"{where}: a rule needs a written reason")
    return HostRule(policy, reason)


def tables_in(table: Mapping[str, Any], name: str, where: str) -> dict[str, dict[str, Any]]:
    """Return the tables below a key, by name; raises UsageError where anything but tables stands there."""
    found = table.get(name, {})
    if not isinstance(found, dict):
        raise UsageError(f"{where} is {short(found)}; it is a table, [{name}.NAME]")
    wrong = next((key for key, value in found.items() if not isinstance(value, dict)), None)
    if wrong is not None:
        raise UsageError(f"{where}.{wrong} is {short(found[wrong])}; it is a table, [{name}.{wrong}]")
    return found


def text_in(table: Mapping[str, Any], name: str, where: str = "") -> str | None:
    """Return a text that may be missing; raises UsageError for a value of another type."""
    value = table.get(name)
    if value is None or isinstance(value, str):
        return value
    raise UsageError(f"{f'{where}.' if where else ''}{name} is {short(value)}; it is a text in quotes")


def short(value: object) -> str:
    """Return a value as a message shows it, cut to 60 characters."""
    return repr(value)[:60]


def check_pace(value: object) -> float:
    """Return the factor of the spacing; raises UsageError for anything but a number from 0 to 100."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not 0 <= value <= 100:  # type: ignore[operator]
        raise UsageError(f"pace is {short(value)}; it is a number from 0 to 100")
    return float(value)  # type: ignore[arg-type]


def check_page(page: str) -> str:
    """Return the page for the User-Agent; raises UsageError for anything but an http(s) URL in ASCII."""
    is_web = page.startswith(("http://", "https://")) and page.isascii() and page.isprintable()
    if not is_web or " " in page or len(page) > MAX_CONTACT_CHARS:
        raise UsageError(f"page is {short(page)}; it is an http(s) URL in plain letters")
    return page


def check_proxy(proxy: str | None) -> str | None:
    """Return the address of a proxy; raises UsageError for anything but an http(s) URL of a server."""
    if proxy is None:
        return None
    try:
        parts = urlsplit(proxy)
        is_good = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        is_good = False
    if not is_good or not proxy.isprintable():
        raise UsageError(f"proxy is {short(proxy)}; it is the http(s) URL of a server")
    return proxy


def expect_keys(table: Mapping[str, Any], where: str, known: tuple[str, ...]) -> None:
    """Raise UsageError for a key that is not known."""
    unknown = sorted(set(table) - set(known))
    if unknown:
        raise UsageError(f"{where}: unknown key {unknown[0]!r}; there are {', '.join(known)}")


def check_contact(contact: str | None) -> str | None:
    """Return a contact that may stand in a header; raises UsageError for any other."""
    if contact is None:
        return None
    if not contact.isascii() or not contact.isprintable() or not 0 < len(contact) <= MAX_CONTACT_CHARS:
        raise UsageError(f"the contact {contact[:50]!r} is not a mail address or URL in plain letters")
    return contact


def parse_endpoint(option: str, sources: Collection[str]) -> tuple[str, str]:
    """Return the source, one of `sources`, and the base URL of an option `SOURCE=URL`."""
    name, mark, base = option.partition("=")
    if not mark or name not in sources:
        raise UsageError(f"--endpoint {option!r}: give SOURCE=URL, with one of {', '.join(sources)}")
    return name, check_endpoint(base)


def check_endpoint(base: str) -> str:
    """Return the base URL of a stand-in server without a last slash; raises UsageError for any other."""
    try:
        parts = urlsplit(base)
        is_good = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        is_good = False
    if not is_good or "@" in base or "?" in base or "#" in base:
        raise UsageError(f"the endpoint {base!r} is not an http(s) URL of a server")
    return base.rstrip("/")

"""How the commands that ask hosts go about it: settings, identity, certificates, the time."""

import ssl
from datetime import UTC, datetime
from pathlib import Path

from data.errors import UsageError
from data.version import VERSION
from scraper.http.asking import Manners
from scraper.http.fetch import Wire
from scraper.http.settings import Settings, load_settings, parse_endpoint
from scraper.sources import SOURCE_NAMES


def settings_from(config: Path | None, contact: str | None, endpoints: list[str]) -> Settings:
    """Return the settings of the file with the command line on top."""
    stand_ins = dict(parse_endpoint(option, SOURCE_NAMES) for option in endpoints)
    return load_settings(config, SOURCE_NAMES).with_options(contact, stand_ins)


def manners_for(settings: Settings) -> Manners:
    """Return who asks and how: this version, over the wire that the settings describe."""
    wire = Wire(proxy=settings.proxy, verify=certificates(settings.ca_file))
    return Manners(settings, VERSION, wire)


def certificates(ca_file: str | None) -> ssl.SSLContext | bool:
    """Return which certificates to trust: the usual ones, or the system's and the operator's own."""
    if ca_file is None:
        return True
    context = ssl.create_default_context()
    try:
        context.load_verify_locations(ca_file)
    except OSError as error:
        raise UsageError(f"ca_file {ca_file}: {error}") from error
    return context


def utc_now() -> datetime:
    """Return the time of this machine, in UTC."""
    return datetime.now(UTC)

"""Who sees this dashboard, and by which names it is called."""

import os
from ipaddress import ip_address

import streamlit as st

from data.loopback import LOOPBACK_NAMES

SHARED_VARIABLE = "SKILLGAUGE_SHARED"  # "1" makes any dashboard read only, as if it were served to others

_reached: set[str] = set()  # addresses other than loopback on which a request has come in


def is_loopback(address: str | None) -> bool:
    """Return whether only programs on this machine can reach an address; no address means all of them."""
    if address == "localhost":
        return True
    try:
        return ip_address(address or "").is_loopback
    except ValueError:
        return False


def is_shared() -> bool:
    """Return whether others can reach the dashboard, who must not start runs or write files here.

    The server's own options decide, however it was started: an address that is not loopback, or a name that
    others use (a proxy's). Where a server ignores the options, the first request from outside decides.
    """
    if os.environ.get(SHARED_VARIABLE, "") not in ("", "0") or _reached:
        return True
    return not is_loopback(st.get_option("server.address")) or any(
        port is not None or name not in LOOPBACK_NAMES for name, port in own_addresses()
    )


def note_address(address: str) -> None:
    """Remember the address on which a request came in."""
    try:
        if not ip_address(address).is_loopback:
            _reached.add(address)
    except ValueError:  # a Unix socket or a test: not an address that others can reach
        return


def own_addresses() -> tuple[tuple[str, int | None], ...]:
    """Return what the owner allows in an address bar: names and addresses in lower case, and ports.

    A name without a port (None) may have any, a loopback name only the server's own.
    """
    entries: list[str] = st.get_option("server.allowedHosts")
    return tuple(address_of(entry.strip().lower()) for entry in entries)


def address_of(entry: str) -> tuple[str, int | None]:
    """Return name and port of "name", "name:port", "::1", "[::1]" or "[::1]:port"."""
    name, _, port = entry.rpartition(":")
    has_port = port.isascii() and port.isdigit() and bool(name) and (":" not in name or name.endswith("]"))
    return (name if has_port else entry).strip("[]").rstrip("."), int(port) if has_port else None

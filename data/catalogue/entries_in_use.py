"""The entries that postings are read with: the shipped ones, and the user's own layer on top of them."""

from functools import lru_cache
from pathlib import Path

from data.catalogue.entry_checks import check_entries
from data.catalogue.own_layer import Layer, read_layer
from data.catalogue.skills import SKILLS, Entry, read_entries


def entries_in_use() -> tuple[Entry, ...]:
    """Return the checked entries. Raises CatalogError for the first fault."""
    layer = read_layer()
    if layer is not None:
        return checked_on(layer)
    state = SKILLS.stat()
    return _shipped(state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=1)
def _shipped(_changed: int, _size: int) -> tuple[Entry, ...]:
    """Return the checked entries of the shipped file, read once while it stays the same."""
    entries = read_entries()
    check_entries(entries, SKILLS)
    return entries


def check_layer(path: Path) -> None:
    """Raise CatalogError for the first fault of a layer in any file; nothing for a file that is not there."""
    layer = read_layer(path)
    if layer is not None:
        checked_on(layer)


def checked_on(layer: Layer) -> tuple[Entry, ...]:
    """Return the shipped entries with a layer on top, all checked. Raises CatalogError."""
    entries = layer.on(read_entries())
    check_entries(entries, SKILLS)
    return entries

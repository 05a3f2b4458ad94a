"""Which store a command reads or writes."""

import os
from pathlib import Path

from data.paths import STORE_VARIABLE, USER_STORE
from data.store.facts.snapshot import unpack_snapshot


def default_store(given: Path | None = None) -> Path:
    """Return the store to read: the one given, else the environment's, else the user's, else the snapshot.

    The snapshot is unpacked first where that was not done yet. Raises StoreError where it cannot be.
    """
    chosen = chosen_store(given)
    return unpack_snapshot() if chosen == USER_STORE and not USER_STORE.exists() else chosen


def writable_store(given: Path | None = None) -> Path:
    """Return the store to write: the one given, else the environment's, else the user's."""
    return chosen_store(given)


def chosen_store(given: Path | None) -> Path:
    """Return the store that an option or the environment names, else the user's."""
    named = os.environ.get(STORE_VARIABLE)
    return given or (Path(named) if named else USER_STORE)

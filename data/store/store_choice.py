"""Which store a command reads or writes: the one that is named, else the user's, else the shipped facts."""

from pathlib import Path

from data.errors import StoreError
from data.own_files import NO_HOME, say
from data.paths import STORE_VARIABLE, is_there, named_store, user_store
from data.store.facts.earlier_store import bring_earlier_store
from data.store.facts.snapshot import unpack_snapshot


def default_store(given: Path | None = None) -> Path:
    """Return the store to read: the one given, else the environment's, else the user's, else the snapshot.

    The snapshot is unpacked first where that was not done yet. Raises StoreError where it cannot be.
    """
    chosen = named_store(given) or own_store()
    if chosen is None or (not is_there(chosen) and chosen == user_store()):
        return unpack_snapshot()
    return chosen


def writable_store(given: Path | None = None) -> Path:
    """Return the store to write: the one given, else the environment's, else the user's.

    Raises StoreError for a user without a home folder, or whose store of an earlier version cannot be moved.
    """
    return named_store(given) or own_writable_store()


def own_store() -> Path | None:
    """Return the user's own store, which need not exist; None for a user without a home folder."""
    users = user_store()
    try:
        bring_earlier_store(users)
    except StoreError as error:
        say(str(error))
    return users


def own_writable_store() -> Path:
    """Return the user's own store, which need not exist. Raises StoreError as `writable_store` does."""
    users = user_store()
    bring_earlier_store(users)
    if users is None:
        raise StoreError(f"no store can be kept: {NO_HOME}; name a place with --store or {STORE_VARIABLE}")
    return users

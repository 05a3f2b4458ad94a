"""Which store a command reads or writes: the one that is named, else the user's, else the shipped facts."""

from pathlib import Path

from data.errors import StoreError
from data.own_files import NO_HOME, say
from data.paths import SNAPSHOT_PACKED, STORE_VARIABLE, is_there, named_store, user_store
from data.store.facts.earlier_store import bring_earlier_store
from data.store.facts.snapshot import unpack_snapshot

PACKED = b"\xfd7zXZ\x00"  # how a packed snapshot begins


def default_store(given: Path | None = None) -> Path:
    """Return the store to read: the one given, else the environment's, else the user's, else the snapshot.

    The snapshot, and a packed one that is named, is unpacked first where that was not done yet. Raises
    StoreError where it cannot be.
    """
    chosen = named_store(given) or own_store()
    if chosen is not None and is_packed(chosen):
        return unpacked(chosen)
    if chosen is None or (not is_there(chosen) and chosen == user_store()):
        return unpack_snapshot()
    return chosen


def is_packed(path: Path) -> bool:
    """Tell whether a file is a packed snapshot; what cannot be read is left to the store to refuse."""
    try:
        with path.open("rb") as file:
            return file.read(len(PACKED)) == PACKED
    except (OSError, ValueError):  # a name that no file can have is a ValueError
        return False


def unpacked(packed: Path) -> Path:
    """Return where the facts of a packed snapshot lie: beside it under a name of its own, else in a cache."""
    if packed.resolve() == SNAPSHOT_PACKED.resolve():
        return unpack_snapshot()
    return unpack_snapshot(packed, packed.with_name(f"{packed.name}.db"))


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

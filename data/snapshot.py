"""The shipped facts: unpacked once by whoever needs them first, and copied where the user's own store begins.

The packed file has no text and no index; unpacking makes the indexes anew (see data/packing.py for the way
in).
"""

import lzma
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from data.connect import damaged, open_writer, store_errors
from data.errors import StoreBusy, StoreMissing
from data.lock import RunLock
from data.migrations import INDEXES, SEARCH
from data.paths import SNAPSHOT, SNAPSHOT_PACKED

WAIT_SECONDS = 60.0  # for another process that is unpacking
POLL_SECONDS = 0.05


def unpack_snapshot(packed: Path = SNAPSHOT_PACKED, target: Path = SNAPSHOT) -> Path:
    """Return the unpacked facts, unpacking them first where that has not been done for this packed file."""
    if not packed.exists():
        raise StoreMissing(
            f"there is no store and no {packed}; run `skillgauge import FILE` or `skillgauge scrape`"
        )
    target = where_writable(target)
    if not is_fresh(packed, target):
        target.parent.mkdir(parents=True, exist_ok=True)
        with alone(target):
            if not is_fresh(packed, target):
                unpack(packed, target)
    return target


def where_writable(target: Path) -> Path:
    """Return `target`, or a place in the user's cache where its folder cannot be written."""
    folder = next(parent for parent in target.parents if parent.exists())
    if os.access(folder, os.W_OK):
        return target
    return Path.home() / ".cache" / "skillgauge" / target.name


def is_fresh(packed: Path, target: Path) -> bool:
    """Tell whether `target` was unpacked from this packed file: unpacking gives it the same time."""
    return target.exists() and target.stat().st_mtime_ns == packed.stat().st_mtime_ns


@contextmanager
def alone(target: Path) -> Iterator[None]:
    """Hold the lock of `target`, waiting for another process that is unpacking it."""
    lock, give_up = RunLock(target), time.monotonic() + WAIT_SECONDS
    while True:
        try:
            lock.acquire("unpacking", datetime.now(UTC))
            break
        except StoreBusy:
            if time.monotonic() > give_up:
                raise
            time.sleep(POLL_SECONDS)
    try:
        yield
    finally:
        lock.release()


def unpack(packed: Path, target: Path) -> None:
    """Decompress, index, and only then give the file its name."""
    fresh = target.with_name(target.name + ".new")
    try:
        with store_errors(target), lzma.open(packed) as source, fresh.open("wb") as file:
            shutil.copyfileobj(source, file, 1 << 20)
    except (lzma.LZMAError, EOFError) as error:
        raise damaged(packed, str(error)) from error
    add_indexes(fresh)
    time_ns = packed.stat().st_mtime_ns
    os.utime(fresh, ns=(time_ns, time_ns))
    fresh.replace(target)


def add_indexes(path: Path) -> None:
    """Make the indexes, the search index and the query statistics that a packed file lacks."""
    with store_errors(path), closing(open_writer(path, journal="DELETE")) as connection:
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("BEGIN")
        for statement in (*INDEXES, SEARCH, "INSERT INTO search(search) VALUES ('rebuild')", "ANALYZE"):
            connection.execute(statement)
        connection.execute("COMMIT")


def copy_snapshot(path: Path) -> None:
    """Make a new store at `path` that starts with the shipped facts."""
    fresh = path.with_name(path.name + ".new")
    with store_errors(path):
        shutil.copyfile(unpack_snapshot(), fresh)
        with closing(open_writer(fresh, journal="DELETE")) as connection:
            connection.execute("UPDATE meta SET value = lower(hex(randomblob(8))) WHERE key = 'store'")
        fresh.replace(path)

"""The store of an earlier version, which lay beside the installed code: brought to the user's folder.

It is brought whole or not at all, under the locks of both places, and found again where that was interrupted.
"""

import os
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from data.errors import StoreBusy, StoreError
from data.own_files import NO_HOME, bring_file, is_left_by_us, owner_of_code, say, user_number
from data.paths import STORE_NAME, STORE_VARIABLE, earlier_folders, is_there
from data.store.base.connect import APPLICATION_ID, check_file, open_writer, read_only, reading, store_errors
from data.store.base.lock import RunLock
from data.store.base.migrations import check_schema
from data.store.facts.cache import cache_path, store_stamp
from data.store.facts.snapshot import alone

LOGS = ("-wal", "-shm")  # what SQLite keeps beside a store that is in use


def bring_earlier_store(target: Path | None) -> None:
    """Move the store that an earlier version kept beside its code to `target`, where none is; say so.

    The file of another program is left alone. Raises StoreError for a store of ours that cannot be brought:
    it stays as it is, and no other should be begun in its place.
    """
    for folder in earlier_folders():
        old = folder / STORE_NAME
        if not is_there(target) and is_ours(old):
            bring(old, target)


def is_ours(path: Path) -> bool:
    """Tell whether a store of ours that this user may take, of any version up to this one, lies at a path.

    Raises StoreError for a link to one, and for one that cannot be read, is damaged or of a later version.
    """
    if not is_takeable(path):
        return False
    try:
        check_file(path)
        with reading(path), closing(read_only(path)) as connection:
            if connection.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
                return False
            check_schema(connection, path)
    except StoreError as error:
        raise left(str(error)) from error
    if path.is_symlink():
        raise left(f"{path} is a link to it")
    return True


def is_takeable(path: Path) -> bool:
    """Tell whether a file with content is the user's, or the code's owner's who lets others read it."""
    try:
        found, owner = path.stat(), owner_of_code()
    except OSError:
        return False
    is_mine = found.st_uid == user_number()
    return found.st_size > 0 and (is_mine or (found.st_uid == owner and os.access(path, os.R_OK)))


def left(why: str) -> StoreError:
    """Return the error for a store of an earlier version that cannot be brought."""
    return StoreError(
        f"the store of an earlier version stays beside the code: {why}; name another with --store or "
        f"{STORE_VARIABLE}"
    )


def bring(old: Path, target: Path | None) -> None:
    """Move or copy a sound store to the user's folder, unless another command was faster; say so."""
    if target is None:
        raise left(f"{old} has no place to go, for {NO_HOME}")
    try:
        with store_errors(target):
            target.parent.mkdir(parents=True, exist_ok=True)
        with alone(target), locked(old):
            if is_there(target) or not is_there(old):
                return
            is_gone = renamed(old, target) or copied(old, target)
            bring_backups(old, target)
    except StoreError as error:
        raise left(str(error)) from error
    if is_gone:
        with suppress(OSError):
            RunLock(old).path.unlink(missing_ok=True)
            old.parent.rmdir()  # if nothing else is in it
        say(f"your store was moved from {old} to {target}, where it is kept now")
    else:
        say(f"your store was copied from {old}, which cannot be removed, to {target}, where it is kept now")


@contextmanager
def locked(old: Path) -> Iterator[None]:
    """Hold the lock of the old place; without it where its folder cannot be written. Raises StoreBusy."""
    lock = RunLock(old)
    with suppress(OSError):
        lock.acquire("moving the store", datetime.now(UTC))
    try:
        yield
    finally:
        lock.release()


def renamed(old: Path, target: Path) -> bool:
    """Give the old store its new name; False where it lies on another file system or is in use."""
    try:
        if old.stat().st_dev != target.parent.stat().st_dev or not os.access(old.parent, os.W_OK):
            return False
        with closing(open_writer(old)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        if is_there(with_ending(old, "-wal")):  # another program has it open
            return False
        old.rename(target)
    except (OSError, sqlite3.Error):
        return False
    remove(cache_path(old))
    return True


def copied(old: Path, target: Path) -> bool:
    """Copy the old store with its log and check the copy; return whether the old one is gone."""
    fresh = target.with_name(f"{target.name}.new")
    files = [fresh, *(with_ending(fresh, ending) for ending in LOGS)]
    remove(*files)
    try:
        with store_errors(target, needs=lambda: old.stat().st_size):
            before = store_stamp(old)
            copy_whole(old, fresh)
            if is_there(with_ending(old, "-wal")):
                copy_whole(with_ending(old, "-wal"), with_ending(fresh, "-wal"))
            if store_stamp(old) != before:
                raise StoreBusy(f"{old} is being written by another program; try again when it has finished")
        with reading(old), closing(open_writer(fresh)) as connection:
            check_schema(connection, old)
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        with store_errors(target):
            fresh.replace(target)
    finally:
        remove(*files)
    return remove(old, *(with_ending(old, ending) for ending in LOGS), cache_path(old))


def copy_whole(old: Path, new: Path) -> None:
    """Copy a file, and wait until it is on the disk: the old one is removed next. Raises OSError."""
    with old.open("rb") as source, new.open("xb") as file:
        shutil.copyfileobj(source, file, 1 << 20)
        file.flush()
        os.fsync(file.fileno())
    new.chmod(stat.S_IMODE(old.stat().st_mode) | stat.S_IRUSR | stat.S_IWUSR)


def bring_backups(old: Path, target: Path) -> None:
    """Bring the copies that a change of the tables kept of the old store (see `migrations`)."""
    for backup in sorted(old.parent.glob(f"{old.stem}.schema*.db")):
        if is_left_by_us(backup) and not is_there(target.with_name(backup.name)):
            with suppress(OSError):
                bring_file(backup, target.with_name(backup.name))


def with_ending(path: Path, ending: str) -> Path:
    """Return the path of a file that SQLite keeps beside a store."""
    return path.with_name(path.name + ending)


def remove(*files: Path) -> bool:
    """Remove files as far as that goes; return whether the first is gone."""
    for file in files:
        with suppress(OSError):
            file.unlink(missing_ok=True)
    return not is_there(files[0])

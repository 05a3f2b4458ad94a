"""Connections to a store, and a sentence for every way in which one can fail.

Writers may create a file; readers never do. Only here do SQLite's errors become our own.
"""

import errno
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from data.errors import StoreBusy, StoreDamaged, StoreError, StoreFull, StoreMissing, UsageError

APPLICATION_ID = 0x534B4741  # "SKGA": marks a SQLite file as a store
MAGIC = b"SQLite format 3\x00"
BUSY_SECONDS = 5.0  # how long a statement waits for another writer's commit
LONGEST_REASON = 200  # characters of a message from SQLite that are shown
NOT_ALLOWED = "check the permissions, or name another store with --store or SKILLGAUGE_STORE"
CACHE_KIB = 64 * 1024  # of pages, for a writer
FILE_MODE = 0o644  # of each file that is made, less the process's mask

FACTORY: type[sqlite3.Connection] = sqlite3.Connection  # tests put a failing one here


@contextmanager
def store_errors(path: Path, needs: Callable[[], int] = int) -> Iterator[None]:
    """Raise our StoreError for any SQLite or file error inside; `needs` gives the bytes being added."""
    try:
        yield
    except sqlite3.Error as error:
        raise translated(error, path, needs()) from error
    except UnicodeDecodeError as error:  # SQLite quotes damaged bytes in its own messages
        raise damaged(path, "it holds bytes where text should be") from error
    except OSError as error:
        hint = f"; {NOT_ALLOWED}" if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS) else ""
        raise StoreError(f"{path} cannot be used: {error.strerror or error}{hint}") from error


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Do what `store_errors` does for reading, where a value that is never written is damage too."""
    with store_errors(path):
        try:
            yield
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            raise damaged(path, f"it holds what Skillgauge never writes: {error}") from error


def translated(error: sqlite3.Error, path: Path, needs: int = 0) -> StoreError:
    """Return the StoreError that says what `error` means for the store at `path`."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StoreBusy(f"{path} is being written by another program; try again when it has finished")
    if code == sqlite3.SQLITE_FULL:
        return StoreFull(full_message(path, needs))
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return damaged(path, str(error))
    if code == sqlite3.SQLITE_CANTOPEN:
        return StoreError(f"{path} cannot be opened; check the folder and its permissions")
    if code == sqlite3.SQLITE_READONLY:
        return StoreError(f"{path} cannot be written; check its permissions")
    return StoreError(f"{path}: {one_line(str(error))}; nothing of this write was kept")


def full_message(path: Path, needs: int) -> str:
    """Say how much room was needed on a full disk, and how much there is."""
    free = shutil.disk_usage(path.parent).free
    return (
        f"no room to write {path}: about {max(needs, 4096):,} more bytes were needed, "
        f"the disk has {free:,} free; make room and run again (what was committed before is safe)"
    )


def damaged(path: Path, why: str) -> StoreDamaged:
    """Return the error for a file that is not a usable store; `why` may quote SQLite."""
    return StoreDamaged(
        f"{path} is not a usable store ({one_line(why)}); it was left as it is: "
        "move it away or restore a backup"
    )


def one_line(words: str) -> str:
    """Cut words to a short line without control characters: SQLite quotes what it finds in a file."""
    plain = "".join(sign if sign.isprintable() else " " for sign in words[: 2 * LONGEST_REASON])
    return " ".join(plain.split())[:LONGEST_REASON]


def private_opener(name: str, flags: int) -> int:
    """Open a file that only its owner may write, regardless of the process's mask; for `open(opener=)`."""
    return os.open(name, flags, FILE_MODE)


def check_file(path: Path) -> None:
    """Raise StoreMissing, StoreDamaged or StoreError unless there is a readable SQLite file at `path`."""
    with store_errors(path):
        is_there = path.exists()
    if not is_there:
        raise StoreMissing(
            f"there is no store at {path}; run `skillgauge import` or `skillgauge scrape` first"
        )
    if not path.is_file():
        raise damaged(path, "not a file")
    if not os.access(path, os.R_OK):
        raise StoreError(f"{path} cannot be read; check its permissions")
    with store_errors(path), path.open("rb") as file:
        head = file.read(len(MAGIC))
    if head != MAGIC:
        raise damaged(path, "an empty file" if not head else "not a SQLite file")


def refuse_store(out: Path) -> None:
    """Raise UsageError if a file about to be written would replace a store or another SQLite database."""
    try:
        with out.open("rb") as file:
            head = file.read(len(MAGIC)) if out.is_file() else b""
    except OSError:  # nothing there that can be read; writing says why it cannot be written
        return
    if head == MAGIC:
        raise UsageError(f"{out} is a store and it would be lost; choose another name for the output")


def check_ours(connection: sqlite3.Connection, path: Path) -> None:
    """Raise StoreDamaged unless the SQLite file is marked as a Skillgauge store."""
    (found,) = connection.execute("PRAGMA application_id").fetchone()
    if found != APPLICATION_ID:
        raise damaged(path, "a SQLite file of another program")


def open_writer(path: Path, *, journal: str = "WAL") -> sqlite3.Connection:
    """Return a connection that may write and create the file; transactions must be begun explicitly."""
    connection = sqlite3.connect(  # an absolute path, because "file:x.db" would be an address
        path.resolve(), timeout=BUSY_SECONDS, isolation_level=None, factory=FACTORY
    )
    try:
        distrust(connection)
        connection.execute(f"PRAGMA journal_mode={journal}")
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute("PRAGMA temp_store=MEMORY")
        connection.execute(f"PRAGMA cache_size=-{CACHE_KIB}")
    except BaseException:
        connection.close()
        raise
    return connection


def open_reader(path: Path) -> sqlite3.Connection:
    """Return a connection that can only read and never creates a file.

    Raises StoreMissing, StoreDamaged (also for the SQLite file of another program) or StoreError.
    """
    check_file(path)
    with store_errors(path):
        connection = read_only(path)
        try:
            check_ours(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def read_only(path: Path) -> sqlite3.Connection:
    """Return a read-only connection, without locks where the folder cannot be written."""
    address = f"{path.resolve().as_uri()}?mode=ro"
    connection = open_address(address)
    try:
        connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
            raise
        return open_address(f"{address}&immutable=1")
    except BaseException:
        connection.close()
        raise
    return connection


def open_address(address: str) -> sqlite3.Connection:
    """Return a connection to a file named by a URI; several threads may take turns with it."""
    connection = sqlite3.connect(
        address,
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
        factory=FACTORY,
    )
    distrust(connection)
    return connection


def distrust(connection: sqlite3.Connection) -> None:
    """Keep the file from calling functions with side effects, and check each page as it is read.

    https://www.sqlite.org/security.html
    """
    connection.execute("PRAGMA trusted_schema=OFF")
    connection.execute("PRAGMA cell_size_check=ON")


def compact(connection: sqlite3.Connection, path: Path) -> None:
    """Rewrite the store without what was deleted, in it and in the log beside it.

    Raises StoreBusy where another program reads it, so that the log still holds what was deleted.
    """
    with store_errors(path):
        connection.execute("VACUUM")
        (is_held, _, _) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if is_held:
        raise StoreBusy(
            f"{path} is being read by another program, so its log still holds what was deleted; close the "
            f"program and try again"
        )


def check_integrity(path: Path) -> None:
    """Raise StoreDamaged unless every page of the store is sound; reads the whole file."""
    with store_errors(path), closing(open_reader(path)) as connection:
        (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if verdict != "ok":
        raise damaged(path, verdict)

"""Connections to a store, and every way in which one can fail, said in words.

Writers may create a file; readers never do. What SQLite reports becomes one of our errors here alone.
"""

import errno
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from data.errors import StoreBusy, StoreDamaged, StoreError, StoreFull, StoreMissing, UsageError

APPLICATION_ID = 0x534B4741  # "SKGA": marks a SQLite file as ours
MAGIC = b"SQLite format 3\x00"
BUSY_SECONDS = 5.0  # how long a statement waits for another writer's commit
LONGEST_REASON = 200  # characters
NOT_ALLOWED = "check the permissions, or name another store with --store or SKILLGAUGE_STORE"
CACHE_KIB = 64 * 1024
FILE_MODE = 0o644  # of every file we make, less the process's mask

FACTORY: type[sqlite3.Connection] = sqlite3.Connection  # tests put a failing one here


@contextmanager
def store_errors(path: Path, needs: Callable[[], int] = int) -> Iterator[None]:
    """Turn any SQLite error raised inside into ours; `needs` tells how many bytes were being added."""
    try:
        yield
    except sqlite3.Error as error:
        raise translated(error, path, needs()) from error
    except UnicodeDecodeError as error:  # SQLite quotes damaged bytes in its own messages
        raise damaged(path, "it holds text that is none") from error
    except OSError as error:
        hint = f"; {NOT_ALLOWED}" if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS) else ""
        raise StoreError(f"{path} cannot be used: {error.strerror or error}{hint}") from error


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn any error of reading the store into ours: a value that no writer of ours leaves is damage too."""
    with store_errors(path):
        try:
            yield
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            raise damaged(path, f"it holds what Skillgauge never writes: {error}") from error


def translated(error: sqlite3.Error, path: Path, needs: int = 0) -> StoreError:
    """Return the error of ours that says what `error` means for the store at `path`."""
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
    """Return what to say when there is no room left."""
    free = shutil.disk_usage(path.parent).free
    return (
        f"no room to write {path}: about {max(needs, 4096):,} more bytes were needed, "
        f"the disk has {free:,} free; make room and run again (what was committed before is safe)"
    )


def damaged(path: Path, why: str) -> StoreDamaged:
    """Return the error for a file that is not a usable store, with what to do."""
    return StoreDamaged(
        f"{path} is not a usable store ({one_line(why)}); it was left as it is: move it away or restore a "
        f"backup"
    )


def one_line(words: str) -> str:
    """Return words from a file as a short line without control characters: SQLite quotes what it finds."""
    plain = "".join(sign if sign.isprintable() else " " for sign in words[: 2 * LONGEST_REASON])
    return " ".join(plain.split())[:LONGEST_REASON]


def private_opener(name: str, flags: int) -> int:
    """Open a file that only its owner may write, whatever the process's mask; made for `open(opener=)`."""
    return os.open(name, flags, FILE_MODE)


def check_file(path: Path) -> None:
    """Raise StoreMissing or StoreDamaged unless a SQLite file lies at `path`."""
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
    """Raise UsageError where what is to be written would take the place of a store, or of any database."""
    try:
        with out.open("rb") as file:
            head = file.read(len(MAGIC)) if out.is_file() else b""
    except OSError:  # nothing there that can be read; writing says why it cannot be written
        return
    if head == MAGIC:
        raise UsageError(f"{out} is a store; it would be lost. Choose another name for what is to be written")


def check_ours(connection: sqlite3.Connection, path: Path) -> None:
    """Raise StoreDamaged unless the SQLite file is a Skillgauge store."""
    (found,) = connection.execute("PRAGMA application_id").fetchone()
    if found != APPLICATION_ID:
        raise damaged(path, "a SQLite file of another program")


def open_writer(path: Path, *, journal: str = "WAL") -> sqlite3.Connection:
    """Return a connection that writes; transactions are begun by hand."""
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
    """Return a connection that can only read; the file must be one of ours. Never creates a store."""
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
    """Return a connection to a file named by a URI; any thread may use it, one at a time."""
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
    """Let nothing in the file call functions with side effects, and check each page as it is read.

    https://www.sqlite.org/security.html
    """
    connection.execute("PRAGMA trusted_schema=OFF")
    connection.execute("PRAGMA cell_size_check=ON")


def compact(connection: sqlite3.Connection, path: Path) -> None:
    """Write the store anew without what was deleted, in it or in the log beside it. Raises StoreBusy."""
    with store_errors(path):
        connection.execute("VACUUM")
        (is_held, _, _) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if is_held:
        raise StoreBusy(
            f"{path} is being read by another program, so its log still holds what was deleted; close the "
            f"program and try again"
        )


def check_integrity(path: Path) -> None:
    """Raise StoreDamaged unless every page of the store is in order (reads the whole file)."""
    with store_errors(path), closing(open_reader(path)) as connection:
        (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if verdict != "ok":
        raise damaged(path, verdict)

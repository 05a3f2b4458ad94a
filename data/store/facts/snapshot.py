"""The shipped facts: unpacked once by whoever needs them first, and copied to begin the user's own store.

The packed file (see `snapshot_packing`) has no texts and no indexes; unpacking builds the indexes. Nothing of
it is used before its facts have the digest that it names.
"""

import lzma
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from data.errors import StoreBusy, StoreMissing
from data.paths import SNAPSHOT_PACKED
from data.records import Tables
from data.store.base.connect import (
    MAGIC,
    check_ours,
    damaged,
    open_writer,
    private_opener,
    reading,
    store_errors,
)
from data.store.base.lineage import Seal, lineage_from, set_lineage
from data.store.base.lock import RunLock
from data.store.base.migrations import SCHEMA, check_packed, migrate, objects_of, schema_of
from data.store.base.schema import INDEXES, SEARCH
from data.store.facts.cache import cache_path, stamp_of, store_stamp, write_cache
from data.store.facts.shipped_facts import digest_of, note_shipped
from data.store.facts.tables import LAYOUT, read_tables, seal_facts
from data.store.facts.unpacking_places import first_writable, is_trusted, places

WAIT_SECONDS = 60.0  # for another process that is unpacking
POLL_SECONDS = 0.05
CHUNK = 1 << 20  # bytes
MOST_PACKED = 256_000_000  # bytes; 40,000 postings have 5 million
MOST_GROWTH = 40  # times the packed size, beside an empty store; 40,000 postings have 5
EMPTY_STORE = 1_000_000  # bytes
NEVER_PACKED = ("text", "version", "run", "run_board", "revision", "forgotten", "open_name", "open_term")
UNPACKING_MEMORY = 128_000_000  # bytes; the file that we pack needs 65 million


def unpack_snapshot(packed: Path = SNAPSHOT_PACKED, target: Path | None = None) -> Path:
    """Return the path of the unpacked facts, which are unpacked first if that was not done for this file.

    They lie at `target`, without one beside a checkout's code, or in a cache folder where that cannot be
    written. Raises StoreMissing without a packed file, StoreDamaged where its facts are not those that it
    names, and StoreError where no folder can be written.
    """
    with store_errors(packed):
        if not packed.exists():
            raise StoreMissing(
                f"there is no store and no {packed}; run `skillgauge import FILE` or `skillgauge scrape`"
            )
        digest = digest_of(packed, stamp_of(packed))
    for place in places(target):
        if is_trusted(place) and is_unpacked_from(digest, place):
            return place
    place = first_writable(target)
    with alone(place):
        if not is_unpacked_from(digest, place):
            unpack(packed, digest, place)
    return place


def note_of(place: Path) -> Path:
    """Return the path of the note that says which packed file the facts at `place` come from."""
    return place.with_name(f"{place.name}-from")


def note_for(digest: str, place: Path) -> bytes:
    """Return what the note holds: facts in another layout of tables than ours are unpacked again."""
    return f"{digest} {LAYOUT} {stamp_of(place)}\n".encode()


def is_unpacked_from(digest: str, place: Path) -> bool:
    """Tell whether the facts at `place` were unpacked here from the file with this digest and not changed."""
    try:
        return note_of(place).read_bytes()[:1_000] == note_for(digest, place)
    except OSError:
        return False


@contextmanager
def alone(target: Path) -> Iterator[None]:
    """Hold the lock of `target`; wait for another process that is unpacking it.

    Raises StoreBusy after WAIT_SECONDS.
    """
    lock, give_up = RunLock(target), time.monotonic() + WAIT_SECONDS
    while True:
        try:
            with store_errors(target):
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


def unpack(packed: Path, digest: str, target: Path) -> None:
    """Decompress, check and index the facts, and only then give the file its name.

    Where a step fails nothing is left behind. The arrays of the facts are kept beside them.
    """
    fresh = target.with_name(target.name + ".new")
    try:
        with store_errors(target):
            decompress(packed, fresh)
            check_content(packed, fresh)
        seal, tables = finish(packed, digest, fresh)
        with store_errors(target):
            fresh.replace(target)
            with open(note_of(target), "wb", opener=private_opener) as note:
                note.write(note_for(digest, target))
    finally:
        for name in (fresh.name, f"{fresh.name}-journal"):
            with suppress(OSError):
                fresh.with_name(name).unlink(missing_ok=True)
    write_cache(cache_path(target), store_stamp(target), seal, tables)


def decompress(packed: Path, fresh: Path) -> None:
    """Write the unpacked bytes to `fresh`. Raises StoreDamaged for a broken file or one beyond all bounds."""
    size = packed.stat().st_size
    left = EMPTY_STORE + MOST_GROWTH * size if size <= MOST_PACKED else 0
    unpacker = lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=UNPACKING_MEMORY)
    with (
        packed.open("rb") as source,
        open(fresh, "wb", opener=private_opener) as file,
    ):
        while not unpacker.eof:
            taken = source.read(CHUNK) if unpacker.needs_input else b""
            if unpacker.needs_input and not taken:
                raise damaged(packed, "it ends too early")
            try:
                content = unpacker.decompress(taken, CHUNK)
            except (lzma.LZMAError, EOFError) as error:
                raise damaged(packed, str(error)) from error
            left -= len(content)
            if left < 0:
                raise damaged(packed, "it is larger than any facts are")
            file.write(content)


def check_content(packed: Path, fresh: Path) -> None:
    """Raise StoreDamaged unless the unpacked file is of SQLite."""
    with fresh.open("rb") as file:
        if file.read(len(MAGIC)) != MAGIC:
            raise damaged(packed, "what is packed in it is not a SQLite file")


def finish(packed: Path, digest: str, fresh: Path) -> tuple[Seal, Tables]:
    """Make the unpacked file a store that can be read, sealed with the facts that the packed file names.

    `digest` is that of the packed file. Raises StoreDamaged where it holds other facts.
    """
    with reading(packed), closing(open_writer(fresh, journal="DELETE")) as connection:
        check_ours(connection, packed)
        check_packed(connection, packed)
        check_facts_alone(connection, packed)
        named, found = digest_named(connection), read_tables(connection).snapshot
        if named != found:
            raise damaged(packed, f"its facts are {found}, not {named} as it says")
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("BEGIN")
        for statement in (*INDEXES, SEARCH, "INSERT INTO search(search) VALUES ('rebuild')", "ANALYZE"):
            connection.execute(statement)
        connection.execute("COMMIT")
        if schema_of(connection) < SCHEMA:
            migrate(connection)
            connection.execute("UPDATE posting SET shipped = 1")
            set_lineage(connection, lineage_from(found))
        note_shipped(connection, found, digest)
        return seal_facts(connection)


def check_facts_alone(connection: sqlite3.Connection, packed: Path) -> None:
    """Raise StoreDamaged where packed facts hold more than facts: every copy would begin with it."""
    there = objects_of(connection)
    for table in (name for name in NEVER_PACKED if f"table {name}" in there):
        if connection.execute(f"SELECT EXISTS (SELECT 1 FROM {table})").fetchone() != (0,):  # noqa: S608
            raise damaged(packed, f"it holds a {table}, as packed facts never do")


def digest_named(connection: sqlite3.Connection) -> str | None:
    """Return the digest of facts that a packed file names, None for none; older files have no seal."""
    meta = dict(connection.execute("SELECT key, value FROM meta WHERE key IN ('facts', 'store')"))
    seal = Seal.read(meta.get("facts"))
    return seal.facts if seal else meta.get("store")


def copy_snapshot(path: Path) -> None:
    """Make a new store at `path` that starts with the shipped facts. Raises StoreError."""
    fresh = path.with_name(path.name + ".new")
    with (
        store_errors(path),
        unpack_snapshot().open("rb") as facts,
        open(fresh, "wb", opener=private_opener) as file,
    ):
        shutil.copyfileobj(facts, file, CHUNK)
    with store_errors(path):
        fresh.replace(path)

"""Ways in which a store, the cache beside it or packed facts can be damaged, forged or swapped.

Each takes a file and a source of chance, and changes the file in place.
"""

import io
import json
import lzma
import os
import sqlite3
import struct
import warnings
import zipfile
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from random import Random

import numpy as np

Damage = Callable[[Path, Random], None]
ODD = (-1, 77, 2**31, 2**62, -(2**63), 1.5, 1e300, "x", "", "3", b"\x00\xff", None)
COLUMNS = (
    "mention.level", "mention.skill", "mention.any_of", "mention.surface", "reading.role",
    "reading.seniority", "reading.workplace", "reading.clouds", "reading.country", "reading.pay_min",
    "reading.pay_max", "reading.pay_currency", "reading.pay_period", "reading.years_min", "reading.flags",
    "posting.day", "posting.alias", "posting.board", "posting.external_id", "posting.first_run",
    "posting.workplace", "posting.pay_min", "posting.closed_at", "employer.name", "employer.recruiter",
    "alias.name", "alias.employer", "skill.slug", "source.name", "catalog.digest", "vacancy.vacancy",
    "meta.value", "meta.key", "_sqlite_migrations.name",
)  # laid out as a table  # fmt: skip
STATEMENTS = (
    "DELETE FROM meta", "DELETE FROM meta WHERE key = 'lineage'", "DELETE FROM meta WHERE key = 'facts'",
    "DELETE FROM mention WHERE posting % 2", "DELETE FROM skill", "DELETE FROM reading", "DELETE FROM alias",
    "DELETE FROM _sqlite_migrations", "UPDATE mention SET posting = posting + 1000", "DELETE FROM vacancy",
    "DELETE FROM posting WHERE id = 1", "DELETE FROM text", "UPDATE posting SET external_id = 'same' || id",
    "PRAGMA user_version=2", "PRAGMA user_version=1", "PRAGMA user_version=0", "PRAGMA user_version=-7",
    "PRAGMA application_id=7", "DROP TABLE mention", "DROP TABLE meta", "DROP TABLE _sqlite_migrations",
    "DROP INDEX posting_day", "DROP TABLE search", "DROP VIEW search_source",
    "ALTER TABLE mention RENAME TO said", "ALTER TABLE mention ADD COLUMN more", "CREATE TABLE more(x)",
    "CREATE VIEW more AS SELECT load_extension('x')", "CREATE INDEX more ON mention(level)",
    "CREATE TRIGGER t AFTER INSERT ON posting BEGIN DELETE FROM text; END",
    "CREATE TRIGGER t AFTER UPDATE ON meta BEGIN DELETE FROM mention; END",
    "DROP TABLE mention; CREATE VIEW mention AS SELECT 1 AS posting, 1 AS skill, 0 AS level, NULL AS any_of",
    "PRAGMA writable_schema=ON; UPDATE sqlite_master SET sql = 'CREATE TABLE x(y)' WHERE name = 'mention'",
    "PRAGMA writable_schema=ON; UPDATE sqlite_master SET rootpage = 3 WHERE name = 'mention'",
    "PRAGMA journal_mode=DELETE", "VACUUM",
)  # laid out as a table  # fmt: skip


# --- any file -------------------------------------------------------------------------------------------


def flip(path: Path, chance: Random) -> None:
    """Change a few bits."""
    content = bytearray(path.read_bytes())
    for _ in range(chance.choice((1, 1, 3, 50))):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    path.write_bytes(content)


def cut(path: Path, chance: Random) -> None:
    """Lose the end."""
    content = path.read_bytes()
    path.write_bytes(content[: chance.randrange(len(content))])


def grow(path: Path, chance: Random) -> None:
    """Add bytes that mean nothing."""
    with path.open("ab") as file:
        file.write(chance.randbytes(chance.choice((1, 4_096, 100_000))))


def blot(path: Path, chance: Random) -> None:
    """Overwrite a stretch with zeros or with noise."""
    content = bytearray(path.read_bytes())
    start, length = chance.randrange(len(content)), chance.choice((4, 512, 4_096))
    content[start : start + length] = chance.choice((bytes(length), chance.randbytes(length)))
    path.write_bytes(content)


def shuffle(path: Path, chance: Random) -> None:
    """Swap two pages."""
    content, size = bytearray(path.read_bytes()), 4_096
    one, other = (size * chance.randrange(max(1, len(content) // size)) for _ in range(2))
    content[one : one + size], content[other : other + size] = (
        content[other : other + size], content[one : one + size],
    )  # laid out as a table  # fmt: skip
    path.write_bytes(content)


def replace(path: Path, chance: Random) -> None:
    """Put something else there."""
    path.write_bytes(
        chance.choice((b"", b"not ours " * 99, b"SQLite format 3\x00", b"PK\x03\x04", b"\xfd7zXZ\x00"))
    )


def keep_time(damage: Damage) -> Damage:
    """Return the same damage with the time of the file as before."""

    def damaged(path: Path, chance: Random) -> None:
        before = path.stat()
        damage(path, chance)
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    return damaged


# --- stores ---------------------------------------------------------------------------------------------


def edit(path: Path, chance: Random) -> None:
    """Put an odd value into some rows of a column, as any program with SQLite can."""
    table, column = chance.choice(COLUMNS).split(".")
    some = chance.choice(("", f" WHERE abs(random()) % {chance.choice((2, 5))} = 0"))
    with closing(sqlite3.connect(path)) as connection, suppress(sqlite3.Error):
        connection.execute(f"UPDATE OR IGNORE {table} SET {column} = ?{some}", (chance.choice(ODD),))
        connection.commit()


def rework(path: Path, chance: Random) -> None:
    """Change what the store is made of, or lose whole tables."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection, suppress(sqlite3.Error):
        connection.executescript(chance.choice(STATEMENTS))


def leave_log(path: Path, chance: Random) -> None:
    """Lay a log beside it that belongs to nothing."""
    path.with_name(path.name + chance.choice(("-wal", "-journal", "-shm"))).write_bytes(
        chance.randbytes(9_000)
    )


# --- caches ---------------------------------------------------------------------------------------------


def members(path: Path) -> dict[str, np.ndarray]:
    """Return the arrays of a cache."""
    with np.load(path) as file:
        return {name: file[name] for name in file.files}


def forge(path: Path, chance: Random) -> None:
    """Write other arrays under the same names, key and digest."""
    arrays = members(path)
    name = chance.choice(sorted(arrays))
    values = arrays[name]
    kind = chance.randrange(9)
    if kind == 0:
        arrays[name] = values[: chance.randrange(len(values) + 1)]
    elif kind == 1:
        with warnings.catch_warnings(action="ignore"):
            arrays[name] = values.astype(chance.choice((np.float64, np.int8, "S4", "<U7")))
    elif kind == 2:
        arrays[name] = np.array([{"a": 1}] * len(values), dtype=object)
    elif kind == 3:
        del arrays[name]
    elif kind == 4:
        arrays["more"] = values
    elif kind == 5:
        arrays[name] = chance.choice((values[::-1], np.zeros_like(values), values.reshape(1, -1)))
    elif kind == 6:
        words = chance.choice((b"[1]", b"{}", b"[" * 90_000, b"\xff", json.dumps({"skills": 7}).encode()))
        arrays["words"] = np.frombuffer(words, dtype=np.uint8)
    elif kind == 7:
        few = arrays["mention_posting"] >= chance.randrange(4)
        arrays |= {n: arrays[n][few] for n in arrays if n.startswith("mention_")}
    else:
        words = json.loads(arrays["words"].tobytes())
        words[chance.choice(sorted(words))] = chance.choice((7, None, ["x"], "f" * 16))
        arrays["words"] = np.frombuffer(json.dumps(words).encode(), dtype=np.uint8)
    np.savez(path, **arrays)


def repack(path: Path, chance: Random) -> None:
    """Write the same members in another way: packed, twice, exchanged, or claiming to hold terabytes."""
    with zipfile.ZipFile(path) as file:
        contents = {member.filename: file.read(member) for member in file.infolist()}
    names = sorted(contents)
    kind = chance.randrange(4)
    if kind == 0:
        one, other = chance.sample(names, 2)
        contents[one], contents[other] = contents[other], contents[one]
    elif kind == 1:
        contents[chance.choice(names)] = bytes(50_000_000)
    elif kind == 2:
        head = io.BytesIO()
        form = {"descr": "<i8", "fortran_order": False, "shape": (2**40,)}
        np.lib.format.write_array_header_1_0(head, form)
        contents[chance.choice(names)] = head.getvalue() + bytes(64)
    with zipfile.ZipFile(
        path, "w", zipfile.ZIP_DEFLATED if kind < 3 and chance.random() < 0.5 else 0
    ) as file:
        for name, content in contents.items():
            file.writestr(name, content)
        if kind == 3:
            with warnings.catch_warnings(action="ignore"):
                file.writestr(names[0], contents[names[0]])


def mark(path: Path, chance: Random) -> None:
    """Claim in the headers of members that they are packed in an unknown way, or encrypted."""
    content = bytearray(path.read_bytes())
    for sign, at in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        start = content.find(sign)
        value = (1, 0) if chance.random() < 0.5 else (0, 99)
        struct.pack_into("<HH", content, start + at, *value)
    path.write_bytes(content)


def obstruct(path: Path, chance: Random) -> None:
    """Put there what is no file, or no end of one."""
    path.unlink()
    kind = chance.randrange(3)
    if kind == 0:
        path.mkdir()
    elif kind == 1:
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/zero")


# --- packed facts ---------------------------------------------------------------------------------------


def tamper(path: Path, chance: Random) -> None:
    """Change the facts inside and pack them again."""
    inside = path.with_name("inside.db")
    inside.write_bytes(lzma.decompress(path.read_bytes()))
    chance.choice((edit, rework, rework))(inside, chance)
    path.write_bytes(lzma.compress(inside.read_bytes()))
    inside.unlink()


def swell(path: Path, chance: Random) -> None:
    """Add gigabytes that pack well."""
    content = lzma.decompress(path.read_bytes())
    path.write_bytes(lzma.compress(content + bytes(chance.choice((10_000_000, 60_000_000))), preset=1))


ANY = (flip, flip, cut, grow, blot, replace)
STORE_DAMAGES = (*ANY, shuffle, edit, edit, edit, edit, rework, rework, rework, leave_log,
                 keep_time(edit), keep_time(flip))  # laid out as a table  # fmt: skip
CACHE_DAMAGES = (*ANY, keep_time(flip), forge, forge, forge, keep_time(forge), repack, repack, mark, obstruct)
PACKED_DAMAGES = (*ANY, tamper, tamper, tamper, swell)

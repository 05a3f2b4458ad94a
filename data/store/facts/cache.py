"""The file of arrays beside a store: used only if it holds, byte for byte, what the store's seal names.

The file is never trusted. Its size and that of each member follow from the seal, so nothing larger is read or
allocated, and nothing in it is interpreted before its digest agrees. Any other file there is ignored and
written again from the store.
"""

import dataclasses
import hashlib
import io
import json
import os
import stat
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from data.records import Tables
from data.store.base.connect import private_opener
from data.store.base.lineage import LONG, Seal

Array = npt.NDArray[Any]

MOST_WORDS = 64_000_000  # bytes of names; 40,000 postings have 300,000
ROOM = 64_000  # bytes that the zip format may add
HEADER = 128  # bytes before the values of an array whose length has up to 21 digits
WORDS = ("sources", "employers", "countries", "currencies", "skills", "snapshot", "catalog")
ARRAYS = tuple(field.name for field in dataclasses.fields(Tables) if field.name not in WORDS)
DTYPES: dict[str, type[np.generic]] = {
    "posting_id": np.int64,
    "source": np.int16,
    "employer": np.int32,
    "vacancy": np.int32,
    "role": np.int8,
    "seniority": np.int8,
    "workplace": np.int8,
    "clouds": np.uint8,
    "country": np.int16,
    "posted_day": np.int32,
    "salary_min": np.float64,
    "salary_max": np.float64,
    "currency": np.int16,
    "pay_period": np.int8,
    "years_min": np.float64,
    "flags": np.uint8,
    "is_open": np.bool_,
    "first_run": np.int32,
    "word_count": np.int32,
    "item_count": np.int32,
    "control_low": np.uint64,
    "control_high": np.uint64,
    "searched": np.int8,
    "mention_posting": np.int32,
    "mention_skill": np.int16,
    "mention_level": np.int8,
    "mention_group": np.int16,
    "mention_form": np.int8,
}
# what a file that anybody may have written can make zipfile and numpy raise
UNREADABLE = (
    ArithmeticError,
    EOFError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
)


def cache_path(path: Path) -> Path:
    """Return the path of the arrays of a store: "market.db" -> "market.npz"; never that of the store."""
    return path.with_name(path.name + ".npz") if path.suffix == ".npz" else path.with_suffix(".npz")


def stamp_of(path: Path) -> str:
    """Return a text that changes when any program writes or replaces a file; "" for no file or an empty one.

    It holds the inode's change time, which unlike the time of the last write cannot be set by hand.
    """
    try:
        found = path.stat()
    except (FileNotFoundError, ValueError):  # no file can have a name with NUL
        return ""
    return f"{found.st_ino}.{found.st_size}.{found.st_mtime_ns}.{found.st_ctime_ns}" if found.st_size else ""


def store_stamp(path: Path) -> str:
    """Return a text that changes when a store's file is written, or the log of what is not in it yet."""
    return f"{stamp_of(path)}+{stamp_of(Path(f'{path}-wal'))}"


def read_cache(path: Path, stamp: str, seal: Seal) -> Tables | None:
    """Return the arrays that `seal` names; None if the file does not hold them for this `store_stamp`."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode) or found.st_size > largest(seal):
            return None
        with zipfile.ZipFile(path) as file:
            members = read_members(file, key_of(stamp, seal), seal)
        if members is None or content_digest(members["words"], members) != seal.content:
            return None
        words = json.loads(bytes(members["words"]))
        return tables_of({name: np.frombuffer(members[name], DTYPES[name]) for name in ARRAYS}, words)
    except UNREADABLE:
        return None


def key_of(stamp: str, seal: Seal) -> bytes:
    """Return the line in the file that says for which store and facts the arrays were kept."""
    return f"{seal} {stamp}".encode()


def rows_of(name: str, seal: Seal) -> int:
    """Return how many values an array has, by what the seal says."""
    return seal.mentions if name.startswith("mention_") else seal.postings


def largest(seal: Seal) -> int:
    """Return the largest size, in bytes, that the file of these facts can have."""
    values = sum(rows_of(name, seal) * np.dtype(DTYPES[name]).itemsize for name in ARRAYS)
    return values + MOST_WORDS + ROOM


def read_members(file: zipfile.ZipFile, key: bytes, seal: Seal) -> dict[str, memoryview] | None:
    """Return the bytes of each array; None unless all are there, alone, plain and of the right length."""
    sizes = sizes_in(file)
    if sizes.keys() != {"key", "words", *ARRAYS}:
        return None
    shapes: dict[str, tuple[type[np.generic], int]] = {
        "key": (np.uint8, len(key)),
        "words": (np.uint8, sizes["words"]),
        **{name: (DTYPES[name], rows_of(name, seal)) for name in ARRAYS},
    }
    if any(sizes[name] != rows * np.dtype(kind).itemsize for name, (kind, rows) in shapes.items()):
        return None
    members = {name: read_member(file, name, *shape) for name, shape in shapes.items()}
    return members if members["key"] == key else None


def sizes_in(file: zipfile.ZipFile) -> dict[str, int]:
    """Return how many bytes of values each member holds; nothing if one is packed, odd or there twice."""
    found = file.infolist()
    sizes = {member.filename.removesuffix(".npy"): member.file_size - HEADER for member in found}
    is_plain = all(
        member.compress_type == zipfile.ZIP_STORED
        and member.compress_size == member.file_size
        and member.filename.endswith(".npy")
        for member in found
    )
    return sizes if is_plain and len(sizes) == len(found) else {}


def read_member(file: zipfile.ZipFile, name: str, kind: type[np.generic], rows: int) -> memoryview:
    """Return the bytes of an array. Raises ValueError unless its header is the one that we write."""
    content = memoryview(file.read(f"{name}.npy"))
    if content[:HEADER] != header_of(kind, rows):
        raise ValueError(f"{name} has another form")
    return content[HEADER:]


def header_of(kind: type[np.generic], rows: int) -> bytes:
    """Return the bytes that numpy writes before the values of an array of this kind and length."""
    head = io.BytesIO()
    form = {"descr": np.lib.format.dtype_to_descr(np.dtype(kind)), "fortran_order": False, "shape": (rows,)}
    np.lib.format.write_array_header_1_0(head, form)
    return head.getvalue()


def write_cache(path: Path, stamp: str, seal: Seal, tables: Tables) -> None:
    """Keep the arrays for the next reader; does nothing where the folder cannot be written."""
    members = {name: getattr(tables, name) for name in ARRAYS}
    members["words"] = np.frombuffer(words_in(tables), dtype=np.uint8)
    members["key"] = np.frombuffer(key_of(stamp, seal), dtype=np.uint8)
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    with suppress(OSError):
        fresh.unlink(missing_ok=True)
        try:
            with open(fresh, "xb", opener=private_opener) as file:
                np.savez(file, **members)
            fresh.replace(path)
        finally:
            fresh.unlink(missing_ok=True)


def words_in(tables: Tables) -> bytes:
    """Return the names and digests of the tables as JSON; equal tables give equal bytes."""
    return json.dumps({name: getattr(tables, name) for name in WORDS}).encode()


def content_digest(words: bytes | memoryview, arrays: Mapping[str, memoryview]) -> str:
    """Return the digest of everything in the tables, `Seal.content`: LONG hexadecimal characters."""
    digest = hashlib.sha256(words)
    for name in ARRAYS:
        digest.update(arrays[name])
    return digest.hexdigest()[:LONG]


def tables_of(arrays: Mapping[str, Array], words: Mapping[str, Any]) -> Tables:
    """Make the record of arrays and names, and the arrays read-only. Raises TypeError if one is missing."""
    for array in arrays.values():
        array.flags.writeable = False
    names = {
        name: tuple(value) if isinstance(value, list | tuple) else value for name, value in words.items()
    }
    parts: dict[str, Any] = {**arrays, **names}
    return Tables(**parts)

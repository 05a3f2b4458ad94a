"""The facts of a store as arrays, kept beside it in a file as fresh as the store's change counter."""

import dataclasses
import hashlib
import json
import os
import sqlite3
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from data.connect import open_reader, store_errors
from data.migrations import check_not_newer
from data.records import Tables

Array = npt.NDArray[Any]

LAYOUT = 2  # of the cache file; a new one makes old files be ignored
CHUNK = 200_000  # rows fetched at a time: bounds memory
RECRUITER_BIT = 2

WORDS = ("sources", "employers", "countries", "currencies", "skills", "snapshot", "catalog")
ARRAYS = tuple(field.name for field in dataclasses.fields(Tables) if field.name not in WORDS)
DTYPES = {
    "posting_id": np.int64, "source": np.int16, "employer": np.int32, "vacancy": np.int32, "role": np.int8,
    "seniority": np.int8, "workplace": np.int8, "clouds": np.uint8, "country": np.int16,
    "posted_day": np.int32, "salary_min": np.float64, "salary_max": np.float64, "currency": np.int16,
    "pay_period": np.int8,
    "years_min": np.float64, "flags": np.uint8, "is_open": np.bool_, "first_run": np.int32,
    "mention_posting": np.int32, "mention_skill": np.int16, "mention_level": np.int8,
    "mention_group": np.int16,
}  # fmt: skip
NOT_FACTS = ("posting_id", "first_run")  # numbering of one store, left out of the digest

# CROSS JOIN keeps the written order: through keys alone, whatever the statistics of a young store say
# the order of postings wherever facts are numbered: no trace of which came first
ORDER = "source.name, board.slug, length(p.external_id), p.external_id"  # numbers sort as numbers
# an employer is called as most of its postings call it
EMPLOYERS = """
    SELECT employer, name FROM (
        SELECT alias.employer AS employer, alias.name AS name, row_number() OVER (
            PARTITION BY alias.employer ORDER BY count(*) DESC, length(alias.name), alias.name) AS place
        FROM {store}.reading r CROSS JOIN {store}.posting p ON p.id = r.posting
        CROSS JOIN {store}.alias alias ON alias.id = p.alias GROUP BY alias.id)
    WHERE place = 1"""
# workplace 3 is "unspecified": what the source states wins over what the text says, if it states anything
POSTINGS = f"""
    SELECT p.id AS posting_id, board.source AS source, alias.employer AS employer,
        coalesce(vacancy.vacancy, p.id) AS vacancy, r.role AS role, r.seniority AS seniority,
        coalesce(nullif(p.workplace, 3), r.workplace) AS workplace, r.clouds AS clouds, r.country AS country,
        coalesce(p.day, -1) AS posted_day,
        CASE WHEN p.pay_min IS NULL THEN r.pay_min ELSE p.pay_min END AS salary_min,
        CASE WHEN p.pay_min IS NULL THEN r.pay_max ELSE p.pay_max END AS salary_max,
        CASE WHEN p.pay_min IS NULL THEN r.pay_currency ELSE p.pay_currency END AS currency,
        coalesce(CASE WHEN p.pay_min IS NULL THEN r.pay_period ELSE p.pay_period END, -1) AS pay_period,
        r.years_min AS years_min, r.flags | {RECRUITER_BIT} * (employer.recruiter > 0) AS flags,
        p.closed_at IS NULL AS is_open, p.first_run AS first_run
    FROM reading r CROSS JOIN posting p ON p.id = r.posting CROSS JOIN board ON board.id = p.board
    CROSS JOIN source ON source.id = board.source
    CROSS JOIN alias ON alias.id = p.alias CROSS JOIN employer ON employer.id = alias.employer
    LEFT JOIN vacancy ON vacancy.posting = p.id ORDER BY {ORDER}"""  # noqa: S608 - constants
MENTIONS = "SELECT posting, skill, level, coalesce(any_of, -1) FROM mention ORDER BY posting"


def load_tables(path: Path) -> Tables:
    """Return the facts of the store at `path`, from the file beside it while that is fresh."""
    with closing(open_reader(path)) as connection, store_errors(path):
        connection.execute("BEGIN")
        check_not_newer(connection, path)
        key = store_key(connection)
        cached = read_cache(cache_path(path), key)
        if cached is not None:
            return cached
        tables = read_tables(connection)
    write_cache(cache_path(path), key, tables)
    return tables


def cache_path(path: Path) -> Path:
    """Return where the arrays of a store are kept."""
    return path.with_suffix(".npz")


def store_key(connection: sqlite3.Connection) -> str:
    """Return what changes whenever the facts of a store may have."""
    meta = dict(connection.execute("SELECT key, value FROM meta WHERE key IN ('changes', 'store')"))
    return f"{LAYOUT}:{meta['store']}:{meta['changes']}"


# --- the file beside the store --------------------------------------------------------------------------


def read_cache(path: Path, key: str) -> Tables | None:
    """Return the arrays kept under `key`, None when there are none (or they are older, or broken)."""
    try:
        with path.open("rb") as raw, np.load(raw, allow_pickle=False) as file:
            words = json.loads(file["words"].tobytes())
            if words.pop("key") != key:
                return None
            return tables_of({name: file[name] for name in ARRAYS}, words)
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None


def write_cache(path: Path, key: str, tables: Tables) -> None:
    """Keep the arrays for the next reader; a folder that cannot be written is no error."""
    words = {name: getattr(tables, name) for name in WORDS} | {"key": key}
    packed = np.frombuffer(json.dumps(words).encode(), dtype=np.uint8)
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    with suppress(OSError):
        with fresh.open("wb") as file:
            np.savez(file, words=packed, **{name: getattr(tables, name) for name in ARRAYS})
        fresh.replace(path)


def tables_of(arrays: Mapping[str, Array], words: Mapping[str, Any]) -> Tables:
    """Return the record made of arrays and names; the arrays cannot be written."""
    for array in arrays.values():
        array.flags.writeable = False
    names = {
        name: tuple(value) if isinstance(value, list | tuple) else value for name, value in words.items()
    }
    parts: dict[str, Any] = {**arrays, **names}
    return Tables(**parts)


# --- from the store -------------------------------------------------------------------------------------


def read_tables(connection: sqlite3.Connection) -> Tables:
    """Return the facts of an open store."""
    columns = posting_columns(connection)
    words: dict[str, Any] = {
        "sources": coded(columns, "source", dict(connection.execute("SELECT id, name FROM source"))),
        "employers": coded(columns, "employer", dict(connection.execute(EMPLOYERS.format(store="main")))),
        "countries": coded(columns, "country"),
        "currencies": coded(columns, "currency"),
    }
    columns["vacancy"] = by_first_posting(columns["vacancy"])
    mentions, words["skills"] = mention_columns(connection, columns["posting_id"])
    arrays: dict[str, Array] = {
        name: array.astype(DTYPES[name]) for name, array in (columns | mentions).items()
    }
    words["catalog"] = catalog_digest(connection)
    words["snapshot"] = facts_digest(arrays, words)
    return tables_of(arrays, words)


def by_first_posting(vacancies: Array) -> Array:
    """Return vacancies numbered from 0 in the order of their first postings."""
    _, first, number = np.unique(vacancies, return_index=True, return_inverse=True)
    rank = np.empty(len(first), dtype=np.int64)
    rank[np.argsort(first)] = np.arange(len(first))
    return rank[number]


def posting_columns(connection: sqlite3.Connection) -> dict[str, Array]:
    """Return one array for each column of the query over postings."""
    cursor = connection.execute(POSTINGS)
    names = [column[0] for column in cursor.description]
    parts: list[list[Array]] = [
        [np.array(column) for column in zip(*rows, strict=True)] for rows in chunks(cursor)
    ]
    if not parts:
        return {name: np.array([], dtype=object) for name in names}
    return {
        name: np.concatenate([part[k].astype(kind_of(name)) for part in parts])
        for k, name in enumerate(names)
    }


def kind_of(name: str) -> Any:
    """Return the type in which a column is gathered: None becomes NaN in numbers."""
    if name in ("country", "currency"):
        return object
    return np.float64 if name in ("salary_min", "salary_max", "years_min") else np.int64


def chunks(cursor: sqlite3.Cursor) -> Iterator[Sequence[tuple[Any, ...]]]:
    """Yield the rows of a query in lists."""
    while rows := cursor.fetchmany(CHUNK):
        yield rows


def coded(columns: dict[str, Array], name: str, names: Mapping[int, str] | None = None) -> tuple[str, ...]:
    """Replace a column by codes and return the sorted names that the codes index; None becomes -1."""
    values = columns[name].tolist()
    used = sorted({names[v] if names else v for v in set(values) if v is not None})
    code = {word: k for k, word in enumerate(used)}
    lookup = {value: code[names[value] if names else value] for value in set(values) if value is not None}
    columns[name] = np.array([lookup.get(value, -1) for value in values], dtype=np.int64)
    return tuple(used)


def mention_columns(
    connection: sqlite3.Connection, postings: Array
) -> tuple[dict[str, Array], tuple[str, ...]]:
    """Return the arrays of mentions, each (posting, skill, level, group) once, in order; and the skills."""
    slugs = dict(
        connection.execute("SELECT id, slug FROM skill WHERE id IN (SELECT DISTINCT skill FROM mention)")
    )
    skills = tuple(sorted(slugs.values()))
    to_code = np.full(max(slugs, default=0) + 1, -1, dtype=np.int64)
    for key, slug in slugs.items():
        to_code[key] = skills.index(slug)
    packed = [
        pack(np.array(rows, dtype=np.int64), postings, to_code)
        for rows in chunks(connection.execute(MENTIONS))
    ]
    keys = np.unique(np.concatenate(packed)) if packed else np.array([], dtype=np.int64)
    return {
        "mention_posting": keys >> 32,
        "mention_skill": (keys >> 18) & 0x3FFF,
        "mention_level": (keys >> 16) & 0x3,
        "mention_group": (keys & 0xFFFF) - 1,
    }, skills


def pack(rows: Array, postings: Array, to_code: Array) -> Array:
    """Return each mention as one number that sorts by posting row, skill, level and group."""
    row = row_of(postings, rows[:, 0])
    row, rows = row[row >= 0], rows[row >= 0]
    packed: Array = (row << 32) | (to_code[rows[:, 1]] << 18) | (rows[:, 2] << 16) | (rows[:, 3] + 1)
    return packed


def row_of(postings: Array, wanted: Array) -> Array:
    """Return where some postings stand among others that are in any order, -1 where they do not."""
    if not len(postings):
        return np.full(len(wanted), -1)
    order = np.argsort(postings)
    found = order[np.minimum(np.searchsorted(postings, wanted, sorter=order), len(order) - 1)]
    return np.where(postings[found] == wanted, found, -1)


def catalog_digest(connection: sqlite3.Connection) -> str:
    """Return the digest of the rules that read the postings; several are joined by `+`."""
    rows = connection.execute(
        "SELECT digest FROM catalog WHERE id IN (SELECT DISTINCT catalog FROM reading) ORDER BY digest"
    )
    return "+".join(digest for (digest,) in rows)


def facts_digest(arrays: Mapping[str, Array], words: Mapping[str, Any]) -> str:
    """Return 16 hexadecimal characters that stand for all facts."""
    digest = hashlib.sha256(json.dumps(words, sort_keys=True).encode())
    for name in ARRAYS:
        if name not in NOT_FACTS:
            digest.update(np.ascontiguousarray(arrays[name]).tobytes())
    return digest.hexdigest()[:16]

"""The facts of a store as arrays: read from its tables, or from the file of arrays beside it."""

import hashlib
import json
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from data.errors import StoreError
from data.records import (
    CLOUDS,
    FLAGS,
    PAY_PERIODS,
    RECRUITER_BIT,
    ROLES,
    SENIORITIES,
    WORKPLACES,
    Tables,
)
from data.store.base.codes import WORKPLACE
from data.store.base.connect import damaged, open_reader, reading
from data.store.base.lineage import Seal, is_sealed, lineage_of, seal_of, set_seal
from data.store.base.migrations import SCHEMA, check_schema, schema_of
from data.store.facts.cache import (
    ARRAYS,
    DTYPES,
    cache_path,
    content_digest,
    read_cache,
    stamp_of,
    store_stamp,
    tables_of,
    words_in,
    write_cache,
)
from data.store.facts.packed_mentions import chunks, mention_columns, sorted_words, whole

Array = npt.NDArray[Any]

NOT_FACTS = ("posting_id", "first_run")  # numbering of one store, left out of the digest

# the order of postings wherever facts are numbered: it does not show which came first
ORDER = "source.name, board.slug, length(p.external_id), p.external_id"  # numbers sort as numbers
# an employer goes by the name that most of its postings use; CROSS JOIN, here and below, keeps the written
# order of joins, which goes through keys alone, whatever the query statistics of a young store say
EMPLOYERS = """
    SELECT employer, name FROM (
        SELECT alias.employer AS employer, alias.name AS name,
            row_number() OVER (
                PARTITION BY alias.employer
                ORDER BY count(*) DESC, length(alias.name), alias.name) AS place
        FROM {store}.reading r
        CROSS JOIN {store}.posting p ON p.id = r.posting
        CROSS JOIN {store}.alias alias ON alias.id = p.alias
        GROUP BY alias.id)
    WHERE place = 1"""
POSTINGS = f"""
    SELECT p.id AS posting_id, board.source AS source, alias.employer AS employer,
        coalesce(vacancy.vacancy, p.id) AS vacancy, r.role AS role, r.seniority AS seniority,
        {WORKPLACE} AS workplace, r.clouds AS clouds, r.country AS country,
        coalesce(p.day, -1) AS posted_day,
        CASE WHEN p.pay_min IS NULL THEN r.pay_min ELSE p.pay_min END AS salary_min,
        CASE WHEN p.pay_min IS NULL THEN r.pay_max ELSE p.pay_max END AS salary_max,
        CASE WHEN p.pay_min IS NULL THEN r.pay_currency ELSE p.pay_currency END AS currency,
        coalesce(CASE WHEN p.pay_min IS NULL THEN r.pay_period ELSE p.pay_period END, -1) AS pay_period,
        r.years_min AS years_min, r.flags | {RECRUITER_BIT} * (employer.recruiter > 0) AS flags,
        p.closed_at IS NULL AS is_open, p.first_run AS first_run,
        coalesce({{words}}, -1) AS word_count, coalesce({{items}}, -1) AS item_count, {{control}} AS control,
        coalesce({{searched}}, -1) AS searched
    FROM reading r
    CROSS JOIN posting p ON p.id = r.posting
    CROSS JOIN board ON board.id = p.board
    CROSS JOIN source ON source.id = board.source
    CROSS JOIN alias ON alias.id = p.alias
    CROSS JOIN employer ON employer.id = alias.employer
    LEFT JOIN vacancy ON vacancy.posting = p.id
    ORDER BY {ORDER}"""  # noqa: S608 - constants
MENTIONS = "SELECT posting, skill, level, coalesce(any_of, -1), {form} FROM mention ORDER BY posting"
# columns that an earlier schema lacks: the schema that brought each, its name, and what stands for it before
BROUGHT = {
    "words": (4, "r.words", "NULL"),
    "items": (4, "r.items", "NULL"),
    "control": (4, "r.control", "NULL"),
    "form": (4, "form", "0"),
    "searched": (6, "r.searched", "NULL"),
}
# the form of the tables, and the queries that fill them: a seal under another layout says nothing
LAYOUT = "3." + hashlib.sha256("".join(f"{EMPLOYERS}{POSTINGS}{MENTIONS}".split()).encode()).hexdigest()[:8]

LAST_DAY = 47_482  # 1 January 2100 in days since 1970: no posting has a later day
MOST_RUNS = MOST_WORDS = 0x7FFFFFFF
CONTROL_BYTES = 16  # bytes of the bits of control words: two columns of 64
FINITE = 1.7e308  # just below the largest double: refuses infinity
# lowest and highest value of each column; names are checked where they become codes
RANGES = {
    "role": (0, len(ROLES) - 1),
    "seniority": (0, len(SENIORITIES) - 1),
    "workplace": (0, len(WORKPLACES) - 1),
    "clouds": (0, (1 << len(CLOUDS)) - 1),
    "posted_day": (-1, LAST_DAY),
    "salary_min": (-FINITE, FINITE),
    "salary_max": (-FINITE, FINITE),
    "pay_period": (-1, len(PAY_PERIODS) - 1),
    "years_min": (-FINITE, FINITE),
    "flags": (0, (1 << len(FLAGS)) - 1),
    "is_open": (0, 1),
    "first_run": (-MOST_RUNS, MOST_RUNS),
    "word_count": (-1, MOST_WORDS),
    "item_count": (-1, MOST_WORDS),
    "searched": (-1, 1),
}
# what a release counted that no earlier one did: left out of the digest of facts where nobody counted it
LATER = {
    "word_count": -1,
    "item_count": -1,
    "control_low": 0,
    "control_high": 0,
    "searched": -1,
    "mention_form": 0,
}


def load_tables(path: Path) -> Tables:
    """Return the facts of the store at `path`, from the file of arrays beside it where the seal names that.

    A store of an older release is read as it is: who only reads changes no file but that of the arrays.
    Raises StoreMissing, StoreTooNew, and StoreDamaged where the facts are not those that the store says it
    holds.
    """
    tables = current_tables(path)
    if tables is None:
        with closing(open_reader(path)) as connection, reading(path):
            tables = read_tables(connection)
    return tables


def current_tables(path: Path) -> Tables | None:
    """Do what `load_tables` does for a store of this release; None for one of an older release."""
    with reading(path):
        stamp = store_stamp(path)
    with closing(open_reader(path)) as connection, reading(path):
        connection.execute("BEGIN")
        check_schema(connection, path)
        if schema_of(connection) < SCHEMA:
            return None
        seal = seal_of(connection, LAYOUT)
        cached = read_cache(cache_path(path), stamp, seal) if seal else None
        if cached is not None:
            return cached
        tables = read_tables(connection)
        if seal is not None and seal != seal_for(tables, seal.lineage):
            raise damaged(
                path, f"its facts were {seal.facts} when they were written and are {tables.snapshot} now"
            )
    if seal is not None:
        write_cache(cache_path(path), stamp, seal, tables)
    return tables


def version_of(path: Path) -> str:
    """Return a text that changes whenever the facts of a store may have changed, without reading them.

    Raises StoreError for a store that cannot be opened.
    """
    with reading(path):
        stamp = stamp_of(path)
    return f"{LAYOUT} {lineage_in(path)} {stamp}"


def lineage_in(path: Path) -> str:
    """Return the lineage of a store, which changes with its facts; "" for a store of an older release."""
    with closing(open_reader(path)) as connection, reading(path):
        check_schema(connection, path)
        return lineage_of(connection) if schema_of(connection) == SCHEMA else ""


def is_finished(path: Path) -> bool:
    """Tell whether every posting was read and grouped into vacancies; True for what cannot be opened.

    During a run, and after one that was killed, postings may be unread or not yet joined to their vacancy.
    """
    try:
        with closing(open_reader(path)) as connection, reading(path):
            check_schema(connection, path)
            return schema_of(connection) < SCHEMA or is_sealed(connection)
    except StoreError:
        return True


def seal_facts(connection: sqlite3.Connection) -> tuple[Seal, Tables]:
    """Write into an open store which facts it holds, as one transaction; return the seal and the facts."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        tables = read_tables(connection)
        seal = seal_for(tables, lineage_of(connection))
        set_seal(connection, seal)
        connection.execute("COMMIT")
    except BaseException:
        connection.rollback()
        raise
    return seal, tables


def seal_for(tables: Tables, lineage: str) -> Seal:
    """Make the seal of a store with this lineage that holds these facts."""
    arrays = {name: getattr(tables, name).data for name in ARRAYS}
    content = content_digest(words_in(tables), arrays)
    sizes = len(tables.posting_id), len(tables.mention_skill)
    return Seal(LAYOUT, lineage, *sizes, tables.snapshot, content)


# --- from the store -------------------------------------------------------------------------------------


def read_tables(connection: sqlite3.Connection) -> Tables:
    """Read the facts from an open store's tables. Raises ValueError for a value that is never written."""
    schema = schema_of(connection)
    names = {key: name if schema >= since else instead for key, (since, name, instead) in BROUGHT.items()}
    columns = posting_columns(connection, POSTINGS.format(**names))
    check_ranges(columns)
    columns["control_low"], columns["control_high"] = control_bits(columns.pop("control"))
    words: dict[str, Any] = {
        "sources": coded(columns, "source", dict(connection.execute("SELECT id, name FROM source"))),
        "employers": coded(columns, "employer", dict(connection.execute(EMPLOYERS.format(store="main")))),
        "countries": coded(columns, "country"),
        "currencies": coded(columns, "currency"),
    }
    columns["vacancy"] = by_first_posting(columns["vacancy"])
    rows = connection.execute(MENTIONS.format(**names))
    mentions, words["skills"] = mention_columns(connection, rows, columns["posting_id"])
    arrays: dict[str, Array] = {
        name: array.astype(DTYPES[name]) for name, array in (columns | mentions).items()
    }
    words["catalog"] = catalog_digest(connection)
    words["snapshot"] = facts_digest(arrays, words)
    return tables_of(arrays, words)


def by_first_posting(vacancies: Array) -> Array:
    """Number vacancies from 0 in the order of their first postings; one value for each posting."""
    _, first, number = np.unique(vacancies, return_index=True, return_inverse=True)
    rank = np.empty(len(first), dtype=np.int64)
    rank[np.argsort(first)] = np.arange(len(first))
    return rank[number]


def posting_columns(connection: sqlite3.Connection, query: str) -> dict[str, Array]:
    """Return one array for each column of a query, in its order of rows."""
    cursor = connection.execute(query)
    names = [column[0] for column in cursor.description]
    parts: list[list[Array]] = [
        [gathered(name, column) for name, column in zip(names, zip(*rows, strict=True), strict=True)]
        for rows in chunks(cursor)
    ]
    if not parts:
        return {name: np.array([], dtype=object) for name in names}
    return {name: np.concatenate([part[k] for part in parts]) for k, name in enumerate(names)}


def gathered(name: str, column: Sequence[Any]) -> Array:
    """Make an array of a column. Raises ValueError for anything else where whole numbers belong."""
    kind = kind_of(name)
    if kind is not np.int64:
        return np.array(column, dtype=kind)
    return whole(column, name)


def check_ranges(columns: Mapping[str, Array]) -> None:
    """Raise ValueError for a number outside RANGES; NaN stands for a missing amount and passes."""
    for name, (low, high) in RANGES.items():
        values = columns[name]
        if len(values) and ((values < low) | (values > high)).any():
            raise ValueError(f"a {name} outside {low} to {high}")


def kind_of(name: str) -> Any:
    """Return the type in which a column is gathered: a float where None must become NaN."""
    if name in ("country", "currency", "control"):
        return object
    return np.float64 if name in ("salary_min", "salary_max", "years_min") else np.int64


def control_bits(values: Array) -> tuple[Array, Array]:
    """Return bits 0 to 63 and 64 to 127 of the control words of each posting; none where nobody looked.

    Byte i of a value has bits 8i to 8i + 7. Raises ValueError for what is no such value.
    """
    if not all(value is None or (type(value) is bytes and len(value) <= CONTROL_BYTES) for value in values):
        raise ValueError("control words that are no bits")
    packed = b"".join((value or b"").ljust(CONTROL_BYTES, b"\0") for value in values)
    pairs = np.frombuffer(packed, dtype="<u8").reshape(len(values), 2).astype(np.uint64)
    return pairs[:, 0], pairs[:, 1]


def coded(columns: dict[str, Array], name: str, names: Mapping[int, str] | None = None) -> tuple[str, ...]:
    """Replace a column by codes in place; return the sorted names that the codes index. None becomes -1.

    `names` translates numbers of the store first. Raises ValueError for a name that is not text.
    """
    values = columns[name].tolist()
    used = sorted_words({names[v] if names else v for v in set(values) if v is not None})
    code = {word: k for k, word in enumerate(used)}
    lookup = {value: code[names[value] if names else value] for value in set(values) if value is not None}
    columns[name] = np.array([lookup.get(value, -1) for value in values], dtype=np.int64)
    return tuple(used)


def catalog_digest(connection: sqlite3.Connection) -> str:
    """Return the digest of the rules that read the postings; several, in order, are joined by `+`."""
    rows = connection.execute(
        "SELECT digest FROM catalog WHERE id IN (SELECT DISTINCT catalog FROM reading) ORDER BY digest"
    )
    return "+".join(digest for (digest,) in rows)


def facts_digest(arrays: Mapping[str, Array], words: Mapping[str, Any]) -> str:
    """Return the 16 hexadecimal characters by which figures name their facts.

    Equal facts have one digest in every store: the numbering of postings and runs is left out, and so is
    what the release that read them did not count.
    """
    digest = hashlib.sha256(json.dumps(words, sort_keys=True).encode())
    for name in ARRAYS:
        is_counted = name not in LATER or bool((arrays[name] != LATER[name]).any())
        if name not in NOT_FACTS and is_counted:
            digest.update(np.ascontiguousarray(arrays[name]).tobytes())
    return digest.hexdigest()[:16]

"""Dumps, read record by record: JSON lines, a JSON array or CSV, plain or packed, from a file or stdin."""

import json
import lzma
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Literal

from data.errors import UsageError
from data.files.dump_arrays import array_objects, parts_of
from data.files.dump_bytes import open_dump
from data.files.dump_csv import (
    MAX_ROW,
    TOO_LONG,
    cells_of,
    delimiter_of,
    header_names,
    rows_under_header,
    separator_in,
    values_of,
)
from data.files.dump_text import DumpLine, line_of
from data.progress import Progress, unnoticed

MAX_LINE = 16_000_000  # bytes of a line or an object; the longest real record seen has 90,000
MAX_PARTS = 100_000  # objects and lists inside one record; it may have four times as many values
HN_KEYS = frozenset({"parent", "time", "type", "text"})
# what a column or key may be called, by the name that it has here
NAMES: dict[str, tuple[str, ...]] = {
    "id": ("id", "job_id", "jobid", "posting_id"),
    "source": ("source", "site"),
    "title": ("title", "job_title", "jobtitle", "position"),
    "company": ("company", "company_name", "companyname", "employer", "employer_name"),
    "location": ("location", "job_location"),
    "posted_at": (
        "posted_at",
        "date_posted",
        "posted_date",
        "dateposted",
        "postedat",
        "original_listed_time",
        "listed_time",
    ),
    "url": ("url", "job_url", "joburl", "job_link", "link", "job_posting_url"),
    "text": ("text", "description", "job_description", "jobdescription", "job_summary", "body"),
    "lang": ("lang", "language"),
    "department": ("department",),
    "first_seen": ("first_seen",),
    "last_seen": ("last_seen",),
}
ALL_NAMES = frozenset(name for names in NAMES.values() for name in names)
TABLES, OBJECTS = (".csv", ".tsv", ".tab"), (".json", ".jsonl", ".ndjson")
SURE = 3  # known names that make a first line a header
BREAKS = (EOFError, OSError, lzma.LZMAError, zlib.error)  # what a file that breaks off raises


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a dump: `values`, or None with the `reason` why it cannot be read.

    `line` counts from 1; for a record of several lines it is the last one in CSV, the first one in an array.
    `notes` say what was not read as it stands ("read as Windows-1252 ...").
    """

    line: int
    values: Mapping[str, Any] | None
    reason: str | None = None
    notes: tuple[str, ...] = ()


def read_dump(name: str, progress: Progress = unnoticed, encoding: str | None = None) -> Iterator[Record]:
    """Yield each record of a dump; `-` is standard input.

    `progress` is called with the bytes read from the disk. `encoding` is what the user named, None to
    recognise it. Raises UsageError for a file that cannot be read; for one that breaks off, after its last
    whole record.
    """
    line = 0
    try:
        with open_dump(name, progress, encoding) as (head, file):
            for record in records_of(name, head, file):
                line = record.line
                yield record
    except BREAKS as error:
        why = str(error) or type(error).__name__
        raise UsageError(
            f"{name} ends or breaks after line {line} ({why}); what came before was kept"
        ) from error


def records_of(name: str, head: bytes, file: IO[bytes]) -> Iterator[Record]:
    """Yield the records of an opened dump; its form is recognised by `head` and `name`."""
    form = form_of(name, head)
    if form == "array":
        return array_records(file)
    if form == "lines":
        return json_records(file)
    return csv_records(name, bounded_lines(file, MAX_ROW))


def form_of(name: str, head: bytes) -> Literal["array", "lines", "csv"]:
    """Decide by the first bytes whether a dump is a JSON array, JSON lines or CSV.

    Where they do not decide, its name does; else it is CSV if its first line is a header, JSON lines if not.
    """
    start = head.lstrip()
    if start.startswith(b"["):
        inside = start[1:].lstrip()
        if inside.startswith(b"{") or (not inside and b"\n" in start):
            return "array"
    suffixes = [suffix.lower() for suffix in Path(name).suffixes]
    if start.startswith((b"{", b"[")) or any(suffix in OBJECTS for suffix in suffixes):
        return "lines"
    if any(suffix in TABLES for suffix in suffixes):
        return "csv"
    return "csv" if is_header(line_of(1, start.partition(b"\n")[0]).text) else "lines"


def is_header(line: str) -> bool:
    """Tell whether a line is a CSV header with at least SURE known names, or a `sep=;` line above one."""
    if separator_in(line):
        return True
    names = header_names(cells_of(line, delimiter_of(line, ALL_NAMES)))
    return len(ALL_NAMES.intersection(names)) >= SURE


def bounded_lines(file: IO[bytes], limit: int) -> Iterator[DumpLine]:
    """Yield the lines of a file; one of more than `limit` bytes comes without its text, with a reason."""
    number = 0
    while raw := file.readline(limit + 1):
        number += 1
        if len(raw) <= limit:
            yield line_of(number, raw)
            continue
        while raw and not raw.endswith(b"\n"):
            raw = file.readline(limit)
        yield DumpLine(number, "", reason=TOO_LONG)


def json_records(file: IO[bytes]) -> Iterator[Record]:
    """Yield one record for each line that is not blank."""
    for line in bounded_lines(file, MAX_LINE):
        if line.reason or line.text.strip():
            yield json_record(line)


def array_records(file: IO[bytes]) -> Iterator[Record]:
    """Yield one record for each object of a JSON array; a broken object is split where parts can be saved."""
    for number, raw in array_objects(file, MAX_LINE):
        whole = object_record(number, raw)
        parts = [] if whole.values is not None else parts_of(raw)
        yield from (object_record(number, part) for part in parts) if len(parts) > 1 else [whole]


def object_record(number: int, raw: bytes) -> Record:
    """Read one object of an array, which began on line `number`; one of over MAX_LINE bytes is rejected."""
    return json_record(
        line_of(number, raw) if len(raw) <= MAX_LINE else DumpLine(number, "", reason=TOO_LONG)
    )


def json_record(line: DumpLine) -> Record:
    """Read one JSON object; NaN and Infinity become None. What cannot be read is a record with a reason."""
    if line.reason:
        return Record(line.number, None, line.reason)
    if max(line.text.count("[") + line.text.count("{"), line.text.count(",") // 4) > MAX_PARTS:
        return Record(line.number, None, "too many parts")
    try:
        values = json.loads(line.text, parse_constant=no_value)
    except (ValueError, RecursionError):
        return Record(line.number, None, "not JSON")
    if not isinstance(values, dict):
        return Record(line.number, None, "not a JSON object")
    return Record(line.number, values, notes=(line.note,) if line.note else ())


def no_value(_name: str) -> None:
    """Read NaN and Infinity as a missing value: they are not JSON, but programs write them for one."""


def csv_records(name: str, lines: Iterator[DumpLine]) -> Iterator[Record]:
    """Yield one record for each CSV row below the header. Raises UsageError for a header of unknown names."""
    names, rows = rows_under_header(lines, ALL_NAMES)
    if names and not ALL_NAMES.intersection(names):
        wanted = ", ".join(NAMES)
        raise UsageError(
            f"{name}: no column named in its first line is known (known are {wanted}); nothing was read"
        )
    for row in rows:
        if row.reason:
            yield Record(row.number, None, row.reason)
        elif len(row.cells) > len(names):
            yield Record(row.number, None, "more cells than the header names")
        elif any(row.cells):
            yield Record(row.number, values_of(names, row.cells), notes=row.notes)


def is_hn_comment(values: Mapping[str, Any]) -> bool:
    """Tell whether a record has the keys of a Hacker News comment, as its API writes them."""
    return values.keys() >= HN_KEYS and "title" not in values

"""Dumps: JSON lines or CSV, plain, .gz or .xz, or standard input; one record a line, with its number."""

import csv
import gzip
import io
import json
import lzma
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, NoReturn, cast

from data.errors import UsageError

MAX_LINE = 16_000_000  # characters; the longest real record seen has 90,000
LONG_ENOUGH = 2_000_000_000  # for the csv module: MAX_LINE is checked by us
HN_KEYS = frozenset({"parent", "time", "type", "text"})
Progress = Callable[[int], None]


def unnoticed(_count: int) -> None:
    """Take no notice of progress."""


@dataclass(frozen=True, slots=True)
class Record:
    """One line of a dump: its number, and its values or why it cannot be read."""

    line: int
    values: Mapping[str, Any] | None
    reason: str | None = None


class CountedFile(io.RawIOBase):
    """A file that reports how many of its bytes were read, before any decompression."""

    def __init__(self, path: Path, progress: Progress) -> None:
        self._file, self._progress = path.open("rb", buffering=0), progress

    def readable(self) -> bool:
        """Say that this can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill `buffer`, report and return how many bytes came."""
        count = self._file.readinto(buffer) or 0
        self._progress(count)
        return count

    def close(self) -> None:
        """Close the file."""
        self._file.close()
        super().close()


def read_dump(name: str, progress: Progress = unnoticed) -> Iterator[Record]:
    """Yield each record of a dump; `-` is standard input (JSON lines), `progress` is told the bytes read."""
    with open_dump(name, progress) as file:
        records = csv_records(file) if is_csv(name) else json_records(bounded_lines(file))
        line = 0
        try:
            for record in records:
                line = record.line
                yield record
        except (EOFError, OSError, lzma.LZMAError) as error:
            raise UsageError(
                f"{name} ends or breaks after line {line} ({error}); what came before was read"
            ) from error


@contextmanager
def open_dump(name: str, progress: Progress) -> Iterator[IO[str]]:
    """Open a dump as text."""
    if name == "-":
        yield sys.stdin
        return
    try:
        raw = cast(IO[bytes], io.BufferedReader(CountedFile(Path(name), progress)))
    except OSError as error:
        raise UsageError(f"{name} cannot be read: {error.strerror}") from error
    with (
        raw,
        io.TextIOWrapper(inflated(name, raw), encoding="utf-8-sig", errors="replace", newline="\n") as file,
    ):
        yield file


def inflated(name: str, raw: IO[bytes]) -> IO[bytes]:
    """Return the bytes behind .gz or .xz, other bytes as they are."""
    suffix = Path(name).suffix.lower()
    if suffix == ".gz":
        return cast(IO[bytes], gzip.open(raw))
    return lzma.open(raw) if suffix == ".xz" else raw


def is_csv(name: str) -> bool:
    """Tell whether a dump's name says CSV."""
    return ".csv" in [suffix.lower() for suffix in Path(name).suffixes]


def bounded_lines(file: IO[str]) -> Iterator[str]:
    """Yield the lines of a file; of one that is too long only as much as shows it."""
    while line := file.readline(MAX_LINE + 1):
        yield line
        while line and not line.endswith("\n"):
            line = file.readline(MAX_LINE)


def json_records(lines: Iterable[str]) -> Iterator[Record]:
    """Yield one record for each line of JSON that is not blank."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield json_record(number, line)


def json_record(number: int, line: str) -> Record:
    """Return the record of one line of JSON."""
    if len(line) > MAX_LINE:
        return Record(number, None, "line too long")
    try:
        values = json.loads(line, parse_constant=refuse_constant)
    except (ValueError, RecursionError):
        return Record(number, None, "not JSON")
    return Record(number, values) if isinstance(values, dict) else Record(number, None, "not a JSON object")


def refuse_constant(name: str) -> NoReturn:
    """Refuse NaN and Infinity, which are not JSON."""
    raise ValueError(name)


def csv_records(lines: Iterable[str]) -> Iterator[Record]:
    """Yield one record for each row of CSV under its header; the number is that of the row's last line."""
    csv.field_size_limit(LONG_ENOUGH)
    reader = csv.DictReader(lines)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Record(reader.line_num, None, f"not CSV: {error}")
            continue
        yield csv_record(reader.line_num, row)


def csv_record(number: int, row: dict[str | None, Any]) -> Record:
    """Return the record of one CSV row; an empty cell is a missing value."""
    if None in row:
        return Record(number, None, "more cells than the header names")
    values = {name: value for name, value in row.items() if value not in (None, "")}
    return Record(number, cast(dict[str, Any], values))


def is_hn_comment(values: Mapping[str, Any]) -> bool:
    """Tell whether a record has the shape of a Hacker News comment."""
    return values.keys() >= HN_KEYS and "title" not in values

"""The only way from the dashboard to a file: CSV that no spreadsheet mistakes for formulas, JSON, and a ZIP.

A sheet is made of figures as `analysis` returns them, so an export holds every number of the screen, with its
n, interval, slice, digests and receipt.
"""

import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields

from analysis.market.corpus import Corpus
from analysis.market.grounded import NEWEST, grounded
from analysis.market.rows import row_of
from data.files.csvfile import Cell, write_rows

ZIP_DAY = (2020, 1, 1, 0, 0, 0)  # one fixed time, so that the same view gives the same bytes


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: `name` is its file name without ending."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def sheet_of(name: str, figures: Iterable[object], record: type | None = None) -> Sheet:
    """Return a sheet with one row for each figure and one column for each of its numbers.

    `record` is what the figures are, for the columns of a sheet that may have none.
    """
    found = sheet_of_rows(name, (row_of(figure) for figure in figures))
    if found.rows or record is None:
        return found
    return Sheet(name, tuple(field.name for field in fields(record)), ())


def sheet_of_rows(name: str, rows: Iterable[Mapping[str, Cell]]) -> Sheet:
    """Return a sheet of rows that name their columns; a column that a row lacks stays empty."""
    records = list(rows)
    columns = tuple(dict.fromkeys(column for record in records for column in record))
    return Sheet(name, columns, tuple(tuple(record.get(column) for column in columns) for record in records))


def grounded_sheet(sheet: Sheet, corpus: Corpus) -> Sheet:
    """Return a sheet whose rows say the newest posting, and beside n how many of the slice name no skill."""
    rows = grounded(corpus, (dict(zip(sheet.columns, row, strict=True)) for row in sheet.rows))
    return sheet_of_rows(sheet.name, rows) if rows else Sheet(sheet.name, (*sheet.columns, NEWEST), ())


def to_csv(sheet: Sheet) -> bytes:
    """Return a sheet as CSV: UTF-8 with a mark, quotes doubled, no cell that starts like a formula."""
    handle = io.StringIO(newline="")
    write_rows(handle, sheet.columns, sheet.rows)
    return handle.getvalue().encode("utf-8", "replace")


def to_json(sheet: Sheet) -> bytes:
    """Return a sheet as JSON: a list with one object for each row; missing is null."""
    rows = [dict(zip(sheet.columns, row, strict=True)) for row in sheet.rows]
    return json.dumps(rows, ensure_ascii=False, allow_nan=False, indent=1).encode("utf-8", "replace")


def to_zip(sheets: Sequence[Sheet], notes: str, report: str) -> bytes:
    """Return all views of a slice as one archive: a CSV each, the method notes, and the printable report."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for sheet in sheets:
            archive.writestr(_entry(f"{sheet.name}.csv"), to_csv(sheet))
        archive.writestr(_entry("method.txt"), notes.encode())
        archive.writestr(_entry("report.html"), report.encode("utf-8", "replace"))
    return held.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, date_time=ZIP_DAY)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry

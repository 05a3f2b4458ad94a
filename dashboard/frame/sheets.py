"""The only way from the dashboard to a file: CSV that no spreadsheet mistakes for formulas, JSON, and a ZIP.

A sheet is a frame of the rows that `analysis` returns, so an export holds every number of the screen, with
its n, interval, slice, digests and receipt.
"""

import io
import json
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

import pandas as pd

from analysis.frames import TYPES, cells_of, frame_of
from analysis.market.corpus import Corpus
from analysis.market.figure_kind import Row
from analysis.market.grounded import NEWEST, grounded
from analysis.market.rows import row_of
from analysis.registry import figure_kinds
from data.files.csvfile import write_rows

ZIP_DAY = (2020, 1, 1, 0, 0, 0)  # one fixed time, so that the same view gives the same bytes


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """One table: `name` is its file name without ending."""

    name: str
    frame: pd.DataFrame


def sheet_of(name: str, figures: Iterable[object], corpus: Corpus, record: type | None = None) -> Sheet:
    """Return a sheet with one row for each figure and one column for each of its numbers.

    With the newest posting, and beside n how many of the slice name no skill. A column that a row lacks stays
    empty; `record` is what the figures are, for the columns of a sheet that may have none.
    """
    columns = [field.name for field in fields(record)] if record else []
    said = grounded(corpus, map(row_of, figures))
    return Sheet(name, frame_of(said, None if said else (*columns, NEWEST)))


def figure_sheet(kind: str, rows: Iterable[Row], corpus: Corpus) -> Sheet:
    """Return rows of a registered kind of figure as the sheet that is called after it.

    Its columns have the order of the kind, also where the first row lacks some of them.
    """
    known, said = figure_kinds()[kind], grounded(corpus, rows)
    held = {name for row in said for name in row}
    names = [name for name in known.header if name in held] or [NEWEST]
    return Sheet(known.sheet_name, frame_of(said, names, TYPES))


def to_csv(sheet: Sheet) -> bytes:
    """Return a sheet as CSV: UTF-8 with a mark, quotes doubled, no cell that starts like a formula."""
    handle = io.StringIO(newline="")
    write_rows(handle, list(sheet.frame.columns), cells_of(sheet.frame))
    return handle.getvalue().encode("utf-8", "replace")


def to_json(sheet: Sheet) -> bytes:
    """Return a sheet as JSON: a list with one object for each row; missing is null."""
    rows = [dict(zip(sheet.frame.columns, row, strict=True)) for row in cells_of(sheet.frame)]
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

"""CSV that a spreadsheet opens as text and numbers, never as formulas.

Spreadsheets run a cell that starts with `=`, `+`, `-` or `@` (or one of their full-width forms), even after
white space. Such a text gets a leading apostrophe; a leading TAB would not do, because Excel strips it.
Numbers stay numbers, so a negative difference is still a number.
"""

import csv
import math
import re
from collections.abc import Iterable, Sequence
from typing import TextIO

BYTE_ORDER_MARK = "\ufeff"  # without it Excel reads UTF-8 as the local code page
FORMULA = re.compile(r"[\s\u200b\u2060\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[ \u00a0]*[\t\r\n]")
UNWRITABLE = re.compile("[\x00\ud800-\udfff]")

Cell = str | int | float | bool | None


def write_rows(handle: TextIO, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
    """Write a guarded CSV with a header and a byte order mark; return how many rows went in.

    Open the file with `newline=""` and `encoding="utf-8"`.
    """
    handle.write(BYTE_ORDER_MARK)
    writer = csv.writer(handle, lineterminator="\r\n")
    writer.writerow([guarded(column) for column in columns])
    count = 0
    for row in rows:
        writer.writerow([cell_text(cell) for cell in row])
        count += 1
    return count


def cell_text(cell: Cell) -> str:
    """Write one cell: "" for None, NaN and infinity, all digits of a number, guarded text."""
    if cell is None or (isinstance(cell, float) and not math.isfinite(cell)):
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, (int, float)):
        return repr(cell)
    return guarded(cell)


def guarded(text: str) -> str:
    """Make a text safe to open: "=1+1" becomes "'=1+1"; NUL and lone surrogates go."""
    clean = UNWRITABLE.sub("", text)
    return f"'{clean}" if FORMULA.match(clean) else clean

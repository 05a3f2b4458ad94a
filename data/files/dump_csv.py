"""CSV of a dump: any usual delimiter and header; a quote that is never closed costs only its own record.

Each row is bounded in lines and characters. A row of several lines that exceeds the bounds, ends inside a
quote or does not fit the header is given up after its first line, and reading starts again at the second.
"""

import csv
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from data.files.dump_text import DumpLine

MAX_ROW = 4_000_000  # characters of one row; the longest real one seen has 90,000
MAX_ROW_LINES = 5_000  # lines of one row; the longest real text has a few hundred
MAX_CELLS = 100_000  # delimiters of one row, those inside texts too
MAX_REREAD = 300_000_000  # characters read twice in one dump; beyond that a row may have FEW_LINES at most
FEW_LINES = 20
DELIMITERS = ",;\t|"
UNCLOSED = "a quote is opened and not closed, or closed too early"
TOO_LONG = "line too long"


class Unclosed(csv.Error):
    """A row asks for more lines than there are, or than one row may have."""


@dataclass(frozen=True, slots=True)
class CsvRow:
    """One row: `number` is that of its last line; `cells` are empty where `reason` says why."""

    number: int
    cells: Sequence[str]
    reason: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class Rows:
    """The rows of a CSV file, to be iterated once.

    `width` is the number of cells that a row of several lines must have; None until the header is read.
    """

    lines: Iterator[DumpLine]
    delimiter: str
    width: int | None = None
    _again: deque[DumpLine] = field(default_factory=deque)
    _taken: list[DumpLine] = field(default_factory=list)
    _length: int = 0
    _reread: int = 0

    def __iter__(self) -> Iterator[CsvRow]:
        csv.field_size_limit(MAX_ROW)
        reader = csv.reader(Feed(self), delimiter=self.delimiter, strict=True)
        while True:
            self._taken, self._length = [], 0
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield self._after(error)
                continue
            while self.width and len(cells) > self.width and not cells[-1]:
                cells.pop()  # a delimiter at the end of a line makes an empty cell
            is_odd = len(self._taken) > 1 and self.width not in (None, len(cells))
            yield self._give_up() if is_odd else self._row(cells)

    def take(self) -> DumpLine:
        """Return the next line of the current row. Raises StopIteration after the last row.

        Raises Unclosed where the row is not complete at the end of the file, or beyond its bounds.
        """
        limit = MAX_ROW_LINES if self._reread < MAX_REREAD else FEW_LINES
        if len(self._taken) >= limit or self._length > MAX_ROW:
            raise Unclosed(UNCLOSED)
        line = self._again.popleft() if self._again else next(self.lines, None)
        if line is None:
            if self._taken:
                raise Unclosed(UNCLOSED)
            raise StopIteration
        if line.text.count(self.delimiter) > MAX_CELLS:
            line = DumpLine(line.number, "", reason="too many cells")
        self._taken.append(line)
        self._length += len(line.text)
        return line

    def _row(self, cells: Sequence[str]) -> CsvRow:
        reason = next((line.reason for line in self._taken if line.reason), None)
        notes = dict.fromkeys(line.note for line in self._taken if line.note)
        return CsvRow(self._taken[-1].number, cells, reason, tuple(notes))

    def _after(self, error: csv.Error) -> CsvRow:
        """Read a faulty row of one line leniently; give up one of several lines."""
        if len(self._taken) > 1 or isinstance(error, Unclosed):
            return self._give_up()
        try:
            return self._row(next(csv.reader(alone(self._taken[0].text), delimiter=self.delimiter)))
        except Unclosed:
            return self._give_up()
        except csv.Error:
            return CsvRow(self._taken[0].number, (), f"not CSV: {error}")

    def _give_up(self) -> CsvRow:
        """Reject the first line of the current row and read its other lines again."""
        first, *others = self._taken
        self._again.extendleft(reversed(others))
        self._reread += self._length
        return CsvRow(first.number, (), first.reason or UNCLOSED)


@dataclass(frozen=True, slots=True)
class Feed:
    """Gives the csv module the text of one line at a time, so that `rows` knows which lines a row took."""

    rows: Rows

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        return self.rows.take().text


def alone(text: str) -> Iterator[str]:
    """Yield one line. Raises Unclosed if the csv module asks for another one."""
    yield text
    raise Unclosed(UNCLOSED)


def delimiter_of(first_line: str, names: Iterable[str]) -> str:
    """Choose the delimiter that splits a header into the most of `names`; a comma where none gives any."""
    known = set(names)
    return max(DELIMITERS, key=lambda mark: len(known.intersection(header_names(cells_of(first_line, mark)))))


def cells_of(line: str, delimiter: str) -> list[str]:
    """Split one line into its cells; an empty list where it is not CSV."""
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def header_names(cells: Iterable[str]) -> list[str]:
    """Write the names of a header as keys are written: "Posted At" -> "posted_at"."""
    return ["_".join(cell.strip("\ufeff \t\r\n").casefold().replace("-", " ").split()) for cell in cells]


def values_of(names: Sequence[str], cells: Sequence[str]) -> Mapping[str, Any]:
    """Name the cells that are not blank; of two columns with one name the first that is not blank counts."""
    named = reversed(list(zip(names, cells, strict=False)))
    return {name: cell for name, cell in named if cell and not cell.isspace()}


def rows_under_header(lines: Iterator[DumpLine], names: Iterable[str]) -> tuple[list[str], Iterator[CsvRow]]:
    """Return the names in the header and the rows below it; a first line such as `sep=;` sets the delimiter.

    `names` are those that are known: they decide on the delimiter. An empty file has no names and no rows.
    """
    first = next((line for line in lines if line.reason or line.text.strip("\ufeff \t\r\n")), None)
    if first is None:
        return [], iter(())
    said = separator_in(first.text)
    if said:
        first = next(lines, None) or DumpLine(first.number, "")
    rows = Rows(chain([first], lines), said or delimiter_of(first.text, names))
    every = iter(rows)
    header = next(every, None)
    found = header_names(header.cells) if header else []
    rows.width = len(found) or None
    return found, every


def separator_in(line: str) -> str | None:
    """Return the delimiter in a line such as `sep=;`, which spreadsheets write; None for any other line."""
    words = line.strip('\r\n"')
    return words[4:5] if words.casefold().startswith("sep=") and len(words) == 5 else None

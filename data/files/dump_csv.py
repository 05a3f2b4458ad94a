"""CSV of a dump: any usual delimiter and header; a quote that is never closed costs its own record alone.

Each row is bounded in lines and characters. One that goes beyond them, ends inside a quote or does not fit
its header is given up after its first line, and reading starts again on the second.
"""

import csv
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from data.files.dump_text import DumpLine

MAX_ROW = 4_000_000  # characters of one row; the longest real one seen has 90,000
MAX_ROW_LINES = 5_000  # lines of one row; the longest real text has some hundred
MAX_CELLS = 100_000  # delimiters of one row, those inside of texts too
MAX_REREAD = 300_000_000  # characters read twice in one dump; after that a row may have few lines
FEW_LINES = 20
DELIMITERS = ",;\t|"
UNCLOSED = "a quote is opened and not closed, or closed too early"
TOO_LONG = "line too long"


class Unclosed(csv.Error):
    """A row asked for more lines than there are, or than one row may have."""


@dataclass(frozen=True, slots=True)
class CsvRow:
    """One row: the number of its last line, its cells or why it has none, what to note of its lines."""

    number: int
    cells: Sequence[str]
    reason: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class Rows:
    """The rows of a CSV; `width` is the number of cells that a row of several lines must have, once known."""

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
                cells.pop()  # what a delimiter at the end of a line makes
            is_odd = len(self._taken) > 1 and self.width not in (None, len(cells))
            yield self._give_up() if is_odd else self._row(cells)

    def take(self) -> DumpLine:
        """Return the next line of the row under way. Raises StopIteration after the last row."""
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
        """Return what is left of a row that is no sound CSV."""
        if len(self._taken) > 1 or isinstance(error, Unclosed):
            return self._give_up()
        try:
            return self._row(next(csv.reader(alone(self._taken[0].text), delimiter=self.delimiter)))
        except Unclosed:
            return self._give_up()
        except csv.Error:
            return CsvRow(self._taken[0].number, (), f"not CSV: {error}")

    def _give_up(self) -> CsvRow:
        """Reject the first line of the row under way, and read the others again."""
        first, *others = self._taken
        self._again.extendleft(reversed(others))
        self._reread += self._length
        return CsvRow(first.number, (), first.reason or UNCLOSED)


@dataclass(frozen=True, slots=True)
class Feed:
    """The texts of the lines, as the csv module asks for them."""

    rows: Rows

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        return self.rows.take().text


def alone(text: str) -> Iterator[str]:
    """Yield one line; raise Unclosed where it wants another one to follow."""
    yield text
    raise Unclosed(UNCLOSED)


def delimiter_of(first_line: str, names: Iterable[str]) -> str:
    """Return the delimiter that makes most known names of a header; a comma where none does."""
    known = set(names)
    return max(DELIMITERS, key=lambda mark: len(known.intersection(header_names(cells_of(first_line, mark)))))


def cells_of(line: str, delimiter: str) -> list[str]:
    """Return the cells of one line, none where it is no CSV."""
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def header_names(cells: Iterable[str]) -> list[str]:
    """Return the names of a header in the form that keys have: "Posted At" is `posted_at`."""
    return ["_".join(cell.strip("\ufeff \t\r\n").casefold().replace("-", " ").split()) for cell in cells]


def values_of(names: Sequence[str], cells: Sequence[str]) -> Mapping[str, Any]:
    """Return the cells that hold something, by name; where a name stands twice the first wins."""
    return {
        name: cell
        for name, cell in reversed(list(zip(names, cells, strict=False)))
        if cell and not (cell.isspace())
    }


def rows_under_header(lines: Iterator[DumpLine], names: Iterable[str]) -> tuple[list[str], Iterator[CsvRow]]:
    """Return the names of the header and the rows below it; a first line like `sep=;` is heeded."""
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
    """Return the delimiter that a spreadsheet has written into a line of its own, None where it has not."""
    words = line.strip('\r\n"')
    return words[4:5] if words.casefold().startswith("sep=") and len(words) == 5 else None

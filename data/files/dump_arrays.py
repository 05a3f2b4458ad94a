"""The objects of a JSON array, one by one: pretty-printed or on one line, in an array of any size.

Only quotes, braces and brackets are looked at. A string never holds a line end, and an object that begins at
the indent of a broken one is not part of it, so in an array with lines a fault costs one object. In an array
on one line, `parts_of` splits what a broken object has swallowed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

STRUCTURE = re.compile(rb'\\.|["{}\[\]]', re.DOTALL)
SEAM = re.compile(rb'(?<=\})\s*,\s*(?=\{\s*")')  # between two objects
PIECE = 65_536  # bytes of a line read at a time


@dataclass(slots=True)
class Cutter:
    """Cuts objects out of the pieces of an array; an object ends after `limit` bytes, whole or not."""

    limit: int
    _depth: int = 0
    _in_string: bool = False
    _held: bytearray = field(default_factory=bytearray)
    _line: int = 0
    _indent: bytes = b""
    _is_tall: bool = False  # the object's brace stood alone on its line

    def feed(self, piece: bytes, line: int, *, starts_line: bool) -> Iterator[tuple[int, bytes]]:
        """Yield (first line, bytes) of each object that ends in this piece.

        Of an object longer than the limit, one byte more than the limit comes, so that its length shows.
        """
        if starts_line:
            self._in_string = False
            if self._depth and self._is_next(piece):
                yield from self.rest()
        start = 0
        for match in STRUCTURE.finditer(piece):
            mark, depth = match.group(), self._depth
            if len(mark) > 1:  # an escape
                continue
            self._step(mark)
            if not depth and self._depth:
                start = match.start()
                self._begin(piece, start, line)
            elif depth and not self._depth:
                self._hold(piece[start : match.end()])
                yield from self.rest()
        if self._depth:
            self._hold(piece[start:])
        if len(self._held) > self.limit:
            yield from self.rest()

    def rest(self) -> Iterator[tuple[int, bytes]]:
        """Yield (first line, bytes) of the current object, whole or not, and forget it."""
        if self._held:
            yield self._line, bytes(self._held)
        self._held, self._depth, self._in_string = bytearray(), 0, False

    def _step(self, mark: bytes) -> None:
        """Follow one quote, brace or bracket into or out of a string or a level of nesting."""
        if mark == b'"':
            self._in_string = bool(self._depth) and not self._in_string
        elif self._in_string:
            return
        elif mark in b"{[" and (self._depth or mark == b"{"):
            self._depth += 1
        elif mark in b"}]" and self._depth:
            self._depth -= 1

    def _begin(self, piece: bytes, start: int, line: int) -> None:
        before = piece[:start]
        self._line, self._indent = line, before if before.isspace() else b""
        self._is_tall = not piece[start + 1 :].strip()

    def _is_next(self, piece: bytes) -> bool:
        """Tell whether a line begins an object beside the current one rather than inside it."""
        if not piece.startswith(self._indent + b"{"):
            return False
        return bool(self._indent) or (not self._is_tall and bool(piece[1:].strip()))

    def _hold(self, part: bytes) -> None:
        room = self.limit + 1 - len(self._held)
        self._held += part[: max(room, 0)]


def array_objects(file: IO[bytes], limit: int) -> Iterator[tuple[int, bytes]]:
    """Yield (first line, bytes) of each object of an array, broken ones too.

    Of an object of more than `limit` bytes the first `limit` + 1 come.
    """
    cutter, line, starts_line = Cutter(limit), 1, True
    while piece := file.readline(PIECE):
        if piece.endswith(b"\\"):
            piece += file.read(1)  # an escape is never cut in two
        yield from cutter.feed(piece, line, starts_line=starts_line)
        starts_line = piece.endswith(b"\n")
        line += starts_line
    yield from cutter.rest()


def parts_of(raw: bytes) -> list[bytes]:
    """Split a broken object where another one seems to begin; one part where none does."""
    return SEAM.split(raw.rstrip().removesuffix(b"]"))  # the end of the array, where it was swallowed

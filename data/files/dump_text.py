"""One line of a dump from bytes to text: UTF-8, or Windows-1252 where it looks like it and is reported."""

import re
from dataclasses import dataclass

REPLACEMENT = "\ufffd"
WINDOWS = "read as Windows-1252, because it is not UTF-8"
SPOILT = "bytes that are no text were replaced by \ufffd"
LOST = "letters were lost before this file was made (\ufffd)"
UNKNOWN = "not UTF-8; name its encoding with --encoding"
# four and more in a row: another script. Western words have one or two such letters in a row
FOREIGN_RUN = re.compile(rb"[\x80-\xff]{4}")


@dataclass(frozen=True, slots=True)
class DumpLine:
    """One line: its number, its text, what to note of it, and why it cannot be used."""

    number: int
    text: str
    note: str | None = None
    reason: str | None = None


def line_of(number: int, raw: bytes) -> DumpLine:
    """Return a line of bytes as text."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return doubtful_line(number, raw)
    return DumpLine(number, text, LOST if REPLACEMENT in text else None)


def doubtful_line(number: int, raw: bytes) -> DumpLine:
    """Return a line that is not UTF-8: damaged UTF-8, Windows-1252, or unusable."""
    lenient = raw.decode("utf-8", "replace")
    broken = lenient.count(REPLACEMENT)
    if sum(letter > "\x7f" for letter in lenient) >= 2 * broken:  # more sound letters than broken ones
        return DumpLine(number, lenient, SPOILT)
    if not FOREIGN_RUN.search(raw):
        try:
            return DumpLine(number, raw.decode("cp1252"), WINDOWS)
        except UnicodeDecodeError:
            pass
    return DumpLine(number, raw.decode("ascii", "replace"), reason=UNKNOWN)

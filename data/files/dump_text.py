"""Decoding one line of a dump: as UTF-8, or as Windows-1252 where it looks like that, which is reported."""

import re
from dataclasses import dataclass

REPLACEMENT = "\ufffd"
WINDOWS = "read as Windows-1252, because it is not UTF-8"
SPOILT = "bytes that are not text were replaced by \ufffd"
LOST = "letters were lost before this file was made (\ufffd)"
UNKNOWN = "not UTF-8; name its encoding with --encoding"
# four or more in a row: another script. Western words have one or two such letters in a row
FOREIGN_RUN = re.compile(rb"[\x80-\xff]{4}")


@dataclass(frozen=True, slots=True)
class DumpLine:
    """One line of a file, `number` counting from 1.

    `note` says how its text was read where that is in doubt; `reason` says why the line cannot be used.
    """

    number: int
    text: str
    note: str | None = None
    reason: str | None = None


def line_of(number: int, raw: bytes) -> DumpLine:
    """Decode a line; one that lost letters before (U+FFFD) or is not UTF-8 gets a note or a reason."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return doubtful_line(number, raw)
    return DumpLine(number, text, LOST if REPLACEMENT in text else None)


def doubtful_line(number: int, raw: bytes) -> DumpLine:
    """Decode a line that is not UTF-8 as damaged UTF-8 or Windows-1252, or give the reason for neither."""
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

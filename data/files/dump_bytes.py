"""The bytes of a dump: unpacked, in UTF-8, with LF at line ends, and of bounded size.

Packing and encoding are recognised by the first bytes rather than the name: a file may be called anything.
"""

import codecs
import gzip
import io
import itertools
import lzma
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, cast

from data.errors import UsageError
from data.progress import Progress

HEAD = 65_536  # bytes looked at before anything is decided
PIECE = 65_536  # bytes read, unpacked or recoded at a time
MAX_TOTAL = 50_000_000_000  # unpacked bytes of one dump: some 10 million postings
GZIP, XZ = b"\x1f\x8b", b"\xfd7zXZ\x00"
FOREIGN = (
    (b"PK\x03\x04", "a zip archive (or an Excel workbook); unpack it first"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"BZh", "packed with bzip2; unpack it first"),
    (b"\x28\xb5\x2f\xfd", "packed with zstd; unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive; unpack it first"),
    (b"Rar!", "a rar archive; unpack it first"),
    (b"PAR1", "a Parquet file; write it as CSV or JSON lines first"),
    (b"SQLite format 3\x00", "a SQLite file; write its table as CSV first"),
    (b"\xd0\xcf\x11\xe0", "an Excel workbook; save it as CSV first"),
    (b"%PDF", "a PDF file"),
)
MARKS = (  # the longer mark first: that of UTF-16 begins that of UTF-32
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
WIDE = 40  # percent of every second byte that are zero where text is in UTF-16 without a mark


class CountedFile(io.RawIOBase):
    """A file that reports how many of its bytes were read, before any decompression."""

    def __init__(self, path: Path, progress: Progress) -> None:
        self._file, self._progress = path.open("rb", buffering=0), progress

    def readable(self) -> bool:
        """Tell the `io` module that this is open for reading."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill `buffer`, report the number of bytes read and return it; 0 at the end."""
        count = self._file.readinto(buffer) or 0
        self._progress(count)
        return count

    def close(self) -> None:
        """Close the file."""
        self._file.close()
        super().close()


class Pieces(io.RawIOBase):
    """An iterator of bytes that reads like a file."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._rest = pieces, memoryview(b"")

    def readable(self) -> bool:
        """Tell the `io` module that this is open for reading."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill `buffer` from the current piece; return the number of bytes read, 0 at the end."""
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._rest = memoryview(piece)
        count = min(len(buffer), len(self._rest))
        buffer[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count


@contextmanager
def open_dump(
    name: str, progress: Progress, encoding: str | None = None
) -> Iterator[tuple[bytes, IO[bytes]]]:
    """Open a dump: give its first bytes (up to HEAD) and a file of all of them.

    Both are UTF-8 without a byte order mark. `encoding` is what the user named; without it a byte order mark
    decides, and where there is none the bytes stay as they are. `progress` is called with the number of bytes
    read from the disk, before unpacking. Raises UsageError for a file that is missing or not text, and
    OSError, EOFError, lzma.LZMAError or zlib.error while reading where the file breaks off.
    """
    with opened(name, progress) as raw:
        head, pieces = headed(pieces_of(raw))
        refuse_foreign(name, head)
        if head.startswith((GZIP, XZ)) or Path(name).suffix.lower() in (".gz", ".xz"):
            head, pieces = headed(inflated(name, head, pieces))
            refuse_foreign(name, head)
        mark, found = marked(head)
        encoding = encoding or found
        pieces = without_mark(pieces, len(mark))
        if encoding not in (None, "utf-8"):
            pieces = recoded(pieces, encoding)
        head, pieces = headed(bounded(pieces))
        if b"\r" in head and b"\n" not in head:
            pieces = (piece.replace(b"\r", b"\n") for piece in pieces)
        yield head, cast(IO[bytes], io.BufferedReader(Pieces(pieces), PIECE))


@contextmanager
def opened(name: str, progress: Progress) -> Iterator[IO[bytes]]:
    """Open a file, or standard input for `-`. Raises UsageError for a file that cannot be opened."""
    if name == "-" and sys.stdin is None:
        raise UsageError("cannot read '-': standard input is closed")
    if name == "-":
        yield getattr(sys.stdin, "buffer", None) or io.BytesIO(sys.stdin.read().encode("utf-8", "ignore"))
        return
    try:
        raw = cast(IO[bytes], io.BufferedReader(CountedFile(Path(name), progress), PIECE))
    except OSError as error:
        raise UsageError(f"{name} cannot be read: {error.strerror}") from error
    with raw:
        yield raw


def pieces_of(file: IO[bytes]) -> Iterator[bytes]:
    """Yield the bytes of a file, PIECE bytes at a time."""
    while piece := file.read(PIECE):
        yield piece


def headed(pieces: Iterator[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """Return up to HEAD bytes and the whole stream again; a stream that breaks later still gives its head."""
    first: list[bytes] = []
    while sum(map(len, first)) < HEAD and (piece := next(pieces, b"")):
        first.append(piece)
    head = b"".join(first)
    return head[:HEAD], itertools.chain([head] if head else [], pieces)


def refuse_foreign(name: str, head: bytes) -> None:
    """Raise UsageError for a known format that is not text, saying what it is."""
    for magic, what in FOREIGN:
        if head.startswith(magic):
            raise UsageError(f"{name} is {what}; nothing of it was read")


def inflated(name: str, head: bytes, pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Unpack gzip or xz; the first bytes decide which, and the name where they do not."""
    raw = cast(IO[bytes], io.BufferedReader(Pieces(pieces), PIECE))
    is_xz = head.startswith(XZ) or (Path(name).suffix.lower() == ".xz" and not head.startswith(GZIP))
    with lzma.open(raw) if is_xz else gzip.open(raw) as file:
        while piece := file.read1(PIECE):
            yield piece


def bounded(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Pass pieces on. Raises OSError once they add up to more than MAX_TOTAL bytes."""
    total = 0
    for piece in pieces:
        total += len(piece)
        if total > MAX_TOTAL:
            raise OSError(f"it holds more than {MAX_TOTAL // 10**9} GB; split it")
        yield piece


def marked(head: bytes) -> tuple[bytes, str | None]:
    """Return the byte order mark of a dump and its encoding: b"" without a mark, None when unknown.

    Text in UTF-16 without a mark is recognised by its zeros.
    """
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return mark, encoding
    sample = head[:1000]
    for encoding, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[::2])):
        if len(sample) >= 20 and zeros.count(0) * 100 > WIDE * len(zeros):
            other = sample.count(0) - zeros.count(0)
            return (b"", encoding) if other * 100 < len(zeros) else (b"", None)
    return b"", None


def without_mark(pieces: Iterator[bytes], length: int) -> Iterator[bytes]:
    """Yield pieces without the first `length` bytes; the first piece must hold all of them."""
    yield next(pieces, b"")[length:]
    yield from pieces


def recoded(pieces: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """Yield text as UTF-8; undecodable bytes become U+FFFD, which `dump_text.line_of` reports.

    Raises OSError where the bytes cannot be in that encoding at all.
    """
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    try:
        for piece in pieces:
            yield decoder.decode(piece).encode("utf-8", "replace")
        yield decoder.decode(b"", final=True).encode("utf-8", "replace")
    except UnicodeError as error:
        raise OSError(f"it is not in {encoding}: {error}") from error


def known_encoding(name: str) -> str:
    """Return Python's name of a text encoding: 'Latin-1' -> 'iso8859-1'. Raises UsageError for others."""
    try:
        found = codecs.lookup(name)
        "a".encode(name)
    except (LookupError, ValueError, UnicodeError) as error:
        raise UsageError(
            f"there is no text encoding {name!r}; try utf-8, cp1252, utf-16 or shift_jis"
        ) from error
    return found.name

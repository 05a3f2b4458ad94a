"""Reads the files that commands are given: whole within a bound, or line by line."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

from data.errors import UsageError


def standard_input() -> BinaryIO:
    """Return standard input as bytes. Raises UsageError where whoever started the command has closed it."""
    stream: TextIO | None = sys.stdin
    if stream is None:
        raise UsageError("cannot read '-': standard input is closed")
    return stream.buffer


@contextmanager
def opened(file: str) -> Iterator[BinaryIO]:
    """Give a file as bytes, or standard input for "-"; raises UsageError where it cannot be read."""
    try:
        if file == "-":
            yield standard_input()
        else:
            with Path(file).open("rb") as stream:
                yield stream
    except OSError as error:
        raise UsageError(f"cannot read {file!r}: {error.strerror}") from error
    except ValueError as error:  # a name with a NUL in it
        raise UsageError(f"cannot read {file!r}: {error}") from error


def content_of(file: str, most_bytes: int) -> bytes:
    """Return what a file, or standard input for "-", holds; raises UsageError for more than `most_bytes`."""
    with opened(file) as stream:
        content = stream.read(most_bytes + 1)
    if len(content) > most_bytes:
        raise UsageError(f"{file!r} holds more than {most_bytes:,} bytes, which is too much")
    return content


def lines_of(stream: BinaryIO, most_bytes: int) -> Iterator[tuple[int, bytes | None]]:
    """Yield each line with its number, from 1, without its end; None for one longer than `most_bytes`.

    A longer line is read to its end piece by piece, so it takes no more memory than a short one.
    """
    number = 0
    while line := stream.readline(most_bytes + 2):
        number += 1
        bare = line.rstrip(b"\r\n")
        is_long = len(bare) > most_bytes
        while not line.endswith(b"\n") and (line := stream.readline(65_536)):
            is_long = True
        yield number, None if is_long else bare

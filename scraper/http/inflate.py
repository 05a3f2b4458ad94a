"""Reads a body as it arrives, inflates it, and stops at a cap on what comes out.

A client library inflates whole chunks before anyone can count (200 MB from 200 kB) and takes a gzip stream
that was cut short for a whole one; this one does neither.
"""

import zlib
from collections.abc import AsyncIterator

from data.errors import PageRejected

GZIP_WINDOW = 31  # zlib: 15 bits of window, with a gzip header
GZIP_MAGIC = b"\x1f\x8b"


class TooLarge(PageRejected):
    """More came out than the cap allows."""


class Truncated(PageRejected):
    """The body ended before it was whole; another try may bring all of it."""


class Body:
    """The bytes of one answer after transfer decoding; `received` counts what came over the wire."""

    def __init__(self, encoding: str, cap: int) -> None:
        self.cap = cap
        self.received = 0
        self._content = bytearray()
        self._inflater = zlib.decompressobj(GZIP_WINDOW) if is_gzip(encoding) else None

    async def read(self, chunks: AsyncIterator[bytes]) -> bytes:
        """Return the whole content; raises PageRejected when it is too large, broken or cut short."""
        async for chunk in chunks:
            self.received += len(chunk)
            self._add(chunk) if self._inflater is None else self._inflate(chunk)
        if self._inflater is not None and not self._inflater.eof:
            raise Truncated("the gzip stream is truncated")
        return bytes(self._content)

    @property
    def content(self) -> bytes:
        """Return what has been read so far, at most the cap."""
        return bytes(self._content[: self.cap])

    def _add(self, piece: bytes) -> None:
        self._content += piece
        if len(self._content) > self.cap:
            raise TooLarge(f"the body is too large: over {self.cap} bytes")

    def _inflate(self, chunk: bytes) -> None:
        while chunk:
            inflater = self._next_member(chunk)
            if inflater is None:
                return
            try:
                piece = inflater.decompress(chunk, self.cap + 1 - len(self._content))
            except zlib.error as error:
                raise PageRejected(f"the gzip stream is broken: {error}") from error
            self._add(piece)
            chunk = inflater.unconsumed_tail or inflater.unused_data

    def _next_member(self, chunk: bytes) -> "zlib._Decompress | None":
        """Return the running inflater, a new one where another member follows, None for padding."""
        if self._inflater is not None and self._inflater.eof:
            if not chunk.startswith(GZIP_MAGIC):
                return None
            self._inflater = zlib.decompressobj(GZIP_WINDOW)
        return self._inflater


def is_gzip(encoding: str) -> bool:
    """Tell whether a Content-Encoding is gzip; raises PageRejected for any other but none."""
    name = encoding.strip().lower()
    if name not in ("", "identity", "gzip", "x-gzip"):
        raise PageRejected(f"the encoding {name[:40]!r} was not asked for")
    return name.endswith("gzip")

"""Small dumps on the disk or at the standard input."""

import gzip
import io
import lzma
import sys

from data.files.dumps import read_dump

LINES = '{"id": 1, "title": "Zoë"}\n\n{"id": 2}\n'
HEADER = "id,title,company,url,text\n"
TWO = [{"id": "1", "title": "a"}, {"id": "2", "title": "b"}]


def written(path, content):
    """Write a dump, packed as its name says; return its name."""
    packers = {".gz": gzip.compress, ".xz": lzma.compress}
    path.write_bytes(packers.get(path.suffix, bytes)(content.encode()))
    return str(path)


def values(name, **options):
    """Return the values of each record of a dump."""
    return [record.values for record in read_dump(str(name), **options)]


def from_stdin(monkeypatch, content):
    """Make bytes the standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))

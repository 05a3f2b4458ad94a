"""Dumps packed, cut, damaged, of another kind, or without end."""

import gzip
import json
import lzma
import tracemalloc

import pytest

from data.errors import UsageError
from data.files import dump_bytes, dump_csv, dumps
from data.files.dumps import read_dump
from tests.data.files.dump_files import HEADER, LINES, TWO, from_stdin, values, written


@pytest.mark.parametrize("name", ["d.jsonl.gz", "d.jsonl.xz"])
def test_a_dump_that_was_cut_gives_what_came_before_and_says_so(tmp_path, name):
    path = tmp_path / name
    written(path, "".join(f'{{"id": {n}, "text": "{n * 7919 % 1000003}"}}\n' for n in range(20_000)))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    records = []

    with pytest.raises(UsageError, match=r"ends or breaks after line \d+"):
        records.extend(record.line for record in read_dump(str(path)))

    dump = read_dump(str(path))
    assert [next(dump).line for _ in range(100)] == list(range(1, 101))
    dump.close()


def test_a_file_that_is_not_what_its_name_says_is_an_error(tmp_path):
    (tmp_path / "d.jsonl.xz").write_bytes(b"plain text")

    with pytest.raises(UsageError, match=r"d\.jsonl\.xz"):
        list(read_dump(str(tmp_path / "d.jsonl.xz")))


@pytest.mark.parametrize("first", ["", "\ufeff"], ids=["plain", "with a mark"])
@pytest.mark.parametrize("pack", [bytes, gzip.compress, lzma.compress], ids=["plain", "gzip", "xz"])
def test_standard_input_is_recognised_by_what_it_holds(monkeypatch, first, pack):
    for content in (
        HEADER + "1,a,,,\n2,b,,,\n",
        "".join(json.dumps(row) + "\n" for row in TWO),
        json.dumps(TWO),
    ):
        from_stdin(monkeypatch, pack((first + content).encode()))

        assert values("-") == TWO


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("d.csv", b"PK\x03\x04junk", "zip"),
        ("d.csv.zip", b"PK\x03\x04junk", "zip"),
        ("d.jsonl.gz", gzip.compress(b"PK\x03\x04junk"), "zip"),
        ("d.csv", b"PAR1junk", "Parquet"),
        ("d.csv", b"BZh9junk", "bzip2"),
        ("d.csv", b"name,age\nx,1\n", "no column named in its first line is known"),
    ],
    ids=["zip", "named zip", "zip in gzip", "Parquet", "bzip2", "another table"],
)
def test_a_file_of_another_kind_is_refused_with_a_word(tmp_path, name, content, word):
    (tmp_path / name).write_bytes(content)

    with pytest.raises(UsageError, match=word):
        values(tmp_path / name)


def test_packing_is_recognised_whatever_the_name(tmp_path):
    (tmp_path / "d.jsonl").write_bytes(gzip.compress(LINES.encode()))

    assert len(values(tmp_path / "d.jsonl")) == 2


@pytest.mark.parametrize("at", [200, 0.3, 0.6, 0.95])
@pytest.mark.parametrize("name", ["d.jsonl.gz", "d.jsonl.xz", "d.csv.gz"])
def test_damaged_packing_breaks_after_a_line(tmp_path, name, at):
    rows = "".join(f'{{"id": {n}, "text": "{n * 7919 % 1000003}"}}\n' for n in range(20_000))
    content = "id,text\n" + rows if ".csv" in name else rows
    path = tmp_path / name
    written(path, content)
    packed = bytearray(path.read_bytes())
    start = at if at > 1 else int(len(packed) * at)
    packed[start : start + 3] = b"\xff\xff\xff"
    path.write_bytes(bytes(packed))

    with pytest.raises(UsageError, match=r"breaks after line \d+ \(.*what came before was kept"):
        values(path)


def test_progress_counts_the_bytes_on_the_disk(tmp_path):
    name = written(tmp_path / "d.jsonl.gz", LINES * 500)
    counts: list[int] = []

    list(read_dump(name, counts.append))

    assert sum(counts) == (tmp_path / "d.jsonl.gz").stat().st_size


BOMBS = {
    "one line": ("jsonl", '{"id": 1, "text": "' + "a" * 30_000_000),
    "one row": ("csv", HEADER + '1,a,b,c,"' + "a" * 30_000_000),
    "a row of lines": ("csv", HEADER + '1,a,b,c,"' + ("a" * 1000 + "\n") * 30_000),
    "many cells": ("csv", HEADER + "," * 30_000_000),
    "a header": ("csv", "id,title," + '"a",' * 7_000_000),
    "one object": ("json", '[{"id": 1, "text": "' + "a" * 30_000_000),
    "an endless object": ("json", "[\n{" + ('"a": {' + " " * 100 + "\n") * 30_000),
    "many lists": ("jsonl", '{"a": [' + "[]," * 10_000_000 + "[]]}"),
}


@pytest.mark.parametrize("bomb", BOMBS)
@pytest.mark.parametrize("way", ["plain", "gz", "xz", "stdin"])
def test_no_form_and_no_packing_is_unbounded(tmp_path, monkeypatch, bomb, way):
    for module in (dumps, dump_csv):
        monkeypatch.setattr(module, "MAX_ROW", 500_000)
    monkeypatch.setattr(dumps, "MAX_LINE", 1_000_000)
    form, text = BOMBS[bomb]
    packed = {"xz": lambda raw: lzma.compress(raw, preset=0), "plain": bytes}.get(way, gzip.compress)(
        text.encode()
    )
    name = "-" if way == "stdin" else str(tmp_path / f"d.{form}")
    if way == "stdin":
        from_stdin(monkeypatch, packed)
    else:
        (tmp_path / f"d.{form}").write_bytes(packed)
    del packed
    tracemalloc.start()

    try:
        for _ in read_dump(name):
            pass
    except UsageError:
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 16_000_000


def test_a_dump_has_an_end(tmp_path, monkeypatch):
    monkeypatch.setattr(dump_bytes, "MAX_TOTAL", 100_000)

    with pytest.raises(UsageError, match=r"breaks after line \d+ .*more than"):
        values(written(tmp_path / "d.jsonl.gz", LINES * 10_000))

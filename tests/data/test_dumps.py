"""Dumps as they come: plain, packed, cut, broken, in lines or cells."""

import gzip
import io
import lzma
import sys

import pytest

from data.dumps import MAX_LINE, is_hn_comment, read_dump
from data.errors import UsageError

LINES = '{"id": 1, "title": "Zoë"}\n\n{"id": 2}\n'


def written(path, content):
    """Write a dump, packed as its name says; return its name."""
    packers = {".gz": gzip.compress, ".xz": lzma.compress}
    path.write_bytes(packers.get(path.suffix, bytes)(content.encode()))
    return str(path)


@pytest.mark.parametrize("name", ["d.jsonl", "d.jsonl.gz", "d.jsonl.xz"])
def test_lines_are_read_with_their_numbers_from_any_packing(tmp_path, name):
    records = list(read_dump(written(tmp_path / name, LINES)))

    assert [(record.line, record.values) for record in records] == [
        (1, {"id": 1, "title": "Zoë"}),
        (3, {"id": 2}),
    ]


def test_a_dash_is_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO(LINES))

    assert [record.line for record in read_dump("-")] == [1, 3]


@pytest.mark.parametrize("name", ["d.csv", "d.csv.gz", "D.CSV.xz"])
def test_cells_are_read_under_their_header_and_empty_ones_are_missing(tmp_path, name):
    content = 'id,title,text\n1,"A, B","two\nlines"\n2,,x\n'

    records = list(read_dump(written(tmp_path / name, content)))

    assert [(record.line, record.values) for record in records] == [
        (3, {"id": "1", "title": "A, B", "text": "two\nlines"}),
        (4, {"id": "2", "text": "x"}),
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not JSON"),
        ("[1]", "not a JSON object"),
        ('{"a": NaN}', "not JSON"),
        ("[" * 100_000, "not JSON"),
        ('{"a": ' + "1" * 5_000 + "}", "not JSON"),
        ("x" * (MAX_LINE + 1), "line too long"),
    ],
    ids=["cut", "list", "NaN", "deep", "long number", "long line"],
)
def test_a_broken_line_is_named_and_the_next_one_read(tmp_path, line, reason):
    records = list(read_dump(written(tmp_path / "d.jsonl", f"{line}\n" + '{"id": 2}')))

    assert [(record.line, record.reason) for record in records] == [(1, reason), (2, None)]


def test_a_row_with_too_many_cells_is_named(tmp_path):
    records = list(read_dump(written(tmp_path / "d.csv", "id,title\n1,a,b\n2,c\n")))

    assert [(record.line, record.reason) for record in records] == [
        (2, "more cells than the header names"),
        (3, None),
    ]


def test_a_byte_order_mark_is_no_part_of_the_first_key(tmp_path):
    (tmp_path / "d.csv").write_bytes("﻿id\n7\n".encode())

    (record,) = read_dump(str(tmp_path / "d.csv"))

    assert record.values == {"id": "7"}


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


def test_a_missing_file_is_an_error(tmp_path):
    with pytest.raises(UsageError, match=r"nowhere\.jsonl cannot be read"):
        list(read_dump(str(tmp_path / "nowhere.jsonl")))


def test_progress_counts_the_bytes_on_the_disk(tmp_path):
    name = written(tmp_path / "d.jsonl.gz", LINES * 500)
    counts: list[int] = []

    list(read_dump(name, counts.append))

    assert sum(counts) == (tmp_path / "d.jsonl.gz").stat().st_size


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"id": 1, "parent": 2, "time": 3, "type": "comment", "text": "x"}, True),
        ({"id": 1, "parent": 2, "month": "2026-01", "time": None, "type": "comment", "text": "x"}, True),
        ({"id": 1, "title": "x", "text": "x"}, False),
        ({"id": 1, "parent": 2, "time": 3, "type": "story", "title": "x", "text": "x"}, False),
    ],
    ids=["item", "with month", "posting", "story"],
)
def test_a_comment_is_told_by_its_keys(values, expected):
    assert is_hn_comment(values) is expected

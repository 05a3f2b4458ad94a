"""Dumps line by line: each record with its number, what is broken named."""

import io
import sys

import pytest

from data.errors import UsageError
from data.files.dumps import MAX_LINE, is_hn_comment, read_dump
from tests.data.files.dump_files import LINES, written


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


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not JSON"),
        ("[1]", "not a JSON object"),
        ("[" * 100_000, "not JSON"),
        ('{"a": ' + "1" * 5_000 + "}", "not JSON"),
        ("x" * (MAX_LINE + 1), "line too long"),
    ],
    ids=["cut", "list", "deep", "long number", "long line"],
)
def test_a_broken_line_is_named_and_the_next_one_read(tmp_path, line, reason):
    records = list(read_dump(written(tmp_path / "d.jsonl", f"{line}\n" + '{"id": 2}')))

    assert [(record.line, record.reason) for record in records] == [(1, reason), (2, None)]


def test_a_missing_file_is_an_error(tmp_path):
    with pytest.raises(UsageError, match=r"nowhere\.jsonl cannot be read"):
        list(read_dump(str(tmp_path / "nowhere.jsonl")))


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


def test_a_number_that_is_none_is_a_missing_value(tmp_path):
    (record,) = read_dump(written(tmp_path / "d.jsonl", '{"id": 1, "location": NaN, "pay": -Infinity}'))

    assert record.values == {"id": 1, "location": None, "pay": None}

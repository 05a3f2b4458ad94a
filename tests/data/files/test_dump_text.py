"""Dumps in any encoding: no letter is lost in silence."""

import gzip
import json

import pytest

from data.errors import UsageError
from data.files import dump_bytes
from data.files.dump_text import LOST, SPOILT, UNKNOWN, WINDOWS
from data.files.dumps import read_dump
from tests.data.files.dump_files import HEADER, values, written


def test_a_byte_order_mark_is_no_part_of_the_first_key(tmp_path):
    (tmp_path / "d.csv").write_bytes("﻿id\n7\n".encode())

    (record,) = read_dump(str(tmp_path / "d.csv"))

    assert record.values == {"id": "7"}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"])
@pytest.mark.parametrize("name", ["d.csv", "d.csv.gz"])
def test_wide_encodings_are_recognised(tmp_path, encoding, name):
    content = (HEADER + "1,a,Zo\u00eb,,\n").encode(encoding)
    (tmp_path / name).write_bytes(gzip.compress(content) if name.endswith(".gz") else content)

    assert values(tmp_path / name) == [{"id": "1", "title": "a", "company": "Zo\u00eb"}]


@pytest.mark.parametrize(
    ("encoding", "company", "expected", "word"),
    [
        ("utf-8", "L\u00e4bs", "L\u00e4bs", None),
        ("cp1252", "L\u00e4bs \u2013 Gr\u00f6\u00dfe", "L\u00e4bs \u2013 Gr\u00f6\u00dfe", WINDOWS),
        ("utf-8", "L\ufffdbs", "L\ufffdbs", LOST),
        ("cp1251", "\u041b\u0430\u0431\u043e\u0440", None, UNKNOWN),
        ("shift_jis", "\u6a5f\u68b0\u5b66\u7fd2", None, UNKNOWN),
    ],
    ids=["UTF-8", "Windows-1252", "lost before", "Cyrillic", "Japanese"],
)
@pytest.mark.parametrize("form", ["csv", "jsonl", "json"])
def test_no_letter_is_lost_in_silence(tmp_path, encoding, company, expected, word, form):
    row = json.dumps({"id": "1", "company": company}, ensure_ascii=False)
    content = {"csv": f"id,company\n1,{company}\n", "jsonl": row, "json": f"[{row}]"}[form]
    (tmp_path / f"d.{form}").write_bytes(content.encode(encoding))

    (record,) = read_dump(str(tmp_path / f"d.{form}"))

    assert (record.values and record.values["company"]) == expected
    assert (record.reason if expected is None else next(iter(record.notes), None)) == word


def test_damaged_utf8_is_said(tmp_path):
    (tmp_path / "d.jsonl").write_bytes('{"id": "\u00e4\u00f6\u00fc'.encode() + b'\xc3"}')

    (record,) = read_dump(str(tmp_path / "d.jsonl"))

    assert record.notes == (SPOILT,)


def test_an_encoding_may_be_named(tmp_path):
    (tmp_path / "d.csv").write_bytes("id,company\n1,\u041b\u0430\u0431\n".encode("cp1251"))

    assert values(tmp_path / "d.csv", encoding="cp1251") == [{"id": "1", "company": "\u041b\u0430\u0431"}]


@pytest.mark.parametrize("name", ["rot13", "base64", "utf-99"])
def test_an_encoding_that_is_none_is_an_error(name):
    with pytest.raises(UsageError, match=f"no text encoding '{name}'"):
        dump_bytes.known_encoding(name)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "idna"])
def test_a_file_that_is_not_in_the_encoding_named_breaks_off(tmp_path, encoding):
    path = written(tmp_path / "d.csv", HEADER + "1,a,Zo\u00eb,,\n")

    with pytest.raises(UsageError, match=f"it is not in {encoding}.*what came before was kept"):
        values(path, encoding=encoding)

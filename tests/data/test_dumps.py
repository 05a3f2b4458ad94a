"""Dumps as they come: plain, packed, cut, broken, in lines, cells or an array, in any encoding."""

import gzip
import io
import json
import lzma
import sys
import tracemalloc

import pytest

from data import dump_bytes, dump_csv, dumps
from data.dump_text import LOST, SPOILT, UNKNOWN, WINDOWS
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


def test_a_number_that_is_none_is_a_missing_value(tmp_path):
    (record,) = read_dump(written(tmp_path / "d.jsonl", '{"id": 1, "location": NaN, "pay": -Infinity}'))

    assert record.values == {"id": 1, "location": None, "pay": None}


@pytest.mark.parametrize("first", ["\n\n", " \r\n", "\ufeff\r\n"])
def test_blank_lines_before_a_header_are_passed_over(tmp_path, first):
    (record,) = read_dump(
        written(tmp_path / "d.csv", f"{first}id;jobTitle;url\n1;ML;https://acme.example/1\n")
    )

    assert record.values == {"id": "1", "jobtitle": "ML", "url": "https://acme.example/1"}


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
        ("[" * 100_000, "not JSON"),
        ('{"a": ' + "1" * 5_000 + "}", "not JSON"),
        ("x" * (MAX_LINE + 1), "line too long"),
    ],
    ids=["cut", "list", "deep", "long number", "long line"],
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


# --- forms and encodings --------------------------------------------------------------------------------

HEADER = "id,title,company,url,text\n"
TWO = [{"id": "1", "title": "a"}, {"id": "2", "title": "b"}]


def values(name, **options):
    """Return the values of each record of a dump."""
    return [record.values for record in read_dump(str(name), **options)]


def from_stdin(monkeypatch, content):
    """Make bytes the standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))


@pytest.mark.parametrize(
    "content",
    [
        json.dumps(TWO),
        json.dumps(TWO, indent=1),
        "\n [\n" + ",\n".join(map(json.dumps, TWO)) + "\n]\n",
        '[{"id": "1", "title": "a"}, {"id": "2", "title": "b"',
    ],
    ids=["one line", "indented", "an object a line", "cut"],
)
@pytest.mark.parametrize("name", ["d.json", "d.jsonl", "d.txt"])
def test_an_array_is_read_object_by_object(tmp_path, name, content):
    found = values(written(tmp_path / name, content))

    assert found == (TWO if content.endswith(("]", "\n")) else [TWO[0], None])


@pytest.mark.parametrize("indent", [None, 2], ids=["an object a line", "indented"])
def test_a_broken_object_of_an_array_costs_that_object_alone(tmp_path, indent):
    objects = [json.dumps({"id": n, "parts": [{"a": 1}]}, indent=indent) for n in range(4)]
    objects[1] = objects[1].replace("]", "")
    text = "[\n" + ",\n".join(f"  {one}".replace("\n", "\n  ") for one in objects) + "\n]"

    found = values(written(tmp_path / "d.json", text))

    assert [one and one["id"] for one in found] == [0, None, 2, 3]


@pytest.mark.parametrize("lost", ['"', "}", "]", "["])
def test_on_one_line_too_a_broken_object_costs_that_object_alone(tmp_path, lost):
    objects = [json.dumps({"id": n, "text": "a, b", "parts": [{"a": 1}]}) for n in range(40)]
    objects[1] = objects[1].replace(lost, "", 1)

    found = values(written(tmp_path / "d.json", f"[{', '.join(objects)}]"))

    ids = [one["id"] for one in found if one]
    assert ids == [0, *range(2, 40)]
    assert len(found) <= 41


def test_after_an_object_that_is_too_long_the_next_one_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(dumps, "MAX_LINE", 100_000)
    long = json.dumps({"id": 0, "text": "a" * 400_000})

    found = values(written(tmp_path / "d.json", f"[{long}, {json.dumps(TWO)[1:]}"))

    assert [one for one in found if one] == TWO


def test_brackets_and_quotes_inside_of_strings_end_nothing(tmp_path):
    row = {"id": 1, "text": 'a } b ] c \\" { \\\\'}

    assert values(written(tmp_path / "d.json", json.dumps([row, row]))) == [row, row]


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


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("said", [False, True], ids=["found", "said"])
def test_the_delimiter_is_the_headers(tmp_path, mark, said):
    text = (f"sep={mark}\r\n" if said else "") + mark.join(("ID", " Title ", "Posted At", "URL")) + "\r\n"
    text += mark.join(("1", "a", "2026-02-01", "x")) + "\r\n"

    assert values(written(tmp_path / "d.csv", text)) == [
        {"id": "1", "title": "a", "posted_at": "2026-02-01", "url": "x"}
    ]


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


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "idna"])
def test_a_file_that_is_not_in_the_encoding_named_breaks_off(tmp_path, encoding):
    path = written(tmp_path / "d.csv", HEADER + "1,a,Zo\u00eb,,\n")

    with pytest.raises(UsageError, match=f"it is not in {encoding}.*what came before was kept"):
        values(path, encoding=encoding)


@pytest.mark.parametrize("name", ["rot13", "base64", "utf-99"])
def test_an_encoding_that_is_none_is_an_error(name):
    with pytest.raises(UsageError, match=f"no text encoding '{name}'"):
        dump_bytes.known_encoding(name)


def test_lines_may_end_as_on_an_old_mac(tmp_path):
    assert values(written(tmp_path / "d.csv", "id,title\r1,a\r2,b\r")) == TWO


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("d.csv", b"PK\x03\x04junk", "zip"),
        ("d.csv.zip", b"PK\x03\x04junk", "zip"),
        ("d.jsonl.gz", gzip.compress(b"PK\x03\x04junk"), "zip"),
        ("d.csv", b"PAR1junk", "Parquet"),
        ("d.csv", b"BZh9junk", "bzip2"),
        ("d.csv", b"name,age\nx,1\n", "no column that is known"),
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


# --- what breaks ----------------------------------------------------------------------------------------


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


@pytest.mark.parametrize("tail", ["plain,x", '"a, b",x', '"two\nlines",x', '"""quoted""",x'])
@pytest.mark.parametrize(
    "broken",
    ['1,"never closed,x', '1,x,"never closed', '1,"a" b,"x', '"1,a,x'],
    ids=["middle", "end", "two", "id"],
)
def test_a_quote_that_is_never_closed_costs_its_own_row(tmp_path, broken, tail):
    rows = "".join(f"{number},{tail}\n" for number in range(2, 300))

    found = list(read_dump(written(tmp_path / "d.csv", f"id,title,text\n{broken}\n{rows}")))

    assert [record.reason for record in found[:1]] == [dump_csv.UNCLOSED]
    assert [record.values["id"] for record in found[1:]] == [str(number) for number in range(2, 300)]


def test_many_broken_quotes_do_not_cost_much_time(tmp_path, monkeypatch):
    monkeypatch.setattr(dump_csv, "MAX_REREAD", 200_000)

    found = values(written(tmp_path / "d.csv", "id,title\n" + 'x","\n' * 3_000 + "7,a\n"))

    assert found[-1] == {"id": "7", "title": "a"}
    assert len(found) == 3_001


def test_quotes_inside_of_a_cell_are_text(tmp_path):
    assert values(written(tmp_path / "d.csv", 'id,title\n1,a 5" disk\n2,"a" b\n'))[0]["title"] == 'a 5" disk'


def test_an_empty_cell_at_the_end_is_no_cell_too_many(tmp_path):
    assert values(written(tmp_path / "d.csv", "id,title\n1,a,\n2,b,,\n")) == TWO


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

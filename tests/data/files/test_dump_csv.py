"""Dumps in cells: delimiters, quotes, rows that do not fit."""

import pytest

from data.files import dump_csv
from data.files.dumps import read_dump
from tests.data.files.dump_files import TWO, values, written


@pytest.mark.parametrize("name", ["d.csv", "d.csv.gz", "D.CSV.xz"])
def test_cells_are_read_under_their_header_and_empty_ones_are_missing(tmp_path, name):
    content = 'id,title,text\n1,"A, B","two\nlines"\n2,,x\n'

    records = list(read_dump(written(tmp_path / name, content)))

    assert [(record.line, record.values) for record in records] == [
        (3, {"id": "1", "title": "A, B", "text": "two\nlines"}),
        (4, {"id": "2", "text": "x"}),
    ]


def test_a_row_with_too_many_cells_is_named(tmp_path):
    records = list(read_dump(written(tmp_path / "d.csv", "id,title\n1,a,b\n2,c\n")))

    assert [(record.line, record.reason) for record in records] == [
        (2, "more cells than the header names"),
        (3, None),
    ]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("said", [False, True], ids=["found", "said"])
def test_the_delimiter_is_the_headers(tmp_path, mark, said):
    text = (f"sep={mark}\r\n" if said else "") + mark.join(("ID", " Title ", "Posted At", "URL")) + "\r\n"
    text += mark.join(("1", "a", "2026-02-01", "x")) + "\r\n"

    assert values(written(tmp_path / "d.csv", text)) == [
        {"id": "1", "title": "a", "posted_at": "2026-02-01", "url": "x"}
    ]


def test_lines_may_end_as_on_an_old_mac(tmp_path):
    assert values(written(tmp_path / "d.csv", "id,title\r1,a\r2,b\r")) == TWO


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


@pytest.mark.parametrize("first", ["\n\n", " \r\n", "\ufeff\r\n"])
def test_blank_lines_before_a_header_are_passed_over(tmp_path, first):
    (record,) = read_dump(
        written(tmp_path / "d.csv", f"{first}id;jobTitle;url\n1;ML;https://acme.example/1\n")
    )

    assert record.values == {"id": "1", "jobtitle": "ML", "url": "https://acme.example/1"}

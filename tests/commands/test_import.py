"""import: what is kept where records or files are broken, what is said of it, and what ends how."""

import csv
import gzip
import io
import json

import pytest
from typer.testing import CliRunner

from commands import import_dump, runs
from data.errors import StoreError, UsageError
from data.store.facts.snapshot import unpack_snapshot
from data.store.facts.snapshot_packing import pack_snapshot
from data.store.reader import Reader
from data.store.writer import Store

HELD = "left out, already here from a scrape or the shipped facts"


def record(number, **changes):
    """Return a record of a dump."""
    return {
        "source": "archive",
        "id": f"a{number}",
        "title": f"ML Engineer {number}",
        "company": f"Firm {number}",
        "posted_at": "2026-02-01",
        "url": f"https://archive.example.org/{number}",
        "text": f"You know Python. Number {number}.",
    } | changes


@pytest.fixture
def store(tmp_path):
    return tmp_path / "market.db"


@pytest.fixture
def call(store):
    """Call the command; return its result, whatever its end."""

    def run(*arguments, module=import_dump, **options):
        words = [*map(str, arguments), "--store", str(store)]
        return CliRunner().invoke(module.app, words, **options)

    return run


@pytest.fixture
def dump(tmp_path):
    """Write records into a dump of JSON lines; return its path."""

    def write(*records, name="d.jsonl"):
        content = "\n".join(json.dumps(one) for one in records).encode()
        (tmp_path / name).write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
        return tmp_path / name

    return write


def kept(store):
    """Return how many postings the store has."""
    with Reader.open(store) as reader:
        return reader.counts().postings


HOSTILE = [
    *(
        None,
        [],
        True,
        10**400,
        -1,
        1e300,
        "",
        "\ud800",
        "\x00",
        "x" * 20_000,
        {"a": 1},
        "0001-01-01T00:00:00+14:00",
    ),
    *("9999-12-31T23:59:59-12:00", "\u0661\u0662", "1e400"),
]


@pytest.mark.parametrize("field", [*record(0), "first_seen", "last_seen", "lang", "department"])
def test_no_value_of_any_field_ends_a_run(call, dump, store, field):
    bad = [record(f"b{number}", **{field: value}) for number, value in enumerate(HOSTILE)]

    result = call(dump(record(1), *bad, record(2)), "--format", "json")

    found = json.loads(result.stdout)
    told = found["kept"] + found["updated"] + found["unchanged"] + sum(found["rejected"].values())
    assert (result.exit_code, told) == (0, len(HOSTILE) + 2)
    assert not any("error of Skillgauge" in reason for reason in found["rejected"])
    assert found["read"] == kept(store)


@pytest.mark.parametrize("field", ["id", "parent", "month", "time", "text"])
def test_no_value_of_a_comment_ends_a_run(call, dump, field):
    comment = {
        "id": 1,
        "parent": 2,
        "month": "2026-02",
        "time": 1769990400,
        "type": "comment",
        "text": "Heron | ML",
    }
    bad = [comment | {field: value} for value in (*HOSTILE, "2026-99", "9999-12", "0001-01")]

    result = call(dump(record(1), *bad, record(2)), "--format", "json")

    found = json.loads(result.stdout)
    assert (result.exit_code, found["kept"] >= 2) == (0, True)
    assert not any("error of Skillgauge" in reason for reason in found["rejected"])


def test_an_error_of_ours_costs_one_record(call, dump, store, monkeypatch):
    write = import_dump.Store.upsert_postings

    def failing(self, source, board, postings, **options):
        if any(posting.external_id == "a2" for posting in postings):
            raise OverflowError
        return write(self, source, board, postings, **options)

    monkeypatch.setattr(Store, "upsert_postings", failing)

    result = call(dump(*map(record, range(4))))

    assert "kept 3, updated 0, unchanged 0, rejected 1" in result.stdout
    assert "please report it (OverflowError): 1 (" in result.stdout
    assert "d.jsonl:3)" in result.stdout


def test_a_store_that_fails_still_ends_the_run(call, dump, monkeypatch):
    monkeypatch.setattr(
        Store, "upsert_postings", lambda *_a, **_o: (_ for _ in ()).throw(StoreError("no room"))
    )

    assert isinstance(call(dump(record(1))).exception, StoreError)


def test_what_came_before_a_break_is_kept_and_read_and_the_next_file_too(call, dump, store):
    whole = dump(*(record(number) for number in range(3_000)), name="broken.jsonl.gz")
    whole.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])

    result = call(whole, dump(record("x")), "--format", "json")

    found = json.loads(result.stdout)
    assert isinstance(result.exception, UsageError)
    assert result.exception.exit_code == 2
    assert "breaks after line" in str(result.exception)
    assert found["kept"] == found["read"] == kept(store) > 1_000
    assert found["broken"] == [str(result.exception)]
    (run,) = json.loads(call("--format", "json", module=runs).stdout)
    assert (run["status"], run["kept"]) == ("failed", found["kept"])
    assert "breaks after line" in run["note"]


def test_a_file_without_end_and_use_is_left(call, dump, monkeypatch, store):
    monkeypatch.setattr(import_dump, "MAX_USELESS", 100)

    result = call(dump(record(1), *({"id": number} for number in range(500)), record(2)))

    assert "none of the last 100 records is usable" in str(result.exception)
    assert kept(store) == 1


def test_a_table_may_come_through_standard_input(call):
    rows = io.StringIO()
    writer = csv.DictWriter(rows, list(record(0)))
    writer.writeheader()
    writer.writerows(map(record, range(3)))

    assert "kept 3" in call("-", input="\ufeff" + rows.getvalue()).stdout


def test_what_is_not_read_is_said_with_its_lines(call, dump):
    path = dump(record(1, posted_at="11/03/2026"), record(2, id="3.88E+09"), record(3))

    printed = call(path).stdout

    assert f"dates not read: 1 ({path}:1)" in printed
    assert f"the link stands in for them: 1 ({path}:2)" in printed


def test_an_id_of_many_postings_is_counted(call, dump, store):
    path = dump(*(record(number, id="1") for number in range(3)))

    printed = [call(path).stdout for _ in range(2)]

    assert "kept 3" in printed[0]
    assert "because their id is that of another posting: 2" in printed[0]
    assert "kept 0, updated 0, unchanged 3" in printed[1]
    assert kept(store) == 3


def test_a_dump_cannot_change_what_a_scrape_brought(call, dump, store):
    call(dump(record(1)))
    with Store.open(store) as opened:
        opened.connection.execute("UPDATE run SET command = 'scrape'")

    printed = call(dump(record(1, text="COBOL"), record(2))).stdout

    assert "kept 1, updated 0, unchanged 0, rejected 0" in printed
    assert f"{HELD}: 1" in printed


def test_a_dump_cannot_change_the_shipped_facts(call, dump, store, tmp_path):
    call(dump(*map(record, range(3))))
    packed = tmp_path / "facts.xz"
    pack_snapshot(store, packed)
    store.unlink()
    unpack_snapshot(packed, store)

    printed = [call(dump(*(record(n, text="COBOL") for n in range(3)), record(9))).stdout for _ in range(2)]

    assert [f"{HELD}: 3" in told for told in printed] == [True, True]
    assert ["kept 1" in told for told in printed] == [True, False]
    with Reader.open(store) as reader:
        assert reader.search("cobol").total == 0


def test_the_run_of_an_import_names_what_it_brought(call, dump, store):
    printed = [call(dump(record(number))).stdout for number in range(2)]

    assert printed[1].endswith("this was run 2\n")
    with Store.open(store) as opened:
        rows = opened.connection.execute("SELECT external_id, first_run FROM posting ORDER BY 1").fetchall()
    assert rows == [("a0", 1), ("a1", 2)]
    assert "archive dump: complete; kept 1" in call("2", module=runs).stdout


def test_an_unknown_encoding_is_an_error_before_anything_is_written(call, dump, store):
    result = call(dump(record(1)), "--encoding", "utf-99")

    assert "no text encoding 'utf-99'" in str(result.exception)
    assert not store.exists()

"""import, snapshot, runs and forget, as a user calls them."""

import gzip
import json
import re
import shutil
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from commands import forget, import_dump, runs, snapshot
from commands.shared import progress
from data.errors import StoreBusy, StoreDamaged, StoreError, StoreMissing, UsageError
from data.records import BoardResult, BoardState
from data.store.facts.tables import load_tables
from data.store.reader import Reader
from data.store.writer import Store
from data.store.writing.adopt import Adopted
from tests.data.building import NOW

STORES = Path(__file__).resolve().parents[1] / "stores"
RECORDS = [
    {
        "source": "archive",
        "id": f"a{number}",
        "title": title,
        "company": company,
        "location": "Utrecht, Netherlands",
        "posted_at": "2026-02-01",
        "url": f"https://archive.example.org/{number}",
        "text": text,
    }
    for number, (title, company, text) in enumerate(
        [
            ("Machine Learning Engineer", "Kestrel Optics", "<p>You know Python</p><p>and PyTorch.</p>"),
            ("Data Engineer", "Heron Bank", "You know SQL and Spark."),
            ("Data Engineer", "Heron Bank", "You know SQL and Spark."),
        ]
    )
]
COMMENT = {
    "id": 7,
    "parent": 6,
    "month": "2026-02",
    "time": 1769990400,
    "type": "comment",
    "text": "Falcon Labs | ML Engineer | Ghent | ONSITE<p>We train models with TensorFlow &amp; Kubernetes.",
}


@pytest.fixture
def store(tmp_path):
    """Where the commands' store is."""
    return tmp_path / "market.db"


@pytest.fixture
def call(store):
    """Call a command on the store; return what it printed."""

    def run(module, *arguments, code=0):
        done = CliRunner().invoke(module.app, [*map(str, arguments), "--store", str(store)])
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        assert done.exit_code == code, done.output
        return done.output

    return run


@pytest.fixture
def dump(tmp_path):
    """Write records (or lines as they are) into a dump; return its path."""

    def write(*records, name="dump.jsonl"):
        lines = [record if isinstance(record, str) else json.dumps(record) for record in records]
        path = tmp_path / name
        content = "\n".join(lines).encode()
        path.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
        return path

    return write


def test_a_dump_is_kept_read_and_grouped(call, dump, store):
    output = call(import_dump, dump(*RECORDS))

    assert "kept 3, updated 0, unchanged 0, rejected 0" in output
    assert "3 texts read; the store has 3 postings, 2 vacancies" in output
    with Reader.open(store) as reader:
        (line,) = reader.search("pytorch").postings
        evidence = reader.evidence(line.id)
    assert {"python", "pytorch"} <= {mention.skill for mention in evidence.mentions}
    assert evidence.text is not None
    assert all(evidence.text[m.start : m.end] == m.surface for m in evidence.mentions)


def test_importing_again_changes_nothing(call, dump, store):
    call(import_dump, dump(*RECORDS))
    with Reader.open(store) as reader:
        before = reader.counts()

    output = call(import_dump, dump(*RECORDS, name="again.jsonl.gz"))

    assert "kept 0, updated 0, unchanged 3, rejected 0" in output
    assert "0 texts read" in output
    with Reader.open(store) as reader:
        assert reader.counts() == before


def test_comments_are_recognised_among_postings(call, dump, store):
    call(import_dump, dump(COMMENT, *RECORDS))

    with Reader.open(store) as reader:
        (line,) = reader.search("tensorflow").postings
    assert (line.source, line.employer) == ("hackernews", "Falcon Labs")


def test_rejected_lines_are_counted_by_reason_with_their_numbers(call, dump):
    bad = ["{", *({**RECORDS[0], "url": "ftp://x"} for _ in range(8)), {**RECORDS[1], "title": None}]
    path = dump(*bad, *RECORDS)

    output = call(import_dump, path)

    assert "kept 3, updated 0, unchanged 0, rejected 10" in output
    assert f"rejected, url: not a web address: 8 ({path}:2, " in output
    assert "and 3 more)" in output
    assert f"rejected, not JSON: 1 ({path}:1)" in output
    assert f"rejected, title: missing: 1 ({path}:10)" in output
    assert f"{path}:9" in call(import_dump, path, "--verbose")


def test_a_dump_of_nothing_usable_ends_with_one(call, dump):
    assert "rejected 1" in call(import_dump, dump("nothing"), code=1)


def test_a_missing_dump_is_named_before_anything_is_written(call, dump, store):
    with pytest.raises(UsageError, match=r"no file nowhere\.jsonl"):
        call(import_dump, dump(*RECORDS), "nowhere.jsonl")

    assert not store.exists()


def test_a_run_that_fails_is_in_the_journal_with_the_reason(call, dump, monkeypatch):
    monkeypatch.setattr(Store, "assign_vacancies", lambda self: (_ for _ in ()).throw(StoreError("no room")))

    with pytest.raises(StoreError, match="no room"):
        call(import_dump, dump(*RECORDS))

    assert re.search(r"1 .* import  failed; .*StoreError: no room", call(runs))


def test_a_second_import_while_one_runs_is_told_so(call, dump, store):
    with Store.open(store, create=True, command="scrape"), pytest.raises(StoreBusy, match="a scrape started"):
        call(import_dump, dump(*RECORDS))


def test_runs_are_shown_as_lines_and_as_json(call, dump, store):
    Store.open(store, create=True).close()
    empty = call(runs)
    call(import_dump, dump(*RECORDS))

    (found,) = json.loads(call(runs, "--format", "json"))

    assert empty == "no run in the journal yet\n"
    assert (found["command"], found["status"]) == ("import", "finished")
    assert "import  finished; kept 3" in call(runs)


def test_the_whole_store_is_checked_on_demand(call, store):
    Store.open(store, create=True).close()

    said = "every page is in order; facts and texts are as they were written"
    assert call(runs, "--check") == f"{store}: {said}\n"
    store.write_bytes(store.read_bytes()[:9_000])
    with pytest.raises(StoreDamaged, match=r"market\.db is not a usable store"):
        call(runs, "--check")


def test_the_boards_of_a_run_are_shown(call, store):
    lost = BoardResult("lever", "heron", "failed", error="no answer")
    with Store.open(store, create=True) as target:
        target.save_board_result(target.begin_run("scrape", NOW), lost, BoardState("lever", "heron"))

    output = call(runs, 1)

    assert output.startswith("lever heron: failed; kept 0")
    assert output.endswith("no answer\n")


def test_a_forgotten_employer_does_not_come_back(call, dump, store):
    call(import_dump, dump(*RECORDS))

    gone = call(forget, "--employer", "Heron Bank Ltd")
    again = call(import_dump, dump(*RECORDS))

    assert "2 postings removed" in gone
    assert "left out, forgotten: 2" in again
    with Reader.open(store) as reader:
        assert reader.counts().postings == 1


def test_texts_leave_a_store_that_says_the_same_afterwards(call, dump, store):
    call(import_dump, dump(*RECORDS))
    facts = load_tables(store).snapshot

    output = call(forget, "--texts")

    assert output == "forgot 3 texts; what was read from the texts stays\n"
    assert load_tables(store).snapshot == facts
    assert "as they were written" in call(runs, "--check")
    with Reader.open(store) as reader:
        assert (reader.counts().postings, reader.counts().texts) == (3, 0)
    assert "kept 0, updated 0, unchanged 3" in call(import_dump, dump(*RECORDS))


def test_texts_are_not_forgotten_in_a_store_that_is_not_there(call, store):
    with pytest.raises(StoreMissing):
        call(forget, "--texts")

    assert not store.exists()


@pytest.mark.parametrize(
    "options",
    [[], ["--employer", "a", "--posting", "1"], ["--posting", "1", "--texts"]],
    ids=["none", "two", "a posting and texts"],
)
def test_forget_wants_one_thing(call, store, options):
    Store.open(store, create=True).close()

    with pytest.raises(UsageError, match="either --employer NAME, --posting"):
        call(forget, *options)


def test_forget_names_older_copies_that_are_left(call, dump, store):
    call(import_dump, dump(*RECORDS))
    (store.parent / "market.schema1.db").write_bytes(b"")

    assert "market.schema1.db; delete it" in call(forget, "--posting", "1")


def test_facts_are_built_from_a_store(dump, store, tmp_path, call):
    call(import_dump, dump(*RECORDS))
    out = tmp_path / "facts.xz"

    done = CliRunner().invoke(snapshot.app, ["build", "--from", str(store), "--out", str(out)])

    assert done.exit_code == 0, done.output
    assert re.fullmatch(rf"{re.escape(str(out))}: \d\.\d\d MB of facts from .*\n", done.output)
    assert out.exists()


def test_unpacking_says_where_the_facts_are(monkeypatch, tmp_path):
    monkeypatch.setattr("data.store.facts.snapshot.unpack_snapshot", lambda: tmp_path / "facts.db")

    done = CliRunner().invoke(snapshot.app, ["unpack"])

    assert done.output == f"{tmp_path / 'facts.db'}\n"


def test_taking_over_says_what_came_and_an_import_does_so_first(call, dump, store, monkeypatch):
    call(import_dump, dump(*RECORDS))
    found = [Adopted(2, 3, 1, 0), None, Adopted(2, 3, 1, 0)]
    monkeypatch.setattr("data.store.adoption.adopt_shipped", lambda _store: found.pop(0))
    monkeypatch.setattr("commands.shared.after_change.adopt_shipped", lambda _store: found.pop(0))
    words = "2 postings new in this release taken over, 3 renewed, 1 of your own kept"

    assert call(snapshot, "adopt") == f"{words}\n"
    assert call(snapshot, "adopt") == f"{snapshot.NOTHING_NEW}\n"
    assert f"skillgauge: {words}" in call(import_dump, dump(*RECORDS))


def test_no_bar_is_drawn_where_nobody_looks(capsys):
    with progress.bar("Reading", unit="postings") as advance:
        advance(1, 2)

    assert capsys.readouterr() == ("", "")


def test_a_terminal_gets_a_bar(capsys, monkeypatch):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")

    with progress.bar("Reading", unit="postings") as advance:
        advance(1, 2)
        advance(2, 2)

    assert capsys.readouterr().out == ""


# --- what a word or a number of the user must not do ----------------------------------------------------


@pytest.mark.parametrize("employer", ["", "  ", "\t"])
def test_an_empty_name_forgets_nothing(call, dump, employer):
    call(import_dump, dump(*RECORDS))

    with pytest.raises(UsageError, match="nothing was forgotten"):
        call(forget, "--employer", employer)


@pytest.mark.parametrize("arguments", [("9" * 30,), ("0",), ("--limit", "9" * 30)])
def test_a_run_that_cannot_be_is_no_damage(call, dump, arguments):
    call(import_dump, dump(*RECORDS))

    assert "nvalid value" in call(runs, *arguments, code=2)


def test_a_run_that_is_not_there_is_named(call, dump):
    call(import_dump, dump(*RECORDS))

    assert "no board of a run 77" in call(runs, "77")


@pytest.mark.parametrize("name", ["market.db", "other.db"])
def test_a_packed_snapshot_never_takes_the_place_of_a_store(call, dump, store, tmp_path, name):
    call(import_dump, dump(*RECORDS))
    shutil.copy(store, tmp_path / "other.db")
    before = (tmp_path / name).read_bytes()

    done = CliRunner().invoke(snapshot.app, ["build", "--from", str(store), "--out", str(tmp_path / name)])

    assert isinstance(done.exception, UsageError)
    assert "it would be lost" in str(done.exception)
    assert (tmp_path / name).read_bytes() == before


def test_a_dump_whose_name_is_no_text_may_break_off(call, dump, store):
    path = dump(*RECORDS, name="a\udcff.jsonl.gz")
    path.write_bytes(path.read_bytes()[:-9])

    with pytest.raises(UsageError, match="breaks after line"):
        call(import_dump, path)

    with Reader.open(store) as reader:
        assert reader.runs()[0].status == "failed"


def test_forgetting_names_the_older_copies_whatever_the_store_is_called(dump, tmp_path):
    store = tmp_path / "[a]*.db"
    CliRunner().invoke(import_dump.app, [str(dump(*RECORDS)), "--store", str(store)], catch_exceptions=False)
    (tmp_path / "[a]*.schema1.db").touch()
    (tmp_path / "ab.schema1.db").touch()

    done = CliRunner().invoke(forget.app, ["--employer", "Heron Bank", "--store", str(store)])

    assert "[a]*.schema1.db" in done.output
    assert "ab.schema1.db" not in done.output


@pytest.mark.parametrize("arguments", [[], ["--check"], ["2"]], ids=["all", "check", "boards"])
def test_the_journal_of_an_older_store_is_read_without_changing_it(call, store, arguments):
    shutil.copy(STORES / "v1.db", store)
    before = store.read_bytes()

    assert call(runs, *arguments)

    assert store.read_bytes() == before
    assert [file.name for file in store.parent.glob("market*")] == [store.name]

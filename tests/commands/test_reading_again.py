"""A change of the rules that read texts: what is read again, what is said of it, and what stays mixed."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from analysis.market.receipts import Receipt
from benchmarks.synthetic import SYNTHETIC_SKILLS, generate_tables
from commands import figure, import_dump, runs
from commands.shared.after_change import refresh
from data.catalogue.catalogue_in_use import CatalogueInUse
from data.errors import ReceiptMismatch
from data.paths import DATA
from data.store.reader import Reader
from data.store.writer import Store
from nlp.catalogue.catalog import load_catalog
from nlp.levels.cues import cue_phrases
from nlp.reader import Extractor
from tests.data.building import NOW, a_posting, put

ROOT = DATA.parent
CUE = "would be great"
POSTING = {
    "source": "archive",
    "id": "a1",
    "title": "ML Engineer",
    "company": "Firm",
    "posted_at": "2026-02-01",
    "url": "https://archive.example.org/1",
    "text": f"Requirements\n- Python\n- Kubernetes {CUE}\n",
}


@pytest.fixture
def store(tmp_path):
    return tmp_path / "market.db"


@pytest.fixture
def call(store):
    """Call a command on the store; return its result."""

    def run(module, *arguments):
        return CliRunner().invoke(
            module.app, [*map(str, arguments), "--store", str(store)], catch_exceptions=False
        )

    return run


@pytest.fixture
def dump(tmp_path):
    """Return a dump of one posting whose level a cue decides."""
    path = tmp_path / "dump.jsonl"
    path.write_text(json.dumps(POSTING), encoding="utf-8")
    return path


@pytest.fixture
def change_rules(monkeypatch):
    """Delete a cue, and let the rules be named otherwise, as `catalog digest --write` does."""

    def change():
        kept = tuple(pair for pair in cue_phrases() if pair[1] != CUE)
        monkeypatch.setattr("nlp.levels.cue_marks.cue_phrases", lambda: kept)
        rename_rules(monkeypatch)

    return change


def rename_rules(monkeypatch):
    """Let the rules be named otherwise, as if one of them had changed."""
    monkeypatch.setattr("nlp.catalogue.catalog.rules_digest", lambda: "f" * 16)


def evidence_of(store, posting_id=1):
    with Reader.open(store) as reader:
        return reader.evidence(posting_id)


def levels(evidence):
    """Return the level of each skill that a posting names."""
    return {mention.skill: mention.level for mention in evidence.mentions}


def rules_in(store):
    """Return which rules read how many postings, and how many of these have no text."""
    with Reader.open(store) as reader:
        return {one.digest: (one.postings, one.without_text) for one in reader.rules_in_use()}


# --- the case that went unseen --------------------------------------------------------------------------


def test_a_deleted_cue_shows_at_the_next_import_of_the_same_file(call, dump, store, change_rules):
    call(import_dump, dump)
    before = evidence_of(store)

    change_rules()
    call(import_dump, dump)

    after = evidence_of(store)
    assert [levels(one) for one in (before, after)] == [
        {"python": "required", "kubernetes": "preferred"},
        {"python": "required", "kubernetes": "required"},
    ]
    assert rules_in(store) == {load_catalog().digest: (1, 0)}
    assert before.catalog != after.catalog == load_catalog().digest


def test_two_texts_alike_are_never_read_by_different_rules_under_one_name(call, dump, store, change_rules):
    call(import_dump, dump)
    change_rules()
    dump.write_text(json.dumps(POSTING | {"id": "a2", "company": "Another firm"}), encoding="utf-8")

    call(import_dump, dump)

    assert levels(evidence_of(store, 1)) == levels(evidence_of(store, 2))
    assert rules_in(store) == {load_catalog().digest: (2, 0)}


@pytest.fixture
def checkout(tmp_path):
    """Copy what reads postings into a checkout of its own; return its root and how to call its commands."""
    root = tmp_path / "checkout"
    ignored = shutil.ignore_patterns("*.db*", "*.npz", "local", "__pycache__")
    for name in ("nlp", "data", "commands", "analysis", "scraper"):
        shutil.copytree(ROOT / name, root / name, ignore=ignored)
    for name in ("cli.py", "dev.py", "pyproject.toml"):
        shutil.copy(ROOT / name, root / name)

    def run(*arguments):
        environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
        return subprocess.run(
            [sys.executable, "cli.py", *map(str, arguments)],
            cwd=root, env=environment, capture_output=True, text=True, timeout=120, check=False,
        )  # laid out as a table  # fmt: skip

    return root, run


@pytest.mark.slow
def test_a_checkout_reads_again_after_a_rule_and_not_after_a_better_sentence(checkout, dump, store):
    root, run = checkout
    importing = ("import", dump, "--store", store, "--format", "json")
    first = json.loads(run(*importing).stdout)
    digest = evidence_of(store).catalog

    path = root / "nlp" / "levels" / "cues.py"
    source = path.read_text(encoding="utf-8")
    path.write_text(f'"""Other words of a module."""\n{source}\n# and a comment\n', encoding="utf-8")
    prose = run("catalog", "digest"), json.loads(run(*importing).stdout)

    rules = root / "data" / "rules" / "cues.toml"
    rules.write_text(rules.read_text(encoding="utf-8").replace(f'"{CUE}",', ""), encoding="utf-8")
    unnoticed = run("catalog", "digest")
    written = run("catalog", "digest", "--write")
    again = run(*importing)

    assert (first["read"], first["read_again"]) == (1, 0)
    assert (prose[0].returncode, prose[1]["read"]) == (0, 0)
    assert (unnoticed.returncode, written.returncode) == (1, 0)
    assert json.loads(again.stdout)["read_again"] == 1
    assert "the rules that read texts have changed: 1 text will be read again" in again.stderr
    assert levels(evidence_of(store)) == {"python": "required", "kubernetes": "required"}
    (used,) = rules_in(store)
    assert used != digest


# --- what a run says of it ------------------------------------------------------------------------------


def test_an_import_says_how_many_texts_it_read_again(call, dump, change_rules):
    call(import_dump, dump)
    change_rules()

    result = call(import_dump, dump)

    assert "1 text read (1 of them again, because the rules had changed)" in result.stdout
    assert "the rules that read texts have changed: 1 text will be read again" in result.stderr
    assert "rules changed, 1 text to read again" in call(runs).stdout


def test_new_texts_are_not_called_read_again(call, dump):
    result = call(import_dump, dump)

    assert "1 text read; " in result.stdout
    assert "again" not in result.stdout + result.stderr + call(runs).stdout


def test_the_diary_says_what_the_rules_moved(call, store, dump, monkeypatch):
    other = {"id": "a2", "title": "Data Engineer", "company": "Another firm", "text": "You know Python."}
    dump.write_text("\n".join(map(json.dumps, (POSTING, POSTING | other))), encoding="utf-8")
    call(import_dump, dump)
    rename_rules(monkeypatch)
    read = Extractor.read_many

    def read_otherwise(self, items):
        return [
            replace(found, mentions=()) if "Kubernetes" in text else found
            for found, (*_, text) in zip(read(self, items), items, strict=True)
        ]

    monkeypatch.setattr(Extractor, "read_many", read_otherwise)

    call(import_dump, dump)

    with Reader.open(store) as reader:
        moved = [one for one in reader.diary() if one.scope == "all" and one.run == 2]
    assert [(one.skill, one.by_rules, one.by_new) for one in moved] == [("python", -0.5, 0)]


# --- a run that is stopped ------------------------------------------------------------------------------

KILLED = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from commands.shared.after_change import refresh
from data.store import writer
from nlp.catalogue import catalog

writer.READ_BATCH = 2
catalog.rules_digest = lambda: "f" * 16
with writer.Store.open(Path(sys.argv[1])) as store:
    run_id = store.begin_run("scrape", datetime(2026, 3, 2, tzinfo=UTC))
    refresh(store, catalog.load_catalog(), run_id=run_id, progress=lambda done, _: done < 4 or os._exit(9))
"""


def test_a_run_that_is_killed_goes_on_where_it_was(store, monkeypatch):
    with Store.open(store, create=True) as target:
        put(target, *(a_posting(str(number)) for number in range(7)))
        refresh(target, load_catalog(), run_id=target.begin_run("import", NOW))
    old = load_catalog().digest
    rename_rules(monkeypatch)

    killed = subprocess.run([sys.executable, "-c", KILLED, str(store)], cwd=ROOT, timeout=60, check=False)
    between = rules_in(store)
    seen = []
    with Store.open(store) as target:
        run_id = target.begin_run("scrape", NOW)
        done = refresh(
            target, load_catalog(), run_id=run_id, progress=lambda done, total: seen.append((done, total))
        )

    new = load_catalog().digest
    assert killed.returncode == 9
    assert between == {new: (4, 0), old: (3, 0)}
    assert (done.read, done.read_again, seen[-1]) == (3, 3, (3, 3))
    assert rules_in(store) == {new: (7, 0)}
    with Reader.open(store) as reader:
        told = [(run.status, run.note) for run in reader.runs()]
    assert told[:2] == [
        ("running", "rules changed, 3 texts to read again"),
        ("interrupted", "rules changed, 7 texts to read again"),
    ]


# --- a store that stays mixed ---------------------------------------------------------------------------


@pytest.fixture
def mixed(store, monkeypatch):
    """Make a store whose first postings lost their texts before the rules changed; return both digests."""
    with Store.open(store, create=True) as target:
        put(target, *(a_posting(str(number), employer=f"Firm {number}") for number in range(1, 41)))
        refresh(target, load_catalog())
        target.forget_texts()
        old = load_catalog().digest
        rename_rules(monkeypatch)
        run_id = target.begin_run("scrape", NOW)
        put(target, *(a_posting(str(number), employer=f"Firm {number}") for number in range(41, 61)))
        done = refresh(target, load_catalog(), run_id=run_id)
    return old, load_catalog().digest, done


def test_postings_without_text_keep_the_rules_that_read_them(mixed, store):
    old, new, done = mixed

    assert rules_in(store) == {old: (40, 40), new: (20, 0)}
    assert (done.read, done.read_again) == (20, 0)


def test_a_figure_of_a_mixed_store_says_so_in_one_sentence_and_ends_well(mixed, call):
    result = call(figure, "share", "--skill", "Python")

    assert result.exit_code == 0
    assert result.stderr.count("\n") == 1
    assert (
        " old. 2 versions of the rules read these postings, so part of a difference may come from the rules. "
        "Intervals hold"
    ) in result.stderr


def test_a_receipt_of_a_mixed_store_names_both_rules_and_prints_the_figure_again(mixed, call):
    row = json.loads(call(figure, "share", "--skill", "Python", "--format", "json").stdout)
    again = json.loads(call(figure, "--receipt", row["receipt"], "--format", "json").stdout)

    assert again == row
    assert Receipt.from_text(row["receipt"]).catalog == row["catalog"] == "+".join(sorted(mixed[:2]))


def test_a_receipt_from_before_the_texts_were_read_again_is_refused_for_the_rules(call, store, monkeypatch):
    with Store.open(store, create=True) as target:
        put(target, *(a_posting(str(number), employer=f"Firm {number}") for number in range(40)))
        refresh(target, load_catalog())
    receipt = json.loads(call(figure, "share", "--skill", "Python", "--format", "json").stdout)["receipt"]
    rename_rules(monkeypatch)
    with Store.open(store) as target:
        refresh(target, load_catalog())

    with pytest.raises(ReceiptMismatch, match="the rules that read the postings have changed since"):
        call(figure, "--receipt", receipt)


MARKET = generate_tables(4_000, 2)


@pytest.fixture
def two_rules(monkeypatch):
    """Let the commands read a generated market that rules of two versions read; return both digests."""
    both = "0123456789abcdef+feedfacefeedface"
    tables = replace(MARKET, catalog=both)
    monkeypatch.setattr("commands.shared.slice_options.load_tables", lambda _path: tables)
    monkeypatch.setattr("commands.shared.slice_options.load_open_counts", lambda _path: None)
    monkeypatch.setattr(
        "commands.shared.slice_options.catalogue_in_use", lambda: CatalogueInUse(SYNTHETIC_SKILLS)
    )
    return both


PERIODS = ["--before", "2024H1", "--after", "2025H1"]
ASKED = {
    "share": [],
    "equal": ["--skill", "AWS"],
    "trend": ["--skill", "AWS"],
    "change": PERIODS,
    "mix": ["--skill", "AWS", *PERIODS],
    "compare": ["--against", "role=data_scientist"],
    "pairs": [],
    "study": ["--have", "Python", "--steps", "2"],
    "influence": ["--skill", "AWS"],
    "cloud": [],
    "pay": [],
    "claims": [],
    "interviews": [],
    "projects": [],
}


@pytest.mark.parametrize("kind", ASKED)
def test_every_kind_of_figure_names_both_rules(call, two_rules, kind):
    rows = json.loads(call(figure, kind, *ASKED[kind], "--format", "json").stdout)
    measured = [row for row in rows if row.get("snapshot")]  # a sum of figures carries no facts of its own
    receipts = [row["receipt"] for row in measured if row.get("receipt")]

    assert {row["catalog"] for row in measured} == {two_rules}
    assert {Receipt.from_text(receipt).catalog for receipt in receipts} == {two_rules}
    assert call(figure, "--receipt", receipts[0]).exit_code == 0

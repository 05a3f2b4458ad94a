"""Names that the catalogue lacks: found after an import, gone on with after a stop, listed without texts."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from commands import discover, import_dump
from commands.discovery import open_name_search
from commands.discovery.open_name_search import search_names
from data.errors import MissingExtra
from data.store.facts.open_counts import load_open_counts
from data.store.facts.snapshot import unpack_snapshot
from data.store.facts.snapshot_packing import pack_snapshot
from data.store.reader import Reader
from data.store.writer import Store
from nlp.catalogue.catalog import load_catalog
from tests.commands.test_discover import Marking


@pytest.fixture(autouse=True)
def own(monkeypatch, tmp_path):
    monkeypatch.setenv("SKILLGAUGE_LOCAL", str(tmp_path / "own"))
    monkeypatch.setattr("nlp.finder.finder.shipped_finder", Marking)


@pytest.fixture(scope="module")
def imported(tmp_path_factory):
    """A store into which four postings were imported; the even ones name a tool that nobody knows."""
    folder = tmp_path_factory.mktemp("imported")
    rows = [
        {
            "id": str(number), "source": "dump", "title": "ML Engineer", "company": f"Firm {number}",
            "url": "https://example.org", "posted_at": f"2026-0{number + 1}-02",
            "text": f"{number} reasons: Python{', Zorblax' * (number % 2 == 0)} and Kafka.",
        }
        for number in range(4)
    ]  # laid out as a table  # fmt: skip
    dump = folder / "dump.jsonl"
    dump.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SKILLGAUGE_LOCAL", str(folder / "own"))
        patch.setattr("nlp.finder.finder.shipped_finder", Marking)
        found = run(import_dump, str(dump), "--store", str(folder / "market.db"))
    assert found.exit_code == 0
    return folder / "market.db"


@pytest.fixture
def store(imported, tmp_path):
    """A copy of that store."""
    return Path(shutil.copy(imported, tmp_path / "market.db"))


def run(module, *arguments):
    return CliRunner().invoke(module.app, list(arguments), catch_exceptions=False)


def searched(store):
    found = load_open_counts(store)
    return dict(zip(found.posting.tolist(), found.names.tolist(), strict=True))


def forget_searches(store, count):
    """Let the first postings be looked through again."""
    with Store.open(store) as opened, opened.writing(facts=False) as connection:
        for table in ("name_search", "open_name"):
            connection.execute(f"DELETE FROM {table} WHERE posting <= ?", (count,))


def test_an_import_finds_the_names_of_its_postings(store):
    assert searched(store) == {1: 1, 2: 0, 3: 1, 4: 0}
    with Reader.open(store) as reader:
        found = reader.evidence(1)
    assert [found.text[one.start : one.end] for one in found.open_names] == ["Zorblax"]


def test_a_text_is_looked_through_once(store, monkeypatch):
    def unasked():
        raise AssertionError("a finder was loaded")

    monkeypatch.setattr("nlp.finder.finder.shipped_finder", unasked)

    found = run(discover, "names", "--store", str(store))

    assert found.stdout == "every text was looked through\n"


def test_what_a_run_cannot_afford_is_said_and_left_to_the_next(store, monkeypatch, capsys):
    forget_searches(store, 4)
    monkeypatch.setattr(open_name_search, "SAID", 1)

    with Store.open(store) as opened:
        assert search_names(opened, load_catalog(), most=3) == 1

    assert capsys.readouterr().err == (
        "skillgauge: looking through 3 texts for names of tools that the catalogue lacks; 1 more wait: "
        "the next scrape or import goes on, or `skillgauge discover names`; what is found stays if you stop "
        "this\n"
    )
    assert sorted(searched(store)) == [2, 3, 4]


def test_a_search_that_was_stopped_goes_on_where_it_was(store, monkeypatch):
    forget_searches(store, 4)
    monkeypatch.setattr("data.store.writer.READ_BATCH", 1)
    monkeypatch.setattr("nlp.discovery.open_names.BATCH", 1)
    asked = []

    def stopping(self, texts):
        asked.append(texts)
        if len(asked) == 3:
            raise KeyboardInterrupt
        return Marking.find_pieces(self, texts)

    class Stopping(Marking):
        find_pieces = stopping

    monkeypatch.setattr("nlp.finder.finder.shipped_finder", Stopping)
    with Store.open(store) as opened, pytest.raises(KeyboardInterrupt):
        search_names(opened, load_catalog())
    assert sorted(searched(store)) == [3, 4]

    with Store.open(store) as opened:
        assert search_names(opened, load_catalog()) == 0
    assert sorted(searched(store)) == [1, 2, 3, 4]


def test_without_spacy_an_import_finds_no_names_and_goes_well(store, monkeypatch):
    forget_searches(store, 4)

    def missing(extra):
        raise MissingExtra(extra, "the spaCy pipeline", "spacy")

    monkeypatch.setattr(open_name_search, "need", missing)

    with Store.open(store) as opened:
        assert search_names(opened, load_catalog()) == 4
    assert searched(store) == {}


def test_texts_that_are_unread_are_named_by_the_command(store, monkeypatch):
    monkeypatch.setattr("nlp.catalogue.catalog.rules_digest", lambda: "f" * 16)

    found = run(discover, "names", "--store", str(store))

    assert found.stdout.endswith(
        "every text but 4 was looked through\n4 texts must be read first: the next scrape or import does\n"
    )


@pytest.fixture
def shipped(store, tmp_path):
    """The facts of the store as they are shipped: without texts."""
    pack_snapshot(store, tmp_path / "facts.xz")
    return str(unpack_snapshot(tmp_path / "facts.xz", tmp_path / "facts.db"))


def test_shipped_facts_list_their_terms_with_employers_and_months(shipped):
    listed = json.loads(run(discover, "list", "--store", shipped, "--format", "json").stdout)

    assert listed == [{"term": "Zorblax", "employers": 2, "first_seen": "2026-01", "last_seen": "2026-03"}]
    assert run(discover, "list", "--store", shipped).stdout.splitlines()[1].split() == [
        *("2", "2026-01", "-", "Zorblax")
    ]


@pytest.mark.parametrize("asked", [("--since", "2026-04"), ("--fewest", "3")])
def test_shipped_terms_are_filtered_like_others(shipped, asked):
    assert run(discover, "list", "--store", shipped, *asked).stdout == "no term is left for review\n"


def test_a_shipped_term_that_was_reviewed_is_not_listed_again(shipped):
    run(discover, "refuse", "Zorblax")

    assert run(discover, "list", "--store", shipped).stdout == "no term is left for review\n"

"""The report of quality: its parts, its three forms, and the releases that it compares."""

import json
from dataclasses import replace
from datetime import date

import pytest
from typer.testing import CliRunner

from analysis.market.corpus import Corpus
from benchmarks.synthetic import SYNTHETIC_SKILLS, generate_tables
from commands.quality import app
from commands.releases.quality_page import as_markdown, as_text
from commands.releases.quality_parts import ReportPart, gaps, joined, spans
from commands.releases.vintage_record import cause_in_words, collected_digest, moved, vintage_of
from data.errors import CatalogError, UsageError
from data.releases.vintages import load_vintages, with_vintage, write_vintages
from data.store.reading.store_records import Duplicates, SourceCoverage

CORPUS = Corpus.from_tables(generate_tables(3_000, 2), SYNTHETIC_SKILLS)
TODAY = date(2026, 9, 1)
NOW = vintage_of(CORPUS, TODAY)


class StoreAsCounted:
    """A reader that knows two months of one source."""

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        return None

    def coverage(self):
        months = ("2025-01", "2025-04")
        return tuple(SourceCoverage(CORPUS.postings.sources[0], month, 5, 0) for month in months)

    def duplicates(self):
        return Duplicates(3_000, 2_000, {"same text": 700, "near text": 300})


@pytest.fixture
def kept(monkeypatch, tmp_path):
    """Let the command read a generated market, and keep releases in a folder of the test."""
    monkeypatch.setattr("commands.quality.open_corpus", lambda _store: (tmp_path, CORPUS))
    monkeypatch.setattr(
        "commands.releases.quality_parts.Reader.open", classmethod(lambda _cls, _path: StoreAsCounted())
    )
    path = tmp_path / "vintages.json"
    monkeypatch.setattr("data.releases.vintages.VINTAGES", path)
    monkeypatch.setattr(load_vintages, "__defaults__", (path,))
    monkeypatch.setattr(write_vintages, "__defaults__", (path,))
    return path


def run(*arguments):
    found = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert found.exit_code == 0, found.output
    return found.stdout


def test_every_part_stands_on_figures_and_says_its_facts(kept):
    parts = {part["title"]: part for part in json.loads(run("--format", "json"))}

    assert f"facts {CORPUS.snapshot}, " in parts["Target population and effective sample"]["said"][0]
    first = next(row for row in parts["Sources"]["rows"] if "2025-02" in row["months without a posting"])
    assert first["months without a posting"] == "2025-02 to 2025-03"
    assert {row["flag"] for row in parts["Flags, and what shares do with them"]["rows"]} == {
        "stuffed",
        "recruiter",
        "cut",
    }
    assert len(parts["Leaving one source out"]["rows"]) == 10
    assert all("index" in row for row in parts["How advertisements are written"]["rows"])
    assert parts["Reading error by half-year"]["rows"]
    assert {row["skill"] for row in parts["Headline figures and what they were"]["rows"]} == set(NOW.shares)


def test_a_report_is_written_between_the_marks_of_a_document(kept, tmp_path):
    page = tmp_path / "page.md"
    page.write_text("before\n<!-- begin: quality -->\nold\n<!-- end: quality -->\nafter\n")

    run("--into", str(page), "--role", "ml_engineer")

    said = page.read_text()
    assert said.startswith("before\n")
    assert said.endswith("after\n")
    assert "\nold\n" not in said
    assert "## Duplicates" in said
    assert "role=ml_engineer" in said


def test_a_document_without_marks_is_refused(kept, tmp_path):
    (tmp_path / "page.md").write_text("nothing")

    with pytest.raises(UsageError, match="needs the lines <!-- begin: quality -->"):
        run("--into", str(tmp_path / "page.md"))


def test_a_release_is_recorded_once(kept):
    run("--record")
    run("--record")

    (found,) = load_vintages(kept)
    assert replace(found, day=NOW.day) == NOW


def test_a_report_compares_with_the_last_release(kept):
    older = replace(
        NOW, catalog="older", shares={name: replace(one, share=0.5) for name, one in NOW.shares.items()}
    )
    write_vintages([older], kept)

    said = run()

    assert "what moved the shares is the rules alone: the postings are the same" in said
    assert "50.0 (" in said


def test_what_moved_the_figures_is_said_as_far_as_it_is_known():
    other = {name: replace(one, share=(one.share or 0) + 0.02) for name, one in NOW.shares.items()}
    after = replace(NOW, snapshot="new", postings=NOW.postings + 7, shares=other)

    causes = [
        cause_in_words(NOW, replace(after, collected=collected, catalog=catalog)).partition("; ")[2]
        for collected in (NOW.collected, "more")
        for catalog in (NOW.catalog, "rules")
    ]

    assert causes == [
        "what moved the shares is the way of counting",
        "what moved the shares is the rules alone: the postings are the same",
        "what moved the shares is the postings alone: the rules are the same",
        "what moved the shares is postings and rules, which cannot be told apart without the texts",
    ]
    cells = {tuple(row[-2:]) for row in moved(NOW.shares, NOW.shares, after.shares)}
    assert cells == {("0", "+2.0")}
    assert {tuple(row[-2:]) for row in moved({}, {}, after.shares)} == {("", "")}
    assert "; the selection was `x=1`" in cause_in_words(replace(NOW, selection="x=1"), after)
    assert cause_in_words(NOW, replace(NOW, snapshot="new")).endswith(
        "+0 postings counted; no headline share moved"
    )


def test_what_was_collected_has_one_digest_whatever_was_read():
    tables = generate_tables(3_000, 2)
    roles = tables.role[::-1].copy()

    read_otherwise = Corpus.from_tables(replace(tables, role=roles), SYNTHETIC_SKILLS)
    later = Corpus.from_tables(replace(tables, posted_day=tables.posted_day + 1), SYNTHETIC_SKILLS)

    assert collected_digest(read_otherwise) == collected_digest(CORPUS)
    assert collected_digest(later) != collected_digest(CORPUS)


def test_the_same_facts_are_recorded_in_place_of_their_older_record():
    assert with_vintage([replace(NOW, day="2020-01-01")], NOW) == (NOW,)
    assert len(with_vintage([replace(NOW, snapshot="other")], NOW)) == 2


def test_a_broken_file_of_releases_is_refused(tmp_path):
    (tmp_path / "vintages.json").write_text('[{"shares": 1}]')

    with pytest.raises(CatalogError, match="these are no vintages"):
        load_vintages(tmp_path / "vintages.json")


def test_shipped_releases_hold_the_same_skills():
    skills = [set(one.shares) for one in load_vintages()]

    assert len(skills) >= 3
    assert all(one == skills[0] for one in skills)


def test_gaps_are_the_months_between_the_first_and_the_last():
    assert gaps(["2025-03", "2024-11", "2024-12"]) == ["2025-01", "2025-02"]
    assert gaps([]) == []
    assert spans(["2025-01", "2025-02", "2025-12", "2026-01", "2026-03"]) == (
        "2025-01 to 2025-02; 2025-12 to 2026-01; 2026-03"
    )
    assert spans([]) == "none"


def test_duplicates_are_said_a_vacancy():
    assert joined(Duplicates(300, 200, {"near text": 30})).said == (
        "300 postings are 200 vacancies, 1.50 postings a vacancy",
        "10.0 of 100 postings nearly repeat the text of another one",
    )


def test_a_part_reads_as_text_and_as_markdown():
    part = ReportPart("Title", ("one",), ("a", "count"), [["x|y", 1_200]])

    assert as_markdown([part]) == "## Title\n\n- One.\n\n| a | count |\n| --- | --- |\n| x\\|y | 1,200 |"
    assert as_text([part]) == "Title\n  One.\n  a    count\n  x|y  1,200"

import csv
import io
import json
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from analysis.figures.employer_shares import employer_equal
from analysis.figures.shares import share
from analysis.market.corpus import Corpus
from analysis.market.slices import Slice
from benchmarks.synthetic import SYNTHETIC_SKILLS, generate_open_counts, generate_tables
from commands.export import app as export
from commands.figure import app as figure
from data.catalogue.catalogue_in_use import CatalogueInUse
from data.catalogue.reader_digest import rules_digest
from data.catalogue.reading_quality import ReadingQuality
from data.catalogue.skills import digest_of
from data.errors import ReceiptMismatch, UsageError
from data.records import Skill, Tables
from data.store.reading.store_records import PostingLine
from tests.data.building import a_store

TABLES: Tables = generate_tables(4_000, 2)
COUNTS = generate_open_counts(TABLES)
ROLE = ["--role", "ml_engineer"]
WHOLE = ["--since", "start"]


@pytest.fixture(autouse=True)
def store(monkeypatch, tmp_path):
    """Let the commands read a generated market."""
    monkeypatch.setattr("commands.shared.slice_options.default_store", lambda _store: tmp_path / "market.db")
    monkeypatch.setattr("commands.shared.slice_options.load_tables", lambda _path: TABLES)
    monkeypatch.setattr("commands.shared.slice_options.load_open_counts", lambda _path: COUNTS)
    monkeypatch.setattr(
        "commands.shared.slice_options.catalogue_in_use", lambda: CatalogueInUse(SYNTHETIC_SKILLS)
    )


def run(app, *arguments):
    found = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert found.exit_code == 0, found.output
    return found.stdout


def test_share_as_json_keeps_its_contract():
    found = json.loads(run(figure, "share", "--skill", "PyTorch", *ROLE, *WHOLE, "--format", "json"))

    corpus = Corpus.from_tables(TABLES, SYNTHETIC_SKILLS)
    expected = share(corpus, Slice(roles=("ml_engineer",)), "pytorch")
    assert {
        "skill",
        "share",
        "low",
        "high",
        "n",
        "named",
        "employers",
        "slice",
        "snapshot",
        "catalog",
    } <= set(found)
    assert (found["skill"], found["id"]) == ("PyTorch", "pytorch")
    assert (found["share"], found["low"]) == (expected.share, expected.low)
    assert (found["slice"], found["snapshot"]) == ("role=ml_engineer", TABLES.snapshot)


def test_an_equal_share_gives_each_employer_one_voice():
    found = json.loads(run(figure, "equal", "--skill", "PyTorch", *ROLE, *WHOLE, "--format", "json"))

    corpus = Corpus.from_tables(TABLES, SYNTHETIC_SKILLS)
    expected = employer_equal(corpus, Slice(roles=("ml_engineer",)), "pytorch")
    assert [row["share"] for row in found] == [expected.share]
    assert found[0]["sentence"] == expected.sentence
    assert f"each of {expected.employers:,} employers counted once" in expected.sentence


def test_a_change_at_the_same_mix_stands_beside_the_plain_one():
    periods = ["--before", "2024H1", "--after", "2025H1"]

    mixed = json.loads(run(figure, "mix", "--skill", "PyTorch", *periods, "--format", "json"))[0]
    plain = json.loads(run(figure, "change", "--skill", "PyTorch", *periods, "--format", "json"))[0]

    assert mixed["raw_difference"] == pytest.approx(plain["difference"])
    assert "at the same mix of sources, roles and seniority" in mixed["sentence"]


@pytest.mark.parametrize(
    "asked",
    [["--skill", "RAG"], ["--skill", "rag", "--skill", "sql"], ["--kind", "practice"], ["--top", "40"]],
    ids=["alone", "with another", "its kind", "more in view"],
)
def test_a_change_has_one_verdict_however_it_is_asked_for(asked):
    periods = ["--before", "2024H1", "--after", "2025H1", "--format", "json"]
    page = {row["id"]: row for row in json.loads(run(figure, "change", "--top", "20", *periods))}

    rows = {row["id"]: row for row in json.loads(run(figure, "change", *asked, *periods))}

    assert rows["rag"] == page["rag"]
    assert len(page["rag"]["family"]) == 12
    assert f"family={page['rag']['family']}&tests={page['rag']['family_size']}" in page["rag"]["receipt"]


@pytest.mark.parametrize("kind", [["equal"], ["mix"], ["influence"], ["pay"], ["change"], ["compare"]])
def test_each_row_has_a_receipt_that_prints_the_same_row(kind):
    periods = ["--before", "2024H1", "--after", "2025H1"] if kind[0] in ("mix", "change") else []
    other = ["--against", "role=data_scientist"] if kind == ["compare"] else []

    rows = json.loads(run(figure, *kind, "--skill", "AWS", *periods, *other, "--format", "json"))

    assert rows
    for row in rows:
        assert json.loads(run(figure, "--receipt", row["receipt"], "--format", "json")) == row


def test_pay_of_a_skill_is_not_that_of_all():
    every = json.loads(run(figure, "pay", "--format", "json"))[0]
    some = json.loads(run(figure, "pay", "--skill", "JAX", "--format", "json"))[0]

    assert (every["skill"], some["skill"], some["id"]) == (None, "JAX", "jax")
    assert some["stated"] < every["stated"]
    assert every["p50_low"] < every["p50"] < every["p50_high"]


@pytest.mark.parametrize("kind", ["equal", "mix", "influence"])
def test_figures_of_one_skill_ask_for_it(kind):
    with pytest.raises(UsageError, match="name a skill with --skill"):
        run(figure, kind)


@pytest.mark.parametrize("are_other_rules", [True, False], ids=["other rules", "same rules"])
def test_a_skill_that_no_posting_names_is_known_and_other_rules_are_said_to_be_why(
    monkeypatch, are_other_rules
):
    skills = (*SYNTHETIC_SKILLS, Skill("plum", "Plum", "tool"))
    read_by = "f" * 16 if are_other_rules else digest_of(skills, rules_digest())
    monkeypatch.setattr("commands.shared.slice_options.catalogue_in_use", lambda: CatalogueInUse(skills))
    monkeypatch.setattr(
        "commands.shared.slice_options.load_tables", lambda _path: replace(TABLES, catalog=read_by)
    )

    with pytest.raises(UsageError) as caught:
        run(figure, "share", "--skill", "Plum")

    said, _, why = str(caught.value).partition("; ")
    assert said == "no posting here names Plum"
    assert why.startswith("postings here were read by other rules") == are_other_rules
    assert bool(why) == are_other_rules


def test_suppressed_share_as_json_says_why():
    found = json.loads(
        run(
            figure,
            "share",
            "--skill",
            "aws",
            "--country",
            "SG",
            "--seniority",
            "director",
            "--format",
            "json",
        )
    )

    assert found["share"] is None
    assert "too few to say" in found["why"]


def test_shares_carry_how_well_their_skills_are_read(monkeypatch):
    quality = {"pytorch": ReadingQuality("PyTorch", "pytorch", 61, labelled=30, found=27, wrong=3)}
    monkeypatch.setattr("commands.shared.slice_options.load_reading_quality", lambda: quality)

    text = run(figure, "share", "--skill", "PyTorch", "--skill", "JAX", "--format", "csv")

    found = list(csv.DictReader(io.StringIO(text)))
    names = ("extractor_precision", "extractor_recall", "extractor_mentions")
    assert [found[0][name] for name in names] == ["0.9", "0.9", "30"]
    assert [found[1][name] for name in names] == ["", "", ""]


def test_several_shares_are_a_list():
    found = json.loads(run(figure, "share", "--top", "4", "--format", "json"))

    assert [row["rank"][0] for row in found] == ["1", "1", "3", "3"]


def test_table_is_one_sentence_a_line():
    lines = run(figure, "share", "--top", "3").splitlines()

    assert len(lines) == 3
    assert "in 100 vacancies since September 2025 (" in lines[0]
    assert "employers=" in lines[0]


@pytest.mark.parametrize(
    "arguments",
    [
        ["change", "--skill", "PyTorch", "--before", "2025H1", "--after", "2026H1"],
        ["compare", "--skill", "PyTorch", "--role", "ml_engineer", "--against", "role=data_scientist"],
    ],
    ids=["periods", "slices"],
)
def test_what_has_two_sides_says_what_each_stands_on(arguments):
    row = json.loads(run(figure, *arguments, "--format", "json"))
    row = row[0] if isinstance(row, list) else row
    ends = ("_before", "_after") if "n_before" in row else ("", "_against")

    (line,) = run(figure, *arguments).splitlines()

    units, employers = line.rpartition("[")[2].removesuffix("]").split(", employers=")
    assert employers == " and ".join(f"{row[f'employers{end}']:,}" for end in ends)
    assert all(f"{row[f'n{end}']:,}" in units for end in ends)


def test_csv_is_guarded_and_parses():
    text = run(figure, "share", "--top", "3", "--format", "csv")

    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert len(rows) == 3
    assert float(rows[0]["low"]) < float(rows[0]["share"]) < float(rows[0]["high"])


@pytest.mark.parametrize(
    "arguments",
    [
        ["trend", "--skill", "aws", "--step", "half"],
        ["trend", "--step", "half"],
        ["change", "--top", "5"],
        ["change", "--skill", "rag", "--before", "2025H1", "--after", "2026H1"],
        ["compare", *ROLE, "--against", "role=data_scientist&role=data_engineer", "--top", "3"],
        ["pairs", "--top", "3"],
        ["pairs", "--skill", "pytorch"],
        ["study", "--have", "python", "--have", "sql", "--steps", "2"],
        ["study", "--have", "python", "--practices"],
        ["influence", "--skill", "aws"],
        ["cloud", *ROLE],
        ["pay"],
        ["claims"],
        ["interviews", *ROLE],
        ["projects", "--have", "Python"],
        ["coverage", *ROLE],
    ],
    ids=" ".join,
)
def test_every_kind_of_figure_prints_in_every_format(arguments):
    rows = json.loads(run(figure, *arguments, "--format", "json"))

    assert rows
    assert all(row["sentence"] for row in rows)
    assert len(run(figure, *arguments).splitlines()) == len(rows)
    assert run(figure, *arguments, "--format", "csv").startswith("\ufeff")


def test_families_print_even_when_there_are_none():
    assert json.loads(run(figure, "families", "--employer", "Nobody", "--format", "json")) == []


def test_a_study_plan_says_how_much_of_what_is_named_the_catalogue_knows():
    plan = json.loads(run(figure, "study", *ROLE, "--have", "python", "--steps", "1", "--format", "json"))
    (coverage,) = json.loads(run(figure, "coverage", *ROLE, "--format", "json"))

    assert [row.get("known_tools") for row in plan] == [coverage["sentence"], None]
    assert 0.5 < coverage["low"] < coverage["share"] < coverage["high"] < 1
    printed = CliRunner().invoke(figure, ["study", *ROLE, "--have", "python", "--steps", "1"])
    assert f"Beside this: {coverage['sentence']}." in printed.stderr


def test_facts_that_nobody_looked_through_say_so_beside_a_plan(monkeypatch):
    monkeypatch.setattr("commands.shared.slice_options.load_open_counts", lambda _path: None)

    (coverage,) = json.loads(run(figure, "coverage", "--format", "json"))

    assert (coverage["share"], coverage["why"]) == (
        None,
        "the texts were not searched for names that the catalogue lacks",
    )


def test_study_of_an_empty_slice_says_why():
    rows = json.loads(run(figure, "study", "--employer", "Nobody", "--format", "json"))

    assert rows == [
        {
            "step": 0,
            "why": "no vacancies here: nothing to say",
            "sentence": "no plan: no vacancies here: nothing to say",
            "newest_posting": "2026-08-31",
        }
    ]


def test_receipt_of_a_row_prints_the_same_number():
    row = json.loads(run(figure, "share", "--skill", "aws", *ROLE, "--format", "json"))

    again = json.loads(run(figure, "--receipt", row["receipt"], "--format", "json"))

    assert again == row


def test_receipt_of_other_facts_is_refused():
    receipt = json.loads(run(figure, "share", "--skill", "aws", "--format", "json"))["receipt"]

    with pytest.raises(ReceiptMismatch, match="made from the facts elsewhere"):
        run(figure, "--receipt", receipt.replace("snapshot=synthetic0000000", "snapshot=elsewhere"))


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["guess"],
        ["share", "--format", "xml"],
        ["share", "--role", "wizard"],
        ["share", "--since", "soon"],
        ["share", "--skill", "cobol"],
        ["change", "--before", "2024"],
        ["change", "--before", "2026H1", "--after", "2025H1"],
        ["change", "--before", "2025", "--after", "2025H2"],
        ["share", "--since", "2026-01-01", "--until", "2025-01-01"],
        ["influence"],
        ["compare"],
        ["compare", "--against", "role=wizard"],
    ],
    ids=" ".join,
)
def test_wrong_use_is_refused(arguments):
    with pytest.raises(UsageError):
        run(figure, *arguments)


def test_change_needs_two_years_of_postings(monkeypatch):
    monkeypatch.setattr("analysis.kinds.two_periods.year_apart", lambda _corpus: None)

    with pytest.raises(UsageError, match="do not reach back a year"):
        run(figure, "change")


class Shelf:
    """A reader that knows a line for every posting, one of them hostile."""

    @classmethod
    def open(cls, _path):
        return cls()

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        return None

    def lines(self, ids):
        return tuple(
            PostingLine(
                int(key),
                "lever",
                "https://example.org/1",
                "=cmd|' /C calc'!A0",
                "E",
                None,
                None,
                True,
                False,
                1,
            )
            for key in ids
        )


@pytest.mark.parametrize("what", ["shares", "trends", "postings"])
def test_export_writes_a_guarded_file(monkeypatch, tmp_path, what):
    monkeypatch.setattr("analysis.posting_rows.Reader", Shelf)
    out = tmp_path / "out.csv"

    step = ["--step", "half"] if what == "trends" else []
    run(export, what, "--out", str(out), *ROLE, "--skill", "aws", *step)

    rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8-sig"))))
    assert rows
    assert all(row["slice"].startswith("role=ml_engineer") for row in rows)
    assert {row["catalog"] for row in rows} == {TABLES.catalog}


def test_exported_postings_name_the_skill_and_are_no_formulas(monkeypatch, tmp_path):
    monkeypatch.setattr("analysis.posting_rows.Reader", Shelf)
    out = tmp_path / "out.csv"

    run(export, "postings", "--out", str(out), *ROLE, *WHOLE, "--skill", "AWS")

    rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8-sig"))))
    corpus = Corpus.from_tables(TABLES, SYNTHETIC_SKILLS)
    assert len(rows) == share(corpus, Slice(roles=("ml_engineer",)), "aws").named
    assert all("AWS" in row["skills"].split("; ") for row in rows)
    assert all(row["title"].startswith("'=cmd") for row in rows)


@pytest.mark.parametrize(
    "arguments", [["everything", "--out", "x.csv"], ["shares", "--out", "/nowhere/x.csv"]]
)
def test_export_that_cannot_be_made_is_refused(arguments):
    with pytest.raises(UsageError):
        run(export, *arguments)


def test_an_interview_topic_without_words_of_its_own_has_no_share_but_a_reason():
    rows = json.loads(run(figure, "interviews", *ROLE, "--format", "json"))

    arrays = next(row for row in rows if row["topic"].startswith("Arrays"))

    assert arrays["share"] is None
    assert arrays["why"].startswith("not measurable in postings")
    assert all(row["share"] is not None or row["why"] for row in rows)


def test_each_cloud_has_a_sentence_of_its_own_and_the_verdict_stands_once():
    rows = json.loads(run(figure, "cloud", "--have", "SageMaker", "--format", "json"))

    assert rows[0]["skill"] == "AWS"
    assert len({row["sentence"] for row in rows}) == len(rows) == 3
    assert sum("because you have begun it" in row["sentence"] for row in rows) == 1
    assert {row["verdict"] for row in rows} == {"aws"}


@pytest.mark.parametrize("kind", ["cloud", "projects", "study"])
def test_rows_of_advice_are_made_again_from_their_receipts(kind):
    rows = json.loads(run(figure, kind, *ROLE, "--have", "SageMaker", "--format", "json"))

    for row in [row for row in rows if row.get("receipt")][:3]:
        again = json.loads(run(figure, "--receipt", row["receipt"], "--format", "json"))
        assert {**again, **row} == {**row, **again}


@pytest.mark.parametrize("what", ["shares", "postings"])
def test_an_export_never_takes_the_place_of_a_store(tmp_path, what):
    path = a_store(tmp_path / "own.db")
    before = path.read_bytes()

    with pytest.raises(UsageError, match="it would be lost"):
        run(export, what, "--out", str(path))

    assert path.read_bytes() == before


def test_a_table_without_rows_says_so():
    found = CliRunner().invoke(
        figure,
        ["pay", "--skill", "PyTorch", "--since", "1990-01", "--until", "1990-02"],
        catch_exceptions=False,
    )

    assert (found.exit_code, found.stdout) == (0, "")
    assert "No vacancy of this selection" in found.stderr

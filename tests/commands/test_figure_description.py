"""What the kinds of figures say of themselves, and the document that repeats it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from analysis.registry import figure_kinds
from commands.figure import app
from commands.shared.figure_description import PART
from data.errors import UsageError
from data.files.document_part import marks_of

BEGIN, END = marks_of(PART)

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "statistics.md"


def run(*arguments):
    return CliRunner().invoke(app, list(arguments), catch_exceptions=False).stdout


def test_the_document_on_statistics_is_what_the_kinds_say(tmp_path):
    copy = tmp_path / "statistics.md"
    copy.write_text(DOCUMENT.read_text(encoding="utf-8"), encoding="utf-8")

    run("--describe", "--into", str(copy))

    hint = "run `python3 dev.py figure --describe --into docs/statistics.md`"
    assert copy.read_text(encoding="utf-8") == DOCUMENT.read_text(encoding="utf-8"), hint


def test_a_description_is_one_object_and_all_are_a_list():
    alone = json.loads(run("pay", "--describe", "--format", "json"))
    every = json.loads(run("--describe", "--format", "json"))

    assert alone == next(one for one in every if one["name"] == "pay")
    assert [one["name"] for one in every] == list(figure_kinds())
    assert alone["options"].startswith("--skill; --role; ")
    assert (alone["receipts"], alone["export"], alone["endpoint"]) == ("pay", None, None)


def test_a_description_names_columns_export_address_and_proofs():
    found = json.loads(run("share", "--describe", "--format", "json"))

    assert found["columns"].startswith("skill; id; kind; share; low; high; n; silent; ")
    assert (found["export"], found["endpoint"]) == ("shares", "/api/shares.json")
    assert found["oracle"].endswith("test_share_and_its_interval")
    assert "variance: delete-one-employer jackknife" in found["formulas"]


def test_a_description_as_a_table_is_that_of_the_document():
    lines = run("equal", "--describe").splitlines()

    assert len(lines) == 7
    assert set(filter(None, lines)) <= set(DOCUMENT.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["shar", "--describe"], "did you mean share"),
        (["share", "--describe", "--top", "3"], "a description is whole; leave out --top"),
        (["--describe", "--receipt", "share?x"], "leave out --receipt"),
        (["share", "--describe", "--into", "x.md"], "leave out a kind"),
        (["share", "--into", "x.md"], "figure share does not use --into"),
        (["--describe", "--into", "/nowhere/x.md"], "cannot write into '/nowhere/x.md'"),
    ],
    ids=" ".join,
)
def test_what_a_description_has_no_use_for_is_refused(arguments, said):
    with pytest.raises(UsageError, match=said):
        run(*arguments)


@pytest.mark.parametrize("text", ["", BEGIN, END, f"{END}\n{BEGIN}\n"])
def test_a_document_without_the_marks_stays_as_it_is(tmp_path, text):
    document = tmp_path / "x.md"
    document.write_text(text, encoding="utf-8")

    with pytest.raises(UsageError, match="needs the lines"):
        run("--describe", "--into", str(document))

    assert document.read_text(encoding="utf-8") == text

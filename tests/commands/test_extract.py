"""`skillgauge extract`: a filter over JSON lines."""

import io
import json
import sys

import pytest
from typer.testing import CliRunner

from commands.extract import MOST_SAID, app
from data.errors import UsageError

POSTING = {
    "id": "a1",
    "title": "ML Engineer",
    "company": "Initech",
    "text": "Python or Scala in Köln. 100k-120k EUR",
}


@pytest.fixture
def extract():
    return lambda text, *options: CliRunner().invoke(app, [*options], input=text)


def test_one_line_in_is_one_line_out(extract):
    result = extract(json.dumps(POSTING) + "\n")

    (line,) = map(json.loads, result.stdout.splitlines())
    assert line["id"] == "a1"
    assert set(line) >= {"role", "seniority", "workplace", "clouds", "salary", "years_min", "mentions"}
    assert [(m["skill"], m["kind"], m["level"], m["group"]) for m in line["mentions"]] == [
        ("Python", "language", "mentioned", 0),
        ("Scala", "language", "mentioned", 0),
    ]
    assert all(POSTING["text"][m["start"] : m["end"]] == m["surface"] for m in line["mentions"])
    assert result.exit_code == 0


@pytest.mark.parametrize(
    "broken",
    [
        "{",
        "[1]",
        "{}",
        '{"id": 1}',
        '{"id": 1, "text": 5}',
        '{"id": 1, "text": null}',
        '{"id": 2, "text": "", "company": 3}',
        '{"id": NaN, "text": ""}',
        "[" * 100_000,
    ],
    ids=["cut", "list", "empty", "no text", "number", "null", "company", "constant", "deep"],
)
def test_a_broken_line_is_counted_and_the_rest_goes_on(extract, broken):
    result = extract(f"{json.dumps(POSTING)}\n{broken}\n\n{json.dumps(POSTING | {'id': 7})}\n")

    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["a1", 7]
    assert "line 2: " in result.stderr
    assert "1 broken line" in result.stderr
    assert result.exit_code == 1


def test_missing_fields_and_odd_characters_are_fine(extract):
    result = extract('{"id": null, "text": "Python \\ud800", "title": null}\n')

    assert json.loads(result.stdout)["mentions"][0]["surface"] == "Python"


def test_a_file_is_read_like_standard_input(extract, tmp_path):
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps(POSTING), encoding="utf-8")

    assert extract("", str(path)).stdout == extract(json.dumps(POSTING)).stdout


def test_workers_keep_the_order(extract):
    lines = [json.dumps(POSTING | {"id": number}) for number in range(80)]

    result = extract("\n".join(lines), "--workers", "2")

    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == list(range(80))


def test_a_missing_file_is_named(extract):
    result = extract("", "nowhere.jsonl")

    assert isinstance(result.exception, UsageError)
    assert "nowhere.jsonl" in str(result.exception)


def test_bytes_that_are_no_text_are_a_broken_line(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\xff\xfe\n")))

    with pytest.raises(SystemExit) as end:
        app([])

    assert end.value.code == 1
    assert "line 1: " in capsys.readouterr().err


def test_of_many_broken_lines_the_first_are_named_and_all_counted(extract):
    said = extract("{\n" * 1_500).stderr.splitlines()

    assert said[0].endswith(
        "line 1: is not JSON: Expecting property name enclosed in double quotes at character 3"
    )
    assert len(said) == MOST_SAID + 1
    assert said[-1].endswith("1,500 broken lines left out, the first 20 of which are named above")


def test_what_no_file_of_docs_can_hold_is_written_as_near_as_may_be(monkeypatch, tmp_path):
    import spacy  # noqa: PLC0415 - only here
    from spacy.tokens import DocBin  # noqa: PLC0415

    import nlp.doc_files  # noqa: F401, PLC0415 - with the limit as it is

    monkeypatch.setattr("nlp.pipeline.LONGEST", 20)
    path = tmp_path / "read.spacy"
    ids = [2**70, "\ud800", {"a": [2**70, "\ud800"]}]
    lines = [json.dumps({"id": one, "title": "\ud800", "text": "\ud800 Python"}) for one in ids]
    lines.append(json.dumps({"id": 4, "text": "Python" * 4}))

    result = CliRunner().invoke(app, ["-", "--docbin", str(path)], input="\n".join(lines))

    docs = list(DocBin().from_disk(path).get_docs(spacy.blank("en").vocab))
    assert [doc.user_data["id"] for doc in docs] == [str(2**70), "\ufffd", {"a": (str(2**70), "\ufffd")}]
    assert [(span.text, span.start_char) for doc in docs for span in doc.spans["skills"]] == [
        ("Python", 2)
    ] * 3
    assert "line 4: has more than 20 characters, too many for a Doc" in result.stderr
    assert result.exit_code == 1


def test_workers_do_not_write_docs(extract, tmp_path):
    result = extract("", "--workers", "2", "--docbin", str(tmp_path / "read.spacy"))

    assert isinstance(result.exception, UsageError)
    assert not list(tmp_path.iterdir())


def test_docs_are_written_for_spacy(tmp_path):
    import spacy  # noqa: PLC0415 - only here
    from spacy.tokens import DocBin  # noqa: PLC0415

    path, given = tmp_path / "read.spacy", tmp_path / "postings.jsonl"
    lines = [
        {
            "id": "a",
            "title": "ML Engineer",
            "company": "Databricks",
            "text": "Databricks builds tools. PythonExperience",
        },
        {"id": 7, "text": "SQL is a plus"},
    ]
    given.write_text("".join(json.dumps(line) + "\n" for line in lines) + "{\n", encoding="utf-8")

    result = CliRunner().invoke(app, [str(given), "--docbin", str(path)])

    docs = list(DocBin().from_disk(path).get_docs(spacy.blank("en").vocab))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "2 Docs are in" in result.stderr
    assert "line 3" in result.stderr
    assert [doc.user_data["id"] for doc in docs] == ["a", 7]
    assert [[span.label_ for span in doc.spans["skills"]] for doc in docs] == [["python"], ["sql"]]
    assert docs[0]._.skillgauge["role"] == "ml_engineer"
    assert docs[1].spans["skills"][0]._.level == "preferred"

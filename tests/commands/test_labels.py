"""`skillgauge labels`: labels without texts, and the texts found again in dumps and stores."""

import json
import lzma
from pathlib import Path

import pytest
from typer.testing import CliRunner

from commands import evaluate, import_dump, labels
from data.errors import UsageError

TEXT = "Requirements\n- PyTorch or  JAX\n- SQL"
AD = {
    "source": "archive",
    "id": "7",
    "title": "Senior ML Engineer",
    "company": "Initech",
    "location": "Ghent",
    "posted_at": "2026-02-01",
    "url": "https://archive.example.org/7",
    "text": f"{TEXT}\r\n\u200b",
}
COMMENT = {
    "id": 9,
    "parent": 1,
    "month": "2026-02",
    "time": 1769990400,
    "type": "comment",
    "text": "Kestrel Optics | ML Engineer | Remote<p>You know Rust &amp; PyTorch.",
}
FIELDS = {"role": "ml_engineer", "seniority": "senior", "remote": "unspecified", "clouds": [], "salary": None}
FIELDS |= {"years_min": None}


def skill(name, *surfaces, level="required"):
    return {"name": name, "surfaces": list(surfaces or (name,)), "kind": "tech", "level": level}


def row(key, *skills, **more):
    return (
        FIELDS | {"key": key, "half": "open", "skills": list(skills), "alternatives": [], "traps": []} | more
    )


FIRST = row(
    "archive:7",
    skill("PyTorch"),
    skill("JAX"),
    skill("SQL"),
    alternatives=[["PyTorch", "JAX"]],
    traps=[{"surface": "PyTorch or JAX", "why": "stands for a trap with other white space"}],
)
FIRST = FIRST | {"pass1": FIRST, "pass2": FIRST | {"skills": FIRST["skills"][:2]}}
SECOND = row("hn:9", skill("Rust"), skill("PyTorch"), seniority="unspecified", remote="remote", half="held")


@pytest.fixture
def folder(tmp_path, monkeypatch, one_extractor):
    """A folder with two dumps and the labels of their postings."""
    monkeypatch.chdir(tmp_path)
    other = AD | {"id": "8", "text": "Another posting."}
    write("ads.jsonl", other, AD)
    (tmp_path / "hn.jsonl.xz").write_bytes(lzma.compress(json.dumps(COMMENT).encode()))
    write("labelled.jsonl", FIRST, SECOND)
    return tmp_path


def write(name, *rows):
    Path(name).write_text("".join(json.dumps(one) + "\n" for one in rows), encoding="utf-8")


def read(name):
    return [json.loads(line) for line in Path(name).read_text(encoding="utf-8").splitlines()]


TEXTS = ("--texts", "ads.jsonl", "--texts", "hn.jsonl.xz")


def call(*words, app=labels.app):
    return CliRunner().invoke(app, list(words))


def packed():
    return call("pack", "labelled.jsonl", *TEXTS, "--out", "packed.jsonl")


def test_labels_are_packed_without_any_text(folder):
    result = packed()

    assert result.stdout == "packed 2 postings (1 open, 1 held) into packed.jsonl\n"
    first, second = read("packed.jsonl")
    assert first["decided"]["skills"][2] == ["SQL", "tech", "required", [[32, 35]]]
    assert (second["source"], second["id"]) == ("hackernews", "9")
    content = (folder / "packed.jsonl").read_text()
    assert not any(word in content for word in ("Requirements", "Initech", "Ghent", "Kestrel", "You know"))


def test_what_was_packed_is_unpacked_from_the_same_dumps(folder):
    packed()

    result = call("unpack", "packed.jsonl", *TEXTS, "--half", "open", "--out", "again.jsonl")

    assert result.stdout == "wrote 1 posting with texts into again.jsonl\n"
    (found,) = read("again.jsonl")
    assert (found["text"], found["title"], found["location"]) == (
        TEXT.replace("  ", " "),
        AD["title"],
        "Ghent",
    )
    assert found["skills"] == FIRST["skills"]
    assert found["pass2"]["skills"] == FIRST["pass2"]["skills"]


def test_packed_labels_are_scored_with_the_texts_of_dumps(folder):
    packed()

    result = call("packed.jsonl", *TEXTS, "--format", "json", app=evaluate.app)

    found = json.loads(result.stdout)
    assert (found["postings"], found["missing"]) == (2, 0)
    assert found["kinds"]["tech"] == {"tp": 5, "fp": 0, "fn": 0}
    assert found["agreement"]["figures"]["tech_f1"] == 0.8


def test_packed_labels_are_scored_with_the_texts_of_a_store(folder):
    packed()
    call("ads.jsonl", "hn.jsonl.xz", "--store", "market.db", "--workers", "1", app=import_dump.app)

    result = call("packed.jsonl", "--store", "market.db", "--format", "json", app=evaluate.app)

    found = json.loads(result.stdout)
    assert (found["postings"], found["missing"], found["kinds"]["tech"]["tp"]) == (2, 0, 5)


def test_it_is_said_how_many_texts_are_missing(folder):
    packed()
    write("ads.jsonl", AD | {"text": "The posting says something else by now."})

    result = call("packed.jsonl", *TEXTS, app=evaluate.app)

    assert "1 labelled posting " in result.stdout
    assert "left out: 1 of 2 labelled postings, whose texts were not found" in result.stderr
    assert result.exit_code == 0


def test_floors_are_those_of_a_whole_set(folder):
    packed()

    result = call("packed.jsonl", *TEXTS[:2], "--update-floors", "--set", "new", app=evaluate.app)

    assert "floors are those of a whole set" in str(result.exception)


@pytest.mark.parametrize(
    ("options", "said"),
    [((), "name where they are, with --texts DUMP or --store STORE"), (TEXTS[2:], "no text was found")],
    ids=["nowhere", "elsewhere"],
)
def test_packed_labels_need_texts(folder, options, said):
    packed()

    result = call("packed.jsonl", "--half", "open", *options, app=evaluate.app)

    assert isinstance(result.exception, UsageError)
    assert said in str(result.exception)


def test_each_spelling_and_posting_that_is_not_there_is_named_and_nothing_written(folder):
    write(
        "labelled.jsonl", FIRST | {"skills": [skill("Go", "Golang")]}, SECOND, row("archive:99", skill("R"))
    )

    result = packed()

    assert isinstance(result.exception, UsageError)
    said = str(result.exception)
    assert "archive:7: 'Golang' does not stand in the text" in said
    assert "archive:99: no text was found" in said
    assert not (folder / "packed.jsonl").exists()


def test_of_several_texts_under_one_id_that_with_the_spellings_is_taken(folder):
    write("ads.jsonl", AD | {"text": "An older text."}, AD)

    assert packed().exit_code == 0


def test_a_posting_that_an_import_would_leave_out_has_a_text_all_the_same(folder):
    write("ads.jsonl", AD | {"company": ""})

    assert packed().exit_code == 0


@pytest.mark.parametrize("line", ['{"decided": 3, "key": "a:1"}', '{"decided": {}, "source": "a"}'])
def test_packed_labels_of_another_shape_are_named(folder, line):
    (folder / "packed.jsonl").write_text(line)

    result = call("packed.jsonl", *TEXTS, app=evaluate.app)

    assert isinstance(result.exception, UsageError)
    assert "packed.jsonl:1: not a labelled posting" in str(result.exception)


def test_labels_without_a_key_cannot_be_packed(folder):
    write("labelled.jsonl", {name: value for name, value in SECOND.items() if name != "key"})

    assert "labelled.jsonl: it has no 'key'" in str(packed().exception)

"""`skillgauge evaluate`: figures and floors."""

import json

import pytest
from typer.testing import CliRunner

from commands.evaluate import app
from data.errors import UsageError
from nlp.scoring import quality_floors
from nlp.scoring.quality_floors import FloorBroken

GOLD = {
    "gid": "g1",
    "source": "test",
    "role": "ml_engineer",
    "seniority": "senior",
    "remote": "unspecified",
    "clouds": [],
    "salary": None,
    "title": "Senior ML Engineer",
    "company": "Initech",
    "text": "Requirements\n- Python or Scala\n",
    "skills": [
        {"name": "Python", "surfaces": ["Python"], "kind": "tech", "level": "required"},
        {"name": "Scala", "surfaces": ["Scala"], "kind": "tech", "level": "required"},
    ],
    "alternatives": [["Python", "Scala"]],
}
HARDER = GOLD | {
    "skills": [*GOLD["skills"], {"name": "Foo", "surfaces": ["Foo"], "kind": "tech", "level": "required"}]
}


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setattr(quality_floors, "QUALITY", tmp_path / "quality.json")
    for name in ("load_quality", "write_quality"):
        function = getattr(quality_floors, name)
        monkeypatch.setattr(
            quality_floors,
            name,
            lambda *values, function=function: function(*values, tmp_path / "quality.json"),
        )

    def call(gold, *options):
        path = tmp_path / "gold.jsonl"
        path.write_text(gold if isinstance(gold, str) else json.dumps(gold), encoding="utf-8")
        return CliRunner().invoke(app, [str(path), *options])

    return call


def test_figures_are_printed(run):
    result = run(GOLD)

    assert "1 labelled postings" in result.output
    assert "P 1.000  R 1.000  F1 1.000" in result.output
    assert result.exit_code == 0


def test_figures_as_json_hold_no_text(run):
    figures = json.loads(run(GOLD, "--json").stdout)

    assert figures["kinds"]["tech"] == {"tp": 2, "fp": 0, "fn": 0}
    assert "Requirements" not in json.dumps(figures)


def test_floors_are_pinned_and_kept(run, tmp_path):
    run(GOLD, "--update-floors")

    pinned = json.loads((tmp_path / "quality.json").read_text(encoding="utf-8"))
    assert pinned["floors"]["tech_f1"] == 1.0
    assert run(GOLD).exit_code == 0
    assert isinstance(run(HARDER, "--update-floors").exception, FloorBroken)
    assert json.loads((tmp_path / "quality.json").read_text(encoding="utf-8")) == pinned


def test_figures_on_unseen_postings_stand_beside_the_floors(run, tmp_path):
    run(GOLD, "--update-floors")
    run(HARDER, "--unseen")
    run(GOLD, "--update-floors")

    pinned = json.loads((tmp_path / "quality.json").read_text(encoding="utf-8"))
    assert pinned["floors"]["tech_recall"] == 1.0
    assert pinned["unseen"]["tech_recall"] == pytest.approx(2 / 3, abs=1e-4)
    assert pinned["unseen_postings"] == 1


def test_unseen_figures_need_floors_first(run):
    assert isinstance(run(GOLD, "--unseen").exception, UsageError)


def test_floors_of_another_set_are_not_compared(run):
    run(GOLD, "--update-floors")

    result = run(HARDER)

    assert result.exit_code == 0
    assert "another set" in result.stderr


def test_a_worse_reading_of_the_same_set_fails(run, tmp_path):
    run(GOLD, "--update-floors")
    path = tmp_path / "quality.json"
    pinned = json.loads(path.read_text(encoding="utf-8"))
    pinned["floors"]["practice_f1"] = 0.5
    path.write_text(json.dumps(pinned), encoding="utf-8")

    assert isinstance(run(GOLD).exception, FloorBroken)


@pytest.mark.parametrize("gold", ["{", "3", '{"text": ""}'], ids=["cut", "number", "unlabelled"])
def test_a_file_without_labels_is_named(run, gold):
    result = run(gold)

    assert isinstance(result.exception, UsageError)
    assert "gold.jsonl:1" in str(result.exception)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"skills": [{"name": "Python", "level": "required"}]}, "each of its skills has 'surfaces', 'kind'"),
        (
            {"skills": [GOLD["skills"][0] | {"kind": "language"}]},
            "the kind of a skill is 'tech' or 'practice'",
        ),
        ({"salary": {"minimum": 1}}, "its salary has 'min' and 'max'"),
        ({"skills": 3}, "not a labelled posting"),
    ],
    ids=["keys", "kind", "salary", "number"],
)
def test_a_label_that_cannot_be_counted_is_named(run, change, said):
    result = run(GOLD | change)

    assert isinstance(result.exception, UsageError)
    assert f"gold.jsonl:1: {said}" in str(result.exception)


def test_a_missing_file_is_named():
    result = CliRunner().invoke(app, ["nowhere.jsonl"])

    assert isinstance(result.exception, UsageError)

"""`skillgauge evaluate`: figures, their parts and intervals, and floors of several sets."""

import json

import pytest
from typer.testing import CliRunner

from commands.evaluate import app
from data.catalogue import reading_quality
from data.catalogue.audit import load_audit
from data.errors import UsageError
from nlp.scoring import quality_floors
from nlp.scoring.agreement import CAVEAT
from nlp.scoring.quality_floors import FloorBroken

GOLD = {
    "gid": "g1",
    "source": "test",
    "role": "ml_engineer",
    "seniority": "senior",
    "remote": "unspecified",
    "clouds": [],
    "salary": None,
    "years_min": None,
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
AUDIT = ("--set", "a", "--audit")
PIN = ("--update-floors", "--set", "first")


@pytest.fixture
def quality(tmp_path, monkeypatch):
    """The quality file that the command reads and writes."""
    path = tmp_path / "quality.json"
    for module, name in ((reading_quality, "load_measured"), (quality_floors, "write_quality")):
        function = getattr(module, name)
        monkeypatch.setattr(module, name, lambda *values, function=function: function(*values, path))
    return path


@pytest.fixture
def run(tmp_path, quality, one_extractor):
    def call(gold, *options):
        path = tmp_path / "gold.jsonl"
        rows = gold if isinstance(gold, list) else [gold]
        path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows))
        return CliRunner().invoke(app, [str(path), *options])

    return call


def pinned(path):
    return {one["name"]: one for one in json.loads(path.read_text(encoding="utf-8"))["sets"]}


def test_figures_are_printed_with_their_intervals(run):
    result = run([GOLD, HARDER, GOLD])

    assert "3 labelled postings" in result.output
    line = next(line for line in result.output.splitlines() if line.startswith("  tools"))
    assert "P 1.000 (0.292 to 1.000)  R 0.857 (0.667 to 1.000)  F1 0.923" in line
    assert "right 6, wrong 0, missed 1" in line
    assert "  any-of lists  P 1.000" in result.output
    assert "  years_min       1.000 (0.292 to 1.000)  of 3" in result.output
    assert result.exit_code == 0


PARTIAL = {key: GOLD[key] for key in ("source", "role", "text", "title")} | {
    "complete": ["practice"],
    "skills": GOLD["skills"][:1],
}


def test_what_a_partial_set_does_not_label_is_named_not_counted(run):
    rows = [PARTIAL, PARTIAL | {"complete": []}]

    lines = run(rows).output.splitlines()
    figures = json.loads(run(rows, "--format", "json").stdout)

    unlabelled = ["tools", "any-of lists", "seniority", "workplace", "clouds", "salary", "years_min"]
    assert f"  not labelled in this set: {', '.join(unlabelled)}" in lines
    assert not any(line.startswith(("  tools", "  any-of lists")) for line in lines)
    assert figures["not_labelled"] == unlabelled
    assert set(figures["kinds"]) == {"practice"}
    assert set(figures["figures"]) == {"level", "role"}


def test_a_kind_that_some_postings_label_says_in_how_many(run):
    mlops = {"name": "MLOps", "surfaces": ["MLOps"], "kind": "practice", "level": None}
    rows = [PARTIAL | {"skills": [mlops]}, PARTIAL | {"complete": []}]

    line = next(line for line in run(rows).output.splitlines() if line.startswith("  practices"))

    assert line.endswith("right 0, wrong 0, missed 1, labelled in 1 of 2 postings")


def test_a_partial_set_is_pinned_without_rows_for_what_it_does_not_label(run, quality):
    run([PARTIAL, PARTIAL | {"complete": []}], *PIN)

    one = pinned(quality)["first"]
    assert one["complete"] == {"tech": 0, "practice": 1, "lists": 0}
    assert [row["what"] for row in one["rows"]] == ["all practices"]
    assert set(one["floors"]) == {"level", "role"}


def test_a_whole_set_has_nothing_unlabelled(run):
    assert "not labelled" not in run(GOLD).output


def test_a_set_of_few_postings_says_that_its_intervals_are_too_narrow(run):
    said = "with fewer than 20 postings the intervals are too narrow"

    assert said in run([GOLD] * 19).output.splitlines()[0]
    assert said not in run([GOLD] * 20).output.splitlines()[0]


def test_figures_as_json_hold_no_text(run):
    figures = json.loads(run([GOLD, HARDER], "--format", "json").stdout)

    assert figures["kinds"]["tech"] == {"tp": 4, "fp": 0, "fn": 1}
    assert (figures["figures"]["tech_recall"], figures["intervals"]["tech_recall"]) == (0.8, [0.6667, 1.0])
    assert (figures["postings"], figures["missing"], figures["lists_exact"]) == (2, 0, 2)
    assert "Requirements" not in json.dumps(figures)


def test_each_part_has_figures_of_its_own(run):
    rows = [GOLD, HARDER | {"setting": "robotics"}]

    table = run(rows, "--by", "setting").output
    figures = json.loads(run(rows, "--by", "setting", "--format", "json").stdout)["by"]

    assert "robotics: 1 posting; with fewer than" in table
    assert {name: part["figures"]["tech_recall"] for name, part in figures.items()} == {
        "test": 1,
        "robotics": 0.6667,
    }


def test_two_passes_are_compared_before_correction(run):
    row = GOLD | {"pass1": GOLD, "pass2": HARDER}

    said = run(row).output
    agreed = json.loads(run(row, "--format", "json").stdout)["agreement"]

    assert "agreement of two passes on 1 posting, before correction" in said
    assert "tools F1         0.800" in said
    assert CAVEAT in said
    assert "upper bound" in CAVEAT
    assert (agreed["figures"]["tech_f1"], agreed["figures"]["lists_f1"]) == (0.8, 1)


def test_labels_of_one_person_have_no_agreement(run):
    assert "agreement" not in run(GOLD).output
    assert json.loads(run(GOLD, "--format", "json").stdout)["agreement"] is None


def test_floors_are_pinned_and_kept(run, quality):
    run(GOLD, *PIN)

    before = pinned(quality)
    assert before["first"]["floors"]["tech_f1"] == 1.0
    assert run(GOLD).exit_code == 0
    assert isinstance(run(HARDER, *PIN).exception, FloorBroken)
    assert pinned(quality) == before


def test_each_set_has_floors_of_its_own(run, quality):
    run(GOLD, *PIN)
    run(HARDER, "--update-floors", "--set", "held", "--unseen")

    sets = pinned(quality)
    assert {name: one["unseen"] for name, one in sets.items()} == {"first": False, "held": True}
    assert sets["held"]["floors"]["tech_recall"] == pytest.approx(2 / 3, abs=1e-4)
    assert run(GOLD).exit_code == run(HARDER).exit_code == 0
    assert "another set" not in run(HARDER).stderr


def test_a_set_says_which_postings_it_has(run, quality):
    run(GOLD, *PIN, "--title", "postings of one test")
    run(GOLD, *PIN)

    assert pinned(quality)["first"]["title"] == "postings of one test"


def test_what_two_people_agreed_on_is_kept_with_the_set(run, quality):
    run(GOLD | {"pass1": GOLD, "pass2": HARDER}, *PIN)

    assert pinned(quality)["first"]["agreement"]["tech_f1"] == 0.8


def test_floors_begin_again_where_labels_were_decided_again(run, quality):
    run(GOLD, *PIN)

    assert run(HARDER, *PIN, "--relabelled").exit_code == 0
    assert pinned(quality)["first"]["floors"]["tech_recall"] == pytest.approx(2 / 3, abs=1e-4)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--update-floors"], "name it with --set"),
        (["--set", "first"], "--set says something about floors"),
        (["--unseen"], "--unseen says something about floors"),
        (["--relabelled"], "--relabelled says something about floors"),
    ],
)
def test_options_that_say_nothing_alone_are_refused(run, quality, options, said):
    result = run(GOLD, *options)

    assert isinstance(result.exception, UsageError)
    assert said in str(result.exception)
    assert not quality.exists()


def test_an_audit_keeps_how_each_posting_was_read_and_no_text(run, tmp_path):
    path, row = tmp_path / "audit.json", HARDER | {"key": "test:7", "half": "held", "day": "2025-08-03"}
    row |= {"text": "Requirements\n- Python or Scala, Go programming language\n"}

    run([row, row | {"key": "test:8", "complete": ["practice"]}], *AUDIT, str(path), "--unseen")
    said = run([row | {"key": "test:9", "role": "manager"}], "--set", "b", "--audit", str(path))

    assert "3 labelled postings" in said.stderr
    audit = load_audit(path)
    assert [(one.name, one.is_unseen) for one in audit.sets] == [("a", True), ("b", False)]
    first, second, third = audit.postings
    assert (first.id, first.set, first.half, first.half_year) == ("test:7", "a", "held", "2025H2")
    assert (first.source, first.role, first.role_read) == ("test", "ml_engineer", "ml_engineer")
    assert (first.right, first.wrong, first.missed) == (("python", "scala"), ("go",), ("Foo",))
    assert (first.kinds, second.kinds, second.right) == (("tech", "practice"), ("practice",), ())
    assert first.levels == ("Foo:r-", "go:-r", "python:rr", "scala:rr")
    assert (third.role, third.role_read) == ("manager", "ml_engineer")
    assert [one.id for one in audit.unseen()] == ["test:7", "test:8"]
    assert "Requirements" not in path.read_text(encoding="utf-8")


def test_a_set_that_is_audited_again_stands_once(run, tmp_path):
    path, row = tmp_path / "audit.json", GOLD | {"key": "test:7"}

    for rows in ([row, row | {"key": "test:8"}], [row]):
        run(rows, *AUDIT, str(path))

    assert [one.id for one in load_audit(path).postings] == ["test:7"]


def test_an_audit_without_a_set_or_an_id_is_refused(run, tmp_path):
    path = tmp_path / "audit.json"

    assert "name this one with --set" in str(run(GOLD, "--audit", str(path)).exception)
    assert "cannot be audited" in str(run(GOLD, *AUDIT, str(path)).exception)
    assert not path.exists()


def test_floors_of_another_set_are_not_compared(run):
    run(GOLD, *PIN)

    result = run(HARDER)

    assert result.exit_code == 0
    assert "another set" in result.stderr


def test_a_worse_reading_of_the_same_set_fails(run, quality):
    run(GOLD, *PIN)
    content = json.loads(quality.read_text(encoding="utf-8"))
    content["sets"][0]["floors"]["practice_f1"] = 0.5
    quality.write_text(json.dumps(content), encoding="utf-8")

    assert isinstance(run(GOLD).exception, FloorBroken)


def test_one_half_can_be_scored_alone(run):
    rows = [GOLD | {"half": "open"}, HARDER | {"half": "held"}, GOLD | {"half": "held"}]

    assert json.loads(run(rows, "--half", "held", "--format", "json").stdout)["postings"] == 2


def test_a_half_that_there_is_not_is_answered_with_those_there_are(run):
    rows = [GOLD | {"half": "open"}, HARDER | {"half": "held"}]

    assert str(run(rows, "--half", "opne").exception).endswith("half 'opne'; --half takes held or open")
    assert str(run(GOLD, "--half", "open").exception).endswith("no posting there says of which half it is")


def test_skills_with_errors_are_named_as_the_catalogue_names_them(run):
    missed = {"name": "PyTorch", "surfaces": ["Torch"], "kind": "tech", "level": "required"}
    unknown = {"name": "Zorblax", "surfaces": ["Zorblax"], "kind": "tech", "level": "required"}

    lines = run(GOLD | {"text": "Requirements", "skills": [missed, unknown]}).output.splitlines()

    at = lines.index("skills with most errors")
    assert [line.split()[0] for line in lines[at + 1 : at + 3]] == ["PyTorch", "Zorblax"]


@pytest.mark.parametrize(
    "gold", ["{", "3", '{"text": ""}', "[]"], ids=["cut", "number", "unlabelled", "list"]
)
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
        ({"skills": [GOLD["skills"][0] | {"level": "must"}]}, "the level of a skill is 'required' or"),
        ({"salary": {"minimum": 1}}, "its salary has 'min' and 'max'"),
        ({"skills": 3}, "not a labelled posting"),
        ({"alternatives": ["Python"]}, "its alternatives are lists of names"),
        ({"pass1": {"skills": []}}, "a labelled posting has 'role'"),
        ({"complete": ["tools"]}, "its 'complete' is a list of 'tech', 'practice', 'lists'"),
        ({"skills": [GOLD["skills"][0] | {"level": None}]}, "the level of a skill is 'required' or"),
    ],
    ids=["keys", "kind", "level", "salary", "number", "alternatives", "pass", "complete", "no level"],
)
def test_a_label_that_cannot_be_counted_is_named(run, change, said):
    result = run(GOLD | change)

    assert isinstance(result.exception, UsageError)
    assert f"gold.jsonl:1: {said}" in str(result.exception)


def test_labels_of_no_text_are_named(run):
    result = run({key: value for key, value in GOLD.items() if key != "text"})

    assert "posting 1 has no 'text'" in str(result.exception)


def test_a_missing_file_is_named(quality):
    result = CliRunner().invoke(app, ["nowhere.jsonl"])

    assert isinstance(result.exception, UsageError)

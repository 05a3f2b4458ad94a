"""Scores against labelled postings, counted by hand."""

import importlib.util
import json
from collections import Counter

import pytest

from commands.shared.reading_json import reading_as_json
from data.catalogue.reading_quality import load_measured
from data.records import Facts, Mention, Reading, Salary, Skill
from nlp.scoring.accounts import account_of_reading
from nlp.scoring.counts import PLACE, Score
from nlp.scoring.quality_floors import check_floors, digest_of_labels
from nlp.scoring.scoring import evaluate
from nlp.scoring.strata import by_stratum
from tests.shared_inputs import shared_path

SKILLS = {
    skill.id: skill
    for skill in (
        Skill("python", "Python", "language"),
        Skill("pytorch", "PyTorch", "framework"),
        Skill("jax", "JAX", "framework"),
        Skill("spark", "Spark", "tool"),
        Skill("scala", "Scala", "language"),
        Skill("mlops", "MLOps", "practice"),
        Skill("pair-programming", "pair programming", "practice"),
    )
}
GOLD = {
    "gid": "g1",
    "source": "test",
    "role": "ml_engineer",
    "seniority": "senior",
    "remote": "remote",
    "clouds": ["aws"],
    "salary": {"min": 1, "max": 2, "currency": "EUR", "period": "year"},
    "years_min": 3,
    "text": "Python, PyTorch or JAX with Apache Spark",
    "skills": [
        {"name": "Python", "surfaces": ["Python"], "kind": "tech", "level": "required"},
        {"name": "PyTorch", "surfaces": ["PyTorch"], "kind": "tech", "level": "preferred"},
        {"name": "JAX", "surfaces": ["JAX"], "kind": "tech", "level": "preferred"},
        {"name": "Apache Spark", "surfaces": ["Apache Spark"], "kind": "tech", "level": "required"},
    ],
    "alternatives": [["PyTorch", "JAX"]],
}
FACTS = Facts("ml_engineer", "senior", "hybrid", ("aws",), Salary(1, 2, "EUR", "year"), 3)


def mention(skill, surface, level="required", group=None):
    start = GOLD["text"].find(surface)
    return Mention(skill, surface, max(0, start), max(0, start) + len(surface), level, group)


def score(*mentions, gold=GOLD, facts=FACTS):
    return evaluate([(gold, account_of_reading(Reading(mentions, facts), SKILLS))], SKILLS)


def test_right_wrong_and_missed_are_counted_once_per_posting():
    result = score(
        mention("python", "Python"),
        mention("python", "Python"),
        mention("spark", "Spark"),
        mention("mlops", "x"),
    )

    assert result.score("tech") == Score(tp=2, fp=0, fn=2)
    assert result.score("practice") == Score(tp=0, fp=1, fn=0)
    assert (result.score("tech").precision, result.score("tech").recall) == (1.0, 0.5)
    assert result.skills()["jax"] == Score(fn=1)
    assert result.postings == 1


def test_practices_that_nobody_labelled_are_not_counted():
    result = score(mention("pair-programming", "pair programming"))

    assert result.score("practice") == Score()


def test_the_strongest_level_is_compared():
    result = score(mention("python", "Python", "mentioned"), mention("python", "Python", "required"))

    assert result.figures()["level"] == 1


def test_two_skills_read_for_one_label_count_once_at_the_stronger_level():
    """A label with the spellings of both, such as a platform and its service."""
    both = GOLD | {
        "skills": [
            {"name": "Spark", "surfaces": ["Spark", "Scala"], "kind": "tech", "level": "required"},
        ],
        "alternatives": [],
    }

    result = score(mention("scala", "Scala", "mentioned"), mention("spark", "Spark", "required"), gold=both)

    assert result.score("tech") == Score(tp=1)
    assert result.figures()["level"] == 1


FIVE = ["Python", "PyTorch", "JAX", "Apache Spark", "Scala"]


@pytest.mark.parametrize(
    ("wanted", "read", "expected", "exact"),
    [
        ([FIVE[:2]], [["python", "pytorch"]], Score(1, 0, 0), 1),
        ([FIVE[1:4]], [["pytorch", "jax"]], Score(1, 0, 0), 0),  # 2 of 3
        ([FIVE[:4]], [["python", "pytorch"]], Score(1, 0, 0), 0),  # 2 of 4
        ([FIVE], [["python", "pytorch"]], Score(0, 1, 1), 0),  # 2 of 5
        ([FIVE[:2]], [["python", "pytorch"], ["pytorch", "python"]], Score(1, 1, 0), 1),
        ([FIVE[:2], FIVE[:2]], [["python", "pytorch"]], Score(1, 0, 1), 1),
        ([FIVE[:2], FIVE[:3]], [["python", "pytorch", "jax"], ["python", "pytorch"]], Score(2, 0, 0), 2),
        ([FIVE[:1]], [["jax"]], Score(0, 0, 0), 0),
        ([["Apache Spark", "JAX"]], [["spark", "jax"]], Score(1, 0, 0), 1),
        ([], [["jax", "mlops"]], Score(0, 1, 0), 0),
    ],
    ids=[
        "same", "one short", "half", "less than half", "read twice", "labelled twice", "the most alike first",
        "one member", "another spelling", "none labelled",
    ],
)  # fmt: skip  # a table
def test_a_list_counts_once_and_is_right_from_half_of_its_members_on(wanted, read, expected, exact):
    mentions = [
        mention(skill, SKILLS[skill].name, group=number) for number, one in enumerate(read) for skill in one
    ]

    result = score(*mentions, gold=GOLD | {"alternatives": wanted})

    assert result.score("lists") == expected
    assert result.rows[0, PLACE["lists exact"]] == exact


def test_facts_are_compared_field_by_field():
    figures = score().figures()

    right = {name for name in ("role", "seniority", "clouds", "salary", "years_min") if figures[name] == 1}
    assert right == {"role", "seniority", "clouds", "salary", "years_min"}
    assert figures["workplace"] == 0


@pytest.mark.parametrize(
    ("labelled", "read", "is_right"),
    [
        (None, None, 1),
        (None, Salary(1, 2, "EUR", "year"), 0),
        ({"min": 1, "max": 2}, None, 0),
        ({"min": 1, "max": 3}, Salary(1, 2, "EUR", "year"), 0),
        ({"min": 1, "max": 2}, Salary(1, 2, "USD", "year"), 1),
    ],
)
def test_pay_is_right_when_both_ends_are(labelled, read, is_right):
    assert score(gold=GOLD | {"salary": labelled}, facts=Facts(salary=read)).figures()["salary"] == is_right


def test_years_count_only_where_they_are_labelled():
    older = {key: value for key, value in GOLD.items() if key != "years_min"}

    assert "years_min" not in score(gold=older).figures()


def test_figures_of_several_postings_rest_on_their_sums():
    first = account_of_reading(Reading((mention("python", "Python"),), FACTS), SKILLS)
    second = account_of_reading(Reading((mention("mlops", "x"), mention("jax", "JAX")), Facts()), SKILLS)

    result = evaluate([(GOLD, first), (GOLD, second)], SKILLS)

    assert result.score("tech") == Score(tp=2, fp=0, fn=6)
    assert result.figures()["tech_recall"] == 2 / 8
    assert result.figures()["role"] == 1 / 2
    assert result.figures()["level"] == 1 / 2
    assert set(result.intervals()) == set(result.figures())


def partial(*complete):
    """The labels of a posting with a sample of its tools, complete for some kinds only."""
    skills = [*GOLD["skills"][:2], {"name": "MLOps", "surfaces": ["x"], "kind": "practice", "level": None}]
    keys = ("gid", "source", "role", "text")
    return {key: GOLD[key] for key in keys} | {"skills": skills, "complete": list(complete)}


def test_a_sample_of_tools_says_nothing_of_those_read_or_missed_only_of_their_levels():
    read = (mention("python", "Python", "mentioned"), mention("jax", "JAX"))

    result = score(*read, gold=partial())

    assert result.figures() == {"level": 0, "role": 1}
    assert result.score("tech") == result.score("practice") == result.score("lists") == Score()
    assert result.skills() == {}
    assert [fault.what for _, fault in result.worst(10)] == ["mentioned, not required"]


def test_practices_count_where_they_are_complete_with_no_level_where_none_is_labelled():
    read = (mention("mlops", "x", "mentioned"), mention("python", "Python"))

    result = score(*read, gold=partial("practice"))

    assert result.score("practice") == Score(tp=1)
    assert score(gold=partial("practice")).score("practice") == Score(fn=1)
    assert result.figures()["level"] == 1
    assert result.rows[0, PLACE["level n"]] == 1
    assert "tech_f1" not in result.figures()


def test_any_of_lists_count_only_where_they_are_complete():
    both = [mention("pytorch", "PyTorch", group=1), mention("jax", "JAX", group=1)]

    assert score(*both, gold=partial()).score("lists") == Score()
    assert score(*both, gold=partial("lists")).score("lists") == Score(fp=1)


def test_it_is_counted_in_how_many_postings_a_kind_is_labelled():
    account = account_of_reading(Reading((), FACTS), SKILLS)

    result = evaluate([(row, account) for row in (GOLD, partial(), partial("practice"))], SKILLS)

    assert [result.labelled_in(kind) for kind in ("tech", "practice", "lists")] == [1, 2, 1]


def test_errors_come_with_their_context():
    worst = score(mention("mlops", "x", "mentioned"), mention("python", "Python", "mentioned")).worst(10)

    assert {(fault.what, fault.skill) for _, fault in worst} == {
        ("wrong", "MLOps"),
        ("mentioned, not required", "Python"),
        ("missed", "PyTorch"),
        ("missed", "JAX"),
        ("missed", "Apache Spark"),
    }
    assert all("JAX" in fault.context for _, fault in worst)


# --- real postings, where they lie beside the checkout --------------------------------------------------


def rows_of(name):
    lines = shared_path(f"gold/{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def readings_of(extractor, labelled):
    return [
        extractor.read(gold["text"], title=gold["title"] or "", employer=gold["company"] or "")
        for gold in labelled
    ]


@pytest.fixture(scope="module", params=["dev", "dev3"])
def measured(request, extractor, catalog):
    """Labelled postings, how they are read, and how that was counted."""
    labelled = rows_of(request.param)
    readings = readings_of(extractor, labelled)
    accounts = (account_of_reading(reading, catalog.by_id) for reading in readings)
    return labelled, readings, evaluate(zip(labelled, accounts, strict=True), catalog.by_id)


def test_real_postings_are_read_no_worse_than_before(measured):
    labelled, _, result = measured
    pinned = {one.labels: one for one in load_measured()}

    check_floors(result.figures(), pinned[digest_of_labels(labelled)].floors)


def test_figures_agree_with_the_reference_scorer(catalog, measured):
    labelled, readings, result = measured
    spec = importlib.util.spec_from_file_location("reference", shared_path("gold/score3.py"))
    reference = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(reference)
    counts = {
        gold["gid"]: reference.one(gold, reading_as_json(gold["gid"], reading, catalog.by_id))[0]
        for gold, reading in zip(labelled, readings, strict=True)
    }

    for part in (result, *by_stratum(result, "source").values()):
        theirs = reference.summary(sum((counts[score.labels["gid"]] for score in part.scores), Counter()))
        ours = {name: round(value, 4) for name, value in part.figures().items()}
        for kind in ("tech", "practice", "lists"):
            assert part.score(kind) == Score(*(theirs[kind][name] for name in ("tp", "fp", "fn")))
            assert {name: ours[f"{kind}_{name}"] for name in ("precision", "recall", "f1")} == {
                name: theirs[kind][name] for name in ("precision", "recall", "f1")
            }
        for share in ("level", "role", "seniority", "workplace", "clouds", "salary", "years_min"):
            assert ours[share] == theirs[share]
        assert part.rows[:, PLACE["lists exact"]].sum() == theirs["lists"]["exact"]

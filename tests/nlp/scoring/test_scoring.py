"""Scores against labelled postings."""

import importlib.util
import json

import pytest

from commands.shared.reading_json import reading_as_json
from data.records import Facts, Mention, Reading, Salary, Skill
from nlp.scoring.quality_floors import check_floors, digest_of_labels, load_quality
from nlp.scoring.scoring import evaluate, fold_name
from tests.shared_inputs import shared_path

SKILLS = {
    skill.id: skill
    for skill in (
        Skill("python", "Python", "language"),
        Skill("pytorch", "PyTorch", "framework"),
        Skill("jax", "JAX", "framework"),
        Skill("spark", "Spark", "tool"),
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
    "text": "Python, PyTorch or JAX with Apache Spark",
    "skills": [
        {"name": "Python", "surfaces": ["Python"], "kind": "tech", "level": "required"},
        {"name": "PyTorch", "surfaces": ["PyTorch"], "kind": "tech", "level": "preferred"},
        {"name": "JAX", "surfaces": ["JAX"], "kind": "tech", "level": "preferred"},
        {"name": "Apache Spark", "surfaces": ["Apache Spark"], "kind": "tech", "level": "required"},
    ],
    "alternatives": [["PyTorch", "JAX"]],
}
FACTS = Facts("ml_engineer", "senior", "hybrid", ("aws",), Salary(1, 2, "EUR", "year"))


def mention(skill, surface, level="required", group=None):
    start = GOLD["text"].find(surface)
    return Mention(skill, surface, max(0, start), max(0, start) + len(surface), level, group)


def score(*mentions):
    return evaluate([(GOLD, Reading(mentions, FACTS))], SKILLS)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Golang", "Go"),
        ("Apache Spark", "spark"),
        ("K8s", "kubernetes"),
        ("LLMs", "large language models"),
        ("C++", "c++"),
    ],
)
def test_usual_spellings_of_a_name_are_the_same(one, other):
    assert fold_name(one) == fold_name(other)


def test_right_wrong_and_missed_are_counted_once_per_posting():
    result = score(
        mention("python", "Python"),
        mention("python", "Python"),
        mention("spark", "Spark"),
        mention("mlops", "x"),
    )

    tech, practice = result.kinds["tech"], result.kinds["practice"]
    assert (tech.tp, tech.fp, tech.fn) == (2, 0, 2)
    assert (practice.tp, practice.fp, practice.fn) == (0, 1, 0)
    assert tech.precision == 1.0
    assert tech.recall == 0.5
    assert result.skills["jax"].fn == 1
    assert result.sources["test"].tp == 2


def test_practices_that_nobody_labelled_are_not_counted():
    result = score(mention("pair-programming", "pair programming"))

    assert result.kinds["practice"].fp == 0


def test_the_strongest_level_is_compared():
    result = score(mention("python", "Python", "mentioned"), mention("python", "Python", "required"))

    assert (result.levels.right, result.levels.n) == (1, 1)


def test_pairs_of_alternatives_are_compared():
    together = score(mention("pytorch", "PyTorch", group=0), mention("jax", "JAX", group=0))
    apart = score(mention("pytorch", "PyTorch", group=0), mention("python", "Python", group=0))

    assert (together.alternatives.tp, together.alternatives.fn) == (1, 0)
    assert (apart.alternatives.fp, apart.alternatives.fn) == (1, 1)


def test_facts_are_compared_field_by_field():
    figures = score().figures()

    assert (figures["role"], figures["workplace"], figures["clouds"], figures["salary"]) == (1, 0, 1, 1)


def test_errors_come_with_their_context():
    worst = score(mention("mlops", "x", "mentioned"), mention("python", "Python", "mentioned")).worst(10)

    assert {(fault.what, fault.skill) for _, fault in worst} == {
        ("wrong", "MLOps"),
        ("level", "Python"),
        ("missed", "PyTorch"),
        ("missed", "JAX"),
        ("missed", "Apache Spark"),
    }
    assert all("JAX" in fault.context for _, fault in worst)


@pytest.fixture(scope="module")
def labelled():
    lines = shared_path("gold/dev.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def readings(extractor, labelled):
    return [
        extractor.read(gold["text"], title=gold["title"] or "", employer=gold["company"] or "")
        for gold in labelled
    ]


def test_real_postings_are_read_no_worse_than_before(catalog, labelled, readings):
    pinned = load_quality()

    assert pinned.labels == digest_of_labels(labelled)
    check_floors(evaluate(zip(labelled, readings, strict=True), catalog.by_id).figures(), pinned.floors)


def test_figures_agree_with_the_reference_scorer(catalog, labelled, readings):
    spec = importlib.util.spec_from_file_location("reference", shared_path("gold/score.py"))
    reference = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(reference)
    lines = [
        reading_as_json(gold["gid"], reading, catalog.by_id)
        for gold, reading in zip(labelled, readings, strict=True)
    ]

    theirs = reference.score({gold["gid"]: gold for gold in labelled}, {line["id"]: line for line in lines})[
        0
    ]
    ours = evaluate(zip(labelled, readings, strict=True), catalog.by_id)

    for kind, score in {**ours.kinds, "alternatives": ours.alternatives}.items():
        assert (score.tp, score.fp, score.fn) == tuple(theirs[kind][name] for name in ("tp", "fp", "fn"))
    assert theirs["level_accuracy"] == round(ours.levels.share, 4)
    assert theirs["fields"] == {name: round(hits.share, 4) for name, hits in ours.fields.items()}

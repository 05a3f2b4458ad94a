"""What figures say where a number is exactly nothing, exactly all, or missing."""

import pytest

from analysis.figures.changes import change
from analysis.figures.claims import check_claims
from analysis.figures.differences import difference
from analysis.figures.employer_shares import employer_equal, influence
from analysis.figures.mix import same_mix
from analysis.figures.shares import share
from analysis.market.slices import Slice
from analysis.study.projects import score_projects
from analysis.study.study_plan import gain, plan
from data.catalogue.guides import Claim, Project
from tests.analysis.small import AFTER, BEFORE, NOW, THEN, Ad, corpus_of, crowd


def both_years(before, after, count=40):
    """Return the same employers in both years; so many name Python in each."""
    return corpus_of(
        [Ad(f"E{n}", ["python"] if n < before else [], THEN) for n in range(count)]
        + [Ad(f"E{n}", ["python"] if n < after else [], NOW) for n in range(count)]
    )


def test_no_change_at_all_is_said_with_zeros():
    corpus = both_years(20, 20)

    assert change(corpus, Slice(), BEFORE, AFTER, "python").sentence == (
        "Python, 2024 and 2025: from about 50 to 50 in 100 vacancies (0 points, 0 to 0): cannot tell; "
        "a change of 0.0 points would be found four times in five"
    )
    assert same_mix(corpus, Slice(), BEFORE, AFTER, "python").sentence == (
        "Python, 2024 and 2025, at the same mix of sources, roles and seniority: from about 50 to 50 in 100 "
        "vacancies (0 points, 0 to 0); with the mix as it came 0 points"
    )


def test_no_difference_at_all_is_said_with_zeros():
    corpus = both_years(20, 20)

    found = difference(corpus, Slice(), Slice(), "python")

    assert found.sentence.startswith(
        "Python, of all years: about 50 against 50 in 100 vacancies (0 points, 0 to 0): cannot tell; "
    )


def test_a_clear_change_is_said_with_where_it_comes_from():
    found = change(both_years(4, 32), Slice(), BEFORE, AFTER, "python")

    assert found.sentence.startswith(
        "Python, 2024 and 2025: from about 10 to 80 in 100 vacancies (+70 points, +"
    )
    assert found.sentence.endswith("): up; 4 of 6 checks confirm it")
    assert (found.within, found.mix) == (pytest.approx(0.7), pytest.approx(0.0))


def test_shares_of_nothing_and_all():
    corpus = corpus_of([*crowd(40, ["aws"]), Ad("Other", ["sql"], role="other")])
    part = Slice(roles=("ml_engineer",))

    of = "in 100 ML engineer vacancies of all years"
    aws, sql = (share(corpus, part, skill, interval="chance") for skill in ("aws", "sql"))
    assert aws.sentence == f"about 100 {of} (91 to 100, chance alone) name AWS"
    assert sql.sentence == f"about 0 {of} (0 to 9, chance alone) name SQL"
    assert sql.brief == "about 0 in 100 (0 to 9, chance alone) name SQL"
    assert employer_equal(corpus, part, "aws").sentence == (
        f"AWS, each of 40 employers counted once: about 100 {of} (91 to 100, chance alone)"
    )
    assert influence(corpus, part, "aws", "Employer 3").sentence == (
        f"without Employer 3 (1 of its 1 name it): AWS 100.0 {of} instead of 100.0"
    )


def test_a_claim_of_none_is_compared_from_none():
    claim = Claim(
        id="few", statement="Hardly any", source="A report", year=2025, population="Postings",
        skills=("aws",), low=0.0, high=0.1, slice="role=ml_engineer",
    )  # fmt: skip  # a record

    def checked(named):
        ads = [*crowd(named, ["aws"]), *crowd(400 - named, start=named), Ad("X", ["aws"], role="other")]
        return check_claims(corpus_of(ads), [claim], interval="chance")[0]

    inside, none, outside = map(checked, (8, 0, 200))

    assert (inside.distance, inside.p_value, inside.verdict) == (0.0, 1.0, "agrees")
    assert (none.distance, none.ours.share) == (0.0, 0.0)
    assert outside.distance == pytest.approx(0.5 - 0.105)
    assert "differs, ours is higher" in outside.sentence


PROJECT = Project("one", "One", "s", ("docker",), 4.0, ("x",))


def test_a_project_that_adds_nothing_says_so():
    corpus = corpus_of([*crowd(40, ["docker"]), *crowd(5, ["sql"], start=50)])

    known, new = (score_projects(corpus, Slice(), [PROJECT], have)[0] for have in (["docker"], []))

    assert (known.adds, known.adds_low, known.adds_high, known.per_week) == (0.0, 0.0, 0.0, 0.0)
    assert known.sentence.startswith(
        "One adds 0 points to the share of requirements met in vacancies of all years (0 to 0); alone it "
    )
    assert new.per_week == pytest.approx(40 / 45 / 4)


def test_projects_are_in_the_order_of_what_they_add():
    corpus = corpus_of([*crowd(40, ["docker"]), *crowd(30, ["sql"], start=50), *crowd(30, ["aws"], start=90)])
    projects = [
        Project(name, name, "s", skills, 1.0, ("x",))
        for name, skills in (("b", ("sql",)), ("a", ("aws",)), ("c", ("docker",)), ("d", ("pytorch",)))
    ]

    assert [one.project.id for one in score_projects(corpus, Slice(), projects)] == ["c", "a", "b", "d"]


def test_a_gain_is_said_with_its_place_and_a_plan_with_its_first_steps():
    corpus = corpus_of([*crowd(60, ["docker", "sql"]), *crowd(20, ["sql", "aws"], start=60)])

    one = gain(corpus, Slice(), ["sql"], "docker")

    assert one.sentence == (
        "Docker adds +38 points to the share of requirements met in vacancies of all years (+32 to +42); "
        "in 100 of 100 repeated samples it is among the first three of what is left to learn"
    )
    assert one.brief == one.sentence.replace(" in vacancies of all years", "")
    assert plan(corpus, Slice(), ["sql"]).sentence == (
        "your skills meet about 50 in 100 requirements of vacancies of all years (50 to 50); "
        "with Docker and AWS first, 100 in 100 after 2 steps"
    )

import random

import pytest

from analysis.market.corpus import Corpus
from analysis.market.knowledge import Holdings
from analysis.market.slices import Slice
from analysis.reproduce import reproduce
from analysis.study.study_plan import cloud_first, plan
from benchmarks.synthetic import SYNTHETIC_SKILLS, generate_tables
from data.catalogue.skills import load_skills
from data.records import ROLES
from tests.analysis.small import corpus_of, crowd

PROFILES = 200


@pytest.fixture(scope="module")
def three():
    return corpus_of(
        [
            *crowd(60, ["aws", "sagemaker:preferred"], clouds=["aws"]),
            *crowd(20, ["azure"], start=60, clouds=["azure"]),
            *crowd(10, ["gcp", "bigquery"], start=80, clouds=["gcp"]),
        ]
    )


def test_cloud_first_names_a_clear_winner_with_a_sentence_for_each(three):
    found = cloud_first(three, Slice())

    assert (found.verdict, found.sentence) == ("aws", "AWS first")
    assert [one.sentence.split(" points")[0] for one in found.clouds] == [
        "AWS first. AWS adds +67", "Azure adds +22", "GCP adds +5.6",
    ]  # laid out as a table  # fmt: skip


def test_cloud_first_does_not_guess():
    corpus = corpus_of([*crowd(30, ["aws"]), *crowd(29, ["azure"], start=60), *crowd(5, ["gcp"], start=120)])

    found = cloud_first(corpus, Slice())

    assert found.verdict == "cannot tell"
    assert found.sentence.startswith("cannot tell which cloud first")


@pytest.mark.parametrize("service", ["ec2", "s3", "sagemaker", "sagemaker-canvas"])
def test_one_service_makes_its_cloud_neither_nothing_nor_second(three, service):
    found = cloud_first(three, Slice(), [service])

    assert found.verdict == "aws"
    assert found.clouds[0].gain.gain == cloud_first(three, Slice()).clouds[0].gain.gain
    assert found.sentence == "AWS first, because you have begun it"
    assert "a part of it" in found.clouds[0].sentence


def test_the_cloud_that_was_begun_comes_first_even_where_another_adds_more(three):
    found = cloud_first(three, Slice(), ["bigquery"])

    assert (found.verdict, found.gains[0].skill) == ("gcp", "gcp")
    assert plan(three, Slice(), ["bigquery"]).next[0].skill == "gcp"


def test_services_that_vacancies_name_with_the_cloud_are_shown_but_not_those_known(three):
    found = cloud_first(three, Slice(), ["ec2"]).clouds[0]

    assert (found.shows, found.services, found.asking) == (("EC2",), (("SageMaker", 1.0),), 60)
    assert found.sentence.endswith(
        "; you named EC2, a part of it; of 100 vacancies that name AWS, 100 name SageMaker (60 vacancies)"
    )
    assert cloud_first(three, Slice(), ["sagemaker"]).clouds[0].services == ()


@pytest.mark.parametrize("have", [["aws"], ["ec2", "s3", "sagemaker"]], ids=["named", "three services"])
def test_a_covered_cloud_stays_the_first(three, have):
    found = cloud_first(three, Slice(), have)

    assert (found.verdict, found.sentence) == ("aws", "AWS is your first cloud")
    assert "AWS counts as known" in found.clouds[0].sentence


@pytest.mark.parametrize(
    ("have", "said"),
    [
        (["aws"], "AWS counts as known: you named it"),
        (["aws", "ec2"], "AWS counts as known: you named it"),
        (["ec2", "s3", "sagemaker"], "AWS counts as known: you named EC2, S3 and SageMaker"),
    ],
    ids=["named", "named with a part", "three services"],
)
def test_a_known_cloud_says_what_makes_it_known(three, have, said):
    assert cloud_first(three, Slice(), have).clouds[0].own_sentence.split(";")[0] == said


def test_many_services_of_a_known_cloud_are_counted_not_listed(wide):
    parts = [wide.skills[code].id for code in wide.knowledge.services_of(wide.index["aws"])]

    said = cloud_first(wide, Slice(), parts).clouds[0].own_sentence

    assert f" and {len(parts) - 4} more of its services" in said


@pytest.mark.parametrize("have", [[], ["ec2"], ["bigquery"]], ids=["nothing", "a part", "another"])
def test_a_cloud_filter_makes_the_question_circular(three, have):
    found = cloud_first(three, Slice(clouds=("aws",)), have)

    assert (found.verdict, found.gains[0].skill) == (None, "aws")
    assert found.circular == found.sentence
    assert found.sentence == "You filter by AWS, so these vacancies cannot show which cloud comes first"


@pytest.mark.parametrize(
    ("have", "part", "added"),
    [
        ([], Slice(), ["aws"]),
        (["aws"], Slice(), []),
        (["bigquery"], Slice(), ["gcp"]),
        (["aws", "bigquery"], Slice(), ["gcp"]),
        (["aws"], Slice(clouds=("aws", "azure")), ["azure"]),
        (["bigquery"], Slice(clouds=("aws",)), ["aws"]),
    ],
    ids=["none", "covered", "begun", "covered and begun", "filtered", "filter before begun"],
)
def test_a_plan_takes_a_second_cloud_only_where_it_is_wanted(three, have, part, added):
    clouds = {"aws", "azure", "gcp"}

    assert [one.gain.skill for one in plan(three, part, have).steps if one.gain.skill in clouds] == added


def test_a_service_of_another_cloud_waits(three):
    assert "bigquery" not in [one.gain.skill for one in plan(three, Slice(), ["ec2"]).steps]


@pytest.mark.parametrize("have", [["python"], ["ec2"], ["aws"]], ids=["none", "a part", "named"])
def test_every_cloud_is_made_again_from_its_receipt(have):
    market = Corpus.from_tables(generate_tables(3_000, 2), (*SYNTHETIC_SKILLS,))

    for one in cloud_first(market, Slice(), [skill for skill in have if skill in market.index]).clouds:
        assert reproduce(market, one.receipt) == one


@pytest.fixture(scope="module")
def wide():
    skills = load_skills()
    return Corpus.from_tables(generate_tables(4_000, 7, skills, mentions=10.0), skills)


def profiles(corpus):
    rng = random.Random(11)
    ids = [skill.id for skill in corpus.skills]
    services = [corpus.skills[code].id for code in corpus.knowledge.part_of]
    for _ in range(PROFILES):
        have = rng.sample(ids, rng.randrange(6)) + rng.sample(services, rng.randrange(4))
        have += rng.sample(["python", "sql", "pytorch", "docker", "aws", "gcp", "azure"], rng.randrange(4))
        part = Slice(
            roles=rng.choice([(), ("ml_engineer",), ("data_scientist",), (rng.choice(ROLES),)]),
            clouds=rng.choice([(), (), ("aws",), ("gcp",), ("azure",), ("aws", "gcp"), ("any",)]),
        )
        yield have, part, rng.random() < 0.5, rng.random() < 0.3


def stands(corpus, have):
    """Return the clouds that somebody covers and those begun, worked out from the rule as it is written."""
    clouds = {"aws", "azure", "gcp"}
    services = {cloud: set() for cloud in clouds}
    for skill in have:
        for platform, service in corpus.knowledge.part_of.get(corpus.index[skill], ()):
            services.get(corpus.skills[platform].id, set()).add(service)
    covered = {cloud for cloud in clouds if cloud in have or len(services[cloud]) >= 3}
    return covered, {cloud for cloud in clouds - covered if services[cloud]}


def is_its_turn(cloud, part, covered, begun):
    chosen = {"aws", "azure", "gcp"} & {*part.clouds}
    if chosen - covered:
        return cloud in chosen
    return cloud in begun if covered | begun else True


def test_no_plan_of_two_hundred_people_says_what_a_mentor_would_not(wide):
    names, told = {skill.name: skill.id for skill in wide.skills}, 0
    for have, part, practices, by_week in profiles(wide):
        found = plan(wide, part, have, practices=practices, efforts={} if by_week else None)
        holdings = Holdings(wide.knowledge, (wide.index[skill] for skill in found.have))
        known = [*found.have]
        for shown in found.next:
            assert not holdings.held[wide.index[shown.skill]]
            assert not wide.knowledge.umbrella[wide.index[shown.skill]]
        for one in (step.gain for step in found.steps):
            code, told = wide.index[one.skill], told + 1
            assert not wide.knowledge.umbrella[code]
            assert not holdings.held[code]
            choices = wide.knowledge.instead.get(code, frozenset())
            assert {wide.index[names[name]] for name, _ in one.replaces} <= choices
            covered, begun = stands(wide, known)
            if one.skill in {"aws", "azure", "gcp"}:
                assert is_its_turn(one.skill, part, covered, begun)
            above = {wide.skills[cloud].id for cloud in wide.knowledge.clouds_of(code)}
            assert not above or above & (covered | begun)
            holdings.add(code)
            known.append(one.skill)
    assert told > 1_000

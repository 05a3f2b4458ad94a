"""Plans, gains, clouds and interviews on each side of their bounds, by value."""

from dataclasses import replace

import numpy as np
import pytest

from analysis.figures.shares import share_of_any
from analysis.market.slices import Slice
from analysis.study.gains import MIN_EFFORT_WEEKS, effort_of
from analysis.study.interviews import checklist, interview_view
from analysis.study.requirements import requirements, resampling_weights
from analysis.study.study_plan import MAX_STEPS, SHOWN, cloud_first, gain, met_in_words, plan
from data.catalogue.guides import Round, Topic
from tests.analysis.small import SKILLS, Ad, corpus_of, crowd

WEEKS = {
    "language": 8, "framework": 4, "cloud platform": 6, "library": 2, "tool": 2, "database": 2,
    "cloud service": 2, "model": 1, "protocol": 1, "hardware": 4, "practice": 4,
}  # fmt: skip  # a table


def test_weeks_of_effort_by_kind_are_those_of_the_method_notes():
    assert {kind: effort_of("x", kind, {}) for kind in WEEKS} == WEEKS
    assert effort_of("x", "tool", {"x": 9.5, "y": 1.0}) == 9.5
    assert effort_of("x", "tool", {"x": 0.05}) == MIN_EFFORT_WEEKS == 0.1


@pytest.mark.parametrize(
    ("fit", "said"),
    [
        (0, "none of the requirements"), (1, "all requirements"), (0.5, "about 50 in 100 requirements"),
        (0.004, "fewer than 1 in 100 requirements"), (0.996, "more than 99 in 100 requirements"),
    ],
)  # fmt: skip  # a table
def test_what_is_met_in_words(fit, said):
    assert met_in_words(fit) == said


def wide(count=40):
    """Return employers that each ask all tools, the first ones most often."""
    tools = [
        skill.id for skill in SKILLS if skill.kind not in ("practice", "cloud service", "cloud platform")
    ]
    return [
        Ad(f"E{n}", [tool for place, tool in enumerate(tools) if n % (place + 1) == 0]) for n in range(count)
    ]


def test_a_plan_has_at_most_ten_steps_and_shows_ten_next():
    corpus = corpus_of(wide())

    found = plan(corpus, Slice(), [], steps=99)

    assert len(found.steps) <= MAX_STEPS == 10
    assert len(found.next) <= SHOWN == 10
    assert [len(plan(corpus, Slice(), [], steps=count).steps) for count in (0, 1, 3)] == [0, 1, 3]


def test_the_next_skills_are_those_that_add_most_in_their_order():
    corpus = corpus_of([*crowd(30, ["docker"]), *crowd(20, ["sql"], start=30), *crowd(10, ["aws"], start=50)])

    found = plan(corpus, Slice(), []).next

    assert [(one.skill, round(60 * one.gain)) for one in found] == [("docker", 30), ("sql", 20), ("aws", 10)]
    assert [one.stability for one in found] == [1.0, 1.0, 1.0]


def test_by_week_a_small_gain_for_little_effort_comes_first():
    corpus = corpus_of([*crowd(30, ["aws"]), *crowd(12, ["docker"], start=30)])

    by_gain = plan(corpus, Slice(), [])
    by_week = plan(corpus, Slice(), [], efforts={})

    assert [one.skill for one in by_gain.next] == ["aws", "docker"]
    assert [one.skill for one in by_week.next] == ["docker", "aws"]
    assert [one.per_week for one in by_week.next] == pytest.approx([12 / 42 / 2, 30 / 42 / 6])
    assert gain(corpus, Slice(), [], "docker", by_week=True).effort == 2


def test_stability_is_the_part_of_the_resamples_with_fewer_than_three_better_ones():
    """Four skills are asked by ten employers each: each is among the first three in about three of four."""
    ads = [
        Ad(f"E{place * 10 + n}", [skill])
        for place, skill in enumerate(("docker", "sql", "kubernetes", "python"))
        for n in range(10)
    ]

    found = plan(corpus_of(ads), Slice(), []).next

    weights = resampling_weights(40, 1)
    names = ["docker", "sql", "kubernetes", "python"]
    order = sorted(range(40), key=lambda place: f"E{place}")  # as employers are numbered
    owner = np.array([names[place // 10] for place in order])
    drawn = {name: weights[:, owner == name].sum(axis=1) for name in names}
    for one in found:
        better = sum((drawn[other] > drawn[one.skill]).astype(int) for other in names)
        assert one.stability == pytest.approx((better < 3).mean())
        assert 0.6 < one.stability < 1


def test_resamples_draw_as_many_employers_as_there_are():
    weights = resampling_weights(7, 3, 50)

    drawn = np.random.default_rng(3).integers(0, 7, (50, 7))
    assert weights.shape == (50, 7)
    assert weights.tolist() == [[float((row == block).sum()) for block in range(7)] for row in drawn]
    assert resampling_weights(5, 1).shape == (500, 5)


@pytest.mark.parametrize(("most", "blocks"), [(40, 40), (39, 39), (7, 7)])
def test_more_employers_than_blocks_share_them(monkeypatch, most, blocks):
    monkeypatch.setattr("analysis.study.requirements.MAX_BLOCKS", most)

    found = requirements(corpus_of(crowd(40, ["docker"])), Slice(), None)

    sizes = found.size_by_block()
    assert (found.blocks, found.employers, len(sizes), sizes.sum()) == (blocks, 40, blocks, 40)
    assert sizes.max() - sizes.min() <= 1


def test_blocks_are_drawn_with_the_first_seed_unless_another_is_given(monkeypatch):
    monkeypatch.setattr("analysis.study.requirements.MAX_BLOCKS", 7)
    corpus = corpus_of(crowd(40, ["docker"]))

    blocks = [requirements(corpus, Slice(), None, *seed).block.tolist() for seed in ((), (1,), (2,))]

    assert blocks[0] == blocks[1] == (np.random.default_rng(1).permutation(40) % 7).tolist()
    assert blocks[0] != blocks[2]


def test_requirements_of_few_are_not_enough():
    found = requirements(corpus_of(crowd(29, ["docker"])), Slice(), None)

    assert (found.n, found.employers, found.kish) == (29, 29, pytest.approx(29))
    assert (
        found.why == "of those that state what they require, 29 vacancies from 29 employers: too few to say"
    )
    assert requirements(corpus_of(crowd(30, ["docker"])), Slice(), None).why is None


# --- clouds ---------------------------------------------------------------------------------------------


def services_of(aws, **counts):
    """Return vacancies that name AWS, of which the first so many name each service."""
    return [
        Ad(f"E{n}", ["aws", *(f"{service}:preferred" for service, count in counts.items() if n < count)])
        for n in range(aws)
    ]


def test_the_services_named_most_are_shown_down_to_two_in_a_hundred():
    found = cloud_first(corpus_of(services_of(100, ec2=40, s3=60, sagemaker=2, eks=1)), Slice()).clouds[0]

    assert found.services == (("S3", 0.6), ("EC2", 0.4), ("SageMaker", 0.02))
    assert found.asking == 100
    assert found.own_sentence.endswith(
        "; of 100 vacancies that name AWS, 60 name S3, 40 EC2 and 2 SageMaker (100 vacancies)"
    )


def test_no_more_than_four_services_are_shown():
    counts = {"ec2": 50, "s3": 40, "sagemaker": 30, "eks": 20, "sagemaker-canvas": 10}

    found = cloud_first(corpus_of(services_of(100, **counts)), Slice()).clouds[0]

    assert [name for name, _ in found.services][:2] == ["EC2", "S3"]
    assert len(found.services) == 4


@pytest.mark.parametrize(("naming", "services"), [(30, (("EC2", 20 / 30),)), (29, ())])
def test_services_are_said_of_thirty_vacancies_that_name_the_cloud(naming, services):
    ads = [*services_of(naming, ec2=20), *crowd(20, ["sql"], start=100)]

    assert cloud_first(corpus_of(ads), Slice()).clouds[0].services == services


def test_what_a_cloud_adds_is_its_gain_without_practices():
    corpus = corpus_of([*crowd(40, ["aws", "ci-cd"]), *crowd(20, ["azure"], start=40)])

    found = cloud_first(corpus, Slice(), ["docker"]).clouds[0]

    assert found.gain == gain(corpus, Slice(), ["docker"], "aws")
    assert found.gain.receipt.startswith("gain?")


def test_a_cloud_comes_first_only_where_nineteen_of_twenty_samples_agree():
    sure = cloud_first(corpus_of([*crowd(40, ["aws"]), *crowd(20, ["azure"], start=40)]), Slice())
    unsure = cloud_first(corpus_of([*crowd(32, ["aws"]), *crowd(24, ["azure"], start=40)]), Slice())

    assert (sure.verdict, sure.clouds[0].first >= 0.95) == ("aws", True)
    assert (unsure.verdict, unsure.clouds[0].first < 0.95) == ("cannot tell", True)
    assert sum(one.first for one in unsure.clouds) == pytest.approx(1)
    assert [one.gain.skill for one in unsure.clouds] == ["aws", "azure", "gcp"]
    assert [one.asking for one in unsure.clouds] == [32, 24, 0]


def test_five_services_are_named_and_more_are_counted():
    corpus = corpus_of(
        [*services_of(40, ec2=1, s3=1, eks=1, sagemaker=1, bigquery=1), Ad("X", ["sagemaker-canvas"])]
    )

    four = cloud_first(corpus, Slice(), ["ec2", "s3", "eks", "sagemaker"]).clouds[0]

    assert four.own_sentence.startswith("AWS counts as known: you named EC2, EKS, S3 and SageMaker")
    assert (four.is_covered, four.shows) == (True, ("EC2", "EKS", "S3", "SageMaker"))
    many = replace(four, shows=("A", "B", "C", "D", "E", "F", "G"), services=())
    assert many.own_sentence == "AWS counts as known: you named A, B, C, D and 3 more of its services"
    six = replace(many, shows=tuple("ABCDEF")).own_sentence
    assert six == "AWS counts as known: you named A, B, C, D and 2 more of its services"
    assert replace(many, shows=tuple("ABCDE")).own_sentence.endswith("you named A, B, C, D and E")


# --- interviews -----------------------------------------------------------------------------------------


def topic(name, weight, own=("sql",), **more):
    return Topic(name, name.title(), weight, own, ("do it",), **more)


@pytest.mark.parametrize(
    ("named", "weight", "is_hidden"), [(9, 2, True), (10, 2, False), (9, 1, False), (9, 3, True)]
)
def test_what_is_often_asked_and_in_less_than_a_tenth_is_hidden(named, weight, is_hidden):
    corpus = corpus_of([*crowd(named, ["sql"]), *crowd(100 - named, start=named)])

    (found,) = interview_view(corpus, Slice(), [Round("r", "R", "about", (topic("joins", weight),))])

    assert (found.is_hidden, found.share) == (is_hidden, named / 100)
    assert found.ads == share_of_any(corpus, Slice(), ["sql"])
    words = {1: "sometimes asked", 2: "often asked", 3: "nearly always asked"}[weight]
    assert found.asked == words
    assert found.sentence.startswith(f"Joins: {words} (our judgement), named in about {named} in 100")


def test_a_topic_that_nobody_names_comes_before_those_that_some_name():
    corpus = corpus_of([*crowd(40, ["sql"]), *crowd(20, start=40), Ad("X", ["docker"], role="other")])
    part = Slice(roles=("ml_engineer",))
    topics = (topic("some", 2), topic("nobody", 2, ("docker",)))

    found = interview_view(corpus, part, [Round("r", "R", "about", topics)])

    assert [(one.topic, round(one.share, 2)) for one in found] == [("nobody", 0.0), ("some", 0.67)]


def test_topics_are_in_the_order_of_weight_then_share_then_unmeasured():
    corpus = corpus_of([*crowd(40, ["sql"]), *crowd(20, ["docker"], start=40)])
    topics = (
        topic("none", 2, ()), topic("much", 2), topic("little", 2, ("docker",)), topic("most", 3),
        topic("rare", 1), topic("never", 0),
    )  # fmt: skip  # a list

    found = interview_view(corpus, Slice(), [Round("r", "R", "about", topics)])

    assert [one.topic for one in found] == ["most", "little", "much", "none", "rare"]
    assert [round(one.share, 2) if one.share else None for one in found] == [0.67, 0.33, 0.67, None, 0.67]
    assert len(checklist([Round("r", "R", "about", topics)])) == 5

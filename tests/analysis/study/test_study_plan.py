from itertools import pairwise

import pytest

from analysis.market.corpus import Corpus
from analysis.market.slices import Slice
from analysis.reproduce import reproduce
from analysis.study.gains import effort_of
from analysis.study.person import Person
from analysis.study.requirements import requirements
from analysis.study.study_plan import TOOL_KINDS, cloud_first, gain, plan
from benchmarks.synthetic import SYNTHETIC_SKILLS, generate_tables
from tests.analysis.small import Ad, corpus_of, crowd


@pytest.fixture(scope="module")
def market():
    return Corpus.from_tables(generate_tables(6_000, 2), SYNTHETIC_SKILLS)


def test_fit_is_the_mean_part_of_requirements_that_is_met():
    corpus = corpus_of(
        [
            *crowd(20, ["python", "sql"]),
            *crowd(20, ["python", "aws", "docker", "sql"], start=20),
            *crowd(5, start=40),
        ]
    )

    found = plan(corpus, Slice(), ["Python"])

    assert found.n == 40
    assert found.fit == pytest.approx((0.5 + 0.25) / 2)
    assert found.unlocked == 0
    gains = {one.skill: one.gain for one in found.next}
    assert gains == pytest.approx({"sql": (0.5 + 0.25) / 2, "aws": 0.125, "docker": 0.125})


def test_plan_walks_greedily_and_fit_grows_by_each_gain():
    corpus = corpus_of([*crowd(30, ["python", "sql"]), *crowd(10, ["docker"], start=30)])

    found = plan(corpus, Slice(), [])

    assert found.steps[2].gain.skill == "docker"
    fits = [found.fit, *(step.fit for step in found.steps)]
    assert [step.gain.gain for step in found.steps] == pytest.approx([b - a for a, b in pairwise(fits)])
    assert found.steps[-1].fit == pytest.approx(1)
    assert found.steps[-1].unlocked == 1


def test_alternatives_are_one_requirement():
    corpus = corpus_of([*crowd(40, ["pytorch::0", "tensorflow::0"]), *crowd(40, ["docker"], start=40)])

    found = plan(corpus, Slice(), ["pytorch"])

    assert found.fit == pytest.approx(0.5)
    assert [one.skill for one in found.next] == ["docker"]


def test_what_a_skill_would_replace_is_named():
    corpus = corpus_of([*crowd(30, ["pytorch::0", "tensorflow::0"]), *crowd(10, ["pytorch"], start=30)])

    found = gain(corpus, Slice(), [], "pytorch")

    assert found.replaces == (("TensorFlow", 0.75),)
    assert found.sentence.endswith("; often TensorFlow would do instead")


@pytest.mark.parametrize(("together", "word"), [(10, "often"), (9, "sometimes")])
def test_a_quarter_of_the_requirements_that_take_a_substitute_is_often(together, word):
    ads = [*crowd(together, ["pytorch::0", "tensorflow::0"]), *crowd(40 - together, ["pytorch"], start=30)]

    found = gain(corpus_of(ads), Slice(), [], "pytorch")

    assert found.replaces == (("TensorFlow", together / 40),)
    assert found.sentence.endswith(f"; {word} TensorFlow would do instead")


def test_the_substitute_that_most_requirements_take_is_named_first():
    ads = [*crowd(20, ["aws::0", "gcp::0"]), *crowd(10, ["aws::0", "azure::0"], start=20)]

    found = gain(corpus_of([*ads, *crowd(10, ["aws"], start=30)]), Slice(), [], "aws")

    assert found.replaces == (("GCP", 0.5), ("Azure", 0.25))


def test_holding_a_child_holds_its_parent_but_not_the_reverse():
    corpus = corpus_of([*crowd(20, ["python"]), *crowd(20, ["pandas"], start=20)])

    assert plan(corpus, Slice(), ["pandas"]).fit == pytest.approx(1)
    assert plan(corpus, Slice(), ["python"]).fit == pytest.approx(0.5)


def test_a_service_is_a_part_of_its_platform_not_the_platform():
    corpus = corpus_of([*crowd(20, ["aws"]), *crowd(20, ["sagemaker"], start=20)])

    assert plan(corpus, Slice(), ["sagemaker"]).fit == pytest.approx(0.5)
    assert plan(corpus, Slice(), ["ec2", "s3"]).fit == 0
    assert plan(corpus, Slice(), ["ec2", "s3", "sagemaker"]).fit == pytest.approx(1)


def test_child_waits_for_what_it_proves():
    corpus = corpus_of([*crowd(40, ["kubernetes"]), *crowd(10, ["eks", "aws"], start=40)])

    found = plan(corpus, Slice(), [])

    assert [step.gain.skill for step in found.steps] == ["kubernetes", "aws", "eks"]
    assert gain(corpus, Slice(), [], "eks").gain == pytest.approx(0.9)
    assert gain(corpus, Slice(), [], "eks").implies == ("Kubernetes",)


def test_child_that_is_asked_for_itself_comes_with_its_parent():
    corpus = corpus_of([*crowd(10, ["python"]), *crowd(40, ["pandas"], start=10)])

    assert plan(corpus, Slice(), []).steps[0].gain.skill == "pandas"
    assert plan(corpus, Slice(), []).steps[0].fit == pytest.approx(1)


def test_a_cloud_comes_before_its_services():
    corpus = corpus_of([*crowd(10, ["aws"]), *crowd(40, ["sagemaker"], start=10)])

    assert [step.gain.skill for step in plan(corpus, Slice(), []).steps] == ["aws", "sagemaker"]


def test_only_required_mentions_make_requirements_unless_the_slice_says_else():
    corpus = corpus_of([*crowd(40, ["python", "sql:preferred"]), *crowd(5, ["docker:mentioned"], start=40)])

    assert plan(corpus, Slice(), ["python"]).fit == 1
    assert plan(corpus, Slice(level="preferred"), ["python"]).fit == 0
    assert plan(corpus, Slice(level="any"), ["python"]).n == 45


def test_practices_count_only_when_asked():
    corpus = corpus_of(crowd(40, ["python", "ci-cd"]))

    assert plan(corpus, Slice(), ["python"]).fit == 1
    assert plan(corpus, Slice(), ["python"], practices=True).fit == 0.5


def test_words_for_whole_fields_are_no_requirement_and_no_step():
    corpus = corpus_of([*crowd(40, ["python", "machine-learning", "mlops"]), *crowd(9, ["mlops"], start=40)])

    found = plan(corpus, Slice(), [], practices=True)

    assert [step.gain.skill for step in found.steps] == ["python"]
    assert (found.n, found.steps[0].fit) == (40, 1)


def test_a_practice_is_shown_with_the_tools_that_prove_it_and_comes_with_them():
    corpus = corpus_of([*crowd(40, ["ci-cd"]), *crowd(10, ["jenkins"], start=40)])

    found = plan(corpus, Slice(), [], practices=True)

    assert [step.gain.skill for step in found.steps] == ["ci-cd", "jenkins"]
    assert found.steps[0].gain.sentence.endswith("; show it with Jenkins")
    assert plan(corpus, Slice(), ["jenkins"], practices=True).fit == pytest.approx(1)


def test_a_neighbour_in_a_list_is_no_substitute():
    corpus = corpus_of(
        [*crowd(30, ["docker::0", "mlops::0", "kubernetes::0"]), *crowd(10, ["docker"], start=30)]
    )

    found = gain(corpus, Slice(), [], "docker")

    assert found.replaces == ()
    assert "instead" not in found.sentence


def test_a_substitute_of_what_is_known_is_counted_only_where_it_would_not_do():
    corpus = corpus_of(
        [*crowd(20, ["pytorch::0", "tensorflow::0"]), *crowd(20, ["pytorch", "docker"], start=20)]
    )

    found = gain(corpus, Slice(), ["tensorflow"], "pytorch")

    assert found.gain == pytest.approx(0.25)
    assert found.sentence.endswith("; counted where TensorFlow alone would not do")


def test_another_cloud_is_no_substitute_for_somebody_who_chose_one():
    corpus = corpus_of(crowd(40, ["aws::0", "azure::0"], clouds=["aws", "azure"]))

    assert gain(corpus, Slice(), [], "aws").replaces == (("Azure", 1.0),)
    assert gain(corpus, Slice(clouds=("aws",)), [], "aws").replaces == ()
    assert gain(corpus, Slice(), ["ec2"], "aws").replaces == ()


def test_of_skills_that_would_do_for_each_other_only_the_best_is_next():
    corpus = corpus_of(
        [*crowd(40, ["pytorch"]), *crowd(30, ["tensorflow"], start=40), *crowd(9, ["docker"], start=70)]
    )

    assert [one.skill for one in plan(corpus, Slice(), []).next] == ["pytorch", "docker"]


def test_a_practice_is_not_listed_beside_the_tool_that_proves_it():
    corpus = corpus_of(
        [*crowd(40, ["jenkins"]), *crowd(9, ["ci-cd"], start=40), *crowd(8, ["docker"], start=49)]
    )

    found = plan(corpus, Slice(), [], practices=True)

    assert [one.skill for one in found.next] == ["jenkins", "docker"]
    assert found.next[0].implies == ("CI/CD",)


@pytest.mark.parametrize(
    ("have", "said"),
    [
        (
            [],
            "you have named no skill yet, so no requirement of vacancies of all years is met; with ",
        ),
        (["sql"], "your skills meet none of the requirements of vacancies of all years"),
        (["python"], "your skills meet fewer than 1 in 100 requirements of vacancies of all years (0 to "),
        (["docker"], "your skills meet more than 99 in 100 requirements of vacancies of all years ("),
    ],
    ids=["nothing named", "nothing met", "hardly anything", "nearly all"],
)
def test_the_ends_of_the_scale_are_said_in_words(have, said):
    corpus = corpus_of([*crowd(400, ["docker"]), Ad("last", ["python"], vacancy=900)])

    assert plan(corpus, Slice(), have, steps=1).sentence.startswith(said)


def test_effort_can_turn_the_order():
    corpus = corpus_of([*crowd(40, ["aws", "docker"]), *crowd(20, ["aws"], start=40)])

    plain = plan(corpus, Slice(), [], efforts=None)
    weighed = plan(corpus, Slice(), [], efforts={"aws": 30.0, "docker": 1.0})

    assert plain.steps[0].gain.skill == "aws"
    assert weighed.steps[0].gain.skill == "docker"
    assert weighed.steps[0].gain.per_week == weighed.steps[0].gain.gain


def test_effort_defaults_by_kind_and_is_never_nothing():
    assert effort_of("python", "language", {}) == 8
    assert effort_of("python", "language", {"python": 0.0}) > 0


def test_same_resamples_judge_every_step_and_runs_agree(market):
    one, other = plan(market, Slice(), ["python"]), plan(market, Slice(), ["python"])

    assert one == other
    assert len(one.steps) == 10
    assert one.low < one.fit < one.high
    for step in one.steps:
        assert step.gain.low < step.gain.gain < step.gain.high
        assert 0 <= step.gain.stability <= 1


def test_best_skill_of_a_clear_market_is_stable(market):
    found = plan(market, Slice(), ["python", "sql"])

    assert found.next[0].stability > 0.95
    assert found.sentence.startswith("your skills meet about ")


@pytest.mark.parametrize("practices", [False, True], ids=["tools", "practices"])
@pytest.mark.parametrize("by_week", [False, True], ids=["gain", "gain per week"])
def test_every_gain_of_a_plan_is_made_again_from_its_receipt_to_the_last_digit(market, practices, by_week):
    found = plan(market, Slice(), ["python"], practices=practices, efforts={} if by_week else None)

    for shown in (*found.next, *(step.gain for step in found.steps)):
        assert reproduce(market, shown.receipt) == shown
    assert min(shown.stability for shown in found.next) < 1


def test_a_gain_with_weeks_of_the_readers_own_has_no_receipt(market):
    found = plan(market, Slice(), ["python"], efforts={"pytorch": 1.5})

    assert next(one for one in found.next if one.skill == "pytorch").receipt is None


def test_figures_do_not_depend_on_what_stands_beside_them(market):
    person = Person(
        requirements(market, Slice(), TOOL_KINDS), ("python",), practices=False, efforts=None, seed=1
    )
    ranked = person.ranked()

    together, turned = person.resampled(ranked), person.resampled(ranked[::-1])

    assert (together == turned[::-1]).all()
    assert (together[3] == person.resampled(ranked[3:4])[0]).all()


def test_plan_of_too_little_says_why():
    found = plan(corpus_of(crowd(5, ["python"])), Slice(), [])

    assert (found.fit, found.next, found.steps) == (None, (), ())
    assert found.sentence == "no plan: 5 vacancies from 5 employers: too few to say"
    assert gain(corpus_of(crowd(5, ["python"])), Slice(), [], "python") is None


def test_plan_where_nothing_is_required_says_why():
    found = plan(corpus_of(crowd(40, ["python:mentioned"])), Slice(), [])

    assert found.why == "no vacancy here states what it requires"


def test_few_vacancies_that_state_what_they_require_make_no_plan():
    corpus = corpus_of([*crowd(29, ["python"]), *crowd(40, ["sql:mentioned"], start=29)])

    found = plan(corpus, Slice(), [])

    assert (found.fit, found.steps) == (None, ())
    assert found.why == (
        "of those that state what they require, 29 vacancies from 29 employers: too few to say"
    )
    assert gain(corpus, Slice(), [], "python") is None
    assert cloud_first(corpus, Slice()).why == found.why


def test_nothing_left_to_learn_ends_the_plan():
    found = plan(corpus_of(crowd(40, ["python"])), Slice(), ["python"])

    assert (found.next, found.steps) == ((), ())
    assert found.sentence == "your skills meet all requirements of vacancies of all years (100 to 100)"


def test_cloud_first_needs_vacancies():
    assert cloud_first(corpus_of(crowd(3, ["aws"])), Slice()).sentence.startswith(
        "no cloud first: 3 vacancies"
    )


def test_many_employers_are_resampled_in_blocks(market, monkeypatch):
    monkeypatch.setattr("analysis.study.requirements.MAX_BLOCKS", 50)

    found = requirements(market, Slice(), TOOL_KINDS)

    assert found.blocks == 50
    assert found.employers > 50
    assert set(found.block[found.counted]) == set(range(50))


def test_repeated_mentions_are_one_requirement():
    corpus = corpus_of([Ad(f"E{n}", ["python", "python", "aws::0", "gcp::0", "aws::0"]) for n in range(40)])

    assert requirements(corpus, Slice(), None).units.tolist() == [2] * 40

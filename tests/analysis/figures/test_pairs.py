import numpy as np
import pytest
from scipy.stats import t

from analysis.figures.pairs import goes_with, instead_of, pair, pairs
from analysis.figures.skill_families import families
from analysis.market.corpus import Corpus
from analysis.market.selection import select
from analysis.market.slices import Slice
from benchmarks.synthetic import SYNTHETIC_SKILLS, generate_tables
from tests.analysis.small import Ad, corpus_of, crowd


def test_lift_is_counted_by_hand():
    corpus = corpus_of(
        [
            *crowd(20, ["docker", "python"]),
            *crowd(10, ["docker"], start=20),
            *crowd(20, ["python"], start=30),
            *crowd(50, start=50),
        ]
    )

    found = pair(corpus, Slice(), "docker", "python")

    assert found.lift == pytest.approx(0.2 / (0.3 * 0.4))
    assert (found.together, found.employers_together, found.named_a, found.named_b) == (20, 20, 30, 40)
    assert found.low < found.lift < found.high
    assert found.sentence.startswith(
        "Docker and Python meet in 20 of 100 vacancies of all years, 1.7 times as often as expected by "
        "chance ("
    )


def test_interval_is_the_delta_method_with_employers_as_clusters():
    ads = [*crowd(60, ["aws", "docker"]), *crowd(40, start=60), *(Ad("Big", ["aws"]) for _ in range(20))]
    corpus = corpus_of(ads)
    employers = sorted({ad.employer for ad in ads})
    both = np.array(
        [sum({"aws", "docker"} <= set(ad.asks) for ad in ads if ad.employer == e) for e in employers]
    )
    aws = np.array([sum("aws" in ad.asks for ad in ads if ad.employer == e) for e in employers])
    docker = np.array([sum("docker" in ad.asks for ad in ads if ad.employer == e) for e in employers])
    size = np.array([sum(ad.employer == e for ad in ads) for e in employers])
    moved = both / both.sum() - aws / aws.sum() - docker / docker.sum() + size / size.sum()
    error = np.sqrt((moved**2).sum() * len(employers) / (len(employers) - 1))

    found = pair(corpus, Slice(), "aws", "docker")

    kish = size.sum() ** 2 / (size**2).sum()
    assert np.log(found.high / found.lift) == pytest.approx(t.ppf(0.975, kish - 1) * error)
    assert np.log(found.lift / found.low) == pytest.approx(t.ppf(0.975, kish - 1) * error)


def test_pair_without_support_is_not_told():
    corpus = corpus_of(
        [*crowd(9, ["aws", "docker"]), *crowd(40, ["aws"], start=9), *crowd(40, ["docker"], start=60)]
    )

    assert pair(corpus, Slice(), "aws", "docker") is None
    assert pairs(corpus, Slice()).rows == ()


def test_pair_of_few_employers_is_not_told():
    corpus = corpus_of([*(Ad(f"E{n % 4}", ["aws", "docker"]) for n in range(12)), *crowd(40, ["aws"])])

    assert pair(corpus, Slice(), "aws", "docker") is None
    assert pairs(corpus, Slice(), skill="docker").rows == ()


def test_alternatives_are_labelled_and_do_not_go_together():
    corpus = corpus_of([*crowd(40, ["pytorch::0", "tensorflow::0", "docker"]), *crowd(60, start=40)])

    found = pair(corpus, Slice(), "pytorch", "tensorflow")

    assert found.as_alternatives == 1
    assert found.mostly_alternatives
    assert found.sentence.endswith("; mostly written as alternatives")
    assert [one.b for one in goes_with(corpus, Slice(), "pytorch")] == ["docker"]


@pytest.mark.parametrize(("together", "is_mostly"), [(20, True), (19, False)])
def test_a_pair_is_mostly_alternatives_from_half_of_its_meetings_on(together, is_mostly):
    ads = [*crowd(together, ["pytorch::0", "tensorflow::0"]), *crowd(60, start=100)]
    ads += crowd(40 - together, ["pytorch", "tensorflow"], start=200)

    found = pair(corpus_of(ads), Slice(), "pytorch", "tensorflow")

    assert (found.as_alternatives, found.mostly_alternatives) == (together / 40, is_mostly)


def test_a_view_has_no_pair_that_meets_as_often_as_expected():
    ads = [
        Ad(f"E{n}", [*(["docker"] if n % 2 else []), *(["python"] if n % 4 < 2 else [])]) for n in range(100)
    ]

    assert pair(corpus_of(ads), Slice(), "docker", "python").lift == pytest.approx(1)
    assert pairs(corpus_of(ads), Slice()).rows == ()


def test_pairs_are_counted_in_vacancies_where_shares_are_of_employers():
    corpus = corpus_of([*crowd(40, ["docker", "python"]), *crowd(40, start=20)])

    found = pair(corpus, Slice(denominator="employers"), "docker", "python")

    assert found.sentence.startswith("Docker and Python meet in 40 of 80 vacancies of all years, ")


def test_what_would_do_instead_is_counted_in_vacancies():
    corpus = corpus_of([*crowd(30, ["pytorch::0", "tensorflow::0"]), *crowd(70, ["pytorch"], start=30)])

    found = instead_of(corpus, Slice(), "pytorch")

    assert [(one.skill, one.named, one.n, one.share) for one in found] == [("tensorflow", 30, 100, 0.3)]
    assert found[0].sentence == (
        "about 30 in 100 vacancies of all years (22 to 40) that name PyTorch would take TensorFlow instead"
    )


def test_instead_is_a_share_of_those_that_name_the_other():
    asks = (["pytorch::0", "tensorflow::0"], ["pytorch"], ["sql"])
    corpus = corpus_of([Ad(f"E{n % 17}", asks[n % 3]) for n in range(120)])

    found = instead_of(corpus, Slice(), "pytorch")[0]

    assert (found.share, found.n, found.employers) == (0.5, 80, 17)
    assert 0 < found.low < 0.5 < found.high < 1


def test_too_few_that_name_a_skill_tell_nothing_of_what_would_do_instead():
    corpus = corpus_of([*crowd(29, ["pytorch::0", "tensorflow::0"]), *crowd(70, ["sql"], start=30)])

    assert instead_of(corpus, Slice(), "pytorch") == ()


def test_instead_needs_support():
    corpus = corpus_of([*crowd(9, ["pytorch::0", "tensorflow::0"]), *crowd(70, ["pytorch"], start=30)])

    assert instead_of(corpus, Slice(), "pytorch") == ()
    assert instead_of(corpus, Slice(), "tensorflow") == ()


def test_implied_pair_is_left_out():
    corpus = corpus_of([*crowd(40, ["aws", "sagemaker", "docker"]), *crowd(60, start=40)])

    met = {(one.a, one.b) for one in pairs(corpus, Slice()).rows}

    assert met == {("aws", "docker"), ("docker", "sagemaker")}


def test_pairs_of_too_little_are_not_told():
    found = pairs(corpus_of(crowd(5, ["aws", "docker"])), Slice())

    assert found.rows == ()
    assert found.basis.why
    assert pair(corpus_of(crowd(5, ["aws", "docker"])), Slice(), "aws", "docker") is None


def test_all_meetings_are_counted_right_on_packed_bits():
    corpus = Corpus.from_tables(generate_tables(3_000, 9), SYNTHETIC_SKILLS)

    for one in pairs(corpus, Slice(), top=10).rows:
        selection = select(corpus, Slice())
        both = selection.names(corpus.code(one.a)) & selection.names(corpus.code(one.b))
        assert one.together == both.sum()


def test_families_survive_resampling():
    rng = np.random.default_rng(4)
    ads = []
    for number in range(400):
        cloud, code = rng.random(2) < (0.4, 0.4)
        asks = ["aws", "azure", "gcp"] if cloud else []
        asks += ["python", "pytorch", "tensorflow"] if code else []
        ads.append(Ad(f"E{number}", [ask for ask in asks if rng.random() < 0.9] + ["sql"] * (number % 2)))

    found = families(corpus_of(ads), Slice())

    assert {frozenset(one.skills) for one in found} == {
        frozenset({"aws", "azure", "gcp"}),
        frozenset({"python", "pytorch", "tensorflow"}),
    }
    assert all(one.stability > 0.9 for one in found)
    assert "are asked together in vacancies of all years (stability" in found[0].sentence


def test_unrelated_skills_form_no_family():
    rng = np.random.default_rng(5)
    names = ["aws", "azure", "docker", "gcp", "python", "sql"]
    ads = [Ad(f"E{n}", [name for name in names if rng.random() < 0.3]) for n in range(300)]

    assert families(corpus_of(ads), Slice()) == ()
    assert families(corpus_of(ads[:5]), Slice()) == ()


def test_a_family_is_called_by_its_three_strongest_members():
    rng = np.random.default_rng(4)
    ads = []
    for number in range(300):
        is_cloud = rng.random() < 0.4
        chances = {"aws": 0.99, "gcp": 0.95, "azure": 0.9, "docker": 0.8}
        asks = [skill for skill, part in chances.items() if is_cloud and rng.random() < part]
        ads.append(Ad(f"E{number}", [*asks, *(["sql"] * (rng.random() < 0.5))]))

    (found,) = families(corpus_of(ads), Slice())

    assert found.name == "AWS, GCP and Azure"
    assert found.names == ("AWS", "GCP", "Azure", "Docker")
    assert found.sentence.startswith("AWS, GCP, Azure and Docker are asked together in vacancies ")

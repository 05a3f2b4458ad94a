from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from scipy.stats import t

from analysis.figures.claims import NARROW, VERDICTS, check_claims, claimed_range, holm, panel
from analysis.market.slices import Slice
from data.catalogue.guides import Claim, load_claims
from tests.analysis.small import Ad, corpus_of, crowd

CLAIM = Claim(
    id="half", statement="AWS in half of them", source="A report", year=2025, population="Other postings",
    skills=("aws",), low=0.5, high=0.5, slice="role=ml_engineer",
)  # laid out as a table  # fmt: skip


def corpus(named, count=400):
    return corpus_of([*crowd(named, ["aws"]), *crowd(count - named, start=named)])


def check(found, claim):
    """Return a claim tested by chance alone, whose standard error is known beforehand."""
    return check_claims(found, [claim], interval="chance")[0]


@pytest.mark.parametrize(
    ("low", "high", "named", "verdict"),
    [
        (0.5, 0.5, 200, "agrees"),
        (0.5, 0.5, 100, "differs"),
        (0.55, 1.0, 300, "agrees"),
        (0.55, 1.0, 100, "differs"),
        (0.5, 1.0, 205, NARROW),
        (0.45, 0.56, 200, "agrees"),
        (0.0, 0.1, 200, "differs"),
    ],
)
def test_verdict_follows_from_a_test_of_our_share(low, high, named, verdict):
    assert check(corpus(named), replace(CLAIM, low=low, high=high)).verdict == verdict


def test_a_small_sample_neither_agrees_nor_differs():
    found = check(corpus(20, 40), CLAIM)

    assert (found.verdict, found.why) == (NARROW, "our interval is 31 points wide")


@pytest.mark.parametrize(("sample", "verdict"), [(12, NARROW), (100, NARROW), (1_000, "agrees")])
def test_a_figure_of_a_small_sample_agrees_with_nothing(sample, verdict):
    assert check(corpus(200), replace(CLAIM, sample=sample)).verdict == verdict


@pytest.mark.parametrize(("sample", "z"), [(None, 0.055 / 0.02503), (1_000, 0.055 / 0.02957)])
def test_a_published_sample_is_the_second_of_two_samples(sample, z):
    """The standard errors are those of 400 employers with one vacancy each and of 1,000 postings."""
    found = check(corpus(200), replace(CLAIM, low=0.44, high=0.44, sample=sample))

    assert found.distance == pytest.approx(0.055)
    assert found.p_value == pytest.approx(2 * t.sf(z, 399), rel=0.01)


def test_verdicts_of_all_claims_share_one_error_by_holm():
    """A claim that would differ on its own does not when nine others are asked beside it."""
    found, claim = corpus(200), replace(CLAIM, low=0.44, high=0.44)
    others = [replace(CLAIM, id=f"other-{place}") for place in range(9)]

    alone, among = check(found, claim), check_claims(found, [claim, *others], interval="chance")[0]

    assert (alone.verdict, among.verdict) == ("differs", NARROW)
    assert among.why == "among so many claims chance may explain the difference"
    assert among.p_value == alone.p_value
    assert among.adjusted == pytest.approx(10 * alone.p_value)


def test_holm_is_the_step_down_bonferroni():
    p_values = np.array([0.01, np.nan, 0.04, 0.03, 0.005])

    adjusted = holm(p_values)

    assert adjusted.tolist() == pytest.approx([0.03, np.nan, 0.06, 0.06, 0.02], nan_ok=True)


def test_no_claim_differs_in_more_than_five_of_a_hundred_families():
    """1,000 families of ten true claims on independent samples."""
    draws = np.random.default_rng(7)
    p_values = draws.uniform(size=(1_000, 10))

    wrong = sum(holm(row).min() <= 0.05 for row in p_values)

    assert 30 <= wrong <= 70


@pytest.mark.parametrize(
    ("printed", "reach"), [(0.42, 0.005), (0.5, 0.005), (0.398, 0.0005), (0.563, 0.0005)]
)
def test_a_printed_figure_stands_for_its_last_digit(printed, reach):
    assert claimed_range(replace(CLAIM, low=printed, high=printed)) == pytest.approx(
        (printed - reach, printed + reach)
    )


def test_a_claim_about_another_population_gets_no_verdict():
    found = check(corpus(100), replace(CLAIM, is_comparable=False))

    assert (found.verdict, found.p_value) == ("not comparable", None)
    assert found.sentence.endswith("name AWS; it speaks of another population")


def test_a_study_without_a_number_gets_no_verdict():
    found = check(corpus(200), replace(CLAIM, low=None, high=None))

    assert (found.verdict, found.claimed, found.why) == ("not comparable", "no number", "it gives no number")
    assert (found.p_value, found.curve) == (None, None)


@pytest.mark.parametrize(
    ("named", "verdict"), [(20, "not comparable"), (100, "not comparable"), (200, "agrees")]
)
def test_a_claim_without_a_population_is_never_said_to_differ(named, verdict):
    found = check(corpus(named), replace(CLAIM, population=None))

    assert found.verdict == verdict
    if verdict != "agrees":
        assert found.adjusted < 0.05
        assert found.sentence.endswith(
            "it does not say which postings it counted, so neither figure refutes the other"
        )


@pytest.mark.parametrize("population", ["Other postings", None])
def test_a_claim_whose_readings_disagree_is_fragile(population):
    """Named by three in four, required by half of them: which of the two was counted decides."""
    ads = [*crowd(200, ["aws"]), *crowd(100, ["aws:preferred"], start=200), *crowd(100, start=300)]

    found = check(corpus_of(ads), replace(CLAIM, population=population))

    curve = found.curve
    assert found.adjusted < 0.001
    assert (found.verdict, found.why) == ("fragile", None)
    count = 36 if population else 72
    assert (len(curve.readings), curve.inside) == (count, count / 2)
    assert (curve.lowest, curve.highest) == (0.5, 0.75)
    required = "" if population else ", 50 require it"
    assert found.sentence == (
        "AWS in half of them (A report, 2025): fragile; ours: about 75 in 100 ML engineer vacancies of all "
        f"years (71 to 79, chance alone) name AWS{required}; over {count} readings ours is 50 to 75 in 100, "
        f"with the claim inside in {count // 2} of them"
    )


def test_a_narrow_claim_is_too_narrow_before_it_is_fragile():
    ads = [*crowd(200, ["aws"]), *crowd(100, ["aws:preferred"], start=200), *crowd(100, start=300)]

    assert check(corpus_of(ads), replace(CLAIM, low=0.74, high=0.76)).verdict == NARROW


def test_a_range_narrower_than_our_interval_cannot_be_confirmed():
    found = check(corpus(200), replace(CLAIM, low=0.48, high=0.52))

    assert found.verdict == NARROW
    assert found.why == (
        "this sample is too small for so narrow a claim: our interval is 9.8 points wide, "
        "the claimed range 4.0"
    )


def test_suppressed_figure_is_too_little_to_judge_anything():
    found = check(corpus(5, 10), CLAIM)

    assert (found.verdict, found.curve) == (NARROW, None)
    assert found.sentence.endswith(f"{NARROW}; 10 vacancies from 10 employers: too few to say")


def test_service_counts_for_its_cloud_where_the_claim_says_so():
    found = corpus_of([*crowd(40, ["aws"]), *crowd(40, ["sagemaker"], start=40), *crowd(40, start=80)])

    assert check(found, CLAIM).ours.named == 40
    assert check(found, replace(CLAIM, children=True)).ours.named == 80
    assert "name AWS or a service of theirs" in check(found, replace(CLAIM, children=True)).sentence


def test_a_skill_that_no_posting_names_is_not_comparable():
    found = check(corpus(200), replace(CLAIM, skills=("cobol",)))

    assert (found.ours, found.verdict, found.why) == (None, "not comparable", "no posting here names it")


def test_claim_is_said_with_source_figure_and_verdict():
    assert check(corpus(200), CLAIM).sentence == (
        "AWS in half of them (A report, 2025): agrees; ours: about 50 in 100 ML engineer vacancies of all "
        "years (45 to 55, chance alone) name AWS; over 36 readings ours is 50 in 100, with the claim inside "
        "in all of them"
    )


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(0.563, 0.563, "56.3 in 100"), (0.5, 1.0, "at least 50 in 100"), (0.3, 0.34, "30 to 34 in 100")],
)
def test_claimed_figure_in_words(low, high, words):
    assert check(corpus(200), replace(CLAIM, low=low, high=high)).claimed == words


def test_panel_sets_our_sources_beside_the_reports():
    found = panel(
        corpus_of(
            [
                *crowd(40, ["aws"], source="lever", day=date(2024, 3, 1)),
                *crowd(40, start=40, source="lever", day=date(2025, 3, 1)),
                Ad("One", ["aws"], source="hackernews"),
            ]
        ),
        Slice(),
        [CLAIM, replace(CLAIM, id="range", low=0.2), replace(CLAIM, id="other", skills=("gcp",))],
        "aws",
    )

    assert [(one.source, one.year, one.share, one.is_ours) for one in found] == [
        ("hackernews", "2025", None, True),
        ("lever", "2024-2025", 0.5, True),
        ("A report", "2025", 0.5, False),
        ("A report", "2025", None, False),
    ]


def test_shipped_claims_can_all_be_checked():
    claims = load_claims()

    found = check_claims(corpus(200), claims)

    assert len(found) == len(claims) >= 11
    assert {one.claim.id for one in found} >= {"pytorch-42", "aws-third", "survey-python"}
    assert all(Slice.from_query(claim.slice) for claim in claims)
    assert {one.verdict for one in found} <= set(VERDICTS)
    assert all(one.verdict != "differs" for one in found if one.claim.population is None)


def test_claims_are_checked_once_for_all_readers():
    market = corpus(200)

    assert check_claims(market, [CLAIM]) is check_claims(market, (CLAIM,))


def test_a_share_of_all_agrees_with_a_claim_of_all():
    found = check(corpus(400), replace(CLAIM, low=1.0, high=1.0))

    assert (found.distance, found.p_value, found.verdict) == (0.0, 1.0, "agrees")


def test_few_employers_are_tested_on_as_many_degrees_of_freedom_less_one():
    """Thirty employers with a vacancy each, twelve name it: the jackknife's error is that of a mean."""
    found = check(corpus(12, 30), replace(CLAIM, low=0.6, high=0.6))

    error = (0.4 * 0.6 / 29) ** 0.5
    assert found.distance == pytest.approx(0.4 - 0.595)
    assert found.p_value == pytest.approx(2 * t.sf(0.195 / error, 29), rel=1e-9)

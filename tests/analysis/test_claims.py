from dataclasses import replace
from datetime import date

import pytest

from analysis.claims import check_claim, check_claims, panel, verdict_of
from analysis.shares import share
from analysis.slices import Slice
from data.guides import Claim, load_claims
from tests.analysis.small import Ad, corpus_of, crowd

CLAIM = Claim(
    id="half", statement="AWS in half of them", source="A report", year=2025, population="Other postings",
    skills=("aws",), low=0.5, high=0.5, slice="role=ml_engineer",
)  # fmt: skip


def corpus(named, count=400):
    return corpus_of([*crowd(named, ["aws"]), *crowd(count - named, start=named)])


@pytest.mark.parametrize(
    ("low", "high", "named", "verdict"),
    [
        (0.5, 0.5, 200, "supported"),
        (0.5, 0.5, 100, "contradicted"),
        (0.55, 1.0, 300, "supported"),
        (0.55, 1.0, 100, "contradicted"),
        (0.5, 1.0, 205, "cannot tell"),
        (0.45, 0.55, 200, "supported"),
        (0.0, 0.1, 200, "contradicted"),
    ],
)
def test_verdict_follows_from_the_interval(low, high, named, verdict):
    found = check_claim(corpus(named), replace(CLAIM, low=low, high=high))

    assert found.verdict == verdict


def test_wide_interval_neither_supports_nor_contradicts():
    assert check_claim(corpus(20, 40), CLAIM).verdict == "cannot tell"


def test_own_error_of_a_published_sample_counts():
    found = corpus(200)
    claim = replace(CLAIM, low=0.44, high=0.44)

    assert check_claim(found, claim).verdict == "contradicted"
    assert check_claim(found, replace(claim, sample=1_000)).verdict == "cannot tell"
    assert check_claim(found, replace(claim, sample=100_000)).verdict == "contradicted"


def test_rounding_of_a_printed_figure_is_allowed_for():
    ours = replace(share(corpus(200), Slice(), "aws"), low=0.5049, high=0.56)

    assert verdict_of(CLAIM, ours) == "supported"


def test_other_population_gets_no_verdict_on_right_or_wrong():
    assert check_claim(corpus(100), replace(CLAIM, is_comparable=False)).verdict == "different population"


def test_suppressed_figure_cannot_tell():
    found = check_claim(corpus(5, 10), CLAIM)

    assert found.verdict == "cannot tell"
    assert found.sentence.endswith("cannot tell; 10 vacancies from 10 employers: too few to say")


def test_service_counts_for_its_cloud_where_the_claim_says_so():
    found = corpus_of([*crowd(40, ["aws"]), *crowd(40, ["sagemaker"], start=40), *crowd(40, start=80)])

    assert check_claim(found, CLAIM).ours.named == 40
    assert check_claim(found, replace(CLAIM, children=True)).ours.named == 80
    assert "name AWS or a service of theirs" in check_claim(found, replace(CLAIM, children=True)).sentence


def test_unknown_skill_cannot_tell():
    found = check_claim(corpus(200), replace(CLAIM, skills=("cobol",)))

    assert (found.ours, found.verdict) == (None, "cannot tell")


def test_claim_is_said_with_source_figure_and_verdict():
    found = check_claims(corpus(200), [CLAIM])[0]

    assert found.sentence == (
        "AWS in half of them (A report, 2025): supported; ours: about 50 in 100 vacancies (45 to 55) name AWS"
    )


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(0.563, 0.563, "56.3 in 100"), (0.5, 1.0, "at least 50 in 100"), (0.3, 0.34, "30 to 34 in 100")],
)
def test_claimed_figure_in_words(low, high, words):
    assert check_claim(corpus(200), replace(CLAIM, low=low, high=high)).claimed == words


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

    assert len(found) == len(claims) >= 15
    assert {one.claim.id for one in found} >= {
        "pytorch-42",
        "aws-third",
        "survey-python",
        "cloud-prerequisite",
    }
    assert all(Slice.from_query(claim.slice) for claim in claims)

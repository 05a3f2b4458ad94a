from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from scipy.stats import t

from analysis.figures.employer_shares import employer_equal, influences
from analysis.figures.shares import share, share_of_any, shares
from analysis.market.basis import basis
from analysis.market.corpus import Corpus
from analysis.market.figure_words import interval_in_words
from analysis.market.rows import row_of
from analysis.market.slices import Slice
from benchmarks.synthetic import SYNTHETIC_SKILLS, generate_tables
from data.catalogue.reading_quality import ReadingQuality
from tests.analysis.small import SKILLS, Ad, corpus_of, crowd, tables_of


@pytest.fixture(scope="module")
def market():
    return Corpus.from_tables(generate_tables(4_000, 2), SYNTHETIC_SKILLS)


def test_share_counts_vacancies_and_employers():
    corpus = corpus_of([*crowd(30, ["python"]), *crowd(10, start=30), Ad("Employer 0", ["python", "sql"])])

    found = share(corpus, Slice(), "Python")

    assert (found.skill, found.named, found.n) == ("python", 31, 41)
    assert found.share == 31 / 41
    assert found.low < found.share < found.high
    assert (found.employers, found.employers_naming) == (40, 30)
    assert found.why is None


def test_levels_are_exclusive_and_alternatives_are_told_apart():
    corpus = corpus_of(
        [
            *crowd(20, ["aws:required", "aws:preferred"]),
            *crowd(10, ["aws:preferred:0", "gcp:preferred:0"], start=20),
            *crowd(5, ["aws:mentioned"], start=30),
            *crowd(4, ["aws:boilerplate"], start=35),
        ]
    )

    found = share(corpus, Slice(), "aws")

    assert found.levels == (20, 10, 5, 4)
    assert (found.alone, found.as_alternative) == (25, 10)
    assert found.named == 35


def test_sentence_gives_share_and_interval_in_plain_words():
    corpus = corpus_of([*crowd(43, ["pytorch"]), *crowd(57, start=43)])

    found = share(corpus, Slice(roles=("ml_engineer",)), "pytorch")

    ends = interval_in_words(found.low, found.high)
    assert found.sentence == f"about 43 in 100 ML engineer vacancies of all years ({ends}) name PyTorch"


@pytest.mark.parametrize(
    ("ads", "why"),
    [
        (crowd(12, ["python"]), "12 vacancies from 12 employers: too few to say"),
        ([Ad(f"E{n % 9}", ["python"]) for n in range(40)], "40 vacancies from 9 employers: too few to say"),
        (
            [*crowd(12, ["python"]), *(Ad("Employer 0") for _ in range(60))],
            "72 vacancies from 12 employers, most of them from very few: too few to say",
        ),
        ([Ad("A", role="manager")], "no vacancies here: nothing to say"),
    ],
    ids=["units", "employers", "unequal", "nothing"],
)
def test_too_little_gets_a_sentence_instead_of_a_share(ads, why):
    found = share(
        corpus_of([*ads, Ad("Z", ["python"], role="other")]), Slice(roles=("ml_engineer",)), "python"
    )

    assert (found.share, found.low, found.high, found.rank) == (None, None, None, None)
    assert found.why == why
    assert found.sentence == f"Python: {why}"


def test_nearest_wider_slice_gives_up_as_little_as_possible():
    corpus = corpus_of([*crowd(40, country="DE"), *crowd(60, start=40, country="FR", seniority="junior")])
    part = Slice(countries=("DE",), seniorities=("junior",), roles=("ml_engineer",))

    found = basis(corpus, part)

    assert found.why
    assert found.wider == Slice(seniorities=(), countries=("DE",), roles=("ml_engineer",))


def test_no_wider_slice_where_the_whole_is_too_small():
    assert basis(corpus_of([Ad("A")]), Slice(roles=("ml_engineer",))).wider is None


def test_basis_says_the_slice_with_its_numbers():
    found = basis(corpus_of(crowd(40, clouds=["aws"])), Slice(roles=("ml_engineer",), clouds=("aws",)))

    assert found.sentence == "ML engineer vacancies naming AWS: 40 from 40 employers; 40 name no skill"


def test_skills_within_noise_share_a_range_of_ranks():
    corpus = corpus_of(
        [*crowd(90, ["python"]), *crowd(31, ["sql"], start=90), *crowd(30, ["docker"], start=121)]
    )

    ranks = {row.skill: row.rank for row in shares(corpus, Slice()).rows}

    assert ranks == {"python": "1", "sql": "2-3", "docker": "2-3"}


def test_skills_that_always_come_together_are_tied():
    corpus = corpus_of([*crowd(50, ["aws", "sagemaker"]), *crowd(50, start=50)])

    assert {row.rank for row in shares(corpus, Slice()).rows} == {"1-2"}


def test_view_keeps_the_strongest_of_the_wanted_kinds(market):
    found = shares(market, Slice(), kinds=["practice"], top=3)

    assert len(found.rows) == 3
    assert {row.kind for row in found.rows} == {"practice"}
    assert [row.named for row in found.rows] == sorted((row.named for row in found.rows), reverse=True)
    assert found.total == sum(skill.kind == "practice" for skill in market.skills)


def test_ranks_at_the_end_of_a_cut_view_are_open(market):
    rows = shares(market, Slice(), top=3).rows

    assert all("+" in row.rank or row.rank.replace("-", "").isdigit() for row in rows)


def test_figures_do_not_depend_on_the_view(market):
    wide = {row.skill: row for row in shares(market, Slice(), top=35).rows}
    alone = share(market, Slice(), "aws")

    assert replace(wide["aws"], rank=None) == alone


def test_denominators_count_what_they_say():
    corpus = corpus_of(
        [
            *crowd(40, ["python"]),
            *(Ad("Employer 0", ["python"], date(2025, 6, 2), vacancy=0) for _ in range(5)),
            *(Ad("Employer 1", vacancy=500 + number) for number in range(3)),
        ]
    )

    counted = {
        name: share(corpus, Slice(denominator=name), "python")
        for name in ("vacancies", "postings", "employers")
    }

    assert {name: (one.named, one.n) for name, one in counted.items()} == {
        "vacancies": (40, 43),
        "postings": (45, 48),
        "employers": (40, 40),
    }


def test_employer_that_moves_a_share_most_comes_first():
    corpus = corpus_of([*crowd(50), *(Ad("Giant", ["aws"]) for _ in range(10))])

    found = influences(corpus, Slice(), "aws")[0]

    assert (found.employer, found.n, found.named) == ("Giant", 10, 10)
    assert found.share == pytest.approx(10 / 60)
    assert found.without == pytest.approx(0)
    assert (
        found.sentence
        == "without Giant (10 of its 10 name it): AWS 0.0 in 100 vacancies of all years instead of 16.7"
    )


def test_share_without_an_employer_is_a_slice_of_its_own():
    corpus = corpus_of([*crowd(50, ["aws"]), *(Ad("Giant") for _ in range(10))])
    without = share(corpus, Slice(employers_out=("Giant",)), "aws")

    assert influences(corpus, Slice(), "aws")[0].without == pytest.approx(without.share)


def test_influences_of_a_suppressed_figure_are_not_told():
    assert influences(corpus_of(crowd(3, ["aws"])), Slice(), "aws") == ()


def test_employer_equal_share_gives_each_employer_one_voice():
    corpus = corpus_of(
        [*crowd(40), *(Ad("Giant", ["aws"]) for _ in range(20)), *crowd(19, ["aws"], start=40)]
    )

    found = employer_equal(corpus, Slice(), "aws")

    assert found.share == pytest.approx(20 / 60)
    assert found.low < found.share < found.high


def test_an_employer_equal_share_of_too_little_says_why():
    found = employer_equal(corpus_of(crowd(12, ["aws"])), Slice(), "aws")

    assert found.sentence == "AWS: 12 vacancies from 12 employers: too few to say"


@pytest.mark.parametrize("most", [1, 2, 8], ids=["one vacancy each", "one or two", "up to eight"])
@pytest.mark.parametrize("seed", range(3))
def test_employer_equal_interval_follows_from_leaving_employers_out_one_by_one(seed, most):
    rng = np.random.default_rng(seed)
    ads = [
        Ad(f"E{employer}", ["aws"] if rng.random() < 0.1 + 0.02 * employer else [])
        for employer in range(30)
        for _ in range(int(rng.integers(1, most + 1)))
    ]
    owners = sorted({ad.employer for ad in ads})

    def mean(kept):
        own = [["aws" in ad.asks for ad in ads if ad.employer == owner] for owner in kept]
        return sum(sum(one) / len(one) for one in own) / len(own)

    whole, count = mean(owners), len(owners)
    left = [mean([owner for owner in owners if owner != out]) for out in owners]
    variance = (count - 1) / count * sum((one - whole) ** 2 for one in left)
    size, quantile = min(count, whole * (1 - whole) / variance), t.ppf(0.975, count - 1)
    centre = whole + quantile**2 / (2 * size)
    half = quantile * (whole * (1 - whole) / size + quantile**2 / (4 * size**2)) ** 0.5
    ends = [(centre + sign * half) / (1 + quantile**2 / size) for sign in (-1, 1)]

    found = employer_equal(corpus_of(ads), Slice(), "aws")

    assert found.share == pytest.approx(whole, rel=1e-12)
    assert [found.low, found.high] == pytest.approx(ends, rel=1e-9)


@pytest.mark.parametrize(("asks", "share"), [([], 0.0), (["aws"], 1.0)], ids=["none", "all"])
def test_employer_equal_share_of_none_or_all_leaves_room(asks, share):
    found = employer_equal(corpus_of(crowd(40, asks)), Slice(), "aws")

    square = t.ppf(0.975, 39) ** 2
    assert found.share == share
    assert found.high - found.low == pytest.approx(square / (40 + square), rel=1e-9)


@pytest.mark.slow
@pytest.mark.parametrize("employers", [30, 120])
def test_employer_equal_interval_covers_the_mean_of_all_employers(employers):
    rng = np.random.default_rng(employers)
    covered, shown = 0, 0
    for _ in range(250):
        sizes = np.maximum(1, rng.lognormal(0.3, 1.0, employers).round()).astype(int)
        counts = rng.binomial(sizes, rng.beta(1.2, 2.8, employers))
        ads = [
            Ad(f"E{employer}", ["aws"] if place < count else [])
            for employer, (size, count) in enumerate(zip(sizes, counts, strict=True))
            for place in range(size)
        ]
        found = employer_equal(corpus_of(ads), Slice(), "aws")
        if found.low is not None and found.high is not None:
            shown += 1
            covered += found.low <= 0.3 <= found.high

    print(f"coverage {covered / shown:.3f} of {shown} shown")
    assert shown > 150
    assert 0.92 <= covered / shown <= 0.99


def test_share_of_any_counts_a_vacancy_once():
    corpus = corpus_of(
        [
            *crowd(20, ["aws", "gcp:boilerplate"]),
            *crowd(10, ["azure:preferred:0", "gcp:preferred:0"], start=20),
            *crowd(10, start=30),
        ]
    )

    found = share_of_any(corpus, Slice(), ["gcp", "aws", "azure"])

    assert (found.named, found.n, found.share) == (30, 40, 0.75)
    assert found.name == "AWS, Azure or GCP"
    assert found.levels == (20, 10, 0, 0)
    assert (found.alone, found.as_alternative) == (20, 10)
    assert "skill=aws&skill=azure&skill=gcp" in found.receipt


def test_share_carries_how_well_its_skill_is_read():
    quality = {"python": ReadingQuality("Python", "python", 61, labelled=25, found=24, wrong=1)}
    corpus = Corpus.from_tables(tables_of(crowd(40, ["python", "sql"])), SKILLS, quality)

    python, sql = (row_of(share(corpus, Slice(), skill)) for skill in ("python", "sql"))

    names = ("extractor_precision", "extractor_recall", "extractor_mentions")
    assert [python[name] for name in names] == [24 / 25, 24 / 25, 25]
    assert [sql[name] for name in names] == [None, None, None]


def test_many_skills_are_counted_in_parts(market, monkeypatch):
    whole = shares(market, Slice(), [skill.id for skill in market.skills])

    monkeypatch.setattr("analysis.figures.shares.CHUNK", 7)

    assert shares(market, Slice(), [skill.id for skill in market.skills]) == whole

"""Stated pay: its intervals, its years, and whose it is."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from scipy.stats import t

from analysis.figures.pay_percentiles import PERCENTILES, pay, pay_in, percentiles
from analysis.market.corpus import Corpus
from analysis.market.slices import Slice
from tests.analysis.small import SKILLS, Ad, corpus_of, crowd, tables_of


def paid(count, pay_of, day=date(2025, 6, 1), start=0, asks=(), currency="USD"):
    return [
        Ad(f"E{start + n}", asks, day, pay=(pay_of(n), pay_of(n), currency, "year")) for n in range(count)
    ]


def test_pay_of_a_skill_is_of_those_that_name_it_and_says_so():
    ads = [*paid(40, lambda n: 200_000 + n, asks=["aws"]), *paid(60, lambda n: 100_000 + n, start=100)]
    corpus = corpus_of([*ads, *crowd(40, ["aws"])])

    found = pay(corpus, Slice(), "AWS")[0]

    assert (found.skill, found.name, found.stated, found.n) == ("aws", "AWS", 40, 80)
    assert found.p50 > 200_000
    assert found.sentence.startswith("USD, AWS, 2025: the middle half of 40 stated ranges")
    assert found.sentence.endswith("; 50 in 100 vacancies of all years that name AWS state one")


def test_pay_without_a_currency_is_in_no_figure():
    tables = tables_of([*paid(40, lambda n: 90_000 + n), *paid(35, lambda n: 10_000 + n, start=100)])
    unknown = np.where(tables.salary_min < 50_000, -1, tables.currency).astype(np.int16)

    found = pay(Corpus.from_tables(replace(tables, currency=unknown), SKILLS), Slice())

    assert [(one.currency, one.stated, one.n) for one in found] == [("USD", 40, 75)]


def test_years_stand_beside_the_pooled_figure_that_names_them():
    old = paid(40, lambda n: 50_000 + n, date(2019, 6, 1))
    new = paid(40, lambda n: 150_000 + n, date(2025, 6, 1), start=100)
    few = paid(5, lambda n: 90_000 + n, date(2022, 6, 1), start=200)

    found = pay(corpus_of([*old, *new, *few]), Slice(), by_year=True)

    assert [(one.year, one.stated, one.n) for one in found] == [
        (None, 85, 85),
        (2025, 40, 40),
        (2019, 40, 40),
    ]
    assert found[0].years == "2019 to 2025"
    assert found[0].sentence.startswith("USD, 2019 to 2025: ")
    assert [round(one.p50, -3) for one in found[1:]] == [150_000, 50_000]


def test_one_year_alone_is_not_said_twice():
    assert len(pay(corpus_of(paid(40, float)), Slice(), by_year=True)) == 1


def test_pay_in_a_currency_and_year_is_that_of_the_view():
    ads = [*paid(40, lambda n: 90_000 + n), *paid(35, lambda n: 60_000 + n, date(2024, 6, 1), start=50)]
    corpus = corpus_of(ads)

    for found in pay(corpus, Slice(), by_year=True):
        assert pay_in(corpus, Slice(), "USD", None, found.year) == found
    assert pay_in(corpus, Slice(), "EUR") is None
    assert pay_in(corpus, Slice(), "USD", None, 2020) is None


def by_hand(values, employer, percent):
    """Return the interval of a percentile: employers left out one by one, Wilson, turned round."""
    point = np.percentile(values, percent)
    names = sorted(set(employer))
    below = np.asarray(values) <= point

    def part(out=None):
        kept = np.array([name != out for name in employer])
        return below[kept].mean()

    variance = (len(names) - 1) / len(names) * sum((part(name) - part()) ** 2 for name in names)
    whole, sizes = part(), [employer.count(name) for name in names]
    kish = sum(sizes) ** 2 / sum(size**2 for size in sizes)
    size = min(len(values), whole * (1 - whole) / variance)
    q, p = t.ppf(0.975, kish - 1), percent / 100
    centre, half = p + q**2 / (2 * size), q * (p * (1 - p) / size + q**2 / (4 * size**2)) ** 0.5
    return [float(np.quantile(values, (centre + sign * half) / (1 + q**2 / size))) for sign in (-1, 1)]


@pytest.mark.parametrize("seed", range(3))
def test_intervals_follow_from_leaving_employers_out_one_by_one(seed):
    rng = np.random.default_rng(seed)
    employer = rng.integers(0, 25, 120).tolist()
    values = [90_000 + 2_000 * one + 5_000.0 * rng.integers(0, 6) for one in employer]  # with ties

    found = percentiles(np.array(values), np.array(employer))

    for percent, one in zip(PERCENTILES, found, strict=True):
        assert one.value == pytest.approx(np.percentile(values, percent))
        assert [one.low, one.high] == pytest.approx(by_hand(values, employer, percent), rel=1e-9)


def median(found):
    return found[PERCENTILES.index(50)]


@pytest.mark.slow
def test_intervals_of_the_median_cover_when_employers_pay_alike():
    rng = np.random.default_rng(3)
    covered, naive, times = 0, 0, 400
    for _ in range(times):
        sizes = np.maximum(1, rng.lognormal(0.3, 1.0, 80).round()).astype(int)
        employer = np.repeat(np.arange(80), sizes)
        values = np.exp(rng.normal(0, 0.3, 80)[employer] + rng.normal(0, 0.1, len(employer)))
        found = median(percentiles(values, employer))
        covered += found.low <= 1 <= found.high
        alone = median(percentiles(values, np.arange(len(values))))
        naive += alone.low <= 1 <= alone.high

    print(f"coverage {covered / times:.3f}, as if independent {naive / times:.3f}")
    assert covered / times >= 0.92
    assert naive < covered

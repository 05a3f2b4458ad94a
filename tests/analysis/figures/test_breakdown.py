"""One skill split by place, role and the like, and when one part may be called the leading one."""

import numpy as np
import pytest

from analysis.figures.breakdown import breakdown, leading
from analysis.market.slices import Slice
from data.errors import UsageError
from tests.analysis.small import Ad, corpus_of, crowd


def test_breakdown_gives_one_share_per_value():
    corpus = corpus_of(
        [*crowd(40, ["aws"], country="US"), *crowd(35, country="FR", start=40), Ad("X", country="DE")]
    )

    found = breakdown(corpus, Slice(), "aws", "country")

    assert [(one.value, one.share.share) for one in found] == [("US", 1.0), ("FR", 0.0), ("DE", None)]


@pytest.mark.parametrize("by", ["role", "seniority", "workplace", "source", "cloud"])
def test_breakdown_by_each_filter(by):
    corpus = corpus_of(crowd(40, ["aws"], clouds=["aws"]))

    assert [one.share.share for one in breakdown(corpus, Slice(), "aws", by)] == [1.0]


def test_breakdown_keeps_to_the_slice():
    corpus = corpus_of([*crowd(40, ["aws"]), *crowd(40, ["aws"], start=40, role="manager")])

    found = breakdown(corpus, Slice(roles=("manager",)), "aws", "role")

    assert [(one.value, one.label) for one in found] == [("manager", "manager")]


def test_unknown_breakdown_is_refused():
    with pytest.raises(UsageError, match="shoe size"):
        breakdown(corpus_of(crowd(1)), Slice(), "aws", "shoe size")


def parts(**named):
    """Return the parts of AWS by country, 100 vacancies each, of which so many name it."""
    ads = []
    for place, (country, count) in enumerate(named.items()):
        start = 100 * place
        ads += crowd(count, ["aws"], start=start, country=country)
        ads += crowd(100 - count, start=start + count, country=country)
    return breakdown(corpus_of(ads), Slice(), "aws", "country")


def test_a_part_leads_only_where_its_interval_clears_all_others():
    assert leading(parts(DE=70, FR=40, CH=38)).value == "DE"
    assert leading(parts(DE=45, FR=40, CH=38)) is None


def test_a_part_alone_or_too_small_leads_nothing():
    few = breakdown(
        corpus_of([*crowd(8, ["aws"], country="DE"), *crowd(60, start=8, country="FR")]),
        Slice(),
        "aws",
        "country",
    )

    assert leading(parts(DE=70)) is None
    assert leading(few) is None
    assert leading(()) is None


def test_nothing_leads_by_chance():
    """In 200 markets of eight equal countries a leading one is found in at most five of a hundred."""
    draws = np.random.default_rng(3)
    countries = ("AT", "BE", "CH", "DE", "ES", "FR", "GB", "IT")

    found = [
        leading(parts(**dict(zip(countries, draws.binomial(100, 0.3, 8).tolist(), strict=True))))
        for _ in range(200)
    ]

    assert sum(one is not None for one in found) <= 10

"""Shares with total intervals, the default, beside the same in plain Python."""

from math import exp, log, sqrt

import pytest
from scipy.stats import t

from analysis.accuracy.level_error import LevelModel
from analysis.accuracy.reading_error import ReadingError, ReadingModel
from analysis.accuracy.role_error import shipped_role_precision
from analysis.figures.breakdown import breakdown
from analysis.figures.claims import check_claims
from analysis.figures.shares import share, share_of_any, shares
from analysis.figures.trends import trends
from analysis.kinds.demand.claim import KIND as CLAIMS
from analysis.kinds.demand.share import KIND
from analysis.market.figure_kind import FigureOptions
from analysis.market.slices import Slice
from analysis.reproduce import reproduce
from data.catalogue.audit import shipped_audit
from data.catalogue.guides import Claim
from data.errors import ReceiptMismatch
from tests.analysis.by_hand import kish, market, names, quantile, share_of, units
from tests.analysis.small import corpus_of, crowd

ML = Slice(roles=("ml_engineer",))
LEVELS = ("required", "preferred", "mentioned")


def error_by_hand(corpus, skill, level):
    """Return mean and variance of the log of (true / read), those of the level added where it is one."""
    entry, unseen = corpus.skills[corpus.code(skill)], shipped_audit().unseen()
    models = [ReadingModel.of(unseen, corpus.catalogue).error_of(entry)]
    if level in LEVELS:
        models.append(LevelModel.of(unseen, corpus.catalogue).error_of(entry, level))
    return sum(one.mean for one in models), sum(one.variance for one in models)


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize(
    "part",
    [
        Slice(),
        ML,
        Slice(level="any", denominator="postings"),
        Slice(level="required"),
        Slice(level="mentioned", roles=("ml_engineer", "data_scientist"), denominator="postings"),
    ],
    ids=lambda part: part.to_query() or "all",
)
def test_a_total_interval_is_that_of_its_formula(seed, part):
    ads = market(seed)
    corpus, here = corpus_of(ads), units(ads, part)
    every = units(ads, part.narrowed(roles=()))

    found = share(corpus, part, "python")

    def named(unit):
        return names(unit.ad, "python", part.level)

    p, low, high = share_of(here, lambda ad: names(ad, "python", part.level))
    mean, variance = error_by_hand(corpus, "python", part.level)
    q, k, spread, of_role = quantile(kish(here)), exp(mean), sqrt(variance), 0.0
    if part.roles:
        r = shipped_role_precision(part.roles)
        others = (sum(map(named, every)) - p * len(here)) / (len(every) - len(here))
        of_role = ((p - others) / r.value) ** 2 * (r.variance + (1 - r.value) ** 2 / 3)
    below = sqrt((k * (p - low)) ** 2 + (p * k * (1 - exp(-q * spread))) ** 2 + q**2 * of_role)
    above = sqrt((k * (high - p)) ** 2 + (p * k * (exp(q * spread) - 1)) ** 2 + q**2 * of_role)
    assert (found.share, found.corrected) == pytest.approx((p, p * k))
    assert (found.low, found.high) == pytest.approx((p * k - below, p * k + above))
    assert found.interval.kind == found.interval_kind == "total"


@pytest.mark.parametrize("part", [Slice(), ML, Slice(level="required", roles=("data_scientist",))])
def test_every_surface_has_the_same_interval(part):
    """A point of a trend, a part of a breakdown, any of one skill and a row among others are all shares."""
    corpus = corpus_of(market(1))
    ends = [
        (point.low, point.high, point.corrected, point.interval_kind)
        for point in trends(corpus, part, ["python"], step="half").lines[0].points
        if point.share is not None
    ]
    alone = [
        share(corpus, part.narrowed(since=point.period.since, until=point.period.until), "python")
        for point in trends(corpus, part, ["python"], step="half").lines[0].points
        if point.share is not None
    ]
    whole = share(corpus, part, "python")

    assert ends
    assert ends == [(one.low, one.high, one.corrected, "total") for one in alone]
    assert share_of_any(corpus, part, ["python"]) == whole
    assert shares(corpus, part, ["sql", "python"]).rows[1] == whole
    for one in breakdown(corpus, part, "python", "seniority"):
        assert one.share == share(corpus, part.narrowed(seniorities=(one.value,)), "python")


def test_a_receipt_says_what_the_interval_holds_and_gives_it_again():
    corpus = corpus_of(market(1))
    chance = share_of_any(corpus, ML, ["python", "sql"], interval="chance")
    total = share_of_any(corpus, ML, ["python", "sql"])

    assert "&interval=total&" in total.receipt
    assert "interval" not in chance.receipt
    assert reproduce(corpus, total.receipt) == total
    assert reproduce(corpus, chance.receipt) == chance
    assert total.high - total.low > chance.high - chance.low
    assert (total.share, total.corrected) == (chance.share, chance.corrected)
    with pytest.raises(ReceiptMismatch, match="interval"):
        reproduce(corpus, chance.receipt.replace("&snapshot", "&interval=most&snapshot"))


def test_a_receipt_of_a_trend_from_before_gives_the_interval_of_chance():
    corpus, step = corpus_of(market(1)), "half"
    points = zip(
        trends(corpus, ML, ["python"], step=step).lines[0].points,
        trends(corpus, ML, ["python"], step=step, interval="chance").lines[0].points,
        strict=True,
    )
    total, chance = next(pair for pair in points if pair[0].share is not None)

    assert total.receipt.replace("interval=total&", "") == chance.receipt
    assert reproduce(corpus, chance.receipt) == chance
    assert reproduce(corpus, total.receipt) == total
    assert total.high - total.low > chance.high - chance.low


def test_the_sentence_says_how_far_the_count_is_off_that_labels_are_few_and_what_is_chance(monkeypatch):
    corpus = corpus_of(crowd(60, ["python"]) + crowd(40, start=60))
    of_all = "about 60 in 100 vacancies of all years"

    assert share(corpus, Slice(), "python", interval="chance").sentence == (
        f"{of_all} (50 to 69, chance alone) name Python"
    )
    assert share(corpus, Slice(), "python").sentence == f"{of_all} (50 to 69) name Python"
    off = ReadingError(mean=log(0.8), variance=0.001, misread=0.1, labelled=3)
    monkeypatch.setattr(ReadingModel, "error_of", lambda *_: off)
    total = share(corpus, Slice(), "python")
    assert total.sentence == (
        f"{of_all} (40 to 56, few labels) name Python; about 48 when errors of reading are taken out"
    )
    assert (total.labelled, total.labelled_role) == (3, None)


def test_few_labelled_postings_of_a_role_are_few_labels():
    corpus = corpus_of(market(1))
    few = min(
        ("manager", "mlops_engineer", "ml_engineer"), key=lambda role: shipped_role_precision((role,)).read
    )
    row = share(corpus, Slice(roles=("ml_engineer",)), "python")

    assert shipped_role_precision((few,)).read < 20 <= row.labelled_role
    assert "few labels" not in row.sentence


def test_shares_of_employers_hold_chance_and_say_so():
    corpus = corpus_of(crowd(40, ["python"]) + crowd(40, start=40))
    (row,) = KIND.rows(
        corpus, Slice(denominator="employers"), FigureOptions(skills=("python",), interval="total")
    )

    assert (row["interval_kind"], row["corrected"], row["labelled"]) == ("chance", None, None)
    assert "chance alone" in row["sentence"]
    assert "interval" not in row["receipt"]


def test_a_suppressed_share_stays_so():
    corpus = corpus_of(crowd(5, ["python"]))
    (row,) = KIND.rows(corpus, Slice(), FigureOptions(skills=("python",)))

    assert (row["share"], row["corrected"], row["interval_kind"]) == (None, None, "chance")
    assert "interval" not in row["receipt"]


def test_a_claim_is_tested_with_the_error_of_reading_in_it():
    corpus = corpus_of([*crowd(200, ["aws"]), *crowd(200, start=200)])
    claim = Claim(
        id="less", statement="AWS in less", source="A report", year=2025, population="Other postings",
        skills=("aws",), low=0.44, high=0.44, slice="",
    )  # laid out as a table  # fmt: skip

    total, chance = (check_claims(corpus, [claim], interval=held)[0] for held in ("total", "chance"))

    mean, variance = error_by_hand(corpus, "aws", "asked")
    reading = (0.5 * exp(mean) - 0.5) ** 2 + (0.5 * exp(mean)) ** 2 * variance
    jackknife = 0.5 * 0.5 / 399  # of 400 employers with one vacancy each
    assert chance.p_value == pytest.approx(2 * t.sf(0.055 / sqrt(jackknife), 399))
    assert total.p_value == pytest.approx(2 * t.sf(0.055 / sqrt(jackknife + reading), 399))
    assert total.ours.interval_kind == "total"


def test_a_receipt_of_a_claim_from_before_gives_its_verdict_by_chance():
    corpus = corpus_of(market(1))
    options = (FigureOptions(), FigureOptions(interval="chance"))
    total, chance = ([*CLAIMS.rows(corpus, Slice(), one)] for one in options)
    place = next(place for place, row in enumerate(total) if row.get("low") is not None)

    assert "interval=total" in total[place]["receipt"]
    assert total[place]["receipt"].replace("interval=total&", "") == chance[place]["receipt"]
    again = reproduce(corpus, chance[place]["receipt"])
    assert (again.ours.low, again.p_value) == (chance[place]["low"], chance[place]["p_value"])

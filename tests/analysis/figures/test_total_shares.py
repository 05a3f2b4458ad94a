"""Shares with total intervals beside the same in plain Python."""

from math import exp, log, sqrt

import pytest

from analysis.accuracy.reading_error import ReadingError, ReadingModel, reading_model
from analysis.accuracy.role_error import shipped_role_precision
from analysis.figures.shares import share, share_of_any
from analysis.kinds.demand.share import KIND
from analysis.market.figure_kind import FigureOptions
from analysis.market.slices import Slice
from analysis.reproduce import reproduce
from data.errors import ReceiptMismatch, UsageError
from tests.analysis.by_hand import kish, market, names, quantile, share_of, units
from tests.analysis.small import corpus_of, crowd

ML = Slice(roles=("ml_engineer",))


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("part", [Slice(), ML, Slice(level="any", denominator="postings")])
def test_a_total_interval_is_that_of_its_formula(seed, part):
    ads = market(seed)
    corpus, here = corpus_of(ads), units(ads, part)
    every = units(ads, part.narrowed(roles=()))

    (found,) = total_shares(corpus, part, [share(corpus, part, "python")])

    def named(unit):
        return names(unit.ad, "python", part.level)

    p, low, high = share_of(here, lambda ad: names(ad, "python", part.level))
    q, error = quantile(kish(here)), reading_model(corpus).error_of(corpus.skills[corpus.code("python")])
    k, spread, of_role = exp(error.mean), sqrt(error.variance), 0.0
    if part.roles:
        r = shipped_role_precision(part.roles)
        others = (sum(map(named, every)) - p * len(here)) / (len(every) - len(here))
        of_role = ((p - others) / r.value) ** 2 * (r.variance + (1 - r.value) ** 2 / 3)
    below = sqrt((k * (p - low)) ** 2 + (p * k * (1 - exp(-q * spread))) ** 2 + q**2 * of_role)
    above = sqrt((k * (high - p)) ** 2 + (p * k * (exp(q * spread) - 1)) ** 2 + q**2 * of_role)
    assert (found.share, found.corrected) == pytest.approx((p, p * k))
    assert (found.low, found.high) == pytest.approx((p * k - below, p * k + above))
    assert found.interval.kind == found.interval_kind == "total"


def test_a_receipt_says_what_the_interval_holds_and_gives_it_again():
    corpus = corpus_of(market(1))
    chance = share_of_any(corpus, ML, ["python", "sql"])
    (total,) = total_shares(corpus, ML, [chance])

    assert "&interval=total&" in total.receipt
    assert "interval" not in chance.receipt
    assert reproduce(corpus, total.receipt) == total
    assert reproduce(corpus, chance.receipt) == chance
    assert total.high - total.low > chance.high - chance.low
    assert (total.share, total.corrected) == (chance.share, chance.corrected)
    with pytest.raises(ReceiptMismatch, match="interval"):
        reproduce(corpus, chance.receipt.replace("&snapshot", "&interval=most&snapshot"))


def test_the_sentence_says_what_it_holds_how_far_the_count_is_off_and_that_labels_are_few(monkeypatch):
    corpus = corpus_of(crowd(60, ["python"]) + crowd(40, start=60))
    row = share(corpus, Slice(), "python")
    (total,) = total_shares(corpus, Slice(), [row])

    assert row.sentence == "about 60 in 100 vacancies of all years (50 to 69) name Python"
    assert total.sentence.startswith(
        "about 60 in 100 vacancies of all years (50 to 69 with reading error) name Python"
    )
    off = ReadingError(mean=log(0.8), variance=0.001, misread=0.1, labelled=3)
    monkeypatch.setattr(ReadingModel, "error_of", lambda *_: off)
    (total,) = total_shares(corpus, Slice(), [share(corpus, Slice(), "python")])
    assert total.sentence.endswith(
        "name Python; about 48 when errors of reading are taken out; fewer than 20 labelled mentions, so "
        "skills like it say how it is read"
    )


@pytest.mark.parametrize("part", [Slice(level="required"), Slice(denominator="employers")])
def test_what_labels_say_nothing_of_is_refused(part):
    corpus = corpus_of(crowd(40, ["python"]))

    with pytest.raises(UsageError, match="--interval total"):
        KIND.rows(corpus, part, FigureOptions(interval="total"))


def test_a_suppressed_share_stays_so():
    corpus = corpus_of(crowd(5, ["python"]))
    (row,) = KIND.rows(corpus, Slice(), FigureOptions(skills=("python",), interval="total"))

    assert (row["share"], row["corrected"], row["interval_kind"]) == (None, None, "chance")
    assert "interval" not in row["receipt"]

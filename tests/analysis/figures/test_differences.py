from dataclasses import replace
from math import ceil

import numpy as np
import pytest
from scipy.stats import t

from analysis.figures.differences import compare, difference
from analysis.figures.shares import share
from analysis.market.corpus import Corpus
from analysis.market.slices import Slice
from analysis.reproduce import reproduce
from benchmarks.synthetic import SYNTHETIC_SKILLS, generate_tables
from data.errors import ReceiptMismatch, UsageError
from tests.analysis.small import SKILLS, Ad, corpus_of, crowd

ENGINEERS, SCIENTISTS = Slice(roles=("ml_engineer",)), Slice(roles=("data_scientist",))


def two_roles(engineers, scientists, count=60):
    """Return as many employers of each role, of which some name Python."""
    return [
        *crowd(engineers, ["python"]),
        *crowd(count - engineers, start=engineers),
        *crowd(scientists, ["python"], start=1_000, role="data_scientist"),
        *crowd(count - scientists, start=1_000 + scientists, role="data_scientist"),
    ]


def test_large_difference_is_told_with_its_numbers():
    found = difference(corpus_of(two_roles(45, 15)), ENGINEERS, SCIENTISTS, "python")

    assert (found.share, found.share_against, found.difference) == (0.75, 0.25, 0.5)
    assert (found.named, found.n, found.named_against, found.n_against) == (45, 60, 15, 60)
    assert (found.common, found.common_employers) == (0, 0)
    assert found.verdict == "higher"
    assert found.sentence.startswith(
        "Python, of all years: about 75 in 100 ML engineer vacancies against 25 in 100 data scientist "
        "vacancies (+50 points, "
    )
    assert found.sentence.endswith("): higher")


def test_turned_round_the_difference_has_the_other_sign():
    corpus = corpus_of(two_roles(45, 15))

    there = difference(corpus, ENGINEERS, SCIENTISTS, "python")
    back = difference(corpus, SCIENTISTS, ENGINEERS, "python")

    assert back.verdict == "lower"
    assert (back.difference, back.low, back.high) == (-there.difference, -there.high, -there.low)
    assert back.p_value == there.p_value


def test_small_difference_cannot_be_told():
    found = difference(corpus_of(two_roles(30, 27)), ENGINEERS, SCIENTISTS, "python")

    assert found.verdict == "cannot tell"
    assert found.sentence.endswith(
        f"; a difference of {ceil(100 * found.detectable)} points would be found four times in five"
    )


def test_what_two_overlapping_slices_name_is_counted_once_for_the_test():
    ads = [*crowd(20, ["python"]), *crowd(40, start=20), *crowd(40, start=60, role="data_scientist")]

    found = difference(corpus_of(ads), ENGINEERS, Slice(), "python")

    assert (found.named, found.named_against, found.named_together) == (20, 20, 20)
    assert (found.verdict, found.adjusted) == ("cannot tell", None)
    assert found.sentence.endswith(
        "; 20 in the two selections together name it, too few to be tested (at least 30)"
    )


def test_shares_are_those_of_the_two_slices():
    market = Corpus.from_tables(generate_tables(6_000, 2), SYNTHETIC_SKILLS)

    for row in compare(market, ENGINEERS, Slice(sources=("greenhouse",)), top=5).rows:
        assert row.share == share(market, row.slice, row.skill).share
        assert row.share_against == share(market, row.against, row.skill).share


def test_a_slice_does_not_differ_from_itself():
    found = difference(corpus_of(two_roles(30, 20)), Slice(), Slice(), "python")

    assert (found.difference, found.low, found.high) == (0, 0, 0)
    assert (found.common, found.p_value, found.verdict) == (120, 1, "cannot tell")


def test_variance_leaves_an_employer_out_of_both_overlapping_slices():
    both = [
        Ad("Both", ["python"] if n % 3 else [], role=role)
        for n, role in enumerate(["ml_engineer", "data_scientist"] * 5)
    ]
    ads = [*two_roles(25, 35), *both]
    employers = {ad.employer for ad in ads}

    def apart(kept):
        ours = [ad for ad in kept if ad.role == "ml_engineer"]
        shares = [sum("python" in ad.asks for ad in some) / len(some) for some in (ours, kept)]
        return shares[0] - shares[1]

    whole = apart(ads)
    left = [apart([ad for ad in ads if ad.employer != employer]) for employer in employers]
    variance = (len(employers) - 1) / len(employers) * sum((one - whole) ** 2 for one in left)

    found = difference(corpus_of(ads), ENGINEERS, Slice(), "python")

    kish = min(65**2 / (60 + 5**2), 130**2 / (120 + 10**2))
    assert found.difference == pytest.approx(whole, abs=1e-12)
    assert found.high - whole == pytest.approx(t.ppf(0.975, kish - 1) * variance**0.5, rel=1e-9)
    assert (found.common, found.common_employers) == (65, 61)


def test_one_difference_has_one_verdict_whatever_is_in_view():
    market = Corpus.from_tables(generate_tables(6_000, 2), SYNTHETIC_SKILLS)

    found = compare(market, ENGINEERS, SCIENTISTS, top=12)

    assert len(found.rows) == 12
    assert [row.p_value for row in found.rows] == sorted(row.p_value for row in found.rows)
    assert len({(row.family, row.family_size) for row in found.rows}) == 1
    for row in found.rows:
        assert difference(market, ENGINEERS, SCIENTISTS, row.skill) == row


def test_a_difference_of_selections_from_other_sources_says_so():
    ads = two_roles(45, 15)
    news = [replace(ad, source="hackernews") if ad.role == "ml_engineer" else ad for ad in ads]

    found = difference(corpus_of(news), ENGINEERS, SCIENTISTS, "python")
    asked = difference(corpus_of(news), ENGINEERS, SCIENTISTS.narrowed(sources=("greenhouse",)), "python")

    assert found.caveat == "greenhouse and hackernews do not weigh the same in both"
    assert found.sentence.endswith(f"): higher; but {found.caveat}")
    assert asked.caveat is None  # what differs there is what was asked for


def test_kinds_choose_the_skills_in_view():
    market = Corpus.from_tables(generate_tables(6_000, 2), SYNTHETIC_SKILLS)

    found = compare(market, ENGINEERS, SCIENTISTS, kinds=["language"])

    assert {row.kind for row in found.rows} == {"language"}


def test_too_small_slice_gets_a_sentence():
    corpus = corpus_of([*crowd(40, ["python"]), *crowd(5, start=50, role="data_scientist")])

    found = difference(corpus, ENGINEERS, SCIENTISTS, "python")

    assert (found.difference, found.verdict, found.p_value) == (None, None, None)
    assert found.sentence == (
        "Python: data scientist vacancies: 5 vacancies from 5 employers: too few to say"
    )


def test_different_denominators_are_refused():
    corpus = corpus_of(two_roles(30, 20))

    with pytest.raises(UsageError, match="count the same"):
        compare(corpus, ENGINEERS, SCIENTISTS.narrowed(denominator="postings"))


@pytest.mark.parametrize("against", [SCIENTISTS, Slice()], ids=["a role", "all postings"])
def test_receipt_gives_the_same_difference(against):
    corpus = corpus_of(two_roles(30, 20))
    found = difference(corpus, ENGINEERS, against, "python")

    assert reproduce(corpus, found.receipt) == found
    with pytest.raises(ReceiptMismatch):
        reproduce(
            corpus,
            replace(
                found,
                judgement=replace(found.judgement, interval=replace(found.judgement.interval, value=0.1)),
            ).receipt,
        )


def test_receipt_without_the_other_slice_is_refused():
    corpus = corpus_of(two_roles(30, 20))

    with pytest.raises(UsageError, match="needs against"):
        reproduce(corpus, "difference?skill=python&snapshot=facts&catalog=rules&value=1.0")


@pytest.mark.slow
@pytest.mark.parametrize(
    "against",
    [SCIENTISTS, Slice(), Slice(countries=("DE",))],
    ids=["apart", "nested", "overlapping"],
)
def test_no_difference_is_called_one_more_than_five_times_in_a_hundred(against):
    rng = np.random.default_rng(4)
    views, alarms, single = 150, 0, 0
    for _ in range(views):
        rows = compare(corpus_of(alike(rng)), ENGINEERS, against).rows
        alarms += any(row.verdict != "cannot tell" for row in rows)
        single += np.mean([row.p_value <= 0.05 for row in rows])

    print(f"views with a false alarm {alarms / views:.3f}, single tests {single / views:.3f}")
    assert alarms / views <= 0.07  # 0.05 and one standard error of so few views
    assert single / views <= 0.06


def alike(rng, employers=60):
    """Return the postings of employers who ask the same of every role and place, each in its own taste."""
    names = [skill.id for skill in SKILLS]
    sizes = np.maximum(1, rng.lognormal(0.5, 1.0, employers).round()).astype(int)
    tastes = rng.beta(1.2, 2.8, (employers, len(names)))
    return [
        Ad(
            f"Employer {employer}",
            [name for name, taste in zip(names, tastes[employer], strict=True) if rng.random() < taste],
            role=str(rng.choice(["ml_engineer", "data_scientist"])),
            country=str(rng.choice(["DE", "US"])),
        )
        for employer, size in enumerate(sizes)
        for _ in range(size)
    ]

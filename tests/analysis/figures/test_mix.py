"""The change at the same mix: what is compared with what, and its interval made by hand."""

from collections import Counter
from datetime import date

import numpy as np
import pytest
from scipy.stats import t

from analysis.figures.changes import change
from analysis.figures.mix import MIN_CELL, same_mix
from analysis.market.figure_words import points
from analysis.market.periods import Period
from analysis.market.slices import Slice
from analysis.reproduce import reproduce
from data.errors import ReceiptMismatch
from tests.analysis.simulated import other_mix
from tests.analysis.small import Ad, corpus_of, crowd

BEFORE, AFTER = Period.parse("2024"), Period.parse("2025")
THEN, NOW = date(2024, 5, 1), date(2025, 5, 1)
DAYS = (THEN, NOW)


def keys_of(ad):
    """Return the cell of an advertisement from the finest to the coarsest."""
    source, role, seniority = ad.source, ad.role, ad.seniority
    return [(source, role, seniority), (source, role), (source,), ()]


def cells_of(ads):
    """Return the cell of each advertisement: the finest one that has ten in both periods among those left."""
    cells = {}
    for depth in range(4):
        left = [k for k in range(len(ads)) if k not in cells]
        counts = [Counter(keys_of(ads[k])[depth] for k in left if ads[k].day == day) for day in DAYS]
        for k in left:
            key = keys_of(ads[k])[depth]
            if depth == 3 or min(count[key] for count in counts) >= MIN_CELL:
                cells[k] = (depth, key)
    return [cells[k] for k in range(len(ads))]


def by_hand(ads, skill):
    """Return (before, after, low, high) of a skill at the same mix, one employer left out after the other."""
    cells = cells_of(ads)
    weight = {cell: count / len(ads) for cell, count in Counter(cells).items()}
    rows = [(cell, ad.day, ad.employer, skill in ad.asks) for cell, ad in zip(cells, ads, strict=True)]

    def share(day, cell, out=None):
        asked = [named for at, when, who, named in rows if (at, when) == (cell, day) and who != out]
        return sum(asked) / len(asked) if asked else None

    whole = {(day, cell): share(day, cell) for day in DAYS for cell in weight}
    held = {day: {c: w for c, w in weight.items() if whole[day, c] is not None} for day in DAYS}

    def at_mix(day, out=None):
        total = sum(held[day].values())
        parts = {cell: share(day, cell, out) for cell in held[day]}
        kept = {cell: whole[day, cell] if part is None else part for cell, part in parts.items()}
        return sum(held[day][cell] / total * part for cell, part in kept.items())

    ends = [at_mix(day) for day in DAYS]
    employers = {ad.employer for ad in ads}
    moved = [at_mix(NOW, out) - at_mix(THEN, out) - (ends[1] - ends[0]) for out in employers]
    error = ((len(employers) - 1) / len(employers) * sum(one**2 for one in moved)) ** 0.5
    sizes = [Counter(ad.employer for ad in ads if ad.day == day).values() for day in DAYS]
    kish = min(sum(one) ** 2 / sum(n**2 for n in one) for one in sizes)
    reach = t.ppf(0.975, kish - 1) * error
    return (*ends, ends[1] - ends[0] - reach, ends[1] - ends[0] + reach)


def market(seed, count=320):
    """Return two years of unequal employers in common, rare and lopsided cells."""
    rng = np.random.default_rng(seed)
    employers = np.r_[rng.integers(0, 60, count // 2), rng.integers(40, 110, count - count // 2)]
    sources, roles = ("greenhouse", "lever"), ("ml_engineer", "data_scientist", "manager", "other")
    levels = ("senior", "junior", "staff", "intern")
    found = []
    for place, employer in enumerate(employers.tolist()):
        is_new = place >= count // 2
        role = roles[rng.choice(4, p=(0.5, 0.3, 0.15, 0.05) if is_new else (0.3, 0.5, 0.12, 0.08))]
        level = levels[rng.choice(4, p=(0.6, 0.25, 0.12, 0.03))]
        chance = 0.2 + 0.3 * (role == "ml_engineer") + 0.2 * (level == "senior") + 0.02 * (employer % 7)
        found.append(
            Ad(
                f"E{employer}", ["python"] if rng.random() < chance else [], NOW if is_new else THEN,
                source=sources[int(rng.random() < (0.2 if is_new else 0.4))], role=role, seniority=level,
            )
        )  # laid out as a table  # fmt: skip
    return found


@pytest.mark.parametrize("seed", range(6))
def test_figure_and_interval_follow_from_leaving_employers_out_one_by_one(seed):
    ads = market(seed)
    before, after, low, high = by_hand(ads, "python")

    found = same_mix(corpus_of(ads), Slice(), BEFORE, AFTER, "python")

    assert (found.before, found.after) == pytest.approx((before, after), abs=1e-12)
    assert found.difference == pytest.approx(after - before, abs=1e-12)
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-12)


def test_a_cell_of_one_period_alone_weighs_nothing_in_the_other():
    odd = [Ad(f"O{n}", ["python"], NOW, role="manager") for n in range(6)]
    steady = [Ad(f"E{n}", ["python"] if n % 3 else [], day) for n in range(40) for day in DAYS]
    before, after, low, high = by_hand([*steady, *odd], "python")

    found = same_mix(corpus_of([*steady, *odd]), Slice(), BEFORE, AFTER, "python")

    assert found.before == pytest.approx(26 / 40)
    assert (found.before, found.after) == pytest.approx((before, after), abs=1e-12)
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-12)


@pytest.mark.parametrize("seed", range(6))
def test_cells_and_merging_are_as_described(seed):
    ads = market(seed)
    cells = cells_of(ads)

    found = same_mix(corpus_of(ads), Slice(), BEFORE, AFTER, "python")

    assert found.cells == len(set(cells))
    assert found.merged == pytest.approx(sum(depth > 0 for depth, _ in cells) / len(ads))
    assert {depth for depth, _ in cells} >= {0, 1}


@pytest.mark.parametrize(("count", "merged"), [(MIN_CELL, 0), (MIN_CELL - 1, 2 * (MIN_CELL - 1))])
def test_a_cell_needs_ten_vacancies_in_both_periods(count, merged):
    ads = [Ad(f"E{n}", [], day, seniority="senior") for n in range(40) for day in DAYS]
    ads += [Ad(f"F{n}", [], day, seniority="staff") for n in range(count) for day in DAYS]

    found = same_mix(corpus_of(ads), Slice(), BEFORE, AFTER, "python")

    assert found.merged == pytest.approx(merged / len(ads))


def test_a_cell_that_is_large_in_one_period_alone_is_merged():
    ads = [Ad(f"E{n}", [], day, seniority="senior") for n in range(40) for day in DAYS]
    ads += [Ad(f"F{n}", [], NOW, seniority="staff") for n in range(30)]

    assert same_mix(corpus_of(ads), Slice(), BEFORE, AFTER, "python").merged == pytest.approx(30 / 110)


def with_news(then=0, now=60):
    """Return two equal years of one source, and another source whose postings nearly all name Python."""
    steady = [Ad(f"E{n}", ["python"] if n % 4 == 0 else [], day) for n in range(60) for day in DAYS]
    news = [
        Ad(f"N{n}", ["python"], day, source="hackernews")
        for day, count in ((THEN, then), (NOW, now))
        for n in range(count)
    ]
    return corpus_of([*steady, *news])


@pytest.mark.parametrize("then", [0, MIN_CELL - 1])
def test_a_source_that_is_absent_in_one_period_is_left_out_and_named(then):
    corpus = with_news(then)

    found = same_mix(corpus, Slice(), BEFORE, AFTER, "python")
    alone = same_mix(corpus, Slice(sources=("greenhouse",)), BEFORE, AFTER, "python")

    assert found.left_out == ("hackernews",)
    assert (found.n_before, found.n_after) == (60, 60)
    assert (found.difference, found.low, found.high) == (alone.difference, alone.low, alone.high)
    assert found.difference == pytest.approx(0)
    assert "; without Hacker News (fewer than 10 vacancies in one of the periods)" in found.sentence


def test_a_source_that_is_in_both_periods_is_held():
    found = same_mix(with_news(then=MIN_CELL), Slice(), BEFORE, AFTER, "python")

    assert (found.left_out, found.n_after) == ((), 120)
    assert "without" not in found.sentence.replace("without holding", "")


def test_the_plain_change_beside_it_is_that_of_all_vacancies():
    corpus = with_news()

    found = same_mix(corpus, Slice(), BEFORE, AFTER, "python")

    plain = change(corpus, Slice(), BEFORE, AFTER, "python")
    assert found.raw_difference == pytest.approx(plain.difference)
    assert found.raw_difference > 0.3


def test_periods_without_a_common_source_have_no_mix_to_hold():
    ads = [*crowd(60, day=THEN, source="lever"), *crowd(60, day=NOW)]

    found = same_mix(corpus_of(ads), Slice(), BEFORE, AFTER, "python")

    assert found.difference is None
    assert found.sentence == (
        "Python: no source has at least 10 vacancies in both periods: there is no mix to hold"
    )


def test_what_is_left_must_be_enough_to_speak():
    ads = [Ad(f"E{n}", [], day) for n in range(12) for day in DAYS]
    ads += [*crowd(60, day=THEN, source="lever"), *crowd(60, day=NOW, source="ashby", start=100)]

    found = same_mix(corpus_of(ads), Slice(), BEFORE, AFTER, "python")

    assert found.difference is None
    assert "12 vacancies from 12 employers: too few to say" in found.sentence


@pytest.mark.parametrize(("rare", "is_said"), [(1, False), (5, True)])
def test_much_merging_is_said(rare, is_said):
    ads = [Ad(f"E{n}", [], day) for n in range(100) for day in DAYS]
    ads += [Ad(f"F{n}", [], day, seniority="staff") for n in range(rare) for day in DAYS]

    found = same_mix(corpus_of(ads), Slice(), BEFORE, AFTER, "python")

    assert ("5 in 100 vacancies are compared more coarsely" in found.sentence) == is_said


def test_receipt_gives_the_same_figure():
    corpus = corpus_of(market(1))
    found = same_mix(corpus, Slice(roles=("ml_engineer", "data_scientist")), BEFORE, AFTER, "python")

    assert reproduce(corpus, found.receipt) == found
    with pytest.raises(ReceiptMismatch, match="the receipt says"):
        reproduce(corpus, found.receipt.replace(f"value={found.difference!r}", "value=0.5"))


@pytest.mark.slow
@pytest.mark.parametrize("true", [0.0, 0.15], ids=["no change", "15 points"])
def test_interval_covers_the_change_within_cells(true):
    rng = np.random.default_rng(12)
    covered, plain, times = 0, 0, 200
    for _ in range(times):
        found = same_mix(corpus_of(other_mix(rng, true)), Slice(), BEFORE, AFTER, "python")
        covered += found.low <= true <= found.high
        plain += found.low <= found.raw_difference <= found.high

    print(f"coverage {covered / times:.3f}, holds the change of the mix as it came {plain / times:.3f}")
    assert 0.91 <= covered / times <= 0.99
    assert plain / times < 0.6


def test_the_sentence_has_both_ends_of_the_interval():
    ads = [
        *crowd(60, ["python"], day=THEN),
        *crowd(60, day=THEN, start=100),
        *crowd(120, ["python"], day=NOW),
    ]

    found = same_mix(corpus_of(ads), Slice(), BEFORE, AFTER, "python")

    assert found.low is not None
    assert found.high is not None
    assert (
        f"({points(found.difference)} points, {points(found.low)} to {points(found.high)})" in found.sentence
    )


def test_of_many_sources_that_are_left_out_the_largest_are_named():
    ads = [*crowd(60, ["python"], day=THEN), *crowd(60, ["python"], day=NOW)]
    for count, source in enumerate(("lever", "ashby", "workday", "workable", "hackernews"), start=3):
        ads += crowd(count, day=NOW, source=source, start=100 * count)

    found = same_mix(corpus_of(ads), Slice(), BEFORE, AFTER, "python")

    assert found.left_out == ("hackernews", "workable", "workday", "ashby", "lever")
    assert "; without Hacker News, Workable, Workday and 2 other sources (fewer" in found.sentence

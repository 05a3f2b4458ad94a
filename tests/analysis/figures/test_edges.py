"""Where a figure begins, ends or is cut: the smallest case on each side of a bound, by value."""

from dataclasses import replace
from datetime import date
from math import log, sqrt

import numpy as np
import pytest

from analysis.figures.breakdown import breakdown, leading
from analysis.figures.changes import change
from analysis.figures.claims import NARROW, check_claims
from analysis.figures.differences import difference
from analysis.figures.employer_shares import employer_equal, influences
from analysis.figures.mix import same_mix
from analysis.figures.pairs import instead_of, pair, pairs
from analysis.figures.pay_percentiles import pay
from analysis.figures.shares import share, share_of_any, shares
from analysis.figures.skill_families import families
from analysis.figures.trends import trends
from analysis.market.basis import basis
from analysis.market.slices import Slice
from data.catalogue.guides import Claim
from tests.analysis.by_hand import by_owner, lift_of, market, names, units
from tests.analysis.small import AFTER, BEFORE, NOW, SKILLS, THEN, Ad, corpus_of, crowd

# --- what is enough -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ads", "is_enough"),
    [
        (crowd(30), True),
        (crowd(29), False),
        ([Ad(f"E{n % 10}") for n in range(30)], True),
        ([Ad(f"E{n % 9}") for n in range(30)], False),
        ([*crowd(15), *(Ad("Big") for _ in range(8))], False),  # 23 of 16
        ([*crowd(25), *(Ad("Big") for _ in range(12))], True),  # kish 37 * 37 / 169 = 8.1
        ([*crowd(25), *(Ad("Big") for _ in range(19))], True),  # 44 * 44 / 386 = 5.02
        ([*crowd(25), *(Ad("Big") for _ in range(20))], False),  # 45 * 45 / 425 = 4.8
    ],
    ids=["30", "29", "10 employers", "9 employers", "23", "kish 8", "kish 5", "kish below 5"],
)
def test_enough_is_thirty_units_of_ten_employers_that_weigh_as_five(ads, is_enough):
    assert (basis(corpus_of(ads), Slice()).why is None) == is_enough


@pytest.mark.parametrize(("together", "owners", "is_told"), [(10, 5, True), (9, 9, False), (10, 4, False)])
def test_a_pair_needs_ten_meetings_at_five_employers(together, owners, is_told):
    ads = [Ad(f"E{n % owners}", ["aws", "docker"]) for n in range(together)]
    ads += [*crowd(30, ["aws"], start=100), *crowd(30, ["docker"], start=200)]
    corpus = corpus_of(ads)

    assert (pair(corpus, Slice(), "aws", "docker") is not None) == is_told
    assert bool(pairs(corpus, Slice(), skill="aws").rows) == is_told


@pytest.mark.parametrize(("together", "owners", "is_told"), [(10, 5, True), (9, 9, False), (10, 4, False)])
def test_what_would_do_instead_needs_ten_vacancies_of_five_employers(together, owners, is_told):
    ads = [Ad(f"E{n % owners}", ["pytorch::0", "tensorflow::0"]) for n in range(together)]
    ads += crowd(40, ["pytorch"], start=100)

    assert bool(instead_of(corpus_of(ads), Slice(), "pytorch")) == is_told


def test_the_first_postings_of_a_store_are_counted_as_alternatives_like_any_other():
    ads = [
        Ad("E0"),
        *(Ad(f"E{n:02}", ["pytorch::0", "tensorflow::0"]) for n in range(1, 12)),
        *crowd(30, start=50),
    ]

    found = pair(corpus_of(ads), Slice(), "pytorch", "tensorflow")

    assert (found.together, found.as_alternatives) == (11, 1.0)


# --- intervals end at all and none ----------------------------------------------------------------------


def moved_far(named):
    """Return two years: nobody names Python in the first, `named` of forty in the second."""
    return [
        *(Ad(f"E{n}", [], THEN) for n in range(40)),
        *(Ad(f"E{n}", ["python"] if n < named else [], NOW) for n in range(40)),
    ]


def test_a_change_is_never_more_than_all():
    corpus = corpus_of(moved_far(38))
    back = corpus_of([replace(ad, day=NOW if ad.day == THEN else THEN) for ad in moved_far(38)])

    for measure in (change, same_mix):
        there, returned = (measure(one, Slice(), BEFORE, AFTER, "python") for one in (corpus, back))
        assert (there.difference, there.high) == (pytest.approx(0.95), 1.0)
        assert 0.85 < there.low < 0.95
        assert (returned.difference, returned.low) == (pytest.approx(-0.95), -1.0)
        assert -0.95 < returned.high < -0.85


def test_what_the_same_employers_did_is_never_more_than_all():
    found = change(corpus_of(moved_far(38)), Slice(), BEFORE, AFTER, "python")

    assert (found.within, found.within_high) == (pytest.approx(0.95), 1.0)
    assert (found.same_employers, found.same_employers_high) == (pytest.approx(0.95), 1.0)
    assert 0.85 < found.within_low < 0.95


def test_a_difference_is_never_more_than_all():
    ads = [replace(ad, role="ml_engineer" if ad.day == NOW else "data_scientist") for ad in moved_far(38)]
    ours, theirs = Slice(roles=("ml_engineer",)), Slice(roles=("data_scientist",))

    there, back = (
        difference(corpus_of(ads), ours, theirs, "python"),
        difference(corpus_of(ads), theirs, ours, "python"),
    )

    assert (there.high, back.low) == (1.0, -1.0)


def test_where_all_employers_did_the_same_as_many_as_they_are_leave_room():
    ads = [Ad(f"E{n}", ["python"] if day == NOW else [], day) for n in range(40) for day in (THEN, NOW)]

    found = change(corpus_of(ads), Slice(), BEFORE, AFTER, "python")

    square = 2.0226909**2  # Student's quantile on 39 degrees of freedom
    assert found.same_employers == 1.0
    assert found.same_employers_low == pytest.approx(1 - square / (40 + square), rel=1e-6)
    assert found.same_employers_high == 1.0
    assert found.within_low == found.same_employers_low  # all vacancies are theirs


def test_a_share_without_its_only_employer_is_none_not_below():
    ads = [*crowd(40), *(Ad("Giant", ["aws"]) for _ in range(3))]

    found = influences(corpus_of(ads), Slice(), "aws")[0]

    assert (found.employer, found.without) == ("Giant", 0.0)


# --- claims ---------------------------------------------------------------------------------------------

CLAIM = Claim(
    id="half", statement="AWS in half of them", source="A report", year=2025, population="Other postings",
    skills=("aws",), low=0.5, high=0.5, slice="role=ml_engineer",
)  # fmt: skip  # a record


def checked(ads, **fields):
    return check_claims(corpus_of(ads), [replace(CLAIM, **fields)], interval="chance")[0]


def test_only_services_of_the_claimed_skill_count_for_it():
    ads = [
        *crowd(40, ["sagemaker", "docker"]),
        *crowd(30, ["docker", "eks"], start=40),
        *crowd(30, ["gcp"], start=70),
    ]

    found = checked([*ads, *crowd(10, ["aws"], start=100)], children=True)

    assert (found.ours.named, found.ours.n) == (80, 110)


def test_a_share_without_any_variance_outside_a_claim_is_surely_outside():
    found = checked(crowd(40, ["aws"]))

    assert (found.distance, found.p_value, found.verdict) == (pytest.approx(0.495), 0.0, "differs")


def test_a_share_inside_a_claim_is_at_no_distance():
    ads = [*crowd(200, ["aws"]), *crowd(200, start=200)]

    assert (checked(ads).distance, checked(ads).p_value) == (0.0, 1.0)
    below = checked(ads, low=0.6, high=0.7)
    assert below.distance == pytest.approx(0.5 - 0.595)


@pytest.mark.parametrize(
    ("low", "sample", "why"),
    [
        (0.5, 170, "its own sample of 170 is too small: that interval is 15 points wide"),
        (0.5, 171, None),
        (0.2, 109, "its own sample of 109 is too small: that interval is 15 points wide"),
        (0.2, 110, None),
        (0.5, 40, "its own sample of 40 is too small: that interval is 31 points wide"),
    ],
)
def test_a_published_sample_is_too_small_below_an_interval_of_fifteen_points(low, sample, why):
    count = round(1_000 * low)

    found = checked(
        [*crowd(count, ["aws"]), *crowd(1_000 - count, start=count)], low=low, high=low, sample=sample
    )

    assert (found.why, found.verdict) == (why, NARROW if why else "agrees")


# --- breakdown, trends, pay -----------------------------------------------------------------------------


def test_a_part_whose_interval_touches_another_does_not_lead():
    ads = [Ad(f"{country} {n}", ["aws"], country=country) for country in ("DE", "FR") for n in range(40)]
    first, second = breakdown(corpus_of(ads), Slice(), "aws", "country")

    def between(share, low, high):
        return replace(share, interval=replace(share.interval, low=low, high=high))

    def apart(low, high):
        return [
            replace(first, share=between(first.share, low, 0.9)),
            replace(second, share=between(second.share, 0.1, high)),
        ]

    assert leading(apart(0.5, 0.5)) is None
    assert leading(apart(0.51, 0.5)) is not None


def test_most_posting_countries_are_shown():
    ads = [Ad(f"{place} {n}", country=f"{chr(65 + place)}X") for place in range(17) for n in range(place + 1)]

    found = breakdown(corpus_of([*ads, Ad("last", ["aws"], country="AX")]), Slice(), "aws", "country")

    assert [one.value for one in found] == [f"{chr(65 + place)}X" for place in range(16, 1, -1)]


def of_months(counts, source="greenhouse", year=2025):
    """Return as many postings in each month, half of them naming Python."""
    return [
        Ad(f"{source} {month} {n}", ["python"] * (n % 2), date(year, month, 1 + n % 28), source=source)
        for month, count in enumerate(counts, 1)
        for n in range(count)
    ]


def states(ads, part=Slice(), step="month"):  # noqa: B008 - frozen
    return [point.state for point in trends(corpus_of(ads), part, ["python"], step=step).lines[0].points]


def test_a_month_in_which_one_of_two_sources_failed_is_no_gap():
    ads = [*of_months([40, 40, 40]), *of_months([40, 0, 40], source="lever")]

    assert states(ads) == ["ok", "ok", "ok"]


def test_a_source_may_start_in_the_second_period_and_end_in_the_last():
    ads = [*of_months([40, 40, 40, 40]), *of_months([0, 40, 40, 0], source="lever")]

    found = trends(corpus_of(ads), Slice(), ["python"], step="month").breaks

    assert [(one.source, one.day.month, one.happens) for one in found] == [
        ("lever", 2, "starts"),
        ("lever", 4, "ends"),
    ]


def test_a_month_cut_at_its_end_is_partial_and_says_how_far_it_goes():
    part = Slice(until=date(2025, 3, 20))

    found = trends(corpus_of(of_months([80, 80, 80])), part, ["python"], step="month").lines[0].points

    assert [point.state for point in found] == ["ok", "ok", "partial"]
    assert (found[2].period.since, found[2].period.until) == (date(2025, 3, 1), date(2025, 3, 20))
    assert found[2].slice.until == date(2025, 3, 20)


@pytest.mark.parametrize(("count", "state"), [(40, "ok"), (39, "gap")])
def test_a_tenth_of_the_usual_month_is_enough_to_speak(count, state):
    assert states(of_months([400, 400, count, 400]))[2] == state


@pytest.mark.parametrize(("small", "is_said"), [(12, True), (11, False)])
def test_a_source_below_a_hundredth_breaks_no_line(small, is_said):
    ads = [*of_months([600, 588]), *of_months([0, small], source="lever")]

    assert bool(trends(corpus_of(ads), Slice(), ["python"], step="month").breaks) == is_said


def test_two_years_of_pay_stand_beside_the_pooled_figure():
    ads = [
        Ad(f"E{year} {n}", day=date(year, 6, 1), pay=(50_000.0 + n, 50_000.0 + n, "USD", "year"))
        for year in (2024, 2025)
        for n in range(30)
    ]

    found = pay(corpus_of(ads), Slice(), by_year=True)

    assert [(one.year, one.stated) for one in found] == [(None, 60), (2025, 30), (2024, 30)]


@pytest.mark.parametrize(
    ("period", "stated", "yearly"),
    [
        ("year", 52_000.0, 52_000.0),
        ("month", 4_000.0, 48_000.0),
        ("day", 200.0, 52_000.0),
        ("hour", 25.0, 52_000.0),
    ],
)
def test_pay_is_counted_by_the_year(period, stated, yearly):
    ads = [Ad(f"E{n}", pay=(stated, 1.5 * stated, "USD", period)) for n in range(30)]

    (found,) = pay(corpus_of(ads), Slice())

    assert (found.p50, found.p10, found.p90) == (1.25 * yearly,) * 3


@pytest.mark.parametrize(("count", "owners", "is_told"), [(30, 10, True), (29, 29, False), (30, 9, False)])
def test_pay_needs_thirty_statements_of_ten_employers(count, owners, is_told):
    ads = [Ad(f"E{n % owners}", pay=(9e4, 9e4, "USD", "year")) for n in range(count)]

    (found,) = pay(corpus_of(ads), Slice())

    assert (found.why is None) == is_told


# --- shares of a view -----------------------------------------------------------------------------------


def test_a_share_of_several_skills_carries_the_first_by_id():
    corpus = corpus_of([*crowd(30, ["python", "docker"]), *crowd(10, ["aws"], start=30)])

    found = share_of_any(corpus, Slice(), ["python", "docker", "aws"], interval="chance")

    assert (found.name, found.kind) == ("AWS, Docker or Python", "cloud platform")
    assert (found.employers, found.employers_naming, found.kish) == (40, 40, pytest.approx(40))
    assert (found.share, found.high) == (1.0, 1.0)
    assert found.low == pytest.approx(40 / (40 + 2.0226909**2), rel=1e-6)


def test_a_share_of_too_little_has_no_figures_but_its_counts():
    few = [*crowd(8, ["python"]), *crowd(4, start=8)]

    for found in (
        share(corpus_of(few), Slice(), "python"),
        share_of_any(corpus_of(few), Slice(), ["python"]),
    ):
        assert (found.share, found.low, found.high, found.rank) == (None,) * 4
        assert (found.n, found.named, found.employers) == (12, 8, 12)
    equal = employer_equal(corpus_of(few), Slice(), "python")
    assert (equal.share, equal.low, equal.high, equal.n, equal.employers) == (None, None, None, 12, 12)


def test_a_view_keeps_as_many_as_were_asked_and_counts_all():
    corpus = corpus_of([Ad(f"E{n}", ["python", *(["sql"] if n < 30 else []), *(["aws"] if n < 20 else [])])
                        for n in range(40)])  # fmt: skip  # one line a skill

    found = shares(corpus, Slice(), top=2)

    assert [row.skill for row in found.rows] == ["python", "sql"]
    assert found.total == 3
    assert [row.rank for row in found.rows] == ["1", "2"]


# --- pairs of a view ------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", [1, 2, 4])
@pytest.mark.parametrize("top", [2, 5])
def test_the_pairs_of_a_view_are_the_surest_of_the_likeliest(seed, top):
    ads = market(seed)
    here = units(ads, Slice())
    n = len(here)
    total = {skill.id: sum(names(unit.ad, skill.id) for unit in here) for skill in SKILLS}
    pool = [skill for skill in sorted(total, key=lambda one: -total[one]) if total[skill] >= 10]
    implied = {("pandas", "python"), ("s3", "aws"), ("sagemaker", "aws"), ("eks", "aws"), ("ec2", "aws")}

    def meets(a, b):
        return [unit for unit in here if names(unit.ad, a) and names(unit.ad, b)]

    likely = []
    for place, a in enumerate(pool):
        for b in pool[place + 1 :]:
            both = len(meets(a, b))
            if both >= 10 and (a, b) not in implied and (b, a) not in implied:
                bound = log(both * n / (total[a] * total[b])) - 2 * sqrt(max(1 / both - 1 / n, 0))
                likely.append((bound, a, b))
    likely.sort(key=lambda one: -one[0])
    sure = []
    for _, a, b in likely[: 2 * top]:
        lift, low, _ = lift_of(here, lambda ad, a=a: names(ad, a), lambda ad, b=b: names(ad, b))
        if low > 1 and len(by_owner(meets(a, b))) >= 5:
            sure.append((low, lift, a, b))
    sure.sort(reverse=True)

    found = pairs(corpus_of(ads), Slice(), top=top).rows

    assert [(one.a, one.b) for one in found] == [(a, b) for _, _, a, b in sure[:top]]
    assert [one.lift for one in found] == pytest.approx([lift for _, lift, _, _ in sure[:top]])


def test_families_of_the_same_size_are_in_the_order_of_their_names():
    rng = np.random.default_rng(2)
    groups = (("python", "pytorch", "tensorflow"), ("aws", "azure", "gcp"))
    ads = [
        Ad(f"E{n}", [skill for group in groups if rng.random() < 0.4 for skill in group]) for n in range(300)
    ]

    found = families(corpus_of(ads), Slice())

    assert [one.named for one in found] == sorted((one.named for one in found), reverse=True)
    assert {one.name for one in found} == {"AWS, Azure and GCP", "Python, PyTorch and TensorFlow"}
    assert [one.stability for one in found] == pytest.approx([1.0, 1.0])

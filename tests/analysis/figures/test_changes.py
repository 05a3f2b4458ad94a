from datetime import date
from math import ceil

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.stats import t

from analysis.arithmetic.employer_tally import EmployerTally
from analysis.contrasts.own_changes import own_moves
from analysis.figures.changes import change, changes
from analysis.figures.mix import same_mix
from analysis.kinds.demand.change import KIND
from analysis.market.corpus import Corpus
from analysis.market.figure_kind import FigureOptions
from analysis.market.periods import Period
from analysis.market.slices import Slice
from benchmarks.synthetic import SYNTHETIC_SKILLS, generate_tables
from tests.analysis.small import AFTER, BEFORE, NOW, THEN, Ad, corpus_of, crowd, two_years
from tests.analysis.tallies import moves_of


def test_large_change_is_told_with_its_numbers():
    found = change(corpus_of(two_years(15, 45)), Slice(), BEFORE, AFTER, "python")

    assert (found.before, found.after, found.difference) == (0.25, 0.75, 0.5)
    assert (found.named_before, found.n_before, found.named_after, found.n_after) == (15, 60, 45, 60)
    assert found.verdict == "seems up"
    assert found.low < 0.5 < found.high
    assert found.detectable > 0


def test_falling_share_is_down():
    assert change(corpus_of(two_years(45, 15)), Slice(), BEFORE, AFTER, "python").verdict == "seems down"


def test_small_change_cannot_be_told():
    found = change(corpus_of(two_years(30, 34)), Slice(), BEFORE, AFTER, "python")

    assert found.verdict == "cannot tell"
    assert found.sentence.startswith(
        "Python, 2024 and 2025: from about 50 to 57 in 100 vacancies (+6.7 points, -12 to +25): cannot tell; "
    )
    assert found.sentence.endswith(
        f"; a change of {ceil(100 * found.detectable)} points would be found four times in five"
    )


def test_variance_leaves_an_employer_out_of_both_periods():
    ads = [
        *two_years(20, 30),
        *(Ad("Both", ["python"], THEN) for _ in range(6)),
        *(Ad("Both", ["python"], NOW) for _ in range(9)),
    ]
    corpus = corpus_of(ads)
    employers = {ad.employer for ad in ads}

    def difference(kept):
        counts = []
        for day in (THEN, NOW):
            here = [ad for ad in kept if ad.day == day]
            counts.append(sum("python" in ad.asks for ad in here) / len(here))
        return counts[1] - counts[0]

    whole = difference(ads)
    left = [difference([ad for ad in ads if ad.employer != employer]) for employer in employers]
    variance = (len(employers) - 1) / len(employers) * sum((one - whole) ** 2 for one in left)

    found = change(corpus, Slice(), BEFORE, AFTER, "python")

    assert found.difference == pytest.approx(whole, abs=1e-12)
    kish = min(66**2 / (60 + 6**2), 69**2 / (60 + 9**2))
    assert found.high - found.difference == pytest.approx(t.ppf(0.975, kish - 1) * variance**0.5, rel=1e-9)
    assert found.p_value == pytest.approx(2 * t.sf(abs(whole) / variance**0.5, kish - 1), rel=1e-9)


def test_change_of_who_posts_is_mix():
    askers = [Ad(f"Asker {n}", ["python"], day) for n in range(20) for day in (THEN, NOW)]
    others = [Ad(f"Other {n}", [], day) for n in range(20) for day in (THEN, NOW)]
    more = [Ad(f"Asker {n % 20}", ["python"], NOW) for n in range(40)]

    found = change(corpus_of([*askers, *others, *more]), Slice(), BEFORE, AFTER, "python")

    assert found.difference == pytest.approx(0.75 - 0.5)
    assert found.within == pytest.approx(0)
    assert found.mix == pytest.approx(0.25)
    assert found.common_employers == 40


def test_change_within_employers_is_not_mix():
    ads = [
        Ad(f"E{n}", ["python"] if (day == NOW and n % 2) or n % 4 == 0 else [], day)
        for n in range(80)
        for day in (THEN, NOW)
    ]

    found = change(corpus_of(ads), Slice(), BEFORE, AFTER, "python")

    assert found.within == pytest.approx(found.difference)
    assert found.mix == pytest.approx(0)
    assert found.sentence.endswith("up; 4 of 6 checks confirm it")


def test_without_employers_in_both_periods_a_change_only_seems_to_be_one():
    found = change(corpus_of(two_years(15, 45)), Slice(), BEFORE, AFTER, "python")

    assert (found.within, found.mix, found.common_employers, found.common_part) == (None, None, 0, 0)
    assert (found.verdict, found.unsettled) == ("seems up", "same_employers")
    assert found.sentence.endswith(": seems up; employers seen in both periods cannot be compared")


@pytest.mark.parametrize(
    ("now", "state", "verdict"),
    [(5, "fails", "seems up"), (22, "holds", "up"), (0, "fails", "seems up")],
    ids=["unmoved", "moved alike", "moved back"],
)
def test_the_employers_seen_in_both_periods_are_one_check(now, state, verdict):
    was = 18 if now == 0 else 5
    stay = [
        Ad(f"Stay {n}", ["python"] if n < (now if day == NOW else was) else [], day)
        for n in range(24)
        for day in (THEN, NOW)
    ]

    found = change(corpus_of([*two_years(10, 58), *stay]), Slice(), BEFORE, AFTER, "python")

    check = found.battery.of("same_employers")
    assert (found.verdict, check.state) == (verdict, state)
    assert check.value == found.same_employers == pytest.approx((now - was) / 24)
    assert found.within == pytest.approx(found.same_employers * found.common_part)
    assert (check.low, check.high) == (found.same_employers_low, found.same_employers_high)
    assert found.within_low < found.within < found.within_high


def test_a_change_that_cannot_be_told_needs_no_caveat():
    found = change(corpus_of(two_years(30, 34)), Slice(), BEFORE, AFTER, "python")

    assert (found.caveat, found.unsettled) == (None, None)


def test_the_own_change_has_the_jackknife_that_leaves_employers_out_one_by_one():
    rng = np.random.default_rng(8)
    sizes = rng.integers(0, 4, (2, 40))
    named = rng.binomial(sizes, [[0.3], [0.6]])
    found = own_moves(*(EmployerTally(one, mine[None, :]) for one, mine in zip(sizes, named, strict=True)))[0]

    def own(kept):
        weight, moved = 0.0, 0.0
        for one in kept:
            was, now = sizes[0][one], sizes[1][one]
            if was and now:
                part = (was / sizes[0][kept].sum() + now / sizes[1][kept].sum()) / 2
                weight += part
                moved += part * (named[1][one] / now - named[0][one] / was)
        return np.array([moved, moved / weight])

    present = [one for one in range(40) if sizes[:, one].sum()]
    whole = own(present)
    left = np.array([own([one for one in present if one != out]) for out in present])
    errors = np.sqrt((len(present) - 1) / len(present) * np.square(left - whole).sum(axis=0))
    ends = [was / sizes[0].sum() + now / sizes[1].sum() for was, now in sizes.T if was and now]
    reaches = t.ppf(0.975, sum(ends) ** 2 / np.square(ends).sum() - 1) * errors

    for place, one in enumerate((found.within, found.same)):
        ends = (whole[place] - reaches[place], whole[place] + reaches[place])
        assert one.value == pytest.approx(whole[place], rel=1e-9)
        assert (one.low, one.high) == pytest.approx(ends, rel=1e-9)


def test_a_change_that_another_source_makes_cannot_be_told():
    news = crowd(400, ["python"], day=NOW, start=5_000, source="hackernews")

    found = change(corpus_of([*two_years(300, 300, count=600), *news]), Slice(), BEFORE, AFTER, "python")

    assert found.uneven_sources == ("greenhouse", "hackernews")
    assert (found.verdict, found.unsettled) == ("cannot tell", "sources")
    assert found.sentence.endswith("cannot tell; the same sources alone show 0 points (-5.7 to +5.7)")


def test_too_small_period_gets_a_sentence():
    found = change(corpus_of(two_years(3, 3, count=9)), Slice(), BEFORE, AFTER, "python")

    assert (found.verdict, found.difference, found.p_value) == (None, None, None)
    assert found.sentence == ("Python: 2024: 9 vacancies from 9 employers: too few to say")


def test_kinds_choose_the_skills_in_view():
    corpus = Corpus.from_tables(generate_tables(8_000, 5), SYNTHETIC_SKILLS)

    found = changes(corpus, Slice(), Period.parse("2025H1"), Period.parse("2026H1"), kinds=["language"])

    assert {row.kind for row in found.rows} == {"language"}


def test_same_mix_removes_a_change_of_roles():
    def year(day, engineers, start):
        rate = {"ml_engineer": 9, "data_analyst": 2}
        counts = {"ml_engineer": engineers, "data_analyst": 100 - engineers}
        return [
            Ad(f"{role} {start + n}", ["python"] if n % 10 < rate[role] else [], day, role=role)
            for role, count in counts.items()
            for n in range(count)
        ]  # laid out as a table  # fmt: skip

    corpus = corpus_of([*year(THEN, 30, 0), *year(NOW, 70, 500)])

    found = same_mix(corpus, Slice(), BEFORE, AFTER, "python")

    assert found.raw_difference == pytest.approx(0.69 - 0.41)
    assert found.difference == pytest.approx(0, abs=1e-12)
    assert found.cells == 2
    assert found.merged == 0
    assert found.sentence.startswith(
        "Python, 2024 and 2025, at the same mix of sources, roles and seniority: from about 55 to 55"
    )


def test_thin_cells_merge_upward():
    ads = [*two_years(20, 30), Ad("Odd", [], THEN, seniority="intern"), Ad("Odd", [], NOW, seniority="staff")]

    found = same_mix(corpus_of(ads), Slice(), BEFORE, AFTER, "python")

    assert found.merged == pytest.approx(2 / 122)


def test_same_mix_of_too_little_is_not_told():
    found = same_mix(corpus_of(two_years(3, 3, count=9)), Slice(), BEFORE, AFTER, "python")

    assert found.difference is None
    assert "too few to say" in found.sentence


def two_periods(before: list[str], after: list[str], count: int = 40):
    """Return a corpus with postings of as many employers in two half years."""
    return corpus_of(
        [
            *crowd(count, before, day=date(2025, 2, 1)),
            *crowd(count, after, day=date(2026, 2, 1)),
            *crowd(1, ["docker", "sql"], day=date(2020, 1, 1), start=count),
        ]
    )


def test_a_change_from_none_to_all_is_not_called_noise():
    corpus = two_periods(["sql"], ["docker"])

    found = change(corpus, Slice(), Period.parse("2025H1"), Period.parse("2026H1"), "docker")

    assert (found.before, found.after, found.verdict) == (0, 1, "up")
    assert 0 < found.low < found.high == 1


def test_a_skill_that_nobody_names_still_leaves_room_for_a_change():
    corpus = two_periods(["sql"], ["sql"])

    found = change(corpus, Slice(), Period.parse("2025H1"), Period.parse("2026H1"), "docker")

    assert (found.difference, found.verdict, found.p_value) == (0, "cannot tell", 1)
    assert found.low < 0 < found.high
    assert 0.1 < found.detectable < 0.3


@settings(max_examples=60, deadline=None)
@given(
    before=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=12, max_size=40),
    after=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=12, max_size=40),
)
def test_variance_and_within_part_follow_from_leaving_employers_out_one_by_one(before, after):
    size = max(len(before), len(after))
    sides = [np.array([*side, *[(0, 0)] * (size - len(side))]) for side in (before, after)]
    tallies = [EmployerTally(side.sum(axis=1), side[None, :, 0]) for side in sides]
    assume(all(tally.n > tally.sizes.max() for tally in tallies))

    found = moves_of(*tallies)

    def share(k, out=None):
        kept = np.delete(sides[k], out, axis=0) if out is not None else sides[k]
        return kept[:, 0].sum() / kept.sum()

    present = [e for e in range(size) if sides[0][e].sum() + sides[1][e].sum()]
    moved = [share(1, e) - share(0, e) - (share(1) - share(0)) for e in present]
    expected = (len(present) - 1) / len(present) * np.square(moved).sum()
    if not {share(0), share(1)} <= {0.0, 1.0}:
        assert found.variance[0] == pytest.approx(expected, rel=1e-9, abs=1e-15)
    assert found.before[0] + found.within[0] == pytest.approx(
        share(0) + sum(_own_change(sides, e) for e in present), abs=1e-12
    )


def _own_change(sides, employer):
    was, now = sides[0][employer], sides[1][employer]
    if not was.sum() or not now.sum():
        return 0.0
    weight = (was.sum() / sides[0].sum() + now.sum() / sides[1].sum()) / 2
    return weight * (now[0] / now.sum() - was[0] / was.sum())


def test_an_address_for_changes_answers_with_those_of_a_year_and_with_none_without_one():
    ends = [Ad("First", day=date(2024, 1, 1)), Ad("Last", day=date(2025, 6, 30))]
    then, now = crowd(60, day=date(2024, 3, 1)), crowd(60, ["python"], day=date(2025, 3, 1))
    year, short = corpus_of([*ends, *then, *now]), corpus_of(now)
    asked = FigureOptions(skills=("python",))

    assert [row["skill"] for row in KIND.endpoint.rows(year, Slice(), asked)] == ["Python"]
    assert list(KIND.endpoint.rows(short, Slice(), asked)) == []

"""Intervals that hold the error of reading: their formula, and how often they hold the truth."""

from math import exp, sqrt

import pytest

from analysis.accuracy.reading_error import ReadingError
from analysis.accuracy.total_error import total_interval
from data.catalogue.audit import shipped_audit
from data.catalogue.skills import load_skills
from tests.analysis.by_hand import wilson
from tests.analysis.reading_simulated import KINDS, coverage, halves

SURE = ReadingError(mean=0.0, variance=0.0, misread=0.0, labelled=100)
UNSURE = ReadingError(mean=-0.1, variance=0.0025, misread=0.2, labelled=100)


def test_without_errors_of_reading_it_is_the_interval_of_chance():
    ends = wilson(0.3, 200, 1.98)

    found = total_interval(0.3, ends, 1.98, SURE)

    assert (found.corrected, found.low, found.high) == pytest.approx((0.3, *ends))


def test_the_distances_of_chance_of_reading_and_of_the_role_are_added_as_squares():
    found = total_interval(0.5, (0.4, 0.61), 2.0, UNSURE, of_role=0.0004)

    corrected, factor = 0.5 * exp(-0.1), exp(-0.1)
    below = sqrt((factor * 0.1) ** 2 + (corrected * (1 - exp(-0.1))) ** 2 + 0.04**2)
    above = sqrt((factor * 0.11) ** 2 + (corrected * (exp(0.1) - 1)) ** 2 + 0.04**2)
    assert (found.corrected, found.low, found.high) == pytest.approx(
        (corrected, corrected - below, corrected + above)
    )


def test_the_misreadings_of_a_bounded_number_of_postings_widen_it():
    plain, bounded = (total_interval(0.5, (0.4, 0.6), 2.0, UNSURE, postings=few) for few in (None, 100))

    corrected, factor = 0.5 * exp(-0.1), exp(-0.1)
    own = 4.0 * corrected * 0.2 / 100
    below = sqrt((factor * 0.1) ** 2 + (corrected * (1 - exp(-0.1))) ** 2 + own)
    assert bounded.corrected == plain.corrected
    assert bounded.low == pytest.approx(corrected - below)
    assert bounded.low < plain.low < plain.high < bounded.high


def test_the_ends_of_a_share_of_none_or_nearly_all_stay_between_none_and_all():
    none = total_interval(0.0, (0.0, 0.05), 2.0, UNSURE)
    all_of_it = total_interval(0.99, (0.95, 1.0), 2.0, ReadingError(0.2, 0.01, 0.1, 30))

    assert (none.corrected, none.low, none.high) == pytest.approx((0, 0, 0.05 * exp(-0.1)))
    assert (all_of_it.corrected, all_of_it.high) == (1, 1)
    assert 0.75 < all_of_it.low < 0.95


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "preferred"])
def test_the_labelled_share_of_other_postings_is_held(kind):
    """`prove total` draws many more; the bar is kept there. Too few skills are preferred often enough."""
    fitted, tested = halves(shipped_audit())

    found = list(coverage(fitted, tested, load_skills(), kind, draws=12))

    chance, total = (sum(getattr(one, name) for one in found) / len(found) for name in ("chance", "total"))
    print(f"{kind}: chance {chance:.3f}, total {total:.3f} of {len(found)}")
    assert len(found) > 10
    assert total >= max(0.92, chance)

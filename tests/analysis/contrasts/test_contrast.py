"""All skills of two selections at once have the numbers that each has alone; they are kept for a while."""

from datetime import date
from types import SimpleNamespace

import pytest

from analysis.contrasts.contrast import contrast_of, surest
from analysis.contrasts.counts import counts_of
from analysis.market.corpus import Corpus
from analysis.market.recent_results import RecentResults
from analysis.market.selection import select
from analysis.market.slices import Slice
from benchmarks.synthetic import SYNTHETIC_SKILLS, generate_tables

BEFORE = {"since": date(2025, 1, 1), "until": date(2025, 7, 1)}
AFTER = {"since": date(2026, 1, 1), "until": date(2026, 7, 1)}


@pytest.fixture(scope="module")
def market():
    return Corpus.from_tables(generate_tables(5_000, 4), SYNTHETIC_SKILLS)


@pytest.mark.parametrize("denominator", ["vacancies", "postings", "employers"])
@pytest.mark.parametrize("level", ["asked", "required", "any"])
def test_counts_are_those_of_each_skill(market, denominator, level):
    part = Slice(denominator=denominator, level=level)
    sides = [select(market, part.narrowed(**period)) for period in (BEFORE, AFTER)]

    counts = counts_of(*sides)

    employers = list(range(len(market.start)))
    for place, side in enumerate(sides):
        tally = side.tally(range(len(market.skills)), employers)
        assert counts.sizes[place].tolist() == tally.sizes.tolist()
        assert counts.sums(counts.named[place]).tolist() == tally.totals().tolist()
        dense = tally.named[counts.skill, counts.employer]
        assert counts.named[place].tolist() == dense.tolist()


def test_a_contrast_is_made_once_for_all_views(market):
    first, second = Slice(**BEFORE), Slice(**AFTER)

    assert contrast_of(market, first, second) is contrast_of(market, first, second)
    assert contrast_of(market, first, second) is not contrast_of(market, second, first)


def test_what_was_not_used_for_the_longest_time_is_forgotten():
    kept, made = RecentResults(most=2), []

    def get(key):
        return kept.get(key, lambda: made.append(key) or key)

    for key in ("a", "b", "a", "c", "a", "b"):
        assert get(key) == key

    assert made == ["a", "b", "c", "b"]


def judged(p_value, difference, adjusted=0.5):
    """Return what the order of differences goes by."""
    return SimpleNamespace(adjusted=adjusted, p_value=p_value, difference=difference)


def test_the_surest_comes_first_the_larger_among_equals_and_the_untested_last():
    large, small, none = judged(0.01, -0.3), judged(0.01, 0.2), judged(0.01, None)
    unsure, untested = judged(0.4, 0.9), judged(None, 0.9, adjusted=None)

    found = sorted([untested, unsure, none, small, large], key=surest)

    assert found == [large, small, none, unsure, untested]

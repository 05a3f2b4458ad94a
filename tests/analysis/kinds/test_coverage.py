"""How often each kind of interval holds the truth, on few markets; `prove simulations` takes many."""

import numpy as np
import pytest

from analysis.figures.skill_families import families
from analysis.market.slices import Slice
from tests.analysis.simulated import SIMULATIONS, CoverageCount, count_covered
from tests.analysis.small import Ad, corpus_of

TIMES = 80


@pytest.mark.slow
@pytest.mark.parametrize("kind", SIMULATIONS)
def test_interval_covers_in_simulation(kind):
    found = count_covered(kind, TIMES)

    print(f"{kind}: {found.part:.3f} of {found.shown}")
    assert found.shown > TIMES / 2
    assert found.reaches(SIMULATIONS[kind][1])


def test_too_little_coverage_is_seen():
    assert CoverageCount(80, 76).reaches(0.93)
    assert CoverageCount(80, 68).reaches(0.93)
    assert not CoverageCount(80, 67).reaches(0.93)
    assert not CoverageCount(2_000, 1_800).reaches(0.93)


@pytest.mark.slow
def test_planted_families_are_found_and_no_others():
    rng = np.random.default_rng(6)
    planted = ({"aws", "azure", "gcp"}, {"python", "pytorch", "tensorflow"})

    for _ in range(10):
        ads = []
        for employer in range(250):
            asks = ["docker", "sql"] if rng.random() < 0.1 else [["docker"], ["sql"], []][rng.integers(3)]
            asks = [*asks, *(skill for group in planted if rng.random() < 0.4 for skill in group)]
            ads.append(Ad(f"E{employer}", [skill for skill in asks if rng.random() < 0.85]))
        found = families(corpus_of(ads), Slice())
        assert [set(one.skills) for one in found if one.stability > 0.9] in ([*planted], [*planted[::-1]])

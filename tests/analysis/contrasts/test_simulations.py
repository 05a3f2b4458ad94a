"""Do the intervals cover, are the alarms true, is the stated power there? On simulated employers."""

import numpy as np
import pytest
from scipy.special import betaincinv
from statsmodels.stats.proportion import proportion_confint

from analysis.arithmetic.employer_tally import EmployerTally, intervals
from analysis.contrasts.sides import figures_of
from analysis.market.basis import too_few
from tests.analysis.tallies import moves_of

CORRELATION = 0.2  # of two postings of one employer: what real postings show
TIMES = 1_000
pytestmark = pytest.mark.slow


def sizes_of(rng, employers, spread):
    """Return unequal numbers of vacancies, at least one each, two to three on average as in real slices."""
    return np.maximum(1, rng.lognormal(0.0, spread, employers).round()).astype(np.int64)


def named_of(rng, sizes, share):
    """Return beta-binomial counts: employers differ as the correlation says."""
    strength = 1 / CORRELATION - 1
    return rng.binomial(sizes, rng.beta(share * strength, (1 - share) * strength, sizes.shape))


@pytest.mark.parametrize("spread", [1.0, 1.5], ids=["unequal", "very-unequal"])
@pytest.mark.parametrize("employers", [30, 100, 300])
@pytest.mark.parametrize(("share", "wanted"), [(0.40, 0.93), (0.05, 0.92)], ids=["p40", "p05"])
def test_interval_covers_where_plain_wilson_does_not(employers, spread, share, wanted):
    rng = np.random.default_rng(employers + int(10 * spread))
    covered, plain, shown = 0, 0, 0
    for _ in range(TIMES):
        sizes = sizes_of(rng, employers, spread)
        tally = EmployerTally(sizes, named_of(rng, sizes, share)[None, :].astype(float))
        if too_few(tally):
            continue
        _, low, high = intervals(tally)
        wilson = proportion_confint(tally.totals()[0], tally.n, method="wilson")
        shown += 1
        covered += low[0] <= share <= high[0]
        plain += wilson[0] <= share <= wilson[1]

    print(f"coverage {covered / shown:.3f}, plain Wilson {plain / shown:.3f}, of {shown} shown")
    assert shown > TIMES / 4
    assert covered / shown >= wanted
    assert plain / shown < covered / shown


def two_tallies(rng, shares_before, shares_after, employers=100, spread=1.0, common=0.5):
    """Return tallies of two periods; `common` of the employers post in both, with the same taste."""
    strength = 1 / CORRELATION - 1
    sizes = np.stack([sizes_of(rng, employers, spread) for _ in range(2)])
    alone = rng.random(employers)
    sizes[0, alone < (1 - common) / 2] = 0
    sizes[1, alone > 1 - (1 - common) / 2] = 0
    place = rng.random((len(shares_before), employers))
    named = []
    for count, shares in zip(sizes, (shares_before, shares_after), strict=True):
        share = np.asarray(shares)[:, None]
        taste = betaincinv(share * strength, (1 - share) * strength, place)
        named.append(rng.binomial(count, taste))
    return [EmployerTally(count, one.astype(float)) for count, one in zip(sizes, named, strict=True)]


def test_nothing_is_called_a_change_when_nothing_changed():
    rng = np.random.default_rng(1)
    shares = np.tile([0.05, 0.1, 0.2, 0.4, 0.6], 4)
    views, alarms, single = 300, 0, 0
    for _ in range(views):
        found = figures_of(moves_of(*two_tallies(rng, shares, shares)))
        alarms += any(one.verdict != "cannot tell" for one in found)
        single += sum(one.p_value <= 0.05 for one in found)

    print(f"views with a false alarm {alarms / views:.3f}, single tests {single / views / len(shares):.3f}")
    assert alarms / views <= 0.05
    assert single / views / len(shares) <= 0.05


@pytest.mark.parametrize("real", [0, 8], ids=["alone", "among eight real changes"])
def test_stated_detectable_change_is_found_four_times_in_five(real):
    rng = np.random.default_rng(2)
    shares = np.full(40, 0.4)
    moved = np.r_[0.0, np.full(real, 0.35), np.zeros(39 - real)]  # the first one is looked at
    nothing = [figures_of(moves_of(*two_tallies(rng, shares, shares + moved)))[0] for _ in range(60)]
    detectable = np.mean([one.detectable for one in nothing])

    moved[0] = detectable
    found = [figures_of(moves_of(*two_tallies(rng, shares, shares + moved)))[0] for _ in range(250)]
    power = np.mean([one.verdict == "up" for one in found])

    print(f"detectable {detectable:.3f}, power {power:.3f}")
    assert 0.70 <= power <= 0.90


def test_change_of_mix_alone_is_found_to_be_mix():
    rng = np.random.default_rng(3)
    within, difference = [], []
    for _ in range(200):
        taste = rng.beta(1.6, 2.4, 150)
        sizes = sizes_of(rng, 150, 1.0)
        grown = np.where(taste > 0.5, 3, 1) * sizes
        tallies = [
            EmployerTally(count, rng.binomial(count, taste)[None, :].astype(float))
            for count in (sizes, grown)
        ]
        found = figures_of(moves_of(*tallies))[0]
        within.append(found.within)
        difference.append(found.difference)

    print(f"difference {np.mean(difference):.3f}, within {np.mean(within):.4f}")
    assert np.mean(difference) > 0.08
    assert abs(np.mean(within)) < 0.01

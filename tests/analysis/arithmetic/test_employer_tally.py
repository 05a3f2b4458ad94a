import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import false_discovery_control, norm, t
from statsmodels.stats.proportion import proportion_confint

from analysis.arithmetic.employer_tally import (
    EmployerTally,
    discoveries,
    effective_n,
    intervals,
    t_quantile,
    wilson,
)


def tally(sizes, *named):
    return EmployerTally(np.array(sizes), np.array(named, dtype=float))


def left_out(sizes, named):
    """Return the variance by leaving each employer out, one after the other."""
    pairs = [(n, y) for n, y in zip(sizes, named, strict=True) if n]
    whole = sum(y for _, y in pairs) / sum(n for n, _ in pairs)
    others = [
        sum(y for j, (_, y) in enumerate(pairs) if j != i)
        / sum(n for j, (n, _) in enumerate(pairs) if j != i)
        for i in range(len(pairs))
    ]
    return (len(pairs) - 1) / len(pairs) * sum((other - whole) ** 2 for other in others)


@given(st.lists(st.tuples(st.integers(0, 40), st.floats(0, 1)), min_size=3, max_size=30))
def test_closed_form_equals_leaving_out_one_employer_at_a_time(employers):
    sizes = [n for n, _ in employers]
    named = [round(n * part) for n, part in employers]
    if np.count_nonzero(sizes) < 2:
        return

    found = tally(sizes, named).variances()[0]

    assert found == pytest.approx(left_out(sizes, named), rel=1e-9, abs=1e-15)


def test_covariance_has_the_variances_on_its_diagonal():
    found = tally([5, 3, 9, 1], [1, 2, 4, 0], [5, 0, 2, 1])

    assert np.diag(found.covariances()) == pytest.approx(found.variances(), rel=1e-5)


def test_kish_counts_employers_by_weight():
    assert tally([10, 10, 10], [0, 0, 0]).kish == pytest.approx(3)
    assert tally([98, 1, 1], [0, 0, 0]).kish == pytest.approx(100**2 / (98**2 + 2))
    assert tally([0, 0], [0, 0]).kish == 0


@given(st.floats(0.01, 0.99), st.floats(5, 500), st.floats(0.001, 0.3))
def test_wilson_equals_statsmodels_at_the_same_quantile(share, size, alpha):
    quantile = float(norm.isf(alpha / 2))

    low, high = wilson(np.array([share]), np.array([size]), quantile)
    expected = proportion_confint(share * size, size, alpha=alpha, method="wilson")

    assert (low[0], high[0]) == pytest.approx(expected, abs=1e-9)


def test_quantile_is_students_on_kish_minus_one():
    assert t_quantile(11.5) == pytest.approx(t.ppf(0.975, 10.5))
    assert t_quantile(0.5) == pytest.approx(t.ppf(0.975, 1))
    assert t_quantile(1e9) == pytest.approx(norm.ppf(0.975))


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_discoveries_equal_scipy(p_values):
    assert discoveries(np.array(p_values)) == pytest.approx(false_discovery_control(p_values), abs=1e-12)


def test_missing_p_value_is_no_test():
    found = discoveries(np.array([0.01, np.nan, 0.04]))

    assert found[[0, 2]] == pytest.approx([0.02, 0.04])
    assert np.isnan(found[1])


def test_effective_size_never_exceeds_the_units():
    even = tally([10, 10, 10, 10], [5, 5, 5, 5])

    assert effective_n(even, even.shares(), even.variances())[0] == 40


def test_share_of_nothing_or_all_is_judged_by_employers():
    found = tally([10] * 20, [0] * 20, [10] * 20)

    share, low, high = intervals(found)

    expected = wilson(np.array([0.0]), np.array([20.0]), t_quantile(20))[1][0]
    assert share.tolist() == [0, 1]
    assert (low[0], high[1]) == (0, 1)
    assert high[0] == pytest.approx(expected)
    assert low[1] == pytest.approx(1 - expected)


@given(st.lists(st.tuples(st.integers(1, 40), st.floats(0, 1)), min_size=2, max_size=30))
def test_interval_holds_its_share_and_stays_between_none_and_all(employers):
    sizes = [n for n, _ in employers]
    found = tally(sizes, [round(n * part) for n, part in employers])

    share, low, high = (float(one[0]) for one in intervals(found))

    assert 0 <= low <= share + 1e-12
    assert share - 1e-12 <= high <= 1
    assert high > low


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(0, 9)), min_size=2, max_size=20))
def test_naming_and_not_naming_mirror_each_other(employers):
    sizes, named = [n for n, _ in employers], [min(n, y) for n, y in employers]

    share, low, high = intervals(tally(sizes, named, [n - y for n, y in zip(sizes, named, strict=True)]))

    assert share[1] == pytest.approx(1 - share[0])
    assert (low[1], high[1]) == pytest.approx((1 - high[0], 1 - low[0]))


def test_single_employer_has_no_variance():
    assert np.isnan(tally([10], [4]).variances()[0])

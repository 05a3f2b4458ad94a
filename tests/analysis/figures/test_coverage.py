import math

import pytest

from analysis.figures.coverage import coverage


def test_the_share_of_known_tools_has_an_interval_over_employers():
    named, known = [40, 10, 30, 20, 0], [38, 9, 30, 18, 0]

    found = coverage(named, known)

    # delete one employer at a time
    shares = [(95 - k) / (100 - n) for n, k in zip(named[:4], known[:4], strict=True)]
    error = math.sqrt(3 / 4 * sum((share - 0.95) ** 2 for share in shares))
    assert (found.named, found.known, found.employers, found.share) == (100, 95, 4, 0.95)
    assert found.low < 0.95 - error < 0.95 < 0.95 + error < found.high < 1
    assert found.sentence.startswith("Of 100 tools named by 4 employers, 95 in 100 are in the catalogue (")


def test_more_alike_employers_narrow_the_interval():
    few, many = coverage([10] * 5, [9, 10, 9, 10, 9]), coverage([10] * 50, [9, 10, 9, 10, 9] * 10)

    assert few.low < many.low < many.high < few.high


def test_one_employer_says_nothing_about_others():
    found = coverage([10], [9])

    assert found.share == pytest.approx(0.9)
    assert math.isnan(found.low)
    assert math.isnan(found.high)


def test_nothing_named_has_no_coverage():
    assert coverage([0, 0], [0, 0]) is None

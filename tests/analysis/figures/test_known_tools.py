import math

import pytest

from analysis.figures.known_tools import coverage


def test_the_share_of_known_tools_has_an_interval_over_employers():
    named, known = [40, 10, 30, 20, 0], [38, 9, 30, 18, 0]

    found = coverage(named, known)

    # delete one employer at a time
    shares = [(95 - k) / (100 - n) for n, k in zip(named[:4], known[:4], strict=True)]
    error = math.sqrt(3 / 4 * sum((share - 0.95) ** 2 for share in shares))
    assert (found.named, found.known, found.employers, found.share) == (100, 95, 4, 0.95)
    assert found.low < 0.95 - error < 0.95 < 0.95 + error < found.high < 1
    assert found.sentence.startswith("Of the tools named here we know about 95 in 100 (")
    assert found.sentence.endswith("; 100 tools, each counted once a posting, of 4 employers)")


def test_more_alike_employers_narrow_the_interval():
    few, many = coverage([10] * 5, [9, 10, 9, 10, 9]), coverage([10] * 50, [9, 10, 9, 10, 9] * 10)

    assert few.low < many.low < many.high < few.high


def test_one_employer_says_nothing_about_others():
    found = coverage([10], [9])

    assert found.share == pytest.approx(0.9)
    assert (found.low, found.high) == (None, None)
    assert "about 90 in 100 (10 tools, each counted once a posting, of 1 employer)" in found.sentence


def test_nothing_named_has_no_coverage():
    assert coverage([0, 0], [0, 0]) is None

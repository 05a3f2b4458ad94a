"""Shares in plain words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.words import in_hundred, points


@pytest.mark.parametrize(
    ("share", "words"),
    [(0, "0"), (0.004, "<1"), (0.43, "43"), (0.994, "99"), (0.996, ">99"), (1, "100")],
)
def test_only_none_is_called_nothing_and_only_all_is_called_all(share, words):
    assert in_hundred(share) == words


@given(st.floats(0, 1))
def test_a_share_in_words_is_within_half_a_hundredth(share):
    said = in_hundred(share)

    if said.isdigit():
        assert abs(int(said) - 100 * share) <= 0.5 + 1e-9
    else:
        assert 0 < share < 0.005 or 0.995 <= share < 1


@pytest.mark.parametrize(
    ("difference", "words"),
    [(0.0, "0"), (0.0004, "0"), (-0.0004, "0"), (0.031, "+3.1"), (-0.0995, "-10"), (0.25, "+25")],
)
def test_points_are_signed_and_small_ones_have_a_digit(difference, words):
    assert points(difference) == words

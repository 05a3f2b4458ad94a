"""Figures in plain words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.market.figure_words import age_in_words, did_you_mean, in_hundred, near_names, points


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


@pytest.mark.parametrize(
    ("newest", "words"),
    [
        (date(2026, 8, 8), "Data to 8 August 2026, 113 days old"),
        (date(2026, 11, 28), "Data to 28 November 2026, 1 day old"),
        (date(2026, 11, 29), "Data to 29 November 2026, today"),
        (date(2026, 11, 30), "Data to 30 November 2026, today"),  # a posting dated ahead
        (None, "No posting here has a date"),
    ],
    ids=["old", "yesterday", "today", "tomorrow", "none"],
)
def test_the_age_of_the_data_is_said_from_the_newest_posting(newest, words):
    assert age_in_words(newest, date(2026, 11, 29)) == words


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("PyTroch", "; did you mean PyTorch?"),
        ("kubernets", "; did you mean Kubernetes?"),
        ("wizard", ""),
        ("", ""),
        ("x" * 100_000, ""),
    ],
    ids=["letters swapped", "case", "nothing near", "empty", "endless"],
)
def test_a_misspelt_name_is_answered_with_the_nearest(typed, words):
    assert did_you_mean(typed, ["PyTorch", "Kubernetes", "SQL"]) == words


def test_no_more_than_eighty_characters_of_a_typed_name_are_compared():
    name = "x" * 45  # of 45 + 80 characters it makes 0.72, the least that is near

    assert near_names(f"{name}{'y' * 60}", [name]) == [name]

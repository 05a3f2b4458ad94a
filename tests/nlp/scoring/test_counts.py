"""Figures from counts, and their intervals over postings."""

import time
from math import comb

import numpy as np
import pytest

from nlp.scoring.counts import COLUMNS, PLACE, figures, figures_of, intervals, row_of


def rows_with(**columns):
    """Return rows of counts, one a value; `tech_tp` stands for the column "tech tp"."""
    size = max(map(len, columns.values()))
    rows = np.zeros((size, len(COLUMNS)), dtype=np.int64)
    for name, values in columns.items():
        rows[:, PLACE[name.replace("_", " ")]] = values
    return rows


def test_precision_recall_and_f1_follow_from_the_sums():
    found = figures(rows_with(tech_tp=[3, 5], tech_fp=[1, 1], tech_fn=[0, 6]))

    assert found["tech_precision"] == 8 / 10
    assert found["tech_recall"] == 8 / 14
    assert found["tech_f1"] == pytest.approx(2 * 0.8 * (8 / 14) / (0.8 + 8 / 14))


def test_what_nothing_was_counted_for_has_no_figure():
    assert figures(rows_with(role_right=[1, 0], role_n=[1, 1])) == {"role": 0.5}


def test_where_all_labels_were_missed_the_figures_are_0():
    found = figures(rows_with(lists_fn=[2]))

    assert (found["lists_precision"], found["lists_recall"], found["lists_f1"]) == (0, 0, 0)


def test_many_sets_have_their_figures_at_once():
    totals = rows_with(role_right=[1, 0, 0], role_n=[1, 1, 0])

    np.testing.assert_equal(figures_of(totals)["role"], [1, 0, np.nan])


def test_a_row_has_the_columns_in_their_order():
    assert row_of({"tech fp": 2}) == [2 if column == "tech fp" else 0 for column in COLUMNS]


def test_an_interval_of_a_share_is_that_of_drawing_postings_again():
    """Of 20 postings 15 are right: how many of 20 draws are right follows a binomial distribution."""
    rows = rows_with(role_right=[1] * 15 + [0] * 5, role_n=[1] * 20)
    chances = [comb(20, k) * 0.75**k * 0.25 ** (20 - k) for k in range(21)]
    low, high = (next(k for k in range(21) if sum(chances[: k + 1]) > tail) / 20 for tail in (0.025, 0.975))

    found = intervals(rows, draws=20_000)["role"]

    assert found == pytest.approx((low, high), abs=0.051)
    assert found[0] < 0.75 < found[1]


def test_mentions_of_one_posting_are_no_independent_trials():
    """The same 40 mentions say less where they stand in two postings than where they stand in forty."""
    few = intervals(rows_with(tech_tp=[20, 10], tech_fn=[0, 10]))["tech_recall"]
    many = intervals(rows_with(tech_tp=[1] * 30 + [0] * 10, tech_fn=[0] * 30 + [1] * 10))["tech_recall"]

    assert few == (0.5, 1.0)
    assert many[1] - many[0] < few[1] - few[0]


@pytest.mark.parametrize(
    ("right", "expected"), [(1, (0.025 ** (1 / 61), 1)), (0, (0, 1 - 0.025 ** (1 / 61)))]
)
def test_all_or_none_leave_an_open_side(right, expected):
    """61 of 61 leaves anything above 94 by the exact interval."""
    found = intervals(rows_with(clouds_right=[right] * 61, clouds_n=[1] * 61))["clouds"]

    assert found == pytest.approx(expected)


def test_intervals_are_the_same_every_time_and_take_no_second():
    rng = np.random.default_rng(1)
    rows = rng.integers(0, 9, size=(400, len(COLUMNS)))
    started = time.process_time()

    first = intervals(rows)

    assert time.process_time() - started < 1
    assert first == intervals(rows)


def test_no_postings_have_no_intervals():
    assert intervals(rows_with(role_n=[])) == {}

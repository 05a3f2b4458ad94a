"""What six checks say of a change together."""

import pytest

from analysis.robustness.battery import NAMES, Battery, Check, state_against_words, state_of


@pytest.mark.parametrize(
    ("printed", "low", "high", "state"),
    [
        (0.10, 0.04, 0.14, "holds"),
        (0.10, 0.12, 0.20, "holds"),  # larger the same way
        (0.10, 0.02, 0.08, "fails"),  # surely smaller
        (0.10, -0.12, -0.02, "fails"),
        (0.10, -0.01, 0.12, "cannot tell"),
        (0.10, 0.00, 0.12, "cannot tell"),
        (-0.10, -0.14, -0.04, "holds"),
        (-0.10, -0.08, -0.02, "fails"),
        (-0.10, -0.12, 0.01, "cannot tell"),
    ],
)
def test_a_check_holds_fails_or_cannot_tell(printed, low, high, state):
    assert state_of(printed, low, high) == state


@pytest.mark.parametrize(
    ("printed", "moved", "state"),
    [(0.1, 0.7, "holds"), (0.1, 0.6, "cannot tell"), (-0.1, 0.7, "cannot tell"), (-0.1, -0.6, "holds")],
)
def test_a_change_goes_beyond_plain_words_only_outside_their_band(printed, moved, state):
    assert state_against_words(printed, moved, -0.5, 0.6) == state


def battery(states: str, required=("sources",)) -> Battery:
    words = {"+": "holds", "!": "fails", "?": "cannot tell"}
    checks = (Check(name, words[sign]) for name, sign in zip(NAMES, states, strict=True))
    return Battery(tuple(checks), required)


@pytest.mark.parametrize(
    ("states", "unsettled"),
    [
        ("++++++", None),
        ("+++??+", None),
        ("+++???", "register"),  # three are too few
        ("?+++++", "sources"),  # required
        ("+++++!", "control"),
        ("?+!+++", "same_employers"),  # a failing one is named first
    ],
)
def test_the_check_that_keeps_a_change_from_being_confirmed(states, unsettled):
    found = battery(states).unsettled

    assert (found.name if found else None) == unsettled


def test_practices_must_go_beyond_plain_words():
    assert battery("+++++?").unsettled is None
    assert battery("+++++?", ("sources", "control")).unsettled.name == "control"


def test_without_any_check_nothing_is_confirmed():
    assert Battery().unsettled.in_words == "the same sources alone cannot be compared"

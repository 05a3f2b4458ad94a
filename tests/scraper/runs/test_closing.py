"""When a board that has nothing may close what the store has of it."""

from datetime import timedelta

import pytest

from data.store.writer import Look
from scraper.runs.closing import is_confirmed
from tests.scraper.conftest import START


def looks(*told):
    """Return looks, newest first, of "outcome days-ago"."""
    return [Look(outcome, START - timedelta(days=float(days))) for outcome, days in map(str.split, told)]


@pytest.mark.parametrize(
    ("earlier", "confirmed"),
    [
        ([], False),
        (["gone 7"], False),
        (["empty 3", "empty 6"], True),
        (["gone 7", "gone 14"], True),
        (["gone 2", "empty 5"], True),
        (["empty 1", "empty 2"], False),  # three days, but too close together
        (["empty 0.01", "empty 6"], False),  # two days only
        (["empty 3", "complete 4", "empty 6"], False),
        (["empty 3", "unchanged 4", "empty 6"], False),
        (["empty 3", "partial 4", "empty 6"], False),
        (["failed 1", "empty 3", "refused 4", "empty 6"], True),  # these are no looks
        (["failed 3", "refused 6"], False),
        (["gone 0"] * 4, False),
        (["gone 0"] * 5, True),  # asked again and again on purpose
    ],
)
def test_nothing_is_believed_after_spaced_looks(earlier, confirmed):
    assert is_confirmed(looks(*earlier), START) is confirmed

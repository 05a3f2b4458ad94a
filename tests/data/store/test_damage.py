"""Damaged, forged and swapped files: the same figures as of the store alone, or one sentence.

`python3 dev.py prove stores` does the same for hours.
"""

from tests.prove.stores import trials

ROUNDS = 50


def test_no_damage_shows_in_a_figure_or_ends_in_a_traceback(tmp_path):
    found = list(trials(ROUNDS, 7, tmp_path))

    assert [trial for trial in found if trial.wrong] == []
    assert {trial.kind for trial in found if trial.refused} == {"store", "packed"}

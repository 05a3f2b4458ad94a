"""Several processes at once: in order, a few parts ahead, and an end where one cannot go on."""

import os
import subprocess
import sys

import pytest

from data.errors import SkillgaugeError
from data.paths import ROOT
from data.worker_processes import WAITING, in_processes

kept: list[int] = []


def keep(number):
    kept[:] = [number]


def refuse():
    raise ValueError("this process cannot start")


def die(_number=0):
    os._exit(3)


def added(number):
    return number + kept[0]


def divided(number):
    return 6 // number


class Unsendable:
    def __reduce__(self):
        raise TypeError("this cannot be sent to a process")


class Unreceivable:
    def __reduce__(self):
        return refuse, ()


def test_results_come_in_order_and_parts_are_taken_a_few_ahead():
    taken = []
    parts = (taken.append(number) or number for number in range(40))

    results = in_processes(added, parts, 2, keep, 100)

    assert next(results) == 100
    assert len(taken) == 2 * WAITING + 1
    assert list(results) == list(range(101, 140))


@pytest.mark.parametrize(
    ("start", "given"),
    [(refuse, ()), (die, ()), (keep, (Unreceivable(),))],
    ids=["raises", "ends", "argument"],
)
def test_a_process_that_cannot_start_is_an_error(start, given):
    with pytest.raises(SkillgaugeError, match="ended before its time"):
        list(in_processes(added, range(40), 2, start, *given))


def test_a_script_that_starts_itself_again_in_each_process_ends_with_an_error(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(
        "from data.worker_processes import in_processes\n"
        "from tests.data.test_worker_processes import added, keep\n"
        "list(in_processes(added, range(40), 2, keep, [0] * 1_000_000))\n",
        encoding="utf-8",
    )

    done = subprocess.run(
        [sys.executable, script],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 1
    assert "forgotten to use the proper idiom" in done.stderr
    assert 'needs `if __name__ == "__main__":`' in done.stderr.splitlines()[-1]


def test_a_process_that_is_killed_at_work_is_an_error():
    with pytest.raises(SkillgaugeError, match="ended before its time"):
        list(in_processes(die, range(40), 2, keep, 0))


def test_what_cannot_be_sent_is_an_error():
    with pytest.raises(TypeError, match="cannot be sent"):
        list(in_processes(added, range(40), 2, keep, Unsendable()))


def test_what_work_raises_comes_out_behind_the_results_before_it():
    results = in_processes(divided, [3, 0, 2], 1, keep, 0)

    assert next(results) == 2
    with pytest.raises(ZeroDivisionError):
        next(results)


def test_who_stops_early_leaves_no_process_behind():
    results = in_processes(added, range(400), 2, keep, 0)
    next(results)
    results.close()

    assert list(results) == []

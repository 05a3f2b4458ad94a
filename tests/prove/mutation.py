"""Put small faults into `analysis/` one at a time and count those that the tests notice.

    python3 dev.py prove mutation --count 300 --seed 1
    python3 dev.py prove mutation --only analysis/figures/mix.py --count 20

Each fault is put into a copy of the tree and run against the tests that reach its line, the quickest first;
a failing test, or one that never ends, has noticed it. Faults that cannot show are listed with the reason in
`tests/prove/equivalent_mutants.toml`, by module and code, and do not count.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

from tests.prove.mutants import Mutant, draw

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "analysis"
TESTS = (
    "tests/analysis",
    *(f"tests/commands/test_figure{end}.py" for end in ("", "_options", "_description")),
)
EQUIVALENT = Path(__file__).with_name("equivalent_mutants.toml")
FLOOR = 0.85  # of the faults that can show
# what each process of tests starts with
LIBRARIES = (
    "numpy", "numpy.testing", "pandas", "scipy.special", "scipy.stats", "statsmodels.stats.proportion",
    "sklearn.cluster", "hypothesis.strategies", "threadpoolctl", "typer.testing", "pytest_timeout",
)  # fmt: skip  # a list of names
LEFT_OUT = (".git", ".venv", "__pycache__", ".*_cache", "market.db*", "*.npz")
BUDGET = 40.0  # seconds that the tests of one fault usually take; the slowest are left out
BUDGET_OF_USERS = 12.0  # seconds, for tests that do not run the fault's line themselves
PATIENCE = 4  # times that: a test that takes longer never ends, and has noticed the fault
STARTING = 20.0  # seconds for a process to load the tests
REACH_LIMIT = 600.0  # seconds for all tests, counted line by line


@dataclass(slots=True)
class Worker:
    """A process that runs tests in its own copy of the tree."""

    tree: Path
    process: subprocess.Popen[str] = field(init=False)

    def __post_init__(self) -> None:
        shutil.copytree(ROOT, self.tree, ignore=shutil.ignore_patterns(*LEFT_OUT), dirs_exist_ok=True)
        one = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
        environment = {**os.environ, **one, "PYTHONPATH": str(self.tree)}
        command = [sys.executable, "-m", "tests.prove.mutation_worker", *LIBRARIES]
        self.process = subprocess.Popen(
            command, cwd=self.tree, env=environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def ask(self, job: dict[str, Any]) -> dict[str, Any]:
        """Return the answer to one job."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(job) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def close(self) -> None:
        """End the process."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.close()
        self.process.wait(timeout=10)
        self.process.stdout.close()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one fault: "killed", "survived", "equivalent" or "not run", and which test noticed."""

    mutant: Mutant
    state: str
    by: str = ""


def equivalents(path: Path = EQUIVALENT) -> dict[tuple[str, str, str], str]:
    """Return the reason of each fault that cannot show, by (module, code before, code after)."""
    entries = tomllib.loads(path.read_text(encoding="utf-8")).get("mutant", [])
    return {(one["file"], one["before"], one["after"]): one["reason"] for one in entries}


def modules(only: Sequence[str] = ()) -> list[str]:
    """Return the modules that faults are put into, all of the package or those under some paths."""
    files = [path.relative_to(ROOT).as_posix() for path in sorted((ROOT / PACKAGE).rglob("*.py"))]
    files = [file for file in files if not file.endswith("__init__.py")]
    return [file for file in files if not only or file.startswith(tuple(only))]


def job_for(mutant: Mutant, reach: dict[str, Any]) -> dict[str, Any]:
    """Return which tests to run: those that run the fault's line, the quickest first, within the budget.

    Then the quick ones of those that may use what the line made without running it: the tests of a file whose
    shared fixture ran it, and all tests for a line that runs when its module is imported. Where no test runs
    the line itself, these come first and those that run another line of the module follow.
    """
    lines: dict[str, list[str]] = reach["lines"].get(mutant.file, {})
    seconds: dict[str, float] = reach["seconds"]
    ran = {name for line in range(mutant.line, mutant.end + 1) for name in lines.get(str(line), [])} or {""}
    users = {test for name in ran - seconds.keys() for test in seconds if test.startswith(name)}
    quick = sorted(_quickest(users - ran, seconds, BUDGET_OF_USERS))  # by file: each makes its fixtures once
    if own := ran & seconds.keys():
        tests = [*_quickest(own, seconds, BUDGET), *quick]
    else:
        near = {name for names in lines.values() for name in names} & seconds.keys()
        tests = [*quick, *_quickest(near - {*quick}, seconds, BUDGET)]
    return {
        "file": mutant.file, "source": mutant.source, "tests": tests,
        "files": sorted({test.split("::")[0] for test in tests}),
        "limit": STARTING + PATIENCE * sum(seconds[test] for test in tests),
    }  # fmt: skip  # a record


def _quickest(tests: Iterable[str], seconds: Mapping[str, float], budget: float) -> list[str]:
    """Return the tests that fit into a budget of seconds, the quickest first."""
    ordered = sorted(tests, key=lambda test: (seconds[test], test))
    spent = accumulate(seconds[test] for test in ordered)
    return [test for test, until in zip(ordered, spent, strict=True) if until <= budget]


def judge(mutant: Mutant, worker: Worker, reach: dict[str, Any]) -> Outcome:
    """Return what came of one fault."""
    job = job_for(mutant, reach)
    if not job["files"]:
        return Outcome(mutant, "survived", "no test reaches it")
    answer = worker.ask(job)
    return Outcome(mutant, "survived" if answer["code"] in (0, 5) else "killed", answer["failed"])


def reach_of(worker: Worker, asked: argparse.Namespace) -> dict[str, Any]:
    """Return which lines each test runs and how long it takes, from the file of an earlier run if named."""
    if asked.reach and asked.reach.exists():
        return json.loads(asked.reach.read_text(encoding="utf-8"))
    reach = worker.ask({"package": PACKAGE, "tests": asked.tests, "limit": REACH_LIMIT})
    if not reach.get("seconds") or reach["failed"]:
        raise SystemExit(f"the tests fail without any fault: {reach.get('failed')}")
    if asked.reach:
        asked.reach.write_text(json.dumps(reach), encoding="utf-8")
    return reach


def judge_all(mutants: list[Mutant], folder: Path, asked: argparse.Namespace) -> list[Outcome]:
    """Return what came of each fault; those after the time given are "not run"."""
    until = time.monotonic() + 60 * asked.minutes
    known = equivalents()
    found = [Outcome(one, "equivalent", known[one.key]) for one in mutants if one.key in known]
    waiting = [one for one in mutants if one.key not in known]
    with ExitStack() as stack:
        workers = [Worker(folder / str(number)) for number in range(asked.jobs)]
        for worker in workers:
            stack.callback(worker.close)
        reach = reach_of(workers[0], asked)
        print(f"{len(reach['seconds'])} tests, {sum(reach['seconds'].values()):.0f} s in all", flush=True)
        free = list(workers)

        def one(mutant: Mutant) -> Outcome:
            if time.monotonic() > until:
                return Outcome(mutant, "not run")
            worker = free.pop()
            outcome = judge(mutant, worker, reach)
            free.append(worker)
            if outcome.state == "survived":
                print(shown(outcome), flush=True)
            return outcome

        with ThreadPoolExecutor(asked.jobs) as pool:
            return found + list(pool.map(one, waiting))


def shown(outcome: Outcome) -> str:
    """Return one line about a fault."""
    one = outcome.mutant
    return f"{outcome.state}  {one.file}:{one.line}  {one.before}  ->  {one.after}"


def report(outcomes: list[Outcome]) -> float:
    """Print a table by module; return the part of the faults that were noticed, of those that can show."""
    by_module: dict[str, Counter[str]] = defaultdict(Counter)
    for outcome in outcomes:
        by_module[outcome.mutant.file][outcome.state] += 1
    whole = sum(by_module.values(), Counter())
    print(f"\n{'module':44} drawn  killed  survived  equivalent  not run   score")
    for name, counts in [*sorted(by_module.items()), ("all", whole)]:
        score = _score(counts)
        cells = (counts[state] for state in ("killed", "survived", "equivalent", "not run"))
        killed, survived, equal, left = cells
        drawn = counts.total()
        print(f"{name:44} {drawn:5}  {killed:6}  {survived:8}  {equal:10}  {left:7}  {score:6.1%}")
    return _score(whole)


def _score(counts: Counter[str]) -> float:
    run = counts["killed"] + counts["survived"]
    return counts["killed"] / run if run else 1.0


def main(argv: Sequence[str] | None = None) -> int:
    """Draw faults, run them, report; return 1 below the floor or where half of them were not run."""
    options = argparse.ArgumentParser(prog="dev.py prove mutation", description=__doc__.split("\n")[0])
    options.add_argument("--count", type=int, default=300, help="faults to draw")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--jobs", type=int, default=2, help="processes")
    options.add_argument("--minutes", type=float, default=13.0, help="no fault is begun after these")
    options.add_argument("--only", nargs="*", default=[], help="of those drawn, the ones under these paths")
    options.add_argument("--tests", nargs="*", default=list(TESTS))
    options.add_argument("--reach", type=Path, help="a file that keeps which test runs which line")
    options.add_argument("--out", type=Path, help="a JSON file for what came of each fault")
    asked = options.parse_args(argv)
    mutants = [one for one in draw(ROOT, modules(), asked.count, asked.seed) if _is_under(one, asked.only)]
    Random(asked.seed).shuffle(mutants)  # what time does not allow is then a part of every module
    with tempfile.TemporaryDirectory() as folder:
        outcomes = judge_all(mutants, Path(folder), asked)
    score = report(outcomes)
    for outcome in outcomes:
        if outcome.state == "survived":
            print(shown(outcome))
    if asked.out:
        rows = [[one.state, *one.mutant.key, one.mutant.line, one.by] for one in outcomes]
        asked.out.write_text(json.dumps(rows, indent=1), encoding="utf-8")
    left = sum(one.state == "not run" for one in outcomes)
    return 1 if score < FLOOR or left > len(outcomes) / 2 else 0


def _is_under(mutant: Mutant, only: Sequence[str]) -> bool:
    return not only or mutant.file.startswith(tuple(only))


if __name__ == "__main__":
    raise SystemExit(main())

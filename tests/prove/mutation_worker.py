"""The part of `mutation` that runs tests: in a copy of the tree, each fault in a process of its own.

Reads one job a line from standard input and answers with one line each. A fork starts with the libraries
that its command line names loaded and nothing of ours, so that a run of a few tests takes about a second.
"""

import importlib
import json
import os
import resource
import signal
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import coverage
import pytest
from hypothesis import settings

MEMORY = 4 * 2**30  # bytes; a fault can ask for any size
OPTIONS = ["-q", "-x", "-p", "no:cacheprovider", "-p", "no:cov", "-m", "not slow", "--tb=line"]


class Order:
    """Runs the wanted tests alone, in the order given."""

    def __init__(self, wanted: list[str]) -> None:
        self.rank = {name: place for place, name in enumerate(wanted)}
        self.failed = ""

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = sorted(
            (item for item in items if item.nodeid in self.rank), key=lambda item: self.rank[item.nodeid]
        )

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and not self.failed:
            self.failed = report.nodeid


class Reach:
    """Notes which lines each test runs, how long it takes, and which fail.

    What a fixture of several tests runs is noted under the file, or the class, that shares it.
    """

    def __init__(self, counted: coverage.Coverage) -> None:
        self.counted = counted
        self.running = ""
        self.seconds: dict[str, float] = {}
        self.failed: list[str] = []

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Any:
        self.running = item.nodeid
        self.counted.switch_context(item.nodeid)
        begun = time.perf_counter()
        yielded = yield
        self.seconds[item.nodeid] = time.perf_counter() - begun
        self.counted.switch_context("")
        return yielded

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any, request: Any) -> Any:
        if fixturedef.scope == "function":
            return (yield)
        self.counted.switch_context(request.node.nodeid)
        try:
            return (yield)
        finally:
            self.counted.switch_context(self.running)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.append(report.nodeid)


def measure_reach(tests: list[str], package: str) -> dict[str, Any]:
    """Return what tests run: {"lines": {file: {line: [names]}}, "seconds": {test: s}, "failed": [tests]}.

    A name is that of a test, of a file whose shared fixture runs the line, or "" for what runs at import.
    """
    counted = coverage.Coverage(data_file=None, source=[package], branch=False)
    reach = Reach(counted)
    counted.start()
    pytest.main([*(one for one in OPTIONS if one != "-x"), *tests], plugins=[reach])
    counted.stop()
    found = counted.get_data()
    lines: dict[str, dict[str, list[str]]] = {}
    for name in found.measured_files():
        by_line = found.contexts_by_lineno(name)
        file = Path(name).relative_to(Path.cwd()).as_posix()
        lines[file] = {str(line): names for line, names in by_line.items()}
    return {"lines": lines, "seconds": reach.seconds, "failed": reach.failed}


def run_tests(files: list[str], wanted: list[str]) -> dict[str, Any]:
    """Run tests up to the first failure; return pytest's code and which test failed."""
    order = Order(wanted)
    code = int(pytest.main([*OPTIONS, *files], plugins=[order]))
    return {"code": code, "failed": order.failed}


def apart(work: Callable[[], dict[str, Any]], limit: float, log: Path) -> dict[str, Any]:
    """Return what `work` returns in a fork of this process; {"code": -1} where it did not end in time."""
    log.unlink(missing_ok=True)
    child = os.fork()
    if not child:
        os.setsid()
        with Path(f"{log}.out").open("w") as out:
            os.dup2(out.fileno(), 1)
            os.dup2(out.fileno(), 2)
            try:
                log.write_text(json.dumps(work()))
            finally:
                out.flush()
                os._exit(0)
    is_over = _waited(child, limit)
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child, signal.SIGKILL)
    if not is_over:
        os.waitpid(child, 0)
        return {"code": -1, "failed": "(took too long)"}
    return json.loads(log.read_text()) if log.exists() else {"code": 1, "failed": "(the process ended)"}


def _waited(child: int, limit: float) -> bool:
    until = time.monotonic() + limit
    while time.monotonic() < until:
        if os.waitpid(child, os.WNOHANG)[0]:
            return True
        time.sleep(0.02)
    return False


def try_fault(job: dict[str, Any], number: int, log: Path) -> dict[str, Any]:
    """Put a fault into its module, run the tests, take it out again."""
    path = Path(job["file"])
    whole, before = path.read_bytes(), path.stat()
    try:
        path.write_text(job["source"], encoding="utf-8")
        moment = before.st_mtime + 10 * (number + 1)  # of its own, so that no compiled file is taken for it
        os.utime(path, (moment, moment))
        return apart(lambda: run_tests(job["files"], job["tests"]), job["limit"], log)
    finally:
        path.write_bytes(whole)
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def serve(libraries: Sequence[str]) -> int:
    """Load libraries, then answer jobs until there are no more."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    settings.register_profile("faults", derandomize=True, database=None, deadline=None)
    settings.load_profile("faults")
    for name in libraries:
        with suppress(ImportError):
            importlib.import_module(name)
    log = Path(f"job-{os.getpid()}.json").resolve()
    for number, line in enumerate(sys.stdin):
        job = json.loads(line)
        if "package" in job:
            found = apart(lambda job=job: measure_reach(job["tests"], job["package"]), job["limit"], log)
        else:
            found = try_fault(job, number, log)
        answers.write(json.dumps(found) + "\n")
        answers.flush()
    return 0


if __name__ == "__main__":
    raise SystemExit(serve(sys.argv[1:]))

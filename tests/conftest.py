"""What every test shares. Sockets to anything but loopback are blocked by `addopts` in pyproject.toml."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from xdist.scheduler import LoadGroupScheduling

from data.catalogue.plain_skills import read_skills
from data.catalogue.skills import read_entries

BROWSER = Path(__file__).parent / "browser"
SHIPPED_FILES = "test_shipped_files.py"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the browser tests last: after them Playwright's event loop runs on, and no other can start.

    The slow ones of them begin, so that no process is left alone with one at the end.
    """
    items.sort(key=place)


def place(item: pytest.Item) -> tuple[bool, bool]:
    """Return where in the run a test stands, as a key to sort by."""
    opens_pages = BROWSER in item.path.parents
    return opens_pages, opens_pages and not item.get_closest_marker("slow")


class ByFile(LoadGroupScheduling):
    """Gives a process the tests of a file together, so that what they share is made once.

    Tests of a group stay together too, wherever they stand. The browser tests are given out one by one: they
    share a server, which each process has, and the last of them end together.
    """

    def _split_scope(self, nodeid: str) -> str:
        group = super()._split_scope(nodeid)
        file = nodeid.partition("::")[0]
        return group if group != nodeid or Path(file).parent.name == BROWSER.name else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFile | None:
    """Give out tests by file where dev.py runs them in several processes."""
    return ByFile(config, log) if config.getvalue("dist") == "loadgroup" else None


@pytest.fixture(scope="session", autouse=True)
def _shipped_skills_are_read_once() -> Iterator[None]:
    """Read the shipped skills once: each command and page would take 0.1 s, each own layer 0.5 s."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("data.catalogue.catalogue_in_use.read_skills", cache(read_skills))
        patch.setattr("data.catalogue.entries_in_use.read_entries", cache(read_entries))
        yield


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Skip a test that fails while a shipped file is wrong: one test says which line, not forty."""
    report = yield
    if report.failed and item.path.name != SHIPPED_FILES:
        from tests.shipped_files import faults  # noqa: PLC0415 - reads the files, which no green run needs

        if faults():
            report.outcome = "skipped"
            reason = f"a shipped file is wrong, see {SHIPPED_FILES}: {next(iter(faults().values()))}"
            report.longrepr = (str(item.path), (item.location[1] or 0) + 1, f"Skipped: {reason}")
    return report

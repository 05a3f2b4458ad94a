"""What every test shares. Sockets to anything but loopback are blocked by `addopts` in pyproject.toml."""

from pathlib import Path

import pytest

BROWSER = Path(__file__).parent / "browser"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the browser tests last: after them Playwright's event loop runs on, and no other can start."""
    items.sort(key=lambda item: BROWSER in item.path.parents)

"""Stores for the tests of `data`."""

from pathlib import Path

import pytest

from data.store import Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a test's store is."""
    return tmp_path / "market.db"


@pytest.fixture
def store(path: Path):
    """An empty store, open for writing."""
    with Store.open(path, create=True) as opened:
        yield opened


@pytest.fixture
def rows(store: Store):
    """Ask the open store a question in SQL."""
    return lambda sql, *values: store.connection.execute(sql, values).fetchall()

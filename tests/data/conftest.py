"""Stores for the tests of `data`."""

from pathlib import Path

import pytest

from data.store.facts.snapshot_packing import pack_snapshot
from data.store.writer import Store
from tests.data.building import a_store


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


@pytest.fixture
def packed(tmp_path):
    """The packed facts of a small store."""
    pack_snapshot(a_store(tmp_path / "market.db"), tmp_path / "facts.db.xz")
    return tmp_path / "facts.db.xz"


@pytest.fixture
def target(tmp_path):
    """Where facts are unpacked."""
    return tmp_path / "unpacked" / "facts.db"

"""Stores for the tests of `data`."""

from pathlib import Path

import pytest

from data import own_files, paths
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
def site_packages(tmp_path, monkeypatch):
    """Let the code be installed in this folder, and the user have an empty home."""
    site = tmp_path / "site-packages"
    (site / "skillgauge").mkdir(parents=True)
    (tmp_path / "home").mkdir()
    monkeypatch.setattr(paths, "ROOT", site / "skillgauge")
    monkeypatch.setattr(own_files, "_said", set())
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name in (
        "SKILLGAUGE_STORE",
        "SKILLGAUGE_LOCAL",
        "XDG_DATA_HOME",
        "XDG_CONFIG_HOME",
        "XDG_CACHE_HOME",
    ):
        monkeypatch.delenv(name, raising=False)
    return site


@pytest.fixture
def packed(tmp_path):
    """The packed facts of a small store."""
    pack_snapshot(a_store(tmp_path / "market.db"), tmp_path / "facts.db.xz")
    return tmp_path / "facts.db.xz"


@pytest.fixture
def target(tmp_path):
    """Where facts are unpacked."""
    return tmp_path / "unpacked" / "facts.db"

"""A user without a home before an installation of root's: reading works, writing says what is missing."""

import os
import shutil
import tempfile
import traceback
from pathlib import Path

import pytest

from data import paths
from data.errors import StoreError
from data.own_files import own_file, writable_own_file
from data.store.facts.snapshot import unpack_snapshot
from data.store.facts.snapshot_packing import pack_snapshot
from data.store.facts.tables import load_tables
from data.store.store_choice import own_store, writable_store
from tests.data.building import a_store

NOBODY = 65_534
needs_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become another user"
)


@pytest.fixture
def installation(site_packages, monkeypatch):
    """An installation with packed facts, which everybody may read; beside it a `tmp`."""
    folder = Path(tempfile.mkdtemp())
    code = folder / "site-packages" / "skillgauge"
    (code / "data").mkdir(parents=True)
    pack_snapshot(a_store(folder / "small.db"), code / "data" / "snapshot.db.xz")
    (folder / "tmp").mkdir()
    (folder / "tmp").chmod(0o1777)
    folder.chmod(0o755)
    monkeypatch.setattr(paths, "ROOT", code)
    monkeypatch.setattr(tempfile, "tempdir", str(folder / "tmp"))
    monkeypatch.setenv("HOME", str(folder / "no-home"))
    yield code
    shutil.rmtree(folder)


def as_nobody(act):
    """Run `act` in a process of the user nobody; fail with what it raised."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        said = ""
        try:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
            act()
        except BaseException:  # noqa: BLE001 - told to the parent
            said = traceback.format_exc()
        os.write(writing, said.encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        said = answer.read()
    os.waitpid(child, 0)
    assert not said, said


def listing(folder):
    return {path: (path.stat().st_mtime_ns, path.stat().st_mode) for path in folder.rglob("*")}


@needs_root
def test_the_shipped_facts_are_read_from_a_private_temporary_folder(installation):
    before = listing(installation.parent)

    def read():
        assert own_store() is None
        place = unpack_snapshot(installation / "data" / "snapshot.db.xz")
        assert place == Path(tempfile.gettempdir()) / f"skillgauge-{NOBODY}" / "snapshot.db"
        assert place.parent.stat().st_mode & 0o777 == 0o700
        assert load_tables(place).posting_id.size == 2

    as_nobody(read)

    assert listing(installation.parent) == before


@needs_root
@pytest.mark.parametrize("home", ["missing", "of root"])
def test_writing_says_which_variable_names_a_place(installation, home, monkeypatch):
    if home == "of root":
        (installation.parent / "root").mkdir(mode=0o700)
        monkeypatch.setenv("HOME", str(installation.parent / "root"))
    before = listing(installation.parent)

    def write():
        assert not paths.is_there(own_file("boards.toml"))
        with pytest.raises(StoreError, match="SKILLGAUGE_LOCAL"):
            writable_own_file("boards.toml")
        if home == "missing":
            with pytest.raises(StoreError, match="SKILLGAUGE_STORE"):
                writable_store()
        else:
            assert not paths.is_there(writable_store())

    as_nobody(write)

    assert listing(installation.parent) == before


@needs_root
def test_a_temporary_folder_laid_by_somebody_else_is_not_used(installation):
    trap = Path(tempfile.gettempdir()) / f"skillgauge-{NOBODY}"
    trap.mkdir()
    trap.chmod(0o777)

    def read():
        with pytest.raises(StoreError, match="no cache folder can be written; set XDG_CACHE_HOME"):
            unpack_snapshot(installation / "data" / "snapshot.db.xz")

    as_nobody(read)

    assert list(trap.iterdir()) == []

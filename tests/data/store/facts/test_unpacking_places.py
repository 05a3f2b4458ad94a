"""Where the shipped facts are laid out for users with and without a home, and with nothing to write to."""

import os
from pathlib import Path

import pytest

from data.errors import StoreError
from data.store.facts import unpacking_places as places_module
from data.store.facts.unpacking_places import first_writable, places


@pytest.fixture
def target(tmp_path, monkeypatch):
    """Facts in a folder of the installation; a home and a folder for temporary files beside it."""
    for name in ("program", "home", "tmp"):
        (tmp_path / name).mkdir()
    monkeypatch.setattr(places_module.tempfile, "gettempdir", lambda: str(tmp_path / "tmp"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv(places_module.CACHE_VARIABLE, raising=False)
    return tmp_path / "program" / "facts.db"


@pytest.fixture
def closed(monkeypatch):
    """Folders in which nothing can be written."""
    folders: list[Path] = []
    can_write = places_module.can_write
    monkeypatch.setattr(
        places_module,
        "can_write",
        lambda folder: not any(c in (folder, *folder.parents) for c in folders) and can_write(folder),
    )
    return folders


def test_the_installation_comes_first(target):
    assert first_writable(target) == target


def test_the_named_cache_folder_comes_before_the_home(target, closed, tmp_path, monkeypatch):
    closed.append(target.parent)
    at_home = first_writable(target)
    monkeypatch.setenv(places_module.CACHE_VARIABLE, str(tmp_path / "cache"))

    assert at_home == tmp_path / "home" / ".cache" / "skillgauge" / "facts.db"
    assert first_writable(target) == tmp_path / "cache" / "skillgauge" / "facts.db"


def test_without_a_home_a_folder_of_ones_own_is_made_among_the_temporary_ones(
    target, closed, tmp_path, monkeypatch
):
    closed.append(target.parent)
    monkeypatch.setenv("HOME", str(tmp_path / "nowhere"))

    place = first_writable(target)

    assert place.parent.parent == target.parents[1] / "tmp"
    assert os.name == "nt" or place.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
@pytest.mark.parametrize("trap", ["open to all", "a link"])
def test_a_temporary_folder_that_others_can_write_is_not_used(target, closed, tmp_path, monkeypatch, trap):
    closed.append(target.parent)
    monkeypatch.setenv("HOME", str(tmp_path / "nowhere"))
    folder = places_module.temporary_folder()
    if trap == "a link":
        (tmp_path / "theirs").mkdir(mode=0o700)
        folder.symlink_to(tmp_path / "theirs")
    else:
        folder.mkdir()
        folder.chmod(0o777)

    with pytest.raises(StoreError, match="set XDG_CACHE_HOME"):
        first_writable(target)
    assert not places_module.is_trusted(folder / "facts.db")


def test_a_relative_cache_folder_is_none(target, monkeypatch):
    monkeypatch.setenv(places_module.CACHE_VARIABLE, "cache")

    assert len(list(places(target))) == 3

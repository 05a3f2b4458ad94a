"""Where the user's things are kept: beside the code of a checkout, else in the user's folders."""

import subprocess
import sys
from pathlib import Path

import pytest

from data import paths

linux = pytest.mark.skipif(sys.platform != "linux", reason="the folders of Linux")
ROOT = Path(__file__).resolve().parents[2]


def kept() -> dict[str, Path | None]:
    return {
        "store": paths.user_store(),
        "settings": paths.settings_path(),
        "lists": paths.local_folder(),
        "facts": paths.snapshot_beside_code(),
    }


def test_in_a_checkout_everything_lies_beside_the_code(monkeypatch):
    monkeypatch.delenv("SKILLGAUGE_LOCAL", raising=False)

    assert kept() == {
        "store": ROOT / "data" / "market.db",
        "settings": ROOT / "skillgauge.toml",
        "lists": ROOT / "data" / "local",
        "facts": ROOT / "data" / "snapshot.db",
    }


@linux
def test_installed_everything_lies_in_the_users_folders(site_packages, tmp_path):
    home = tmp_path / "home"

    assert kept() == {
        "store": home / ".local" / "share" / "skillgauge" / "market.db",
        "settings": home / ".config" / "skillgauge" / "skillgauge.toml",
        "lists": home / ".config" / "skillgauge",
        "facts": None,
    }
    assert paths.user_folder("cache") == home / ".cache" / "skillgauge"
    assert list(home.iterdir()) == []


@linux
def test_the_folders_that_the_user_names_win(site_packages, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", "relative, and so no folder")
    by_platform = kept()
    monkeypatch.setenv("SKILLGAUGE_LOCAL", str(tmp_path / "mine"))

    assert by_platform["store"] == tmp_path / "data" / "skillgauge" / "market.db"
    assert by_platform["lists"] == tmp_path / "home" / ".config" / "skillgauge"
    assert kept()["lists"] == tmp_path / "mine"
    assert kept()["settings"] == tmp_path / "mine" / "skillgauge.toml"


@linux
@pytest.mark.parametrize("home", ["nowhere", "file"])
def test_without_a_home_there_is_no_folder_but_a_named_one(site_packages, tmp_path, monkeypatch, home):
    (tmp_path / "file").touch()
    monkeypatch.setenv("HOME", str(tmp_path / home))

    assert set(kept().values()) == {None}
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert paths.user_store() == tmp_path / "data" / "skillgauge" / "market.db"


def test_a_named_store_is_the_option_before_the_variable(monkeypatch, tmp_path):
    monkeypatch.delenv("SKILLGAUGE_STORE", raising=False)
    assert paths.named_store() is None

    monkeypatch.setenv("SKILLGAUGE_STORE", str(tmp_path / "named.db"))

    assert paths.named_store() == tmp_path / "named.db"
    assert paths.named_store(tmp_path / "given.db") == tmp_path / "given.db"


def test_a_checkout_starts_without_asking_the_platform():
    code = "import sys; from data import paths; paths.user_store(); print('platformdirs' in sys.modules)"

    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert said.stdout == "False\n"

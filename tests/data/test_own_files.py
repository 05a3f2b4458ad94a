"""The user's own small files: where they are kept, and what earlier versions left beside the code."""

import os
import sys
import threading

import pytest

from data import own_files
from data.errors import StoreError, UsageError
from data.own_files import bring_earlier_files, check_not_shipped, own_file, settings_file, writable_own_file

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the folders of Linux")


@pytest.fixture
def config(site_packages, tmp_path):
    """The user's folder for settings and lists, which does not exist yet."""
    return tmp_path / "home" / ".config" / "skillgauge"


@pytest.fixture
def earlier(site_packages):
    """What an earlier version kept beside its code."""
    (site_packages / "data" / "local").mkdir(parents=True)
    (site_packages / "data" / "local" / "boards.toml").write_text("# my boards\n")
    (site_packages / "skillgauge.toml").write_text("pace = 2.0\n")
    return site_packages


def test_a_file_is_read_and_written_in_the_users_folder(config):
    assert own_file("boards.toml") == config / "boards.toml"
    assert not config.exists()
    assert writable_own_file("boards.toml") == config / "boards.toml"
    assert config.is_dir()


def test_without_a_home_the_sentence_names_the_variable(config, monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path / "nowhere"))

    assert own_file("boards.toml") is None
    with pytest.raises(StoreError) as caught:
        writable_own_file("boards.toml")
    assert str(caught.value) == (
        "boards.toml cannot be kept: this user has no home folder; name a folder for it with SKILLGAUGE_LOCAL"
    )


def test_a_folder_that_cannot_be_made_is_said(config):
    config.parent.write_text("a file where the folder should be")

    with pytest.raises(StoreError, match=r"boards\.toml cannot be written: .*SKILLGAUGE_LOCAL$"):
        writable_own_file("boards.toml")


def test_earlier_files_are_moved_with_a_sentence(earlier, config, capsys):
    assert own_file("boards.toml").read_text() == "# my boards\n"
    assert settings_file().read_text() == "pace = 2.0\n"

    assert sorted(path.name for path in config.iterdir()) == ["boards.toml", "skillgauge.toml"]
    assert [path.name for path in earlier.iterdir()] == ["skillgauge"]
    old = [str(earlier / "data" / "local" / "boards.toml"), str(earlier / "skillgauge.toml")]
    assert capsys.readouterr().err == (
        f"skillgauge: what an earlier version kept beside its code was moved to {config}: {', '.join(old)}\n"
    )


def test_the_users_file_wins_over_an_earlier_one_which_stays(earlier, config):
    config.mkdir(parents=True)
    (config / "boards.toml").write_text("# newer\n")

    bring_earlier_files()

    assert (config / "boards.toml").read_text() == "# newer\n"
    assert (earlier / "data" / "local" / "boards.toml").read_text() == "# my boards\n"


def test_with_a_folder_named_nothing_is_moved(earlier, monkeypatch, tmp_path):
    monkeypatch.setenv("SKILLGAUGE_LOCAL", str(tmp_path / "mine"))

    assert own_file("boards.toml") == tmp_path / "mine" / "boards.toml"
    assert (earlier / "data" / "local" / "boards.toml").exists()


def test_what_cannot_be_removed_is_copied_and_said(earlier, config, monkeypatch, capsys):
    unlink = os.unlink

    def kept(path, **options):
        if str(path).startswith(str(earlier)):
            raise PermissionError(13, "Permission denied")
        unlink(path, **options)

    monkeypatch.setattr(own_files.Path, "unlink", lambda path, missing_ok=False: kept(path))
    (earlier / "skillgauge.toml").rename(earlier / "other.toml")

    bring_earlier_files()
    bring_earlier_files()

    assert (config / "boards.toml").read_text() == "# my boards\n"
    assert [path.name for path in config.iterdir()] == ["boards.toml"]
    assert capsys.readouterr().err.count("was copied to") == 1


def test_without_a_home_an_earlier_file_is_named_and_stays(earlier, monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("HOME", str(tmp_path / "nowhere"))

    assert own_file("boards.toml") is None
    assert "boards.toml is not read: this user has no home folder" in capsys.readouterr().err
    assert (earlier / "data" / "local" / "boards.toml").exists()


def test_two_commands_at_once_move_each_file_once(earlier, config, capsys):
    several = [threading.Thread(target=bring_earlier_files) for _ in range(4)]
    for one in several:
        one.start()
    for one in several:
        one.join()

    assert sorted(path.name for path in config.iterdir()) == ["boards.toml", "skillgauge.toml"]
    assert capsys.readouterr().err.count("boards.toml") == 1


def test_what_is_shipped_is_changed_in_a_checkout_alone(site_packages):
    with pytest.raises(UsageError, match="belongs to the installation, which is never changed"):
        check_not_shipped(site_packages / "skillgauge" / "data" / "skills.toml")

    check_not_shipped(site_packages / "mine.toml")

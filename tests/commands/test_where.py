"""`skillgauge where`, as a user calls it."""

import json
import sys

import pytest
from typer.testing import CliRunner

from commands.where import app
from data import paths

NAMES = ["store", "settings", "boards", "catalogue", "reviews", "facts", "shipped"]


def run(*options):
    done = CliRunner().invoke(app, list(options))
    assert done.exit_code == 0, done.output
    return done.stdout


def test_everything_is_named_with_its_path_and_whether_it_is_there(monkeypatch, tmp_path):
    (tmp_path / "boards.toml").touch()
    monkeypatch.setenv("SKILLGAUGE_STORE", str(tmp_path / "mine.db"))
    monkeypatch.setenv("SKILLGAUGE_LOCAL", str(tmp_path))

    found = json.loads(run("--format", "json"))

    assert list(found) == NAMES
    assert found["store"] == {"path": str(tmp_path / "mine.db"), "exists": False}
    assert found["boards"] == {"path": str(tmp_path / "boards.toml"), "exists": True}
    assert found["shipped"]["path"] == str(paths.DATA / "snapshot.db.xz")


def test_the_table_says_what_is_not_there_yet_and_which_variables_choose(monkeypatch, tmp_path):
    monkeypatch.setenv("SKILLGAUGE_STORE", str(tmp_path / "mine.db"))

    lines = run().splitlines()

    assert lines[0] == f"store      {tmp_path / 'mine.db'} (not there yet)"
    assert [line.split()[0] for line in lines[: len(NAMES)]] == NAMES
    assert lines[-1].startswith("SKILLGAUGE_STORE names another store, SKILLGAUGE_LOCAL")


@pytest.mark.skipif(sys.platform != "linux", reason="the folders of Linux")
def test_a_user_without_a_home_reads_that_nothing_can_be_kept(monkeypatch, tmp_path):
    for name in ("SKILLGAUGE_STORE", "SKILLGAUGE_LOCAL", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(paths, "ROOT", tmp_path / "site-packages" / "skillgauge")
    monkeypatch.setenv("HOME", str(tmp_path / "nowhere"))

    assert run().splitlines()[0] == "store      nowhere (this user has no home folder)"
    assert json.loads(run("--format", "json"))["store"] == {"path": None, "exists": False}

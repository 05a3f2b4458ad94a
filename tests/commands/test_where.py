"""`skillgauge where`, as a user calls it."""

import json
import sqlite3
import sys
from contextlib import closing

import pytest
from typer.testing import CliRunner

from commands.where import app
from data import paths
from data.store.facts.shipped_facts import note_shipped
from tests.data.building import a_posting, a_store

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


OLD = "177d0557e5e8fc8a"  # facts that an earlier release shipped


@pytest.mark.parametrize(
    ("note", "facts", "said"),
    [
        (("facts", OLD), OLD, f"the shipped facts {OLD}, those of an earlier release"),
        (None, None, "shipped facts, those of an earlier release"),
    ],
    ids=["noted", "begun before that was noted"],
)
def test_which_shipped_facts_a_store_holds_is_said(monkeypatch, tmp_path, note, facts, said):
    path = a_store(tmp_path / "mine.db", a_posting())
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE posting SET shipped = 1")
        if note:
            note_shipped(connection, note[1], "0" * 64)
    monkeypatch.setenv("SKILLGAUGE_STORE", str(path))

    found = json.loads(run("--format", "json"))["store"]

    assert found == {"path": str(path), "exists": True, "shipped": facts, "shipped_is_current": False}
    assert f"Your store holds {said}." in run().splitlines()


def test_a_store_of_own_postings_alone_holds_no_shipped_facts(monkeypatch, tmp_path):
    monkeypatch.setenv("SKILLGAUGE_STORE", str(a_store(tmp_path / "mine.db", a_posting())))

    assert list(json.loads(run("--format", "json"))["store"]) == ["path", "exists"]


@pytest.mark.skipif(sys.platform != "linux", reason="the folders of Linux")
def test_a_user_without_a_home_reads_that_nothing_can_be_kept(monkeypatch, tmp_path):
    for name in ("SKILLGAUGE_STORE", "SKILLGAUGE_LOCAL", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(paths, "ROOT", tmp_path / "site-packages" / "skillgauge")
    monkeypatch.setenv("HOME", str(tmp_path / "nowhere"))

    assert run().splitlines()[0] == "store      nowhere (this user has no home folder)"
    assert json.loads(run("--format", "json"))["store"] == {"path": None, "exists": False}

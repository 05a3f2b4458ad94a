from pathlib import Path

import pytest
from typer.testing import CliRunner

from commands import dashboard
from dashboard.settings import SHARED_VARIABLE
from data.paths import STORE_VARIABLE


@pytest.fixture
def started(monkeypatch):
    """Keep what would be started instead of starting it."""
    kept = {}

    class Done:
        returncode = 0

    def run(command, **options):
        kept.update(command=command, **options)
        return Done

    monkeypatch.setattr(dashboard.subprocess, "run", run)
    return kept


def test_the_dashboard_starts_on_this_machine_alone(started):
    result = CliRunner().invoke(dashboard.app, ["--port", "8777"])

    assert result.exit_code == 0
    assert started["command"][1:4] == ["-m", "streamlit", "run"]
    assert "--server.port=8777" in started["command"]
    assert not [option for option in started["command"] if "address" in option]
    assert SHARED_VARIABLE not in started["env"]


def test_the_store_goes_into_the_environment(started, tmp_path):
    CliRunner().invoke(dashboard.app, ["--store", str(tmp_path / "mine.db")])

    assert Path(started["env"][STORE_VARIABLE]) == (tmp_path / "mine.db").resolve()


def test_sharing_opens_all_interfaces_and_says_so_to_the_pages(started):
    CliRunner().invoke(dashboard.app, ["--share"])

    assert "--server.address=0.0.0.0" in started["command"]
    assert started["env"][SHARED_VARIABLE] == "1"


def test_a_dashboard_that_fails_ends_with_one(monkeypatch):
    class Failed:
        returncode = 3

    monkeypatch.setattr(dashboard.subprocess, "run", lambda *_, **__: Failed)

    assert CliRunner().invoke(dashboard.app, []).exit_code == 1

import os
import signal
import socket
import subprocess
import sys
import tomllib
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from commands import dashboard
from data.errors import UsageError
from data.paths import ROOT, STORE_VARIABLE
from tests.package.conftest import OPEN_ENVIRONMENT, OPEN_SETTINGS


@pytest.fixture
def started(monkeypatch):
    """Keep what would be started instead of starting it."""
    kept = {}

    def served(command, known):
        kept.update(command=command, env=known)
        return 0

    monkeypatch.setattr(dashboard, "served", served)
    return kept


@pytest.fixture
def own_names(monkeypatch):
    monkeypatch.setattr(dashboard, "own_names", lambda: ["192.0.2.7", "desk"])


def free_port():
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def flat(table, before=""):
    """Return the settings of a file as 'section.key' -> value."""
    found = {}
    for key, value in table.items():
        found |= flat(value, f"{before}{key}.") if isinstance(value, dict) else {before + key: value}
    return found


def test_the_dashboard_starts_on_this_machine_alone(started):
    port = free_port()

    result = CliRunner().invoke(dashboard.app, ["--port", str(port)])

    assert result.exit_code == 0
    assert started["command"][1:5] == ["-P", "-m", "streamlit", "run"]
    assert {f"--server.port={port}", "--server.address=127.0.0.1"} <= set(started["command"])


def test_the_store_goes_into_the_environment(started, tmp_path):
    CliRunner().invoke(dashboard.app, ["--store", str(tmp_path / "mine.db"), "--port", str(free_port())])

    assert Path(started["env"][STORE_VARIABLE]) == (tmp_path / "mine.db").resolve()


def test_relative_names_in_the_environment_mean_the_users_folder_not_the_servers(
    started, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SKILLGAUGE_STORE", "mine.db")
    monkeypatch.setenv("SKILLGAUGE_LOCAL", "lists")

    CliRunner().invoke(dashboard.app, ["--port", str(free_port())])

    assert started["env"]["SKILLGAUGE_STORE"] == str(tmp_path / "mine.db")
    assert started["env"]["SKILLGAUGE_LOCAL"] == str(tmp_path / "lists")


def test_sharing_opens_all_interfaces_to_the_names_of_this_machine(started, own_names):
    result = CliRunner().invoke(dashboard.app, ["--share", "--port", str(free_port())])

    allowed = [option for option in started["command"] if option.startswith("--server.allowedHosts=")]
    assert "--server.address=0.0.0.0" in started["command"]
    assert [option.partition("=")[2] for option in allowed] == [
        "127.0.0.1", "localhost", "::1", "192.0.2.7", "desk"
    ]  # laid out as a table  # fmt: skip
    assert result.exit_code == 0


def test_sharing_says_the_address_for_others_and_what_does_not_protect_it(started, own_names):
    port = free_port()

    said = (
        CliRunner().invoke(dashboard.app, ["--share", "--host", "Jobs.Example", "--port", str(port)]).output
    )

    assert f"http://192.0.2.7:{port}" in said
    assert f"http://jobs.example:{port}" in said
    assert "no password" in said
    assert "plain HTTP is not encrypted" in said


def test_a_proxys_name_is_allowed_without_opening_an_interface(started):
    said = CliRunner().invoke(dashboard.app, ["--host", "jobs.example", "--port", str(free_port())]).output

    assert "answers to jobs.example too" in said
    assert {"--server.allowedHosts=jobs.example", "--server.address=127.0.0.1"} <= set(started["command"])


def test_a_name_with_a_port_is_passed_on_and_said_as_it_is_opened(started, own_names):
    options = ["--share", "--host", "localhost:9000", "--host", "2001:db8::7", "--port", str(free_port())]

    said = CliRunner().invoke(dashboard.app, options).output

    assert "--server.allowedHosts=localhost:9000" in started["command"]
    assert "http://localhost:9000\n" in said
    assert f"http://[2001:db8::7]:{options[-1]}\n" in said


@pytest.mark.parametrize(
    "name",
    [
        "*",
        "http://jobs.example",
        "jobs.example/x",
        "a b",
        "",
        "x:",
        "x:y",
        "x:0",
        "x:65536",
        ":80",
        "--server.x=1",
        "[::1",
        "::1]:80",
        "x:80:90",
    ],
)
def test_what_is_no_name_is_refused(name):
    with pytest.raises(UsageError, match="--host"):
        dashboard.checked_name(name)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Jobs.Example", "jobs.example"),
        ("[2001:db8::7]", "2001:db8::7"),
        ("2001:db8::7", "2001:db8::7"),
        ("LocalHost:9000", "localhost:9000"),
        ("beef:080", "beef:80"),
        ("[::1]:9000", "[::1]:9000"),
    ],
)
def test_names_and_addresses_are_taken_in_lower_case(name, kept):
    assert dashboard.checked_name(name) == kept


def test_a_port_in_use_is_said_before_anything_starts(started):
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        result = CliRunner().invoke(dashboard.app, ["--port", str(taken.getsockname()[1])])

    assert "is in use" in str(result.exception)
    assert not started


def test_a_dashboard_that_fails_ends_with_one(monkeypatch):
    monkeypatch.setattr(dashboard, "served", lambda *_: 3)

    assert CliRunner().invoke(dashboard.app, ["--port", str(free_port())]).exit_code == 1


SERVING = """
import os, signal, sys
from commands.dashboard import served
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored below a shell that put the tests behind it
sleeper = "import os, time; print(os.getpid(), flush=True); time.sleep(60)"
sys.exit(served([sys.executable, "-c", sleeper], os.environ) != int(sys.argv[1]))
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize(("told", "code"), [(signal.SIGTERM, -signal.SIGTERM), (signal.SIGINT, 0)])
def test_the_server_ends_with_the_command(told, code):
    words = [sys.executable, "-c", SERVING, str(code)]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True) as command:
        server = int(command.stdout.readline())

        command.send_signal(told)

        assert command.wait(timeout=20) == 0
    with pytest.raises(ProcessLookupError):
        os.kill(server, 0)


def test_the_file_and_the_command_say_the_same():
    file = flat(tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")))
    theme = flat(tomllib.loads(dashboard.THEME.read_text(encoding="utf-8")))
    names = list(dashboard.LOOPBACK_NAMES)

    assert file == {**dashboard.SETTINGS, "server.allowedHosts": names, **theme}


def test_every_setting_is_passed_on():
    passed = set(dashboard.command(8501))

    assert set(dashboard.flags(dashboard.SETTINGS)) <= passed
    assert {"--client.showErrorDetails=none", "--browser.gatherUsageStats=false"} <= passed


def test_sharing_changes_who_is_reached_and_nothing_else(own_names):
    alone, shared = set(dashboard.command(8501)), set(dashboard.command(8501, share=True))

    assert {option.partition("=")[0] for option in alone ^ shared} == {
        "--server.address", "--server.allowedHosts", "--server.headless"
    }  # laid out as a table  # fmt: skip


@pytest.mark.slow
def test_no_settings_of_other_programs_open_the_dashboard(tmp_path):
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "config.toml").write_text(OPEN_SETTINGS)
    options = dashboard.command(8501)[6:]
    shown = subprocess.run(
        [sys.executable, "-m", "streamlit", "config", "show", *options],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, **OPEN_ENVIRONMENT, "HOME": str(tmp_path)},
    ).stdout

    in_force = flat(tomllib.loads(shown[shown.index("[global]") :]))
    wanted = {**dashboard.SETTINGS, "server.allowedHosts": list(dashboard.LOOPBACK_NAMES)}
    # Streamlit does not show these
    hidden = {"global.developmentMode", "server.maxWidgetStateSize", "server.scriptHealthCheckEnabled"}
    assert {key: str(in_force.get(key)).lower() for key in wanted if key not in hidden} == {
        key: str(value).lower() for key, value in wanted.items() if key not in hidden
    }
    assert in_force["theme.light.primaryColor"] == "#0B5C8C"

"""The dashboard as the installed command serves it, beside settings and files that are in its way."""

import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.commands.test_dashboard import free_port

pytestmark = [
    pytest.mark.xdist_group("wheel"),
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="reads the sockets of Linux"),
]


@pytest.fixture(scope="module")
def server(installed, tmp_path_factory):
    """The dashboard as a user starts it: (port, what it printed)."""
    log, port = tmp_path_factory.mktemp("served") / "log", free_port()
    command = [sys.executable, str(installed.site / "bin" / "skillgauge"), "dashboard", "--port", str(port)]
    with log.open("wb") as file:
        process = subprocess.Popen(
            command, cwd=installed.folder, env=installed.environment, stdout=file, stderr=file
        )
        try:
            wait_until_up(port)
            yield port, log
        finally:
            stop(process)


def wait_until_up(port, seconds=60.0):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(port)


def stop(process):
    """End a command, which ends the server that it started."""
    process.terminate()
    process.wait(timeout=20)


def ask(port, path, headers):
    """Return the status of a GET with exactly these headers."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
        connection.putrequest("GET", path, skip_host=True, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        return connection.getresponse().status


def open_websocket(port, host, origin):
    return ask(
        port,
        "/_stcore/stream",
        {
            "Host": host, "Origin": origin, "Upgrade": "websocket", "Connection": "Upgrade",
            "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version": "13",
        },
    )  # laid out as a table  # fmt: skip


def test_it_listens_on_loopback_alone_and_sends_nothing(server):
    port, log = server

    listening = [
        line.split()[1]
        for table in ("tcp", "tcp6")
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]
        if line.split()[1].endswith(f":{port:04X}") and line.split()[3] == "0A"
    ]
    assert listening == [f"0100007F:{port:04X}"]
    printed = log.read_text()
    assert printed.startswith(f"The dashboard opens at http://127.0.0.1:{port} (Ctrl-C stops it).\n")
    assert "usage statistics" not in printed
    assert "External URL" not in printed


def test_foreign_hosts_and_origins_are_refused_without_a_look_up(server, installed):
    port, _ = server
    own = f"127.0.0.1:{port}"

    opened = open_websocket(port, own, f"http://{own}")
    origins = ("http://evil.example", "null", "http://127.0.0.1:9999")
    refused = [open_websocket(port, own, origin) for origin in origins]
    astray = open_websocket(port, "evil.example", "http://evil.example")

    assert (opened, refused, astray) == (101, [403] * 3, 421)
    assert ask(port, "/api/shares.csv", {"Host": "evil.example"}) == 421
    assert not Path(installed.environment["LOOK_UPS"]).exists()


def test_it_answers_programs_and_imports_nothing_of_the_users(server, installed):
    port, _ = server

    assert ask(port, "/api/shares.csv", {"Host": f"127.0.0.1:{port}"}) == 200
    assert installed.imported == ""

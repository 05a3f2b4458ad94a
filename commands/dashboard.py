"""`skillgauge dashboard`: opens it in a browser, for this machine alone without `--share` or `--host`."""

import os
import re
import signal
import socket
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from commands.shared.new_app import examples, new_app
from data.errors import UsageError
from data.extras import need
from data.loopback import LOOPBACK, LOOPBACK_NAMES
from data.paths import LOCAL_VARIABLE, ROOT, STORE_VARIABLE, module_name
from data.programs import own_environment, python_module

PORT = 8501
EVERY_ADDRESS = "0.0.0.0"  # noqa: S104 - what --share asks for
LAST_PORT = 65_535
ENDED = (0, -signal.SIGINT, -signal.SIGTERM, 128 + signal.SIGINT, 128 + signal.SIGTERM)  # by somebody
NAME = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]{0,251}[a-z0-9_])?")
SIX = r"[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,8}"  # an address of IPv6; with a port it stands in brackets
ADDRESS = re.compile(
    rf"(?P<six>{SIX})|(?:\[(?P<inner>{SIX})\]|(?P<name>{NAME.pattern}))(?::(?P<port>[0-9]{{1,5}}))?"
)
ELSEWHERE = ("192.0.2.1", 9)  # an address for documentation: choosing a route to it sends nothing
THEME = ROOT / "dashboard" / "theme.toml"
# in a wheel it lies in a folder of its own: Streamlit puts that folder first on the path
SCRIPT = ROOT / "app.py" if module_name("app") == "app" else ROOT / "served" / "app.py"

# What keeps the dashboard on this machine and silent. The command passes all of it, so that no missing file
# opens the dashboard; `.streamlit/config.toml` says the same for `streamlit run app.py`.
SETTINGS: Mapping[str, object] = {
    "global.developmentMode": False,
    "global.disableWidgetStateDuplicationWarning": True,
    "server.address": LOOPBACK,
    "server.allowedHosts": LOOPBACK_NAMES,
    "server.baseUrlPath": "",
    "server.scriptHealthCheckEnabled": False,
    "server.showEmailPrompt": False,
    "server.enableXsrfProtection": True,
    "server.enableCORS": True,
    "server.enableStaticServing": False,
    "server.enableAgentApi": False,
    "server.fileWatcherType": "none",
    "server.maxMessageSize": 50,
    "server.maxWidgetStateSize": 1,
    "server.maxUploadSize": 1,
    "server.disconnectedSessionTTL": 60,
    "browser.gatherUsageStats": False,
    "browser.serverAddress": LOOPBACK,
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "client.toolbarMode": "minimal",
    "client.disableDataExport": True,
    "client.showSidebarNavigation": True,
    "runner.magicEnabled": False,
    "logger.level": "warning",
}

app = new_app()


@app.command(
    epilog=examples(
        "skillgauge dashboard",
        "skillgauge dashboard --store other.db --port 8600",
        "skillgauge dashboard --share --host jobs.example.org",
    )
)
def dashboard(
    store: Annotated[Path | None, typer.Option(help="The store to show.")] = None,
    port: Annotated[int, typer.Option(min=1, max=LAST_PORT, help="Where to listen.")] = PORT,
    share: Annotated[bool, typer.Option(help="Serve to others: all interfaces, read only.")] = False,
    host: Annotated[
        list[str] | None,
        typer.Option(
            help="A name that others use for it, such as a proxy's, or NAME:PORT; repeatable. Read only, too."
        ),
    ] = None,
) -> None:
    """Open the dashboard (stop it with Ctrl-C)."""
    need("dashboard")
    names = tuple(checked_name(name) for name in host or ())
    if not is_free(EVERY_ADDRESS if share else LOOPBACK, port):
        raise UsageError(f"port {port} is in use, perhaps by another dashboard; choose one with --port")
    typer.echo(greeting(port, share, names), err=True)
    if served(command(port, share, names), environment(store)) not in ENDED:
        raise typer.Exit(1)


def served(words: Sequence[str], known: Mapping[str, str]) -> int:
    """Serve until Ctrl-C or until this process is told to end; return the exit code.

    The server ends with this process: left alone, it would go on listening.
    """
    with subprocess.Popen(words, cwd=ROOT, env=known) as server:  # noqa: S603 - our own command, checked options
        before = signal.signal(signal.SIGTERM, lambda *_: server.terminate())
        try:
            return server.wait()
        except KeyboardInterrupt:
            server.terminate()  # a terminal has told the server already, `kill -INT` has not
            return 0
        finally:
            signal.signal(signal.SIGTERM, before)


def checked_name(name: str) -> str:
    """Return the value of --host if it is a name or an address, with or without a port. Raises UsageError."""
    found = ADDRESS.fullmatch(name.lower())
    if found is None or (found["port"] and not 0 < int(found["port"]) <= LAST_PORT):
        raise UsageError(
            f"--host is a name such as jobs.example.org, or one with its port such as localhost:9000, "
            f"without http://, not {name[:80]!r}"
        )
    six = found["inner"] or found["six"]
    if not found["port"]:
        return str(six or found["name"])
    return f"{f'[{six}]' if six else found['name']}:{int(found['port'])}"


def is_free(address: str, port: int) -> bool:
    """Return whether nobody listens on this port; it may be taken again between the answer and its use."""
    with closing(socket.socket()) as probe:
        if os.name != "nt":  # there it would let two programs listen on one port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError:
            return False
    return True


def greeting(port: int, share: bool, names: Sequence[str] = ()) -> str:
    """Return what is printed first: the address and, where others may read, that nothing protects it."""
    local = f"The dashboard opens at http://{LOOPBACK}:{port} (Ctrl-C stops it)."
    if not share and names:
        return f"{local}\nIt answers to {', '.join(names)} too, for a proxy that brings TLS and a log-in."
    if not share:
        return local
    others = "\n".join(f"    {web_address(name, port)}" for name in dict.fromkeys([*own_names(), *names]))
    return (
        f"{local}\nOthers open it at\n{others}\n"
        "Everybody who can reach this machine can read it: there is no password, and plain HTTP is not "
        "encrypted. Outside a network that you trust, put a proxy with TLS and a log-in in front of it. "
        "It answers to these names alone; --host NAME adds one."
    )


def web_address(name: str, port: int) -> str:
    """Return where a browser opens what `checked_name` returned; a name may bring its own port."""
    if name.count(":") > 1 and not name.startswith("["):
        name = f"[{name}]"
    return f"http://{name}" if re.search(r"(?:^[^:]+|\]):\d+$", name) else f"http://{name}:{port}"


def own_names() -> list[str]:
    """Return how other machines call this one: its address and its name, without asking a name server."""
    found = []
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as probe:
        try:
            probe.connect(ELSEWHERE)
            found.append(str(probe.getsockname()[0]))
        except OSError:  # no network: the name is left
            pass
    name = socket.gethostname().lower()
    return [*found, name] if NAME.fullmatch(name) and name != "localhost" else found


def command(port: int, share: bool = False, names: Sequence[str] = ()) -> list[str]:
    """Return the command that serves the dashboard, with every setting that it depends on."""
    allowed = [*LOOPBACK_NAMES, *(own_names() if share else ()), *names]
    settings = {**SETTINGS, "server.port": port, "server.allowedHosts": allowed}
    settings |= {"logger.hideWelcomeMessage": True, "theme.base": str(THEME)}
    if share:
        settings |= {"server.address": EVERY_ADDRESS, "server.headless": True}
    return [*python_module("streamlit"), "run", str(SCRIPT), *flags(settings)]


def flags(settings: Mapping[str, object]) -> list[str]:
    """Return settings as Streamlit's options; a list becomes one option for each of its values."""
    found = []
    for key, value in settings.items():
        for one in value if isinstance(value, list | tuple) else (value,):
            found.append(f"--{key}={str(one).lower() if isinstance(one, bool) else one}")
    return found


def environment(store: Path | None) -> dict[str, str]:
    """Return this process's environment; what names a store or a folder in it holds from any folder.

    Without a named store the dashboard chooses.
    """
    found = own_environment()
    if store is not None:
        found[STORE_VARIABLE] = str(store)
    for name in (STORE_VARIABLE, LOCAL_VARIABLE):
        if found.get(name):
            found[name] = str(Path(found[name]).resolve())
    return found

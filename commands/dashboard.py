"""`skillgauge dashboard`: opens the dashboard in a browser, for this machine alone unless told otherwise."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from data.paths import ROOT, STORE_VARIABLE

SHARED_VARIABLE = "SKILLGAUGE_SHARED"
PORT = 8501

app = typer.Typer(add_completion=False)


@app.command()
def dashboard(
    store: Annotated[Path | None, typer.Option(help="The store to show.")] = None,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Where to listen.")] = PORT,
    share: Annotated[bool, typer.Option(help="Serve to others: all interfaces, read only.")] = False,
) -> None:
    """Open the dashboard (stop it with Ctrl-C)."""
    typer.echo(f"The dashboard opens at http://127.0.0.1:{port} (Ctrl-C stops it).", err=True)
    try:
        code = subprocess.run(  # noqa: S603 - our own command with checked options
            command(port, share), cwd=ROOT, env=environment(store, share), check=False
        ).returncode
    except KeyboardInterrupt:
        code = 0
    if code not in (0, -2, 130):
        raise typer.Exit(1)


def command(port: int, share: bool) -> list[str]:
    """Return the command that serves the dashboard."""
    options = [f"--server.port={port}"]
    if share:
        options += ["--server.address=0.0.0.0", "--server.allowedHosts=*"]
    return [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), *options]


def environment(store: Path | None, share: bool) -> dict[str, str]:
    """Return the environment in which the dashboard finds its store and knows whether others look on."""
    found = dict(os.environ)
    if store is not None:
        found[STORE_VARIABLE] = str(store.resolve())
    if share:
        found[SHARED_VARIABLE] = "1"
    return found

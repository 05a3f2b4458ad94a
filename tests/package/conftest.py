"""The wheel, built once, and a user who runs it where many files are called like ours."""

import os
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import pytest

from data.paths import ROOT
from tests.dashboard.market import write_market

RECORD = "with open({record!r}, 'a') as file: print(__file__, file=file)\n"
# what a user's own files may be called: our packages and files, and libraries that we import
CLASHING = (
    "analysis.py", "app.py", "cli.py", "commands.py", "dashboard.py", "data.py", "nlp/__init__.py",
    "pandas.py", "random.py", "scraper/__init__.py", "socket.py", "streamlit.py", "typer.py",
)  # laid out as a table  # fmt: skip
STRANGERS = ("data.py", "nlp/__init__.py")  # installed packages of others
# the folder of installed packages has no checkout beside it, and what is asked of a name server is recorded
SITE = """
import os, socket, sys
sys.path[:] = [path for path in sys.path if not os.path.exists(os.path.join(path, "dev.py"))]
def recorded(name, real):
    def asked(host, *rest, **options):
        with open(os.environ["LOOK_UPS"], "a") as file:
            print(name, host, file=file)
        return real(host, *rest, **options)
    return asked
for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex", "gethostbyaddr"):
    setattr(socket, name, recorded(name, getattr(socket, name)))
"""
# settings that would open the dashboard, as a user may have them for other programs
OPEN_SETTINGS = """
[server]
address = "0.0.0.0"
allowedHosts = ["*"]
corsAllowedOrigins = ["http://evil.example"]
enableXsrfProtection = false
enableCORS = false
enableStaticServing = true
baseUrlPath = "elsewhere"
[browser]
gatherUsageStats = true
[client]
showErrorDetails = "full"
[theme]
primaryColor = "#ff0000"
"""
OPEN_ENVIRONMENT = {
    "STREAMLIT_SERVER_ADDRESS": "0.0.0.0",
    "STREAMLIT_SERVER_ALLOWED_HOSTS": "*",
    "STREAMLIT_SERVER_ENABLE_XSRF_PROTECTION": "false",
    "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "true",
    "STREAMLIT_CLIENT_SHOW_ERROR_DETAILS": "full",
}


def build(target: str, root: Path, folder: Path) -> Path:
    """Build a wheel or an sdist of the tree at `root` into `folder` and return its file."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(folder)]
    subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    (built,) = folder.iterdir()
    return built


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    pytest.importorskip("hatchling", reason="the wheel is built with hatchling")
    return build("wheel", ROOT, tmp_path_factory.mktemp("wheel"))


@dataclass(frozen=True)
class Installed:
    """The wheel unpacked into `site`; a user's folder with clashing names, home and store."""

    site: Path
    folder: Path
    home: Path
    store: Path

    @property
    def environment(self) -> dict[str, str]:
        """The user's environment, with settings that would open the dashboard."""
        return {
            **os.environ, **OPEN_ENVIRONMENT, "PYTHONPATH": str(self.site), "HOME": str(self.home),
            "LOOK_UPS": str(self.home / "look-ups"), "SKILLGAUGE_STORE": str(self.store),
            "SKILLGAUGE_LOCAL": str(self.home / "local"),
        }  # laid out as a table  # fmt: skip

    @property
    def imported(self) -> str:
        """Which of the user's and of strangers' files were run, one a line."""
        record = self.home / "imported"
        return record.read_text() if record.exists() else ""

    def run(self, *arguments: str, code: int = 0) -> "subprocess.CompletedProcess[str]":
        """Run the installed command in the user's folder; it must end with `code`."""
        return self.python(str(self.site / "bin" / "skillgauge"), *arguments, code=code)

    def python(self, *arguments: str, code: int = 0) -> "subprocess.CompletedProcess[str]":
        """Run the user's Python in the user's folder; it must end with `code`."""
        done = subprocess.run(
            [sys.executable, *arguments], cwd=self.folder, env=self.environment, capture_output=True,
            text=True, check=False, timeout=120,
        )  # laid out as a table  # fmt: skip
        assert done.returncode == code, done.stderr
        return done


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel as an installer unpacks it: its files and its command."""
    top = tmp_path_factory.mktemp("installed")
    site, folder, home = (top / name for name in ("site", "user", "home"))
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(site)
    (site / "sitecustomize.py").write_text(SITE)
    write_command(site)
    record = RECORD.format(record=str(home / "imported"))
    for place in [folder / name for name in CLASHING] + [site / name for name in STRANGERS]:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(record)
    for place in (folder, home):
        (place / ".streamlit").mkdir(parents=True)
        (place / ".streamlit" / "config.toml").write_text(OPEN_SETTINGS)
    return Installed(site, folder, home, write_market(top / "market.db", 300))


def write_command(site: Path) -> None:
    """Write the program that pip makes of the wheel's entry point."""
    (dist_info,) = site.glob("*.dist-info")
    (entry,) = metadata.Distribution.at(dist_info).entry_points.select(group="console_scripts")
    (site / "bin").mkdir()
    (site / "bin" / entry.name).write_text(
        f"import sys\nfrom {entry.module} import {entry.attr}\n"
        f"if __name__ == '__main__':\n    sys.exit({entry.attr}())\n"
    )

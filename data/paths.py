"""Where the project's own files are, and where the user's are. Importing this reads none of them.

In a checkout everything lies beside the code. Installed, the user's things lie where the platform keeps such
things, and nothing is ever written beside the code. SKILLGAUGE_STORE and SKILLGAUGE_LOCAL win over both; only
this module reads them.
"""

import os
from pathlib import Path
from typing import Literal

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
SNAPSHOT_PACKED = DATA / "snapshot.db.xz"
STORE_VARIABLE = "SKILLGAUGE_STORE"  # environment: the store to read and to write
LOCAL_VARIABLE = "SKILLGAUGE_LOCAL"  # environment: the folder for the user's own lists and settings
STORE_NAME, SNAPSHOT_NAME, SETTINGS_NAME = "market.db", "snapshot.db", "skillgauge.toml"
LAYER_NAME = "skills.toml"  # the user's own layer of the catalogue
CHECKOUT_MARKS = ("pyproject.toml", "dev.py")


def is_checkout() -> bool:
    """Tell whether the code runs from a checkout, where the user's things lie beside it (ignored by git)."""
    return all((ROOT / name).is_file() for name in CHECKOUT_MARKS)


def is_there(path: Path | None) -> bool:
    """Tell whether a path names something that this user can see; no path names nothing."""
    try:
        return path is not None and path.exists()
    except OSError:  # a folder on the way that is closed to this user
        return False


def home_folder() -> Path | None:
    """Return the user's home folder, None for a user who has none."""
    try:
        home = Path.home()
        return home if home.is_absolute() and home.is_dir() else None
    except (OSError, RuntimeError):
        return None


def user_folder(kind: Literal["data", "config", "cache"]) -> Path | None:
    """Return the user's own folder of a kind, which need not exist; None for a user without a home folder."""
    from platformdirs import PlatformDirs  # noqa: PLC0415 - a checkout does not need it at each start

    try:
        found = Path(getattr(PlatformDirs("skillgauge", appauthor=False), f"user_{kind}_dir"))
        is_missing = not found.is_absolute() or (home_folder() is None and found.is_relative_to(Path.home()))
    except RuntimeError:  # no variable and no entry in the list of users names a home
        return None
    return None if is_missing else found


def named_store(given: Path | None = None) -> Path | None:
    """Return the store that an option gives, else the one that the environment names, else None."""
    named = os.environ.get(STORE_VARIABLE)
    return given or (Path(named) if named else None)


def user_store() -> Path | None:
    """Return the user's own store, which need not exist; None for a user without a home folder."""
    return ROOT / "data" / STORE_NAME if is_checkout() else within(user_folder("data"), STORE_NAME)


def local_folder() -> Path | None:
    """Return the folder of the user's own lists, which need not exist; None for a user without a home."""
    named = os.environ.get(LOCAL_VARIABLE)
    if named:
        return Path(named)
    return ROOT / "data" / "local" if is_checkout() else user_folder("config")


def settings_path() -> Path | None:
    """Return the path of the user's settings, which need not exist; None for a user without a home folder."""
    return ROOT / SETTINGS_NAME if is_checkout() else within(local_folder(), SETTINGS_NAME)


def snapshot_beside_code() -> Path | None:
    """Return where a checkout has the unpacked facts; None where the code is installed."""
    return ROOT / "data" / SNAPSHOT_NAME if is_checkout() else None


def earlier_folders() -> tuple[Path, ...]:
    """Return the folders beside the installed code in which earlier versions kept the user's things."""
    return () if is_checkout() else (ROOT.parent / "data", ROOT / "data")


def within(folder: Path | None, name: str) -> Path | None:
    """Return the path of a file in a folder; None for no folder."""
    return None if folder is None else folder / name


def module_name(name: str) -> str:
    """Return how a module of the checkout, such as "nlp.process", is called where this runs.

    In the checkout it is that name; a wheel has all modules under `skillgauge`: "skillgauge.nlp.process".
    Every module that is named by a string goes through this: `-m`, `import_module`.
    """
    return __name__.removesuffix("data.paths") + name

"""Where the shipped facts are unpacked: beside the packed file, in a cache folder, or in a temporary one.

So a user without a home folder and with a read-only installation can read them too.
"""

import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

from data.errors import StoreError

CACHE_VARIABLE = "XDG_CACHE_HOME"  # https://specifications.freedesktop.org/basedir-spec/
PRIVATE = 0o700


def places(target: Path) -> Iterator[Path]:
    """Yield the paths where the facts may be, the best one first."""
    yield target
    named = os.environ.get(CACHE_VARIABLE, "")
    if Path(named).is_absolute():
        yield Path(named) / "skillgauge" / target.name
    home = home_folder()
    if home is not None:
        yield home / ".cache" / "skillgauge" / target.name
    yield temporary_folder() / target.name


def home_folder() -> Path | None:
    """Return the user's home folder, None for a user who has none."""
    try:
        home = Path.home()
        return home if home.is_absolute() and home.is_dir() else None
    except (OSError, RuntimeError):
        return None


def temporary_folder() -> Path:
    """Return the path of this user's own folder for temporary files, which need not exist."""
    user = os.getuid() if hasattr(os, "getuid") else "user"
    return Path(tempfile.gettempdir()) / f"skillgauge-{user}"


def is_trusted(place: Path) -> bool:
    """Tell whether nobody else can have put a file here; only the temporary folder is in doubt."""
    if place.parent != temporary_folder():
        return True
    try:
        found = place.parent.lstat()
    except OSError:
        return False
    is_mine = not hasattr(os, "getuid") or found.st_uid == os.getuid()
    return stat.S_ISDIR(found.st_mode) and is_mine and not found.st_mode & 0o077


def first_writable(target: Path) -> Path:
    """Return the best path where facts can be written, and make its folder. Raises StoreError for none."""
    for place in places(target):
        if can_write(place.parent) and is_trusted(place):
            return place
    raise StoreError(
        f"the shipped facts cannot be unpacked: neither {target.parent} nor a cache folder can be written; "
        f"set {CACHE_VARIABLE} to a folder that can"
    )


def can_write(folder: Path) -> bool:
    """Tell whether files can be made in a folder, which is made, for its owner alone, if need be."""
    try:
        folder.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK | os.X_OK)

"""Where the shipped facts are unpacked: beside a checkout's code, in a cache folder, or in a temporary one.

So a user without a home folder and with a read-only installation can read them too.
"""

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from data.errors import StoreError
from data.paths import SNAPSHOT_NAME, snapshot_beside_code, user_folder

CACHE_VARIABLE = "XDG_CACHE_HOME"  # https://specifications.freedesktop.org/basedir-spec/
PRIVATE = 0o700


def places(target: Path | None = None) -> Iterator[Path]:
    """Yield the paths where the facts may be, the best one first: `target`, beside the code of a checkout."""
    target = target or snapshot_beside_code()
    if target is not None:
        yield target
    name = SNAPSHOT_NAME if target is None else target.name
    folder = user_folder("cache")
    if folder is not None:
        yield folder / name
    with suppress(FileNotFoundError):  # no folder for temporary files can be written
        yield temporary_folder() / name


def temporary_folder() -> Path:
    """Return the path of this user's own folder for temporary files, which need not exist.

    Raises FileNotFoundError on a machine where no file can be written.
    """
    user = os.getuid() if hasattr(os, "getuid") else "user"
    return Path(tempfile.gettempdir()) / f"skillgauge-{user}"


def is_trusted(place: Path) -> bool:
    """Tell whether nobody else can have put a file here; only the temporary folder is in doubt."""
    try:
        if place.parent != temporary_folder():
            return True
    except FileNotFoundError:
        return True
    try:
        found = place.parent.lstat()
    except OSError:
        return False
    is_mine = not hasattr(os, "getuid") or found.st_uid == os.getuid()
    return stat.S_ISDIR(found.st_mode) and is_mine and not found.st_mode & 0o077


def first_writable(target: Path | None = None) -> Path:
    """Return the best path where facts can be written, and make its folder. Raises StoreError for none."""
    for place in places(target):
        if can_write(place.parent) and is_trusted(place):
            return place
    beside = target or snapshot_beside_code()
    tried = "no cache folder" if beside is None else f"neither {beside.parent} nor a cache folder"
    raise StoreError(
        f"the shipped facts cannot be unpacked: {tried} can be written; set {CACHE_VARIABLE} to a folder that"
        " can"
    )


def can_write(folder: Path) -> bool:
    """Tell whether files can be made in a folder, which is made, for its owner alone, if need be."""
    try:
        folder.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK | os.X_OK)

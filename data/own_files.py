"""The user's own small files: added boards, own catalogue, reviews, settings.

Earlier versions kept them beside the installed code, where an upgrade loses them: those are brought to the
user's folder when one of them is asked for.
"""

import os
import shutil
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from data import paths
from data.errors import StoreError, UsageError

NO_HOME = "this user has no home folder"
EARLIER = ("boards.toml", "skills.toml", "reviewed_terms.json", "wrong_matches.jsonl", "guide-closed")
_said: set[str] = set()


def own_file(name: str) -> Path | None:
    """Return the path of a user's file, which need not exist; None for a user without a home folder."""
    bring_earlier_files()
    return paths.within(paths.local_folder(), name)


def settings_file() -> Path | None:
    """Return the path of the user's settings, which need not exist; None for a user without a home folder."""
    bring_earlier_files()
    return paths.settings_path()


def writable_own_file(name: str) -> Path:
    """Return the path of a user's file that is to be written, and make its folder. Raises StoreError."""
    path = own_file(name)
    if path is None:
        raise StoreError(
            f"{name} cannot be kept: {NO_HOME}; name a folder for it with {paths.LOCAL_VARIABLE}"
        )
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        if not os.access(path.parent, os.W_OK | os.X_OK):
            raise PermissionError(0, "Permission denied")
    return path


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Raise StoreError for any file error inside, with the way to name another folder."""
    try:
        yield
    except OSError as error:
        raise StoreError(
            f"{path} cannot be written: {error.strerror or error}; name another folder with "
            f"{paths.LOCAL_VARIABLE}"
        ) from error


def check_not_shipped(path: Path) -> None:
    """Raise UsageError for a file of an installation: only a checkout changes what is shipped."""
    if not paths.is_checkout() and path.resolve().is_relative_to(paths.ROOT):
        raise UsageError(
            f"{path} belongs to the installation, which is never changed; name another file or use a checkout"
        )


def bring_earlier_files() -> None:
    """Move the files of an earlier version to the user's folder, which wins where it has one; say so once."""
    if paths.is_checkout() or os.environ.get(paths.LOCAL_VARIABLE):
        return
    for earlier in paths.earlier_folders():
        there = [*(earlier / "local" / name for name in EARLIER), earlier.parent / paths.SETTINGS_NAME]
        left = [old for old in there if is_left_by_us(old)]
        if left:
            bring_files(left, paths.local_folder())
            with suppress(OSError):  # another's, or not empty
                (earlier / "local").rmdir()
                earlier.rmdir()


def bring_files(left: Iterable[Path], folder: Path | None) -> None:
    """Move files that an earlier version left to the user's folder; those that are there already stay."""
    done: dict[str, list[str]] = {"moved": [], "copied": []}
    for old in left:
        if folder is None:
            say(f"{old} is not read: {NO_HOME}; name its folder with {paths.LOCAL_VARIABLE}")
        elif not paths.is_there(folder / old.name):
            try:
                done["moved" if bring_file(old, folder / old.name) else "copied"].append(str(old))
            except FileExistsError:  # another command was faster
                continue
            except OSError as error:
                say(f"{old} is not read: {error.strerror or error}; move it to {folder}")
    for how, files in done.items():
        if files:
            say(f"what an earlier version kept beside its code was {how} to {folder}: {', '.join(files)}")


def is_left_by_us(old: Path) -> bool:
    """Tell whether a plain file beside the code can be the user's: it is his, or of the code's owner."""
    try:
        found = old.lstat()
        return stat.S_ISREG(found.st_mode) and found.st_uid in (user_number(), owner_of_code())
    except OSError:
        return False


def user_number() -> int:
    """Return the number of the user; on Windows 0, which files have there, too."""
    return os.getuid() if hasattr(os, "getuid") else 0


def owner_of_code() -> int:
    """Return the number of the user to whom the code belongs."""
    return paths.ROOT.stat().st_uid


def bring_file(old: Path, new: Path) -> bool:
    """Move a file to a place that is free, also on another file system; return whether the old one is gone.

    Raises FileExistsError where another command put one there meanwhile, or OSError; nothing is changed then.
    """
    new.parent.mkdir(parents=True, exist_ok=True)
    draft = new.with_name(f"{new.name}.{os.getpid()}.new")
    try:
        shutil.copyfile(old, draft)
        give_name(draft, new)
    except FileNotFoundError as error:
        raise FileExistsError(error.errno, "another command moved it") from error
    finally:
        draft.unlink(missing_ok=True)
    try:
        old.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def give_name(draft: Path, new: Path) -> None:
    """Give a whole file its name. Raises FileExistsError for one that is taken."""
    try:
        os.link(draft, new)
    except FileExistsError:
        raise
    except (OSError, AttributeError):  # a file system without links
        if new.exists():
            raise FileExistsError(0, "there is one already") from None
        draft.replace(new)


def say(sentence: str) -> None:
    """Print a sentence on standard error, each one once."""
    if sentence not in _said and sys.stderr is not None:
        _said.add(sentence)
        plain = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in sentence)
        print(f"skillgauge: {plain}", file=sys.stderr)  # noqa: T201 - for the user, whatever is printed for programs

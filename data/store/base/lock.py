"""One run at a time: a lock that the operating system releases when its holder dies."""

import json
import os
import sys
from datetime import datetime
from pathlib import Path
from typing import IO

from data.errors import StoreBusy
from data.store.base.connect import private_opener

LOCKED_BYTE = 1 << 30  # Windows locks a range of bytes: one far beyond the note


class RunLock:
    """The lock beside a store. Its file holds a note (pid, start, command) to show to a second run."""

    def __init__(self, store: Path) -> None:
        self.path = store.parent / f"{store.name}.lock"
        self._file: IO[str] | None = None

    def acquire(self, command: str, now: datetime) -> None:
        """Take the lock without waiting. Raises StoreBusy, which names the run that holds it, or OSError."""
        file = open(self.path, "a+", encoding="utf-8", opener=private_opener)  # noqa: SIM115
        try:
            lock_file(file)
        except OSError as error:
            note = read_note(file)
            file.close()
            raise StoreBusy(busy_message(note, self.path)) from error
        file.seek(0)
        file.truncate()
        json.dump({"pid": os.getpid(), "started": now.isoformat(), "command": command}, file)
        file.flush()
        self._file = file

    def release(self) -> None:
        """Release the lock and empty its note; does nothing when it is not held."""
        if self._file is not None:
            self._file.truncate(0)
            self._file.close()
            self._file = None


def lock_file(file: IO[str]) -> None:
    """Lock an open file without waiting. Raises OSError when another process has locked it."""
    if sys.platform != "win32":
        import fcntl  # noqa: PLC0415 - does not exist on Windows

        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    else:
        import msvcrt  # noqa: PLC0415 - exists on Windows only

        file.seek(LOCKED_BYTE)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)


def read_note(file: IO[str]) -> dict[str, str]:
    """Return the holder's note, {} if it has not written one yet or it is not ours."""
    file.seek(0)
    try:
        note = json.loads(file.read())
    except (ValueError, RecursionError):
        return {}
    return note if isinstance(note, dict) else {}


def busy_message(note: dict[str, str], path: Path) -> str:
    """Say to a second run which one holds the lock at `path`."""
    if not note:
        return f"another run is just starting (lock {path}); try again in a moment"
    try:
        command, pid = str(note["command"]), int(note["pid"])
        started = datetime.fromisoformat(note["started"]).astimezone()
    except (ArithmeticError, LookupError, TypeError, ValueError):  # not written by us
        return f"another run holds the lock {path}; wait for it or stop it"
    article = "an" if command[:1] in tuple("aeiou") else "a"
    return f"{article} {command} started {started:%H:%M} by pid {pid} is running; wait for it or stop it"

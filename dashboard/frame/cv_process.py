"""Skills out of a CV, by the same extractor that reads the postings.

It runs in a process of its own, which is started for the first CV, ended when it takes more than two seconds
over one, and started again for the next. The text goes there through a pipe and nowhere else: not into a
file, a log, an address or a cache.
"""

import atexit
import json
import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from math import ceil

from analysis.market.corpus import Corpus
from data.errors import SkillgaugeError
from data.paths import ROOT
from data.programs import own_environment, own_module

MAX_BYTES = 50_000  # of UTF-8; a long CV has 20,000
READ_SECONDS = 2.0  # for one text; 50,000 bytes of a usual CV take 0.5
LOAD_SECONDS = 30.0  # until the process is ready; 1 on an idle machine
WAIT_SECONDS = 8.0  # for the texts of others; then the reader is asked to come back
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}  # each more takes addresses from its limit
LENGTH_BYTES = 4  # what stands before each text: its length, the highest byte first

TOO_SLOW = "This text takes too long to read. Paste only the part that names your skills, or pick them above."
BUSY = "Other people's CVs are being read at the moment. Please try again in some seconds."
NOT_HERE = "CVs cannot be read on this machine. Please pick your skills above."


class CvUnread(SkillgaugeError):
    """A CV was not read; the message says to the reader why, and what to do."""


class CvReader:
    """The process that reads CVs, one after the other."""

    def __init__(self, command: Sequence[str] = ()) -> None:
        """Prepare a reader; `command` stands in for the extractor's own."""
        self.command = command or own_module("nlp.process")
        self.turn = threading.Lock()
        self.process: subprocess.Popen[bytes] | None = None

    def skills(self, text: bytes) -> list[str]:
        """Return the ids of the skills that a text names. Raises CvUnread."""
        if not self.turn.acquire(timeout=WAIT_SECONDS):
            raise CvUnread(BUSY)
        try:
            process = self._ready()
            found = ask(process, len(text).to_bytes(LENGTH_BYTES) + text, READ_SECONDS)
            if found is None:
                raise CvUnread(TOO_SLOW)
            return found
        finally:
            self.turn.release()

    def _ready(self) -> "subprocess.Popen[bytes]":
        """Return the process, started if it is not there and ready to read."""
        if self.process is not None and self.process.poll() is None:
            return self.process
        self.close()
        try:
            self.process = subprocess.Popen(  # noqa: S603 - our own command, no text of a reader in it
                self.command,
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**own_environment(), **ONE_THREAD},
            )
        except OSError:
            raise CvUnread(NOT_HERE) from None
        if ask(self.process, b"", LOAD_SECONDS) is None:
            raise CvUnread(NOT_HERE)
        return self.process

    def close(self) -> None:
        """End the process, if there is one."""
        if self.process is not None:
            discard(self.process)


def ask(process: "subprocess.Popen[bytes]", question: bytes, seconds: float) -> list[str] | None:
    """Return the next line that a process answers; None, and the process is gone, if none comes in time."""
    if process.stdin is None or process.stdout is None:
        return None
    with stopped_after(seconds, process):
        try:
            process.stdin.write(question)
            process.stdin.flush()
            line = process.stdout.readline()
        except OSError:
            line = b""
    if line.endswith(b"\n"):
        return [str(skill) for skill in json.loads(line)]
    discard(process)
    return None


def discard(process: "subprocess.Popen[bytes]") -> None:
    """End a process and close its pipes."""
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        with suppress(OSError):  # what could not be written
            if pipe is not None:
                pipe.close()


@contextmanager
def stopped_after(seconds: float, process: "subprocess.Popen[bytes]") -> Iterator[None]:
    """End a process that is still at work after some seconds."""
    timer = threading.Timer(seconds, process.kill)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


@cache
def cv_reader() -> CvReader:
    """The server's only reader of CVs; its process ends with the server."""
    reader = CvReader()
    atexit.register(reader.close)
    return reader


def skills_in(text: str, corpus: Corpus) -> list[str]:
    """Return the ids of the skills that a CV names and this corpus knows, sorted. Raises CvUnread."""
    content = text.strip().encode("utf-8", "replace")
    if len(content) > MAX_BYTES:
        raise CvUnread(
            f"This text has {ceil(len(content) / 1000)} kB; at most {MAX_BYTES // 1000} kB are read. "
            "Paste only the part that names your skills."
        )
    return [skill for skill in cv_reader().skills(content) if skill in corpus.index]


def text_of(content: bytes) -> str:
    """Return an uploaded text file as text; what is not text reads as nothing."""
    if b"\x00" in content[:4_096]:
        return ""
    return content.decode("utf-8", "replace")

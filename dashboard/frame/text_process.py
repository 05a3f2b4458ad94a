"""Single texts, a CV or one posting, read by the same extractor that reads all postings.

It runs in a process of its own, which is started when somebody is about to ask, ended when it takes more than
two seconds over a text, and started again for the next. The text goes there through a pipe and nowhere else:
not into a file, a log, an address or a cache.
"""

import atexit
import json
import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from math import ceil
from typing import Any

from analysis.market.corpus import Corpus
from data.errors import MissingExtra, SkillgaugeError
from data.extras import need
from data.paths import ROOT
from data.programs import own_environment, own_module
from data.records import Mention
from data.store.reading.store_records import Evidence

MAX_BYTES = 50_000  # of UTF-8; a long CV has 20,000
READ_SECONDS = 2.0  # for one text; 50,000 bytes of a usual CV take 0.5
LOAD_SECONDS = 30.0  # until the process is ready; 2 on an idle machine
WAIT_SECONDS = 8.0  # for the texts of others; then the reader is asked to come back
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}  # each more takes addresses from its limit
LENGTH_BYTES = 4  # what stands before each question: its length, the highest byte first

TOO_SLOW = "This text takes too long to read. Paste only the part that names your skills, or pick them above."
BUSY = "Other people's CVs are being read at the moment. Please try again in some seconds."
NOT_HERE = "CVs cannot be read on this machine. Please pick your skills above."
Question = dict[str, str | None]  # text, and title, employer and location where they are known
Answer = list[list[Any]]  # mentions, each the fields of `Mention`


class TextUnread(SkillgaugeError):
    """A text was not read; the message says to the reader of a CV why, and what to do."""


class TextReader:
    """The process that reads texts, one after the other."""

    def __init__(self, command: Sequence[str] = ()) -> None:
        """Prepare a reader; `command` stands in for the extractor's own."""
        self.command = command or own_module("nlp.process")
        self.turn = threading.Lock()  # held while a text is read
        self.starting = threading.Lock()
        self.process: subprocess.Popen[bytes] | None = None

    def mentions(self, text: str, **known: str | None) -> tuple[Mention, ...]:
        """Return the mentions of a text; `known` may hold title, employer and location. Raises TextUnread."""
        question: Question = {"text": text, **known}
        content = json.dumps(question).encode()
        if not self.turn.acquire(timeout=WAIT_SECONDS):
            raise TextUnread(BUSY)
        try:
            process = self._ready()
            found = ask(process, len(content).to_bytes(LENGTH_BYTES) + content, READ_SECONDS)
            if found is None:
                raise TextUnread(TOO_SLOW)
            return tuple(Mention(*fields) for fields in found)
        finally:
            self.turn.release()

    def start_early(self) -> None:
        """Have the process ready for the next text, without waiting for it."""
        threading.Thread(target=self._start, daemon=True).start()

    def _start(self) -> None:
        with suppress(TextUnread):  # said to whoever asks for a text
            self._ready()

    def _ready(self) -> "subprocess.Popen[bytes]":
        """Return the process, started if it is not there and ready to read."""
        with self.starting:
            if self.process is None or self.process.poll() is not None:
                self.process = self._started()
            return self.process

    def _started(self) -> "subprocess.Popen[bytes]":
        self.close()
        try:
            need("spacy")
        except MissingExtra as error:
            raise TextUnread(str(error)) from None
        try:
            process = subprocess.Popen(  # noqa: S603 - our own command, no text of a reader in it
                self.command,
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**own_environment(), **ONE_THREAD},
            )
        except OSError:
            raise TextUnread(NOT_HERE) from None
        self.process = process  # to be ended with the server, also while it starts
        if ask(process, b"", LOAD_SECONDS) is None:
            raise TextUnread(NOT_HERE)
        return process

    def close(self) -> None:
        """End the process, if there is one."""
        if self.process is not None:
            discard(self.process)


def ask(process: "subprocess.Popen[bytes]", question: bytes, seconds: float) -> Answer | None:
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
        found: Answer = json.loads(line)
        return found
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
def text_reader() -> TextReader:
    """The server's only reader of texts; its process ends with the server."""
    reader = TextReader()
    atexit.register(reader.close)
    return reader


def skills_in(text: str, corpus: Corpus) -> list[str]:
    """Return the ids of the skills that a CV names and this corpus knows, sorted. Raises TextUnread."""
    text = text.strip()
    size = size_of(text)
    if size > MAX_BYTES:
        raise TextUnread(
            f"This text has {ceil(size / 1000)} kB; at most {MAX_BYTES // 1000} kB are read. "
            "Paste only the part that names your skills."
        )
    return sorted({one.skill for one in text_reader().mentions(text) if one.skill in corpus.index})


def read_again(evidence: Evidence) -> tuple[Mention, ...] | None:
    """Return the mentions of a posting by today's rules, None where its text cannot be read now."""
    if evidence.text is None or size_of(evidence.text) > MAX_BYTES:
        return None
    posting = evidence.posting
    with suppress(TextUnread):
        return text_reader().mentions(
            evidence.text, title=posting.title, employer=posting.employer, location=posting.location
        )
    return None


def size_of(text: str) -> int:
    """Return how many bytes of UTF-8 a text takes."""
    return len(text.encode("utf-8", "replace"))


def text_of(content: bytes) -> str:
    """Return an uploaded text file as text; what is not text reads as nothing."""
    if b"\x00" in content[:4_096]:
        return ""
    return content.decode("utf-8", "replace")

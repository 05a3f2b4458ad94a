"""The extractor as a process of its own: texts come in through a pipe, skills go out.

Whoever starts it may stop it at any time, and gives it a text that must leave no trace: it writes nothing but
its answers, and its memory is bounded and not dumped.
"""

import json
import sys
from contextlib import suppress
from typing import BinaryIO

from nlp.catalogue.catalog import load_catalog
from nlp.reader import Extractor

MEMORY_BYTES = 1_000_000_000  # of addresses; 180 MB are in use when it is ready
LENGTH_BYTES = 4  # what stands before each text: its length, the highest byte first


def serve(texts: BinaryIO, answers: BinaryIO) -> None:
    """Say that it is ready with an empty list; then answer each text with a line, until no more come."""
    extractor = Extractor(load_catalog())
    answer(answers, [])
    while len(head := texts.read(LENGTH_BYTES)) == LENGTH_BYTES:
        text = texts.read(int.from_bytes(head)).decode("utf-8", "replace")
        answer(answers, sorted({mention.skill for mention in extractor.read(text).mentions}))


def answer(answers: BinaryIO, skills: list[str]) -> None:
    """Write the ids of skills as one line of JSON."""
    answers.write(json.dumps(skills).encode() + b"\n")
    answers.flush()


def bound_itself() -> None:
    """Give this process a limit of memory and let it leave no core file, where the platform knows limits."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(ValueError, OSError):  # macOS knows this limit and refuses it
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


if __name__ == "__main__":
    bound_itself()
    serve(sys.stdin.buffer, sys.stdout.buffer)

"""The extractor as a process of its own: texts come in through a pipe, mentions go out.

Whoever starts it may stop it at any time, and gives it a text that must leave no trace: it writes nothing but
its answers, and its memory is bounded and not dumped.
"""

import json
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import BinaryIO

from data.records import Mention
from nlp.pipeline import read_text

MEMORY_BYTES = 1_000_000_000  # of addresses; 280 MB are in use when it is ready
LENGTH_BYTES = 4  # what stands before each question: its length, the highest byte first


def serve(questions: BinaryIO, answers: BinaryIO) -> None:
    """Say that it is ready with an empty list; then answer each question with a line, until no more come.

    A question is a JSON object with `text`, and `title`, `employer` and `location` where they are known; the
    answer is a list of mentions, each a list of the fields of `Mention`.
    """
    answer(answers, read_text("").mentions)
    while len(head := questions.read(LENGTH_BYTES)) == LENGTH_BYTES:
        question = json.loads(questions.read(int.from_bytes(head)))
        answer(answers, read_text(**question).mentions)


def answer(answers: BinaryIO, mentions: Sequence[Mention]) -> None:
    """Write mentions as one line of JSON."""
    answers.write(json.dumps(mentions).encode() + b"\n")
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

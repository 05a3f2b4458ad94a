"""Texts that repeat one short unit, and how the time that reading them takes grows with their length."""

import gc
import random
import time
from collections.abc import Callable

PIECES = {
    "abbreviations": ["e.g. ", "i.e. ", "vs. ", "approx. ", "etc. ", "Ph.D. ", "U.S. ", "Sr. ", "No. 1 "],
    "dotted names": ["Node.js e.g. ", "ASP.NET Core. ", "TensorFlow 2.x ", "Llama 3.1, ", "c:\\a.b "],
    "names": ["Python", "PyTorch", "Go", "R", "C", "rust", "Helm", "Spark", "Kubernetes", "drift",
              "LLMs", "e.g. Python, "],
    "lists": [", ", "; ", " or ", " and ", " and/or ", " / ", "/", "|", " + ", " & ", "\n- ", " • ", "\n"],
    "brackets": ["(", ")", " (", ") ", "[", "] ", "(preferred) ", "(Java, ", "<b>", "</b>", "<li>", "\""],
    "hashtags": ["#", "#python ", "#Go #hiring ", "tags: ", "Technologies: "],
    "headings": ["Requirements: ", "Requirements:\n", "Nice to have: ", "Must: ", "Bonus: ", "About us\n"],
    "cues": ["a plus ", "is a plus, ", "ideally ", "bonus points for ", "experience with ",
             ", experience in ", "must have ", "our customers include ", "we use ",
             "looking for an engineer to build "],
    "facts": ["remote ", "2 days in the office ", "home office ", "5+ years ", "$100k - $150k ",
              "senior engineer ", "we are hiring ", "| ML Engineer | "],
    "contacts": ["jane [at] corp [dot] com ", "a@b.example ", "jane at corp dot com ", "+1 (555) 010-9999 ",
                 "mail us: ", "https://corp.example/a "],
    "glue": ["Strong", "Experience", "inPython", "aA", "1a", "é", "\u200b", "机器学习",
             "Experience with Java"],
}  # laid out as a table  # fmt: skip
SIZES = (12_000, 24_000, 48_000)  # characters
COMPOSED = 90  # units put together of several pieces
MOST_PIECES = 4
LONGEST_GROWTH = 2.6  # time(n) / time(n / 2): 2 for a linear reader, 4 for a quadratic one
TOO_FAST = 0.06  # seconds for the longest text: what is quicker cannot be timed, and is quick
TRIES = 4  # other processes disturb a measurement, and never all of so many


def units() -> list[str]:
    """Return every piece alone, then pieces put together by chance, always the same ones."""
    chance = random.Random(11)
    alone = [piece for pieces in PIECES.values() for piece in pieces]
    kinds = list(PIECES)
    composed = [
        "".join(
            chance.choice(PIECES[kind]) for kind in chance.choices(kinds, k=chance.randint(2, MOST_PIECES))
        )
        for _ in range(COMPOSED)
    ]
    return [*alone, *composed]


def growth(read: Callable[[str], object], unit: str) -> float:
    """Return by how much reading takes longer when the text doubles: the larger of two doublings, the least
    of some tries; 0 where the longest text is read too quickly to tell.
    """
    texts = [(unit * (size // len(unit) + 1))[:size] for size in SIZES]
    if seconds(read, texts[-1]) < TOO_FAST:
        return 0.0
    least = float("inf")
    for _ in range(TRIES):
        short, middle, long = (seconds(read, text) for text in texts)
        least = min(least, max(long / middle, middle / short if middle > TOO_FAST / 2 else 0.0))
        if least < LONGEST_GROWTH:
            break
    return least


def seconds(read: Callable[[str], object], text: str) -> float:
    """Return the processor time that reading takes, the lesser of two, without the collector's."""
    was_on = gc.isenabled()
    gc.disable()
    times = []
    for _ in range(2):
        start = time.process_time()
        read(text)
        times.append(time.process_time() - start)
    if was_on:
        gc.enable()
    return min(times)

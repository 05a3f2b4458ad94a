"""No regular expression of the package takes more than linear time."""

import importlib
import math
import pkgutil
import re
import time
from collections.abc import Iterator

import pytest

import nlp
from nlp.levels.cue_marks import MarkReader
from nlp.levels.cues import other_things, role_nouns, wish_words, work_words
from nlp.levels.sentences import load_sentences
from nlp.names.leads import load_leads
from nlp.names.negation import load_negation
from nlp.names.senses import PATTERN_FIELDS, load_senses
from tests.nlp.facts.fact_patterns import fact_patterns, patterns_in

SIZE = 25_000  # characters
SEEDS = [
    "a",
    "a.",
    "a ",
    "1",
    "1,",
    " ",
    "\t",
    "(",
    "such as ",
    "or ",
    ", ",
    "Aa",
    "a-",
    "http://a.",
    "A.",
    "/ ",
    "or (a ",
]
LONGEST_GROWTH = 3.0  # time(n) / time(n / 2) of a linear pattern is 2, of a quadratic one 4
TOO_FAST = 0.05  # seconds: at most 0.8 s for four times the text even if it grew with the square
ROUNDS = 4  # the best of at most so many counts, each of processor time: other processes do not matter


def patterns() -> Iterator[tuple[str, re.Pattern]]:
    """Yield every pattern at the top of a module of the package, once although others import it."""
    seen: set[int] = set()
    for module in pkgutil.walk_packages(nlp.__path__, "nlp."):
        for name, value in vars(importlib.import_module(module.name)).items():
            for number, item in enumerate(value if isinstance(value, tuple | list) else (value,)):
                if isinstance(item, re.Pattern) and id(item) not in seen:
                    seen.add(id(item))
                    yield f"{module.name}.{name}.{number}", item
    yield from fact_patterns()
    for load in (load_leads, load_negation, load_sentences, other_things, role_nouns, wish_words, work_words):
        yield from patterns_in(load.__name__, load())
    yield "marks.glued_heading", MarkReader()._glued_heading


def duration(pattern: re.Pattern, text: str) -> float:
    start = time.process_time()
    for _ in pattern.finditer(text):
        pass
    return time.process_time() - start


def filler(pattern: re.Pattern, seed: str, size: int) -> str | bytes:
    text = seed * (size // len(seed))
    return text.encode() if isinstance(pattern.pattern, bytes) else text


@pytest.mark.parametrize(
    ("name", "pattern"), list(patterns()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_time_grows_with_the_text_and_no_faster(name, pattern):
    for seed in SEEDS:
        whole, half = filler(pattern, seed, SIZE), filler(pattern, seed, SIZE // 2)
        if duration(pattern, whole) < TOO_FAST:
            continue
        long = short = math.inf
        for _ in range(ROUNDS):
            long, short = min(long, duration(pattern, whole)), min(short, duration(pattern, half))
            if long / short < LONGEST_GROWTH:
                break
        assert long / short < LONGEST_GROWTH, f"{name} on {seed!r}: {short:.3f}, {long:.3f} s"


def test_senses_only_ever_see_short_windows():
    for skill, sense in load_senses().items():
        for field in PATTERN_FIELDS:
            if pattern := getattr(sense, field):
                fastest = min(duration(pattern, "a, " * 20) for _ in range(ROUNDS))
                assert fastest < 0.05, f"{skill}.{field}"

"""No pattern takes more than its share of time on hostile text."""

import importlib
import pkgutil
import re
import time

import pytest

import scraper
from scraper.source import Source

HOSTILE = (
    "a.",
    "1",
    " ",
    "(",
    "<p",
    "- ",
    "| ",
    '"\\',
    "&amp;",
    "a@",
    "https://x/",
    "A ",
    "Ã\x81",
    "a/b?for=&",
    ",\n",
)


def patterns():
    """Yield every compiled pattern of the package, with where it stands, once although others import it."""
    seen = set()
    for info in pkgutil.walk_packages(scraper.__path__, "scraper."):
        module = importlib.import_module(info.name)
        for name, value in vars(module).items():
            links = value.links if isinstance(value, Source) else (value,)
            values = value if isinstance(value, tuple) else links
            for number, pattern in enumerate(values):
                if not isinstance(pattern, re.Pattern) or id(pattern) in seen:
                    continue
                seen.add(id(pattern))
                if isinstance(pattern.pattern, str):
                    yield pytest.param(pattern, id=f"{info.name}.{name}.{number}")


def seconds(pattern: re.Pattern[str], text: str, enough: float = 0.0) -> float:
    """Return how long a pattern takes at best to be looked for everywhere; `enough` need not be bettered."""
    took = []
    for _ in range(2):
        start = time.process_time()
        sum(1 for _ in pattern.finditer(text))
        took.append(time.process_time() - start)
        if took[-1] <= enough:
            break
    return min(took)


@pytest.mark.parametrize("pattern", list(patterns()))
def test_a_pattern_grows_with_its_text(pattern):
    slow = {}

    for part in HOSTILE:
        short, long = part * (8_000 // len(part)), part * (32_000 // len(part))
        took = seconds(pattern, long, enough=0.2)
        if took > 0.2 and took > 10 * seconds(pattern, short):
            slow[part] = took

    assert slow == {}

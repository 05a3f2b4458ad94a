"""Texts of postings, invented and real, damaged as dumps and pages may damage them, and how they are read."""

import json
import lzma
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice, pairwise
from math import isfinite
from random import Random

from data.records import (
    CLOUDS,
    FLAGS,
    FORMS,
    LEVELS,
    LONGEST_READ,
    PAY_PERIODS,
    ROLES,
    SENIORITIES,
    WORKPLACES,
    Facts,
    Mention,
)
from nlp.catalogue.catalog import Catalog, load_catalog
from nlp.reader import Extractor
from tests.growing_recipes import ALL_PIECES, words_of_the_rules
from tests.growing_texts import PIECES
from tests.shared_inputs import SHARED

Bytes = Callable[[bytes, bytes, Random], bytes]
INVENTED, REAL = 60, 150  # texts; of real ones so many a file
LONGEST = 2 * LONGEST_READ  # characters of a damaged text
FIELDS = ("title", "company", "location")  # the lines that stand before a text
SECONDS_ALLOWED = 1.0  # of the processor for the longest text; a posting takes two milliseconds
TITLES = (
    "Senior ML Engineer", "Data Scientist (m/w/d)", "Initech | ML Engineer | Berlin | Remote | $120k",
    "", "Intern",
)  # a list of titles  # fmt: skip
EMPLOYERS = ("Initech", "Spark Labs", "Acme GmbH & Co. KG", "")
PLACES = ("Berlin, Germany", "Remote (US)", "Toronto, ON; London", "")
HEADINGS = (
    "About us", "Requirements:", "What you'll do", "Nice to have", "Dein Profil", "Votre profil", "Benefits",
    "Tech stack:",
)  # a list of headings  # fmt: skip
LINES = (
    "- {0}+ years of {1}, {2} or {3}",
    "• Strong knowledge of {1}/{2} ({3} preferred)",
    "{1} is a plus, {2} is not required",
    "We use {1}, {2} and {3} such as {1} or {2} every day.",
    "{1}, {2}, {3}, {1}",
    "#{1} #{2} #{3}",
    "Erfahrung mit {1} oder {2}, idealerweise {3}",
    "Vous maîtrisez {1} ou {2}; {3} est un plus.",
    "Our customers include {1}, {2} and {3}.",
    "Salary: ${0}0,000 - ${0}5,000 per year, {0} days in the office",
    "Write clearly, review each other's work and ship small changes often.",
    "",
    "Technologies: {1} | {2} | {3}",
    "you will build pipelines with {1}Experience with {2}Strong {3} skills",
)
MOVED = (  # characters that folding moves or drops
    "İ", "ß", "ﬁ", "ẞ", "𝒫", "½", "\u0301", "\u200b", "\u200d", "\xad", "\ufeff", "\u202e", "\u2028", "\x00",
    "\xa0", "Ｐ",
)  # fmt: skip
BRACKETS = "()[]{}<>"


@cache
def catalog() -> Catalog:
    """Return the shipped catalogue."""
    return load_catalog()


@cache
def extractor() -> Extractor:
    """Return the reader under test."""
    return Extractor(catalog())


def samples() -> dict[str, bytes]:
    """Return sound texts by name: title, employer and place in a line each, and the text below them."""
    names = [spelling.text for spelling in catalog().spellings]
    made = {f"invented {number}": _invented(Random(number), names) for number in range(INVENTED)}
    return {name: text.encode() for name, text in (*made.items(), *_real())}


def _invented(chance: Random, names: list[str]) -> str:
    lines = [chance.choice(TITLES), chance.choice(EMPLOYERS), chance.choice(PLACES)]
    for _ in range(chance.randint(1, 6)):
        lines.append(chance.choice(HEADINGS))
        lines += [
            chance.choice(LINES).format(chance.randint(1, 12), *chance.sample(names, 3))
            for _ in range(chance.randint(1, 8))
        ]
    return "\n".join(lines)


def _real() -> Iterator[tuple[str, str]]:
    for path in sorted((SHARED / "corpus").glob("*.jsonl.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(islice(lines, REAL)):
                row = json.loads(line)
                fields = (str(row.get(key) or "").replace("\n", " ") for key in FIELDS)
                yield f"{path.name} {number}", "\n".join((*fields, row["text"]))


def damaged_text(bytewise: Bytes) -> Bytes:
    """Return what damages a text: as a text most times, byte by byte with `bytewise` in the others."""

    def damage(content: bytes, other: bytes, chance: Random) -> bytes:
        if chance.random() < 0.3:
            return bytewise(content, other, chance)
        text = content.decode("utf-8", "surrogateescape")
        for _ in range(chance.choice((1, 2, 4, 8))):
            text = _with_fault(text, chance)
        return text.encode("utf-8", "surrogatepass")

    return damage


def _with_fault(text: str, chance: Random) -> str:
    """Return a text with one stretch of it changed, or a piece of another kind put in."""
    at = chance.randrange(len(text) + 1)
    end = min(len(text), at + chance.choice((1, 7, 60, 600, len(text))))
    part = text[at:end]
    lines = part.split("\n")
    new = chance.choice((
        "", part[::-1], part.upper(), part.lower(), part.swapcase(), part * chance.choice((2, 30)),
        "\n".join(line for line in lines for _ in range(chance.choice((1, 2)))),
        "\n".join(chance.sample(lines, len(lines))),
        part.replace("\n", ""),
        part.replace(" ", chance.choice(("", "\n", "\xa0", "\u200b", "  "))),
        "".join(character for character in part if character not in BRACKETS),
        "".join(character + chance.choice((*MOVED, *[""] * 40)) for character in part),
        part + chance.choice(ALL_PIECES) * chance.choice((1, 3, 300)),
        part + chance.choice(words_of_the_rules()),
        part.replace(chance.choice(PIECES["names"]), chance.choice(MOVED)),
    ))  # fmt: skip  # a list of choices
    return (text[:at] + new + text[end:])[:LONGEST]


def read(_name: str, content: bytes) -> None:
    """Read a damaged text twice; AssertionError says what is wrong with the reading."""
    lines = content.decode("utf-8", "surrogateescape").split("\n", len(FIELDS))
    title, employer, place, text = [*lines, *[""] * len(FIELDS)][: len(FIELDS) + 1]
    start = time.process_time()
    reading = extractor().read(text, title=title, employer=employer, location=place)
    took = time.process_time() - start
    assert took < SECONDS_ALLOWED, f"took {took:.1f} s for {len(text):,} characters"
    assert extractor().read(text, title=title, employer=employer, location=place) == reading
    assert extractor().mentions(text, employer=employer) == reading.mentions
    check_mentions(text, reading.mentions)
    check_facts(reading.facts)
    assert len(set(reading.flags)) == len(reading.flags)
    assert set(reading.flags) <= set(FLAGS)
    assert ("cut" in reading.flags) == (len(text) > LONGEST_READ)
    assert reading.register.words <= len(text)
    assert all(line.text in text for line in extractor().lines(text) if text.isascii())


def check_mentions(text: str, mentions: tuple[Mention, ...]) -> None:
    """Assert that mentions cut their surfaces out of a text, in order, and that groups are choices."""
    known = catalog().by_id
    for one in mentions:
        assert one.start < one.end
        assert text[one.start : one.end] == one.surface
        assert one.skill in known
        assert one.level in LEVELS
        assert one.form in FORMS
        assert one.rule
    assert all(one.end <= other.start for one, other in pairwise(mentions))
    groups = Counter(
        group for group, _ in {(one.group, one.skill) for one in mentions if one.group is not None}
    )
    assert all(count > 1 for count in groups.values())


def check_facts(facts: Facts) -> None:
    """Assert that each fact has one of its values."""
    assert facts.role in ROLES
    assert facts.seniority in SENIORITIES
    assert facts.workplace in WORKPLACES
    assert set(facts.clouds) <= set(CLOUDS)
    assert facts.years_min is None or 0 <= facts.years_min < 100
    assert facts.country is None or len(facts.country) == 2
    if pay := facts.salary:
        assert 0 < pay.minimum <= pay.maximum
        assert isfinite(pay.maximum)
        assert len(pay.currency) == 3
        assert pay.period in PAY_PERIODS

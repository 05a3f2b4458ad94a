"""Hostile texts of any length, each made by chance of a few pieces: what a posting could repeat."""

import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import count
from random import Random

from data.catalogue.skills import RULES
from tests.growing_texts import PIECES, seconds

MORE_PIECES = {
    "cues": [
        "Experience ideally ", "ideally Python ", "preferred: ", "(preferred) ", "bonus: ",
        "von Vorteil ", "Kenntnisse in ", "souhaité ", "deseable ", "is required. ", "mandatory, ",
        "nice-to-have ",
    ],
    "negations": [
        "no Python ", "not Java, ", "without SQL ", "no experience with ", "kein Java ", "pas de SQL ",
        "not required ", "we do not use ", "instead of Spark ", "rather than ",
    ],
    "choices": [
        "such as ", "e.g. ", "like ", "any of ", "one of ", "either ", " oder ", " ou ", " o ",
        "at least one of ",
    ],
    "tags": [
        "Tags: ", "#MLOps #", "Python Spark SQL ", "Skills\n", "Tech stack: ", "Python • SQL • ",
        "Java | ",
    ],
    "facts": [
        "€60k - €80k ", "80,000 - 100,000 EUR ", "USD 50/hour ", "salary: ", "15% ", "12-15 LPA ", "$",
        "1,000", "3-5 years of ", "five years ", "mindestens 3 Jahre ", "2+ yrs ", "hybrid ", "on-site ",
        "Berlin, Germany, ", "London or remote ", "US only ", "junior/senior ", "Head of ", "Staff ",
        "Lead ", "(m/w/d) ", "intern ",
    ],
    "calls": [
        "Hiring: ", "We're looking for a Data Scientist ", "ML Engineer, ", "Data Engineers ", "SRE | ",
        "CTO, ",
    ],
    "moved": [
        "İ", "ﬁ", "ß", "\u200b", "\u200d", "\ufeff", "Ｐｙｔｈｏｎ ", "Py\u200bthon ", "С++ ", "ｅ.ｇ. ", "𝒫",
        "½", "㎏", "́", "\ud800", "№", "…", "Ǆ",
    ],
    "spaces": [
        " ", "  ", "\t", "\r\n", "\n\n", "\xa0", "\u2028", "\x0b", "\x00", "\x01",
    ],
    "signs": [
        "C++", "C#", ".NET ", "+", "++", "#", "*", "- ", "• ", "·", "–", "—", ":", ": ", ";", "!", "?",
        ".", ". ", "...", "'", "’", '"', "“", "”", "@", "://", "https://", "www.", "&amp;", "{", "}",
        "<", ">", "%", "=", "_", "\\",
    ],
    "joints": [
        "PythonStrong ", "inPython", "SQLExperience", "Python3", "LLMs", "MLOps", "aA", "A1", "1A",
    ],
}  # many pieces a line  # fmt: skip
ALL_PIECES = [piece for pieces in (*PIECES.values(), *MORE_PIECES.values()) for piece in pieces]
LONGEST_WORDS = 60  # characters of words taken from the rules
SHARE_OF_RULES = 0.4  # of the pieces that are words of the rules
FORMS = ("repeated", "repeated", "mixed", "framed", "nested", "on one line", "numbered")


@dataclass(frozen=True)
class Recipe:
    """How a text is made: `form` is how its pieces are put together, `seed` what is left to chance."""

    form: str
    pieces: tuple[str, ...]
    seed: int

    def text(self, size: int) -> str:
        """Return the text with so many characters; a longer one begins with a shorter one, if not nested."""
        first, *others = self.pieces
        last = others[-1] if others else first
        unit = "".join(self.pieces)
        match self.form:
            case "mixed":
                return _filled(_drawn(self.pieces, self.seed), size)
            case "framed":
                return (first + _repeated(unit, size))[: size - len(last)] + last
            case "nested":
                return _repeated(first, size // 2) + "".join(others[:-1]) + _repeated(last, size // 2)
            case "on one line":
                return _repeated("".join(unit.split("\n")) or " ", size)
            case "numbered":
                return _filled((f"{unit}{number} " for number in count()), size)
            case _:
                return _repeated(unit, size)


def recipe(seed: int) -> Recipe:
    """Return the recipe with this seed, always the same one."""
    chance = Random(seed)
    form = chance.choice(FORMS)
    most = 9 if form == "mixed" else 4
    pieces = (
        f"{chance.choice(words_of_the_rules())} "
        if chance.random() < SHARE_OF_RULES
        else chance.choice(ALL_PIECES)
        for _ in range(chance.randint(1, most))
    )
    return Recipe(form, tuple(pieces), seed)


@cache
def words_of_the_rules() -> list[str]:
    """Return the words in the tables of data/rules, in order: each of them may make a reader look further."""
    tables = (tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(RULES.glob("*.toml")))
    return sorted({text for table in tables for text in _texts_in(table) if 0 < len(text) <= LONGEST_WORDS})


def _texts_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        inner: Iterable[object] = value.values() if isinstance(value, dict) else value
        for each in inner:
            yield from _texts_in(each)


def mean_growth(
    read: Callable[[str], object], text_of: Callable[[int], str], sizes: tuple[int, ...]
) -> float:
    """Return by how much reading takes longer when a text doubles, on average over `sizes`, which double.

    2 for a linear reader, 4 for a quadratic one. A disturbed measurement hardly moves the mean.
    """
    shortest, longest = (seconds(read, text_of(size)) for size in (sizes[0], sizes[-1]))
    return float((longest / shortest) ** (1 / (len(sizes) - 1)))


def _repeated(unit: str, size: int) -> str:
    return (unit * (size // len(unit) + 1))[:size]


def _drawn(pieces: tuple[str, ...], seed: int) -> Iterator[str]:
    chance = Random(seed)
    while True:
        yield chance.choice(pieces)


def _filled(pieces: Iterator[str], size: int) -> str:
    """Return pieces joined up to a length."""
    found: list[str] = []
    length = 0
    while length < size:
        found.append(next(pieces))
        length += len(found[-1])
    return "".join(found)[:size]

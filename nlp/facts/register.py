"""How an advertisement is written: how long it is, how much of it is lists, and which plain words it uses.

A change of a skill's share is believed only where it is not made by longer or differently worded
advertisements. This is what that comparison needs of each posting; it names no skill.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from data.catalogue.matching_form import flatten
from data.origins import search_words
from data.records import Register
from data.wording.control_words import CONTROL_WORDS
from data.wording.rule_files import RuleFile
from nlp.text.fold import Folded

FEWEST_WORDS = 80  # fewer control words would leave too few of a similar share to compare with
MARKS = frozenset("-*+•·▪●◦‣∙–—")  # with which lines of a list begin
NUMBER_BEGINS = frozenset("(0123456789")
ITEM_BEGINS = MARKS | NUMBER_BEGINS
NUMBERED = re.compile(r"\(?\d{1,2}[.)] ")
SHORT_LINE = 240  # characters of a list item at most
RUN = 3  # short lines directly below one another that make a list without marks
NOT_SPACE = b"x"
WORD_OR_SPACE = bytes(32 if chr(code).isspace() or code == 1 else NOT_SPACE[0] for code in range(256))
WORD_BEGINS = b" " + NOT_SPACE


@dataclass(frozen=True, slots=True)
class ControlWords:
    """The control words in the order of their bits, and the patterns of their spellings in folded bytes."""

    names: tuple[str, ...]
    patterns: tuple[bytes, ...]
    bits: Sequence[int]  # of the word whose spelling has this number

    def bits_of(self, found: Iterable[int]) -> int:
        """Return the control words as bits, given the numbers of the patterns that a text holds."""
        bits = 0
        for number in found:
            bits |= self.bits[number]
        return bits

    def in_text(self, folded: Folded) -> Iterator[int]:
        """Yield the numbers of the patterns that a text holds, looked for one by one."""
        return (number for number, pattern in enumerate(self.patterns) if pattern in folded.flat)


def register_of(folded: Folded, title: str = "", found: Iterable[int] | None = None) -> Register:
    """Return how a posting is written, from its title and the text as it is matched.

    `found` are the numbers of the patterns of control words in it, where a scanner has looked for them.
    """
    control = load_control_words()
    bits = control.bits_of(control.in_text(folded) if found is None else found)
    return Register(count_words(folded), count_items(folded.lines), bits, has_search_words(folded, title))


def has_search_words(folded: Folded, title: str) -> bool:
    """Tell whether a title or a text has words by which a collection was searched for."""
    places = (b" " + flatten(title), folded.flat)
    return any(words in place for words in _search_words() for place in places)


@cache
def _search_words() -> tuple[bytes, ...]:
    return tuple(b" " + flatten(words) for words in search_words())


def count_words(folded: Folded) -> int:
    """Return how many words a text has: stretches without white space, as `str.split` has them."""
    return (b" " + folded.raw.translate(WORD_OR_SPACE)).count(WORD_BEGINS)


def count_items(lines: Sequence[str]) -> int:
    """Return how many of a text's lines are list items: those with a mark, or short ones below one another.

    Many sources drop the marks of lists, so where no line has one each run of RUN and more short lines
    counts as a list.
    """
    firsts = [line.lstrip(" \t")[:1] for line in lines]
    marked = 0 if ITEM_BEGINS.isdisjoint(firsts) else _count_marked(lines, firsts)
    return marked or _count_runs(lines)


def _count_marked(lines: Sequence[str], firsts: Sequence[str]) -> int:
    """Return how many lines begin with a mark or a number of a list; `firsts` are their first characters."""
    numbered = (
        NUMBERED.match(line.lstrip(" \t"))
        for first, line in zip(firsts, lines, strict=True)
        if first and first in NUMBER_BEGINS
    )
    return sum(map(MARKS.__contains__, firsts)) + sum(found is not None for found in numbered)


def _count_runs(lines: Sequence[str]) -> int:
    """Return how many short lines stand right below one another, RUN or more of them."""
    items = run = 0
    for line in (*lines, ""):
        if line and len(line) <= SHORT_LINE:
            run += 1
        else:
            items += run if run >= RUN else 0
            run = 0
    return items


@cache
def load_control_words(path: Path = CONTROL_WORDS) -> ControlWords:
    """Return the control words of a file. Raises CatalogError for the first fault."""
    file = RuleFile.read(path)
    table = file.tables.get("control")
    if not isinstance(table, dict) or len(table) < FEWEST_WORDS:
        raise file.fault("control", f"must hold at least {FEWEST_WORDS} words, each with its spellings")
    spellings = _spellings(file, table)
    patterns = tuple(b" " + flatten(text) + b" " for text in spellings)
    places = {name: 1 << place for place, name in enumerate(table)}
    return ControlWords(tuple(table), patterns, [places[name] for name in spellings.values()])


def _spellings(file: RuleFile, table: Mapping[str, object]) -> dict[str, str]:
    """Return the control word of each spelling."""
    owners: dict[str, str] = {}
    for name, spellings in table.items():
        if not isinstance(spellings, list) or not spellings:
            raise file.fault("control", f"{name!r} must have a list of spellings")
        for text in spellings:
            if not isinstance(text, str) or not text.strip() or text != text.lower():
                raise file.fault("control", f"{name!r}: {text!r} is not a word in lower case")
            if text in owners:
                raise file.fault("control", f"{text!r} is a spelling of {owners[text]!r} and {name!r}")
            owners[text] = name
    return owners

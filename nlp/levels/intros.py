"""Which sentences before a list open which part of a posting ("The following would be a plus:")."""

import re
from dataclasses import dataclass
from functools import cache

from data.catalogue.skills import RULES
from data.wording.word_tables import WordTable
from nlp.levels.kinds import Kind
from nlp.text.windows import one_of

INTROS = RULES / "intros.toml"
GROUPS = (
    "benefits", "people", "welcome", "bonus", "whose", "plus_if", "nice", "asking", "work", "doing", "person",
    "have", "wanted", "openings", "will", "surely", "followed",
)  # fmt: skip # a table: many words a line
LONGEST_INTRO = 400  # characters of a paragraph whose last sentence may introduce a list
INTRO_MARKS = (":", ": ", ":\r", ":\xa0")  # how the line of an introduction ends
EDGES = " \t\r\xa0*_-–—#•·▪●:"
SENTENCE_END = re.compile(r"[.!?]\)? ")


@dataclass(frozen=True, slots=True)
class IntroRules:
    """The words of data/rules/intros.toml and the patterns made of them, for sentences in lower case."""

    kinds: tuple[tuple[Kind, re.Pattern[str]], ...]  # the first whose pattern is found decides
    followed: re.Pattern[str]  # the last sentence only says that a list follows


@cache
def load_intros() -> IntroRules:
    """Return the rules. Raises CatalogError for the first wrong group."""
    table = WordTable.read(INTROS, GROUPS, patterns=GROUPS)
    of = {group: one_of(*table.words(group)) for group in GROUPS}
    plus = one_of(
        rf"\b{of['people']}\b.{{0,90}}\b{of['welcome']}\b",
        rf"\b{of['bonus']}\b.{{0,60}}\b{of['whose']}\b",
        rf"\b{of['nice']}",
        rf"\b{of['plus_if']}\b",
    )
    must = one_of(
        rf"\b{of['person']}{of['will']}?(?: {of['surely']})? {of['have']}\b",
        rf"\b{of['wanted']}\b(?!.{{0,40}}\b{of['openings']}\b)",
    )
    return IntroRules(
        (
            ("benefits", re.compile(rf"\b{of['benefits']}\b")),
            ("plus", re.compile(plus)),
            ("duty", re.compile(rf"^(?!.*\b{of['asking']}\b).*\b{of['work']}|\b{of['doing']}")),
            ("must", re.compile(must)),
        ),
        re.compile(of["followed"]),
    )


def kind_of_intro(line: str) -> Kind | None:
    """Return the kind of part that the last sentence of a line opens with its colon, None for none."""
    line = line.strip(EDGES).lower()
    if len(line) > LONGEST_INTRO:
        return None
    *before, last = SENTENCE_END.split(line)
    kind = _kind_of_sentence(last)
    if kind is None and len(before) == 1 and load_intros().followed.search(before[0]):
        return _kind_of_sentence(before[0])
    return kind


def _kind_of_sentence(sentence: str) -> Kind | None:
    return next((kind for kind, pattern in load_intros().kinds if pattern.search(sentence)), None)

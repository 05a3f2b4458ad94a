"""Which lines are headings, and what kind of part each opens.

A heading is a short line made of heading words only ("Required skills & experience", "What you'll need"), so
a bullet ("Experience with Python") is not one. data/rules/headings.toml holds the words; its first group that
has a phrase in the heading decides.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from data.catalogue.skills import RULES
from data.wording.word_tables import WordTable
from nlp.levels.intros import INTRO_MARKS, LONGEST_INTRO, kind_of_intro
from nlp.levels.kinds import TALK, Kind

HEADINGS = RULES / "headings.toml"
LONGEST_HEADING = 90  # characters
MOST_WORDS = 14  # words of the longest heading that employers write
LINES_KEPT = 8_192  # lines remembered with their verdict; employers repeat a few thousand
LONGEST_KEPT = 2 * LONGEST_INTRO  # characters of a line that may introduce a list, with the blanks around it
EDGES = " \t\r\xa0*_-–—#•·▪●:;,.!?()[]¿¡"
INTRO_ENDS = frozenset(mark[-1] for mark in INTRO_MARKS)
NOT_WORDS = re.compile(r"[^\w&'+]+|_")
SPACED = bytes(32 if NOT_WORDS.match(chr(code)) else code for code in range(128)).ljust(256)
LABEL_WORDS = 5  # words of the longest label before a colon that may be a heading

KIND_OF_GROUP: Mapping[str, Kind] = {  # in the order in which they decide
    "not_wanted": "not wanted",
    "plus_first": "plus",
    "must_first": "must",
    "duty_first": "duty",
    "must_if": "must",
    "plus": "plus",
    "benefits": "benefits",
    "must": "must",
    "duty": "duty",
    "company": "company",
    "must_experience": "must",
    "other": "other",
    "company_last": "company",
    "must_last": "must",
}
KIND_OF_INLINE: Mapping[str, Kind] = {
    "inline_plus": "plus",
    "inline_must": "must",
    "inline_duty": "duty",
    "inline_other": "other",
    "inline_company": "company",
}
LASTING = frozenset({"must", "duty"})  # parts of an inline heading that go on after its line


@dataclass(frozen=True, slots=True)
class HeadingRules:
    """The words of headings: phrases with the number of the first group that holds them, and all words."""

    ranks: Mapping[str, int]
    kinds: tuple[Kind, ...]  # by number of the group
    longest_by_first: Mapping[str, int]  # words of the longest phrase that begins with a word
    vocabulary: frozenset[str]
    inline: tuple[tuple[Kind, str], ...]  # headings that may stand inside a paragraph
    about: tuple[tuple[str, ...], ...]  # words before somebody's name
    about_starts: tuple[str, ...]  # the same, as a line begins with them
    open_ends: frozenset[str]  # words that end a heading which the list below goes on


@cache
def load_headings() -> HeadingRules:
    """Return the rules. Raises CatalogError for the first wrong group."""
    table = WordTable.read(HEADINGS, (*KIND_OF_GROUP, "fillers", "about", *KIND_OF_INLINE, "open_ends"))
    ranks: dict[str, int] = {}
    for rank, group in enumerate(KIND_OF_GROUP):
        for phrase in table.words(group):
            ranks.setdefault(phrase, rank)
    return HeadingRules(
        ranks,
        tuple(KIND_OF_GROUP.values()),
        {words[0]: len(words) for words in sorted(map(str.split, ranks), key=len)},
        frozenset((*table.words("fillers"), *(word for phrase in ranks for word in phrase.split()))),
        tuple((kind, phrase) for group, kind in KIND_OF_INLINE.items() for phrase in table.words(group)),
        tuple(tuple(phrase.split()) for phrase in table.words("about")),
        tuple(form for one in table.words("about") for form in (one, one.capitalize(), one.upper())),
        frozenset(table.words("open_ends")),
    )


def kinds_of_headings(lines: Iterable[str]) -> list[Kind | None]:
    """Return the kind of the part that each line opens, None for a line that is no heading."""
    vocabulary = load_headings().vocabulary
    # most lines are too long for a heading, and asking here costs less than a call
    return [
        _kind_of_line(line, vocabulary)
        if line and (len(line) <= LONGEST_HEADING or line[-1] in INTRO_ENDS)
        else None
        for line in lines
    ]


def _kind_of_line(line: str, vocabulary: frozenset[str]) -> Kind | None:
    # many are bullets; their last or first word gives them away for a tenth of the price
    if len(line) <= LONGEST_HEADING:
        bare = line.strip(EDGES)
        last = bare[bare.rfind(" ") + 1 :].lower()
        if last in vocabulary or not last.isalpha():
            first = bare.partition(" ")[0].lower()
            if first in vocabulary or not first.isalpha():
                return _kind_of_heading(line)
        if " at " in bare or bare.startswith(load_headings().about_starts):
            return _kind_of_heading(line)
    if len(line) > LONGEST_KEPT or line[-1] not in INTRO_ENDS:
        return None
    return _kind_of_intro(line) if line.endswith(INTRO_MARKS) else None


_kind_of_intro = lru_cache(maxsize=LINES_KEPT)(kind_of_intro)


@lru_cache(maxsize=LINES_KEPT)
def _kind_of_heading(line: str) -> Kind | None:
    line = line.strip()
    words = heading_words(line)
    if words and len(words) <= MOST_WORDS:
        rules = load_headings()
        if rules.vocabulary.issuperset(words):
            duties = kind_of_intro(line) if words[-1] in rules.open_ends else None  # "You will need to:"
            return duties or kind_of_words(words, rules)
        if is_about_someone(line, words):
            return "company"
        if "at" in words[1:-1] and (kind := _kind_at_someone(words, rules)):
            return kind
    return kind_of_intro(line) if line.endswith(":") else None


def kind_of_words(words: tuple[str, ...], rules: HeadingRules) -> Kind | None:
    """Return the kind of the first group that has a phrase among these words."""
    longest_by_first, ranks = rules.longest_by_first, rules.ranks
    found = [
        ranks[run]
        for start, word in enumerate(words)
        for stop in range(start + 1, min(start + longest_by_first.get(word, 0), len(words)) + 1)
        if (run := " ".join(words[start:stop])) in ranks
    ]
    return rules.kinds[min(found)] if found else None


def is_about_someone(line: str, words: tuple[str, ...]) -> bool:
    """Tell whether this is a heading like "About Initech", "Why Initech?" or "Pourquoi Initech ?"."""
    starts = any(words[: len(about)] == about for about in load_headings().about)
    return starts and 1 < len(words) <= LABEL_WORDS and line[-1] not in ".,;"


def _kind_at_someone(words: tuple[str, ...], rules: HeadingRules) -> Kind | None:
    """Return the kind of a heading like "Life at Initech", None where it is about the work there."""
    before = words[: words.index("at") + 1]
    if "experience" in before:
        return None  # "Experience of working at a bank" is asked for
    kind = kind_of_words(before, rules) if rules.vocabulary.issuperset(before) else None
    return kind if kind in TALK and len(words) <= len(before) + LABEL_WORDS else None


def heading_words(line: str) -> tuple[str, ...]:
    """Return the words of a line as headings are compared: lower case, straight quotes, no marks."""
    line = line.lower().replace("’", "'")
    if line.isascii():
        return tuple(line.encode().translate(SPACED).decode().split())
    return tuple(NOT_WORDS.sub(" ", line).split())

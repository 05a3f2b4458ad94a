"""Practices named by two words with others between them, from `data/rules/phrases.toml`."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from data.catalogue.skills import RULES, expand
from data.errors import CatalogError
from nlp.catalogue.rule_files import RuleFile
from nlp.catalogue.word_tables import WordTable

PHRASES = RULES / "phrases.toml"
GROUPS = ("words", "near")
STOPS = "stops"  # the group of words that may not stand between
BETWEEN = r",? (?!(?:{stops})\b)[\w/&’'-]{{1,18}}"  # a full stop, a colon or a bracket ends the clause
MOST_BETWEEN = 6
MOST_BETWEEN_BEFORE = 5  # the words that lead up to one name it less often


@dataclass(frozen=True, slots=True)
class NearWords:
    """`words` name a practice where `before` ends at the word or `after` begins behind it.

    Both are regular expressions over lower case for `nlp.names.senses`.
    """

    words: tuple[str, ...]
    before: str
    after: str


def read_near_words(path: Path = PHRASES) -> Mapping[str, NearWords]:
    """Return what a file says by the id of the practice. Raises CatalogError for the first fault."""
    file = RuleFile.read(path)
    practices = [name for name in file.tables if name != STOPS]
    for practice in practices:
        groups = file.tables[practice]
        if not isinstance(groups, dict) or sorted(groups) != sorted(GROUPS):
            raise CatalogError(path, None, f"[{practice}] must hold the groups {' and '.join(GROUPS)}")
    flat = {f"{practice}.{group}": file.tables[practice][group] for practice in practices for group in GROUPS}
    table = WordTable.of(replace(file, tables={STOPS: file.tables.get(STOPS), **flat}), (STOPS, *flat))
    between = BETWEEN.format(stops=table.pattern(STOPS))
    return {
        practice: _patterns(
            written_out(table.words(f"{practice}.words")),
            written_out(table.words(f"{practice}.near")),
            between,
        )
        for practice in practices
    }


def written_out(words: Iterable[str]) -> tuple[str, ...]:
    """Return what the braces of some words stand for, each once."""
    return tuple(dict.fromkeys(text for word in words for text in expand(word)))


def _patterns(words: tuple[str, ...], near: tuple[str, ...], between: str) -> NearWords:
    either = "|".join(re.escape(text) for text in sorted(near, key=len, reverse=True))
    # "models to evaluate suppliers": what follows "to" is done with the models, not to them
    before = rf"(?:{either})(?:{between}){{0,{MOST_BETWEEN_BEFORE}}},?(?<! to)"
    return NearWords(words, before, rf"(?:{between}){{0,{MOST_BETWEEN}}},? (?:{either})\b")

"""Words of several languages as people write them down in `data/rules/`: groups, and in each its languages.

    [plus_before]                 a group: what the words do
    en = ["is a plus", ...]       a language: the words, lower case
    de = ["von Vorteil", ...]

Somebody who knows a language can mend its words without reading any code. What is wrong is found when the
file is read, with its line.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.catalogue.matching_form import loses_a_word
from data.errors import CatalogError
from data.wording.rule_files import RuleFile

# ISO 639-1; "any" is for words that all of them share, such as "&" or "remote"
LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl", "sv", "pl", "da", "any")


@dataclass(frozen=True, slots=True)
class WordTable:
    """One file of words: `groups` leads from a group to its words by language, in the order of the file."""

    path: Path
    groups: Mapping[str, Mapping[str, tuple[str, ...]]]

    @classmethod
    def read(cls, path: Path, groups: Iterable[str], *, patterns: Iterable[str] = ()) -> "WordTable":
        """Read a file that holds exactly these groups; those in `patterns` hold regular expressions.

        Raises CatalogError, with the line of the group, for the first group that is missing, unknown or
        holds something else than lists of words by language.
        """
        return cls.of(RuleFile.read(path), groups, patterns=patterns)

    @classmethod
    def of(cls, file: RuleFile, groups: Iterable[str], *, patterns: Iterable[str] = ()) -> "WordTable":
        """Return the words of a file that was read; see `read`."""
        wanted, regular = tuple(groups), frozenset(patterns)
        for name in file.tables:
            if name not in wanted:
                raise file.fault(name, f"is not a group of this file; there are: {', '.join(wanted)}")
        for name in wanted:
            if name not in file.tables:
                raise CatalogError(file.path, None, f"there is no group [{name}]")
        return cls(file.path, {name: _languages(file, name, is_pattern=name in regular) for name in wanted})

    def words(self, *groups: str) -> tuple[str, ...]:
        """Return the words of some groups in every language, each once, in the order of the file."""
        named = (self.groups[group].values() for group in groups)
        return tuple(dict.fromkeys(word for languages in named for words in languages for word in words))

    def pattern(self, *groups: str) -> str:
        """Return the regular expression for any one word of some groups, the longest first."""
        return "|".join(self.escaped(*groups))

    def escaped(self, *groups: str) -> list[str]:
        """Return the regular expression for each word of some groups, the longest first."""
        return [re.escape(word) for word in sorted(self.words(*groups), key=len, reverse=True)]

    def owners(self) -> Iterator[tuple[str, str]]:
        """Yield (group, word) for every word, in the order of the file."""
        for group, languages in self.groups.items():
            for word in dict.fromkeys(word for words in languages.values() for word in words):
                yield group, word


def _languages(file: RuleFile, name: str, *, is_pattern: bool) -> Mapping[str, tuple[str, ...]]:
    table = file.tables[name]
    if not isinstance(table, dict) or not table:
        raise file.fault(name, 'must hold lists of words by language, such as en = ["a plus"]')
    for language, words in table.items():
        if language not in LANGUAGES:
            raise file.fault(name, f"unknown language {language!r}; there are: {', '.join(LANGUAGES)}")
        if not isinstance(words, list) or not words:
            raise file.fault(name, f"{language} must be a list of words")
        seen: set[str] = set()
        for word in words:
            if reason := _fault_of(word, is_pattern) or ("stands there twice" if word in seen else ""):
                raise file.fault(name, f"{language}: {word!r} {reason}")
            seen.add(word)
    return {language: tuple(words) for language, words in table.items()}


def _fault_of(word: Any, is_pattern: bool) -> str:
    """Return what is wrong with one word, "" where nothing is."""
    if not isinstance(word, str) or not word.strip():
        return "is not a word"
    if is_pattern:
        return _fault_of_pattern(word)
    if word != " ".join(word.split()):
        return "has spaces at an end, or two in a row"
    if loses_a_word(word):
        return "has a word without any letter of Western Europe, so texts cannot be searched for it"
    return "must be in lower case" if word != word.lower() else ""


def _fault_of_pattern(text: str) -> str:
    try:
        re.compile(text)
    except (re.error, OverflowError, RecursionError) as error:
        return f"is no regular expression: {error}"
    return ""

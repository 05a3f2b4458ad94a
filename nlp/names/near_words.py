"""Practices named by two words with others between them, from `data/rules/phrases.toml`."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from data.catalogue.skills import RULES, expand
from data.wording.rule_files import RuleFile
from data.wording.word_tables import WordTable

PHRASES = RULES / "phrases.toml"
GROUPS = ("words", "near")
STOPS = "stops"  # the group of words that may not stand between
CLAUSE_END = re.compile(r"[.;:()!?•]")
MOST_BETWEEN = 6
MOST_BETWEEN_BEFORE = 5  # the words that lead up to one name it less often
LONGEST = 3  # words of what is near


@dataclass(frozen=True, slots=True)
class NearWords:
    """`words` name a practice where one of `near` stands in the same clause and none of `stops` between."""

    words: frozenset[str]
    near: frozenset[str]
    stops: frozenset[str]
    heads: frozenset[str] = field(
        init=False
    )  # the first words of near and stops: most others are passed over
    tails: frozenset[str] = field(init=False)  # and their last words

    def __post_init__(self) -> None:
        words = [text.split() for text in self.near | self.stops]
        object.__setattr__(self, "heads", frozenset(first for first, *_ in words))
        object.__setattr__(self, "tails", frozenset(last for *_, last in words))

    def are_named(self, before: str, after: str) -> bool:
        """Tell whether a word between these two stretches of a line, `before` in lower case, is named so."""
        behind = without_joints(CLAUSE_END.split(after, maxsplit=1)[0].lower())
        if self._is_reached(behind.split(None, MOST_BETWEEN + LONGEST)):
            return True
        ahead = without_joints(CLAUSE_END.split(before)[-1]).split()[-MOST_BETWEEN_BEFORE - LONGEST :]
        # "models to evaluate suppliers": what follows "to" is done with the models, not to them
        return ahead[-1:] != ["to"] and self._is_reached_backwards(ahead)

    def _is_reached(self, tokens: Sequence[str]) -> bool:
        if self.heads.isdisjoint(tokens):
            return False
        for start, token in enumerate(tokens[: MOST_BETWEEN + 1]):
            if token in self.heads:
                texts = [" ".join(tokens[start : start + count]) for count in range(1, LONGEST + 1)]
                if (found := self._sort_of(texts)) is not None:
                    return found
        return False

    def _is_reached_backwards(self, tokens: Sequence[str]) -> bool:
        if self.tails.isdisjoint(tokens):
            return False
        for end in range(len(tokens), max(0, len(tokens) - MOST_BETWEEN_BEFORE - 1), -1):
            if tokens[end - 1] in self.tails:
                texts = [" ".join(tokens[max(0, end - count) : end]) for count in range(1, LONGEST + 1)]
                if (found := self._sort_of(texts)) is not None:
                    return found
        return False

    def _sort_of(self, texts: Sequence[str]) -> bool | None:
        """Return whether one of these is near (True) or stops (False); a stop goes first."""
        if not self.stops.isdisjoint(texts):
            return False
        return None if self.near.isdisjoint(texts) else True


def read_near_words(path: Path = PHRASES) -> Mapping[str, NearWords]:
    """Return what a file says by the id of the practice. Raises CatalogError for the first fault."""
    file = RuleFile.read(path)
    practices = [name for name in file.tables if name != STOPS]
    for practice in practices:
        groups = file.tables[practice]
        if not isinstance(groups, dict) or sorted(groups) != sorted(GROUPS):
            raise file.fault(practice, f"must hold the groups {' and '.join(GROUPS)}")
    flat = {f"{practice}.{group}": file.tables[practice][group] for practice in practices for group in GROUPS}
    table = WordTable.of(replace(file, tables={STOPS: file.tables.get(STOPS), **flat}), (STOPS, *flat))
    stops = written_out(table.words(STOPS))
    return {
        practice: NearWords(
            written_out(table.words(f"{practice}.words")),
            frozenset(
                " ".join(without_joints(text).split())
                for text in written_out(table.words(f"{practice}.near"))
            ),
            stops,
        )
        for practice in practices
    }


def without_joints(text: str) -> str:
    """Return a text with spaces for the signs that join words; `str.translate` takes five times as long."""
    return text.replace(",", " ").replace("/", " ").replace("&", " ")


def written_out(words: Iterable[str]) -> frozenset[str]:
    """Return what the braces of some words stand for."""
    return frozenset(text for word in words for text in expand(word))

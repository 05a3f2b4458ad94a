"""Which language a text, or a stretch of one, is in: told by its small words ("the", "und", "och").

`language_of` takes folded bytes (`Folded.flat`, or a slice of it) and returns the two letters of
`data.wording.word_tables.LANGUAGES`, Norwegian counting as "da". None says that too few small words stand
there, or about as many of two languages: a line of names, a short heading, a language that is not known.

A mixed posting has the language of most of it, so ask a line for its own where the line decides. Reading is
linear; it stops after `MOST_WORDS` words, and a text that is plainly English is known by two counts.
"""

from collections import Counter, defaultdict
from collections.abc import Container, Mapping
from functools import cache

from data.catalogue.matching_form import flatten
from data.catalogue.skills import RULES
from data.wording.word_tables import WordTable
from nlp.text.fold import Folded

LANGUAGE_WORDS = RULES / "languages.toml"
MOST_WORDS = 200  # of a text: enough to tell, and never more than this to count
LONGEST_WORD = 12  # characters on average that this many words are looked for in
FEWEST = 2  # small words of a language that a line must hold to be in it
PLAINLY_ENGLISH = 160  # characters for one "the" or "and": English ads need about seventy


def language_of(flat: bytes) -> str | None:
    """Return the language of folded bytes; None where they do not tell (see the top of this file)."""
    sample = flat[: MOST_WORDS * LONGEST_WORD]
    if (sample.count(b" the ") + sample.count(b" and ")) * PLAINLY_ENGLISH > len(sample):
        return "en"
    words, table = Counter(sample.split()[:MOST_WORDS]), _languages_by_word()
    counts: dict[str, int] = defaultdict(int)
    for word in words.keys() & table.keys():
        for language in table[word]:
            counts[language] += words[word]
    best, second = sorted((*counts.items(), ("", 0), ("", 0)), key=lambda count: -count[1])[:2]
    return best[0] if best[1] >= FEWEST and best[1] > second[1] else None


class Languages:
    """The languages of the lines of one text, each found when it is first asked for."""

    def __init__(self, folded: Folded) -> None:
        self._folded = folded
        self._of_text: str | None = None
        self._is_text_read = False
        self._of_line: dict[int, str | None] = {}

    def are_in(self, counted: Container[str | None], position: int) -> bool:
        """Tell whether the text, or its line at `position`, is in one of the languages of `counted`."""
        return self._whole() in counted or self.at(position) in counted

    def at(self, position: int) -> str | None:
        """Return the language of the line that holds `position`; where that does not tell, of the text."""
        plain = self._folded.plain
        start = plain.rfind("\n", 0, position) + 1
        if start not in self._of_line:
            end = plain.find("\n", position)
            line = self._folded.flat[start : (len(plain) if end < 0 else end) + 2]
            self._of_line[start] = language_of(line) or self._whole()
        return self._of_line[start]

    def _whole(self) -> str | None:
        if not self._is_text_read:
            self._of_text, self._is_text_read = language_of(self._folded.flat), True
        return self._of_text


@cache
def marks_of(language: str) -> tuple[str, ...]:
    """Return words of a language, with the spaces around them, that all stand only in texts in it."""
    return tuple(f" {word} " for word in _load().groups["marks"][language])


@cache
def _load() -> WordTable:
    return WordTable.read(LANGUAGE_WORDS, ("small_words", "marks"))


@cache
def _languages_by_word() -> Mapping[bytes, tuple[str, ...]]:
    table: dict[bytes, tuple[str, ...]] = {}
    for language, words in _load().groups["small_words"].items():
        for word in words:
            table[flatten(word)] = (*table.get(flatten(word), ()), language)
    return table

"""Where the lines, sentences and bullets of a text begin and end; each line is cut into sentences once."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from data.catalogue.skills import RULES
from data.wording.word_tables import WordTable

SENTENCES = RULES / "sentences.toml"
PATTERNS = ("abbreviations",)
GROUPS = (*PATTERNS, "bullet", "bullet_whole", "clause", "no_bullet", "alone", "choice")


@dataclass(frozen=True, slots=True)
class SentenceRules:
    """The words of data/rules/sentences.toml as they are looked for, with the blanks or signs around them."""

    sentence_end: re.Pattern[str]
    bullet: re.Pattern[str]  # how one begins, in capitals
    clause_ends: tuple[str, ...]  # what parts a clause that asks for something else from the one before
    no_bullet: tuple[str, ...]  # before a capital that begins no bullet
    alone: tuple[str, ...]  # right before a name: a plus behind it is about this name only
    choices: tuple[str, ...]  # behind brackets: another name would do


@cache
def load_sentences() -> SentenceRules:
    """Return the rules. Raises CatalogError for the first wrong group."""
    table = WordTable.read(SENTENCES, GROUPS, patterns=PATTERNS)
    abbreviated = "".join(rf"(?<!{abbreviation}\.)" for abbreviation in table.words("abbreviations"))
    bullets = (re.escape(word.capitalize()) for word in table.words("bullet"))
    whole = (rf"{re.escape(word.capitalize())} " for word in table.words("bullet_whole"))
    return SentenceRules(
        # all its first characters in one class: eight times as fast as alternatives of them
        re.compile(
            rf"[.!?;•·▪●*-](?:(?<=[.!?]){abbreviated}"
            r"(?:[)\"”]?[ \t\r]{1,9}(?=[A-Z\"“(•])|(?<=[a-z)].)(?=[A-Z]))"
            r"|(?<=[;•·▪●])|(?<=[ \t][*-])[ \t])"
        ),
        re.compile("|".join((*bullets, *whole))),
        (", ", *(f" {word} " for word in table.words("clause")), "; "),
        tuple(f" {word} " for word in table.words("no_bullet")),
        (*(f", {word} " for word in table.words("alone")), "; "),
        ("/", *(f" {word} " for word in table.words("choice"))),
    )


class Span(NamedTuple):
    """A sentence, a bullet or a clause: `plain[start:end]`."""

    start: int
    end: int


NOWHERE = Span(0, -1)


class Sentences:
    """The lines and sentences of one text, asked for in reading order.

    What was found of the last line and the last block is kept, so a long line with many names costs its
    length once and not once a name. `glued` are the places where a capital follows a small letter.
    """

    def __init__(self, plain: str, glued: Sequence[int]) -> None:
        rules = load_sentences()
        self._plain = plain
        self._sentence_end = rules.sentence_end
        self._breaks = [at for at in glued if rules.bullet.match(plain, at)] if glued else []
        self._line = self._block = NOWHERE
        self._begins: list[int] = []  # where the boundaries found in the block begin and end
        self._ends: list[int] = []
        self._boundaries: Iterator[re.Match[str]] = iter(())  # not looked for yet

    def line_around(self, position: int) -> Span:
        """Return the line that holds `position`, without its line end; the last one is kept."""
        if not self._line.start <= position <= self._line.end:
            start, end = self._plain.rfind("\n", 0, position) + 1, self._plain.find("\n", position)
            self._line = Span(start, len(self._plain) if end < 0 else end)
        return self._line

    def sentence_around(self, position: int, block: Span) -> Span:
        """Return the sentence or bullet of `block` (a line or a piece of one) that holds `position`."""
        if block != self._block:
            self._begins, self._ends, self._block = [], [], block
            self._boundaries = self._sentence_end.finditer(self._plain, *block)
        while not self._begins or self._begins[-1] <= position:
            if (boundary := next(self._boundaries, None)) is None:
                break
            self._begins.append(boundary.start())
            self._ends.append(boundary.end())
        after = bisect_right(self._begins, position)
        start = self._ends[after - 1] if after else block.start
        end = self._begins[after] + 1 if after < len(self._begins) else block.end
        return self._within_breaks(position, start, end) if self._breaks else Span(start, end)

    def _within_breaks(self, position: int, start: int, end: int) -> Span:
        """Return what is left of a sentence between two bullets that begin without a space before them."""
        after = bisect_right(self._breaks, position)
        if after and self._breaks[after - 1] > start:
            start = self._breaks[after - 1]
        return Span(start, min(end, self._breaks[after]) if after < len(self._breaks) else end)

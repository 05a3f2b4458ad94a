"""The same line with other names in it, so that the finder learns what surrounds a name and not the name.

Names of tools become invented ones or rare ones of the catalogue. Other words with a capital (employers,
towns, people) become invented ones too and stay no names: a strange word alone is not a tool.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random

from nlp.trained.invented import invented
from nlp.trained.lines import Line

CAPITALISED = re.compile(r"(?<![^\s(/,])[A-Z][^\W_]*(?:[&.-][^\W_]+)*")
SENTENCE_START = ".!?:"
INVENTED = 0.62  # of the new names; the others are rare ones of the catalogue
CHANGED_NAMES, CHANGED_OTHERS = 0.85, 0.6


@dataclass(frozen=True)
class Disguise:
    """What new names are made of: ordinary `words` in lower case, and `names` of the catalogue."""

    chance: Random
    words: Sequence[str]
    names: Sequence[str]

    def names_changed(self, line: Line) -> Line:
        """Return a line with other names of tools."""
        is_small = line.text == line.text.lower()
        new: dict[str, str] = {}

        def rename(word: str) -> str:
            if word not in new:
                is_invented = self.chance.random() < INVENTED
                name = invented(self.chance, self.words) if is_invented else self.chance.choice(self.names)
                new[word] = name.lower() if is_small else name
            return new[word]

        places = [(start, end) for start, end, _ in line.names if self.chance.random() < CHANGED_NAMES]
        return rewritten(line, places, rename)

    def others_changed(self, line: Line) -> Line:
        """Return a line with other words in capitals that are no names, the first of a sentence as it is."""
        taken = [*(name[:2] for name in line.names), *line.open]
        new: dict[str, str] = {}

        def rename(word: str) -> str:
            return new.setdefault(word, invented(self.chance, self.words))

        places = [
            found.span()
            for found in CAPITALISED.finditer(line.text)
            if found.start() > 1
            and line.text[found.start() - 2] not in SENTENCE_START
            and not any(start < found.end() and found.start() < end for start, end in taken)
            and self.chance.random() < CHANGED_OTHERS
        ]
        return rewritten(line, places, rename)


def rewritten(line: Line, places: Sequence[tuple[int, int]], rename: Callable[[str], str]) -> Line:
    """Return a line with other words at `places` (in order, apart from each other), all spans moved along."""
    pieces, moves, at = [], [], 0
    for start, end in places:
        word = rename(line.text[start:end])
        pieces += [line.text[at:start], word]
        moves.append((start, len(word) - (end - start)))
        at = end
    text = "".join([*pieces, line.text[at:]])

    def moved(position: int) -> int:
        return position + sum(step for start, step in moves if start < position)

    names = tuple((moved(start), moved(end), skill) for start, end, skill in line.names)
    return replace(line, text=text, names=names, open=tuple((moved(a), moved(b)) for a, b in line.open))

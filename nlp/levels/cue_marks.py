"""Cues and headings inside lines: what the scanner found of them, sorted by what they do."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import NamedTuple

from data.catalogue.matching_form import flatten
from nlp.levels.cues import Cue, cue_phrases
from nlp.levels.headings import LONGEST_HEADING, load_headings
from nlp.levels.kinds import Kind
from nlp.text.fold import Folded
from nlp.text.scan import RawMark

FEW_LETTERS = 4  # so short a heading must be a whole word: many others begin like it
SPACE = ord(" ")
# where a mark goes: the number of its list in `Marks.of_plain_cues`, or what it is instead
HEADING, VOID, PLUS = -1, -2, -3
PLAIN_CUES: Sequence[Cue] = (
    "ask", "demand", "strict", "duty", "stack", "opening", "company", "vendor", "denial",
)  # fmt: skip # a table: many words a line
SLOTS: Mapping[Cue, int] = {"void": VOID, **{cue: slot for slot, cue in enumerate(PLAIN_CUES)}}
FIRST_LETTERS = 4  # enough to rule out most words without a regular expression


class Plus(NamedTuple):
    """`plain[start:end]` says that what follows (`is_after`) or what precedes is nice to have."""

    start: int
    end: int
    is_after: bool


class Heading(NamedTuple):
    """`plain[start:end]` may be a heading inside a line that opens a part of this kind."""

    start: int
    end: int
    kind: Kind


@dataclass(slots=True)
class Marks:
    """What was found, each list in order; of the plain cues only the places where they begin."""

    headings: list[Heading] = field(default_factory=list)
    pluses: list[Plus] = field(default_factory=list)
    asks: list[int] = field(default_factory=list)
    demands: list[int] = field(default_factory=list)
    stricts: list[int] = field(default_factory=list)
    duties: list[int] = field(default_factory=list)
    stacks: list[int] = field(default_factory=list)
    openings: list[int] = field(default_factory=list)
    companies: list[int] = field(default_factory=list)
    vendors: list[int] = field(default_factory=list)
    denials: list[int] = field(default_factory=list)

    def of_plain_cues(self) -> tuple[list[int], ...]:
        """Return the lists of places in the order of PLAIN_CUES."""
        return (
            self.asks,
            self.demands,
            self.stricts,
            self.duties,
            self.stacks,
            self.openings,
            self.companies,
            self.vendors,
            self.denials,
        )

    def put_in_order(self, voided: Collection[int]) -> None:
        """Sort what the scanner reports by its ends, and leave out the asks and demands that are void."""
        if voided:
            self.asks = [at for at in self.asks if at not in voided]
            self.demands = [at for at in self.demands if at not in voided]
        self.asks.sort()
        self.demands.sort()
        self.duties.sort()
        self.pluses.sort()
        self.headings.sort(key=lambda heading: (heading.start, -heading.end))


class MarkReader:
    """Sorts the marks that a scanner finds by `patterns`; immutable once built.

    Cues are looked for with the spaces around them, so that finding one is all it takes.
    """

    def __init__(self) -> None:
        cues, headings = cue_phrases(), load_headings().inline
        self._cues: Sequence[Cue] = [cue for cue, _ in cues]
        self._slots = slots_of(self._cues, len(headings))
        self._kinds: Sequence[Kind] = [kind for kind, _ in headings]
        self.patterns = [
            *(b" " + flatten(phrase) + b" " for _, phrase in cues),
            *(b" " + flatten(phrase) + b" " * (len(phrase) <= FEW_LETTERS) for _, phrase in headings),
        ]
        asking = [flatten(phrase) for cue, phrase in cues if cue in ("ask", "demand")]
        self._voided = [_offsets_of(asking, flatten(phrase)) if cue == "void" else () for cue, phrase in cues]
        longest_first = sorted(headings, key=lambda heading: -len(heading[1]))
        self._kind_of = {phrase: kind for kind, phrase in headings}
        self._first_letters = {phrase[:FIRST_LETTERS] for _, phrase in headings}
        self._glued_heading = re.compile("|".join(re.escape(phrase) for _, phrase in longest_first))

    def read(self, folded: Folded, found: Sequence[RawMark]) -> Marks:
        """Return the marks of a text; `found` are (number of the pattern, begin, stop) in order."""
        marks = Marks()
        places = marks.of_plain_cues()
        voided: list[int] = []
        slots, count, flat, plain = self._slots, len(self._cues), folded.flat, folded.plain
        for index, begin, stop in found:
            slot = slots[index]
            if slot >= 0:
                places[slot].append(begin)
            elif slot == HEADING:
                # a heading inside a line begins with a capital
                if plain[begin].isupper():
                    end = stop - 2 if flat[stop - 1] == SPACE else stop - 1
                    if not is_letter(flat[end + 1]) or plain[end].isupper():
                        marks.headings.append(Heading(begin, end, self._kinds[index - count]))
            elif slot == VOID:
                voided += [begin + offset for offset in self._voided[index]]
            else:
                marks.pluses.append(Plus(begin, stop - 2, self._cues[index] == "plus_after"))
        if folded.glued:
            self._find_glued(folded, marks)
        marks.put_in_order(frozenset(voided))
        return marks

    def _find_glued(self, folded: Folded, marks: Marks) -> None:
        """Add the headings that begin inside a word ("...systemsRequirements")."""
        for start in folded.glued:
            if folded.plain[start : start + FIRST_LETTERS].lower() not in self._first_letters:
                continue
            piece = folded.plain[start : start + LONGEST_HEADING].lower().replace("’", "'")
            if found := self._glued_heading.match(piece):
                marks.headings.append(Heading(start, start + found.end(), self._kind_of[found[0]]))


def slots_of(cues: Iterable[Cue], headings: int) -> list[int]:
    """Return where the mark of each pattern goes: those of cues first, then those of so many headings."""
    return [*(SLOTS.get(cue, PLUS) for cue in cues), *repeat(HEADING, headings)]


def _offsets_of(words: Sequence[bytes], phrase: bytes) -> tuple[int, ...]:
    """Return where in a phrase any of `words` begins, as whole words."""
    spaced = b" " + phrase + b" "
    found = {spaced.find(b" " + word + b" ") for word in words}
    return tuple(sorted(found - {-1}))


def is_letter(byte: int) -> bool:
    """Tell whether a folded byte is a small letter."""
    return ord("a") <= byte <= ord("z")

"""Where names stand in a text: one automaton over all of them, word boundaries checked after it.

The automaton looks for " name" in folded bytes, so a name inside a word is never a candidate; what follows
the name is checked in code that knows "C++ ", "Python3", "LLMs", "PythonExperience" and "inPython".
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

import ahocorasick_rs

from data.catalogue.matching_form import flatten
from nlp.text.fold import Folded, is_word_character

NOT_IN_WORD = frozenset(b" 0123456789\x01")
SHORTEST_GLUED = 4  # characters; "Git" in "GitHub" or "SQL" in "NoSQL" are other words
SHORTEST_CAPITALS = 3  # of a name in capitals behind a word ("technologiesSQL")
SHORTEST_WORD = 5  # small letters that make it a word
LONGEST_GLUED = 48  # characters of glued text that are looked at
LONGEST_ENDING = 32  # characters of a word behind its stem; the longest real one has 22
SEPARATORS = dict.fromkeys(map(ord, "-_/.\u2010\u2011\xa0\t"), " ")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Something to look for: `text` in any case, or only as written when `exact`.

    `owner` is what a hit stands for. `plural` lets an "s" follow, `is_stem` any letters.
    """

    text: str
    owner: int
    exact: bool = False
    plural: bool = False
    is_stem: bool = False


class Hit(NamedTuple):
    """`plain[start:end]` is a phrase of `owner`."""

    start: int
    end: int
    owner: int


RawHit = tuple[int, int, int]  # a hit without names, which costs a fifth; most are dropped at once
RawMark = tuple[int, int, int]  # (number of the mark, where it begins, where it stops in the folded bytes)


class Sweep(NamedTuple):
    """What one pass over a text found: hits in order, marks in the order of their ends, numbers of words."""

    hits: list[RawHit]
    marks: list[RawMark]
    words: set[int]


class Scanner:
    """Finds phrases; immutable once built, so threads may share it.

    A pattern is a phrase with the spaces around it, so what the automaton finds is a whole word. `marks` and
    `words` are other patterns to look for in the same pass: of marks is reported where they stand, of words
    only which of them there are.
    """

    def __init__(
        self, phrases: Iterable[Phrase], marks: Sequence[bytes] = (), words: Sequence[bytes] = ()
    ) -> None:
        by_pattern = phrases_by_pattern(phrases)
        self._phrases = list(by_pattern.values())
        self._spaced = [b" " in pattern[1:-1] for pattern in by_pattern]
        self._closed = [pattern.endswith(b" ") for pattern in by_pattern]
        self._stem = [any(phrase.is_stem for phrase in same) for same in self._phrases]
        self._owner = list(map(certain_owner, self._phrases, self._closed))
        self._written = list(map(phrase_as_written, self._phrases))
        self._first_mark = len(by_pattern)
        self._first_word = self._first_mark + len(marks)
        ends = [pattern.split() for pattern in by_pattern]
        self._first_words = {first for first, *_ in ends}
        self._last_words = {last for *_, last in ends}
        self._automaton = ahocorasick_rs.BytesAhoCorasick(
            [*by_pattern, *marks, *words],
            # on texts one after the other it is faster than the DFA, which fills the processor's cache
            implementation=ahocorasick_rs.Implementation.ContiguousNFA,
        )

    def hits(self, folded: Folded) -> list[Hit]:
        """Return every phrase that stands as a word of its own; hits may overlap."""
        return [Hit(*raw) for raw in self.raw_hits(folded)]

    def raw_hits(self, folded: Folded) -> list[RawHit]:
        """Return the hits as (start, end, owner), in order; hits may overlap."""
        return self.sweep(folded).hits

    def sweep(self, folded: Folded) -> Sweep:
        """Return what stands in a text, from one pass over it."""
        found: list[RawHit] = []
        marks: list[RawMark] = []
        words: set[int] = set()
        plain, usual = folded.plain, folded.is_usual
        owners, written, spaced = self._owner, self._written, self._spaced
        first_mark, first_word = self._first_mark, self._first_word
        for index, begin, stop in self._automaton.find_matches_as_indexes(folded.flat, overlapping=True):
            if index >= first_mark:
                if index < first_word:
                    marks.append((index - first_mark, begin, stop))
                else:
                    words.add(index - first_word)
                continue
            owner = owners[index]
            if usual and owner >= 0:
                if not spaced[index] or "\n" not in plain[begin : stop - 2]:
                    found.append((begin, stop - 2, owner))
            elif usual and (phrase := written[index]):
                if begins_as_written(plain, phrase.text, begin, stop - 2):
                    found.append((begin, stop - 2, phrase.owner))
            else:
                self._accept_whole(folded, index, begin, stop, found)
        found.sort()
        self._accept_glued(folded, found)
        return Sweep(found, marks, words)

    def _accept_whole(self, folded: Folded, index: int, begin: int, stop: int, found: list[RawHit]) -> None:
        """Add the hits of pattern `index` that the automaton found, if they are a word of their own."""
        if self._closed[index] or not is_word_byte(folded.flat[stop]):
            self._accept(folded, index, begin, stop - 1 - self._closed[index], found)
        elif self._stem[index] and (end := folded.flat.find(b" ", stop, stop + LONGEST_ENDING)) >= 0:
            self._accept(folded, index, begin, end - 1, found)

    def _accept(self, folded: Folded, index: int, start: int, end: int, found: list[RawHit]) -> None:
        """Add the hits of pattern `index` at plain[start:end], if case and the characters around allow it."""
        plain = folded.plain
        if self._spaced[index] and "\n" in plain[start:end]:
            return
        if not folded.is_usual and is_inside_word(plain, start, end):
            return
        for phrase in self._phrases[index]:
            if not phrase.exact or is_written_here(plain, phrase.text, start, end):
                # a sign that a name begins with is folded into a space: ", NET" for ".NET"
                found.append((start + plain[start].isspace(), end, phrase.owner))

    def _accept_glued(self, folded: Folded, found: list[RawHit]) -> None:
        """Add the names that begin or end inside a word ("inPython", "PythonExperience", "Python3").

        `found` is in order and stays so.
        """
        if not folded.glued and not folded.versions:
            return
        begins, ends = self._glued_edges(folded, found)
        if not begins and not ends:
            return
        pieces = GluedPieces.around(folded.flat, begins, ends)
        for index, begin, stop in self._automaton.find_matches_as_indexes(pieces.joined, overlapping=True):
            if index < len(self._closed) and self._closed[index] and (span := pieces.locate(begin, stop)):
                start, end, is_forward = span
                if is_glued_name(folded.plain, start, end) and (not is_forward or ends_word(folded, end)):
                    self._accept(folded, index, start, end, found)
        found.sort()

    def _glued_edges(self, folded: Folded, found: Sequence[RawHit]) -> tuple[list[int], list[int]]:
        """Return where inside words a name may begin, and where one may end.

        A joint inside a name that was found ("PyTorch") hides no other.
        """
        flat = folded.flat
        glued = [at for at in folded.glued if not is_inside(found, at)]
        begins = [at for at in glued if word_from(flat, at + 1) in self._first_words]
        ends = [at for at in glued if is_camel_break(folded.plain, at)]
        ends = [at for at in (*ends, *folded.versions) if word_up_to(flat, at + 1) in self._last_words]
        return begins, ends


@dataclass(slots=True)
class GluedPieces:
    """Pieces of glued words, joined so that one pass of the automaton reads all of them.

    Piece i is `joined[bases[i]:bases[i + 1]]`, cut from the text at `offsets[i]`. The first `forward` pieces
    run on from where a name may begin, the others up to where one may end.
    """

    joined: bytes
    offsets: Sequence[int]
    bases: Sequence[int]
    forward: int

    @classmethod
    def around(cls, flat: bytes, begins: Sequence[int], ends: Sequence[int]) -> "GluedPieces":
        """Cut the pieces that begin at `begins` and those that end at `ends` out of a folded text."""
        pieces = [b" " + flat[at + 1 : at + 1 + LONGEST_GLUED] + b" " for at in begins]
        pieces += [flat[max(0, at + 1 - LONGEST_GLUED) : at + 1] + b" " for at in ends]
        offsets = [*begins, *(max(0, at + 1 - LONGEST_GLUED) for at in ends)]
        return cls(b"".join(pieces), offsets, list(accumulate(map(len, pieces), initial=0)), len(begins))

    def locate(self, begin: int, stop: int) -> tuple[int, int, bool] | None:
        """Return (start, end, does it run on) in the text of what the automaton found from `begin` to `stop`.

        None where that is too short for a name, runs into the next piece or does not reach the joint.
        """
        number = bisect_right(self.bases, begin) - 1
        is_forward = number < self.forward
        is_at_joint = begin == self.bases[number] if is_forward else stop == self.bases[number + 1]
        if not is_at_joint or stop > self.bases[number + 1] or stop - begin - 2 < SHORTEST_CAPITALS:
            return None
        start = self.offsets[number] + begin - self.bases[number]
        return start, start + stop - begin - 2, is_forward


def phrases_by_pattern(phrases: Iterable[Phrase]) -> dict[bytes, list[Phrase]]:
    """Return the phrases of each pattern, without those that another of the same owner covers."""
    by_pattern: dict[bytes, list[Phrase]] = {}
    for phrase in phrases:
        for pattern in patterns_of(phrase):
            same = by_pattern.setdefault(pattern, [])
            if not any(phrase.owner == other.owner and is_covered(phrase, other) for other in same):
                same.append(phrase)
    return by_pattern


def certain_owner(same: Sequence[Phrase], is_closed: bool) -> int:
    """Return the owner of a pattern where finding it is all it takes, else -1.

    `same` are its phrases; `is_closed` says that it ends with a space, so that nothing else can follow.
    """
    is_certain = is_closed and len(same) == 1 and not same[0].exact and same[0].text[0].isalnum()
    return same[0].owner if is_certain else -1


def phrase_as_written(same: Sequence[Phrase]) -> Phrase | None:
    """Return the one phrase of a pattern if it only counts as written and has no sign in it, else None."""
    return same[0] if len(same) == 1 and same[0].exact and same[0].text.isalnum() else None


def ends_word(folded: Folded, end: int) -> bool:
    """Tell whether a name that ends at `end` is not continued by the letters behind it."""
    return not is_word_byte(folded.flat[end + 1]) or is_camel_break(folded.plain, end)


def is_glued_name(plain: str, start: int, end: int) -> bool:
    """Tell whether a name inside a word is long enough; a short one in capitals needs a word before it."""
    if end - start >= SHORTEST_GLUED:
        return True
    before = plain[max(0, start - SHORTEST_WORD) : start]
    return (
        plain[start:end].isupper() and before.isalpha() and before.islower() and len(before) == SHORTEST_WORD
    )


def is_inside(hits: Sequence[RawHit], at: int) -> bool:
    """Tell whether the last of the hits (in order) that begin before `at` ends behind it."""
    number = bisect_left(hits, (at,)) - 1
    return number >= 0 and hits[number][1] > at


def patterns_of(phrase: Phrase) -> tuple[bytes, ...]:
    """Return what the automaton looks for; what follows a name that ends in a sign ("C++17") is left open."""
    flat = flatten(phrase.text)
    if phrase.is_stem or not phrase.text[-1].isalnum():
        return (b" " + flat,)
    return (b" " + flat + b" ", b" " + flat + b"s ") if phrase.plural else (b" " + flat + b" ",)


def is_covered(phrase: Phrase, other: Phrase) -> bool:
    """Tell whether every hit of `phrase` is one of `other`, which has the same letters and owner."""
    return not other.exact or (phrase.exact and is_written_as(phrase.text, other.text))


def word_from(flat: bytes, start: int) -> bytes:
    """Return what of a word stands from `start` on, if it is not too long."""
    return flat[start : max(start, flat.find(b" ", start, start + LONGEST_GLUED))]


def word_up_to(flat: bytes, end: int) -> bytes:
    """Return what of a word stands before `end`, if it is not too long."""
    begin = flat.rfind(b" ", max(0, end - LONGEST_GLUED), end)
    return flat[begin + 1 : end] if begin >= 0 else b""


def is_word_byte(byte: int) -> bool:
    """Tell whether a folded byte is a letter or a sign that belongs to a name; digits may follow "C++"."""
    return byte not in NOT_IN_WORD


def is_camel_break(plain: str, at: int) -> bool:
    """Tell whether a capitalised word begins at `at` right after another word ("Python|Experience")."""
    before, after = plain[at - 1], plain[at]
    return after.isupper() and (before.islower() or plain[at + 1 : at + 2].islower())


def is_inside_word(plain: str, start: int, end: int) -> bool:
    """Tell whether a letter of another alphabet continues the word at either side ("Pythonу")."""
    before, after = plain[start - 1 : start], plain[end : end + 1]
    return bool(before and is_outside_letter(before)) or bool(after and is_outside_letter(after))


def is_outside_letter(character: str) -> bool:
    """Tell whether this is a letter that folds to no byte of its own and still belongs to a word."""
    return ord(character) > 0xFF and is_word_character(character)


def begins_as_written(plain: str, name: str, start: int, end: int) -> bool:
    """Tell what `is_written_here` does, for a name without separators."""
    return plain.startswith(name, start) and plain[start + len(name) : end] != "S"


def is_written_here(plain: str, name: str, start: int, end: int) -> bool:
    """Tell whether `plain[start:end]` is a name in its own case, with a plural "s" at most, never an "S"."""
    middle = start + len(name)
    return is_written_as(plain[start:middle], name) and plain[middle:end] != "S"


def is_written_as(written: str, name: str) -> bool:
    """Tell whether two spellings agree in case; any separator may stand for any other."""
    if written == name or len(written) != len(name):
        return written == name
    return written.translate(SEPARATORS) == name.translate(SEPARATORS)


def resolve(hits: Sequence[RawHit]) -> list[RawHit]:
    """Return hits, given in order, without overlaps: the earliest wins, then the longest."""
    kept: list[RawHit] = []
    begun = reached = 0
    for hit in hits:
        start, end, _ = hit
        if start >= reached:
            kept.append(hit)
        elif start == begun and end > reached:
            kept[-1] = hit
        else:
            continue
        begun, reached = start, end
    return kept

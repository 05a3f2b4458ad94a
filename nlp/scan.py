"""Where names stand in a text: one automaton over all of them, word boundaries checked after it.

The automaton looks for " name" in folded bytes, so a name inside a word is never a candidate; what follows
the name is checked in code that knows "C++ ", "Python3", "LLMs", "PythonExperience" and "inPython".
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

import ahocorasick_rs

from nlp.fold import Folded, flatten, is_word_character

SPACE, LETTER_S = ord(" "), ord("s")
DIGITS, SIGNS = frozenset(b"0123456789"), frozenset(b"+#")
SHORTEST_GLUED = 4  # characters; "Git" in "GitHub" or "SQL" in "NoSQL" are other words
LONGEST_GLUED = 48  # characters of glued text that are looked at
VERSION = re.compile(rb"[0-9]{1,4} ")  # after a name: "Python3", "ES2015"
SEPARATORS = dict.fromkeys(map(ord, "-_/.\u2010\u2011\xa0\t"), " ")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Something to look for: `text` in any case, or only as written when `exact`.

    `owner` is what a hit stands for. `plural` lets an "s" follow.
    """

    text: str
    owner: int
    exact: bool = False
    plural: bool = False


class Hit(NamedTuple):
    """`plain[start:end]` is a phrase of `owner`."""

    start: int
    end: int
    owner: int


RawHit = tuple[int, int, int]  # a hit without names, which costs a fifth; most are dropped at once


class Scanner:
    """Finds phrases; immutable once built, so threads may share it."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        by_pattern: dict[bytes, list[Phrase]] = {}
        for phrase in phrases:
            for pattern in patterns_of(phrase):
                same = by_pattern.setdefault(pattern, [])
                if not any(phrase.owner == other.owner and is_covered(phrase, other) for other in same):
                    same.append(phrase)
        self._phrases = list(by_pattern.values())
        self._spaced = [b" " in pattern[1:-1] for pattern in by_pattern]
        self._closed = [pattern.endswith(b" ") for pattern in by_pattern]
        # the owner where finding the pattern is all it takes, else -1
        self._owner = [
            same[0].owner if len(same) == 1 and not same[0].exact else -1 for same in self._phrases
        ]
        self._automaton = ahocorasick_rs.BytesAhoCorasick(
            list(by_pattern), implementation=ahocorasick_rs.Implementation.DFA
        )

    def hits(self, folded: Folded) -> list[Hit]:
        """Return every phrase that stands as a word of its own; hits may overlap."""
        return [Hit(*raw) for raw in self.raw_hits(folded)]

    def raw_hits(self, folded: Folded) -> list[RawHit]:
        """Return the hits as (start, end, owner), in order; hits may overlap."""
        found: list[RawHit] = []
        flat, plain, usual = folded.flat, folded.plain, folded.is_usual
        owners, spaced, closed = self._owner, self._spaced, self._closed
        for index, begin, stop in self._automaton.find_matches_as_indexes(flat, overlapping=True):
            end = stop - 2 if closed[index] else stop - 1
            if usual and owners[index] >= 0 and flat[end + 1] == SPACE:
                if not spaced[index] or "\n" not in plain[begin:end]:
                    found.append((begin, end, owners[index]))
            else:
                self._accept(folded, index, begin, end, found)
        if folded.glued:
            self._accept_glued(folded, found)
        found.sort()
        return found

    def _accept(self, folded: Folded, index: int, start: int, stop: int, found: list[RawHit]) -> None:
        """Add the hits of pattern `index` at plain[start:stop], if the characters around allow it."""
        plain, phrases, end = folded.plain, self._phrases[index], stop
        if folded.flat[stop + 1] != SPACE:
            end = end_of_word(phrases[0], folded, start, stop)
            if end < 0:
                return
        if self._spaced[index] and "\n" in plain[start:stop]:
            return
        if not folded.is_usual and is_inside_word(plain, start, end):
            return
        for phrase in phrases:
            if not phrase.exact or is_written_as(plain[start : start + len(phrase.text)], phrase.text):
                found.append((start, end, phrase.owner))

    def _accept_glued(self, folded: Folded, found: list[RawHit]) -> None:
        """Add the names that begin at an upper-case letter inside a word ("inPython")."""
        pieces = [b" " + folded.flat[start + 1 : start + 1 + LONGEST_GLUED] for start in folded.glued]
        begins = accumulate((len(piece) for piece in pieces), initial=0)
        places = dict(zip(begins, folded.glued, strict=False))
        joined = b"".join(pieces) + b" "
        for index, begin, stop in self._automaton.find_matches_as_indexes(joined, overlapping=True):
            start, length = places.get(begin, -1), stop - begin - 1
            if start >= 0 and not self._closed[index]:
                self._accept(folded, index, start, start + length, found)


def patterns_of(phrase: Phrase) -> tuple[bytes, ...]:
    """Return what the automaton looks for; short names bring the end of the word along, for speed."""
    flat = flatten(phrase.text)
    if len(flat) >= SHORTEST_GLUED or not phrase.text[-1].isalnum():
        return (b" " + flat,)
    return (b" " + flat + b" ", b" " + flat + b"s ") if phrase.plural else (b" " + flat + b" ",)


def is_covered(phrase: Phrase, other: Phrase) -> bool:
    """Tell whether every hit of `phrase` is one of `other`, which has the same letters and owner."""
    return not other.exact or (phrase.exact and is_written_as(phrase.text, other.text))


def end_of_word(phrase: Phrase, folded: Folded, start: int, stop: int) -> int:
    """Return where the word that begins with plain[start:stop] ends as a surface; -1 if it is another word."""
    flat, follower = folded.flat, folded.flat[stop + 1]
    if phrase.plural and follower == LETTER_S and flat[stop + 2] == SPACE and folded.plain[stop] == "s":
        return stop + 1
    if follower in DIGITS:
        return stop if VERSION.match(flat, stop + 1) else -1
    if follower in SIGNS:
        return stop
    return stop if is_camel_break(folded.plain, stop) else -1


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

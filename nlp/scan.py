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
GLUE = re.compile(b"aA")  # a lower-case letter directly before an upper-case one
DOMAIN = re.compile(r"\.(?:com|io|org|net|ai|co|dev|edu|gov|de|uk|eu)\b")


def _case_table() -> bytes:
    """Return the table that tells upper case ("A") from lower case ("a") and the rest (" ")."""
    table = bytearray(b" " * 256)
    for code in range(256):
        letter = chr(code)
        if letter.isalpha():
            table[code] = ord("A") if letter.isupper() else ord("a")
    return bytes(table)


CASES = _case_table()


@dataclass(frozen=True, slots=True)
class Phrase:
    """Something to look for: `text` in any case, or only as written when `exact`.

    `owner` is what a hit stands for. `plural` lets an "s" follow.
    """

    text: str
    owner: int
    exact: bool = False
    plural: bool = False


def is_covered(phrase: Phrase, other: Phrase) -> bool:
    """Tell whether every hit of `phrase` is one of `other`, which has the same letters and owner."""
    return not other.exact or (phrase.exact and is_written_as(phrase.text, other.text))


class Hit(NamedTuple):
    """`plain[start:end]` is a phrase of `owner`."""

    start: int
    end: int
    owner: int


class Scanner:
    """Finds phrases; immutable once built, so threads may share it."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        by_pattern: dict[bytes, list[Phrase]] = {}
        for phrase in phrases:
            same = by_pattern.setdefault(b" " + flatten(phrase.text), [])
            if not any(phrase.owner == other.owner and is_covered(phrase, other) for other in same):
                same.append(phrase)
        self._phrases = list(by_pattern.values())
        self._spaced = [b" " in pattern[1:] for pattern in by_pattern]
        self._automaton = ahocorasick_rs.BytesAhoCorasick(
            list(by_pattern), implementation=ahocorasick_rs.Implementation.DFA
        )

    def hits(self, folded: Folded) -> list[Hit]:
        """Return every phrase that stands as a word of its own; hits may overlap, and order is by end."""
        found: list[Hit] = []
        for index, begin, stop in self._automaton.find_matches_as_indexes(folded.flat, overlapping=True):
            self._accept(folded, index, begin, stop - 1, found)
        if GLUE.search(folded.plain.encode("latin-1", "replace").translate(CASES)):
            self._accept_glued(folded, found)
        return found

    def _accept(self, folded: Folded, index: int, start: int, stop: int, found: list[Hit]) -> None:
        """Add the hits of pattern `index` at plain[start:stop], if the characters around allow it."""
        plain, phrases, end = folded.plain, self._phrases[index], stop
        if folded.flat[stop + 1] != SPACE:
            end = end_of_word(phrases[0], folded, start, stop)
            if end < 0:
                return
        if self._spaced[index] and "\n" in plain[start:stop]:
            return
        if not folded.is_ascii and is_inside_word(plain, start, end):
            return
        if end == stop and plain.startswith(".", end) and DOMAIN.match(plain, end):
            return
        for phrase in phrases:
            if not phrase.exact or is_written_as(plain[start:stop], phrase.text):
                found.append(Hit(start, end, phrase.owner))

    def _accept_glued(self, folded: Folded, found: list[Hit]) -> None:
        """Add the names that begin at an upper-case letter inside a word ("inPython")."""
        cases = folded.plain.encode("latin-1", "replace").translate(CASES)
        starts = [match.start() + 1 for match in GLUE.finditer(cases)]
        pieces = [b" " + folded.flat[start + 1 : start + 1 + LONGEST_GLUED] for start in starts]
        places = dict(zip(accumulate((len(piece) for piece in pieces), initial=0), starts, strict=False))
        joined = b"".join(pieces) + b" "
        for index, begin, stop in self._automaton.find_matches_as_indexes(joined, overlapping=True):
            start, length = places.get(begin, -1), stop - begin - 1
            if start >= 0 and length >= SHORTEST_GLUED:
                self._accept(folded, index, start, start + length, found)


def end_of_word(phrase: Phrase, folded: Folded, start: int, stop: int) -> int:
    """Return where the word that begins with plain[start:stop] ends as a surface, or -1 if it is another word."""
    flat, follower = folded.flat, folded.flat[stop + 1]
    if phrase.plural and follower == LETTER_S and flat[stop + 2] == SPACE:
        return stop + 1
    if stop - start < SHORTEST_GLUED and folded.plain[stop - 1].isalnum():
        return -1
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
    return written == name or (
        written.translate(SEPARATORS) == name.translate(SEPARATORS) if len(written) == len(name) else False
    )


def resolve(hits: Sequence[Hit]) -> list[Hit]:
    """Return the hits without overlaps: the earliest wins, then the longest."""
    kept: list[Hit] = []
    reached = 0
    for hit in sorted(hits):
        if hit.start >= reached:
            kept.append(hit)
        elif hit.start == kept[-1].start and hit.end > kept[-1].end:
            kept[-1] = hit
        else:
            continue
        reached = hit.end
    return kept

"""Which names stand in one list: read from left to right in one pass, brackets inside brackets.

    list  := item (joint item)*
    item  := words name words [ "(" list ")" ]
    joint := "," | "/" | ["," ] ("or" | "and")        with names outside the catalogue between two of them

The text between two names is a gap. It says what happens to the lists that are open: a joint goes on with the
innermost one, brackets open and close one, anything else ends it. So "AWS (S3, EKS) or GCP" is the list of
AWS and GCP, and inside it that of S3 and EKS.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Literal

from nlp.catalogue.language import marks_of
from nlp.lists.tokens import BULLETS, TEXTS_KEPT, letters, tokens_of, words_of
from nlp.names.disambiguate import Candidate

Joint = Literal["or", "line", "and", "comma", "slash"]
# what a gap does to the innermost list: "beside": the names touch; "end" ends it
Move = Literal["or", "line", "and", "comma", "slash", "open", "close", "beside", "end"]

LONGEST_GAP = 64  # characters between two names of one list
DEEPEST = 4  # brackets inside brackets
WHOLE_FIELD = "machine-learning"  # the practice that others are parts of
ADJECTIVE = "statistics"  # "statistical machine learning" is the field itself
JOINT_LETTERS: tuple[tuple[str, Joint], ...] = (("o", "or"), ("a", "and"), ("c", "comma"), ("s", "slash"))
STRENGTH: Mapping[Joint, int] = {"or": 0, "line": 1, "and": 2, "comma": 3, "slash": 4}

Moves = tuple[Move, ...]
BESIDE: Moves = ("beside",)
END: Moves = ("end",)
LINE: Moves = ("line",)
NOTHING: Moves = ()  # the text between two names ends all lists
JOINTS: Mapping[Moves, Joint] = {(joint,): joint for joint in STRENGTH}  # gaps that only join

ASIDE = re.compile(r"\([^()]{0,12}\)")  # brackets without a name of the catalogue: "(preferred)"
BRACKET = re.compile(r"([()])")
WORD = "[wkpq]"
JOINING = re.compile(
    rf"{WORD}{{0,2}}(?:(?:c?[oa]|c|s{{1,2}}){WORD}{{0,3}})*(?:(?:c?[oa]|c){WORD}{{0,3}}|s{{1,2}})"
)
DESCRIBING = re.compile(rf"{WORD}{{0,2}}")
OR_INSIDE = re.compile(rf"o{WORD}{{0,2}}")  # "Python (or R)"


@dataclass(slots=True)
class NameList:
    """Names of one list, by their indexes in `names`; `joints[i]` stands between `at[i]` and `at[i + 1]`.

    `begin` is where its first item begins, with the names that describe it; `end` is where its last one ends,
    with its brackets.
    """

    names: Sequence[Candidate]
    at: list[int] = field(default_factory=list)
    joints: list[Joint] = field(default_factory=list)
    begin: int = 0
    end: int = 0
    joint: Joint | None = None  # behind the last name, while the list is read

    def members(self) -> list[Candidate]:
        """Return the names of the list."""
        return [self.names[index] for index in self.at]

    def cut(self, start: int, stop: int) -> "NameList":
        """Return the part of the list from position `start` up to, but without, `stop`."""
        begin = self.names[self.at[start]].start if start else self.begin
        end = self.names[self.at[stop - 1]].end if stop < len(self.at) else self.end
        return NameList(self.names, self.at[start:stop], self.joints[start : stop - 1], begin, end)

    def join(self, joint: Joint) -> None:
        """Note a joint behind the last name; of two around brackets the stronger counts."""
        if self.joint is None or STRENGTH[joint] < STRENGTH[self.joint]:
            self.joint = joint

    def add(self, index: int) -> None:
        """Add a name behind the joint that was noted."""
        name = self.names[index]
        if self.at and self.joint:
            self.joints.append(self.joint)
        else:
            self.begin = name.start
        self.at.append(index)
        self.joint, self.end = None, name.end

    def add_beside(self, index: int) -> None:
        """Put the last name aside for one that touches it: "AWS" only describes "S3" in "AWS S3".

        But a practice describes a tool ("LangChain agents") and what a slash joins ("NLP/ML testing"), and
        "machine learning" only says of what kind "time-series" is in "time-series machine learning".
        """
        name, last = self.names[index], self.names[self.at[-1]]
        is_shared = self.joints[-1:] == ["slash"] and last.is_practice
        is_whole_field = name.skill == WHOLE_FIELD and last.skill != ADJECTIVE
        if not (name.is_practice and (is_shared or is_whole_field or not last.is_practice)):
            self.at[-1] = index
        self.end = name.end


def lists_in(plain: str, names: Sequence[Candidate]) -> Iterator[NameList]:
    """Yield the lists of two names and more, an inner one before the one around it."""
    first, end = 0, names[0].start if names else 0
    dutch_or = _dutch_or()
    gaps: list[Moves] = []
    has_brackets = False
    for index, name in enumerate(names):
        start = name[0]
        moves = NOTHING
        if 0 < start - end < LONGEST_GAP:
            gap = plain[end:start]
            moves = moves_of(_in_english(plain, gap) if dutch_or in gap else gap)
        end = name[1]
        if moves and (moves is not END or has_brackets):
            gaps.append(moves)
            has_brackets = has_brackets or "open" in moves
            continue
        if gaps:
            yield from _lists_of_stretch(plain, names, first, gaps)
            gaps, has_brackets = [], False
        first = index
    if gaps:
        yield from _lists_of_stretch(plain, names, first, gaps)


def _in_english(plain: str, gap: str) -> str:
    """Return the text between two names, in a Dutch posting with "or" for "of"."""
    return gap.replace(_dutch_or(), " or ") if _is_dutch(plain) else gap


@cache
def _dutch_or() -> str:
    """Return the Dutch word for "or" between its spaces."""
    (word,) = words_of("or_dutch")
    return f" {word} "


@lru_cache(maxsize=1)  # one text has many such gaps
def _is_dutch(plain: str) -> bool:
    """Tell whether a posting is in Dutch."""
    return all(word in plain for word in marks_of("nl"))


def _lists_of_stretch(
    plain: str, names: Sequence[Candidate], first: int, gaps: Sequence[Moves]
) -> Iterator[NameList]:
    """Yield the lists of names that stand one behind the other, with what each gap between them does."""
    joints = [JOINTS[moves] for moves in gaps if moves in JOINTS]
    if len(joints) == len(gaps):  # most lists are no more than that
        last = first + len(gaps)
        yield NameList(names, list(range(first, last + 1)), joints, names[first].start, names[last].end)
        return
    reading = [NameList(names)]
    reading[0].add(first)
    for index, moves in enumerate(gaps, first + 1):
        yield from _follow(reading, moves)
        innermost = reading[-1]
        if "close" in moves:
            innermost.end = plain.rfind(")", names[index - 1].end, names[index].start) + 1
        if innermost.at and innermost.joint is None:
            if moves == BESIDE:
                innermost.add_beside(index)
                continue
            yield from _ended(reading, again=True)
        reading[-1].add(index)
    end = names[first + len(gaps)].end
    for listed in reversed(reading):
        listed.end = end
        if len(listed.at) > 1:
            yield listed
        end = max(end, plain.find(")", end, end + LONGEST_GAP) + 1)


def _follow(reading: list[NameList], moves: Moves) -> Iterator[NameList]:
    """Do what a gap says to the lists that are open, the innermost last, and yield those that it ends."""
    for move in moves:
        if move == "close":
            yield from _ended(reading, again=False)
        elif move == "end":
            yield from _ended(reading, again=True)
        elif move == "open":
            if len(reading) < DEEPEST:
                reading.append(NameList(reading[-1].names))
        elif move != "beside":
            reading[-1].join(move)


def _ended(reading: list[NameList], *, again: bool) -> Iterator[NameList]:
    """End the innermost list, yield it if it holds two names and more, and begin another in its place.

    With `again` false another begins only where none is left: the brackets opened before the first name.
    """
    ended = reading.pop()
    if len(ended.at) > 1:
        yield ended
    if again or not reading:
        reading.append(NameList(ended.names))


@lru_cache(maxsize=TEXTS_KEPT)
def moves_of(gap: str) -> Moves:
    """Return what the text between two names does to the lists that are open; nothing: it ends them all."""
    if gap == " ":
        return BESIDE
    if "\n" in gap:
        return NOTHING if gap.strip(BULLETS) else LINE
    if "(" not in gap and ")" not in gap and not letters().endings.isdisjoint(gap.lower().split()):
        return END
    tokens = ASIDE.sub("", tokens_of(gap))
    if "." in tokens:
        return NOTHING
    if "(" not in tokens and ")" not in tokens:
        return (joint_in(tokens),) if JOINING.fullmatch(tokens) else END
    return _moves_with_brackets(tokens)


def _moves_with_brackets(tokens: str) -> Moves:
    """Return what a gap with brackets does: the text between two of them is read by itself."""
    pieces = BRACKET.split(tokens)  # text, bracket, text, bracket, ... text
    moves: list[Move] = []
    for number in range(0, len(pieces), 2):
        before, after = pieces[number - 1 : number], pieces[number + 1 : number + 2]
        moves += _moves_of_piece(pieces[number], before[0] if before else "", after[0] if after else "")
    return tuple(moves)


def _moves_of_piece(piece: str, before: str, after: str) -> Iterator[Move]:
    """Yield what a text between the brackets of a gap does, the bracket before it included."""
    if before == ")":
        yield "close"
    if before == "(":
        yield "or" if not after and OR_INSIDE.fullmatch(piece) else "open"
    elif after == ")":
        return
    elif JOINING.fullmatch(piece):
        yield joint_in(piece)
    elif not (after and DESCRIBING.fullmatch(piece)):
        yield "end"


def joint_in(tokens: str) -> Joint:
    """Return the strongest joint among the tokens of a gap that has one."""
    return next(joint for letter, joint in JOINT_LETTERS if letter in tokens)

"""Which names stand in one list: read from left to right, brackets inside brackets, in one pass.

    list  := item (joint item)+
    item  := words name words ["(" list ")"]
    joint := [,] or | [,] and | , | /         with names outside the catalogue between two of them
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from nlp.lists.tokens import TEXTS_KEPT, letters_of
from nlp.names.disambiguate import Candidate

Joint = Literal["or", "and", "comma", "slash", "line"]
LONGEST_GAP = 64  # characters between two names of one list
DEEPEST = 4  # brackets inside brackets

ASIDE = re.compile(r"\([^()]{0,8}\)")  # brackets without a name of the catalogue
WORDS_OF_NAME = "[wkpq]"
BETWEEN = re.compile(rf"{WORDS_OF_NAME}{{0,2}}(?:(?:c[oa]?|s|[oa]|n-?)i?{WORDS_OF_NAME}{{0,3}})+")
LEAD_IN = re.compile(r"[wkpqx:]{0,3}")
DESCRIBES = re.compile(r"[wkpq]{0,2}")
OR_INSIDE = re.compile(r"o[wkpq]{0,2}")


@lru_cache(maxsize=TEXTS_KEPT)
def moves_of(gap: str) -> tuple[str, ...]:
    """Return what the text between two names does to the lists that are open: joints, brackets, "end", "stop"."""
    if gap == " ":
        return ("beside",)
    letters = ASIDE.sub("", letters_of(gap))
    if "." in letters:
        return ("stop",)
    moves: list[str] = []
    after_open = False
    pieces = [piece for piece in re.split(r"([()])", letters)]
    for number, piece in enumerate(pieces):
        last = number == len(pieces) - 1
        before_close = not last and pieces[number + 1] == ")"
        before_open = not last and pieces[number + 1] == "("
        if piece in "()" and piece:
            moves.append("open" if piece == "(" else "close")
            after_open = piece == "("
            continue
        if before_close:
            continue
        if after_open:
            if OR_INSIDE.fullmatch(piece) and moves[-1] == "open":
                moves[-1] = "or"
            continue
        if BETWEEN.fullmatch(piece):
            moves.append(joint_in(piece))
        elif not (before_open and DESCRIBES.fullmatch(piece)) and not (piece == "" and not last):
            moves.append("end")
        after_open = False
    return tuple(moves)


def joint_in(letters: str) -> Joint:
    if "n" in letters:
        return "line"
    for letter, joint in (("o", "or"), ("a", "and"), ("c", "comma")):
        if letter in letters:
            return joint
    return "slash"


RANK = {"or": 0, "line": 1, "and": 2, "slash": 4, "comma": 3}


@dataclass(slots=True)
class NameList:
    """Names of one list by their indexes; `joints[i]` stands between those at `at[i]` and `at[i + 1]`."""

    at: list[int] = field(default_factory=list)
    joints: list[str] = field(default_factory=list)
    begin: int = 0
    end: int = 0
    is_bracket: bool = False
    head: int | None = None  # the name that the brackets follow
    pending: str | None = None

    def cut(self, start: int, stop: int, names) -> "NameList":
        return NameList(self.at[start:stop], self.joints[start : stop - 1], names[self.at[start]].start, names[self.at[stop - 1]].end,
                        self.is_bracket and start == 0, self.head)


def lists_in(plain: str, names: Sequence[Candidate]) -> Iterator[NameList]:
    """Yield the lists of two and more names, an inner one before the one around it."""
    open_lists = [NameList()]
    end = -1
    for index, name in enumerate(names):
        gap_length = name.start - end
        moves = moves_of(plain[end : name.start]) if 0 <= gap_length <= LONGEST_GAP and end >= 0 else ("stop",)
        beside = False
        for move in moves:
            top = open_lists[-1]
            if move == "open":
                if len(open_lists) < DEEPEST:
                    open_lists.append(NameList(is_bracket=True, head=top.at[-1] if top.at and not top.pending else None))
            elif move == "close":
                yield from finished(top)
                if len(open_lists) > 1:
                    open_lists.pop()
                    open_lists[-1].end = plain.find(")", end, name.start) + 1
                else:
                    open_lists[-1] = NameList()
            elif move == "end":
                yield from finished(top)
                open_lists[-1] = NameList()
            elif move == "stop":
                for one in reversed(open_lists):
                    yield from finished(one)
                open_lists = [NameList()]
            elif move == "beside":
                beside = True
            else:
                top.pending = move if top.pending is None else min(top.pending, move, key=RANK.__getitem__)
        top = open_lists[-1]
        if top.at and top.pending is None and not beside:
            yield from finished(top)
            top = open_lists[-1] = NameList()
        if beside and top.at:
            if not (name.is_practice and not names[top.at[-1]].is_practice):
                top.at[-1] = index
        elif top.at:
            top.joints.append(top.pending)
            top.at.append(index)
        else:
            top.at.append(index)
            top.begin = name.start
            top.pending = None
        top.pending = None
        end = top.end = name.end
    for one in reversed(open_lists):
        yield from finished(one)


def finished(one: NameList) -> Iterator[NameList]:
    if len(one.at) > 1:
        yield one

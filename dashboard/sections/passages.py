"""The sentence around a mention, cut out of a posting's text with its offsets."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from data.records import LEVELS, Mention, OpenName

REACH = 240  # characters to either side when a text has no end of sentence
END = re.compile(r"(?<!e\.g)(?<!i\.e)[.!?;]\s+(?=[A-Z•–*])|\n")

Places = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence with the mention in it: `text[start:end]` are the words that were counted.

    `open_names` are the places in it of names that the catalogue lacks.
    """

    text: str
    start: int
    end: int
    mention: Mention
    open_names: Places = ()


def passage_of(text: str, mention: Mention, open_names: Sequence[OpenName] = ()) -> Passage:
    """Cut out the sentence around a mention, at most `REACH` characters to either side.

    `open_names` are those of the text in its order.
    """
    first, last = _begin(text, mention.start), _end(text, mention.end)
    places = places_in(open_names, first, last)
    return Passage(text[first:last], mention.start - first, mention.end - first, mention, places)


def open_passage(text: str, name: OpenName, open_names: Sequence[OpenName]) -> tuple[str, Places]:
    """Return the sentence around an open name, and where it and others of `open_names` stand in it."""
    first, last = _begin(text, name.start), _end(text, name.end)
    return text[first:last], places_in(open_names, first, last)


def places_in(open_names: Sequence[OpenName], first: int, last: int) -> Places:
    """Return the places, counted from `first`, of the open names that stand whole between two ends."""
    begin = bisect_left(open_names, first, key=lambda one: one.start)
    inside = takewhile(lambda one: one.end <= last, islice(open_names, begin, None))
    return tuple((one.start - first, one.end - first) for one in inside)


def _begin(text: str, start: int) -> int:
    earliest = max(0, start - REACH)
    ends = [found.end() for found in END.finditer(text, earliest, start)]
    first = ends[-1] if ends else earliest
    return first + len(text[first:start]) - len(text[first:start].lstrip())


def _end(text: str, end: int) -> int:
    found = END.search(text, end, min(len(text), end + REACH))
    if found is None:
        return min(len(text), end + REACH)
    return found.start() + (0 if text[found.start()] == "\n" else 1)


def passages(text: str, mentions: tuple[Mention, ...], open_names: Sequence[OpenName] = ()) -> list[Passage]:
    """Return the passages of a posting in the order of its text."""
    found = (passage_of(text, mention, open_names) for mention in mentions if mention.end <= len(text))
    return sorted(found, key=lambda one: one.mention.start)


def leading(found: list[Passage], skill: str | None) -> list[Passage]:
    """Return all passages of one skill, then of each other skill the one with its strongest level."""
    others: dict[str, Passage] = {}
    for one in sorted(found, key=lambda one: LEVELS.index(one.mention.level)):
        if one.mention.skill != skill:
            others.setdefault(one.mention.skill, one)
    rest = sorted(others.values(), key=lambda one: one.mention.start)
    return [*(one for one in found if one.mention.skill == skill), *rest]

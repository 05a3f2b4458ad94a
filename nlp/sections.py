"""The level of each mention: which part of the posting it stands in, corrected by the words of its sentence.

Headings label mentions; they never decide whether a mention exists. Where there is no heading (a paragraph, a
forum comment) the sentence decides: what is asked for, what the work is, what the company says of itself.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from data.records import Level
from nlp.cues import Cue
from nlp.headings import LASTING, LONGEST_HEADING, Part, part_of_heading
from nlp.scan import Hit

SENTENCE_END = re.compile(r"[.!?][)\"”]?[ \t]{1,9}(?=[A-Z\"“(•])|(?<=[a-z)])[.!?](?=[A-Z])|[;•·▪●]|[ \t][*-][ \t]")
BULLETS = "-*•·▪●–—◦>o§ \t"


class Mark(NamedTuple):
    """`plain[start:end]` is a cue or a heading inside a line."""

    start: int
    end: int
    cue: Cue | None
    part: Part | None


class Span(NamedTuple):
    """A sentence, a bullet or a clause: `plain[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Zones:
    """The parts of a posting: `parts[i]` begins at `starts[i]` and ends where the next begins."""

    starts: list[int]
    parts: list[Part]

    def part_at(self, position: int) -> Part:
        """Return the part that `position` lies in."""
        return self.parts[bisect_right(self.starts, position) - 1]


def find_zones(plain: str, headings: Sequence[Mark]) -> Zones:
    """Return the parts of a posting; `headings` are candidates for headings inside lines, in order."""
    zones = Zones([0], ["opening"])
    position = 0
    waiting = 0
    for line in plain.split("\n"):
        end = position + len(line)
        part = part_of_heading(line) if len(line) <= LONGEST_HEADING else None
        if part:
            _open(zones, position, part)
        else:
            waiting = _open_inline(zones, plain, headings, waiting, Span(position, end))
        while waiting < len(headings) and headings[waiting].start < end:
            waiting += 1
        position = end + 1
    return zones


def _open(zones: Zones, position: int, part: Part) -> None:
    zones.starts.append(position)
    zones.parts.append(part)


def _open_inline(zones: Zones, plain: str, headings: Sequence[Mark], waiting: int, line: Span) -> int:
    """Open the parts whose headings stand inside `line`; close those that last for the line only."""
    before = zones.parts[-1]
    while waiting < len(headings) and headings[waiting].start < line.end:
        heading = headings[waiting]
        if heading.part and is_inline_heading(plain, heading, line):
            _open(zones, heading.start, heading.part)
        waiting += 1
    if zones.parts[-1] not in LASTING and zones.starts[-1] >= line.start and zones.parts[-1] != before:
        _open(zones, line.end, before)
    return waiting


def is_inline_heading(plain: str, heading: Mark, line: Span) -> bool:
    """Tell whether words that could be a heading are one: capitalised, and set apart by a colon or by glue."""
    start, end, _, _ = heading
    if not plain[start].isupper():
        return False
    after = plain[end : end + 3].lstrip(" \t")
    if after[:1] in (":", "–", "-", "—") and is_set_apart(plain, start, line):
        return True
    glued = end < line.end and plain[end].isupper() and plain[end - 1].islower()
    follows = after[:1].isupper() or after[:1].isdigit() or after[:1] in "•-*("
    titled = " " in plain[start:end] and all(word[0].isupper() for word in plain[start:end].split() if len(word) > 3)
    return glued or (titled and bool(after) and follows and is_set_apart(plain, start, line))


def is_set_apart(plain: str, start: int, line: Span) -> bool:
    """Tell whether a heading may begin at `start`: at the line's start, after a sentence, or glued to a word."""
    before = plain[line.start : start].rstrip(" \t" + BULLETS)
    return not before or before[-1] in ".!?:;)]|,&" or plain[start - 1] not in " \t" or before[-1].islower()


def read_levels(plain: str, hits: Sequence[Hit], marks: Sequence[Mark]) -> list[Level]:
    """Return the level of each hit; `hits` and `marks` are in order of their start."""
    zones = find_zones(plain, [mark for mark in marks if mark.part])
    cues = [mark for mark in marks if mark.cue]
    starts = [cue.start for cue in cues]
    levels: list[Level] = []
    index = 0
    while index < len(hits):
        sentence = sentence_around(plain, hits[index].start)
        stop = index
        while stop < len(hits) and hits[stop].start < sentence.end:
            stop += 1
        nearby = cues[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        levels += _levels_in_sentence(plain, sentence, hits[index:stop], nearby, zones)
        index = stop
    return levels


def sentence_around(plain: str, position: int) -> Span:
    """Return the sentence or bullet that holds `position`, never beyond its line."""
    start = plain.rfind("\n", 0, position) + 1
    end = plain.find("\n", position)
    end = len(plain) if end < 0 else end
    for boundary in SENTENCE_END.finditer(plain, start, end):
        if boundary.start() > position:
            return Span(start, boundary.start() + 1)
        start = boundary.end()
    return Span(start, end)


def _levels_in_sentence(
    plain: str, sentence: Span, hits: Sequence[Hit], cues: Sequence[Mark], zones: Zones
) -> list[Level]:
    kinds = {cue.cue for cue in cues}
    levels = [_level_of_part(zones.part_at(hit.start), kinds) for hit in hits]
    for cue in cues:
        if cue.cue in ("plus_before", "plus_after"):
            for index in reached_by_plus(plain, sentence, hits, cue):
                levels[index] = "preferred"
    return levels


def _level_of_part(part: Part, kinds: set[Cue | None]) -> Level:
    if part in ("required", "preferred"):
        return part  # type: ignore[return-value]
    if part == "mentioned":
        return "required" if "demand" in kinds else "mentioned"
    if part == "boilerplate":
        return "required" if "demand" in kinds and "company" not in kinds else "boilerplate"
    if "demand" in kinds or ("ask" in kinds and "company" not in kinds):
        return "required"
    return "boilerplate" if "company" in kinds and "duty" not in kinds else "mentioned"


def reached_by_plus(plain: str, sentence: Span, hits: Sequence[Hit], cue: Mark) -> list[int]:
    """Return which hits a "plus" cue is about: those of its parenthesis, before it, or after it."""
    opened, closed = plain.rfind("(", sentence.start, cue.start), plain.find(")", cue.end, sentence.end)
    inside = opened >= 0 and closed >= 0 and plain.find(")", opened, cue.start) < 0
    scope = Span(opened, closed) if inside else sentence
    before = [i for i, hit in enumerate(hits) if scope.start <= hit.start < cue.start]
    after = [i for i, hit in enumerate(hits) if cue.end <= hit.start < scope.end]
    if inside and not before and not after:
        return last_listed(plain, hits, Span(sentence.start, opened))
    if cue.cue == "plus_after":
        return after or before
    return before or after


def last_listed(plain: str, hits: Sequence[Hit], scope: Span) -> list[int]:
    """Return the hits after the last comma of `scope`: what "(preferred)" right behind it is about."""
    comma = max(plain.rfind(",", scope.start, scope.end), plain.rfind(";", scope.start, scope.end), scope.start - 1)
    return [i for i, hit in enumerate(hits) if comma < hit.start < scope.end]

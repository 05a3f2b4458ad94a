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
from nlp.fold import Folded
from nlp.headings import LASTING, LONGEST_HEADING, Part, part_of_heading
from nlp.scan import Hit

SENTENCE_END = re.compile(
    r"[.!?][)\"”]?[ \t\r]{1,9}(?=[A-Z\"“(•])|[.!?](?<=[a-z)].)(?=[A-Z])|[;•·▪●]|[*-](?<=[ \t].)[ \t]"
)
# A missing space between two bullets: "...and PyTorchStrong knowledge of..."
BULLET_START = re.compile(
    r"Experience|Strong|Proven|Solid|Deep|Knowledge|Proficien|Familiar|Ability|Excellent|Expert|Understanding|Hands-on|"
    r"Background|Bachelor|Master|Demonstrated|Good|Must|Work(?:ing)? |Develop|Design|Build|Lead |Drive |Collaborat|"
    r"Contribut|Implement|Support|Creat|Previous|Minimum|Comfort|Prior|Track|Skilled|Exposure|Ensure|Manag|Optimiz|"
    r"Deploy |Conduct|Stay|Analy[sz]e|Participat|Evaluat|Mentor"
)
WORDS_BEFORE_ASK = (
    2  # "Strong hands-on experience" begins like a requirement, "You will gain experience" does not
)
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
    """The parts of a posting: `parts[i]` begins at `starts[i]`, with a heading up to `heading_ends[i]`."""

    starts: list[int]
    parts: list[Part]
    heading_ends: list[int]

    def open(self, start: int, part: Part, heading_end: int) -> None:
        """Begin a part."""
        self.starts.append(start)
        self.parts.append(part)
        self.heading_ends.append(heading_end)

    def index_at(self, position: int) -> int:
        """Return the number of the part that `position` lies in."""
        return bisect_right(self.starts, position) - 1

    def part_at(self, position: int) -> Part:
        """Return the part that `position` lies in."""
        return self.parts[self.index_at(position)]


def find_zones(plain: str, headings: Sequence[Mark]) -> Zones:
    """Return the parts of a posting; `headings` are candidates for headings inside lines, in order."""
    zones = Zones([0], ["opening"], [0])
    position = 0
    waiting = 0
    for line in plain.split("\n"):
        end = position + len(line)
        part = part_of_heading(line) if len(line) <= LONGEST_HEADING else None
        first = waiting
        while waiting < len(headings) and headings[waiting].start < end:
            waiting += 1
        if part:
            zones.open(position, part, end)
        elif waiting > first:
            _open_inline(zones, plain, headings[first:waiting], Span(position, end))
        position = end + 1
    return zones


def _open_inline(zones: Zones, plain: str, headings: Sequence[Mark], line: Span) -> None:
    """Open the parts whose headings stand inside `line`; close those that last for the line only."""
    before, opened = zones.parts[-1], len(zones.parts)
    for heading in headings:
        if heading.part and is_inline_heading(plain, heading, line):
            zones.open(heading.start, heading.part, heading.end)
    if (
        len(zones.parts) > opened
        and zones.parts[-1] not in LASTING
        and plain[zones.heading_ends[-1] : line.end].strip(": \t*")
    ):
        zones.open(line.end, before, line.end)


def is_inline_heading(plain: str, heading: Mark, line: Span) -> bool:
    """Tell whether words that could be a heading are one: capitalised, and set apart by a colon or by glue."""
    start, end, _, _ = heading
    if not plain[start].isupper():
        return False
    after = plain[end : min(end + 3, line.end)].lstrip(" \t*")
    if not after or after[0] in ":–-—":
        return is_set_apart(plain, start, line)
    if plain[end].isupper() and plain[end - 1].islower():
        return is_set_apart(plain, start, line)
    words = plain[start:end].split()
    titled = len(words) > 1 and all(word[0].isupper() for word in words if len(word) > 3)
    return titled and (after[0].isupper() or after[0].isdigit() or after[0] in "•*(")


def is_set_apart(plain: str, start: int, line: Span) -> bool:
    """Tell whether a heading may begin at `start`: at the line's start, after a sentence, or glued to a word."""
    before = plain[line.start : start].rstrip(" \t" + BULLETS)
    return not before or before[-1] in ".!?:;)]|,&" or plain[start - 1] not in " \t"


def read_levels(folded: Folded, hits: Sequence[Hit], marks: Sequence[Mark]) -> list[Level]:
    """Return the level of each hit; `hits` and `marks` are in order of their start."""
    plain = folded.plain
    breaks = [at for at in folded.glued if BULLET_START.match(plain, at)]
    zones = find_zones(plain, [mark for mark in marks if mark.part])
    cues = [
        mark for mark in marks if mark.cue and mark.start >= zones.heading_ends[zones.index_at(mark.start)]
    ]
    starts = [cue.start for cue in cues]
    levels: list[Level] = []
    index = 0
    while index < len(hits):
        sentence = sentence_around(plain, hits[index].start, zones, breaks)
        stop = index
        while stop < len(hits) and hits[stop].start < sentence.end:
            stop += 1
        nearby = cues[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        levels += _levels_in_sentence(plain, sentence, hits[index:stop], nearby, zones)
        index = stop
    return levels


def sentence_around(plain: str, position: int, zones: Zones, breaks: Sequence[int] = ()) -> Span:
    """Return the sentence or bullet that holds `position`, never beyond its line or part.

    `breaks` are the places where a bullet begins without a space before it.
    """
    part = zones.index_at(position)
    start = max(plain.rfind("\n", 0, position) + 1, zones.starts[part])
    end = plain.find("\n", position)
    end = len(plain) if end < 0 else end
    if part + 1 < len(zones.starts):
        end = min(end, zones.starts[part + 1])
    for boundary in SENTENCE_END.finditer(plain, start, end):
        if boundary.start() > position:
            end = boundary.start() + 1
            break
        start = boundary.end()
    after = bisect_right(breaks, position)
    if after and breaks[after - 1] > start:
        start = breaks[after - 1]
    return Span(start, min(end, breaks[after]) if after < len(breaks) else end)


def _levels_in_sentence(
    plain: str, sentence: Span, hits: Sequence[Hit], cues: Sequence[Mark], zones: Zones
) -> list[Level]:
    kinds = {cue.cue for cue in cues}
    if "ask" in kinds and opens_with_ask(plain, sentence, cues):
        kinds.add("demand")
    levels = [_level_of_part(zones.part_at(hit.start), kinds) for hit in hits]
    start = sentence.start
    for cue in cues:
        if cue.cue in ("plus_before", "plus_after"):
            for index in reached_by_plus(plain, Span(start, sentence.end), hits, cue):
                levels[index] = "preferred"
        if cue.cue in ("plus_before", "demand"):
            start = cue.end
    return levels


def opens_with_ask(plain: str, sentence: Span, cues: Sequence[Mark]) -> bool:
    """Tell whether a sentence begins like a requirement ("Strong knowledge of ...", "3+ years ...")."""
    first = next(cue for cue in cues if cue.cue == "ask")
    return len(plain[sentence.start : first.start].strip(BULLETS).split()) <= WORDS_BEFORE_ASK


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
    comma = max(
        plain.rfind(",", scope.start, scope.end), plain.rfind(";", scope.start, scope.end), scope.start - 1
    )
    return [i for i, hit in enumerate(hits) if comma < hit.start < scope.end]

"""Where a forum comment says what its employer does, before it comes to the openings.

Such a comment has a line of its own for the employer, the place and the like; then it tells what the employer
makes, mostly without a heading. What it names there is no part of the job.
"""

from collections.abc import Iterator

from nlp.levels.cue_marks import Marks
from nlp.levels.kinds import TALK
from nlp.levels.sentences import NOWHERE, Span
from nlp.levels.zones import Zones

LONGEST_HEADER = 400  # characters of the first line
LONGEST_DASHED = 160  # of one without bars; a longer one is a sentence
BARS = 2  # "Initech | Analyst | Berlin"
DASHES = (" - ", " – ", " — ", " -- ")
ITEM_STARTS = ("\n-", "\n*", "\n•", "\n–", "\n·", "\n1")


def find_introduction(plain: str, marks: Marks, zones: Zones) -> Span:
    """Return from where to where a comment talks of its employer; NOWHERE for another kind of text."""
    header = plain.partition("\n")[0][: LONGEST_HEADER + 1]
    if not is_header(header):
        return NOWHERE
    start = len(header)
    return Span(start, min(_openers(plain, marks, zones, start), default=len(plain)))


def is_header(line: str) -> bool:
    """Tell whether a first line names employer, place and so on with marks between them."""
    if has_bars(line):
        return len(line) <= LONGEST_HEADER
    return len(line) <= LONGEST_DASHED and any(dash in line for dash in DASHES)


def has_bars(line: str) -> bool:
    """Tell whether bars part the pieces of a line."""
    return line.count("|") >= BARS


def _openers(plain: str, marks: Marks, zones: Zones, start: int) -> Iterator[int]:
    """Yield where the text may turn to the work behind `start`: at a word of it, a list or a heading."""
    for places in (marks.duties, marks.demands, marks.stacks, marks.openings):
        yield from (at for at in places if at >= start)
    yield from (at for sign in ITEM_STARTS if (at := plain.find(sign, start)) >= 0)
    for begin, kind, heading_end in zip(zones.starts, zones.kinds, zones.heading_ends, strict=True):
        if kind not in TALK and heading_end > begin >= start:
            yield begin

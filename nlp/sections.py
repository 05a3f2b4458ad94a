"""The level of each mention: which part of the posting it stands in, corrected by the words of its sentence.

Headings label mentions; they never decide whether a mention exists. Where there is no heading (a paragraph, a
forum comment) the sentence decides: what is asked for, what the work is, what the company says of itself.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, compress, count, takewhile
from typing import NamedTuple

from data.records import Level
from nlp.disambiguate import Candidate
from nlp.fold import Folded
from nlp.headings import LASTING, part_of_heading
from nlp.marks import Heading, Marks, Plus
from nlp.parts import Part

# begins with all its first characters in one class, which is eight times as fast as alternatives of them
SENTENCE_END = re.compile(
    r"[.!?;•·▪●*-](?:(?<=[.!?])(?:[)\"”]?[ \t\r]{1,9}(?=[A-Z\"“(•])|(?<=[a-z)].)(?=[A-Z]))"
    r"|(?<=[;•·▪●])|(?<=[ \t][*-])[ \t])"
)
# A missing space between two bullets: "...and PyTorchStrong knowledge of..."
BULLET_START = re.compile(
    r"Experience|Strong|Proven|Solid|Deep|Knowledge|Proficien|Familiar|Ability|Excellent|Expert|"
    r"Understanding|Hands-on|"
    r"Background|Bachelor|Master|Demonstrated|Good|Must|Work(?:ing)? |Develop|Design|Build|Lead |Drive |"
    r"Collaborat|"
    r"Contribut|Implement|Support|Creat|Previous|Minimum|Comfort|Prior|Track|Skilled|Exposure|Ensure|"
    r"Manag|Optimiz|"
    r"Deploy |Conduct|Stay|Analy[sz]e|Participat|Evaluat|Mentor"
)
WORDS_BEFORE_ASK = (
    2  # "Strong hands-on experience" begins like a requirement, "You will gain experience" does not
)
WORDS_OF_A_WISH = 3  # so many behind "ideally" are a wish of their own, which names no skill
# "We are looking for an engineer to build ...": what follows is the work, not the demand
HIRING = re.compile(
    r"[LlSsHhIiNn](?<!\w.)(?i:(?<=l)ooking (?:for|to hire)|(?<=s)(?:eeking|eeks|earching for)|(?<=h)iring"
    r"|(?<=i)n search of|(?<=n)eed)\b"
)
PURPOSE = re.compile(
    r"\b(?<!willing )(?<!able )(?<!ability )(?<!eager )"
    r"(?:to|who(?: will|'ll| can|(?= bring fresh))|you will|you['’]ll|(?:he|she|they) will) "
    r"(?:help (?:us )?|be )?"
    r"(?:join|develop|build|design|create|lead|drive|work|deploy|implement|support|own|deliver|contribute|"
    r"shape|scale|improve|spearhead|architect|maintain|play|take|apply|focus|optimi[sz]e|expand|grow|"
    r"bring fresh)\b",
    re.I,
)
WISHES = re.compile(r"desir|prefer|ideal|wish", re.I)
BULLETS = "-*•·▪●–—◦>o§ \t"


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


def find_zones(plain: str, headings: Sequence[Heading]) -> Zones:
    """Return the parts of a posting; `headings` are candidates for headings inside lines, in order."""
    zones = Zones([0], ["opening"], [0])
    lines = plain.split("\n")
    parts = [part_of_heading(line) if line else None for line in lines]
    starts = list(accumulate([len(line) + 1 for line in lines], initial=0))
    candidates: dict[int, list[Heading]] = {}
    for heading in takewhile(lambda heading: heading.end <= len(plain), headings):
        candidates.setdefault(bisect_right(starts, heading.start) - 1, []).append(heading)
    for number in sorted({*candidates, *compress(count(), parts)}):
        line = Span(starts[number], starts[number + 1] - 1)
        part = parts[number]
        if part:
            zones.open(line.start, part, line.end)
        else:
            _open_inline(zones, plain, candidates[number], line)
    return zones


def _raise_wishes(zones: Zones, plain: str) -> None:
    """Take "Desired skills" for the requirements of a posting that has no others, but a bonus part too."""
    first = zones.parts.index("preferred")
    if WISHES.search(plain, zones.starts[first], zones.heading_ends[first]):
        zones.parts[first] = "required"


def _open_inline(zones: Zones, plain: str, headings: Sequence[Heading], line: Span) -> None:
    """Open the parts whose headings stand inside `line`; close those that last for the line only."""
    before, opened = zones.parts[-1], len(zones.parts)
    for heading in headings:
        if is_inline_heading(plain, heading, line):
            zones.open(heading.start, heading.part, heading.end)
    if len(zones.parts) == opened or zones.parts[-1] in LASTING:
        return
    if plain[zones.heading_ends[-1] : line.end].strip(": \t*"):
        zones.open(line.end, before, line.end)


def is_inline_heading(plain: str, heading: Heading, line: Span) -> bool:
    """Tell whether words that could be a heading are one: capitalised, and set apart by a colon or by
    glue.
    """
    start, end, _ = heading
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
    """Tell whether a heading may begin at `start`: at the line's start, after a sentence, or glued to a
    word.
    """
    before = plain[line.start : start].rstrip(" \t" + BULLETS)
    return not before or before[-1] in ".!?:;)]|,&" or plain[start - 1] not in " \t"


def zones_until(plain: str, headings: Sequence[Heading], end: int) -> Zones:
    """Return the parts of a posting up to the line that holds `end`, as the whole posting has them.

    A third of a posting stands behind its last name. It matters only where what is wished for comes with no
    requirements: a second part of wishes may follow.
    """
    line_end = plain.find("\n", end)
    zones = find_zones(plain if line_end < 0 else plain[:line_end], headings)
    if "preferred" in zones.parts and "required" not in zones.parts:
        zones = find_zones(plain, headings)
        if "required" not in zones.parts and zones.parts.count("preferred") > 1:
            _raise_wishes(zones, plain)
    return zones


def read_levels(folded: Folded, names: Sequence[Candidate], marks: Marks) -> list[Level]:
    """Return the level of each name; `names` are in order."""
    if not names:
        return []
    reader = LevelReader(folded, marks, names[-1].end)
    levels: list[Level] = []
    while len(levels) < len(names):
        levels += reader.next_levels(names, len(levels))
    return levels


class LevelReader:
    """Reads the levels of one posting, sentence by sentence and only where a name is."""

    def __init__(self, folded: Folded, marks: Marks, end: int) -> None:
        self._plain = folded.plain
        self._marks = marks
        self._zones = zones_until(folded.plain, marks.headings, end)
        self._breaks = [at for at in folded.glued if BULLET_START.match(folded.plain, at)]
        self._pluses = [plus.start for plus in marks.pluses]
        # what can give a name another level than that of its part
        self._cues = sorted((*self._pluses, *marks.asks, *marks.demands))

    def next_levels(self, names: Sequence[Candidate], index: int) -> list[Level]:
        """Return the levels of names[index] and of those right behind it that share its fate."""
        position = names[index].start
        number = self._zones.index_at(position)
        part = self._zones.parts[number]
        if part != "opening":
            cues = self._pluses if part in ("required", "preferred") else self._cues
            quiet = self._quiet_until(position, number, cues)
            if quiet > position:
                return [part] * _count_before(names, index, quiet)
        block = block_around(self._plain, position, self._zones, number)
        sentence = sentence_around(self._plain, position, block, self._breaks)
        inside = names[index : index + _count_before(names, index, sentence.end)]
        levels = [self._level_of(part, sentence)] * len(inside)
        if part not in ("required", "preferred") and levels[0] == "required":
            self._lower_to_duties(inside, levels, sentence)
        if _any_in(self._pluses, sentence):
            self._lower_to_preferred(inside, levels, sentence, self._zones.heading_ends[number])
        return levels

    def _quiet_until(self, position: int, number: int, cues: Sequence[int]) -> int:
        """Return up to where, from the line of `position` on, no cue disturbs the level of the part."""
        starts, plain = self._zones.starts, self._plain
        end = starts[number + 1] if number + 1 < len(starts) else len(plain)
        at = bisect_left(cues, max(plain.rfind("\n", 0, position) + 1, starts[number]))
        if at < len(cues) and cues[at] < end:
            return plain.rfind("\n", 0, cues[at]) + 1
        return end

    def _level_of(self, part: Part, sentence: Span) -> Level:
        """Return the level that a part and the cues of a sentence give to a name in it."""
        if part in ("required", "preferred"):
            return part
        marks = self._marks
        has_ask = _any_in(marks.asks, sentence)
        if _any_in(marks.demands, sentence) or (has_ask and self._opens_with_ask(sentence)):
            asked = part != "boilerplate" or not _any_in(marks.companies, sentence)
            return "required" if asked else "boilerplate"
        if part in ("mentioned", "boilerplate"):
            return part
        is_company = _any_in(marks.companies, sentence)
        if has_ask and not is_company:
            return "required"
        return "boilerplate" if is_company and not _any_in(marks.duties, sentence) else "mentioned"

    def _opens_with_ask(self, sentence: Span) -> bool:
        """Tell whether a sentence begins like a requirement ("Strong knowledge of ...", "3+ years ...")."""
        first = self._marks.asks[bisect_left(self._marks.asks, sentence.start)]
        return len(self._plain[sentence.start : first].strip(BULLETS).split()) <= WORDS_BEFORE_ASK

    def _lower_to_duties(self, names: Sequence[Candidate], levels: list[Level], sentence: Span) -> None:
        """Set the level of the names that say what somebody is looked for to do."""
        hiring = HIRING.search(self._plain, sentence.start, sentence.end)
        purpose = hiring and PURPOSE.search(self._plain, hiring.end(), sentence.end)
        if not purpose:
            return
        asks = self._marks.asks
        for index, name in enumerate(names):
            at = bisect_left(asks, purpose.start())
            if name.start > purpose.start() and not (at < len(asks) and asks[at] < name.start):
                levels[index] = "mentioned"

    def _lower_to_preferred(
        self, names: Sequence[Candidate], levels: list[Level], sentence: Span, heading_end: int
    ) -> None:
        """Set the level of the names that a "plus" of the sentence is about."""
        first = bisect_left(self._pluses, max(sentence.start, heading_end))
        start = sentence.start
        for plus in self._marks.pluses[first : bisect_left(self._pluses, sentence.end)]:
            demand = bisect_left(self._marks.demands, plus.start) - 1
            if demand >= 0:
                start = max(start, self._marks.demands[demand])
            start = max(start, self._clause_start(start, plus.start))
            for index in reached_by_plus(self._plain, Span(start, sentence.end), names, plus):
                levels[index] = "preferred"
            if not plus.is_after:
                start = plus.end

    def _clause_start(self, start: int, end: int) -> int:
        """Return where the last clause before `end` begins that asks anew (", experience with ...")."""
        asks = self._marks.asks
        for at in reversed(asks[bisect_left(asks, start) : bisect_left(asks, end)]):
            if at > start and self._plain.endswith((", ", " and ", "; "), start, at):
                return at
        return start


def _any_in(starts: Sequence[int], span: Span) -> bool:
    at = bisect_left(starts, span.start)
    return at < len(starts) and starts[at] < span.end


def _count_before(names: Sequence[Candidate], index: int, end: int) -> int:
    """Return how many names from `index` on begin before `end`."""
    stop = index
    while stop < len(names) and names[stop].start < end:
        stop += 1
    return stop - index


def block_around(plain: str, position: int, zones: Zones, number: int) -> Span:
    """Return the piece of a line that holds `position`, within part `number`."""
    start = max(plain.rfind("\n", 0, position) + 1, zones.starts[number])
    end = plain.find("\n", position)
    end = len(plain) if end < 0 else end
    return Span(start, min(end, zones.starts[number + 1]) if number + 1 < len(zones.starts) else end)


def sentence_around(plain: str, position: int, block: Span, breaks: Sequence[int] = ()) -> Span:
    """Return the sentence or bullet of `block` that holds `position`.

    `breaks` are the places where a bullet begins without a space before it.
    """
    start, end = block
    for boundary in SENTENCE_END.finditer(plain, start, end):
        if boundary.start() > position:
            end = boundary.start() + 1
            break
        start = boundary.end()
    after = bisect_right(breaks, position)
    if after and breaks[after - 1] > start:
        start = breaks[after - 1]
    return Span(start, min(end, breaks[after]) if after < len(breaks) else end)


def reached_by_plus(plain: str, sentence: Span, names: Sequence[Candidate], plus: Plus) -> list[int]:
    """Return which names a "plus" is about: those of its parenthesis, before it, or after it."""
    opened, closed = plain.rfind("(", sentence.start, plus.start), plain.find(")", plus.end, sentence.end)
    inside = opened >= 0 and closed >= 0 and plain.find(")", opened, plus.start) < 0
    scope = Span(opened, closed) if inside else sentence
    before = [i for i, name in enumerate(names) if scope.start <= name.start < plus.start]
    after = [i for i, name in enumerate(names) if plus.end <= name.start < scope.end]
    if inside and not before and not after:
        listed = last_listed(plain, names, Span(sentence.start, opened))
        return listed or [i for i, name in enumerate(names) if closed < name.start]
    if plus.is_after:
        return after or (before if len(plain[plus.end : scope.end].split()) < WORDS_OF_A_WISH else [])
    if before and plain.startswith(" (", plus.end):
        closed = plain.find(")", plus.end, scope.end)
        before += [i for i in after if names[i].start < closed]
    return before or after


def last_listed(plain: str, names: Sequence[Candidate], scope: Span) -> list[int]:
    """Return the names after the last comma of `scope`: what "(preferred)" right behind it is about."""
    comma = max(
        plain.rfind(",", scope.start, scope.end), plain.rfind(";", scope.start, scope.end), scope.start - 1
    )
    return [i for i, name in enumerate(names) if comma < name.start < scope.end]

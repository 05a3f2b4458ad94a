"""The level of each mention: which part of the posting it stands in, corrected by the words of its sentence.

Headings label mentions; they never decide whether a mention exists. Where there is no heading (a paragraph, a
forum comment) the sentence decides: what is asked for, what the work is, what the company says of itself.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, compress, count, takewhile

from data.records import Level
from nlp.levels.cue_marks import Heading, Marks, Plus
from nlp.levels.headings import LASTING, kinds_of_headings
from nlp.levels.kinds import ASKED, LEVEL_OF, TALK, Kind
from nlp.names.disambiguate import Candidate
from nlp.text.fold import Folded
from nlp.text.sentences import Sentences, Span
from nlp.text.windows import one_of

# "Strong hands-on experience" begins like a requirement, "You will gain experience" does not
WORDS_BEFORE_ASK = 2
WORDS_OF_A_WISH = 3  # so many behind "ideally" are a wish of their own, which names no skill
LONGEST_WISH = 120  # characters within which these words are counted
CLAUSE_ENDS = (", ", " and ", "; ")  # what parts a clause that asks for something else from the one before
# "We are looking for an engineer to build ...": what follows is the work, not the demand
HIRING = re.compile(
    r"[LlSsHhIiNn](?<!\w.)(?i:(?<=l)ooking (?:for|to hire)|(?<=s)(?:eeking|eeks|earching for)|(?<=h)iring"
    r"|(?<=i)n search of|(?<=n)eed)\b"
)
WORK = one_of(
    "join|develop|build|design|create|lead|drive|work|deploy|implement|support|own|deliver|contribute|shape",
    "scale|improve|spearhead|architect|maintain|play|take|apply|focus|optimi[sz]e|expand|grow|bring fresh",
)
PURPOSE = re.compile(
    r"\b(?<!willing )(?<!able )(?<!ability )(?<!eager )"
    r"(?:to|who(?: will|'ll| can|(?= bring fresh))|you will|you['’]ll|(?:he|she|they) will) "
    rf"(?:help (?:us )?|be )?{WORK}\b",
    re.IGNORECASE,
)
WISHES = re.compile(r"desir|prefer|ideal|wish", re.IGNORECASE)
FIRST_SYMBOL = "\u2190"  # arrows, dingbats and pictures follow
BULLETS = "-*•·▪●–—◦>o§ \t"


@dataclass(frozen=True, slots=True)
class Zones:
    """The parts of a posting: of `kinds[i]`, from `starts[i]` on, with a heading up to `heading_ends[i]`."""

    starts: list[int]
    kinds: list[Kind]
    heading_ends: list[int]

    def open(self, start: int, kind: Kind, heading_end: int) -> None:
        """Begin a part."""
        self.starts.append(start)
        self.kinds.append(kind)
        self.heading_ends.append(heading_end)

    def index_at(self, position: int) -> int:
        """Return i for which `starts[i]` is the last start at or before `position`."""
        return bisect_right(self.starts, position) - 1


def find_zones(plain: str, headings: Sequence[Heading]) -> Zones:
    """Return the parts of a posting; `headings` are candidates for headings inside lines, in order."""
    zones = Zones([0], ["other"], [0])
    lines = plain.split("\n")
    kinds = kinds_of_headings(lines)
    starts = list(accumulate([len(line) + 1 for line in lines], initial=0))
    candidates: dict[int, list[Heading]] = {}
    for heading in takewhile(lambda heading: heading.end <= len(plain), headings):
        candidates.setdefault(bisect_right(starts, heading.start) - 1, []).append(heading)
    for number in sorted({*candidates, *compress(count(), kinds)}):
        line = Span(starts[number], starts[number + 1] - 1)
        kind = kinds[number]
        if kind:
            zones.open(line.start, kind, line.end)
        else:
            _open_inline(zones, plain, candidates[number], line)
    return zones


def _raise_wishes(zones: Zones, plain: str) -> None:
    """Take "Desired skills" for the requirements of a posting that has no others, but a bonus part too."""
    first = zones.kinds.index("plus")
    if WISHES.search(plain, zones.starts[first], zones.heading_ends[first]):
        zones.kinds[first] = "must"


def _open_inline(zones: Zones, plain: str, headings: Sequence[Heading], line: Span) -> None:
    """Open the parts whose headings stand inside `line`; close those that last for the line only."""
    before, opened = zones.kinds[-1], len(zones.kinds)
    for heading in headings:
        if is_inline_heading(plain, heading, line):
            zones.open(heading.start, heading.kind, heading.end)
    if len(zones.kinds) == opened or zones.kinds[-1] in LASTING:
        return
    if plain[zones.heading_ends[-1] : line.end].strip(": \t*"):
        zones.open(line.end, before, line.end)


def is_inline_heading(plain: str, heading: Heading, line: Span) -> bool:
    """Tell whether words that could be a heading are one: capitalised, set apart by a colon or by glue."""
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
    """Tell whether a heading may begin at `start`: where a line or sentence begins, or glued to a word."""
    before = start - 1
    while before >= line.start and plain[before] in BULLETS:
        before -= 1
    if before < line.start or plain[before] in ".!?:;)]|,&" or plain[start - 1] not in " \t":
        return True
    return plain[before] >= FIRST_SYMBOL and not plain[before].isalnum()  # "🌟 Brownie points:"


def zones_until(plain: str, headings: Sequence[Heading], end: int) -> Zones:
    """Return the parts of a posting up to the line that holds `end`, as the whole posting has them.

    A third of a posting stands behind its last name. It matters only where what is wished for comes with no
    requirements: a second part of wishes may follow.
    """
    line_end = plain.find("\n", end)
    zones = find_zones(plain if line_end < 0 else plain[:line_end], headings)
    if "plus" in zones.kinds and "must" not in zones.kinds:
        zones = find_zones(plain, headings)
        if "must" not in zones.kinds and zones.kinds.count("plus") > 1:
            _raise_wishes(zones, plain)
    return zones


def read_levels(folded: Folded, names: Sequence[Candidate], marks: Marks) -> list[Level]:
    """Return one level for each name; `names` must be in reading order."""
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
        self._sentences = Sentences(folded.plain, folded.glued)
        self._pluses = [plus.start for plus in marks.pluses]
        begins_clause = partial(folded.plain.endswith, CLAUSE_ENDS, 0)
        self._clauses = list(filter(begins_clause, marks.asks)) if marks.pluses else []
        # what can give a name another level than that of its part
        self._cues = sorted((*self._pluses, *marks.asks, *marks.demands))

    def next_levels(self, names: Sequence[Candidate], index: int) -> list[Level]:
        """Return the levels of names[index] and of those right behind it that share its fate."""
        position = names[index].start
        number = self._zones.index_at(position)
        kind = self._zones.kinds[number]
        if kind != "other":
            cues = self._pluses if kind in ASKED else self._cues
            quiet = self._quiet_until(position, number, cues)
            if quiet > position:
                return [LEVEL_OF[kind]] * _count_before(names, index, quiet)
        sentence = self._sentences.sentence_around(position, self._block_around(position, number))
        inside = names[index : index + _count_before(names, index, sentence.end)]
        levels = [self._level_of(kind, sentence)] * len(inside)
        if kind not in ASKED and levels[0] == "required":
            self._lower_to_duties(inside, levels, sentence)
        if _any_in(self._pluses, sentence):
            self._lower_to_preferred(inside, levels, sentence, self._zones.heading_ends[number])
        return levels

    def _quiet_until(self, position: int, number: int, cues: Sequence[int]) -> int:
        """Return up to where, from the line of `position` on, no cue disturbs the level of the part."""
        starts, line_around = self._zones.starts, self._sentences.line_around
        end = starts[number + 1] if number + 1 < len(starts) else len(self._plain)
        if not cues or cues[-1] < starts[number]:
            return end
        at = bisect_left(cues, max(line_around(position).start, starts[number]))
        return line_around(cues[at]).start if at < len(cues) and cues[at] < end else end

    def _block_around(self, position: int, number: int) -> Span:
        """Return the piece of a line that holds `position`, within part `number`."""
        start, end = self._sentences.line_around(position)
        starts = self._zones.starts
        return Span(
            max(start, starts[number]), min(end, starts[number + 1]) if number + 1 < len(starts) else end
        )

    def _level_of(self, kind: Kind, sentence: Span) -> Level:
        """Return the level that a kind of part and the cues of a sentence give to a name in it."""
        if kind in ASKED:
            return LEVEL_OF[kind]
        marks = self._marks
        has_ask = _any_in(marks.asks, sentence)
        if _any_in(marks.demands, sentence) or (has_ask and self._opens_with_ask(sentence)):
            asked = kind not in TALK or not _any_in(marks.companies, sentence)
            return "required" if asked else "boilerplate"
        if kind != "other":
            return LEVEL_OF[kind]
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
        starts = [name.start for name in names]
        reached = Reached(len(names))
        for plus in self._marks.pluses[first : bisect_left(self._pluses, sentence.end)]:
            demand = bisect_left(self._marks.demands, plus.start) - 1
            if demand >= 0:
                start = max(start, self._marks.demands[demand])
            start = max(start, self._clause_start(start, plus.start))
            reached.add(*reached_by_plus(self._plain, Span(start, sentence.end), starts, plus))
            if not plus.is_after:
                start = plus.end
        for index in reached.indexes():
            levels[index] = "preferred"

    def _clause_start(self, start: int, end: int) -> int:
        """Return where the last clause before `end` begins that asks again (", experience with ...")."""
        number = bisect_left(self._clauses, end) - 1
        while number >= 0 and self._clauses[number] > start:
            if self._plain.endswith(CLAUSE_ENDS, start, self._clauses[number]):
                return self._clauses[number]
            number -= 1
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


class Reached:
    """Ranges of names that overlap and repeat, joined: adding one costs the same however long it is."""

    def __init__(self, count: int) -> None:
        self._steps = [0] * (count + 1)

    def add(self, *ranges: range) -> None:
        """Add ranges of indexes."""
        for each in filter(None, ranges):
            self._steps[each.start] += 1
            self._steps[each.stop] -= 1

    def indexes(self) -> Iterator[int]:
        """Yield the indexes that any range holds, in order."""
        return (index for index, depth in enumerate(accumulate(self._steps)) if depth)


def reached_by_plus(plain: str, sentence: Span, starts: Sequence[int], plus: Plus) -> tuple[range, ...]:
    """Return which names a "plus" is about: those of its parenthesis, before it, or after it.

    `starts` is where the names begin; the answer holds their numbers.
    """
    brackets = brackets_around(plain, sentence, plus)
    scope = brackets or sentence
    before, after = between(starts, scope.start, plus.start), between(starts, plus.end, scope.end)
    if brackets and not before and not after:
        listed = last_listed(plain, starts, Span(sentence.start, brackets.start))
        return (listed or between(starts, brackets.end, sentence.end),)
    if plus.is_after:
        words = plain[plus.end : min(plus.end + LONGEST_WISH, scope.end)].split()
        return (after or (before if len(words) < WORDS_OF_A_WISH else range(0)),)
    if before and plain.startswith(" (", plus.end):
        return before, between(starts, plus.end, plain.find(")", plus.end, scope.end))
    return (before or after,)


def brackets_around(plain: str, sentence: Span, plus: Plus) -> Span | None:
    """Return where the brackets around a "plus" open and close, None where it stands in none."""
    opened, closed = plain.rfind("(", sentence.start, plus.start), plain.find(")", plus.end, sentence.end)
    if opened < 0 or closed < 0 or plain.find(")", opened, plus.start) >= 0:
        return None
    return Span(opened, closed)


def between(starts: Sequence[int], start: int, end: int) -> range:
    """Return the numbers of the names that begin in `start` to `end`."""
    return range(low := bisect_left(starts, start), max(low, bisect_left(starts, end)))


def last_listed(plain: str, starts: Sequence[int], scope: Span) -> range:
    """Return the names after the last comma of `scope`: what "(preferred)" right behind it is about."""
    comma = max(
        plain.rfind(",", scope.start, scope.end), plain.rfind(";", scope.start, scope.end), scope.start - 1
    )
    return between(starts, comma + 1, scope.end)

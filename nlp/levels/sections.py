"""The level of each mention: which part of the posting it stands in, corrected by the words of its sentence.

Headings label mentions; they never decide whether a mention exists. Where there is no heading (a paragraph, a
forum comment) the sentence decides: what is asked for, what the work is, what the company says of itself.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from data.records import Level
from nlp.levels.cue_marks import Marks
from nlp.levels.cues import qualities, role_nouns, work_verbs
from nlp.levels.kinds import ASKED, LEVEL_OF, TALK, Kind
from nlp.levels.pluses import PlusReader
from nlp.levels.zones import BULLETS, zones_until
from nlp.names.disambiguate import Candidate
from nlp.text.fold import Folded
from nlp.text.sentences import Sentences, Span

# "Strong hands-on experience" begins like a requirement, "You will gain experience" does not
WORDS_BEFORE_ASK = 2
# "We are looking for an engineer to build ...": what follows is the work, not the demand
HIRING = re.compile(
    r"[LlSsHhIiNn](?<!\w.)(?i:(?<=l)ooking (?:for|to hire)|(?<=s)(?:eeking|eeks|earching for)|(?<=h)iring"
    r"|(?<=i)n search of|(?<=n)eed)\b"
)


@cache
def purposes() -> re.Pattern[str]:
    """Return the pattern of what the work is, behind words about hiring ("to build")."""
    return re.compile(
        r"\b(?<!willing )(?<!able )(?<!ability )(?<!eager )"
        r"(?:to|who(?: will|'ll| can|(?= bring fresh))|you will|you['’]ll|(?:he|she|they) will) "
        rf"(?:help (?:us )?|be )?{work_verbs()}\b",
        re.IGNORECASE,
    )


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
        self._pluses = PlusReader(folded.plain, marks)
        # what can give a name another level than that of its part
        self._cues_in_asked = sorted((*self._pluses.starts, *marks.stacks))
        self._cues = sorted((*self._pluses.starts, *marks.asks, *marks.demands))

    def next_levels(self, names: Sequence[Candidate], index: int) -> list[Level]:
        """Return the levels of names[index] and of those right behind it that share its fate."""
        position = names[index].start
        number = self._zones.index_at(position)
        kind = self._zones.kinds[number]
        if kind != "other":
            cues = self._cues_in_asked if kind in ASKED else self._cues
            quiet = self._quiet_until(position, number, cues)
            if quiet > position:
                return [LEVEL_OF[kind]] * _count_before(names, index, quiet)
        sentence = self._sentences.sentence_around(position, self._block_around(position, number))
        inside = names[index : index + _count_before(names, index, sentence.end)]
        levels = [self._level_of(kind, sentence)] * len(inside)
        if kind not in ASKED and levels[0] == "required":
            self._lower_to_duties(inside, levels, sentence)
        if _any_in(self._pluses.starts, sentence):
            starts = [name.start for name in inside]
            for reached in self._pluses.reached(starts, sentence, self._zones.heading_ends[number]):
                levels[reached] = "preferred"
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
            return "mentioned" if self._says_what_is_used(sentence) else LEVEL_OF[kind]
        marks = self._marks
        has_ask = _any_in(marks.asks, sentence)
        if _any_in(marks.demands, sentence) or (has_ask and self._opens_with_ask(kind, sentence)):
            asked = kind not in TALK or not _any_in(marks.companies, sentence)
            return "required" if asked else "boilerplate"
        return LEVEL_OF[kind] if kind != "other" else self._level_of_talk(sentence, has_ask=has_ask)

    def _level_of_talk(self, sentence: Span, *, has_ask: bool) -> Level:
        """Return the level of the names of a sentence in a part of which no heading says anything."""
        if not _any_in(self._marks.companies, sentence):
            return "required" if has_ask else "mentioned"
        return "mentioned" if _any_in(self._marks.duties, sentence) else "boilerplate"

    def _says_what_is_used(self, sentence: Span) -> bool:
        """Tell whether a sentence describes ("We use Kafka") where others ask."""
        stacks = self._marks.stacks
        at = bisect_left(stacks, sentence.start)
        if at == len(stacks) or not self._plain[stacks[at]].isupper():
            return False
        return not self._plain[sentence.start : stacks[at]].strip(BULLETS)

    def _opens_with_ask(self, kind: Kind, sentence: Span) -> bool:
        """Tell whether a sentence begins like a requirement ("Strong knowledge of ...", "3+ years ...").

        A duty has its verb first ("Share knowledge", "Gain experience"): there few words may precede.
        """
        first = self._marks.asks[bisect_left(self._marks.asks, sentence.start)]
        before = self._plain[sentence.start : first].rpartition(": ")[2].strip(BULLETS).split()
        if not before or len(before) > WORDS_BEFORE_ASK:
            return not before
        return kind == "other" or before[0][0].isdigit() or before[0].lower() in qualities()

    def _lower_to_duties(self, names: Sequence[Candidate], levels: list[Level], sentence: Span) -> None:
        """Set the level of the names that say what somebody is looked for to be or to do."""
        for index, name in enumerate(names):
            if name.is_practice and role_nouns().match(self._plain, name.end):
                levels[index] = "mentioned"
        hiring = HIRING.search(self._plain, sentence.start, sentence.end)
        purpose = hiring and purposes().search(self._plain, hiring.end(), sentence.end)
        if not purpose:
            return
        asks = self._marks.asks
        for index, name in enumerate(names):
            at = bisect_left(asks, purpose.start())
            if name.start > purpose.start() and not (at < len(asks) and asks[at] < name.start):
                levels[index] = "mentioned"


def _any_in(starts: Sequence[int], span: Span) -> bool:
    at = bisect_left(starts, span.start)
    return at < len(starts) and starts[at] < span.end


def _count_before(names: Sequence[Candidate], index: int, end: int) -> int:
    """Return how many names from `index` on begin before `end`."""
    stop = index
    while stop < len(names) and names[stop].start < end:
        stop += 1
    return stop - index

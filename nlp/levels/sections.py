"""The level of each mention: which part of the posting it stands in, corrected by the words of its sentence.

Headings label mentions; they never decide whether a mention exists. Where there is no heading (a paragraph, a
forum comment) the sentence decides: what is asked for, what the work is, what the company says of itself.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

from data.records import Level
from nlp.levels.cue_marks import Marks
from nlp.levels.cues import qualities, role_nouns
from nlp.levels.kinds import ASKED, LEVEL_OF, TALK, Kind
from nlp.levels.pluses import PlusReader
from nlp.levels.zones import BULLETS, zones_until
from nlp.names.disambiguate import Candidate
from nlp.text.fold import Folded
from nlp.text.sentences import Sentences, Span
from nlp.text.windows import one_of

# "Strong hands-on experience" begins like a requirement, "You will gain experience" does not
WORDS_BEFORE_ASK = 2
# "We are looking for an engineer to build ...": what follows is the work, not the demand
HIRING = re.compile(
    r"[LlSsHhIiNn](?<!\w.)(?i:(?<=l)ooking (?:for|to hire)|(?<=s)(?:eeking|eeks|earching for)|(?<=h)iring"
    r"|(?<=i)n search of|(?<=n)eed)\b"
)
WORK = one_of(
    "join|develop|build|design|create|lead|drive|work|deploy|implement|support|own|deliver|contribute|shape",
    "scale|improve|spearhead|architect|maintain|play|take|apply|focus|optimi[sz]e|expand|grow|help",
    "bring fresh",
)
PURPOSE = re.compile(
    r"\b(?<!willing )(?<!able )(?<!ability )(?<!eager )"
    r"(?:to|who(?: will|'ll| can|(?= bring fresh))|you will|you['’]ll|(?:he|she|they) will) "
    rf"(?:help (?:us )?|be )?{WORK}\b",
    re.IGNORECASE,
)


def read_levels(folded: Folded, names: Sequence[Candidate], marks: Marks) -> list[Level]:
    """Return one level for each name; `names` must be in reading order."""
    if not names:
        return []
    reader = LevelReader(folded, marks, names)
    levels: list[Level] = []
    while len(levels) < len(names):
        levels += reader.next_levels(len(levels))
    return levels


class LevelReader:
    """Reads the levels of the names of one posting, sentence by sentence and only where a name is."""

    def __init__(self, folded: Folded, marks: Marks, names: Sequence[Candidate]) -> None:
        self._plain = folded.plain
        self._marks = marks
        self._names = names
        self._starts = [name[0] for name in names]
        self._zones = zones_until(folded, marks.headings, names[-1].end)
        self._sentences = Sentences(folded.plain, folded.glued)
        self._pluses = PlusReader(folded.plain, marks)
        # what can give a name another level than that of its part
        self._cues_in_asked = sorted((*self._pluses.starts, *marks.stacks))
        self._cues = sorted((*self._pluses.starts, *marks.asks, *marks.demands))

    def next_levels(self, index: int) -> list[Level]:
        """Return the levels of the name of this number and of those right behind it that share its fate."""
        position = self._starts[index]
        number = self._zones.index_at(position)
        kind, part = self._zones.kinds[number], self._zones.span_of(number, len(self._plain))
        line = self._sentences.line_around(position)
        start = max(line.start, part.start)
        if kind != "other":
            cues = self._cues_in_asked if kind in ASKED else self._cues
            quiet = self._quiet_until(start, part.end, line.end, cues)
            if quiet > position:
                return [LEVEL_OF[kind]] * (bisect_left(self._starts, quiet, index) - index)
        sentence = self._sentences.sentence_around(position, Span(start, min(line.end, part.end)))
        stop = bisect_left(self._starts, sentence.end, index)
        levels = [self._level_of(kind, sentence)] * (stop - index)
        if kind not in ASKED and levels[0] == "required":
            self._lower_to_duties(self._names[index:stop], levels, sentence)
        if _any_in(self._pluses.starts, sentence):
            starts = self._starts[index:stop]
            for reached in self._pluses.reached(starts, sentence, self._zones.heading_ends[number]):
                levels[reached] = "preferred"
        return levels

    def _quiet_until(self, start: int, end: int, line_end: int, cues: Sequence[int]) -> int:
        """Return up to where no cue disturbs the level of a part: its end, or the line of the next cue.

        `start` is where the part or its line begins that ends at `line_end`, and `end` where the part ends.
        """
        at = bisect_left(cues, start)
        if at == len(cues) or cues[at] >= end:
            return end
        return self._plain.rfind("\n", line_end, cues[at]) + 1 if cues[at] > line_end else start

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
        purpose = hiring and PURPOSE.search(self._plain, hiring.end(), sentence.end)
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

"""The level of each mention: which part of the posting it stands in, corrected by the words of its sentence.

Headings label mentions; they never decide whether a mention exists. Where there is no heading (a paragraph, a
forum comment) the sentence decides: what is asked for, what the work is, what the company says of itself.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

from data.records import Level
from nlp.levels.cue_marks import Marks
from nlp.levels.cues import qualities, role_nouns, work_words
from nlp.levels.introductions import find_introduction, has_bars
from nlp.levels.kinds import ASKED, BULLETS, LEVEL_OF, TALK, Kind
from nlp.levels.pluses import PlusReader
from nlp.levels.sentences import Sentences, Span
from nlp.levels.zones import zones_until
from nlp.names.disambiguate import Candidate
from nlp.text.fold import Folded

# "Strong hands-on experience" begins like a requirement, "You will gain experience" does not
WORDS_BEFORE_ASK = 2
TOOLS_OF_A_STACK = 3  # product talk names fields of work, and tools rarely
REACH = 60  # characters between a name and the words behind it that ask for it


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
        self._introduction = find_introduction(folded.plain, marks, self._zones)
        self._pluses = PlusReader(folded.plain, marks)
        # what can give a name another level than that of its part
        self._cues_in_asked = sorted((*self._pluses.starts, *marks.stacks, *marks.stricts, *marks.duties))
        self._asking = sorted((*marks.asks, *marks.demands))
        self._cues = sorted((*self._pluses.starts, *marks.asks, *marks.demands, *marks.stacks))

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
        if kind == "other" and self._lists_tools(self._names[index:stop], sentence):
            levels = ["mentioned"] * len(levels)
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
        marks = self._marks
        if kind in ASKED:
            return self._level_of_asked(kind, sentence)
        has_ask = _any_in(marks.asks, sentence)
        if _any_in(marks.demands, sentence) or (has_ask and self._opens_with_ask(kind, sentence)):
            asked = kind not in TALK or not _any_in(marks.companies, sentence)
            return "required" if asked else "boilerplate"
        if kind == "company" and self._names_stack(sentence):
            return "mentioned"
        return LEVEL_OF[kind] if kind != "other" else self._level_of_talk(sentence, has_ask=has_ask)

    def _level_of_asked(self, kind: Kind, sentence: Span) -> Level:
        """Return the level that a sentence has in a part that asks."""
        if self._says_what_is_used(sentence) or (kind == "must" and self._tells_work(sentence)):
            return "mentioned"
        return "required" if _any_in(self._marks.stricts, sentence) else LEVEL_OF[kind]

    def _level_of_talk(self, sentence: Span, *, has_ask: bool) -> Level:
        """Return the level of the names of a sentence in a part of which no heading says anything."""
        if self._introduces(sentence):
            return "boilerplate"
        if not self._tells_of_company(sentence):
            return "required" if has_ask and not self._tells_work(sentence) else "mentioned"
        is_work = _any_in(self._marks.duties, sentence) or work_words().begins.match(self._plain, *sentence)
        return "mentioned" if is_work else "boilerplate"

    def _names_stack(self, sentence: Span) -> bool:
        """Tell whether a sentence lists the stack; "we use" alone may tell of the product."""
        stacks = self._marks.stacks
        at = bisect_left(stacks, sentence.start)
        return (
            at < len(stacks)
            and stacks[at] < sentence.end
            and bool(work_words().stack.match(self._plain, stacks[at]))
        )

    def _tells_work(self, sentence: Span) -> bool:
        """Tell whether a sentence says first what somebody will do, before it asks for anything."""
        duties, asks = self._marks.duties, self._marks.asks
        first = bisect_left(duties, sentence.start)
        if first == len(duties) or duties[first] >= sentence.end:
            return False
        asked = bisect_left(asks, sentence.start)
        is_first = asked == len(asks) or asks[asked] > duties[first]
        return is_first and bool(work_words().told.match(self._plain, duties[first]))

    def _lists_tools(self, names: Sequence[Candidate], sentence: Span) -> bool:
        """Tell whether a sentence of an introduction names so many tools that it tells the stack."""
        tools = sum(not name.is_practice for name in names)
        return tools >= TOOLS_OF_A_STACK and self._introduces(sentence)

    def _tells_of_company(self, sentence: Span) -> bool:
        """Tell whether a sentence is about the employer, and not also about whom it hires."""
        if not _any_in(self._marks.companies, sentence):
            return False
        if sentence.start == 0 and has_bars(self._plain[: sentence.end]):
            return False  # "Initech | Go Developer | Initech is a startup": the trade stands there too
        return not work_words().hiring.search(self._plain, *sentence)

    def _introduces(self, sentence: Span) -> bool:
        """Tell whether a whole sentence, no item of a list, says what the employer of a comment does."""
        start, end = self._introduction
        ends = self._plain[max(sentence.start, sentence.end - 2) : sentence.end].rstrip()
        return start < sentence.start and sentence.end <= end and ends.endswith((".", "!", "?"))

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
        self._lower_unasked(names, levels, sentence)
        for index, name in enumerate(names):
            if name.is_practice and role_nouns().match(self._plain, name.end):
                levels[index] = "mentioned"
        if hiring := work_words().hiring.search(self._plain, sentence.start, sentence.end):
            self._lower_around(hiring, names, levels, sentence)

    def _lower_around(
        self, hiring: re.Match[str], names: Sequence[Candidate], levels: list[Level], sentence: Span
    ) -> None:
        """Set the level of the names before the words of hiring, and of those behind that tell the work."""
        purpose = work_words().purpose.search(self._plain, hiring.end(), sentence.end)
        purpose_start = purpose.start() if purpose else sentence.end
        first_ask = self._first_ask(Span(hiring.end(), sentence.end))
        for index, name in enumerate(names):
            if name.end <= hiring.start() and not _any_in(self._asking, Span(sentence.start, name.start)):
                levels[index] = "mentioned"  # "For our Go services we are looking for ..."
            elif name.start > purpose_start and not _any_in(
                self._marks.asks, Span(purpose_start, name.start)
            ):
                levels[index] = "mentioned"
            elif name.is_practice and hiring.end() < name.start < first_ask:
                levels[index] = "mentioned"  # "Hiring: backend, data, DevOps"

    def _first_ask(self, span: Span) -> int:
        """Return where words first say what somebody should bring, the end for nowhere."""
        asks = self._marks.asks
        at = bisect_left(asks, span.start)
        someone = work_words().someone.search(self._plain, *span)
        return min(*asks[at : at + 1], someone.start() if someone else span.end, span.end)

    def _lower_unasked(self, names: Sequence[Candidate], levels: list[Level], sentence: Span) -> None:
        """Set the level of the names that stand before all that is asked for, and away from it."""
        asks = self._asking
        reached = sentence.end  # where an ask, or a name that one is about, begins behind the name
        for index in range(len(names) - 1, -1, -1):
            name = names[index]
            if _any_in(asks, Span(sentence.start, name.start)):
                continue
            at = bisect_left(asks, name.end)
            if at < len(asks) and asks[at] < min(reached, sentence.end):
                reached = asks[at]
            if reached - name.end > REACH or reached == sentence.end:
                levels[index] = "mentioned"
            else:
                reached = name.start


def _any_in(starts: Sequence[int], span: Span) -> bool:
    at = bisect_left(starts, span.start)
    return at < len(starts) and starts[at] < span.end

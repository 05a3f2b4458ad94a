"""Which names a "plus" is about ("ideally", "is nice to have"): those of its own clause only."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from nlp.levels.cue_marks import Marks, Plus
from nlp.levels.cues import other_things
from nlp.levels.sentences import Span, load_sentences

WORDS_OF_A_WISH = 3  # so many behind "ideally" are a wish of their own, which names no skill
LONGEST_WISH = 120  # characters within which these words are counted
WORDS_BEFORE_A_PLUS = 3  # more of them say what it is about, so it is not about what follows
LAST_ITEM = re.compile(r"[,;:(] ?")
LONGEST_LEAD = 80  # characters within which these words are counted
LONGEST_ASIDE = 400  # characters from a plus to either bracket around it, and of the item before brackets


class PlusReader:
    """Finds what the pluses of one posting are about; a posting without them costs nothing."""

    def __init__(self, plain: str, marks: Marks) -> None:
        self._plain = plain
        self._rules = load_sentences()
        self._pluses = marks.pluses
        self._demands = marks.demands
        self._asks = marks.asks
        self._is_ready = False
        self.starts = [plus.start for plus in marks.pluses]
        self._clauses: list[int] = []  # where a clause asks again
        self._bullets: list[int] = []  # where one begins that nothing parts from the one before

    def _get_ready(self) -> None:
        """Find the clauses and bullets, which only a plus in a sentence with names needs."""
        plain, ends = self._plain, self._rules.clause_ends
        self._clauses = [at for at in self._asks if plain.endswith(ends, 0, at)]
        self._bullets = [at for at in self._asks if plain[at].isupper() and self._begins_bullet(at)]
        self._is_ready = True

    def _begins_bullet(self, at: int) -> bool:
        """Tell whether a capital begins a bullet in a run-on line: "...of TensorFlow Experience with..."."""
        before = self._plain[max(0, at - 2) : at]
        is_run_on = before.endswith(" ") and (before[0].isalnum() or before[0] in ')"')
        return is_run_on and not self._plain.endswith(self._rules.no_bullet, 0, at)

    def reached(self, starts: Sequence[int], sentence: Span, heading_end: int) -> Iterator[int]:
        """Yield the numbers of the names of a sentence that its pluses are about; they begin at `starts`."""
        if not self._is_ready:
            self._get_ready()
        first = bisect_left(self.starts, max(sentence.start, heading_end))
        start = sentence.start
        reached = Reached(len(starts))
        for plus in self._pluses[first : bisect_left(self.starts, sentence.end)]:
            demand = bisect_left(self._demands, plus.start) - 1
            if demand >= 0:
                start = max(start, self._demands[demand])
            start = max(start, self._clause_start(start, plus.start), self._bullet_start(starts, plus.start))
            scope = Span(start, self._bullet_end(starts, plus.end, sentence.end))
            reached.add(*reached_by_plus(self._plain, scope, starts, plus))
            if not plus.is_after:
                start = plus.end
        return reached.indexes()

    def _clause_start(self, start: int, end: int) -> int:
        """Return where the last clause before `end` begins that asks again (", experience with ...")."""
        number = bisect_left(self._clauses, end) - 1
        while number >= 0 and self._clauses[number] > start:
            if self._plain.endswith(self._rules.clause_ends, start, self._clauses[number]):
                return self._clauses[number]
            number -= 1
        return start

    def _bullet_start(self, starts: Sequence[int], end: int) -> int:
        """Return where the bullet or clause begins that holds the last name before `end`, 0 for unknown."""
        number = bisect_left(starts, end) - 1
        if number < 0:
            return 0
        if self._plain.endswith(self._rules.alone, 0, starts[number]):
            return starts[number]
        bullet = bisect_right(self._bullets, starts[number]) - 1
        return self._bullets[bullet] if bullet >= 0 else 0

    def _bullet_end(self, starts: Sequence[int], start: int, end: int) -> int:
        """Return where the next bullet begins behind the first name from `start` on, at most `end`."""
        number = bisect_left(starts, start)
        if number == len(starts):
            return end
        bullet = bisect_right(self._bullets, starts[number])
        return min(end, self._bullets[bullet]) if bullet < len(self._bullets) else end


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
        return _reached_by_aside(plain, sentence, starts, brackets, plus)
    if plus.is_after:
        words = plain[plus.end : min(plus.end + LONGEST_WISH, scope.end)].split()
        return (after or (before if len(words) < WORDS_OF_A_WISH else range(0)),)
    if not before:
        return (after if after and leads(plain, scope, plus) else range(0),)
    return _reached_before(plain, scope, starts, before, plus)


def _reached_before(
    plain: str, scope: Span, starts: Sequence[int], before: range, plus: Plus
) -> tuple[range, ...]:
    """Return which of the names before it a plus is about, and those in brackets right behind it."""
    if others := other_things().search(plain, starts[before[0]], plus.start):
        before = between(starts, others.end(), plus.start)  # "Python, other languages are a bonus"
    if plain.startswith(" (", plus.end):
        end = min(scope.end, plus.end + LONGEST_ASIDE)
        return before, between(starts, plus.end, plain.find(")", plus.end, end))
    return (before,)


def _reached_by_aside(
    plain: str, sentence: Span, starts: Sequence[int], brackets: Span, plus: Plus
) -> tuple[range, ...]:
    """Return what a plus in brackets without a name is about: the item before them, else all behind them."""
    rest = plain[brackets.start + 1 : plus.start] + " " + plain[plus.end : brackets.end]
    if len(rest.split()) >= WORDS_OF_A_WISH:
        return ()  # "(bonus if you have worked with hospitals)" is a wish of its own
    if plain.startswith(load_sentences().choices, brackets.end + 1):
        return ()  # "PyTorch (preferred) or TensorFlow": one of them is asked for
    listed = last_listed(plain, starts, Span(sentence.start, brackets.start))
    return (listed or between(starts, brackets.end, sentence.end),)


def leads(plain: str, scope: Span, plus: Plus) -> bool:
    """Tell whether a plus can be about what follows it: few words or a list ("... are a plus: A, B")."""
    before = LAST_ITEM.split(plain[max(scope.start, plus.start - LONGEST_LEAD) : plus.start])[-1]
    return len(before.split()) <= WORDS_BEFORE_A_PLUS or plain[plus.end : plus.end + 2].lstrip()[:1] == ":"


def brackets_around(plain: str, sentence: Span, plus: Plus) -> Span | None:
    """Return where the brackets around a "plus" open and close, None where it stands in none."""
    begin, end = max(sentence.start, plus.start - LONGEST_ASIDE), min(sentence.end, plus.end + LONGEST_ASIDE)
    opened, closed = plain.rfind("(", begin, plus.start), plain.find(")", plus.end, end)
    if opened < 0 or closed < 0 or plain.find(")", opened, plus.start) >= 0:
        return None
    return Span(opened, closed)


def between(starts: Sequence[int], start: int, end: int) -> range:
    """Return the numbers of the names that begin in `start` to `end`."""
    return range(low := bisect_left(starts, start), max(low, bisect_left(starts, end)))


def last_listed(plain: str, starts: Sequence[int], scope: Span) -> range:
    """Return the names after the last comma of `scope`: what "(preferred)" right behind it is about."""
    begin = max(scope.start, scope.end - LONGEST_ASIDE)
    comma = max(plain.rfind(",", begin, scope.end), plain.rfind(";", begin, scope.end), begin - 1)
    return between(starts, comma + 1, scope.end)

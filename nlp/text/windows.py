"""Where telling words occur in a text: the cheap first step before any pattern.

One pass of an automaton finds every word that could state a fact; patterns then read only the characters
around it. Searching the whole text with the patterns themselves is thirty times slower.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

from nlp.text.fold import LOWER

LAST_BYTE = "\xff"  # the last character that one byte stands for
# a pattern that begins with a character or a class, which may stand behind a word end or a short lookbehind
BEGINNING = re.compile(
    r"(?:(?P<edge>\\b)|\(\?<!(?P<not_behind>[^()|]+)\))?(?P<first>\w|\[(?:\w-\w|\w)+\])(?![?*+{])", re.ASCII
)
LEFT_OPEN = frozenset("|(")  # a choice of its own, or brackets that are too deep to be sure
ENCLOSED = re.compile(r"\\.|\[[^\]]*\]|\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\)")


@dataclass(frozen=True, slots=True)
class Marked:
    """A text and where each of the words looked for begins in it; what is read of it is in lower case."""

    source: str
    at: Mapping[str, Sequence[int]]

    def named(self, words: Iterable[str]) -> list[str]:
        """Return those of `words` that the text holds: most texts hold few."""
        return [word for word in words if word in self.at]

    def spots(self, word: str, most: int) -> Sequence[int]:
        """Return the first `most` places where `word` begins, in order; none for a word not looked for."""
        return self.at.get(word, ())[:most]

    def cut(self, start: int, end: int) -> str:
        """Return the characters from `start` to `end`: lowering all of a text costs more than these."""
        return self.source[max(0, start) : end].lower()

    def around(self, word: str, at: int, *, before: int, after: int) -> tuple[str, str]:
        """Return the characters before and after the `word` that begins at `at`."""
        end = at + len(word)
        return self.cut(at - before, at), self.cut(end, end + after)

    def windows(self, words: Iterable[str], *, before: int, after: int) -> Iterator[str]:
        """Yield the stretches of text around any of `words`, in order, those that overlap joined."""
        found = sorted(at for word in self.named(words) for at in self.at[word])
        start = end = -1
        for at in found:
            if end < 0 or at - before > end:
                if end >= 0:
                    yield self.cut(start, end)
                start = max(0, at - before)
            end = at + after
        if end >= 0:
            yield self.cut(start, end)


class Finder:
    """Finds words in texts; those of `whole` count only where no letter touches them.

    The search runs over one byte per character; the few words with other characters ("€") are looked for one
    by one.
    """

    def __init__(self, words: Iterable[str], whole: Iterable[str] = ()) -> None:
        self._whole = frozenset(whole)
        every = dict.fromkeys((*words, *self._whole))
        self._wide = [word for word in every if max(word) > LAST_BYTE]
        self._words = [word for word in every if max(word) <= LAST_BYTE]
        self._automaton = BytesAhoCorasick(
            [word.encode("latin-1") for word in self._words],
            matchkind=MatchKind.LeftmostLongest,
            implementation=Implementation.DFA,
        )

    def mark(self, text: str, raw: bytes | None = None) -> Marked:
        """Return `text` with the places of the words, in any case; `raw` is it in Latin-1, if known."""
        at: dict[str, list[int]] = {}
        lowered = (raw or text.encode("latin-1", "replace")).translate(LOWER)
        for number, start, end in self._automaton.find_matches_as_indexes(lowered):
            word = self._words[number]
            if word in self._whole and (text[start - 1 : start].isalpha() or text[end : end + 1].isalpha()):
                continue
            at.setdefault(word, []).append(start)
        for word in self._wide:
            if word in text:
                at[word] = list(places_of(word, text))
        return Marked(text, at)


def places_of(word: str, text: str) -> Iterator[int]:
    """Yield where `word` begins in `text`."""
    start = text.find(word)
    while start >= 0:
        yield start
        start = text.find(word, start + len(word))


def one_of(*patterns: str) -> str:
    """Return the pattern of any one of `patterns`, the first that fits, as a group that does not capture."""
    return f"(?:{'|'.join(patterns)})"


def quick_one_of(*patterns: str) -> str:
    """Return what `one_of` does, in a form that is looked for five times as fast where the patterns allow it.

    It begins with all their first characters in one class, so that most places of a text are passed over
    without a look at each pattern.
    """
    begun = [BEGINNING.match(pattern) for pattern in patterns]
    firsts, pieces, behinds = [], [], []
    for pattern, found in zip(patterns, begun, strict=True):
        if found is None or not LEFT_OPEN.isdisjoint(ENCLOSED.sub("", pattern[found.end() :])):
            return one_of(*patterns)
        firsts.append(found["first"].strip("[]"))
        not_behind = r"\w" if found["edge"] else found["not_behind"]
        behinds.append(f"(?<!{not_behind}.)" if not_behind else "")
        pieces.append((f"(?<={found['first']})", pattern[found.end() :]))
    common = behinds[0] if len(set(behinds)) == 1 else ""  # looked at once, as most places fail there
    behinds = [""] * len(pieces) if common else behinds
    choices = (f"{first}{behind}{rest}" for (first, rest), behind in zip(pieces, behinds, strict=True))
    return f"[{''.join(dict.fromkeys(firsts))}]{common}{one_of(*choices)}"

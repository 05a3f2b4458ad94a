"""Where telling words occur in a text: the cheap first step before any pattern.

One pass of an automaton finds every word that could state a fact; patterns then read only the characters
around it. Searching the whole text with the patterns themselves is thirty times slower.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind


@dataclass(frozen=True, slots=True)
class Marked:
    """A text in lower case and where each of the words looked for begins in it."""

    text: str
    at: Mapping[str, Sequence[int]]

    def named(self, words: Iterable[str]) -> list[str]:
        """Return those of `words` that the text holds: most texts hold few."""
        return [word for word in words if word in self.at]

    def spots(self, word: str, most: int) -> Sequence[int]:
        """Return where `word` begins, at most `most` times."""
        return self.at.get(word, ())[:most]

    def around(self, word: str, at: int, *, before: int, after: int) -> tuple[str, str]:
        """Return the characters before and after the `word` that begins at `at`."""
        end = at + len(word)
        return self.text[max(0, at - before) : at], self.text[end : end + after]

    def windows(self, words: Iterable[str], *, before: int, after: int) -> Iterator[str]:
        """Yield the stretches of text around any of `words`, in order, those that overlap joined."""
        found = sorted(at for word in self.named(words) for at in self.at[word])
        start = end = -1
        for at in found:
            if end < 0 or at - before > end:
                if end >= 0:
                    yield self.text[start:end]
                start = max(0, at - before)
            end = at + after
        if end >= 0:
            yield self.text[start:end]


class Finder:
    """Finds words in texts; those of `whole` count only where no letter touches them."""

    def __init__(self, words: Iterable[str], whole: Iterable[str] = ()) -> None:
        self._whole = frozenset(whole)
        self._words = tuple(dict.fromkeys((*words, *self._whole)))
        self._automaton = AhoCorasick(
            self._words, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA
        )

    def mark(self, text: str) -> Marked:
        """Return `text` in lower case with the places of the words."""
        text = text.lower()
        at: dict[str, list[int]] = {}
        for number, start, end in self._automaton.find_matches_as_indexes(text):
            word = self._words[number]
            if word in self._whole and (text[start - 1 : start].isalpha() or text[end : end + 1].isalpha()):
                continue
            at.setdefault(word, []).append(start)
        return Marked(text, at)


def one_of(*patterns: str) -> str:
    """Return the pattern that matches any one of `patterns`."""
    return f"(?:{'|'.join(patterns)})"

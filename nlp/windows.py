"""Where a word occurs in a text, and the characters around it: the cheap first step before any pattern.

Searching for a fixed word is hundreds of times faster than a pattern over the whole text, so a fact is
looked for only around the words that could state it.
"""

from collections.abc import Iterable, Iterator

MOST_SPOTS = 60  # occurrences of one word that are looked at: a text that repeats it more is not an ordinary one


def spots(text: str, word: str, most: int = MOST_SPOTS) -> Iterator[int]:
    """Yield where `word` begins in `text`, at most `most` times."""
    at = text.find(word)
    while at >= 0 and most > 0:
        yield at
        most -= 1
        at = text.find(word, at + len(word))


def regions(text: str, words: Iterable[str], *, before: int, after: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of `text` around any of `words`, in order, those that overlap joined."""
    found = sorted(at for word in words for at in spots(text, word))
    start = end = -1
    for at in found:
        if at - before > end:
            if end >= 0:
                yield start, end
            start = max(0, at - before)
        end = min(len(text), at + after)
    if end >= 0:
        yield start, end

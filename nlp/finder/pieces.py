"""Lines and sentences as the finder of names sees them, cut in time that grows with the text alone."""

import re
from collections.abc import Iterator

SENTENCE = re.compile(r"[.!?;:][ \t]+(?=[^\W\d_a-z])")
LONG = 240  # characters of a line that is cut at its sentences
LONGEST = 600  # characters of a piece that is cut wherever a blank stands
Span = tuple[int, int]
Piece = tuple[int, str]  # where it starts in the text, and its words


def span_of(piece: Piece) -> Span:
    """Return from where to where in its text a piece goes."""
    return piece[0], piece[0] + len(piece[1])


def pieces(text: str) -> Iterator[Piece]:
    """Yield (start, words) of each line, of each sentence in long lines; blanks at the edges are left out."""
    start = 0
    for line in text.split("\n"):
        yield from _sentences(line, start) if len(line) > LONG else _stripped(line, start)
        start += len(line) + 1


def _sentences(line: str, start: int) -> Iterator[Piece]:
    begin = 0
    for end in (*(found.end() for found in SENTENCE.finditer(line)), len(line)):
        while end - begin > LONGEST:
            cut = line.rfind(" ", begin + 1, begin + LONGEST) + 1 or begin + LONGEST
            yield from _stripped(line[begin:cut], start + begin)
            begin = cut
        yield from _stripped(line[begin:end], start + begin)
        begin = end


def _stripped(piece: str, start: int) -> Iterator[Piece]:
    words = piece.strip()
    if words:
        yield start + len(piece) - len(piece.lstrip()), words

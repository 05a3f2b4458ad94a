"""How much of a text is read: at most so many characters, whatever machine reads it."""

from data.records import LONGEST_READ

LONGEST_PIECE = 2_000  # characters before the end in which a line or a word must end, or it is cut in two


def readable(text: str) -> str:
    """Return the part of a text that is read: all of it, or its first LONGEST_READ characters at most.

    The budget is one of characters and not of time, so that a text has the same reading on every machine. A
    text that is longer ends with a whole line, else with a whole word.
    """
    if len(text) <= LONGEST_READ:
        return text
    return text[: _edge(text)]


def _edge(text: str) -> int:
    """Return where to end a text that is too long: behind a line, behind a word, or in the middle of one."""
    last = LONGEST_READ - LONGEST_PIECE
    line = text.rfind("\n", last, LONGEST_READ + 1)
    if line >= 0:
        return line
    return next((at for at in range(LONGEST_READ, last, -1) if text[at].isspace()), LONGEST_READ)

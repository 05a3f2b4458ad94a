"""A text in the form in which it is matched: one byte per character, look-alikes folded, offsets kept.

Matching wants lower case, one kind of space and no invisible characters; evidence wants the characters as
they were written. `fold` gives the first and remembers the way back to the second.
"""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

from data.catalogue.matching_form import TABLE

# Latin-1 and common typography stay as they are; anything else may hide a letter (full width, zero width).
UNUSUAL = re.compile(
    "[^\x00-\xac\xae-\xff\u2010-\u2023\u2025-\u2027\u202f\u20ac\u2122\u2190-\u2bff\ufe0f\U0001f300-\U0001faff]"
)
URL = re.compile(r"[hw](?:(?<=h)ttps?://|(?<=w)ww\.)[^\s<>()\[\]]{1,2000}")
PLUS_BETWEEN = re.compile(rb"\+(?<=\w\+)(?=[A-Za-z])")  # "React+TS"; "C++" keeps its own
SIGNED = {"\u0421": "C", "\u0441": "c", "\u0412": "B"}  # Cyrillic letters in what should be "C++" or "C#"
FIRST_WIDE_SCRIPT = 0x2E80  # from here on letters (CJK and later) stand beside Latin words without a space
ASCII = bytes(range(128))
BLANKED = b"\x01"  # stands for a character that takes no part in matching


def _lower_table() -> bytes:
    """Return the table that lowers letters that stay one byte; others become zero."""
    lowered = (chr(code).lower() for code in range(256))
    return bytes(ord(letter) if len(letter) == 1 and ord(letter) < 256 else 0 for letter in lowered)


def _case_table() -> bytes:
    """Return the table to "a" for small letters, "A" for capitals and digits, and " " for the rest."""
    table = bytearray(b" " * 256)
    for code in range(256):
        letter = chr(code)
        if letter.isalpha():
            table[code] = ord("A") if letter.isupper() else ord("a")
        elif letter.isdigit():
            table[code] = ord("A")
    return bytes(table)


LOWER = _lower_table()
CASES = _case_table()
JOINT = b"aA"  # a small letter directly before a capital or a digit


Segments = tuple[tuple[int, int, int], ...]  # (start in plain, start in text, end in text or -1)


@dataclass(frozen=True, slots=True)
class Folded:
    """`plain` is the text with look-alikes folded; `flat` is `plain` as matched, with a space at each end.

    Character i of `plain` is byte i of `raw`, "?" where no byte stands for it, and byte i + 1 of `flat`.
    `lines` are those of `plain`, without their ends. `glued` are the places where a capital follows a small
    letter, `versions` those where a digit does.
    `is_usual`: no letter is outside Latin-1. `segments` leads back to the text as given.
    """

    plain: str
    raw: bytes
    flat: bytes
    lines: list[str]
    glued: list[int]
    versions: list[int]
    is_usual: bool
    segments: Segments = ()

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the text as given that `plain[start:end]` came from."""
        if not self.segments:
            return start, end
        return self._origin_of(start)[0], self._origin_of(end - 1)[1]

    def _origin_of(self, index: int) -> tuple[int, int]:
        at, begin, end = self.segments[bisect_right(self.segments, (index, 1 << 60, 0)) - 1]
        if end >= 0:
            return begin, end
        return begin + index - at, begin + index - at + 1


def fold(text: str) -> Folded:
    """Return the matching form of `text`; addresses of web pages take no part in matching."""
    is_usual = text.isascii() or UNUSUAL.search(beyond_ascii(text)) is None
    plain, segments = (text, ()) if is_usual else _normalise(text)
    raw = plain.encode("latin-1", "replace")
    flat = b" " + PLUS_BETWEEN.sub(b" ", raw).translate(TABLE) + b" "
    if b"://" in raw or b"www." in raw:
        flat = _without_addresses(plain, flat)
    joints = _places(raw.translate(CASES), JOINT)
    versions = [at for at in joints if plain[at].isdigit()]
    glued = [at for at in joints if not plain[at].isdigit()] if versions else joints
    return Folded(plain, raw, flat, plain.split("\n"), glued, versions, is_usual, segments)


def beyond_ascii(text: str) -> str:
    """Return the characters of `text` that are not ASCII: few, so looking through them is quick."""
    return text.encode("utf-8", "surrogatepass").translate(None, ASCII).decode("utf-8", "surrogatepass")


def _places(cases: bytes, pair: bytes) -> list[int]:
    """Return where the second character of each `pair` is, in ascending order."""
    places: list[int] = []
    at = cases.rfind(pair)  # from the end, where a search for two bytes takes half the time
    while at >= 0:
        places.append(at + 1)
        at = cases.rfind(pair, 0, at)
    return places[::-1]


def _normalise(text: str) -> tuple[str, Segments]:
    pieces: list[str] = []
    segments: list[tuple[int, int, int]] = []
    length = done = 0
    for match in UNUSUAL.finditer(text):
        begin, end = match.span()
        replaced = SIGNED.get(match[0], "") if text[end : end + 1] in ("+", "#") else ""
        replaced = replaced or _fold_character(match[0])
        if replaced == match[0]:
            continue
        if begin > done:
            segments.append((length, done, -1))
            pieces.append(text[done:begin])
            length += begin - done
        if replaced:
            segments.append((length, begin, end))
            pieces.append(replaced)
            length += len(replaced)
        done = end
    if done < len(text):
        segments.append((length, done, -1))
        pieces.append(text[done:])
    return "".join(pieces), tuple(segments)


def _fold_character(character: str) -> str:
    if unicodedata.category(character) == "Cf":
        return ""
    folded = unicodedata.normalize("NFKC", character)
    return "".join(c for c in folded if unicodedata.category(c) != "Cf")


def _without_addresses(plain: str, flat: bytes) -> bytes:
    blanked = bytearray(flat)
    for match in URL.finditer(plain):
        begin, end = match.span()
        blanked[begin + 1 : end + 1] = BLANKED * (end - begin)
    return bytes(blanked)


def is_word_character(character: str) -> bool:
    """Tell whether a letter or digit beside a name makes it another word (CJK letters do not)."""
    return character.isalnum() and ord(character) < FIRST_WIDE_SCRIPT

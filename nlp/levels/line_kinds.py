"""What each line of a text does, its language, and which words say so: for whoever mends a table of words.

The levels of mentions come from the same parts and marks (`nlp/levels/sections.py`), sentence by sentence; a
line here is a whole one, or the piece of it that a heading inside it opens.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from data.catalogue.matching_form import flatten
from nlp.catalogue.language import language_of
from nlp.levels.cue_marks import Marks
from nlp.levels.cues import Cue, cue_phrases
from nlp.levels.introductions import find_introduction
from nlp.levels.kinds import BULLETS, Kind
from nlp.levels.zones import Zones, zones_until
from nlp.names.taglines import Item
from nlp.text.fold import Folded

LineKind = Kind | Literal["tags"]
SIGNS = BULLETS.replace("o", "") + ":\r"
LEADING_BULLETS = re.compile(rf"\A(?:[{re.escape(SIGNS)}]|o(?=[ \t]))*")


@dataclass(frozen=True, slots=True)
class ToldLine:
    """A line or a piece of one; `language` has two letters, None where too few words tell it.

    `reason` says which words decide: its own heading, the one it stands below, or a cue in it.
    """

    text: str
    kind: LineKind
    language: str | None
    reason: str


class LineReader:
    """Tells the lines of one text; `listed` are the names in lines of tags."""

    def __init__(self, folded: Folded, marks: Marks, listed: Sequence[Item]) -> None:
        self._folded = folded
        self._zones = zones_until(folded, marks.headings, len(folded.plain))
        self._introduction = find_introduction(folded.plain, marks, self._zones)
        self._listed = listed
        self._places: Mapping[Cue, Sequence[int]] = {
            "ask": marks.asks,
            "demand": marks.demands,
            "duty": sorted(marks.duties),
            "company": sorted(marks.companies),
            "plus_before": [plus.start for plus in marks.pluses if not plus.is_after],
            "plus_after": [plus.start for plus in marks.pluses if plus.is_after],
        }

    def read(self) -> Iterator[ToldLine]:
        """Yield the lines that hold anything, in order."""
        plain, flat = self._folded.plain, self._folded.flat
        language = language_of(flat)
        for start, end in pieces_of(plain, self._zones):
            if text := plain[start:end].strip():
                kind, reason = self._kind_of(start, end)
                yield ToldLine(text, kind, language_of(flat[start : end + 2]) or language, reason)

    def _kind_of(self, start: int, end: int) -> tuple[LineKind, str]:
        """Return the kind of a piece, and why."""
        zones, number = self._zones, self._zones.index_at(end - 1)
        kind = zones.kinds[number]
        heading = bare_heading(self._folded.plain[zones.starts[number] : zones.heading_ends[number]])
        place = "heading" if zones.starts[number] >= start else "below"
        because = f"{place} {heading!r}" if heading else "no heading"
        if self._lists_tags(kind, start, end):
            return "tags", f"line of tags, {because}"
        cue = self._cue_in(start, end, "plus_after") or self._cue_in(start, end, "plus_before")
        if cue and kind != "plus":
            return "plus", f"{cue}, {because}"
        return (kind, because) if kind != "other" else self._kind_by_cues(start, end) or (kind, because)

    def _kind_by_cues(self, start: int, end: int) -> tuple[LineKind, str] | None:
        """Return the kind that the cues of a piece give to it where no heading tells one."""
        if self._introduction.start < start and end <= self._introduction.end:
            return "company", "introduction of a comment"
        company, duty = self._cue_in(start, end, "company"), self._cue_in(start, end, "duty")
        demand = self._cue_in(start, end, "demand")
        asked = demand or ("" if company else self._cue_in(start, end, "ask"))
        if asked:
            return "must", asked
        if company and not duty:
            return "company", company
        return ("duty", duty) if duty else None

    def _lists_tags(self, kind: Kind, start: int, end: int) -> bool:
        """Tell whether names are listed; below a heading that asks only hashtags are no part of it."""
        at = bisect_left(self._listed, (start,))
        if at == len(self._listed) or self._listed[at].start >= end:
            return False
        return self._listed[at].is_hashtag or kind in ("other", "duty", "company")

    def _cue_in(self, start: int, end: int, cue: Cue) -> str:
        """Return what the first such cue in a piece says ("ask 'experience'"), "" for none."""
        places = self._places[cue]
        at = bisect_left(places, start)
        if at == len(places) or places[at] >= end:
            return ""
        return f"{cue} {words_of(cue, self._folded.flat, places[at])!r}"


def bare_heading(words: str) -> str:
    """Return a heading without bullets and colon: the letter "o" is a bullet only before a blank."""
    return LEADING_BULLETS.sub("", words).rstrip(SIGNS)


def pieces_of(plain: str, zones: Zones) -> Iterator[tuple[int, int]]:
    """Yield where the lines begin and end, cut where a part begins inside one."""
    starts = {0, *zones.starts, *(at + 1 for at, character in enumerate(plain) if character == "\n")}
    ordered = sorted(starts)
    yield from zip(ordered, (*ordered[1:], len(plain)), strict=True)


def words_of(cue: Cue, flat: bytes, at: int) -> str:
    """Return the longest phrase of a cue that begins at a place of a text, "" for none."""
    found = [phrase for phrase, spaced in phrases_of(cue) if flat.startswith(spaced, at + 1)]
    return max(found, key=len, default="")


@cache
def phrases_of(cue: Cue) -> tuple[tuple[str, bytes], ...]:
    """Return the phrases of a cue, each with its folded form and the space behind it."""
    return tuple((phrase, flatten(phrase) + b" ") for other, phrase in cue_phrases() if other == cue)

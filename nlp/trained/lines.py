"""Lines with the names in them, as the extractor reads them: what the finder learns from.

A line that holds a hidden name is left out: what is to be found later is never shown as a word that is no
name. Names beside known ones that nobody has labelled teach nothing either way.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from nlp.finder.pieces import pieces
from nlp.reader import Extractor

BESIDE = re.compile(
    r"[ \t]{0,2}(?:[,/|;&+•·()]|-|\band\b|\bor\b)[ \t]{0,2}(?:\(|(?:and|or|e\.g\.,?|the|like)[ \t]{1,2})?"
)
NAME_LIKE = re.compile(
    r"(?=[^\s,;()]{0,30}[A-Z0-9+#])[^\W_][^\s,;:/|()]{0,40}(?: [A-Z0-9][^\s,;:/|()]{0,40}){0,3}"
)
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of a posting: `names` are its tools with their skill, `open` what may be unlabelled ones."""

    text: str
    employer: str
    day: str
    names: tuple[tuple[int, int, str], ...]
    open: tuple[Span, ...]


def lines_of(
    text: str, employer: str, day: str, extractor: Extractor, tools: Collection[str], hidden: Collection[str]
) -> Iterator[Line]:
    """Yield the pieces of a posting without a hidden name; `tools` are the skills that are labelled."""
    mentions = extractor.mentions(text)
    at = 0
    for start, words in pieces(text):
        end = start + len(words)
        while at < len(mentions) and mentions[at].start < start:
            at += 1
        inside = []
        while at < len(mentions) and mentions[at].end <= end:
            inside.append(mentions[at])
            at += 1
        if any(one.skill in hidden for one in inside):
            continue
        names = tuple((one.start - start, one.end - start, one.skill) for one in inside if one.skill in tools)
        yield Line(
            words, employer, day, names, tuple(sorted(set(open_names(words, [name[:2] for name in names]))))
        )


def open_names(text: str, known: Iterable[Span]) -> Iterator[Span]:
    """Yield what is written like a name beside a known one, or beside such another; some twice."""
    taken = sorted(known)
    if not taken:
        return
    found = [one.span() for one in NAME_LIKE.finditer(text) if not touches(one.span(), taken)]
    spans = sorted([*((*span, True) for span in taken), *((*span, False) for span in found)])
    for order in (spans, spans[::-1]):
        vouched: Span | None = None
        for start, end, is_known in order:
            if is_known:
                vouched = (start, end)
            elif vouched and BESIDE.fullmatch(text, min(end, vouched[1]), max(start, vouched[0])):
                vouched = (start, end)
                yield vouched
            else:
                vouched = None


def touches(span: Span, others: Iterable[Span]) -> bool:
    """Tell whether a span overlaps one of others."""
    return any(start < span[1] and span[0] < end for start, end in others)

"""Names that a posting rules out: "no Java", "we don't use Jenkins", "TensorFlow is not required"."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from nlp.disambiguate import Candidate

# a small "no" inside a sentence may be Portuguese ("no AWS": in AWS)
REFUSED_AFTER = re.compile(
    r"(?:(?<![\w-])No(?: prior| previous)?|(?:[.,;:!?(•\n-] ?|\b(?:is|have|has|with|requires?|needs?"
    r"|but|and) )"
    r"no(?: prior| previous)?|\b[Zz]ero|\b(?:[Dd]o|[Dd]oes)(?:n['’]t| not) (?:use|need|require|want)) (?=\w)"
)
REFUSED_BEFORE = re.compile(
    r"(?: (?:experience|knowledge|skills?))? (?:is|are) (?:not|n['’]t) (?:required|needed|necessary"
    r"|mandatory)\b(?! to\b)"
)
PLUS = re.compile(
    r"\b(?:plus|bonus|nice|prefer|ideal|desir|advantag|asset|benefi|welcome|help|appreciat"
    r"|but)",
    re.IGNORECASE,
)
HINTS = ("No ", "no ", "ero ", "n't ", "n’t ", " not ")
REACH = 80  # characters around, within the line, in which a plus is about the same name


def ruled_out(plain: str, names: Sequence[Candidate]) -> set[int]:
    """Return the numbers of the names that the posting says it does not ask for; `names` are in order."""
    if not any(hint in plain for hint in HINTS):
        return set()
    starts = [name.start for name in names]
    refused: set[int] = set()
    for found in REFUSED_AFTER.finditer(plain):
        number = bisect_left(starts, found.end())
        if number < len(names) and starts[number] == found.end():
            refused.add(number)
    for found in REFUSED_BEFORE.finditer(plain):
        number = bisect_left(starts, found.start()) - 1
        if number >= 0 and names[number].end == found.start() and not has_plus(plain, *found.span()):
            refused.add(number)
    return refused


def has_plus(plain: str, start: int, end: int) -> bool:
    """Tell whether the line says near plain[start:end] that something is nice to have."""
    before = plain[max(0, start - REACH) : start].rpartition("\n")[2]
    after = plain[end : end + REACH].partition("\n")[0]
    return PLUS.search(f"{before} {after}") is not None

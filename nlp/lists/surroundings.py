"""What the words before and behind a list of names say about it."""

import re
from functools import cache, lru_cache
from typing import Literal

from nlp.lists.name_lists import NameList
from nlp.lists.tokens import PIECE, TEXTS_KEPT, tokens_of, words_of

BEFORE = 56  # characters before a list in which its lead may stand
BULLETS = " \t\n\xa0•·*-–○●▪"
BEHIND = 40  # characters behind it in which its tail may stand

# "led": it gives examples or some of it is enough; "papers": it lists certificates
# a noun for the class of its names stands right before it ("noun"), before its brackets ("class"), or before
# a word or two and its brackets ("phrase")
Lead = Literal["led", "papers", "noun", "class", "phrase"]
# "similar": "or similar" follows; "or": "or" and a name outside the catalogue; "more": "etc."
Tail = Literal["similar", "or", "more", "papers"]

UNKNOWN = r"(?:[wkpi]{1,4}[cs]){0,3}[wkp]{0,2}$"  # names outside the catalogue at the head of the list
LEADS: tuple[tuple[re.Pattern[str], Lead], ...] = (
    (re.compile(r"p[wkcfeq:]{0,4}\(?[wkecq:]{0,2}$"), "papers"),
    (re.compile(rf"(?:e[c:(nq-]{{0,4}}[xfe]?|1[wkfxipu]{{0,6}})[c:(nqo-]{{0,6}}{UNKNOWN}"), "led"),
    (re.compile(r"k$"), "noun"),
    (re.compile(r"k\($"), "class"),
    (re.compile(r"k[wf]{1,2}\($"), "phrase"),
)
TAILS: tuple[tuple[re.Pattern[str], Tail], ...] = (
    (re.compile(r"[wk]{0,2}p"), "papers"),
    (re.compile(r"[wkq]{0,2}\)?c?\(?[ou][wf]?i"), "similar"),
    (re.compile(r"[wkq]{0,2}(?:c[wkp]{1,4})?\)?c?a?m"), "more"),
    (re.compile(r"[wkq]{0,2}(?:c[wkp]{1,4}){0,2}c?o(?![x.)]|$)"), "or"),
)


def lead_of(plain: str, listed: NameList) -> Lead | None:
    """Return what the words before a list make of it."""
    return _lead_in(plain[max(0, listed.begin - BEFORE) : listed.begin])


def leads_to_lines(plain: str, listed: NameList) -> bool:
    """Tell whether a list over several lines follows a line that leads to all of them ("one or more of:")."""
    begins = plain.rfind("\n", 0, listed.begin)
    is_first = begins >= 0 and not plain[begins : listed.begin].strip(BULLETS)
    return is_first and lead_of(plain, listed) == "led"


def tail_of(plain: str, listed: NameList) -> Tail | None:
    """Return what the words behind a list, in its line, make of it."""
    return _tail_in(plain[listed.end : listed.end + BEHIND])


@lru_cache(maxsize=TEXTS_KEPT)
def _lead_in(before: str) -> Lead | None:
    opens = before.rstrip().endswith("(")
    pieces = PIECE.findall(before.lower())
    if not opens and _telling("example", "choice", "class", "papers").isdisjoint(pieces):
        return None
    tokens = tokens_of(before)
    return next((lead for pattern, lead in LEADS if pattern.search(tokens)), None)


@lru_cache(maxsize=TEXTS_KEPT)
def _tail_in(behind: str) -> Tail | None:
    line = behind.partition("\n")[0]
    if _telling("or", "or_dutch", "more", "papers").isdisjoint(PIECE.findall(line.lower())):
        return None
    tokens = tokens_of(line)
    return next((tail for pattern, tail in TAILS if pattern.match(tokens)), None)


@cache
def _telling(*groups: str) -> frozenset[str]:
    """Return the first words of what some groups hold: most texts have none of them."""
    return frozenset(PIECE.findall(word)[0] for word in words_of(*groups))

"""What the words before and behind a list of names say about it."""

import re
from functools import lru_cache
from typing import Literal

from nlp.lists.name_lists import NameList
from nlp.lists.tokens import BULLETS, TEXTS_KEPT, tokens_with

BEFORE = 56  # characters before a list in which its lead may stand
BEHIND = 40  # characters behind it in which its tail may stand

# "led": it gives examples or some of it is enough; "papers": it lists certificates
# a noun for the class of its names stands right before it ("noun"), before its brackets ("class"), or before
# a word or two and its brackets ("phrase")
Lead = Literal["led", "papers", "noun", "class", "phrase"]
# "similar": "or similar" follows; "or": "or" and a name outside the catalogue; "more": "etc."
Tail = Literal["similar", "or", "more", "papers"]

LINE_STARTS = BULLETS + "o"  # a letter that some use as a bullet
UNKNOWN = r"(?:[wkpi]{1,4}[cs]){0,3}[wkp]{0,2}$"  # names outside the catalogue at the head of the list
# The letters of the patterns are those of `nlp/lists/tokens.py`; those that stand most often here:
#
#     p  certificates     e  such as     1  one of      k  frameworks    i  similar    m  etc.
#     w  any other word   c  ,           s  /           f  of the        o  or         a  and
#
# In each row: the token without which the pattern never fits, the pattern, and what it says.
LEADS: tuple[tuple[str, re.Pattern[str], Lead], ...] = (
    ("p", re.compile(r"p[wkcfeq:]{0,4}\(?[wkecq:]{0,2}$"), "papers"),  # certificates such as
    ("e", re.compile(rf"e[c:(nq-]{{0,4}}[xfe]?[c:(nqo-]{{0,6}}{UNKNOWN}"), "led"),  # such as; e.g.:
    ("1", re.compile(rf"1[wkfxipu]{{0,6}}[c:(nqo-]{{0,6}}{UNKNOWN}"), "led"),  # one of the following:
    ("k", re.compile(r"k$"), "noun"),  # frameworks
    ("k", re.compile(r"k\(x?$"), "class"),  # frameworks (
    ("k", re.compile(r"k[wf]{1,2}\($"), "phrase"),  # frameworks for Python (
)
TAILS: tuple[tuple[str, re.Pattern[str], Tail], ...] = (
    ("p", re.compile(r"[wk]{0,2}p"), "papers"),  # certificates
    ("i", re.compile(r"[wkq]{0,2}\)?c?\(?[ou][wf]?i"), "similar"),  # or similar
    ("m", re.compile(r"[wkq]{0,2}(?:c[wkp]{1,4})?\)?c?a?m"), "more"),  # , etc.
    # or a name outside the catalogue
    ("o", re.compile(r"[wkq]{0,2}(?:c[wkp]{1,4}){0,2}c?o(?![x.)]|$)"), "or"),
)
LEADING = "".join(dict.fromkeys(token for token, _, _ in LEADS))
TAILING = "".join(dict.fromkeys(token for token, _, _ in TAILS))


def lead_of(plain: str, listed: NameList) -> Lead | None:
    """Return what the words before a list make of it: those of its line, if there are any."""
    before = plain[max(0, listed.begin - BEFORE) : listed.begin]
    line = before[before.rfind("\n") + 1 :]
    return _lead_in(line if line.strip(LINE_STARTS) else before)


def leads_to_lines(plain: str, listed: NameList) -> bool:
    """Tell whether a list over several lines follows a line that leads to all of them ("one or more of:")."""
    begins = plain.rfind("\n", 0, listed.begin)
    is_first = begins >= 0 and not plain[begins : listed.begin].strip(BULLETS)
    return is_first and lead_of(plain, listed) == "led"


def tail_of(plain: str, listed: NameList) -> Tail | None:
    """Return what the words behind a list, in its line, make of it."""
    behind = plain[listed.end : listed.end + BEHIND]
    return _tail_in(behind.partition("\n")[0])


@lru_cache(maxsize=TEXTS_KEPT)
def _lead_in(before: str) -> Lead | None:
    tokens = tokens_with(LEADING, before)
    for token, pattern, lead in LEADS:
        if token in tokens and pattern.search(tokens):
            return lead
    return None


@lru_cache(maxsize=TEXTS_KEPT)
def _tail_in(behind: str) -> Tail | None:
    tokens = tokens_with(TAILING, behind)
    for token, pattern, tail in TAILS:
        if token in tokens and pattern.match(tokens):
            return tail
    return None

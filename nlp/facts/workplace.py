"""Whether a posting's work is remote, hybrid or on site.

Each word that can say so ("hybrid") is looked at where it stands: the words before and after it tell how
plainly it speaks of this role, or that it speaks of something else ("remote sensing", "hybrid cloud").
"""

from collections.abc import Iterator
from functools import lru_cache

from nlp.facts.workplace_abroad import KIND_OF, abroad
from nlp.facts.workplace_words import (
    ALL_DAYS,
    ALL_DAYS_AFTER,
    COMBINED,
    CONDITION_AFTER,
    CONDITION_BEFORE,
    DAYS_AFTER,
    DAYS_BEFORE,
    DISTRIBUTED_ELSE,
    FEW_IN_BEFORE,
    FROM_ANYWHERE,
    FULLY_BEFORE,
    HEAD_DAYS,
    HEAD_HYBRID,
    HEAD_ONSITE,
    HEAD_REMOTE,
    HEAD_REMOTE_HYBRID,
    HEAD_REMOTE_SOME,
    HOME_CHOICE,
    HOME_ELSE,
    HOME_FIELD,
    HYBRID_AFTER,
    HYBRID_BEFORE,
    HYBRID_BRACKET,
    HYBRID_ELSE,
    HYBRID_ELSE_BEFORE,
    HYBRID_LIKE,
    MEETING_BEFORE,
    NO_REMOTE,
    NOT,
    NOT_AFTER,
    OFFICE_BEFORE,
    OFFICE_NEAR,
    ONSITE_AFTER,
    ONSITE_BEFORE,
    ONSITE_ELSE,
    ONSITE_FIELD,
    PART_OF_TIME,
    PART_OF_TIME_BEFORE,
    PARTLY_AFTER,
    PARTLY_BEFORE,
    REMOTE_AFTER,
    REMOTE_BEFORE,
    REMOTE_ELSE,
    REMOTE_LIKE,
    REMOTELY_BEFORE,
    WEEKDAY,
    WEEKS_AFTER,
    WEEKS_BEFORE,
    Evidence,
    Plainness,
)
from nlp.text.windows import Marked

ONSITE_WORDS = ("on-site", "onsite", "on site", "in-person", "in person")
HOME_WORDS = ("from home", "from-home", "wfh", "telecommut", "home working")
HYBRID_ABROAD = ("híbrid", "ibrid", "praca hybryd", "pracy hybryd")
OFFICES = frozenset(("office", *ONSITE_WORDS))
CUES = frozenset(("remote", "hybrid", "fully distributed", *OFFICES, *HOME_WORDS, *HYBRID_ABROAD, *KIND_OF))
LENGTHS = ("week", "month", "day")  # what remote work for a part of the year is counted in
BEFORE = 64  # characters before the word that are looked at
AFTER = 64  # characters after it
MOST = 12  # occurrences of one word that are looked at
SURROUNDINGS_KEPT = 4096  # remembered with what they say: postings share two lines in three


# the first of these that a text holds decides: a hybrid role often says where one is on site
ORDER = (
    (Plainness.STATED, "remote"),
    (Plainness.STATED, "hybrid"),
    (Plainness.LABELLED, "onsite"),
    (Plainness.SAID, "hybrid"),
    (Plainness.STATED, "onsite"),
    (Plainness.SAID, "remote"),
    (Plainness.SAID, "onsite"),
    (Plainness.HINTED, "hybrid"),
    (Plainness.HINTED, "remote"),
)


def workplace_of(marked: Marked, title: str, headline: str) -> str:
    """Return where the work is done; `title` in lower case, `headline` the first line of a call by hand."""
    return _in_heading(title) or _in_heading(headline) or _plainest(marked) or "unspecified"


@lru_cache(maxsize=SURROUNDINGS_KEPT)
def _in_heading(line: str) -> str | None:
    if not line:
        return None
    if "remote" in line and NO_REMOTE.search(line):
        return "onsite"
    if HEAD_ONSITE.search(line):
        return _in_onsite_heading(line)
    if _is_heading_remote(line):
        return "remote"
    return "hybrid" if _is_heading_hybrid(line) else None


def _in_onsite_heading(line: str) -> str:
    """Return where the work is done by a heading that says "on site" and perhaps more."""
    if HEAD_REMOTE_SOME.search(line):
        return "onsite"
    if "wfh" in line and "remote" not in line:  # "ONSITE, flexible WFH"
        return "hybrid"
    if _is_heading_remote(line):
        return "remote"
    return "hybrid" if _is_heading_hybrid(line) else "onsite"


def _is_heading_remote(line: str) -> bool:
    if not HEAD_REMOTE.search(line) or "remote sensing" in line:
        return False
    return HEAD_REMOTE_HYBRID.search(line) is None


def _is_heading_hybrid(line: str) -> bool:
    return bool(HEAD_HYBRID.search(line) or HEAD_DAYS.search(line))


def _plainest(marked: Marked) -> str | None:
    """Return what the plainest words of a text say, by ORDER; None where it has no such words."""
    words = CUES.intersection(marked.at)
    if not words:
        return None
    is_office_named = not OFFICES.isdisjoint(words)
    found = {
        evidence
        for word in words
        for at in marked.spots(word, MOST)
        for evidence in _evidence(word, *marked.around(word, at, before=BEFORE, after=AFTER), is_office_named)
    }
    return next((answer for plainness, answer in ORDER if (plainness, answer) in found), None)


@lru_cache(maxsize=SURROUNDINGS_KEPT)
def _evidence(word: str, before: str, after: str, is_office_named: bool) -> tuple[Evidence, ...]:
    """Return what one of the words says of this role, given the text around it."""
    if word in KIND_OF:
        return tuple(abroad(word, before, after))
    if word in HOME_WORDS:
        return tuple(_home(word, before, after, is_office_named))
    return tuple(READERS.get(word, _onsite)(before, after))


def _remote(before: str, after: str) -> Iterator[Evidence]:
    if NOT.search(before) or NOT_AFTER.match(after):
        yield Plainness.SAID, "onsite"
    elif _in_some_weeks(before, after):
        yield Plainness.HINTED, "hybrid"
    elif PARTLY_BEFORE.search(before) or PARTLY_AFTER.match(after) or DAYS_BEFORE.search(before):
        yield Plainness.STATED, "hybrid"
    elif HYBRID_BRACKET.search(before) or _is_combined(before, after):
        yield Plainness.SAID, "hybrid"
    elif not (REMOTE_ELSE.match(after) or MEETING_BEFORE.search(before) or _is_conditional(before, after)):
        yield from _really_remote(before, after)


def _is_conditional(before: str, after: str) -> bool:
    """Whether it is said of some positions only ("remote depending on the team"), perhaps not of this one."""
    return bool(CONDITION_BEFORE.search(before) or CONDITION_AFTER.match(after))


def _in_some_weeks(before: str, after: str) -> bool:
    """Whether remote work is for a few weeks of the year; few texts name any, so look for the words first."""
    if any(word in before for word in LENGTHS) and WEEKS_BEFORE.search(before):
        return True
    return any(word in after for word in LENGTHS) and WEEKS_AFTER.match(after) is not None


def _is_combined(before: str, after: str) -> bool:
    """Whether remote work is one half of the whole: "a mix of remote and office work"."""
    return bool(COMBINED.search(before) and OFFICE_NEAR.search(before + after))


def _really_remote(before: str, after: str) -> Iterator[Evidence]:
    if after.startswith("ly"):
        if FULLY_BEFORE.search(before):
            yield Plainness.STATED, "remote"
        elif REMOTELY_BEFORE.search(before):
            yield Plainness.SAID, "remote"
    elif REMOTE_BEFORE.search(before) or REMOTE_AFTER.match(after):
        yield Plainness.STATED, "remote"
    elif REMOTE_LIKE.match(after):
        yield Plainness.SAID, "remote"


def _distributed(_before: str, after: str) -> Iterator[Evidence]:
    if not DISTRIBUTED_ELSE.match(after):
        yield Plainness.SAID, "remote"


def _hybrid_abroad(before: str, after: str) -> Iterator[Evidence]:
    return _hybrid(before, after.removeprefix("owa").removeprefix("owej").lstrip("aeio"))


def _hybrid(before: str, after: str) -> Iterator[Evidence]:
    if HYBRID_ELSE.match(after) or HYBRID_ELSE_BEFORE.search(before):
        return
    if HYBRID_BEFORE.search(before) or HYBRID_AFTER.match(after):
        yield Plainness.STATED, "hybrid"
    elif HYBRID_LIKE.match(after):
        yield Plainness.SAID, "hybrid"


def _onsite(before: str, after: str) -> Iterator[Evidence]:
    if MEETING_BEFORE.search(before) or (ONSITE_ELSE.match(after) and not DAYS_BEFORE.search(before)):
        return
    if _on_some_days(before, after) or PARTLY_BEFORE.search(before):
        yield Plainness.STATED, "hybrid"
    elif NOT.search(before):
        return
    elif ONSITE_FIELD.search(before):
        yield Plainness.LABELLED, "onsite"
    elif ONSITE_BEFORE.search(before) or _on_all_days(before, after):
        yield Plainness.STATED, "onsite"
    elif ONSITE_AFTER.match(after):
        yield Plainness.SAID, "onsite"


def _office(before: str, after: str) -> Iterator[Evidence]:
    if _on_all_days(before, after):
        yield Plainness.STATED, "onsite"
    elif _on_some_days(before, after):
        yield Plainness.STATED, "hybrid"
    elif OFFICE_BEFORE.search(before):
        yield Plainness.STATED, "onsite"


def _on_all_days(before: str, after: str) -> bool:
    return bool(ALL_DAYS.search(before) or ALL_DAYS_AFTER.match(after))


def _on_some_days(before: str, after: str) -> bool:
    if DAYS_BEFORE.search(before) or DAYS_AFTER.match(after) or WEEKDAY.match(after):
        return True
    if ("%" in after and PART_OF_TIME.match(after)) or ("%" in before and PART_OF_TIME_BEFORE.search(before)):
        return True
    return after.startswith(" days") and bool(FEW_IN_BEFORE.search(before))


def _home(word: str, before: str, after: str, is_office_named: bool) -> Iterator[Evidence]:
    if HOME_ELSE.match(after):
        return
    if HOME_FIELD.search(before) or (word == "telecommut" and FROM_ANYWHERE.match(after)):
        yield Plainness.STATED, "remote"
    elif DAYS_BEFORE.search(before) or COMBINED.search(before):
        yield Plainness.STATED, "hybrid"
    else:
        is_part = is_office_named or HOME_CHOICE.search(before + after)
        yield Plainness.HINTED, "hybrid" if is_part else "remote"


READERS = {
    "remote": _remote,
    "hybrid": _hybrid,
    "office": _office,
    "fully distributed": _distributed,
    **dict.fromkeys(HYBRID_ABROAD, _hybrid_abroad),
}

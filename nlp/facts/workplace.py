"""Whether a posting's work is remote, hybrid or on site.

Each word that can say so ("hybrid") is looked at where it stands: the words before and after it tell how
plainly it speaks of this role, or that it speaks of something else ("remote sensing", "hybrid cloud").
"""

from collections.abc import Iterator
from functools import lru_cache

from nlp.facts.workplace_abroad import abroad
from nlp.facts.workplace_words import Evidence, Plainness, begins, holds, load_rules
from nlp.text.windows import Marked

OFFICES = frozenset(("office", "onsite"))  # kinds of words
HOME = "home"
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
SILENT = (Plainness.HINTED, "unspecified")


def workplace_of(marked: Marked, title: str, headline: str, location: str = "") -> str:
    """Return where the work is done; all in lower case, `headline` the first line of a call by hand.

    Of a location ("Oslo (Remote)") the text may say more: it decides where title, headline and text do not,
    or where the text only hints.
    """
    lines = (title, headline)
    if stated := next(filter(None, map(_in_heading, lines)), None):
        return stated
    plainness, answer = _plainest(marked)
    if plainness > Plainness.HINTED:
        return answer
    return _in_heading(location) or ("remote" if holds("place_remote", location) else answer)


@lru_cache(maxsize=SURROUNDINGS_KEPT)
def _in_heading(line: str) -> str | None:
    if not line:
        return None
    if "remote" in line and holds("no_remote", line):
        return "onsite"
    if holds("head_onsite", line):
        return _in_onsite_heading(line)
    if _is_heading_remote(line):
        return "remote"
    return "hybrid" if _is_heading_hybrid(line) else None


def _in_onsite_heading(line: str) -> str:
    """Return where the work is done by a heading that says "on site" and perhaps more."""
    if holds("head_remote_some", line):
        return "onsite"
    if "wfh" in line and "remote" not in line:  # "ONSITE, flexible WFH"
        return "hybrid"
    if _is_heading_remote(line):
        return "remote"
    return "hybrid" if _is_heading_hybrid(line) else "onsite"


def _is_heading_remote(line: str) -> bool:
    if not holds("head_remote", line) or "remote sensing" in line:
        return False
    return not holds("head_remote_hybrid", line)


def _is_heading_hybrid(line: str) -> bool:
    return holds("head_hybrid", line) or holds("head_days", line)


def _plainest(marked: Marked) -> Evidence:
    """Return what the plainest words of a text say, by ORDER; "unspecified" where it has no such words."""
    kinds = load_rules().kinds
    words = kinds.keys() & marked.at.keys()
    if not words:
        return SILENT
    is_office_named = any(kinds[word] in OFFICES and _is_away_from_home(word, marked) for word in words)
    found = {
        evidence
        for word in words
        for at in marked.spots(word, MOST)
        for evidence in _evidence(word, *marked.around(word, at, before=BEFORE, after=AFTER), is_office_named)
    }
    return next((evidence for evidence in ORDER if evidence in found), SILENT)


def _is_away_from_home(word: str, marked: Marked) -> bool:
    """Whether the word for an office stands somewhere for more than "home office"."""
    spots = marked.spots(word, MOST)
    return any(not marked.cut(at - len(HOME) - 1, at).startswith(HOME) for at in spots)


@lru_cache(maxsize=SURROUNDINGS_KEPT)
def _evidence(word: str, before: str, after: str, is_office_named: bool) -> tuple[Evidence, ...]:
    """Return what one of the words says of this role, given the text around it."""
    kind = load_rules().kinds[word]
    if kind == "home":
        return tuple(_home(word, before, after, is_office_named))
    if kind == "hybrid" and word != kind:  # "híbrido", "praca hybrydowa"
        after = after.removeprefix("owa").removeprefix("owej").lstrip("aeio")
    reader = READERS.get(kind)
    return tuple(
        reader(before, after) if reader else abroad(word, kind.removesuffix("_abroad"), before, after)
    )


def _remote(before: str, after: str) -> Iterator[Evidence]:
    if holds("not", before) or begins("not_after", after):
        yield Plainness.SAID, "onsite"
    elif _in_some_weeks(before, after):
        yield Plainness.HINTED, "hybrid"
    elif _is_in_part(before, after):
        yield Plainness.STATED, "hybrid"
    elif holds("hybrid_bracket", before) or _is_combined(before, after):
        yield Plainness.SAID, "hybrid"
    elif begins("remote_else", after):
        yield from _remote_team(before, after)
    elif not (holds("meeting_before", before) or _is_conditional(before, after)):
        yield from _really_remote(before, after)


def _is_in_part(before: str, after: str) -> bool:
    if holds("partly_before", before) or begins("partly_after", after) or holds("days_before", before):
        return True
    return begins("weekday", after)


def _remote_team(before: str, after: str) -> Iterator[Evidence]:
    """Yield what "remote team" says of ours, nothing of other teams and of remote servers."""
    if begins("team_after", after) and holds("team_before", before):
        yield Plainness.SAID, "remote"


def _is_conditional(before: str, after: str) -> bool:
    """Whether it is said of some positions only ("remote depending on the team"), perhaps not of this one."""
    return holds("condition_before", before) or begins("condition_after", after)


def _in_some_weeks(before: str, after: str) -> bool:
    """Whether remote work is for a few weeks of the year; few texts name any, so look for the words first."""
    lengths = load_rules().lengths
    if any(word in before for word in lengths) and holds("weeks_before", before):
        return True
    return any(word in after for word in lengths) and begins("weeks_after", after)


def _is_combined(before: str, after: str) -> bool:
    """Whether remote work is one half of the whole: "a mix of remote and office work"."""
    return holds("combined", before) and holds("office_near", before + after)


def _really_remote(before: str, after: str) -> Iterator[Evidence]:
    if after.startswith("ly"):
        if holds("fully_before", before):
            yield Plainness.STATED, "remote"
        elif holds("remotely_before", before):
            yield Plainness.SAID, "remote"
    elif holds("remote_before", before) or begins("remote_after", after):
        yield Plainness.STATED, "remote"
    elif begins("remote_like", after):
        yield Plainness.SAID, "remote"


def _distributed(_before: str, after: str) -> Iterator[Evidence]:
    if not begins("distributed_else", after):
        yield Plainness.SAID, "remote"


def _anywhere(before: str, after: str) -> Iterator[Evidence]:
    """Work from anywhere is remote work, unless it is a perk for some weeks."""
    if not any(length in before + after for length in load_rules().lengths):
        yield Plainness.SAID, "remote"


def _hybrid(before: str, after: str) -> Iterator[Evidence]:
    if begins("hybrid_else", after) or holds("hybrid_else_before", before) or _is_conditional(before, after):
        return
    if _is_choice(before, after):  # who may choose may stay at home
        yield Plainness.SAID, "remote"
    elif holds("hybrid_before", before) or begins("hybrid_after", after):
        yield Plainness.STATED, "hybrid"
    elif begins("hybrid_like", after):
        yield Plainness.SAID, "hybrid"


def _is_choice(before: str, after: str) -> bool:
    """Whether remote work is as good: "remote or hybrid", "hybrid or remote", "remote, hybrid or office"."""
    if holds("remote_or", before) or begins("or_remote", after):
        return True
    return holds("remote_comma", before) and after.startswith(" or ")


def _onsite(before: str, after: str) -> Iterator[Evidence]:
    if _is_of_no_work(before, after):
        return
    if holds("now_and_then", before):
        yield Plainness.HINTED, "hybrid"
    elif _on_some_days(before, after) or _in_part(before, after):
        yield Plainness.STATED, "hybrid"
    elif holds("not", before) or holds("condition_before", before):
        return
    elif holds("onsite_field", before):
        yield Plainness.LABELLED, "onsite"
    elif holds("onsite_before", before) or _on_all_days(before, after):
        yield Plainness.STATED, "onsite"
    elif begins("onsite_after", after):
        yield Plainness.SAID, "onsite"


def _is_of_no_work(before: str, after: str) -> bool:
    """Whether "on-site" tells of a meeting, or is one of several choices ("remotely, on-site or hybrid")."""
    if holds("meeting_before", before) or holds("remote_comma", before):
        return True
    return begins("onsite_else", after) and not holds("days_before", before)


def _office(before: str, after: str) -> Iterator[Evidence]:
    if _on_all_days(before, after):
        yield Plainness.STATED, "onsite"
    elif _on_some_days(before, after) or _is_shared(before) or holds("part_before", before):
        yield Plainness.STATED, "hybrid"
    elif begins("office_first", after) or begins("office_or", after) or holds("office_mostly", before):
        yield Plainness.SAID, "hybrid"
    elif holds("office_before", before):
        yield Plainness.STATED, "onsite"
    elif holds("office_work", before) or begins("office_based", after):
        yield Plainness.SAID, "onsite"


def _is_shared(before: str) -> bool:
    """Whether the time is "split between home and the office"."""
    return holds("combined", before) and holds("home_near", before)


def _in_part(before: str, after: str) -> bool:
    """Whether one is on site for a share of the time: "50% onsite", "onsite (50%)"."""
    if holds("partly_before", before):
        return True
    return "%" in before + after and (holds("part_before", before) or begins("part_after", after))


def _on_all_days(before: str, after: str) -> bool:
    return holds("all_days", before) or begins("all_days_after", after)


def _on_some_days(before: str, after: str) -> bool:
    if holds("days_before", before) or begins("days_after", after) or begins("weekday", after):
        return True
    if _names_part(after) and begins("part_of_time", after):
        return True
    if _names_part(before) and holds("part_of_time_before", before):
        return True
    return after.startswith(" days") and holds("few_in_before", before)


def _names_part(text: str) -> bool:
    return any(word in text for word in load_rules().parts)


def _home(word: str, before: str, after: str, is_office_named: bool) -> Iterator[Evidence]:
    if "hybrid" in before.rpartition("\n")[2]:
        yield Plainness.STATED, "hybrid"
    elif begins("home_else", after):
        return
    elif holds("home_field", before) or (word == "telecommut" and begins("from_anywhere", after)):
        yield Plainness.STATED, "remote"
    elif _is_home_in_part(before, after):
        yield Plainness.STATED, "hybrid"
    else:
        is_part = is_office_named or holds("home_choice", before + after)
        yield Plainness.HINTED, "hybrid" if is_part else "remote"


def _is_home_in_part(before: str, after: str) -> bool:
    if holds("days_before", before) or holds("combined", before) or begins("at_times", after):
        return True
    return _names_weekday(before, after)


def _names_weekday(before: str, after: str) -> bool:
    return begins("weekday", after) or holds("weekday_before", before)


def _assigned(before: str, after: str) -> Iterator[Evidence]:
    """Yield what "- Alocado" says as a line of its own."""
    if before.rpartition("\n")[2].strip() in ("", "-", "- [x]") and not after.partition("\n")[0].strip():
        yield Plainness.SAID, "onsite"


def _days(before: str, _after: str) -> Iterator[Evidence]:
    """Yield what "2 days per week" says behind the place of the work: "Location: Oslo (2 days per week)"."""
    if holds("days_at_place", before):
        yield Plainness.STATED, "hybrid"


READERS = {
    "remote": _remote,
    "hybrid": _hybrid,
    "office": _office,
    "onsite": _onsite,
    "distributed": _distributed,
    "anywhere": _anywhere,
    "assigned": _assigned,
    "days": _days,
}

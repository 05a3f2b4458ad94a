"""Which titles name the same kind of opening: without gender marks, places, ways of working and spelling."""

import re
from typing import Literal

from data.employers import fold

TitleMatch = Literal["same", "wider", "other"]

TITLE_LIMIT = 300  # characters that are looked at
GENDER = re.compile(r"[(\[]\s?(?:[mwfdxhnvi*]\s?[/|,]\s?){1,4}[mwfdxhnvi*]\s?[)\]]|\(all genders\)|[:*]in\b")
WORD = re.compile(r"[^\W_]+(?:\+\+|#)?")
SPELLINGS = {
    "sr": "senior", "snr": "senior", "jr": "junior", "jnr": "junior", "mgr": "manager", "dev": "developer",
    "eng": "engineer", "ml": "machine learning", "internship": "intern", "interns": "intern", "i": "1",
    "ii": "2", "iii": "3", "iv": "4", "engineers": "engineer", "scientists": "scientist",
    "developers": "developer",
}  # fmt: skip
RANKS = frozenset(
    ["intern", "trainee", "junior", "graduate", "entry", "associate", "mid", "senior", "staff", "principal",
     "lead", "leader", "head", "manager", "director", "vp", "chief", "phd", "1", "2", "3", "4", "5", "6"]
)  # fmt: skip
IGNORED = frozenset(
    ["remote", "hybrid", "onsite", "on", "site", "home", "work", "fully", "full", "part", "time", "fulltime",
     "permanent", "the", "and", "of", "a", "an", "at", "in", "for", "to", "with", "based", "new", "urgent",
     "hiring", "we", "are", "is", "us", "usa", "uk", "eu", "team", "role", "position", "job", "copy", "per",
     "hour", "up"]
)  # fmt: skip


def title_words(title: str, places: str = "") -> frozenset[str]:
    """Return the words of a title that say what the opening is, without those that name its `places`."""
    plain = GENDER.sub(" ", fold(title[:TITLE_LIMIT]))
    words = [word for raw in WORD.findall(plain) for word in SPELLINGS.get(raw, raw).split()]
    elsewhere = set(WORD.findall(fold(places[:TITLE_LIMIT])))
    return frozenset(words) - IGNORED - elsewhere


def match_titles(one: frozenset[str], other: frozenset[str]) -> TitleMatch:
    """Tell whether two titles say the same, one only says more, or they differ (as any two ranks do)."""
    if one == other:
        return "same"
    if (one ^ other) & RANKS:
        return "other"
    return "wider" if one < other or other < one else "other"

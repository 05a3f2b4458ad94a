"""What titles mean: which name the same opening, and which short names of fields in them are other words."""

import re
from typing import Literal

from data.vacancies.employers import fold

TitleMatch = Literal["same", "wider", "other"]

TITLE_LIMIT = 300  # characters of a title that are read
GENDER = re.compile(r"[(\[]\s?(?:[mwfdxhnvi*]\s?[/|,]\s?){1,4}[mwfdxhnvi*]\s?[)\]]|\(all genders\)|[:*]in\b")
WORD = re.compile(r"[^\W_]+(?:\+\+|#)?")
SPELLINGS = {
    "sr": "senior", "snr": "senior", "jr": "junior", "jnr": "junior", "mgr": "manager", "dev": "developer",
    "eng": "engineer", "ml": "machine learning", "internship": "intern", "interns": "intern", "i": "1",
    "ii": "2", "iii": "3", "iv": "4", "engineers": "engineer", "scientists": "scientist",
    "developers": "developer",
}  # a list of words, not of lines  # fmt: skip
RANKS = frozenset(
    ["intern", "trainee", "junior", "graduate", "entry", "associate", "mid", "senior", "staff", "principal",
     "lead", "leader", "head", "manager", "director", "vp", "chief", "phd", "1", "2", "3", "4", "5", "6"]
)  # a list of words, not of lines  # fmt: skip
IGNORED = frozenset(
    ["remote", "hybrid", "onsite", "on", "site", "home", "work", "fully", "full", "part", "time", "fulltime",
     "permanent", "the", "and", "of", "a", "an", "at", "in", "for", "to", "with", "based", "new", "urgent",
     "hiring", "we", "are", "is", "us", "usa", "uk", "eu", "team", "role", "position", "job", "copy", "per",
     "hour", "up"]
)  # a list of words, not of lines  # fmt: skip

# what may follow "ml" behind a number where it is the field: "3 ML engineers", "2026 ML internship"
OF_THE_FIELD = (
    r"(?:(?: ?[/&,+-] ?| and | )(?:ai|nlp|dl|cv|data|ops|software|research|applied|platform"
    r"|infra\w*|systems?)){0,3}"
    r"[ /-]{1,2}(?:engineer|engr|scien|develop|programm|research|intern|student|trainee|graduate|expert"
    r"|specialist|practition|architect|analyst|manager|lead|ops|roles?\b|positions?\b|openings?\b|teams?\b"
    r"|models?\b|projects?\b|products?\b|pipelines?\b|systems?\b|stack\b|algorithms?\b|use[ -]cases?\b)"
)
AMOUNT = r"(?<![\w.,+#-])(?:\d{1,4} ?[x×] ?)?\d{1,6}(?:[.,]\d{1,3})?"
VESSEL = (
    r"(?:dos(?:e|is|ing)|vial|bottle|ampoule|syringe|tube|can|jar|flasche|flacon|botella|garrafa|bottiglia)"
)
# short names of fields that are other words here: millilitres, a curriculum vitae, an Italian "to the"
NOT_A_FIELD = re.compile(
    rf"{AMOUNT}ml(?![\w+#])|{AMOUNT} ml(?![\w+#])(?!{OF_THE_FIELD})"
    r"|(?<![\w/])(?:[nµμm]?g|mcg|ug|iu|u|units?|mmol|meq|cfu|cells|copies|l)\s?/\s?ml(?![\w/])"
    r"|(?<![\w/])ml\s?/\s?(?:min(?:ute)?|h|hr|hour|day|kg|s|sec|m2|cycle)(?![\w/])"
    rf"|(?<![\w/])ml {VESSEL}[se]{{0,2}}\b"
    r"|\b(?:your|you|a|an|send|updated?|submit|my|the|upload|attach|english|resume|spontaneous) cv(?![\w+#])"
    r"(?! (?:engineer|scien|research|develop|team|model|algorithm))"
    r"|(?<!\w)cv (?:joints?|writ\w{2,3}|review\w{0,3}|pool|database|library|formatt\w{2,3}|screening)\b"
    r"|(?<!\w)nlp (?:practitioner|master|coach\w{0,3}|trainer|therap\w{3,4})\b"
    r"|(?<!\w)ai (?:sensi|fini|bisogni|clienti|nostri|propri|dipendenti|soggetti)\b",
    re.IGNORECASE,
)
MARKS = ("ml", "cv", "nlp", "ai ")  # each match of NOT_A_FIELD holds one of them: a quick first look


def without_homonyms(title: str) -> str:
    """Blank what only looks like a field ("250 ml", "your CV"); the title keeps its length."""
    lowered = title.lower()
    if not any(mark in lowered for mark in MARKS):
        return title
    return NOT_A_FIELD.sub(lambda found: " " * len(found[0]), title)


def title_words(title: str, places: str = "") -> frozenset[str]:
    """Return the words of a title that say what the opening is, in one spelling, without those in `places`.

    Words such as "remote" or "hiring" are left out; a rank stays ("sr" is "senior", "III" is "3").
    """
    plain = GENDER.sub(" ", fold(without_homonyms(title[:TITLE_LIMIT])))
    words = [word for raw in WORD.findall(plain) for word in SPELLINGS.get(raw, raw).split()]
    elsewhere = set(WORD.findall(fold(places[:TITLE_LIMIT])))
    return frozenset(words) - IGNORED - elsewhere


def match_titles(one: frozenset[str], other: frozenset[str]) -> TitleMatch:
    """Compare the words of two titles: "same", "wider" if one only says more, else "other".

    Titles of different ranks are always "other".
    """
    if one == other:
        return "same"
    if (one ^ other) & RANKS:
        return "other"
    return "wider" if one < other or other < one else "other"

"""Sorts the parts of a first line: a role, a place, terms of work, or none of them."""

import re

from scraper.comments.towns import is_place

MAX_PART_CHARS = 160

ASIDE = re.compile(r"\s{0,3}[(\[][^()\[\]]{0,200}[)\]]?")
ROLES = "|".join((
    r"engineers?", r"engieneers?", r"eng", r"developers?", r"devs?", r"programmers?", r"hackers?",
    r"scientists?", r"researchers?", r"analysts?", r"designers?", r"managers?", r"architects?", r"admins?",
    r"administrators?", r"consultants?", r"directors?", r"head of", r"vp", r"cto", r"fellows?",
    r"co-?founders?", r"devops", r"mlops", r"sre", r"swe", r"sde", r"positions?", r"roles?", r"openings",
    r"evangelists?", r"writers?", r"specialists?", r"postdocs?", r"phds?", r"statisticians?",
    r"technologists?", r"experts?", r"quants?", r"reps?", r"entwickler", r"leads?",
))  # fmt: skip  # words side by side
ROLE = re.compile(rf"\b(?:{ROLES})\b", re.IGNORECASE)
# What kind of work it is, where no part names a role.
FIELDS = "|".join((
    r"engineering", r"data science", r"machine learning", r"deep learning", r"ml", r"nlp", r"ai/ml",
    r"full[ -]?stack", r"front[ -]?end", r"research", r"back[ -]?end", r"qa", r"computer vision", r"rails",
    r"ruby", r"ios", r"android", r"data people", r"marketing", r"sales", r"ux", r"product", r"software",
    r"python",
))  # fmt: skip  # words side by side
FIELD = re.compile(rf"\b(?:{FIELDS})\b", re.IGNORECASE)
WORKPLACE = re.compile(
    r"\b(?:(?P<remote>remote(?:ly)?|telecommute|work from home|anywhere)|(?P<hybrid>hybrid)|"
    r"(?P<onsite>on-?\s?site|in[- ]office|in[- ]person|local only))\b",
    re.IGNORECASE,
)
NEGATED = re.compile(r"\b(?:no|not)\s{1,2}(?:currently\s)?(?:remote|onsite|on-site)\w{0,2}", re.IGNORECASE)
TERM_WORDS = "|".join((
    r"full[ -]?times?", r"part[ -]?time", r"contract(?:ors?|ing)?", r"perm(?:anent)?", r"freelance", r"fte",
    r"ft", r"visas?", r"h-?1b", r"interns?", r"internships?", r"relocation", r"equity", r"salary",
    r"benefits", r"sponsor\w{0,6}", r"competitive", r"local", r"locals", r"multiple", r"various", r"several",
    r"many", r"all levels", r"seed", r"series [a-f]", r"funded", r"startup", r"profitable", r"hiring",
    r"join us", r"we're", r"we are", r"looking for", r"seeking", r"company", r"founded", r"preferred", r"usd",
    r"eur", r"gbp", r"chf", r"yrs?", r"years?",
))  # fmt: skip  # words side by side
AMOUNT = r"[$€£]\s?\d|\b\d{2,3}\s?k\b|\d%"
TERMS = re.compile(rf"\b(?:{TERM_WORDS})\b|{AMOUNT}", re.IGNORECASE)
SENTENCE = re.compile(r"(?i)(?:we|our|join|help|i|you|come|check|if|at)(?:['’ ]|\b)")


def kind_of_part(part: str) -> str:
    """Return what a part is about: "role", "field", "place", "terms" (workplace, hours, pay) or "name"."""
    words = NEGATED.sub("", ASIDE.sub("", part)).strip() or part
    place = WORKPLACE.sub("", words).strip(" ,/&+-:")
    if is_place(place) and not ROLE.search(place):
        return "place"
    if place != words and len(place) < 4:
        return "terms"
    if len(words) <= MAX_PART_CHARS and not SENTENCE.match(words):
        if ROLE.search(words):
            return "role"
        if FIELD.search(words):
            return "field"
    return "terms" if WORKPLACE.search(words) or TERMS.search(words) else "name"


def workplace_of(line: str) -> str | None:
    """Return the workplace if a line names just one kind, or a hybrid one."""
    matches = WORKPLACE.finditer(NEGATED.sub("", line))
    found = {match.lastgroup for match in matches}
    if "hybrid" in found:
        return "hybrid"
    return found.pop() if len(found) == 1 else None

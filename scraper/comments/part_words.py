"""Tells what a part of a first line speaks of: a role, a place, terms of work, or none of them."""

import re

from scraper.comments.towns import is_place

MAX_PART_CHARS = 160

ASIDE = re.compile(r"\s{0,3}[(\[][^()\[\]]{0,200}[)\]]?")
ROLE = re.compile(
    r"\b(?:engineers?|engieneers?|eng|developers?|devs?|programmers?|hackers?|scientists?|researchers?|analysts?|"
    r"designers?|managers?|architects?|admins?|administrators?|consultants?|directors?|head of|vp|cto|"
    r"fellows?|co-?founders?|devops|mlops|sre|swe|sde|positions?|roles?|openings|evangelists?|writers?|specialists?|"
    r"postdocs?|phds?|statisticians?|technologists?|experts?|quants?|reps?|entwickler|leads?)\b",
    re.IGNORECASE,
)
FIELD = re.compile(  # says what kind of work where no part names a role
    r"\b(?:engineering|data science|machine learning|deep learning|ml|nlp|ai/ml|full[ -]?stack|front[ -]?end|"
    r"research|back[ -]?end|qa|computer vision|rails|ruby|ios|android|data people|marketing|sales|ux|product|"
    r"software|python)\b",
    re.IGNORECASE,
)
WORKPLACE = re.compile(
    r"\b(?:(?P<remote>remote(?:ly)?|telecommute|work from home|anywhere)|(?P<hybrid>hybrid)|"
    r"(?P<onsite>on-?\s?site|in[- ]office|in[- ]person|local only))\b",
    re.IGNORECASE,
)
NEGATED = re.compile(r"\b(?:no|not)\s{1,2}(?:currently\s)?(?:remote|onsite|on-site)\w{0,2}", re.IGNORECASE)
TERMS = re.compile(
    r"\b(?:full[ -]?times?|part[ -]?time|contract(?:ors?|ing)?|perm(?:anent)?|freelance|fte|ft|visas?|h-?1b|"
    r"interns?|internships?|relocation|equity|salary|benefits|sponsor\w{0,6}|competitive|local|locals|multiple|"
    r"various|several|many|all levels|seed|series [a-f]|funded|startup|profitable|hiring|join us|we're|"
    r"we are|looking for|seeking|company|founded|preferred|usd|eur|gbp|chf|yrs?|years?)\b"
    r"|[$€£]\s?\d|\b\d{2,3}\s?k\b|\d%",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"(?i)(?:we|our|join|help|i|you|come|check|if|at)(?:['’ ]|\b)")


def kind_of_part(part: str) -> str:
    """Return what a part speaks of: "role", "field", "place", "terms" (workplace, hours, pay) or "name"."""
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

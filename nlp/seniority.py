"""How senior a posting's role is, from the words that say so; years asked for never decide."""

import re

# the first that matches decides: a "Senior Manager" is a manager, an "Associate Director" a director
LEVELS = (
    ("intern", r"intern|interns|internship|internships|co-?op|working student|werkstudent(?:in)?|praktikum"
     r"|praktikant(?:in)?|stagiaire|apprentice|apprenticeship|thesis|student|becario|tirocinio|alternance"),
    ("director", r"director|head of|vp|vice president|chief|cto|svp|avp"),
    ("manager", r"manager|managers|management lead"),
    ("staff", r"staff|distinguished|fellow"),
    ("lead", r"lead|leads|principal|team ?lead|leader|tech lead"),
    ("senior", r"senior|sr|snr|iii|iv|sénior"),
    ("mid", r"mid|mid-?level|medior|intermediate|ii|mid-?senior"),
    ("junior", r"junior|jr|jnr|graduate|graduates|grad|grads|entry[- ]level|early[- ]career|trainee|associate|i"
     r"|júnior|new ?grad"),
)  # fmt: skip
NOT_LEVEL = re.compile(
    r"\b(?:member of (?:the )?technical staff|lead[- ]?(?:generation|gen|scoring)|all levels"
    r"|(?:various|multiple|different|any) levels?|levels? [a-z])\b"
)
PATTERNS = tuple((name, re.compile(rf"(?<![\w&/])(?:{words})(?![\w&])")) for name, words in LEVELS)


def seniority_of(title: str) -> str:
    """Return the seniority that a title (or a line that serves as one) states."""
    plain = NOT_LEVEL.sub(" ", title.lower())
    for name, pattern in PATTERNS:
        if pattern.search(plain):
            return name
    return "unspecified"

"""Reads employer, roles, place and workplace out of the free first lines of a comment that offers work.

The usual form is `Company | Role, Role | Place | REMOTE | Full-time | https://...` in any order; older ones
write dashes, commas or a sentence ("Company (Town) is hiring engineers").
"""

import re
from dataclasses import dataclass

from scraper.comments.employer_words import employer_below, employer_name, employer_of, tidy
from scraper.comments.part_words import ASIDE, SENTENCE, WORKPLACE, kind_of_part, workplace_of
from scraper.comments.towns import is_place

MAX_HEADER_CHARS = 600
MAX_TITLE_CHARS = 160

BARS = re.compile(r"\s{0,9}[|｜¦│•∙·]+\s{0,9}")
SLASHES = re.compile(r"\s/\s")
DASHES = re.compile(
    r"\s[-–—]{1,3}\s|[–—]|-{2,3}|\s/{2}\s|\s\*\s|;\s|:\s|\.\s(?=[A-Z])|\s@\s|\s?\[\s?(?=remote|onsite)",
    re.IGNORECASE,
)
LINK = re.compile(
    r"[(\[<]{0,2}(?:https?://|www\.)[^\s|)\]>]{1,300}[)\]>]{0,2}"
    r"|\b[\w-]{1,60}\.(?:com|io|ai|co|org|net)/[^\s|)]{0,200}|[(\[]\s?[\w.-]{1,80}\.[a-z]{2,8}\s?[)\]]",
    re.IGNORECASE,
)
HIRING = re.compile(
    r"[\s,]{1,3}(?:is|are|'s|we are|we're)\s(?:(?:now|currently|always|also|actively|again|still|a)\s){0,2}"
    r"(?:hiring|looking|seeking|recruiting|searching|growing|expanding)\b(?: for)?"
    r"|\s(?:seeks|needs|hiring)\b:?",
    re.IGNORECASE,
)
APPOSITION = re.compile("an? |the ")
ARTICLE = re.compile(r"(?i)^(?:for )?(?:an?|the|some|several|our next|great|talented) ")
ROLE_NOUN = re.compile(r"(?i)\b(?:engineers?|developers?|scientists?|hiring|full[ -]?time)\b")
ENDS_AS_ROLE = re.compile(
    r"(?i)(?:ers?|ists?|ings?|roles?|positions?|leads?|interns?|time|remote|onsite|stack|end|learning|architects?)$"
)


@dataclass(frozen=True, slots=True)
class Headline:
    """What the first lines say; None for what they leave out."""

    title: str
    employer: str | None
    location: str | None
    workplace: str | None


def read_headline(lines: tuple[str, ...], links: tuple[str, ...]) -> Headline:
    """Return what the first lines say; the employer may also come from the links of the comment."""
    header = lines[0][:MAX_HEADER_CHARS]
    parts = split_header(header)
    kinds = [kind_of_part(part) for part in parts]
    name = None if names_nobody(header) else employer_in(parts, kinds)
    rest = [(part, kind) for part, kind in zip(parts, kinds, strict=True) if part != name]
    below = lines[1:] if BARS.search(header) else lines
    return Headline(
        title=title_in(rest) or header[:MAX_TITLE_CHARS].rstrip(),
        employer=employer_name(name or "") or employer_below(below) or employer_of(links),
        location=next((tidy(part) for part, kind in rest if kind == "place"), None),
        workplace=workplace_of(header),
    )


def split_header(header: str) -> list[str]:
    """Return the parts of a first line: between bars, else dashes, the verb of hiring, else commas."""
    bars = BARS if BARS.search(header) or len(SLASHES.findall(header)) < 2 else SLASHES
    first, *others = bars.split(LINK.sub(" ", header))
    pieces = [piece for part in DASHES.split(HIRING.sub(" — ", first, count=1)) for piece in lead_off(part)]
    if others and bars is BARS and not any(is_place(ASIDE.sub("", piece)) for piece in pieces[1:]):
        pieces = lead_off(first)  # dashes belong to the name
    return [part for part in (part.strip(" ,.-–—*_:>\t") for part in (*pieces, *others)) if part]


def lead_off(part: str) -> list[str]:
    """Return "Acme, Berlin", "Acme, Full Time" or "Acme, a startup" as two parts; any other whole."""
    first, comma, rest = part.partition(", ")
    if not comma or is_place(first):
        return [part]
    goes_on = kind_of_part(first) == "name" and kind_of_part(rest.split(", ")[0]) in ("terms", "role")
    is_two = goes_on or is_place(ASIDE.sub("", rest)) or APPOSITION.match(rest)
    return [first, rest] if is_two else [part]


def names_nobody(header: str) -> bool:
    """Tell whether a first line is a link or a sentence of its own."""
    return header.startswith("http") or bool(SENTENCE.match(header) and not BARS.search(header))


def employer_in(parts: list[str], kinds: list[str]) -> str | None:
    """Return the part that names the employer: the first if it can be a name, else the first name."""
    candidates = [part for part, kind in zip(parts, kinds, strict=True) if kind == "name"]
    if len(parts) > 1 and can_be_name(parts[0], kinds):
        candidates.insert(0, parts[0])
    return next((part for part in candidates if employer_name(part)), None)


def can_be_name(part: str, kinds: list[str]) -> bool:
    """Tell whether a first part names an employer though it holds a word of roles, fields or terms."""
    words = ASIDE.sub("", part)
    if kinds[0] == "place" or WORKPLACE.search(words) or ROLE_NOUN.search(words):
        return False
    return "role" in kinds[1:] or not ENDS_AS_ROLE.search(words)  # "Motor Software Company", "AI Fund"


def title_in(parts: list[tuple[str, str]]) -> str | None:
    """Return the roles of a first line, else its fields of work."""
    for wanted in ("role", "field"):
        found = [ARTICLE.sub("", tidy(part)) for part, kind in parts if kind == wanted]
        if found:
            return ", ".join(found)[:MAX_TITLE_CHARS].rstrip(" ,")
    return None

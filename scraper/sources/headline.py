"""Reads employer, roles, place and workplace out of the free first lines of a comment that offers work.

The usual form is `Company | Role, Role | Place | REMOTE | Full-time | https://...` in any order; older ones
write dashes, commas or a sentence ("Company (Town) is hiring engineers").
"""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from scraper.sources.towns import is_place

MAX_TITLE_CHARS = 160
MAX_EMPLOYER_CHARS = 60  # the longest real one has 52

BARS = re.compile(r"\s{0,9}[|｜¦│•∙·]+\s{0,9}")
DASHES = re.compile(
    r"\s[-–—]{1,3}\s|[–—]|-{2,3}|\s/{2}\s|\s\*\s|;\s|:\s|\.\s(?=[A-Z])|\s@\s|\s?\[\s?(?=remote|onsite)",
    re.IGNORECASE,
)
LINK = re.compile(
    r"[(\[<]{0,2}(?:https?://|www\.)[^\s|)\]>]{1,300}[)\]>]{0,2}|\b[\w-]{1,60}\.(?:com|io|ai|co|org|net)/[^\s|)]{0,200}"
    r"|[(\[]\s?[\w.-]{1,80}\.[a-z]{2,8}\s?[)\]]",
    re.IGNORECASE,
)
ASIDE = re.compile(r"\s{0,3}[(\[][^()\[\]]{0,200}[)\]]?")
HIRING = re.compile(
    r"[\s,]{1,3}(?:is|are|'s|we are|we're)\s(?:(?:now|currently|always|also|actively|again|still|a)\s){0,2}"
    r"(?:hiring|looking|seeking|recruiting|searching|growing|expanding)\b(?: for)?|\s(?:seeks|needs|hiring)\b:?",
    re.IGNORECASE,
)
ROLE = re.compile(
    r"\b(?:engineer(?:s|ing)?|eng|developers?|devs?|programmers?|hackers?|scientists?|researchers?|analysts?|"
    r"designers?|managers?|architects?|admins?|administrators?|consultants?|directors?|head of|vp|cto|"
    r"co-?founders?|data science|machine learning|deep learning|ml|nlp|ai/ml|full[ -]?stack|front[ -]?end|"
    r"back[ -]?end|devops|mlops|sre|qa|positions?|roles?|openings|evangelists?|writers?|swe|sde|computer vision|"
    r"specialists?|postdocs?|phds?|statisticians?|technologists?|experts?|quants?|entwickler|engieneers?|"
    r"rails|ruby|ios|android|data people|tech lead|leads?|marketing|sales|ux|product|software|python)\b",
    re.IGNORECASE,
)
WORKPLACE = re.compile(
    r"\b(?:(?P<remote>remote(?:ly)?|telecommute|work from home|anywhere)|(?P<hybrid>hybrid)|"
    r"(?P<onsite>on-?\s?site|in[- ]office|in[- ]person|local only))\b",
    re.IGNORECASE,
)
NEGATED = re.compile(r"\b(?:no|not)\s{1,2}(?:currently\s)?(?:remote|onsite|on-site)\w{0,2}", re.IGNORECASE)
TERMS = re.compile(
    r"\b(?:full[ -]?times?|part[ -]?time|contract(?:ors?|ing)?|perm(?:anent)?|freelance|fte|ft|visas?|h-?1b|interns?|"
    r"internships?|relocation|equity|salary|benefits|sponsor\w{0,6}|competitive|local|locals|fulltime|multiple|various|"
    r"several|many|all levels|seed|series [a-f]|funded|startup|profitable|hiring|join us|we're|we are|looking for|"
    r"seeking|company|founded|usd|eur|gbp|chf|yrs?|years?)\b|[$€£]\s?\d|\b\d{2,3}\s?k\b|\d%",
    re.IGNORECASE,
)
OPENING = re.compile(
    r"(?:hi,? |hello,? )?(?:at |here at |we at |join |about |company: ?|i work at |i'm at )?"
    r"(?P<name>[A-Z0-9][\w.&'’+!-]{0,30}(?: [A-Z0-9&][\w.&'’+!-]{0,30}){0,3})"
    r"(?: ?\([^()]{0,100}\))?(?:,? (?:is|are|was|has|builds|helps|provides|makes|offers|develops|does|we|uses|aims|"
    r"brings|turns|enables|gives|creates|runs|works|exists|sells|lets|allows|believes|[-–—]+)\b|\s?[-–—:|,]|’s|'s| ?$)"
)
NO_NAME = re.compile(
    r"(?i)(?:we|our|the|this|i|i'm|it|you|hi|hello|hey|if|a|an|as|for|in|at|are|do|want|what|who|about us|about|location|"
    r"remote|onsite|hybrid|full|part|senior|sr|junior|lead|software|data|machine|looking|join|come|help|hiring|intern"
    r"|work|us|loc|position|role|title|company|seeking|apply|email|please|there|here|my|founded|based|some|multiple"
    r"|responsibilities|requirements|full-time|fulltime|job|jobs|description|tl;dr|and|or|to|no|not|yes|overview)"
)
# Hosts that many employers share; a link to them names nobody.
SHARED_HOSTS = frozenset(
    "github.com linkedin.com lnkd.in google.com goo.gl bit.ly youtube.com youtu.be medium.com twitter.com x.com facebook.com"
    " angel.co wellfound.com techcrunch.com ycombinator.com news.ycombinator.com crunchbase.com stackoverflow.com"
    " careers.stackoverflow.com glassdoor.com indeed.com wikipedia.org forbes.com nytimes.com wired.com venturebeat.com"
    " typeform.com notion.site notion.so docs.google.com forms.gle workatastartup.com amazon.com apple.com ashbyhq.com"
    " greenhouse.io lever.co workable.com smartrecruiters.com bamboohr.com recruitee.com jobvite.com icims.com"
    " breezy.hr myworkdayjobs.com resumatorjobs.com theresumator.com hire.withgoogle.com vimeo.com tinyurl.com t.co".split()
)
TENANT = re.compile(
    r"https?://(?:(?:jobs|boards|job-boards|apply)\.(?:\w{1,9}\.)?(?:lever\.co|greenhouse\.io|ashbyhq\.com|workable\.com|"
    r"smartrecruiters\.com)/(?P<path>[\w.%-]{2,60})|(?P<host>[\w-]{2,60})\.(?:workable\.com|recruitee\.com|bamboohr\.com"
    r"|breezy\.hr|theresumator\.com|applytojob\.com))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Headline:
    """What the first lines tell; None for what they do not."""

    title: str
    employer: str | None
    location: str | None
    workplace: str | None


def read_headline(lines: tuple[str, ...], links: tuple[str, ...]) -> Headline:
    """Return what the first lines and the links of a comment tell."""
    header = lines[0][:600]
    parts = split_header(header)
    kinds = [kind_of_part(part) for part in parts]
    roles = [tidy(part) for part, kind in zip(parts, kinds, strict=True) if kind == "role"]
    location = next((tidy(part) for part, kind in zip(parts, kinds, strict=True) if kind == "place"), None)
    return Headline(
        title=(", ".join(roles) or header)[:MAX_TITLE_CHARS].rstrip(),
        employer=employer_in(header, parts, kinds) or employer_below(lines[1:4]) or employer_of(links),
        location=location,
        workplace=workplace_of(header),
    )


def split_header(header: str) -> list[str]:
    """Return the parts of a first line: between bars, else dashes, the verb of hiring, else commas."""
    header = LINK.sub(" ", header)
    parts = BARS.split(header)
    if len(parts) == 1:
        parts = [
            piece
            for part in DASHES.split(HIRING.sub(" — ", header, count=1))
            for piece in lead_off(part or "")
        ]
    return [part for part in (part.strip(" ,.-–—*_:>\t") for part in parts) if part]


def lead_off(part: str) -> list[str]:
    """Return "Company, Town, ST" as company and place; any other part whole."""
    first, comma, rest = part.partition(", ")
    if comma and not is_place(first) and is_place(ASIDE.sub("", rest)):
        return [first, rest]
    return [part]


def kind_of_part(part: str) -> str:
    """Return what a part of the first line is: role, place, terms (workplace, hours, pay) or a name."""
    words = NEGATED.sub("", ASIDE.sub("", part)).strip() or part
    place = WORKPLACE.sub("", words).strip(" ,/&+-:")
    if place and place != words and (is_place(place) or len(place) < 4):
        return "place" if is_place(place) else "terms"
    if is_place(words):
        return "place"
    if ROLE.search(words) and len(words) <= MAX_TITLE_CHARS:
        return "role"
    if WORKPLACE.search(words) or TERMS.search(words):
        return "terms"
    return "name"


def employer_in(header: str, parts: list[str], kinds: list[str]) -> str | None:
    """Return the employer of the first line: its first part if that can be a name, else the first name."""
    if not parts:
        return None
    has_bars = bool(BARS.search(header))
    candidates = [part for part, kind in zip(parts, kinds, strict=True) if kind == "name"]
    if kinds[0] in ("role", "terms") and (has_bars or len(parts) > 1) and not reads_as_role(parts[0]):
        candidates.insert(0, parts[0])  # "Feature Labs", "Software Motor Company", "AI Fund"
    return next((name for part in candidates if (name := employer_name(part))), None)


def reads_as_role(part: str) -> bool:
    """Tell whether a first part that holds a word of roles or terms is no name."""
    words = ASIDE.sub("", part)
    ends = re.search(
        r"(?i)(?:ers?|ists?|ings?|roles?|positions?|leads?|interns?|time|remote|onsite|stack|end|science|learning)$",
        words,
    )
    return bool(
        ends
        or WORKPLACE.search(words)
        or re.search(r"(?i)\b(?:engineers?|developers?|scientists?|hiring)\b", words)
    )


def employer_name(part: str) -> str | None:
    """Return a name without asides; None for what is too long or no name."""
    name = tidy(ASIDE.sub("", part)).removeprefix("Company: ")
    name = re.split(r",? (?:in|based in|at|is|are|we|hiring|seeking) ", name)[0].strip(" ,.-–—:")
    if (
        not 1 < len(name) <= MAX_EMPLOYER_CHARS
        or len(name.split()) > 6
        or NO_NAME.fullmatch(name.split()[0])
        and len(name.split()) > 3
    ):
        return None
    return name if re.search(r"[^\W\d_]", name) and not NO_NAME.fullmatch(name) else None


def employer_below(lines: tuple[str, ...]) -> str | None:
    """Return the name that one of the next lines begins with."""
    for line in lines:
        match = OPENING.match(line)
        if (
            match
            and not NO_NAME.fullmatch(match["name"].split()[0])
            and not is_place(match["name"])
            and not ROLE.search(match["name"])
        ):
            return employer_name(match["name"])
    return None


def employer_of(links: tuple[str, ...]) -> str | None:
    """Return the tenant or the registered name in the first link that names an employer."""
    for link in links:
        if tenant := TENANT.match(link):
            return (tenant["path"] or tenant["host"]).replace("-", " ")
        host = (
            (urlsplit(link).hostname or "")
            .removeprefix("www.")
            .removeprefix("jobs.")
            .removeprefix("careers.")
        )
        if (
            host
            and "." in host
            and not any(host == name or host.endswith("." + name) for name in SHARED_HOSTS)
        ):
            return host.split(".")[-2] if len(host.split(".")[-2]) > 3 else host.split(".")[0]
    return None


def workplace_of(header: str) -> str | None:
    """Return the workplace if the first line names just one kind."""
    found = {
        name
        for match in WORKPLACE.finditer(NEGATED.sub("", header))
        for name in ("remote", "hybrid", "onsite")
        if match[name]
    }
    if "hybrid" in found:
        return "hybrid"
    return found.pop() if len(found) == 1 else None


def tidy(part: str) -> str:
    """Return a part without stray marks around it."""
    return " ".join(part.strip(" ,.-–—*_:;|/\"'").split())

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
SLASHES = re.compile(r"\s/\s")
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
    r"\b(?:engineers?|engieneers?|eng|developers?|devs?|programmers?|hackers?|scientists?|researchers?|analysts?|"
    r"designers?|managers?|architects?|admins?|administrators?|consultants?|directors?|head of|vp|cto|"
    r"co-?founders?|devops|mlops|sre|swe|sde|positions?|roles?|openings|evangelists?|writers?|specialists?|postdocs?|"
    r"phds?|statisticians?|technologists?|experts?|quants?|entwickler|leads?)\b",
    re.IGNORECASE,
)
FIELD = re.compile(  # says what kind of work where no part names a role
    r"\b(?:engineering|data science|machine learning|deep learning|ml|nlp|ai/ml|full[ -]?stack|front[ -]?end|research|"
    r"back[ -]?end|qa|computer vision|rails|ruby|ios|android|data people|marketing|sales|ux|product|software|python)\b",
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
SENTENCE = re.compile(r"(?i)(?:we|our|join|help|i|you|come|check|if)(?:['’ ]|\b)")
ARTICLE = re.compile(r"(?i)^(?:for )?(?:an?|the|some|several|our next|great|talented) ")
ENDS_AS_ROLE = re.compile(
    r"(?i)(?:ers?|ists?|ings?|roles?|positions?|leads?|interns?|time|remote|onsite|stack|end|learning)$"
)
NEVER_FIRST = re.compile(
    r"(?i)(?:take|interested|open|our|my|we|we're|we’re|looking|come|want|let's|at|i'm|do|are|is|if)\b"
)
COMPANY_LABEL = re.compile(r"(?i)^(?:company(?: name)?|employer): ?")
AFTER_NAME = re.compile(r",? (?:in|based in|at|is|are|we|hiring|seeking) ")
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
    r"|type|back|salary|website|link|links|url|contact|apply|project|team|stack|tech|benefits|we're|we’re|i’m|let's|take|why"
    r"|curl|responsibilities|requirements|full-time|fulltime|job|jobs|description|tl;dr|and|or|to|no|not|yes|overview)"
)
# Hosts that many employers share; a link to them names nobody.
SHARED_HOSTS = frozenset(
    [
        "github.com",
        "linkedin.com",
        "lnkd.in",
        "google.com",
        "goo.gl",
        "bit.ly",
        "youtube.com",
        "youtu.be",
        "medium.com",
        "twitter.com",
        "x.com",
        "facebook.com",
        "angel.co",
        "wellfound.com",
        "techcrunch.com",
        "ycombinator.com",
        "news.ycombinator.com",
        "crunchbase.com",
        "stackoverflow.com",
        "glassdoor.com",
        "indeed.com",
        "wikipedia.org",
        "forbes.com",
        "nytimes.com",
        "wired.com",
        "venturebeat.com",
        "typeform.com",
        "notion.site",
        "notion.so",
        "docs.google.com",
        "forms.gle",
        "workatastartup.com",
        "amazon.com",
        "apple.com",
        "ashbyhq.com",
        "greenhouse.io",
        "lever.co",
        "workable.com",
        "smartrecruiters.com",
        "bamboohr.com",
        "recruitee.com",
        "jobvite.com",
        "icims.com",
        "breezy.hr",
        "myworkdayjobs.com",
        "resumatorjobs.com",
        "theresumator.com",
        "hire.withgoogle.com",
        "grnh.se",
        "vimeo.com",
        "tinyurl.com",
        "t.co",
    ]
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
    name = None if header.startswith("http") else employer_in(parts, kinds)
    rest = [(part, kind) for part, kind in zip(parts, kinds, strict=True) if part != name]
    return Headline(
        title=title_in(rest) or header[:MAX_TITLE_CHARS].rstrip(),
        employer=employer_name(name or "") or employer_below(lines[1:4]) or employer_of(links),
        location=next((tidy(part) for part, kind in rest if kind == "place"), None),
        workplace=workplace_of(header),
    )


def split_header(header: str) -> list[str]:
    """Return the parts of a first line: between bars, else dashes, the verb of hiring, else commas."""
    bars = BARS if BARS.search(header) or len(SLASHES.findall(header)) < 2 else SLASHES
    first, *others = bars.split(LINK.sub(" ", header))
    pieces = [piece for part in DASHES.split(HIRING.sub(" — ", first, count=1)) for piece in lead_off(part)]
    if others and not any(is_place(ASIDE.sub("", piece)) for piece in pieces[1:]) and bars is BARS:
        pieces = [first]  # a name with a dash in it
    return [part for part in (part.strip(" ,.-–—*_:>\t") for part in (*pieces, *others)) if part]


def lead_off(part: str) -> list[str]:
    """Return "Company, Town, ST" as company and place; any other part whole."""
    first, comma, rest = part.partition(", ")
    if not comma or is_place(first):
        return [part]
    told = is_place(ASIDE.sub("", rest)) or (
        kind_of_part(first) == "name" and kind_of_part(rest.split(", ")[0]) in ("terms", "role")
    )
    if told or re.match(
        "an? |the ", rest
    ):  # "Acme, Berlin", "Acme, Full Time, Developers", "Acme, a startup"
        return [first, rest]
    return [part]


def kind_of_part(part: str) -> str:
    """Return what a part of the first line is: role, field, place, terms (workplace, hours, pay) or name."""
    words = NEGATED.sub("", ASIDE.sub("", part)).strip() or part
    place = WORKPLACE.sub("", words).strip(" ,/&+-:")
    if is_place(place) and not ROLE.search(place):
        return "place"
    if place != words and len(place) < 4:
        return "terms"
    if len(words) <= MAX_TITLE_CHARS and not SENTENCE.match(words):
        if ROLE.search(words):
            return "role"
        if FIELD.search(words):
            return "field"
    return "terms" if WORKPLACE.search(words) or TERMS.search(words) else "name"


def title_in(parts: list[tuple[str, str]]) -> str | None:
    """Return the roles of a first line, else its fields of work."""
    roles = [part for part, kind in parts if kind == "role"] or [
        part for part, kind in parts if kind == "field"
    ]
    return ", ".join(ARTICLE.sub("", tidy(part)) for part in roles)[:MAX_TITLE_CHARS].rstrip(" ,") or None


def employer_in(parts: list[str], kinds: list[str]) -> str | None:
    """Return the part that names the employer: the first if it can be a name, else the first name."""
    candidates = [part for part, kind in zip(parts, kinds, strict=True) if kind == "name"]
    if len(parts) > 1 and can_be_name(parts[0], kinds):
        candidates.insert(0, parts[0])
    return next((part for part in candidates if employer_name(part)), None)


def can_be_name(part: str, kinds: list[str]) -> bool:
    """Tell whether a first part that holds a word of roles, terms or places still names an employer."""
    words = ASIDE.sub("", part)
    if (
        kinds[0] == "place"
        or WORKPLACE.search(words)
        or re.search(r"(?i)\b(?:engineers?|developers?|scientists?|hiring|full[ -]?time)\b", words)
    ):
        return False
    return "role" in kinds[1:] or not ENDS_AS_ROLE.search(words)  # "Software Motor Company", "AI Fund"


def employer_name(part: str) -> str | None:
    """Return a name without asides; None for what is too long or no name."""
    name = COMPANY_LABEL.sub("", tidy(ASIDE.sub("", part)))
    name = AFTER_NAME.split(name)[0].strip(" ,.-–—:")
    words = name.split()
    if (
        not 1 < len(name) <= MAX_EMPLOYER_CHARS
        or len(words) > 7
        or NEVER_FIRST.match(name)
        or not re.search(r"[^\W\d_]", name)
    ):
        return None
    return None if NO_NAME.fullmatch(words[0]) and (len(words) > 3 or len(words) == 1) else name


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

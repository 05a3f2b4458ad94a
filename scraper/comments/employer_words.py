"""Tells which words of a comment name the employer."""

import re
from urllib.parse import urlsplit

from scraper.comments.part_words import ASIDE, FIELD, ROLE
from scraper.comments.towns import is_place

MAX_EMPLOYER_CHARS = 70  # the longest real one has 64
MAX_EMPLOYER_WORDS = 8

NEVER_FIRST = re.compile(
    r"(?i)(?:\d{1,2}\.|take|interested|open|our|my|seeking|hiring|wanted|required|we|we're|we’re|looking|come|want|"
    r"let's|at|i'm|do|are|is|if|hi|hello|hey|dear)\b"
)
# First words of a sentence or label; a name of two or three words may begin so ("The Orchard Works").
NO_NAME = re.compile(
    r"(?i)(?:we|our|the|this|i|i'm|it|you|hi|hello|hey|if|a|an|as|for|in|at|are|do|want|what|who|about|location|"
    r"remote|onsite|hybrid|full|part|senior|sr|junior|lead|software|data|machine|looking|join|come|help|hiring|"
    r"intern|work|us|loc|position|role|title|company|seeking|apply|email|please|there|here|my|founded|based|some|"
    r"multiple|type|back|salary|website|link|links|url|contact|project|team|stack|tech|benefits|we're|we’re|i’m|"
    r"let's|take|why|curl|required|wanted|responsibilities|requirements|full-time|fulltime|job|jobs|description|"
    r"tl;dr|and|or|to|no|not|yes|overview)"
)
COMPANY_LABEL = re.compile(r"(?i)^(?:(?:company(?: name)?|employer): ?|about )")
AFTER_NAME = re.compile(r",? (?:in|based in|at|is|are|we|hiring|seeking) ")
OPENING = re.compile(
    r"(?:hi,? |hello,? )?(?:[Aa]t |[Hh]ere at |[Ww]e at |[Jj]oin |[Aa]bout |[Cc]ompany: ?"
    r"|I work at |I'm at )?"
    r"(?P<name>[A-Z0-9][\w.&'’+!-]{0,30}(?: [A-Z0-9&][\w.&'’+!-]{0,30}){0,3})(?: ?\([^()]{0,100}\))?"
    r"(?:,? (?:is|are|was|has|builds|helps|provides|makes|offers|develops|does|we|we're|we’re|uses|aims|"
    r"brings|turns|enables|gives|creates|runs|works|exists|sells|lets|allows|believes|[-–—]+)\b"
    r"|\s?[-–—:|,]|’s|'s| ?$)"
)
# Hosts that many employers share; a link to them names nobody.
SHARED_HOST = re.compile(
    r"(?:^|\.)(?:github\.com|linkedin\.com|lnkd\.in|google\.com|goo\.gl|bit\.ly|youtube\.com|youtu\.be|medium\.com|"
    r"twitter\.com|x\.com|facebook\.com|angel\.co|wellfound\.com|techcrunch\.com|ycombinator\.com|crunchbase\.com|"
    r"stackoverflow\.com|glassdoor\.com|indeed\.com|wikipedia\.org|forbes\.com|nytimes\.com|wired\.com|"
    r"venturebeat\.com|typeform\.com|notion\.site|notion\.so|forms\.gle|workatastartup\.com|amazon\.com|apple\.com|"
    r"ashbyhq\.com|greenhouse\.io|grnh\.se|lever\.co|workable\.com|smartrecruiters\.com|bamboohr\.com|"
    r"recruitee\.com|jobvite\.com|icims\.com|breezy\.hr|myworkdayjobs\.com|resumatorjobs\.com|theresumator\.com|"
    r"hire\.withgoogle\.com|vimeo\.com|tinyurl\.com|t\.co)$"
)
TENANT = re.compile(
    r"https?://(?:(?:jobs|boards|job-boards|apply)\.(?:\w{1,9}\.)?(?:lever\.co|greenhouse\.io|ashbyhq\.com|"
    r"workable\.com|smartrecruiters\.com)/(?P<path>[\w.%-]{2,60})|(?P<host>[\w-]{2,60})\.(?:workable\.com|"
    r"recruitee\.com|bamboohr\.com|breezy\.hr|theresumator\.com|applytojob\.com))",
    re.IGNORECASE,
)
CAREERS_HOST = re.compile(r"^(?:www|jobs|careers|job|career|work)\.(?=[^.]+\.)")


def employer_name(part: str) -> str | None:
    """Return a name without asides; None for what is too long or no name."""
    name = AFTER_NAME.split(COMPANY_LABEL.sub("", tidy(ASIDE.sub("", part))))[0].strip(" ,.-–—:")
    words = name.split()
    if not 1 < len(name) <= MAX_EMPLOYER_CHARS or len(words) > MAX_EMPLOYER_WORDS or NEVER_FIRST.match(name):
        return None
    if not re.search(r"[^\W\d_]", name) or (len(words) > 2 and name[0].islower()):
        return None
    return None if NO_NAME.fullmatch(words[0]) and len(words) not in (2, 3) else name


def employer_below(lines: tuple[str, ...]) -> str | None:
    """Return the name that one of the lines begins with."""
    for line in lines:
        match = OPENING.match(line)
        if match and can_begin_with(match["name"]):
            return employer_name(match["name"])
    return None


def can_begin_with(name: str) -> bool:
    """Tell whether the capital words at the start of a line can be a name."""
    return not (
        NO_NAME.fullmatch(name.partition(" ")[0])
        or is_place(name)
        or ROLE.search(name)
        or FIELD.fullmatch(name)
    )


def employer_of(links: tuple[str, ...]) -> str | None:
    """Return the tenant or the registered name in the first link that names an employer."""
    return next((name for link in links if (name := employer_of_link(link))), None)


def employer_of_link(link: str) -> str | None:
    """Return the employer that a link names."""
    if tenant := TENANT.match(link):
        return (tenant["path"] or tenant["host"]).replace("-", " ")
    host = CAREERS_HOST.sub("", host_of(link))
    if "." not in host or SHARED_HOST.search(host):
        return None
    *_, name, _ = host.split(".")
    return name if len(name) > 3 else host.partition(".")[0]  # "acme.co.uk"


def host_of(link: str) -> str:
    """Return the host of a link; empty where there is none."""
    try:
        return urlsplit(link).hostname or ""
    except ValueError:
        return ""


def tidy(part: str) -> str:
    """Return a part without stray marks around it."""
    return " ".join(part.strip(" ,.-–—*_:;|/\"'").split())

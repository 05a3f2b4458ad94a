"""Finds the words of a comment that name the employer."""

import re
from urllib.parse import urlsplit

from scraper.comments.part_words import ASIDE, FIELD, ROLE
from scraper.comments.towns import is_place

MAX_EMPLOYER_CHARS = 70  # the longest real one has 64
MAX_EMPLOYER_WORDS = 8

FIRST_OF_A_SENTENCE = "|".join((
    r"\d{1,2}\.", r"take", r"interested", r"open", r"our", r"my", r"seeking", r"hiring", r"wanted",
    r"required", r"we", r"we're", r"we’re", r"looking", r"come", r"want", r"let's", r"at", r"i'm", r"do",
    r"are", r"is", r"if", r"hi", r"hello", r"hey", r"dear",
))  # fmt: skip  # words side by side
NEVER_FIRST = re.compile(rf"(?i)(?:{FIRST_OF_A_SENTENCE})\b")
# First words of a sentence or label; a name of two or three words may begin so ("The Orchard Works").
FIRST_OF_NO_NAME = "|".join((
    r"we", r"our", r"the", r"this", r"i", r"i'm", r"it", r"you", r"hi", r"hello", r"hey", r"if", r"a", r"an",
    r"as", r"for", r"in", r"at", r"are", r"do", r"want", r"what", r"who", r"about", r"location", r"remote",
    r"onsite", r"hybrid", r"full", r"part", r"senior", r"sr", r"junior", r"lead", r"software", r"data",
    r"machine", r"looking", r"join", r"come", r"help", r"hiring", r"intern", r"work", r"us", r"loc",
    r"position", r"role", r"title", r"company", r"seeking", r"apply", r"email", r"please", r"there", r"here",
    r"my", r"founded", r"based", r"some", r"multiple", r"type", r"back", r"salary", r"website", r"link",
    r"links", r"url", r"contact", r"project", r"team", r"stack", r"tech", r"benefits", r"we're", r"we’re",
    r"i’m", r"let's", r"take", r"why", r"curl", r"required", r"wanted", r"responsibilities", r"requirements",
    r"full-time", r"fulltime", r"job", r"jobs", r"description", r"tl;dr", r"and", r"or", r"to", r"no",
    r"not", r"yes", r"overview",
))  # fmt: skip  # words side by side
NO_NAME = re.compile(rf"(?i)(?:{FIRST_OF_NO_NAME})")
COMPANY_LABEL = re.compile(r"(?i)^(?:(?:company(?: name)?|employer): ?|about )")
AFTER_NAME = re.compile(r",? (?:in|based in|at|is|are|we|hiring|seeking) ")
GREETING = (
    r"(?:hi,? |hello,? )?"
    r"(?:[Aa]t |[Hh]ere at |[Ww]e at |[Jj]oin |[Aa]bout |[Cc]ompany: ?|I work at |I'm at )?"
)
CAPITAL_WORDS = r"[A-Z0-9][\w.&'’+!-]{0,30}(?: [A-Z0-9&][\w.&'’+!-]{0,30}){0,3}"
VERBS = "|".join((
    r"is", r"are", r"was", r"has", r"builds", r"helps", r"provides", r"makes", r"offers", r"develops",
    r"does", r"we", r"we're", r"we’re", r"uses", r"aims", r"brings", r"turns", r"enables", r"gives",
    r"creates", r"runs", r"works", r"exists", r"sells", r"lets", r"allows", r"believes", r"[-–—]+",
))  # fmt: skip  # words side by side
OPENING = re.compile(
    rf"{GREETING}(?P<name>{CAPITAL_WORDS})(?: ?\([^()]{{0,100}}\))?"
    rf"(?:,? (?:{VERBS})\b|\s?[-–—:|,]|’s|'s| ?$)"
)
# Hosts that many employers share; a link to them names nobody.
SHARED_HOSTS = "|".join((
    r"github\.com", r"linkedin\.com", r"lnkd\.in", r"google\.com", r"goo\.gl", r"bit\.ly", r"youtube\.com",
    r"youtu\.be", r"medium\.com", r"twitter\.com", r"x\.com", r"facebook\.com", r"angel\.co",
    r"wellfound\.com", r"techcrunch\.com", r"ycombinator\.com", r"crunchbase\.com", r"stackoverflow\.com",
    r"glassdoor\.com", r"indeed\.com", r"wikipedia\.org", r"forbes\.com", r"nytimes\.com", r"wired\.com",
    r"venturebeat\.com", r"typeform\.com", r"notion\.site", r"notion\.so", r"forms\.gle",
    r"workatastartup\.com", r"amazon\.com", r"apple\.com", r"ashbyhq\.com", r"greenhouse\.io", r"grnh\.se",
    r"lever\.co", r"workable\.com", r"smartrecruiters\.com", r"bamboohr\.com", r"recruitee\.com",
    r"jobvite\.com", r"icims\.com", r"breezy\.hr", r"myworkdayjobs\.com", r"resumatorjobs\.com",
    r"theresumator\.com", r"hire\.withgoogle\.com", r"vimeo\.com", r"tinyurl\.com", r"t\.co",
))  # fmt: skip  # hosts side by side
SHARED_HOST = re.compile(rf"(?:^|\.)(?:{SHARED_HOSTS})$")
# An applicant system names its customer in the path, or in the host.
BY_PATH = r"(?:lever\.co|greenhouse\.io|ashbyhq\.com|workable\.com|smartrecruiters\.com)"
BY_HOST = r"(?:workable\.com|recruitee\.com|bamboohr\.com|breezy\.hr|theresumator\.com|applytojob\.com)"
TENANT = re.compile(
    rf"https?://(?:(?:jobs|boards|job-boards|apply)\.(?:\w{{1,9}}\.)?{BY_PATH}/(?P<path>[\w.%-]{{2,60}})"
    rf"|(?P<host>[\w-]{{2,60}})\.{BY_HOST})",
    re.IGNORECASE,
)
CAREERS_HOST = re.compile(r"^(?:www|jobs|careers|job|career|work)\.(?=[^.]+\.)")


def employer_name(part: str) -> str | None:
    """Return a name without what is in brackets; None for one that is too long or not a name."""
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
    """Return the tenant of an applicant system, else the name of the host; None for hosts that many share."""
    if tenant := TENANT.match(link):
        return (tenant["path"] or tenant["host"]).replace("-", " ")
    host = CAREERS_HOST.sub("", host_of(link))
    if "." not in host or SHARED_HOST.search(host):
        return None
    *_, name, _ = host.split(".")
    return name if len(name) > 3 else host.partition(".")[0]  # "acme.co.uk"


def host_of(link: str) -> str:
    """Return the host of a link; an empty text where it has none."""
    try:
        return urlsplit(link).hostname or ""
    except ValueError:
        return ""


def tidy(part: str) -> str:
    """Return a part without stray marks around it."""
    return " ".join(part.strip(" ,.-–—*_:;|/\"'").split())

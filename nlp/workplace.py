"""Whether a posting's work is remote, hybrid or on site.

Each word that can say so ("hybrid") is looked at where it stands: the words before and after it tell how
plainly it speaks of this role, or that it speaks of something else ("remote sensing", "hybrid cloud").
"""

import re
from collections.abc import Iterator
from enum import IntEnum

from nlp.windows import Marked, one_of

ONSITE_WORDS = ("on-site", "onsite", "on site", "in-person", "in person")
HOME_WORDS = ("from home", "wfh", "home office", "home-office", "homeoffice", "telecommut", "home working")
CUES = ("remote", "hybrid", "office", *ONSITE_WORDS, *HOME_WORDS)
BEFORE = 64  # characters before the word that are looked at
AFTER = 64  # characters after it
MOST = 12  # occurrences of one word that are looked at


class Plainness(IntEnum):
    """How plainly a text says where the work is done."""

    HINTED = 1
    SAID = 2
    STATED = 3


Evidence = tuple[Plainness, str]
# the first of these that a text holds decides: a hybrid role often says where one is on site
ORDER = (
    (Plainness.STATED, "remote"),
    (Plainness.STATED, "hybrid"),
    (Plainness.SAID, "hybrid"),
    (Plainness.STATED, "onsite"),
    (Plainness.SAID, "remote"),
    (Plainness.SAID, "onsite"),
    (Plainness.HINTED, "hybrid"),
)

# the name of a field before its value: "Location: Toronto"
FIELD_NAMES = one_of(
    "location", "work ?place", "work ?mode", "work ?model", "work(?:ing)? arrangement", "work ?type",
    "working model", "work style", "setting", "job type",
)  # fmt: skip
FIELD = rf"(?:{FIELD_NAMES}\s?[:\-–—|(]|[📍🏢📌])\W{{0,6}}(?:[^\n.]{{0,40}}\W)?"
THIS_ROLE = (
    r"(?:role|position|job|work|opportunity|internship|contract|this|we|team) "
    r"(?:is|are|can be|may be|will be|would be|offers?|has|follows?)"
    r"(?: \w{1,20}ly| currently| a| an| our| open to| offered as){0,3}"
)
NOT = re.compile(r"(?:\bnot?|n['’]t|\bnon|\bwithout)(?: \w{1,20}){0,3}[\s-]{1,2}$")
NOT_AFTER = re.compile(r"(?:ly)?(?: \w{1,20}){0,2} (?:is|are)(?:n['’]t| not)\b")

REMOTE_ELSE = re.compile(
    r"(?:ly)? ?"
    + one_of(
        "sens", "monitor", "control", "team", "colleague", "server", "desktop", "diagnos", "patient",
        "support\\b", "access", "area", "village", "communit", "config", "asset", "worker", "interview",
        "procedure", "device", "sites?\\b", "operation", "employees? ", "stipend", "exec", "manage",
        "cluster", "health", "care\\b", "vehicle", "driv", "repos", "system", "guid", "identif",
        "assist", "meeting", "tool", "by\\b", "via\\b",
    )
)  # fmt: skip
FULLY = (
    "fully",
    "100 ?%",
    "completely",
    "entirely",
    "purely",
    "full",
    "truly",
    "permanent(?:ly)?",
    "categorized as",
)
REMOTE_BEFORE = re.compile(rf"(?:{one_of(*FULLY)}|{THIS_ROLE}|{FIELD})[\s\-–(/|]{{0,4}}$")
REMOTE_AFTER = re.compile(r"[- ](?:first|only|friendly|native)\b| ?\([^)\n]{0,20}(?:us|uk|eu|anywhere)")
REMOTE_LIKE = re.compile(
    r" ?"
    + one_of(
        "work", "role", "position", "job", "opportunit", "option", "possib", "ok\\b", "okay",
        "candidate", "eligib", "basis", "set-?up", "environment", "culture", "flexib", "with", "within",
        "in", "from", "or", "and", "welcome", "considered", "is", "available", "days?", "allowed",
        "policy", "based", "anywhere", "company", "contract", "freelance", "part", "optional",
        "accepted", "applicants", "across",
    )
    + r"| ?[^\w\s]|\s{0,3}\n|$"
)  # fmt: skip
REMOTELY_BEFORE = re.compile(
    r"(?:work\w{0,4}|live|hir\w{2,3}|based|operat\w{1,4}|collaborat\w{1,4}|done|perform\w{0,4}|or"
    r"|team \w{1,12}) $"
)
FULLY_BEFORE = re.compile(rf"{one_of(*FULLY)} $")
PARTLY_BEFORE = re.compile(
    r"(?<!\d)[1-9][05] ?%[\s(]{1,2}$|\bpart(?:ly|ially)?[\s-]$|\bin part $|\bsemi[\s-]$|part[- ]time[ -]$"
)
PARTLY_AFTER = re.compile(
    r"(?:ly)? (?:some of|for part|part of|part[- ]time|half|(?:up to )?\d ?(?:days|x)|from time)"
)

HYBRID_BRACKET = re.compile(r"hybrid(?: \w{1,12}){0,2} ?\($")  # "hybrid work model (remote/on-site)"
# what is said of some positions only, perhaps not of this one
CONDITION_BEFORE = re.compile(
    r"\b(?:if|whose|whether|unless|(?:for|of) positions?|positions with)\b[^.\n]{0,60}$"
)
CONDITION_AFTER = re.compile(r"\W{0,3}depending\b")

HYBRID_ELSE = re.compile(
    r"e?s?[ -]\(?"
    + one_of(
        "cloud", "ai\\b", "search", "retriev", "infra", "architect", "quantum", "models\\b",
        "approaches", "systems?\\b", "cars?\\b", "vehicle", "electric", "powertrain", "recommend",
        "methods?", "algorithm", "data", "integration", "multi", "rag\\b", "ml\\b", "threat", "energy",
        "power", "it\\b", "environments\\b", "solution", "network", "event",
        "roles? (?:that|between|bridg|combin|blend)", "physics", "deploy", "platform", "sql", "machine",
        "simulation", "intelligence", "rank", "reason",
    )
)  # fmt: skip
HYBRID_ELSE_BEFORE = re.compile(
    r"\b(?:statistical|lexical|vector|semantic|sparse|keyword|ml|methods|models|cloud|on-prem)\b[^.\n]{0,12}$"
)
HYBRID_BEFORE = re.compile(rf"(?:{THIS_ROLE}|{FIELD}|work|working|fully|#li)[\s\-–—(/|,:]{{0,4}}$")
HYBRID_AFTER = re.compile(
    r"(?: \w{1,20}){0,2} (?:role|position|job)\b| in (?:the |our )?\w"
    r"|[^\w\n]{1,4}\(?(?:\d|one|two|three|four|in.office|on.?site)"
)
HYBRID_LIKE = re.compile(
    r"(?:e[sn]?)?[ -]?(?:\w{1,20}[ -]){0,2}"
    + one_of(
        "work", "schedule", "set-?up", "arrangement", "office", "policy", "role", "position",
        "organi[sz]ation", "workplace", "way", "flexib", "setting", "team", "contract", "project",
        "option", "format", "remote", "home", "days?", "opportunit", "culture", "company", "mode",
        "arbeit", "possible", "hours",
    )
    + r"|[ -](?:model|approach|environment|structure)\b| ?[^\w\s]|\s{0,3}\n|$"
    r"| (?:in|from|or|with|at|and (?:flex|remote|office)) "
)  # fmt: skip

ONSITE_ELSE = re.compile(
    " ?"
    + one_of(
        "gym", "caf", "amenit", "lunch", "parking", "massage", "interview", "fitness", "child",
        "day ?care", "medical", "health", "customer", "client", "visit", "support\\b", "meal",
        "restaurant", "canteen", "facilit", "clinic", "training", "s\\b", "service", "kitchen", "final",
        "team event", "wellness", "catering", "chef", "coffee", "bootcamp", "sports", "physio", "meet",
        "event", "engineer", "install", "data center", "workout",
        "at (?:our )?(?:client|customer|partner|international)",
    )
)  # fmt: skip
ONSITE_BEFORE = re.compile(
    rf"(?:{THIS_ROLE}(?: [\w-]{{1,20}}(?:,| and))?|{FIELD}|fully|100 ?%|#li|must (?:be |work )?"
    r"|full[- ]time,? (?:and )?|(?:required|expected|able|ability|willing\w{0,4}) to (?:be |work "
    r"|commute |come ){1,3}"
    r"|work(?:ing)? (?:primarily |full.time )?)[\s\-–—(/|,:*]{0,4}$"
)
ONSITE_AFTER = re.compile(
    r" (?:role|position|job|presence|attendance|work|only|company|day 1|day one|in \w{1,20})\b|[)\]]"
    r"|\s{0,3}\n| but with"
)
A_FEW = r"(?:[1-4]|one|two|three|four)\+?(?: ?(?:-|–|to|or) ?(?:\d|two|three|four))?"
DAYS_BEFORE = re.compile(
    rf"\b(?:{A_FEW}|few|couple of)(?: or more)?[\s-]?(?:full )?(?:days?|x)\b(?: ?\([^)\n]{{0,40}}\))?"
    r"(?:[ /]{1,2}(?:per|a|each|every|in a)? ?(?:week|wk|month))?[\s\-–:,(]{0,3}(?:\w{1,20} ){0,3}$"
)
DAYS_AFTER = re.compile(
    r"[^\w\n]{1,3}(?:once|twice) (?:a|per|every) (?:week|month)|"
    rf"[^\w\n]{{1,3}}(?:\w{{1,20}} ){{0,3}}{A_FEW} ?(?:days?|x)\b"
)
FEW_IN_BEFORE = re.compile(rf"\b{A_FEW} in[- ]$")  # "three in-office days"
ALL_DAYS = re.compile(r"\b(?:5|five|all)\s?(?:days|x)\b[^\n.]{0,24}$")
ALL_DAYS_AFTER = re.compile(r"[^\w\n]{1,3}(?:5|five) days\b")
COMBINED = re.compile(r"\b(?:combin|balanc|split|mix)\w{0,4}\b[^.\n]{0,40}$")
WEEKDAY = re.compile(r"[^.\n]{0,40}?\b(?:mon|tues|wednes|thurs|fri)days?\b(?! ?(?:to|-|–|through))")
OFFICE_BEFORE = re.compile(
    r"\b(?:work(?:ing)? primarily from our|fully in(?:[- ]the)?|role is in|100 ?% in|must be in)"
    r"[\s-](?:[\w,-]{1,20} ){0,4}$"
)
HOME_ELSE = re.compile(
    " ?"
    + one_of(
        "setup",
        "set-up",
        "equipment",
        "stipend",
        "allowance",
        "budget",
        "appliance",
        "loan",
        "furniture",
        "is (?:in|at)",
    )
)
FROM_ANYWHERE = re.compile(r"\w{0,4} (?:from )?(?:anywhere|any location)")

HEAD_REMOTE = re.compile(
    r"\bremote\b|\bwfh\b|\bwork from (?:home|anywhere)\b|\bhome[- ]based\b|\bfernarbeit\b|\bteletrabajo\b"
)
HEAD_HYBRID = re.compile(r"\bh[yií]brid[eoa]?\b")
HEAD_REMOTE_HYBRID = re.compile(r"hybrid[ ,/|-]{1,3}(?:work|remote)")
HEAD_DAYS = re.compile(rf"\b{A_FEW} ?(?:days?|x) ?(?:/|per|a|in|at|on)\W")
HEAD_ONSITE = re.compile(r"\bon[ -]?site\b|\bin[- ]office\b|\bin[- ]person\b|\blocal\b|\bpresencial\b")
NO_REMOTE = re.compile(r"\b(?:no|not|non)[ -]{0,2}(?:\w{1,12} )?remote\b|\bremote[:,]? (?:not|no)\b")


def workplace_of(marked: Marked, title: str, headline: str) -> str:
    """Return where the work is done; `title` in lower case, `headline` the first line of a call by hand."""
    return _in_heading(title) or _in_heading(headline) or _plainest(marked) or "unspecified"


def _in_heading(line: str) -> str | None:
    if not line:
        return None
    if NO_REMOTE.search(line):
        return "onsite"
    if HEAD_REMOTE.search(line) and "remote sensing" not in line and not HEAD_REMOTE_HYBRID.search(line):
        return "remote"
    if HEAD_HYBRID.search(line) or HEAD_DAYS.search(line):
        return "hybrid"
    return "onsite" if HEAD_ONSITE.search(line) else None


def _plainest(marked: Marked) -> str | None:
    """Return what the plainest words of a text say."""
    found = {*_remote(marked), *_hybrid(marked), *_onsite(marked), *_office(marked), *_home(marked)}
    return next((answer for plainness, answer in ORDER if (plainness, answer) in found), None)


def _around(marked: Marked, word: str) -> Iterator[tuple[str, str]]:
    for at in marked.spots(word, MOST):
        yield marked.around(word, at, before=BEFORE, after=AFTER)


def _remote(marked: Marked) -> Iterator[Evidence]:
    for before, after in _around(marked, "remote"):
        if NOT.search(before) or NOT_AFTER.match(after):
            yield Plainness.SAID, "onsite"
        elif PARTLY_BEFORE.search(before) or PARTLY_AFTER.match(after) or DAYS_BEFORE.search(before):
            yield Plainness.STATED, "hybrid"
        elif HYBRID_BRACKET.search(before):
            yield Plainness.SAID, "hybrid"
        elif not (
            REMOTE_ELSE.match(after) or CONDITION_BEFORE.search(before) or CONDITION_AFTER.match(after)
        ):
            yield from _really_remote(before, after)


def _really_remote(before: str, after: str) -> Iterator[Evidence]:
    if after.startswith("ly"):
        if FULLY_BEFORE.search(before):
            yield Plainness.STATED, "remote"
        elif REMOTELY_BEFORE.search(before):
            yield Plainness.SAID, "remote"
    elif REMOTE_BEFORE.search(before) or REMOTE_AFTER.match(after):
        yield Plainness.STATED, "remote"
    elif REMOTE_LIKE.match(after):
        yield Plainness.SAID, "remote"


def _hybrid(marked: Marked) -> Iterator[Evidence]:
    for before, after in _around(marked, "hybrid"):
        if HYBRID_ELSE.match(after) or HYBRID_ELSE_BEFORE.search(before):
            continue
        if HYBRID_BEFORE.search(before) or HYBRID_AFTER.match(after):
            yield Plainness.STATED, "hybrid"
        elif HYBRID_LIKE.match(after):
            yield Plainness.SAID, "hybrid"


def _onsite(marked: Marked) -> Iterator[Evidence]:
    for word in ONSITE_WORDS:
        for before, after in _around(marked, word):
            if _on_some_days(before, after) or PARTLY_BEFORE.search(before):
                yield Plainness.STATED, "hybrid"
            elif ONSITE_ELSE.match(after) or NOT.search(before):
                continue
            elif ONSITE_BEFORE.search(before) or _on_all_days(before, after):
                yield Plainness.STATED, "onsite"
            elif ONSITE_AFTER.match(after):
                yield Plainness.SAID, "onsite"


def _office(marked: Marked) -> Iterator[Evidence]:
    for before, after in _around(marked, "office"):
        if _on_all_days(before, after):
            yield Plainness.STATED, "onsite"
        elif _on_some_days(before, after):
            yield Plainness.STATED, "hybrid"
        elif OFFICE_BEFORE.search(before):
            yield Plainness.STATED, "onsite"


def _on_all_days(before: str, after: str) -> bool:
    return bool(ALL_DAYS.search(before) or ALL_DAYS_AFTER.match(after))


def _on_some_days(before: str, after: str) -> bool:
    if DAYS_BEFORE.search(before) or DAYS_AFTER.match(after) or WEEKDAY.match(after):
        return True
    return after.startswith(" days") and bool(FEW_IN_BEFORE.search(before))


def _home(marked: Marked) -> Iterator[Evidence]:
    for word in HOME_WORDS:
        for before, after in _around(marked, word):
            if HOME_ELSE.match(after):
                continue
            if word == "telecommut" and FROM_ANYWHERE.match(after):
                yield Plainness.STATED, "remote"
            elif DAYS_BEFORE.search(before) or COMBINED.search(before):
                yield Plainness.STATED, "hybrid"
            else:
                yield Plainness.HINTED, "hybrid"

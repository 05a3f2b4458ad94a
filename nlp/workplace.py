"""Whether a posting's work is remote, hybrid or on site.

Each word that can say so ("hybrid") is looked at where it stands: the words before and after it tell how
plainly it speaks of this role, or that it speaks of something else ("remote sensing", "hybrid cloud").
"""

import re
from collections.abc import Iterator
from enum import IntEnum

from nlp.windows import Marked

ONSITE_WORDS = ("on-site", "onsite", "on site", "in-person", "in person")
HOME_WORDS = ("from home", "wfh", "home office", "home-office", "homeoffice")
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

FIELD = (
    r"(?:(?:location|work ?place|work ?mode|work ?model|work(?:ing)? arrangement|work ?type"
    r"|working model|work style|setting|job type)\s?[:\-–—|(]|[📍🏢📌])"
)
THIS_ROLE = (
    r"(?:role|position|job|opportunity|internship|contract|this|we|team) "
    r"(?:is|are|can be|may be|will be|would be|offers?|has|follows?)(?: \w+ly| currently| a| an| our"
    r"| open to| offered as)*"
)
NOT = re.compile(r"(?:\bnot?|n['’]t|\bnon|\bwithout|\bno fully)(?: \w+)?[\s-]{1,2}$")

REMOTE_ELSE = re.compile(
    r"ly (?:by|via)|(?:ly)? ?(?:sens|monitor|control|team|colleague|server|desktop|diagnos|patient"
    r"|support\b|access|area"
    r"|village|communit|config|asset|worker|interview|procedure|device|sites?\b|operation|employees? "
    r"|stipend|exec"
    r"|manage|cluster|health|care\b|vehicle|driv|repos|system|guid|control|identif|assist|meeting|tool)"
)
REMOTE_BEFORE = re.compile(
    rf"(?:fully|100 ?%|completely|entirely|purely|full|truly|permanent(?:ly)?|categorized as|{THIS_ROLE}"
    rf"|{FIELD}\W{{0,6}}(?:[^\n.]{{0,28}}\W)?)[\s\-–(/|]{{0,4}}$"
)
REMOTE_AFTER = re.compile(
    r"[- ]first\b|[- ]only\b|[ -]friendly|[- ]native\b| ?\([^)\n]{0,20}(?:us|uk|eu|anywhere)"
)
REMOTE_LIKE = re.compile(
    r"ly (?:from|within|in|with|across|anywhere|or|and|based|if|for|up)|ly[.,;)\n]| ?(?:work|role"
    r"|position|job|opportunit|option"
    r"|possib|ok\b|okay|candidate|eligib|basis|set-?up|environment|culture|flexib|with|within|in|from|or"
    r"|and|welcome|considered"
    r"|is|available|days?|allowed|policy|based|anywhere|company|contract|freelance|part|optional"
    r"|accepted|applicants|across)"
    r"| ?[^\w\s]|\s*\n|$"
)
REMOTELY_BEFORE = re.compile(
    r"(?:work\w*|live|hir\w+|based|operat\w+|collaborat\w+|done|fully|100 ?%|perform\w*|or|team \w+) $"
)

PARTLY = re.compile(r"(?<![\d])[1-9][05] ?%[\s(]{1,2}$|\bpart(?:ly|ially)?[\s-]$|\bin part $|\bsemi[\s-]$")

HYBRID_ELSE = re.compile(
    r"e?s?[ -](?:cloud|ai\b|search|retriev|infra|architect|quantum|models\b|approaches|systems?\b"
    r"|cars?\b|vehicle|electric"
    r"|powertrain|recommend|methods?|algorithm|data|integration|multi|rag\b|ml\b|threat|energy|power"
    r"|it\b|environments\b"
    r"|solution|network|event|roles? (?:that|between)|physics|deploy|platform|sql|machine|simulation"
    r"|intelligence|rank|reason)"
)
HYBRID_BEFORE = re.compile(
    rf"(?:{THIS_ROLE}|{FIELD}\W{{0,6}}(?:[^\n.]{{0,40}}\W)?|work|working|fully|#li)[\s\-–—(/|,:]{{0,4}}$"
)
HYBRID_AFTER = re.compile(
    r"(?: \w+){0,2} (?:role|position|job)\b| in (?:the |our )?\w+|[^\w\n]{1,4}\(?(?:\d|one|two|three"
    r"|four|in.office|on.?site)"
)
HYBRID_LIKE = re.compile(
    r"(?:e[sn]?)?[ -]?(?:\w+[ -]){0,2}(?:work|schedule|set-?up|arrangement|office|policy|role|position"
    r"|organi[sz]ation|workplace|way"
    r"|flexib|team|contract|project|option|format|remote|home|days?|opportunit|culture|company|mode"
    r"|arbeit|possible|hours)"
    r"|[ -](?:model|approach|environment|structure)\b| ?[^\w\s]|\s*\n|$| (?:in|from|or|with|at"
    r"|and (?:flex|remote|office)) "
)

ONSITE_ELSE = re.compile(
    r" ?(?:gym|caf|amenit|lunch|parking|massage|interview|fitness|child|day ?care|medical|health"
    r"|customer|client|visit|support\b"
    r"|meal|restaurant|canteen|facilit|clinic|training|s\b|service|kitchen|final|team event|wellness"
    r"|catering|chef|coffee"
    r"|bootcamp|sports|physio|meet|event|engineer|install|at (?:our )?(?:client|customer|partner"
    r"|international)|data center)"
)
ONSITE_BEFORE = re.compile(
    rf"(?:{THIS_ROLE}|{THIS_ROLE} [\w-]+(?:,| and)|{FIELD}\W{{0,6}}(?:[^\n.]{{0,40}}\W)?|fully|100 ?%"
    rf"|#li|must (?:be |work )?"
    r"|full[- ]time,? (?:and )?|(?:required|expected|able|ability|willing\w*) to (?:be |work |commute "
    r"|come )+|work (?:primarily |full.time )?)[\s\-–—(/|,:*]{0,4}$"
)
ONSITE_AFTER = re.compile(r" (?:role|position|job|presence|work|only|day 1|day one|in \w+)\b|[)\]]|\s*\n")
DAYS_BEFORE = re.compile(
    r"\b(?:[1-4]|one|two|three|four|few|couple of)\+?(?: ?(?:-|–|to|or) ?(?:\d|two|three"
    r"|four))?[\s-]?(?:full )?(?:days?|x)\b"
    r"(?:[ /]{1,2}(?:per|a|each|every|in a)? ?(?:week|wk|month))?[\s\-–:,(]{0,3}(?:\w+ ){0,3}$"
)
DAYS_AFTER = re.compile(
    r"[^\w\n]{1,3}(?:\w+ ){0,3}(?:at least |minimum )?(?:[1-4]|one|two|three|four)\+?(?: ?(?:-|–|to"
    r"|or) ?(?:\d|two|three|four))? ?(?:days?|x)\b"
)
ALL_DAYS = re.compile(r"\b(?:5|five|all)\s?(?:days|x)\b[^\n.]{0,24}$")
OFFICE_BEFORE = re.compile(
    r"\b(?:work(?:ing)? primarily from our|fully in(?:[- ]the)?|role is in|100 ?% in"
    r"|must be in)[\s-](?:[\w,-]+ ){0,4}$"
)
HOME_ELSE = re.compile(r" ?(?:setup|set-up|equipment|stipend|allowance|budget|office in|appliance|loan)")

HEAD_REMOTE = re.compile(
    r"\bremote\b|\bwfh\b|\bwork from (?:home|anywhere)\b|\bhome[- ]based\b|\bfernarbeit\b|\bteletrabajo\b"
)
HEAD_HYBRID = re.compile(r"\bh[yi]brid[eoa]?\b")
HEAD_ONSITE = re.compile(r"\bon[ -]?site\b|\bin[- ]office\b|\bin[- ]person\b|\blocal\b|\bpresencial\b")
NO_REMOTE = re.compile(
    r"\b(?:no|not|non)[ -]{0,2}(?:\w+ )?remote\b|\bremote[:,]? (?:not|no)\b|\bremote sensing"
)


def workplace_of(marked: Marked, title: str, headline: str) -> str:
    """Return where the work is done; `title` in lower case, `headline` the first line of a call by hand."""
    return _in_heading(title) or _in_heading(headline) or _plainest(marked) or "unspecified"


def _in_heading(line: str) -> str | None:
    if not line:
        return None
    if NO_REMOTE.search(line):
        return "onsite" if "sensing" not in line else None
    if HEAD_REMOTE.search(line) and not re.search(r"hybrid[ ,/|-]+(?:work|remote)", line):
        return "remote"
    if HEAD_HYBRID.search(line):
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
        if NOT.search(before):
            if "fully" not in before:
                yield Plainness.SAID, "onsite"
        elif REMOTE_ELSE.match(after):
            continue
        elif PARTLY.search(before):
            yield Plainness.STATED, "hybrid"
        elif after.startswith("ly"):
            if REMOTELY_BEFORE.search(before):
                yield Plainness.SAID, "remote"
        elif REMOTE_BEFORE.search(before) or REMOTE_AFTER.match(after):
            yield Plainness.STATED, "remote"
        elif REMOTE_LIKE.match(after):
            yield Plainness.SAID, "remote"


def _hybrid(marked: Marked) -> Iterator[Evidence]:
    for before, after in _around(marked, "hybrid"):
        if HYBRID_ELSE.match(after):
            continue
        if HYBRID_BEFORE.search(before) or HYBRID_AFTER.match(after):
            yield Plainness.STATED, "hybrid"
        elif HYBRID_LIKE.match(after):
            yield Plainness.SAID, "hybrid"


def _onsite(marked: Marked) -> Iterator[Evidence]:
    for word in ONSITE_WORDS:
        for before, after in _around(marked, word):
            if DAYS_BEFORE.search(before) or DAYS_AFTER.match(after):
                yield Plainness.STATED, "hybrid"
            elif ONSITE_ELSE.match(after) or NOT.search(before):
                continue
            elif ONSITE_BEFORE.search(before) or ALL_DAYS.search(before):
                yield Plainness.STATED, "onsite"
            elif word[0] == "o" and ONSITE_AFTER.match(after):
                yield Plainness.SAID, "onsite"


def _office(marked: Marked) -> Iterator[Evidence]:
    for before, after in _around(marked, "office"):
        if ALL_DAYS.search(before):
            yield Plainness.STATED, "onsite"
        elif DAYS_BEFORE.search(before) or DAYS_AFTER.match(after):
            yield Plainness.STATED, "hybrid"
        elif OFFICE_BEFORE.search(before):
            yield Plainness.STATED, "onsite"


def _home(marked: Marked) -> Iterator[Evidence]:
    for word in HOME_WORDS:
        for before, after in _around(marked, word):
            if HOME_ELSE.match(after):
                continue
            yield (Plainness.STATED if DAYS_BEFORE.search(before) else Plainness.HINTED), "hybrid"

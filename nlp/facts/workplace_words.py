"""What stands around the words that can say where work is done, and what it makes of them."""

import re
from enum import IntEnum

from nlp.text.windows import one_of


class Plainness(IntEnum):
    """How plainly a text says where the work is done."""

    HINTED = 1
    SAID = 2
    STATED = 3
    LABELLED = 4


Evidence = tuple[Plainness, str]

# the name of a field before its value: "Location: Toronto"
FIELD_NAMES = one_of(
    "location", "work ?place", "work ?mode", "work ?model", "work(?:ing)? arrangement", "work ?type",
    "working model", "work style", "setting", "job type", "format", "workplace flexibility",
)  # fmt: skip # a table: many words a line
FIELD = rf"(?:(?<!hybrid ){FIELD_NAMES}\s?[:\-–—|(]|[📍🏢📌])\W{{0,6}}(?:[^\n.]{{0,40}}\W)?"
THIS_ROLE = (
    r"(?:role|position|job|work|opportunity|internship|contract|this|we|team) "
    r"(?:is|are|can be|may be|will be|would be|offers?|has|follows?)"
    r"(?: \w{1,20}ly| currently| a| an| our| open to| offered as){0,3}"
)
NOT = re.compile(r"(?:\bnot?|n['’]t|\bnon|\bwithout)(?: \w{1,20}){0,3}[\s-]{1,2}$")
NOT_AFTER = re.compile(
    r"(?:ly)?(?: \w{1,20}){0,2} (?:is|are)(?:n['’]t| not)\b"
    r"|(?:[ -](?:work(?:ing)?|option|position|role|job|possible|allowed))?"
    r" ?[:?] ?(?:no|none|not\b.{0,20}|n/a|nein)\b"
)

REMOTE_ELSE = re.compile(
    r"(?:ly)? ?"
    + one_of(
        "sens", "monitor", "control", "team", "colleague", "server", "desktop", "diagnos", "patient",
        "support\\b", "access", "area", "village", "communit", "config", "asset", "worker", "interview",
        "procedure", "device", "sites?\\b", "operation", "employees? ", "stipend", "exec", "manage",
        "cluster", "health", "care\\b", "vehicle", "driv", "repos", "system", "guid", "identif",
        "assist", "meeting", "tool", "by\\b", "via\\b",
    )
)  # fmt: skip # a table: many words a line
FULLY = (
    "fully", "100 ?%", "completely", "entirely", "purely", "full", "truly", "permanent(?:ly)?",
    "categorized as",
)  # fmt: skip # a table: many words a line
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
)  # fmt: skip # a table: many words a line
MEETING_BEFORE = re.compile(
    r"\b(?:sessions?|counsel\w{2,5}|interviews?|appointments?|therapy|doctors?)\b[^.\n]{0,40}$"
)
DOING = r"work\w{0,4}|live|hir\w{2,3}|based|operat\w{1,4}|collaborat\w{1,4}|done|perform\w{0,4}"
REMOTELY_BEFORE = re.compile(one_of(DOING, "or", r"team \w{1,12}") + " $")
FULLY_BEFORE = re.compile(rf"{one_of(*FULLY)} $")
PARTLY_BEFORE = re.compile(
    r"(?<!\d)[1-9][05] ?%[\s(]{1,2}$|\bpart(?:ly|ially)?[\s-]$|\bin part $|\bsemi[\s-]$|part[- ]time[ -]$"
    r"|\boccasional(?:ly)? $"
)
# a few weeks a year: "up to four weeks per year of fully remote work", "remote for one month a year"
SOME_WEEKS = r"\b(?:\d{1,2}|an?|one|two|three|four|five|six|eight|ten|twelve) (?:week|month|day)s?"
A_YEAR = r"(?: (?:per|a|each|every) (?:calendar )?(?:year|annum))"
WEEKS_BEFORE = re.compile(rf"{SOME_WEEKS}(?:{A_YEAR}? of| of|{A_YEAR})[^.;\n]{{0,24}}$")
WEEKS_AFTER = re.compile(rf"(?:ly)?(?: work(?:ing)?)?[^.;\n]{{0,24}}?{SOME_WEEKS}(?: \w{{2,8}})?{A_YEAR}")
PARTLY_AFTER = re.compile(
    r"(?: work(?:ing)?)? ?[(,:-]{1,2} ?(?:partly|partial(?:ly)?|in part|part[- ]time|some days)\b"
    r"|(?:ly)? (?:some of|for part|part of|part[- ]time|half|from time"
    r"|(?:up to )?(?:\d|one|two|three) ?(?:days?|x))"
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
        "simulation", "intelligence", "rank", "reason", "workforce", "environment (?:that|\\(on)",
    )
)  # fmt: skip # a table: many words a line
HYBRID_ELSE_BEFORE = re.compile(
    r"\b(?:statistical|lexical|vector|semantic|sparse|keyword|ml|methods|models|cloud|on-prem)\b[^.\n]{0,12}$"
    r"|\bfor remote (?:and|or) $"
)
WORK_ABROAD = (
    "modelo|modalidad|modalidade|modalità|trabajo|trabalho|lavoro|travail|regime|régimen|rythme|mode|"
    "arbeitsmodell|arbeiten|werken"
)
HYBRID_BEFORE = re.compile(
    one_of(THIS_ROLE, FIELD, "work|working|fully|#li", WORK_ABROAD) + r"[\s\-–—(/|,:]{0,4}$"
)
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
        "arbeit", "possible", "hours", "based", "basis", "werk", "travail", "trabaj", "trabalh", "lavor",
    )
    + r"|[ -](?:model|approach|environment|structure)\b| ?[^\w\s]|\s{0,3}\n|$"
    r"| (?:in|from|or|with|at|and (?:flex|remote|office)) "
)  # fmt: skip # a table: many words a line

ONSITE_ELSE = re.compile(
    " ?"
    + one_of(
        "gym", "caf", "amenit", "lunch", "parking", "massage", "interview", "fitness", "child",
        "day ?care", "medical", "health", "customer", "client", "visit", "support\\b", "meal",
        "restaurant", "canteen", "facilit", "clinic", "training", "s\\b", "service", "kitchen", "final",
        "team event", "wellness", "catering", "chef", "coffee", "bootcamp", "sports", "physio", "meet",
        "event", "engineer", "install", "data center", "workout",
        "at (?:our )?(?:client|customer|partner|international)(?! premises)",
    )
)  # fmt: skip # a table: many words a line
ONSITE_BEFORE = re.compile(
    one_of(
        rf"{THIS_ROLE}(?: [\w-]{{1,20}}(?:,| and))?",
        FIELD,
        "fully|100 ?%|#li|must (?:be |work )?",
        "full[- ]time,? (?:and )?",
        r"(?:required|expected|able|ability|willing\w{0,4}) to (?:be |work |commute |come ){1,3}",
        "work(?:ing)? (?:primarily |full.time )?",
    )
    + r"[\s\-–—(/|,:*]{0,4}$"
)
ONSITE_FIELD = re.compile(rf"{FIELD}$")
ONSITE_AFTER = re.compile(
    r" (?:role|position|job|presence|attendance|work|workplace|culture|only|company|day 1|day one"
    r"|in \w{1,20})\b|[)\]]|\s{0,3}\n| but with"
    r"| at (?:the |our |a )?(?:customer|client|company)(?:['’]?s)? (?:premises|site|office)"
)
A_FEW = r"(?:[1-4]|one|two|three|four)\+?(?: ?(?:-|–|to|or) ?(?:\d|two|three|four))?"
DAYS_BEFORE = re.compile(
    rf"\b(?:(?:{A_FEW}|few|couple of)(?: or more)?[\s-]?(?:full )?(?:days?|x)|once|twice|thrice)\b"
    r"(?: ?\([^)\n]{0,40}\))?(?:[ /]{1,2}(?:per|a|each|every|in a)? ?(?:week|wk|month))?"
    r"[\s\-–:,(]{0,3}(?:\w{1,20} ){0,4}$"
)
DAYS_AFTER = re.compile(
    r"[^\w\n]{1,3}(?:once|twice) (?:a|per|every) (?:week|month)|"
    rf"[^\w\n]{{1,3}}(?:\w{{1,20}} ){{0,3}}{A_FEW} ?(?:days?|x|times)\b"
)
FEW_IN_BEFORE = re.compile(rf"\b{A_FEW} in[- ]$")  # "three in-office days"
ALL_DAYS = re.compile(r"\b(?:5|five|all)[\s-]?(?:days?|x)\b[^\n.]{0,24}$")
ALL_DAYS_AFTER = re.compile(
    r"(?: (?:company|team|role|culture|position|job|environment|first))?[^\w\n]{1,3}"
    r"(?:for |on )?(?:5|five|all) days\b"
)
A_PART = r"(?<!\d)[1-9]\d ?% of (?:the|your|their|working) (?:time|week|hours|days)"
PART_OF_TIME = re.compile(rf"[^.;\n]{{0,30}}?{A_PART}")  # "from the office at least 60% of the time"
PART_OF_TIME_BEFORE = re.compile(rf"{A_PART}[^.;\n]{{0,30}}$")
DISTRIBUTED_ELSE = re.compile(r" (?:system|train|comput|data|comput|architect|infra|ledger|storage|service)")
COMBINED = re.compile(r"\b(?:combin|balanc|split|mix|divid)\w{0,4}\b[^.\n]{0,40}$")
OFFICE_NEAR = re.compile(r"\b(?:office|on-?site|in-person)\b")
WEEKDAY = re.compile(r"[^.\n]{0,40}?\b(?:mon|tues|wednes|thurs|fri)days?\b(?! ?(?:to|-|–|through))")
OFFICE_BEFORE = re.compile(
    r"\b(?:work(?:ing)? primarily from our|fully in(?:[- ]the)?|role is in|100 ?% in|must be in"
    r"|(?:position|role|job) (?:is|will be) (?:based|located) (?:in|at|out of))"
    r"[\s-](?:[\w,-]{1,20} ){0,4}$|\blocation: [^\n.]{2,30}\Win-$"
)
HOME_ELSE = re.compile(
    " ?"
    + one_of(
        "setup", "set-up", "equipment", "stipend", "allowance", "budget", "appliance", "loan", "furniture",
        "is (?:in|at)",
    )
)  # fmt: skip # a table: many words a line
HOME_FIELD = re.compile(rf"{FIELD}(?:work )?$")
HOME_CHOICE = re.compile(r"\b(?:options?|possib|flexibility|polic|days|some)")
FROM_ANYWHERE = re.compile(r"\w{0,4} (?:from )?(?:anywhere|any location)")

HEAD_REMOTE = re.compile(
    r"\bremote\b|\bwfh\b|\bwork from (?:home|anywhere)\b|\bhome[- ]based\b|\bfernarbeit\b|\bteletrabajo\b"
)
HEAD_HYBRID = re.compile(r"\b(?:h[yií]|i)brid[eoa]?\b")
# remote work for a few, or for a while
HEAD_REMOTE_SOME = re.compile(
    r"\bremote (?:\w{1,12} ){0,2}?for (?:some|select|certain|exceptional|now)\b"
    r"|\b(?:temporarily|currently) remote\b|\bremote (?:\w{1,12} ){0,2}?(?:during|until|till|due to)\b"
)
HEAD_REMOTE_HYBRID = re.compile(r"hybrid[ ,/|-]{1,3}(?:work|remote)")
HEAD_DAYS = re.compile(rf"\b{A_FEW} ?(?:days?|x) ?(?:/|per|a|in|at|on)\W")
HEAD_ONSITE = re.compile(r"\bon[ -]?site\b|\bin[- ]office\b|\bin[- ]person\b|\blocal\b|\bpresencial\b")
NO_REMOTE = re.compile(
    r"\b(?:no|not|non)[ -]{0,2}(?:\w{1,12} )?remote\b|\bremote(?: work(?:ing)?)?[:,]? (?:not|no)\b"
)

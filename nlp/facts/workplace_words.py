"""What stands around the words that can say where work is done, and what it makes of them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from data.catalogue.skills import RULES
from nlp.catalogue.word_tables import WordTable
from nlp.facts.templates import compiled, groups_in


class Plainness(IntEnum):
    """How plainly a text says where the work is done."""

    HINTED = 1
    SAID = 2
    STATED = 3
    LABELLED = 4


Evidence = tuple[Plainness, str]
WORKPLACE = RULES / "workplace.toml"
# kinds of words that are looked for; those of other languages are read in `workplace_abroad`
KINDS = (
    "remote", "hybrid", "distributed", "anywhere", "office", "onsite", "home",
    "home_abroad", "remote_abroad", "office_abroad", "onsite_abroad", "assigned", "days",
)  # fmt: skip # a table: many words a line
ON_THE_SPOT = "on_the_spot"

FIELD = r"(?:(?<!hybrid )@field\s?[:\-–—|(]|[📍🏢📌])\W{0,6}(?:[^\n.]{0,40}\W)?"
THIS_ROLE = (
    r"(?:role|position|job|work|opportunity|internship|contract|this|we|team) "
    r"(?:is|are|can be|may be|will be|would be|offers?|has|follows?)"
    r"(?: \w{1,20}ly| currently| a| an| our| open to| offered as){0,3}"
)
FEW = r"@few\+?(?: ?(?:-|–|to|or) ?(?:\d|two|three|four))?"
PART = r"(?:(?<!\d)[1-9]\d ?%\)?|\b(?:half|some|part)) @part_of"
# a few weeks a year: "up to four weeks per year of fully remote work", "remote for one month a year"
SOME_WEEKS = r"\b(?:\d{1,2}|an?|one|two|three|four|five|six|eight|ten|twelve) (?:week|month|day)s?"
A_YEAR = r"(?: (?:per|a|each|every) (?:calendar )?(?:year|annum))"
COUNT = r"@few_abroad(?: ?@to_abroad ?@few_more)?"
TEMPLATES = {
    "not": r"(?:\b@not|n['’]t)(?: \w{1,20}){0,3}[\s-]{1,2}$|\b@not_abroad (?:\w{1,12} )?$",
    "not_after": (
        r"(?:ly)?(?: \w{1,20}){0,2} (?:is|are)(?:n['’]t| not)\b"
        r"|(?:[ -](?:work(?:ing)?|option|position|role|job|possible|allowed))?"
        r" ?(?:[:?] ?(?:no|none|not\b.{0,20}|n/a|nein)\b|@denied)"
    ),
    "remote_else": r"(?:ly)? ?@remote_else",
    "remote_before": (
        rf"(?:@fully|also open to(?: considering| hiring)?|{THIS_ROLE}|{FIELD})[\s\-–(/|]{{0,4}}$"
    ),
    "remote_after": "@remote_policy|ly? @for_this_opening| @for_this_opening",
    "team_after": r" (?:\w{1,12}[- ]){0,2}?(?:team|company|organi[sz]ation)\b",
    "team_before": "@team_of_ours[ -]$",
    "remote_like": r" ?@remote_like| ?[^\w\s]|\s{0,3}\n|$",
    "meeting_before": r"\b@meeting\b[^.\n]{0,40}$",
    "remotely_before": "@doing $",
    "fully_before": "@fully $",
    "partly_before": "@partly",
    "partly_after": "@partly_after",
    "now_and_then": r"\b@now_and_then $",
    "at_times": r"[^.\n]{0,24}?\b@at_times\b",
    "weeks_before": rf"{SOME_WEEKS}(?:{A_YEAR}? of| of|{A_YEAR})[^.;\n]{{0,24}}$",
    "weeks_after": rf"(?:ly)?(?: work(?:ing)?)?[^.;\n]{{0,24}}?{SOME_WEEKS}(?: \w{{2,8}})?{A_YEAR}",
    "hybrid_bracket": r"hybrid(?: \w{1,12}){0,2} ?\($",  # "hybrid work model (remote/on-site)"
    "condition_before": r"\b@condition\b[^.\n]{0,60}$",
    "condition_after": r"\W{0,3}depending\b",
    "hybrid_else": r"e?s?[ -]\(?@hybrid_else",
    "hybrid_else_before": r"\b@hybrid_else_before\b[^.\n]{0,12}$|\bfor remote (?:and|or) $",
    "hybrid_before": rf"(?:{THIS_ROLE}|{FIELD}|@hybrid_work)[\s\-–—(/|,:]{{0,4}}$",
    "hybrid_after": (
        r"(?: \w{1,20}){0,2} (?:role|position|job)\b| in (?:the |our )?\w"
        r"|[^\w\n]{1,4}\(?(?:\d|one|two|three|four|in.office|on.?site)"
    ),
    "remote_or": r"\bremote(?:ly)?(?: work)? or (?:(?:in|on|with) )?(?:an? )?$",
    "or_remote": r"(?: \w{1,12})? or (?:fully )?remote\b",
    "remote_comma": r"\bremote, $",
    "hybrid_like": (
        r"(?:e[sn]?|t)?[ -]?(?:\w{1,20}[ -]){0,2}@hybrid_like"
        r"|[ -](?:model|approach|environment|structure)\b| ?[^\w\s]|e?\s{0,3}\n|e?$|e[sn]?- (?:und|oder) "
        r"| (?:in|from|or|with|at|en|em|no|na|im|à|and (?:flex|remote|office)) "
    ),
    "onsite_else": " ?@onsite_else",
    "onsite_before": rf"(?:{THIS_ROLE}(?: [\w-]{{1,20}}(?:,| and))?|{FIELD}|@must)[\s\-–—(/|,:*]{{0,4}}$",
    "onsite_field": rf"{FIELD}$",
    "onsite_after": "@onsite_after",
    "days_before": (
        rf"\b(?:(?:{FEW}|few|couple(?: of)?)(?: or more)?[\s-]?(?:full )?(?:days?|x|times)|@once)\b"
        r"(?: ?\([^)\n]{0,40}\))?(?:[ /]{1,2}(?:per|a|each|every|in a)? ?(?:week|wk|month))?"
        r"[\s\-–:,(]{0,3}(?! ?@term\b)(?:\w{1,20} ){0,4}$|\b@chosen days?[^.\n]{0,20}$"
    ),
    "days_after": (
        r"[^\w\n]{1,3}(?:attendance )?(?:once|twice)(?: or twice)? (?:a|per|every) (?:week|month)|"
        rf"[^\w\n]{{1,3}}(?:\w{{1,20}} ){{0,3}}{FEW} ?(?:days?|x|times)\b"
        rf"|[^.\n]{{0,40}}?\b@at_least {FEW} (?:days?|x|times) (?:a|per|each|every|in the)? ?week"
    ),
    "few_in_before": rf"\b{FEW} (?:in[- ])?$",  # "three in-office days"
    "all_days": r"\b@all_days[\s-]?(?:days?|x)\b[^\n.]{0,24}$",
    "all_days_after": (
        r"(?: (?:company|team|role|culture|position|job|environment|first))?[^\w\n]{1,3}"
        r"(?:for |on )?@all_days days\b"
    ),
    "part_of_time": rf"[^.;\n]{{0,30}}?{PART}",  # "from the office at least 60% of the time"
    "part_of_time_before": rf"{PART}[^.;\n]{{0,44}}$",
    "distributed_else": " @distributed_else",
    "combined": r"\b@combined\w{0,4}\b[^.\n]{0,40}$",
    "office_near": r"\b(?:office|on-?site|in-person)\b",
    "weekday": r"[^.\n]{0,40}?\b@weekday\b(?! ?(?:to|-|–|through))",
    "office_before": rf"\b@in_office[\s-](?:[\w,-]{{1,20}} ){{0,4}}$|{FIELD}in[ -]$",
    "office_work": r"(?<!can )(?<!may )(?<!or )(?<!option to )\b@from_office (?:[\w,-]{1,20} ){0,3}$",
    "office_based": "@office_based",
    "office_or": "@office_or\\b",
    "days_at_place": rf"(?:^|\n)\W{{0,6}}@place_field\s?[:–-][^\n.]{{0,40}}{FEW} ?$",
    "office_first": "@office_first",
    "office_mostly": r"\b@office_mostly $",
    "weekday_before": r"\b@weekday(?: (?:and|&) @weekday)?(?:,| are|:)? (?:we )?(?:work(?:ing)? )?$",
    "place_remote": r"(?<!\w)@place_remote",
    "part_before": (
        r"(?<!\d)[1-9]\d ?%"
        r"(?:\W{0,2}| (?:of )?(?:work(?:ing)?[- ])?(?:from|in|at)[- ](?:the|our)[- ])$"
    ),
    "part_after": r"[\s:(,-]{1,3}[1-9]\d ?%",
    "home_near": r"\b(?:home|remote)",
    "home_else": " ?@home_else",
    "home_field": rf"{FIELD}(?:work )?$",
    "home_choice": r"\b@home_choice",
    "from_anywhere": r"\w{0,4} (?:from )?(?:anywhere|any location)",
    "head_remote": r"\b@head_remote\b",
    "head_hybrid": r"\b@head_hybrid\b",
    # remote work for a few, or for a while
    "head_remote_some": (
        r"\bremote (?:\w{1,12} ){0,2}?for (?:some|select|certain|exceptional|now)\b"
        r"|\b(?:temporarily|currently) remote\b|\bremote (?:\w{1,12} ){0,2}?(?:during|until|till|due to)\b"
    ),
    "head_remote_hybrid": (
        r"hybrid[ ,/|-]{1,3}(?:work|remote)|(?:partial(?:ly)?|partly|semi|occasional(?:ly)?)[ -]{1,2}remote"
        r"|\bremot[eoa] h[íiy]brid|(?<!\d)[1-9]\d ?% remote"
    ),
    "head_days": rf"\b{FEW} ?(?:days?|x) ?(?:/|per|a|in|at|on)\W",
    "head_onsite": r"\b@head_onsite\b",
    "no_remote": (
        r"\b(?:no|not|non)[ -]{0,2}(?:\w{1,12} )?remote\b|\bremote(?: work(?:ing)?)?[:,]? (?:not|no)\b"
    ),
    "partly_abroad": (rf"\b{COUNT}(?: ?x| mal| fois)?[ -]?@day_abroad\b|(?<!\d)[1-9]\d ?%|@partly_abroad"),
    "fully_abroad": r"@fully_abroad|\b@five_abroad @day_abroad",
    "fully_beside": r"@fully_abroad\w{0,5} (?:da |en |em |in |de forma )?$",
    "fully_beside_after": r"[a-z]{0,3} (?:(?:al |à |zu )?@fully_abroad|al 100\b)",
    "not_abroad": r"\b@not_abroad (?:\w{1,12} )?$",
    "not_abroad_after": r"[a-z]{0,3}(?: (?:ist|est|es|é|è|is))? ?[:?(–-]? ?@not_abroad_after",
    "field_abroad": r"@field_abroad(?: de trabajo| de trabalho| di lavoro)?\s?[:\-–(|]{0,2}\s?$",
    "else_abroad_before": r"(?:\b@else_abroad_before|\[ ?\]) $",  # or a box without a tick
    "else_abroad_after": "[- ]?@else_abroad_after",
}


@dataclass(frozen=True, slots=True)
class WorkplaceRules:
    """The words of data/rules/workplace.toml: `kinds` by word, and what TEMPLATES make of the others."""

    kinds: Mapping[str, str]
    on_the_spot: frozenset[str]
    patterns: Mapping[str, re.Pattern[str]]


@cache
def load_rules() -> WorkplaceRules:
    """Return the rules. Raises CatalogError for the first wrong group."""
    used = groups_in(TEMPLATES)
    table = WordTable.read(WORKPLACE, (*KINDS, ON_THE_SPOT, *used), patterns=used)
    return WorkplaceRules(
        kinds={word: kind for kind in KINDS for word in table.words(kind)},
        on_the_spot=frozenset(table.words(ON_THE_SPOT)),
        patterns=compiled(TEMPLATES, table),
    )


def holds(name: str, text: str) -> bool:
    """Tell whether one of the patterns is in a text; those for the text before a word end at the word."""
    return load_rules().patterns[name].search(text) is not None


def begins(name: str, after: str) -> bool:
    """Tell whether the text behind a word begins as one of the patterns says."""
    return load_rules().patterns[name].match(after) is not None

"""What stands around the words that can say where work is done, and what it makes of them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from data.catalogue.skills import RULES
from data.wording.word_tables import WordTable
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
ON_THE_SPOT, LENGTHS = "on_the_spot", "lengths"

FIELD = r"(?:(?<!hybrid )@field\s?[:\-–—|(]|[📍🏢📌])\W{0,6}(?:[^\n.]{0,40}\W)?"
THIS_ROLE = r"@this_role @role_is(?: @role_is_said){0,3}"
FEW = r"@few\+?(?: ?(?:-|–|@few_to) ?(?:\d|@few_most))?"
PART = r"(?:(?<!\d)[1-9]\d ?%\)?|\b@parts) @part_of"
# a few weeks a year: "up to four weeks per year of fully remote work", "remote for one month a year"
SOME_WEEKS = r"\b(?:\d{1,2}|@some) @weeks"
A_YEAR = r"(?: @a_year)"
COUNT = r"@few_abroad(?: ?@to_abroad ?@few_more)?"
TEMPLATES = {
    "not": r"(?:\b@not|@not_joined)(?: \w{1,20}){0,3}[\s-]{1,2}$|\b@not_abroad (?:\w{1,12} )?$",
    "not_after": (
        r"(?:ly)?(?: \w{1,20}){0,2} @is_not\b"
        r"|(?:[ -]@offered)?"
        r" ?(?:[:?] ?@answered_no\b|@denied)"
    ),
    "remote_else": r"(?:ly)? ?@remote_else",
    "remote_before": (rf"(?:@fully|@open_to|{THIS_ROLE}|{FIELD})[\s\-–(/|]{{0,4}}$"),
    "remote_after": "@remote_policy|ly? @for_this_opening| @for_this_opening",
    "team_after": r" (?:\w{1,12}[- ]){0,2}?@team\b",
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
    "weeks_after": rf"(?:ly)?(?: @working)?[^.;\n]{{0,24}}?{SOME_WEEKS}(?: \w{{2,8}})?{A_YEAR}",
    "hybrid_bracket": r"hybrid(?: \w{1,12}){0,2} ?\($",  # "hybrid work model (remote/on-site)"
    "condition_before": r"\b@condition\b[^.\n]{0,60}$",
    "condition_after": r"\W{0,3}@depending\b",
    "hybrid_else": r"e?s?[ -]\(?@hybrid_else",
    "hybrid_else_before": r"\b@hybrid_else_before\b[^.\n]{0,12}$|\bfor remote (?:and|or) $",
    "hybrid_before": rf"(?:{THIS_ROLE}|{FIELD}|@hybrid_work)[\s\-–—(/|,:]{{0,4}}$",
    "hybrid_after": (
        r"(?: \w{1,20}){0,2} @hybrid_role\b| @hybrid_in\w"
        r"|[^\w\n]{1,4}\(?(?:\d|@hybrid_days)"
    ),
    "remote_or": r"\bremote(?:ly)?(?: work)?,? (?:@other_place,? )?or (?:(?:in|on|with) )?(?:an? )?$",
    "or_remote": r"(?: \w{1,12})? or (?:fully )?remote(?:ly)?\b",
    "remote_comma": r"\bremote(?:ly)?, $",
    "hybrid_like": (
        r"(?:e[sn]?|t)?[ -]?(?:\w{1,20}[ -]){0,2}@hybrid_like"
        r"|[ -]@hybrid_model\b| ?[^\w\s]|e?\s{0,3}\n|e?$|e[sn]?- @hybrid_joint "
        r"| @hybrid_at "
    ),
    "onsite_else": " ?@onsite_else",
    "onsite_before": rf"(?:{THIS_ROLE}(?: [\w-]{{1,20}}(?:,| and))?|{FIELD}|@must)[\s\-–—(/|,:*]{{0,4}}$",
    "onsite_field": rf"{FIELD}$",
    "onsite_after": "@onsite_after",
    "days_before": (
        rf"\b(?:(?:{FEW}|@a_few)(?: @or_more)?[\s-]?(?:@full )?@days_named|@once)\b"
        r"(?: ?\([^)\n]{0,40}\))?(?:[ /]{1,2}@each? ?@week)?"
        r"[\s\-–:,(]{0,3}(?! ?@term\b)(?:\w{1,20} ){0,4}$|\b@chosen @day[^.\n]{0,20}$"
    ),
    "days_after": (
        r"[^\w\n]{1,3}@once_each|"
        rf"[^\w\n]{{1,3}}(?:\w{{1,20}} ){{0,3}}{FEW} ?@days_named\b"
        rf"|[^.\n]{{0,40}}?\b@at_least {FEW} @days_named @each_after? ?@week_after"
    ),
    "few_in_before": rf"\b{FEW} (?:in[- ])?$",  # "three in-office days"
    "all_days": r"\b@all_days[\s-]?@all_named\b[^\n.]{0,24}$",
    "all_days_after": (
        r"(?: @office_named)?[^\w\n]{1,3}"
        r"(?:@for_days )?@all_days @all_after\b"
    ),
    "part_of_time": rf"[^.;\n]{{0,30}}?{PART}",  # "from the office at least 60% of the time"
    "part_of_time_before": rf"{PART}[^.;\n]{{0,44}}$",
    "distributed_else": " @distributed_else",
    "combined": r"\b@combined\w{0,4}\b[^.\n]{0,40}$",
    "office_near": r"\b@office_near\b",
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
    "home_near": r"\b@home_near",
    "home_else": " ?@home_else",
    "home_field": rf"{FIELD}(?:work )?$",
    "home_choice": r"\b@home_choice",
    "from_anywhere": r"\w{0,4} @from_anywhere",
    "head_remote": r"\b@head_remote\b",
    "head_hybrid": r"\b@head_hybrid\b",
    # remote work for a few, or for a while
    "head_remote_some": (
        r"\bremote (?:\w{1,12} ){0,2}?@for_some\b"
        r"|\b@for_now remote\b|\bremote (?:\w{1,12} ){0,2}?@until\b"
    ),
    "head_remote_hybrid": (
        r"hybrid[ ,/|-]{1,3}@hybrid_named|@partly_named[ -]{1,2}remote"
        r"|\b@remote_hybrid|(?<!\d)[1-9]\d ?% remote"
    ),
    "head_days": rf"\b{FEW} ?@all_named ?(?:/|@head_each)\W",
    "head_onsite": r"\b@head_onsite\b",
    "no_remote": (r"\b@no_before[ -]{0,2}(?:\w{1,12} )?remote\b|\bremote(?: @working)?[:,]? @no_after\b"),
    "partly_abroad": (rf"\b{COUNT}(?:@times_abroad)?[ -]?@day_abroad\b|(?<!\d)[1-9]\d ?%|@partly_abroad"),
    "fully_abroad": r"@fully_abroad|\b@five_abroad @day_abroad",
    "fully_beside": r"@fully_abroad\w{0,5} (?:@from_abroad )?$",
    "fully_beside_after": r"[a-z]{0,3} (?:(?:@to_fully )?@fully_abroad|@hundred\b)",
    "not_abroad": r"\b@not_abroad (?:\w{1,12} )?$",
    "not_abroad_after": r"[a-z]{0,3}(?: @is_abroad)? ?[:?(–-]? ?@not_abroad_after",
    "field_abroad": r"@field_abroad(?: @of_work)?\s?[:\-–(|]{0,2}\s?$",
    "else_abroad_before": r"(?:\b@else_abroad_before|\[ ?\]) $",  # or a box without a tick
    "else_abroad_after": "[- ]?@else_abroad_after",
}


@dataclass(frozen=True, slots=True)
class WorkplaceRules:
    """The words of data/rules/workplace.toml: `kinds` by word, and what TEMPLATES make of the others."""

    kinds: Mapping[str, str]
    on_the_spot: frozenset[str]
    lengths: tuple[str, ...]  # what remote work for a part of the year is counted in
    parts: tuple[str, ...]  # what a part of the time is called
    patterns: Mapping[str, re.Pattern[str]]


@cache
def load_rules() -> WorkplaceRules:
    """Return the rules. Raises CatalogError for the first wrong group."""
    used = groups_in(TEMPLATES)
    table = WordTable.read(WORKPLACE, (*KINDS, ON_THE_SPOT, LENGTHS, *used), patterns=used)
    return WorkplaceRules(
        kinds={word: kind for kind in KINDS for word in table.words(kind)},
        on_the_spot=frozenset(table.words(ON_THE_SPOT)),
        lengths=table.words(LENGTHS),
        parts=("%", *table.words("parts")),
        patterns=compiled(TEMPLATES, table),
    )


def holds(name: str, text: str) -> bool:
    """Tell whether one of the patterns is in a text; those for the text before a word end at the word."""
    return load_rules().patterns[name].search(text) is not None


def begins(name: str, after: str) -> bool:
    """Tell whether the text behind a word begins as one of the patterns says."""
    return load_rules().patterns[name].match(after) is not None

"""What right before or behind a name tells a skill from an everyday word, and what joins the names of a list.

A lead ("proficient in", "written in ... and") makes a skill of a doubtful name. data/rules/leads.toml holds
the words.
"""

import re
from dataclasses import dataclass
from functools import cache

from data.catalogue.skills import RULES
from data.wording.word_tables import WordTable
from nlp.text.windows import one_of

LEADS = RULES / "leads.toml"
PATTERNS = (
    "knowing", "of_what", "linking", "before_name", "knowing_abroad", "linking_abroad", "linking_apart",
    "weakly_linking", "ends_after", "suffixes", "contracted", "example", "mastery",
)  # fmt: skip # a table: many words a line
PLAIN = ("joining", "qualified", "going_on")
LEFT_OF_MARKUP = r"&amp;|</\w{1,4}>\s?<\w{1,4}>"


@dataclass(frozen=True, slots=True)
class LeadRules:
    """The patterns made of the words of data/rules/leads.toml."""

    strong: re.Pattern[str]  # before a name: it is a skill
    weak: re.Pattern[str]  # before a name: it is one where `ends_after` fits behind it
    ends_after: re.Pattern[str]
    not_after: re.Pattern[str]  # behind a name that is a part of something else
    list_gap: re.Pattern[str]  # all that stands between two names of one list
    ends_line: re.Pattern[str]  # where a line ends, or says how well the name is known ("Excel: advanced")


@cache
def load_leads() -> LeadRules:
    """Return the rules. Raises CatalogError for the first wrong group."""
    table = WordTable.read(LEADS, (*PATTERNS, *PLAIN), patterns=PATTERNS)
    of = {group: one_of(*table.words(group)) for group in PATTERNS}
    of |= {group: f"(?:{table.pattern(group)})" for group in PLAIN}
    linking = rf"(?:{of['linking']}[ :]{{1,2}}){{0,2}}"
    before_name = rf"[(\"“]?(?:{of['before_name']}[ ]){{0,2}}"
    abroad = rf"\b{of['knowing_abroad']} (?:{of['linking_apart']} |{of['linking_abroad']} ?)"
    qualified = rf"\({of['qualified']}\)"
    return LeadRules(
        strong=re.compile(
            rf"(?:{of['knowing']}(?: {of['of_what']})?[ :]{{1,2}}{linking}{before_name}|{abroad})$"
        ),
        weak=re.compile(rf"(?:^|[\s(,:/]){of['weakly_linking']}[ :]{{1,2}}[(\"“]?$"),
        ends_after=re.compile(rf"\s*(?:[,./;:)&+|]|{of['ends_after']}\b|\d|\(|$)", re.IGNORECASE),
        not_after=re.compile(rf"(?:[-–](?!{of['suffixes']})[A-Za-z]|&\w|\.[a-z]|['’]{of['contracted']}\b)"),
        list_gap=re.compile(_list_gap(of, qualified)),
        ends_line=re.compile(
            rf"[ \t]?(?:{qualified})?(?:\n|$)|[ \xa0]?[:–-][ \xa0]?{of['mastery']}", re.IGNORECASE
        ),
    )


def _list_gap(of: dict[str, str], qualified: str) -> str:
    """Return the pattern of a gap between two names of one list."""
    joining = rf"{of['joining']}\b"
    separator = rf"(?:{LEFT_OF_MARKUP}|\)[ \t]?,|[,/|;&+•·()\\]|{joining}|[-–]|\n[ \t]{{0,3}}[•·*\-–]?)"
    return (
        rf"(?: ?{qualified}(?=,|;| {of['going_on']}))?[ \t]{{0,3}}{separator}[ \t]{{0,3}}"
        rf"(?:{joining}|&)?[ \t]{{0,3}}(?:[•·*(-]|{of['example']})?[ \t]{{0,3}}"
    )

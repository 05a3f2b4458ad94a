"""What tells a skill from the everyday word that is spelled like it: "Go" from "go to market", "R" from
"R&D".

`data/senses.toml` says for each skill which words may not and which must stand next to it. A spelling that
the
catalogue calls ambiguous needs a reason to count: a lead ("experience with"), a list of skills around it,
or a
clue of its own. Windows are short, so every pattern here runs over a few dozen characters.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from data.catalogue.skills import SENSES
from data.errors import CatalogError

WINDOW = 48  # characters looked at on either side of a name

NOT_BEFORE = re.compile(r"(?:[@#$&]|\w[-–'’]|\d[.,])$")
NOT_AFTER = re.compile(
    r"(?:[-–](?!based|like|style|native|friendly|specific|centric|related|heavy|first|powered|driven|side|"
    r"side|on-)[A-Za-z]"
    r"|&\w|\.[a-z]|['’](?:ll|re|ve|d)\b)"
)
STRONG_LEAD = re.compile(
    r"(?:experiences?|experienced|proficien\w{1,5}|expertise|expert|knowledge|skills?|skilled|"
    r"fluen\w{1,4}|familiar\w{0,4}|"
    r"background|competen\w{1,4}|understanding|comfortable|mastery|versed|hands-on|exposure|work(?:ed|"
    r"ing)?|develop\w{0,5}|"
    r"programming|program|coding|code|scripting|written|writing|built|build(?:ing)?|implemented|"
    r"languages?|frameworks?|librar(?:y|ies)|tools?)"
    r"(?: (?:experience|skills?|knowledge|software|languages?|such|code|primarily|mainly|applications?|"
    r"services|systems|tools))?"
    r"[ :]{1,2}(?:(?:with|in|of|using|on|to|as|like|for|include|including|is|are|e\.g\.,?|and/or|both|"
    r"either)[ :]{1,2}){0,2}[(\"“]?"
    r"(?:(?:the|advanced|strong|modern|basic|microsoft|ms|google|apache|anthropic|meta|core|at least|"
    r"one of|either)[ ]){0,2}$"
)
WEAK_LEAD = re.compile(
    r"(?:^|[\s(,:/])(?:with|in|using|use|uses|used|via|on|of|like|as|including|include|e\.g\.,?|eg|either|"
    r"our|we use|and|or|plus|know|learn)[ :]{1,2}[(\"“]?$"
)
ENDS_AFTER = re.compile(r"\s*(?:[,./;:)&+|]|(?:and|or|and/or|on|for|to|is|are|etc)\b|\d|\(|$)", re.IGNORECASE)


PATTERN_FIELDS = ("no_before", "but_after", "no_after", "yes_before", "yes_after")
NO_BEFORE = r"[\W_](?:{words})[ \-–(\"“]{{1,2}}$"
YES_BEFORE = r"[\W_](?:{words})[ \-–(\"“/,&]{{1,3}}$"
AFTER = r"[ \-–]{{0,2}}(?:{words})"
CAPITAL = re.compile(r"(?<!\\)[A-Z]")


@dataclass(frozen=True, slots=True)
class Sense:
    """What decides one skill; the patterns end at the word (before) or begin behind it (after).

    What stands before the word is given in lower case and with a space in front: a pattern that begins with a
    sign and knows no case costs a tenth.

    `no_*` refuse, `yes_*` accept, in that order; `but_after` takes back what `no_before` refuses. `surfaces`
    (lower case) widens the rule to spellings that the catalogue calls certain, `spellings` are further words
    that name the skill under this rule alone; `otherwise` is the verdict on both when nothing was decided.
    `instead` gives for a spelling (lower case) the skill that it names where it does not name this one.
    """

    no_before: re.Pattern[str] | None = None
    but_after: re.Pattern[str] | None = None
    no_after: re.Pattern[str] | None = None
    yes_before: re.Pattern[str] | None = None
    yes_after: re.Pattern[str] | None = None
    surfaces: frozenset[str] = frozenset()
    spellings: tuple[str, ...] = ()
    otherwise: bool = True
    leads: bool = True
    lists: bool = True
    instead: Mapping[str, str] = field(default_factory=dict)


def load_senses(path: Path = SENSES) -> Mapping[str, Sense]:
    """Return the sense of each skill that has one, by skill id. Raises CatalogError for a wrong file."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        words = tables.pop("words", {})
        return {skill: _sense_of(table, words) for skill, table in tables.items()}
    except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError, re.error) as error:
        raise CatalogError(path, None, str(error)) from error


def _sense_of(table: Mapping[str, Any], words: Mapping[str, Sequence[str]]) -> Sense:
    patterns = {
        name: _pattern(name, tuple(_expand(table[name], words))) for name in PATTERN_FIELDS if name in table
    }
    others: dict[str, Any] = {name: value for name, value in table.items() if name not in PATTERN_FIELDS}
    others["surfaces"] = frozenset(others.get("surfaces", ()))
    others["spellings"] = tuple(others.get("spellings", ()))
    return Sense(**(patterns | others))


def _expand(items: Sequence[str], words: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for item in items:
        if item.startswith("@"):
            yield from words[item[1:]]
        else:
            yield item


def _pattern(name: str, items: Sequence[str]) -> re.Pattern[str]:
    words = "|".join(items)
    if name.endswith("_after"):
        return re.compile(AFTER.format(words=words), re.IGNORECASE)
    if CAPITAL.search(words):
        raise ValueError(f"{name} is matched in lower case, so a capital in {words!r} never is")
    return re.compile((NO_BEFORE if name == "no_before" else YES_BEFORE).format(words=words))

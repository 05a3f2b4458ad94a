"""What sets a skill apart from the everyday word that is spelled like it: "Go" from "go to market".

`data/rules/senses.toml` says for each skill which words may not and which must stand next to it. A spelling
that the catalogue calls ambiguous needs a reason to count: a lead ("experience with"), a list of skills
around it, or a clue of its own. Windows are short, so every pattern here runs over a few dozen characters.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from data.catalogue.matching_form import loses_a_word
from data.catalogue.skills import SENSES
from data.wording.rule_files import RuleFile
from data.wording.word_tables import LANGUAGES
from nlp.names.near_words import NearWords, read_near_words

WINDOW = 48  # characters looked at on either side of a name
NEAR_WINDOW = 64  # and of one of the words of phrases.toml

ELIDED = r"(?<!\b[dlDL])(?<!\b[Qq]u)"  # "maîtrise d'Excel" has Excel, "O'Spark" no Spark
NOT_BEFORE = re.compile(rf"(?:[@#$&]|\w[-–]|\w{ELIDED}['’]|\d[.,])$")
GLUE_BEFORE = frozenset("@#$&-–'’.,")  # what it ends with
GLUE_AFTER = frozenset("-–&.'’")  # what begins what may not follow a name (see `leads.py`)

PATTERN_FIELDS = ("no_before", "but_after", "no_after", "yes_before", "yes_after")
FIELDS = (*PATTERN_FIELDS, "surfaces", "spellings", "otherwise", "instead", "lists", "not_in", "leads")
LIST_FIELDS = (*PATTERN_FIELDS, "surfaces", "spellings", "not_in")
NO_BEFORE = r"[\W_](?:{words})[ \-–(\"“]{{1,2}}$"
YES_BEFORE = r"[\W_](?:{words})[ \-–(\"“/,&]{{1,3}}$"
AFTER = r"[ \-–]{{0,2}}(?:{words})"
CAPITAL = re.compile(r"(?<!\\)[A-Z]")
UNBOUND = re.compile(r"[*+{]")  # what lets a pattern match more characters than it has itself
SIGNS_AROUND = 4  # characters that a pattern for the text before a name takes beside its words


@dataclass(frozen=True, slots=True)
class Sense:
    """What decides one skill; the patterns end at the word (before) or begin behind it (after).

    What stands before the word is given in lower case and with a space in front: a pattern that begins with a
    sign and knows no case costs a tenth.

    `no_*` refuse, `yes_*` accept, in that order; `but_after` takes back what `no_before` refuses. `surfaces`
    (lower case) widens the rule to spellings that the catalogue calls certain, `spellings` are further words
    that name the skill under this rule alone; `otherwise` is the verdict on both when nothing was decided.
    `instead` gives for a spelling (lower case) the skill that it names where it does not name this one.
    `near` holds those of `spellings` that count only beside certain words, whatever `otherwise` says.
    `reach` is how many characters before the word the patterns need: fewer are looked through sooner.
    `counted` are the languages in which doubtful spellings count (see `Languages`), None for all.
    """

    no_before: re.Pattern[str] | None = None
    but_after: re.Pattern[str] | None = None
    no_after: re.Pattern[str] | None = None
    yes_before: re.Pattern[str] | None = None
    yes_after: re.Pattern[str] | None = None
    surfaces: frozenset[str] = frozenset()
    spellings: frozenset[str] = frozenset()
    otherwise: bool = True
    leads: bool = True
    lists: bool = True
    instead: Mapping[str, str] = field(default_factory=dict)
    counted: frozenset[str | None] | None = None
    near: NearWords | None = None
    reach: int = NEAR_WINDOW + 1


def load_senses(path: Path = SENSES) -> Mapping[str, Sense]:
    """Return the sense of each skill that has one, by id. Raises CatalogError for the first wrong table."""
    file = RuleFile.read(path)
    words = file.tables.pop("words", {})
    near = read_near_words()
    senses: dict[str, Sense] = {}
    for skill in (*file.tables, *(skill for skill in near if skill not in file.tables)):
        try:
            senses[skill] = _sense_of(file.tables.get(skill, {}), words, near.get(skill))
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError, re.error) as error:
            raise file.fault(skill, f"cannot be used: {error}") from error
    return _with_shared(senses)


def _with_shared(senses: Mapping[str, Sense]) -> Mapping[str, Sense]:
    """Return the senses so that a word of two practices is the second where it is not the first."""
    shared: dict[str, dict[str, str]] = defaultdict(dict)
    first: dict[str, str] = {}
    for skill, sense in senses.items():
        for text in sense.near.words if sense.near else ():
            owner = first.setdefault(text, skill)
            if owner != skill:
                shared[owner][text] = skill
    return {
        skill: replace(sense, instead={**shared[skill], **sense.instead}) if skill in shared else sense
        for skill, sense in senses.items()
    }


def _sense_of(table: Mapping[str, Any], words: Mapping[str, Sequence[str]], near: NearWords | None) -> Sense:
    _check_fields(table)
    listed = {name: tuple(_expand(table[name], words)) for name in PATTERN_FIELDS if name in table}
    patterns = {name: _pattern(name, items) for name, items in listed.items()}
    others: dict[str, Any] = {name: value for name, value in table.items() if name not in PATTERN_FIELDS}
    others["surfaces"] = frozenset(others.get("surfaces", ()))
    others["spellings"] = frozenset(others.get("spellings", ())).union(near.words if near else ())
    others["near"] = near
    others["reach"] = _reach((*listed.get("no_before", ()), *listed.get("yes_before", ())))
    if "not_in" in others:
        unwanted = frozenset(others.pop("not_in"))
        if unknown := unwanted.difference(LANGUAGES):
            raise ValueError(f"unknown language {min(unknown)!r}")
        others["counted"] = frozenset((*LANGUAGES, None)) - unwanted
    return Sense(**(patterns | others))


def _check_fields(table: Mapping[str, Any]) -> None:
    for name in table:
        if name not in FIELDS:
            raise ValueError(f"unknown field {name!r}; there are: {', '.join(FIELDS)}")
        if name in LIST_FIELDS and not isinstance(table[name], list):
            raise ValueError(f"{name} must be a list of words, not {table[name]!r:.80}")
    if lost := next(filter(loses_a_word, table.get("spellings", ())), None):
        raise ValueError(f"texts cannot be searched for {lost!r}: a word has no letter of Western Europe")


def _reach(words: Sequence[str]) -> int:
    """Return how many characters the patterns of some words before a name can match at most."""
    if any(map(UNBOUND.search, words)):
        return NEAR_WINDOW + 1
    return max(map(len, words), default=0) + SIGNS_AROUND


def _expand(items: Sequence[str], words: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for item in items:
        if item.startswith("@"):
            if item[1:] not in words:
                raise ValueError(f"{item!r} stands for no list under [words]; there are: {', '.join(words)}")
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

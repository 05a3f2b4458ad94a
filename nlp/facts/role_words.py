"""The words of data/rules/roles.toml and the patterns made of them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from data.catalogue.skills import RULES
from data.wording.word_tables import WordTable
from nlp.text.windows import one_of, quick_one_of

ROLES = RULES / "roles.toml"
HEADS = (
    "head_manager", "head_engineer", "head_scientist", "head_researcher", "head_analyst", "head_architect",
    "head_solution", "head_other",
)  # fmt: skip # a table: many words a line
# weak heads: each row decides where those above it name nothing, the first word of it before the others
WEAK = (
    ("weak_engineer",),
    ("weak_scientist", "weak_researcher", "weak_analyst", "weak_other", "weak_trade", "weak_rank"),
    ("weak_topic",),
)
FIELDS = (
    "field_mlops", "field_data", "field_quant", "field_science", "field_ml", "field_sub", "field_ai",
    "field_software", "field_research", "field_advising", "field_elsewhere",
)  # fmt: skip # a table: many words a line
SPECIALTIES = (
    "special_front", "special_back", "special_full", "special_mobile", "special_ops", "special_embedded",
    "special_test", "special_security",
)  # fmt: skip # a table: many words a line
OTHERS = (
    "never", "bare", "bare_other", "general", "research", "compounds", "craft", "building", "device",
    "data_work", "managed", "manager_of_things", "manager", "built_agent", "leading",
)  # fmt: skip # a table: many words a line
PATTERNS = ("no_field", "mlops", "agent", "leader", "built", "of_field")
FOLLOWED = ("fr", "es", "pt", "it", "pl")  # languages in which the fields stand behind the head
JOINING = ("de", "sv", "nl", "da", "en")  # languages that join words


@dataclass(frozen=True, slots=True)
class Words:
    """Groups of words that are looked for together."""

    pattern: re.Pattern[str]
    groups: Mapping[str, str]

    def found(self, line: str) -> list[str]:
        """Return the groups of the words found in `line` (lower case), in order; a group may repeat."""
        return [self.groups[word] for word in self.pattern.findall(line)]


@dataclass(frozen=True, slots=True)
class RoleRules:
    """The tables of data/rules/roles.toml."""

    strong: Words
    weak: tuple[Words, ...]
    never: Words
    fields: Words
    specialties: Words
    craft: Words
    building: Words
    device: Words
    data_work: Words
    trades: Words  # those of the weak heads that decide beside a rank
    bare: frozenset[str]
    bare_other: frozenset[str]
    general: frozenset[str]
    followed: frozenset[str]  # heads of languages in which the fields stand behind the head
    compound: re.Pattern[str]  # the first part of a joined word
    no_field: re.Pattern[str]
    research: re.Pattern[str]  # such a word right before a head
    research_after: re.Pattern[str]
    science_done: re.Pattern[str]  # such a word anywhere
    things: re.Pattern[str]  # a manager who leads no people: "product manager"
    mlops: re.Pattern[str]
    agent: re.Pattern[str]  # "Customer Agent": people, unless engineers build them
    leads_them: re.Pattern[str]  # "Data Analyst Manager"
    built: re.Pattern[str]  # heads of engineers of a company, unless of a product


@cache
def load_rules() -> RoleRules:
    """Return the rules of data/rules/roles.toml. Raises CatalogError for the first wrong group."""
    weak = [group for groups in WEAK for group in groups]
    groups = (*HEADS, *weak, *FIELDS, *SPECIALTIES, *OTHERS, *PATTERNS)
    table = WordTable.read(ROLES, groups, patterns=PATTERNS)
    things = _managers_of_things(table)
    research = table.pattern("research")

    def any_of(group: str) -> str:
        return one_of(*table.words(group))

    return RoleRules(
        strong=_words(table, HEADS, dict.fromkeys(things, "other")),
        weak=tuple(_words(table, groups) for groups in WEAK),
        never=_words(table, ("never",)),
        fields=_words(table, FIELDS),
        specialties=_words(table, SPECIALTIES),
        craft=_words(table, ("craft",)),
        building=_words(table, ("building",)),
        device=_words(table, ("device",)),
        data_work=_words(table, ("data_work",)),
        trades=_words(table, ("weak_trade", "weak_topic")),
        bare=frozenset(table.words("bare")),
        bare_other=frozenset(table.words("bare_other")),
        general=frozenset(table.words("general")),
        followed=frozenset(
            word for head in HEADS for one in FOLLOWED for word in table.groups[head].get(one, ())
        ),
        compound=_first_part(table),
        no_field=re.compile(rf"\b{any_of('no_field')}\b"),
        research=re.compile(rf"(?<!\w)(?:{research})[ -]?$"),
        research_after=re.compile(rf"\S{{0,4}} {any_of('of_field')}(?: |')(?:{research})\b"),
        science_done=re.compile(rf"(?<!\w)(?:{research})(?!\w)"),
        things=re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, things))})(?!\w)"),
        mlops=re.compile(any_of("mlops")),
        agent=re.compile(
            "".join(rf"(?<!{word} )" for word in table.escaped("built_agent")) + rf"\b{any_of('agent')}\b"
        ),
        leads_them=re.compile(rf"[ ,/-]{{1,3}}(?:(?:{table.pattern('leading')}) )?{any_of('leader')}\b"),
        built=re.compile(any_of("built")),
    )


def _managers_of_things(table: WordTable) -> tuple[str, ...]:
    named = (f"{noun} {manager}" for noun in table.words("managed") for manager in table.words("manager"))
    return (*table.words("manager_of_things"), *named)


def _first_part(table: WordTable) -> re.Pattern[str]:
    """Return the pattern of the first part of a joined word ("daten" in "dateningenieur")."""
    words = [word for head in HEADS for one in JOINING for word in table.groups[head].get(one, ())]
    first = quick_one_of(*(rf"\b{word}" for word in table.escaped("compounds")))
    return re.compile(rf"({first})(?={'|'.join(map(re.escape, words))})")


def _words(table: WordTable, names: Iterable[str], more: Mapping[str, str] | None = None) -> Words:
    """Return the words of some groups; a group is named by what follows the first "_" of its name.

    `more` holds further words with their groups.
    """
    groups = {word: name.partition("_")[2] or name for name in names for word in table.words(name)}
    groups |= more or {}
    by_letter: dict[str, list[str]] = {}  # one branch a letter: most places of a title fail the first
    for word in sorted(groups, key=len, reverse=True):
        by_letter.setdefault(word[0], []).append(re.escape(word[1:]))
    branches = (f"{re.escape(letter)}(?:{'|'.join(rests)})" for letter, rests in by_letter.items())
    return Words(re.compile(rf"(?<![\w.])(?:{'|'.join(branches)})(?![\w+#])"), groups)

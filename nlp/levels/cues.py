"""Words around a mention that say how it is asked for: "is a plus", "experience with", "our customers".

data/rules/cues.toml lists them by what they do; the scanner finds them in the same pass as the skills.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast, get_args

from data.catalogue.skills import RULES
from data.wording.word_tables import WordTable
from nlp.levels.kinds import BULLETS
from nlp.text.windows import one_of

CUES = RULES / "cues.toml"
Cue = Literal[
    "plus_before",
    "plus_after",
    "ask",
    "void",
    "demand",
    "strict",
    "duty",
    "stack",
    "opening",
    "company",
    "vendor",
    "denial",
]
PATTERNS = ("work", "doer", "told", "someone", "others", "will_do", "drawn_to")
NOT_LOOKED_FOR = (
    *PATTERNS, "quality", "role", "hiring", "no_purpose", "before_work", "before_told", "stack_noun", "item",
    "wish", "wish_before", "other_joint", "other_lead",
)  # fmt: skip # a table: many words a line


def cue_phrases() -> tuple[tuple[Cue, str], ...]:
    """Return (what it does, words) for each cue. Raises CatalogError for the first wrong group."""
    return tuple((cast(Cue, group), word) for group, word in _load().owners() if group not in NOT_LOOKED_FOR)


@cache
def qualities() -> frozenset[str]:
    """Return the words that may precede an ask at the beginning of a requirement ("excellent")."""
    return frozenset(_load().words("quality"))


@cache
def role_nouns() -> re.Pattern[str]:
    """Return the pattern of what stands behind a name that is part of a role's name ("an NLP engineer")."""
    return re.compile(rf" (?:{_load().pattern('role')})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WorkWords:
    """Patterns of what somebody will do, where others are asked for something."""

    hiring: re.Pattern[str]  # "we are looking for an engineer to build ...": the work follows, not the demand
    purpose: re.Pattern[str]  # behind words about hiring: "to build"
    told: re.Pattern[str]  # "You will build", "ti occuperai"
    begins: re.Pattern[str]  # a line that begins with a verb of the work
    someone: re.Pattern[str]  # words behind which a posting says what somebody should bring
    stack: re.Pattern[str]  # words about the stack: "our tech stack"
    item: re.Pattern[str]  # how the line of a list of duties begins


@cache
def work_words() -> WorkWords:
    """Return the patterns made of the verbs and frames of data/rules/cues.toml."""
    table = _load()
    verbs, doers, told = (one_of(*table.words(group)) for group in ("work", "doer", "told"))
    willing = "".join(rf"(?<!{word} )" for word in table.escaped("no_purpose"))
    before, also = (
        "|".join(f"{word} " for word in table.escaped(group)) for group in ("before_work", "before_told")
    )
    items = "|".join(re.escape(word.capitalize()) for word in table.words("item"))
    return WorkWords(
        hiring=re.compile(_in_any_case(table.words("hiring"))),
        purpose=re.compile(
            rf"\b{willing}{one_of(*table.words('will_do'))} (?:{before})?{verbs}\b"
            rf"|\b{one_of(*table.words('drawn_to'))}\b",
            re.IGNORECASE,
        ),
        told=re.compile(rf"{doers} (?:{also})*{verbs}|{told}", re.IGNORECASE),
        begins=re.compile(rf"[{re.escape(BULLETS)}]{{0,6}}{verbs}\b", re.IGNORECASE),
        someone=re.compile(rf"\b{one_of(*table.words('someone'))}\b"),
        stack=re.compile(rf"(?:\w{{1,20}} ){{1,3}}(?:{table.pattern('stack_noun')})\b", re.IGNORECASE),
        item=re.compile(rf"\W{{0,6}}(?:{items})\b"),
    )


def _in_any_case(words: Iterable[str]) -> str:
    """Return the pattern of any one of some whole words, in a form that is looked for quickly.

    It begins with their first characters in one class, which ignoring the case of all would rule out.
    """
    rests: dict[str, list[str]] = {}
    for word in words:
        rests.setdefault(word[0], []).append(re.escape(word[1:]))
    firsts = "".join(f"{first.upper()}{first}" for first in rests)
    pieces = (f"(?<={first}){one_of(*some)}" for first, some in rests.items())
    return rf"[{firsts}](?<!\w.)(?i:{'|'.join(pieces)})\b"


@dataclass(frozen=True, slots=True)
class WishWords:
    """Patterns of headings over what is wished for, which may be all that a posting asks for."""

    beside_others: re.Pattern[str]  # where another part of wishes follows: "Desired skills", "Preferred"
    alone: re.Pattern[str]  # "Desired experience"


@cache
def wish_words() -> WishWords:
    """Return the patterns made of the words of data/rules/cues.toml."""
    table = _load()
    return WishWords(
        re.compile(table.pattern("wish"), re.IGNORECASE),
        re.compile(rf"(?:{table.pattern('wish_before')})\w+ \w", re.IGNORECASE),
    )


@cache
def other_things() -> re.Pattern[str]:
    """Return the pattern of "others" as the last thing of a list ("Python, and other languages")."""
    return re.compile(
        rf"[,;] (?:(?:{_load().pattern('other_joint')}) )?(?:(?:{_load().pattern('other_lead')}) )?"
        rf"{one_of(*_load().words('others'))} "
    )


@cache
def _load() -> WordTable:
    return WordTable.read(CUES, (*get_args(Cue), *NOT_LOOKED_FOR), patterns=PATTERNS)

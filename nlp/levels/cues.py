"""Words around a mention that say how it is asked for: "is a plus", "experience with", "our customers".

data/rules/cues.toml lists them by what they do; the scanner finds them in the same pass as the skills.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast, get_args

from data.catalogue.skills import RULES
from nlp.catalogue.word_tables import WordTable
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
QUALITY, ROLE, *PATTERNS = NOT_LOOKED_FOR = (
    "quality", "role", "work", "doer", "told", "someone", "others",
)  # fmt: skip # a table: many words a line
WORK, DOER, TOLD, SOMEONE, OTHERS = PATTERNS


def cue_phrases() -> tuple[tuple[Cue, str], ...]:
    """Return (what it does, words) for each cue. Raises CatalogError for the first wrong group."""
    return tuple((cast(Cue, group), word) for group, word in _load().owners() if group not in NOT_LOOKED_FOR)


@cache
def qualities() -> frozenset[str]:
    """Return the words that may precede an ask at the beginning of a requirement ("excellent")."""
    return frozenset(_load().words(QUALITY))


@cache
def role_nouns() -> re.Pattern[str]:
    """Return the pattern of what stands behind a name that is part of a role's name ("an NLP engineer")."""
    return re.compile(rf" (?:{_load().pattern(ROLE)})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WorkWords:
    """Patterns of what somebody will do, where others are asked for something."""

    purpose: re.Pattern[str]  # behind words about hiring: "to build"
    told: re.Pattern[str]  # "You will build", "ti occuperai"
    begins: re.Pattern[str]  # a line that begins with a verb of the work
    someone: re.Pattern[str]  # words behind which a posting says what somebody should bring


@cache
def work_words() -> WorkWords:
    """Return the patterns made of the verbs and frames of data/rules/cues.toml."""
    table = _load()
    verbs, doers, told = (one_of(*table.words(group)) for group in (WORK, DOER, TOLD))
    does = r"(?:to|who(?: will|'ll| can|(?= bring fresh))|you will|you['’]ll|(?:he|she|they) will)"
    return WorkWords(
        purpose=re.compile(
            r"\b(?<!willing )(?<!able )(?<!ability )(?<!eager )"
            rf"{does} (?:help (?:us )?|be )?{verbs}\b|\binterested in\b",
            re.IGNORECASE,
        ),
        told=re.compile(rf"{doers} (?:also |help |be )*{verbs}|{told}", re.IGNORECASE),
        begins=re.compile(rf"[{re.escape(BULLETS)}]{{0,6}}{verbs}\b", re.IGNORECASE),
        someone=re.compile(rf"\b{one_of(*table.words(SOMEONE))}\b"),
    )


@cache
def other_things() -> re.Pattern[str]:
    """Return the pattern of "others" as the last thing of a list ("Python, and other languages")."""
    return re.compile(
        r"[,;] (?:and |und |et |y |e |en )?(?:any |knowledge of |experience (?:in|with) )?"
        rf"{one_of(*_load().words(OTHERS))} "
    )


@cache
def _load() -> WordTable:
    return WordTable.read(CUES, (*get_args(Cue), *NOT_LOOKED_FOR), patterns=tuple(PATTERNS))

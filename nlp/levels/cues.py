"""Words around a mention that say how it is asked for: "is a plus", "experience with", "our customers".

data/rules/cues.toml lists them by what they do; the scanner finds them in the same pass as the skills.
"""

import re
from functools import cache
from typing import Literal, cast, get_args

from data.catalogue.skills import RULES
from nlp.catalogue.word_tables import WordTable
from nlp.text.windows import one_of

CUES = RULES / "cues.toml"
Cue = Literal[
    "plus_before", "plus_after", "ask", "void", "demand", "duty", "stack", "company", "vendor", "denial"
]
QUALITY, ROLE, WORK, OTHERS = NOT_LOOKED_FOR = ("quality", "role", "work", "others")


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


@cache
def work_verbs() -> str:
    """Return the pattern of a verb of the work behind "we are looking for somebody to"."""
    return one_of(*_load().words(WORK))


@cache
def other_things() -> re.Pattern[str]:
    """Return the pattern of "others" as the last thing of a list ("Python, and other languages")."""
    return re.compile(
        r"[,;] (?:and |und |et |y |e |en )?(?:any |knowledge of |experience (?:in|with) )?"
        rf"{one_of(*_load().words(OTHERS))} "
    )


@cache
def _load() -> WordTable:
    return WordTable.read(CUES, (*get_args(Cue), *NOT_LOOKED_FOR), patterns=(WORK, OTHERS))

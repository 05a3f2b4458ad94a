"""Words around a mention that say how it is asked for: "is a plus", "experience with", "our customers".

data/rules/cues.toml lists them by what they do; the scanner finds them in the same pass as the skills.
"""

from functools import cache
from typing import Literal, cast, get_args

from data.catalogue.skills import RULES
from nlp.catalogue.word_tables import WordTable

CUES = RULES / "cues.toml"
Cue = Literal["plus_before", "plus_after", "ask", "void", "demand", "duty", "company", "vendor", "denial"]
QUALITY = "quality"  # a group that is not looked for


def cue_phrases() -> tuple[tuple[Cue, str], ...]:
    """Return (what it does, words) for each cue. Raises CatalogError for the first wrong group."""
    return tuple((cast(Cue, group), word) for group, word in _load().owners() if group != QUALITY)


@cache
def qualities() -> frozenset[str]:
    """Return the words that may precede an ask at the beginning of a requirement ("excellent")."""
    return frozenset(_load().words(QUALITY))


@cache
def _load() -> WordTable:
    return WordTable.read(CUES, (*get_args(Cue), QUALITY))

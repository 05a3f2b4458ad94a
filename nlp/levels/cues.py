"""Words around a mention that say how it is asked for: "is a plus", "experience with", "our customers".

data/rules/cues.toml lists them by what they do; the scanner finds them in the same pass as the skills.
"""

from typing import Literal, cast, get_args

from data.catalogue.skills import RULES
from nlp.catalogue.word_tables import WordTable

CUES = RULES / "cues.toml"
Cue = Literal["plus_before", "plus_after", "ask", "demand", "duty", "company", "vendor", "denial"]


def cue_phrases() -> tuple[tuple[Cue, str], ...]:
    """Return (what it does, words) for each cue. Raises CatalogError for the first wrong group."""
    table = WordTable.read(CUES, get_args(Cue))
    return tuple((cast(Cue, group), phrase) for group, phrase in table.owners())

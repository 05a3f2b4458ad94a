"""The control words: plain words that name no skill, by which one sees how advertisements are written.

`data/rules/control_words.toml` holds them with their spellings; `nlp.facts.register` looks for them. A half
of them, drawn by their digests and so by nobody, says how much such words move between two periods; the
other half is what that band is tried on.
"""

import hashlib
import tomllib
from functools import cache

from data.catalogue.skills import RULES

CONTROL_WORDS = RULES / "control_words.toml"


@cache
def control_words() -> tuple[str, ...]:
    """Return the control words in the order of their bits (see `data.records.Register`)."""
    return tuple(tomllib.loads(CONTROL_WORDS.read_text(encoding="utf-8"))["control"])


def sets_band(word: str) -> bool:
    """Tell whether a control word is of the half that sets the band; the other half tries it."""
    return hashlib.sha256(word.encode()).digest()[-1] % 2 == 1

"""Whether an employer that names its own cloud asks for it or talks about itself, by the words next to it."""

import re
from functools import lru_cache
from typing import NamedTuple

from data.catalogue.skills import RULES, expand
from data.wording.word_tables import WordTable

OWN_NAMES = RULES / "own_names.toml"
GROUPS = ("talk_before", "talk_after", "use_before", "use_after")
OWNERS = "owners"
CLOSED_BEFORE = r"(?<!\w)(?:{words})[ (\"“:]{{1,2}}(?:(?:{owners}) )?$"
CLOSED_AFTER = r"[ )]{{0,2}}(?:\([a-z]{{2,5}}\) )?(?:{words})(?!\w)"


class Patterns(NamedTuple):
    """Regular expressions over lower case; those of `before` end at the name, the others begin behind it."""

    talk_before: re.Pattern[str]
    talk_after: re.Pattern[str]
    use_before: re.Pattern[str]
    use_after: re.Pattern[str]


def is_used(before: str, after: str) -> bool | None:
    """Tell whether a cloud's own maker asks for it; None where the words next to it leave it open.

    `before` is in lower case.
    """
    patterns, after = _patterns(), after.lower()
    if patterns.talk_before.search(before) or patterns.talk_after.match(after):
        return False
    return True if patterns.use_before.search(before) or patterns.use_after.match(after) else None


@lru_cache(maxsize=1)
def _patterns() -> Patterns:
    table = WordTable.read(OWN_NAMES, (*GROUPS, OWNERS))
    owners = table.pattern(OWNERS)
    words = {group: [text for word in table.words(group) for text in expand(word)] for group in GROUPS}
    joined = {
        group: "|".join(re.escape(text) for text in sorted(texts, key=len, reverse=True))
        for group, texts in words.items()
    }
    return Patterns(
        re.compile(CLOSED_BEFORE.format(words=joined["talk_before"], owners=owners)),
        re.compile(CLOSED_AFTER.format(words=joined["talk_after"])),
        re.compile(CLOSED_BEFORE.format(words=joined["use_before"], owners=owners)),
        re.compile(CLOSED_AFTER.format(words=joined["use_after"])),
    )

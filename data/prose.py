"""Which parts of a title, place or name are facts, and which are sentences that belong to a text.

Everything that is kept or shipped without texts goes through here (see `snapshot_packing` and `forget`).
"""

import re

COMMENTS = "hackernews"  # a source whose titles are free lines of the text
NO_TITLE = "Several roles"  # the title of a comment whose first line is nothing but sentences
EMAIL = re.compile(r"[\w.+%-]{1,64}(?:@|\s?[\[(]\s?at\s?[\])]\s?)[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
MASK = "[email]"
# a comment's first line may run on into sentences: parts that do are not facts
BETWEEN = re.compile(r"\s[|•·]\s|(?<=[a-z)][a-z)][a-z)])[.!?]\s(?=[A-Z])")
PROSE = re.compile(
    r"\b(?:we|we're|we’re|we've|our|you|you'll|your|is an?|are an?|is the|(?:is|are) \w+ing)\b", re.IGNORECASE
)
LONGEST_PART = 120  # characters of a title or a place


def masked(text: str | None) -> str | None:
    """Replace each e-mail address in a text by MASK; None stays None."""
    return None if text is None else EMAIL.sub(MASK, text)


def place_without_prose(text: str | None) -> str | None:
    """Keep the parts of a comment's place that are not sentences, joined by " | "; None if none is left."""
    parts = BETWEEN.split(masked(text) or "")
    facts = [part for part in parts if part and len(part) <= LONGEST_PART and not PROSE.search(part)]
    return masked(text) if facts == parts else " | ".join(facts) or None


def title_without_prose(text: str) -> str:
    """Keep the parts of a comment's title that are not sentences; NO_TITLE if none is left."""
    return place_without_prose(text) or NO_TITLE

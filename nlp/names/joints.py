"""How the text between two names joins them into one list: "A or B", "A, B", "A/B", or not at all."""

import re
from functools import lru_cache
from typing import Literal

from nlp.text.windows import one_of

Joint = Literal["or", "and", "comma", "slash"]

LONGEST_JOINT = 48  # characters between two names of one list ("(preferred) or frameworks like" included)
GAPS_KEPT = 20_000  # texts between two names remembered with their verdict; a few dozen make up most

# words that end a list instead of describing a name in it
ENDING_WORDS = frozenset((
    "with", "experience", "experienced", "in", "using", "on", "to", "for", "of", "knowledge", "is", "are",
    "the", "at", "from", "by", "as", "we", "you", "our", "your", "that", "which", "who", "will", "including",
    "understanding", "familiarity", "strong", "ability", "proficiency", "expertise", "skills", "must", "have",
    "has", "into", "across", "through", "while", "plus", "such", "like", "either", "one", "any", "if", "when",
    "required", "preferred", "not", "very", "related", "other", "similar", "equivalent", "comparable",
))  # fmt: skip # a table: many words a line
JOINING_WORDS = frozenset({"and/or", "or", "and", "vs", "vs.", "y/o", "oder", "ou", "und", "et", "y", "e"})
NOT_IN_LIST = one_of(
    *sorted(ENDING_WORDS),
    r"or|and|vs|oder|ou|und|et|etc|e\.g|i\.e",
    r"(?:develop|build|deploy|us|work)\w*",
)
WORD = rf"(?!{NOT_IN_LIST}\b)[\w.+#'’-]{{1,18}}"  # of a name outside the catalogue, or about a name
SPACE = r"[ \t\xa0]"
IN_BRACKETS = r"\s?\([^()\n]{1,14}\)"
JOINING = r"(?:and/or|or|and|&|\+|vs\.?|y/o|oder|ou|und|et|y|e)"
ADVERB = "(?:also|even|preferably|ideally|possibly|otherwise)"
GAP = re.compile(
    rf"(?:[ -]{WORD}){{0,2}}(?:{IN_BRACKETS})?"
    rf"{SPACE}{{0,3}}(?:(?P<mark>,|/{{1,2}}|\||\\){SPACE}{{0,3}})?(?P<word>{JOINING}(?=[ \t\xa0(]))?"
    rf"{SPACE}{{0,3}}(?:{ADVERB}\s)?(?:{WORD}{SPACE}){{0,2}}[(\"“]?",
    re.IGNORECASE,
)
UNKNOWN_ITEM = re.compile(
    rf"(?:[ -]{WORD})?{SPACE}?(?P<mark>,|/){SPACE}?(?:{WORD})(?: {WORD})?{SPACE}?(?:,|/){SPACE}?"
    rf"(?P<word>and/or|or|and)?{SPACE}?",
    re.IGNORECASE,
)
MOST_WORDS = 7  # that GAP allows outside brackets
JOINING_SIGNS = frozenset(",/|\\&+")
OR_ASIDE = re.compile(  # "Python (or R)"
    rf"{SPACE}\({SPACE}?(?:or|and/or)(?: (?:also|even|alternatively|possibly|similarly))? ", re.IGNORECASE
)
OR_WORDS = frozenset({"or", "and/or", "vs", "vs.", "y/o", "oder", "ou"})


@lru_cache(maxsize=GAPS_KEPT)
def joint_of(gap: str) -> Joint | None:
    """Return how the text between two names joins them into one list, or None if it does not."""
    if not can_join(gap):
        return None
    gap = gap.replace("\u202f", " ").replace("\u2009", " ")  # narrow spaces
    found = GAP.fullmatch(gap) or UNKNOWN_ITEM.fullmatch(gap)
    if found is None or (")" in gap) != ("(" in gap):
        return "or" if OR_ASIDE.fullmatch(gap) else None
    word, mark = (found["word"] or "").lower(), found["mark"]
    if word in OR_WORDS:
        return "or"
    if word:
        return "and"
    if mark and mark[0] in "/|\\":
        return "slash"
    return "comma" if mark else None


def can_join(gap: str) -> bool:
    """Tell whether a text is short enough and has any word or sign that joins: a look before the patterns."""
    if "\n" in gap:
        return False
    words = gap.lower().replace("(", " ( ").split()
    if "(" not in words and (len(words) > MOST_WORDS or not ENDING_WORDS.isdisjoint(words)):
        return False
    return not (JOINING_SIGNS.isdisjoint(gap) and JOINING_WORDS.isdisjoint(words))

"""Which postings are about machine learning, AI or data, told by their titles."""

import re

from data.records import Posting
from data.vacancies.titles import without_homonyms
from scraper.runs.title_words import ABOUT, DESK, LABORATORY, MAYBE, NEVER, OTHER_TRADE, TRADE

RULES = 2  # rises when other titles are wanted, so that boards that have not changed are read once more
MAX_TITLE_CHARS = 500

# One comment of a hiring thread offers several roles, and its first line names few of them.
TOLD_BY_TEXT = frozenset(("hackernews",))
MENTIONED = re.compile(
    r"\b(?:machine[ -]learning|deep[ -]learning|ML|MLOps|AI|LLMs?|NLP|computer vision)\b"
    r"|\bdata (?:scien|engin|analy)",
    re.IGNORECASE,
)


def is_relevant_title(title: str) -> bool:
    """Tell whether a title names machine learning, AI or data work."""
    title = title[:MAX_TITLE_CHARS]
    plain = without_homonyms(title)
    is_maybe = MAYBE.search(plain) is not None and not (LABORATORY.search(title) or DESK.search(title))
    if not (is_maybe or ABOUT.search(plain)) or NEVER.search(title):
        return False
    return not OTHER_TRADE.search(title) or TRADE.search(title) is not None


def is_relevant(posting: Posting) -> bool:
    """Tell whether a posting is kept by default."""
    if is_relevant_title(posting.title):
        return True
    return posting.source in TOLD_BY_TEXT and MENTIONED.search(posting.text) is not None

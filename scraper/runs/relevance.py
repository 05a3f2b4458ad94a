"""Which postings are about machine learning, AI or data, by their titles."""

import re
from dataclasses import dataclass
from typing import Literal

from data.records import Posting
from data.vacancies.titles import without_homonyms
from scraper.runs.title_words import ABOUT, DESK, LABORATORY, MAYBE, NEVER, OTHER_TRADE, TRADE

RULES = 3  # rises when other titles are wanted, so that boards that have not changed are read once more
MAX_TITLE_CHARS = 500

# One comment of a hiring thread offers several roles, and its first line names few of them.
JUDGED_BY_TEXT_TOO = frozenset(("hackernews",))
MENTIONED = re.compile(
    r"\b(?:machine[ -]learning|deep[ -]learning|ML|MLOps|AI|LLMs?|NLP|computer vision)\b"
    r"|\bdata (?:scien|engin|analy)",
    re.IGNORECASE,
)


Because = Literal["clear", "usual", "nothing", "other field", "never", "other trade"]


@dataclass(frozen=True, slots=True)
class TitleVerdict:
    """Whether a title is kept, why, and the word in it that decided, None where no word did.

    Kept: "clear" for a word of this work in any title, "usual" for one that is of this work unless another
    field is named. Left out: "nothing" where no word names this work, "other field" where another field of
    research is named, "never" for titles that are never wanted, "other trade" for one such as sales without a
    word such as engineer beside it.
    """

    kept: bool
    because: Because
    word: str | None = None


def judge_title(title: str) -> TitleVerdict:
    """Return whether the first 500 characters of a title name machine learning, AI or data work."""
    title = title[:MAX_TITLE_CHARS]
    plain = without_homonyms(title)
    clear = ABOUT.search(plain)
    about = clear or MAYBE.search(plain)
    if about is None:
        return TitleVerdict(False, "nothing")
    if clear is None and (field := LABORATORY.search(title) or DESK.search(title)):
        return TitleVerdict(False, "other field", field[1])
    if never := NEVER.search(title):
        return TitleVerdict(False, "never", never[0].strip())
    if (trade := OTHER_TRADE.search(title)) and not TRADE.search(title):
        return TitleVerdict(False, "other trade", trade[0].strip())
    return TitleVerdict(True, "clear" if clear else "usual", about[0].strip())


def is_relevant_title(title: str) -> bool:
    """Tell whether a title names machine learning, AI or data work."""
    return judge_title(title).kept


def is_relevant(posting: Posting) -> bool:
    """Tell whether a posting is kept by default."""
    if is_relevant_title(posting.title):
        return True
    return posting.source in JUDGED_BY_TEXT_TOO and MENTIONED.search(posting.text) is not None

"""How many years of experience a posting asks for at least."""

import re
from functools import lru_cache

from nlp.text.windows import Marked, one_of

NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
           "ten": 10, "twelve": 12, "fifteen": 15}  # fmt: skip # a table: many words a line
CUES = ("year", "yrs", "yoe", "jahre", "ans d", "años", "anos d", "anni d", "jaar", "yr of", "yr exp")
MOST = 40  # times that one of these words is looked at
BEFORE = 56  # characters before the word: "a minimum of three (3) to five (5) full-time "
AFTER = 110  # characters after it, within which the line must speak of experience
AGE_OF_A_COMPANY = 15  # from here on "with 15 years of experience" is more often said of the employer
MOST_YEARS = 20  # more is never asked for
COUNTS_KEPT = 4096  # surroundings remembered with their verdict: postings share two lines in three
NEAR = 160  # characters between two counts that are alternatives by degree
FAR = 320  # characters where "or" stands before the second degree

WORDS = "|".join(NUMBERS)
NUMBER = rf"(?:\d{{1,2}}(?:\.5)?|{WORDS})"
# where a number may begin; its first character in one class, which is quick to look for
NUMBER_BEGIN = re.compile(rf"[\dotfsen](?:(?<=\d)|(?<![a-z].)(?:{'|'.join(word[1:] for word in NUMBERS)}))")
PLUS = r"\s?(?:\+|&plus;|plus\b)"
BETWEEN = "|".join(rf"(?<=\bbetween \w{{{n}}})" for n in range(1, 6))  # "between 2 and 4 years"
NUMBER_BEGINS = r"(?:(?<![\d.,$€£/])(?=\d)|\b(?=[a-z]))"
SAID_AGAIN = rf"(?:\s?\((?:\d{{1,2}}|{WORDS})\))?"  # "three (3)"
TO = rf"(?:\s?(?:-|–|—|/|to|or|bis|a|à)\s?|(?:{BETWEEN}) and )"
OF_WHAT_KIND = " or more| full| solid| relevant| professional| full[- ]time| proven| hands-on| total"
COUNT = re.compile(
    rf"{NUMBER_BEGINS}(?P<least>{NUMBER}){SAID_AGAIN}(?P<plus>{PLUS})?"
    rf"(?P<to>{TO}(?:{NUMBER}){SAID_AGAIN}(?:{PLUS})?)?"
    rf"(?P<more>{OF_WHAT_KIND})?[\s-]{{0,3}}$"
)
EXPERIENCE = re.compile(
    one_of(
        r"experience|background|hands-on|expertise|track record|practice|exp\b",
        "erfahrung|ervaring|expérience|experiencia|experiência|esperienza|work",
    )
)
AS_OR_DOING = re.compile(
    r"\S{0,4}[ \xa0](?:as an? |(?:in|with|of) |\w{3,14}ing\b|preferred|minimum|required|mini)"
)
OF_SOMETHING_ELSE = one_of(
    "ago|old|olds|or older|of age|in business|history|in a row|running|warranty|of growth|contract|program",
    r"since|master|internship|in\b[^\w\s]|period|plan\b|degree",
    "of (?:stud|school|age|funding|hist|educat|univers|innov|vesting)|after|from",
)
NOT_ASKED = re.compile(rf"\S{{0,4}} ?{OF_SOMETHING_ELSE}")
BEFORE_OTHER_COUNTS = one_of(
    "past|last|next|over the|first|our|its|within|every|max(?:imum)?(?: of)?|up to|less than|than our|after",
    "under|for (?:over|more than|almost|nearly)|duration|term|we have|us|we['’]ve|team has",
)
LED_BY_OTHERS = re.compile(rf"\b{BEFORE_OTHER_COUNTS}[ :]{{1,2}}(?:\w+ )?$")
OF_A_COMPANY = re.compile(
    r"\b(?:with|com|con|has|have|bring|brings|backed by|builds on|boasts|combined|average|nossos|years?)"
    r"(?: (?:over|more than|nearly|almost|about|oltre|más de|mais de))? ?$|\b(?:over|más de|oltre) $"
)
BY_US = re.compile(
    r"under our|our (?:team|company|compan|belt|history)|\bwe (?:have|are|help|build)|as a company"
    r"|, (?:we|our|is|has)\b|\bis (?:one of|an? \w{1,12} (?:in|of|for))"
)
DEGREES = r"ph\.?\s?d|doctora|master|\bm\.?s\b|bachelor|\bb\.?s\b|degree|\bmsc\b|\bbsc\b|\bma\b|\bba\b"
DEGREE = re.compile(DEGREES)
OR_DEGREE = re.compile(rf"\bor\s(?:an?\s)?(?:{DEGREES})")


def years_of(marked: Marked) -> float | None:
    """Return the smallest number of years that the first general requirement asks for.

    Counts that depend on a degree ("5 years, or 3 with a PhD") are alternatives: the smallest of them.
    """
    least: float | None = None
    last = 0
    for at in sorted(at for cue in marked.named(CUES) for at in marked.spots(cue, MOST)):
        if least is not None and at - last >= FAR:
            break
        years = _count_at(marked.cut(at - BEFORE, at), marked.cut(at, at + AFTER).split("\n", 1)[0])
        if years is None:
            continue
        if least is None:
            least, last = years, at
        elif _are_alternatives(marked, last, at):
            least, last = min(least, years), at
    return least


def _are_alternatives(marked: Marked, last: int, at: int) -> bool:
    """Whether two counts of years, at `last` and `at`, go with different degrees."""
    if at - last < NEAR:
        return DEGREE.search(marked.cut(last, at + 80)) is not None
    return at - last < FAR and OR_DEGREE.search(marked.cut(last, at)) is not None


@lru_cache(maxsize=COUNTS_KEPT)
def _count_at(before: str, after: str) -> float | None:
    """Return the years of experience that are asked for where a word for years stands, None for others."""
    begin = NUMBER_BEGIN.search(before)
    counted = begin and COUNT.search(before, begin.start())
    if counted is None or _is_of_else(before[: counted.start()], before, after):
        return None
    if not _is_of_experience(counted, before, after):
        return None
    word = counted["least"]
    years = float(NUMBERS.get(word) or word)
    if years >= AGE_OF_A_COMPANY and not counted["to"] and OF_A_COMPANY.search(before[: counted.start()]):
        return None
    return years if years <= MOST_YEARS else None


def _is_of_else(lead: str, before: str, after: str) -> bool:
    """Whether a count of years is of something else than experience asked for; `lead` ends at the number."""
    if LED_BY_OTHERS.search(lead) or NOT_ASKED.match(after, min(len(after), 4)) or BY_US.search(after):
        return True
    return after[4:7].strip("s").startswith(",") and "experience" not in before  # "for ten years, ..."


def _is_of_experience(counted: re.Match[str], before: str, after: str) -> bool:
    """Whether a count of years is one of experience: the line says so, or the count reads like a demand."""
    if EXPERIENCE.search(after) or "experience" in before or after.startswith("yoe"):
        return True
    demand = counted["plus"] or counted["to"] or "least" in before or "minimum" in before or counted["more"]
    return bool(demand) and (after.startswith(("years)", "yrs)", "yoe")) or bool(AS_OR_DOING.match(after, 3)))

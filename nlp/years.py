"""How many years of experience a posting asks for at least."""

import re

from nlp.windows import spots

NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
           "ten": 10}  # fmt: skip
CUES = ("year", "yrs", "yoe")
BEFORE = 44  # characters before the word: "a minimum of three (3) to five (5)"
AFTER = 110  # characters after it within which the sentence must speak of experience
MOST_YEARS = 20
NUMBER = r"(\d{1,2}(?:\.5)?|" + "|".join(NUMBERS) + ")"
COUNT = re.compile(
    rf"(?<![\w.$€£]){NUMBER}\s?(?:\(\d{{1,2}}\))?\s?\+?"
    rf"(?:\s?(?:-|–|—|to|or|bis)\s?(?:\d{{1,2}}|{'|'.join(NUMBERS)})\s?(?:\(\d{{1,2}}\))?\s?\+?)?"
    r"(?:\s(?:or more|plus|full|solid|relevant|professional))?[\s-]{0,3}$"
)
EXPERIENCE = re.compile(r"experience|background|hands-on|expertise|working|track record|practice|work")
NOT_ASKED = re.compile(r"^\W{0,2}(?:ago|old|in business|history|in a row|running|warranty|of growth|contract)")
PAST = re.compile(r"\b(?:past|last|next|over the|than|our|its|for)\s(?:\w+\s)?$")
DEGREE = re.compile(r"ph\.?\s?d|doctora|master|\bm\.?s\b|bachelor|\bb\.?s\b|degree|\bmsc\b|\bbsc\b")
NEAR = 160  # characters between two counts that are alternatives by degree


def years_of(text: str) -> float | None:
    """Return the smallest number of years that the first general requirement asks for; `text` in lower case."""
    first: float | None = None
    last_at = 0
    for at in sorted(at for cue in CUES for at in spots(text, cue)):
        years = _count_at(text, at)
        if years is None:
            continue
        if first is None:
            first, last_at = years, at
        elif at - last_at < NEAR and DEGREE.search(text, last_at - 60, at + 80):
            first, last_at = min(first, years), at
    return first


def _count_at(text: str, at: int) -> float | None:
    before = text[max(0, at - BEFORE) : at]
    counted = COUNT.search(before)
    if counted is None or PAST.search(before[: counted.start()]):
        return None
    after = text[at : at + AFTER].split("\n", 1)[0]
    asked = after.partition(" ")[2]
    if NOT_ASKED.match(asked) or not EXPERIENCE.search(after) and "experience" not in before:
        return None
    word = counted.group(1)
    years = float(NUMBERS.get(word) or word)
    return years if years <= MOST_YEARS else None

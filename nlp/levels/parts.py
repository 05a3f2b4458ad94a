"""Which sentences before a list open which part of a posting ("The following would be a plus:")."""

import re
from typing import Literal

from nlp.text.windows import one_of

Part = Literal["required", "preferred", "mentioned", "boilerplate", "opening"]

LONGEST_INTRO = 400  # characters of a paragraph whose last sentence may introduce a list
INTRO_MARKS = (":", ": ", ":\r", ":\xa0")  # how the line of an introduction ends
EDGES = " \t\r\xa0*_-–—#•·▪●:"
SENTENCE_END = re.compile(r"[.!?]\)? ")

ABOUT_PAY = one_of(
    "(?<!a )benefits?|perks|salary|compensation|we (?:also )?offer|offers|receive",
    "to apply|apply (?:via|by|through|now|here)|your application|application process|contact|values",
)
PEOPLE_OR_LIST = "(?:following|below|these|if|candidates?|applicants?|would|considered)"
WELCOME = one_of(
    "a plus|a benefit|assets?|bonus|beneficial|desirable|advantage(?:ous)?|appreciated|meriting|nice",
    "preferred|preferable|valued|helpful|useful|not essential|not required",
)
A_PLUS = "(?:a plus|bonus|advantage|asset|beneficial|appreciated|desirable|preference)"
WHOSE = "(?:if you|following|below|candidates?|have)"
A_PLUS_IF = "(?:awesome|great|useful|meriting|nice|better|love it|bonus|plus) if"
OF_A_DEMAND = "(?:must|experience|knowledge|skills|required|need|imagine)"
YOU_WILL = "you(?: will|['’]ll)"
WORK = one_of(
    r"\bresponsib(?:le|ilit)",
    r"\b(?:duties|tasks|activities)\b",
    r"\bin this (?:role|position)\b",
    rf"\b(?:{YOU_WILL}|(?:role holder|candidate|engineer|scientist) will|will also)$",
    rf"\b{YOU_WILL} (?:also )?(?:be (?!expected)|work|help|contribute|lead|collaborate|build)",
)
SOMEBODY = one_of(
    "candidates?|applicants?|you|who|someone|somebody|person|individual|engineer|scientist|analyst|developer"
)
WILL = "(?: will|['’]ll| should| must|['’]ve| would| can)?(?: also| ideally| likely| definitely)?"
HAVE = "(?:have|has|needs?|possess|possesses|brings?|demonstrates?|meets?)"
WANTED = one_of(
    "(?:looking for|seeking|searching for)(?!$)|must have|to succeed|to be successful|to qualify|we expect",
    "required|requires?|ideal candidate|to be considered|we imagine",
)
# the first whose pattern is found in a sentence (in lower case) decides
INTROS: tuple[tuple[Part, re.Pattern[str]], ...] = (
    ("boilerplate", re.compile(rf"\b{ABOUT_PAY}\b")),
    (
        "preferred",
        re.compile(
            one_of(
                rf"\b{PEOPLE_OR_LIST}\b.{{0,90}}\b{WELCOME}\b",
                rf"\b{A_PLUS}\b.{{0,60}}\b{WHOSE}\b",
                r"\bnice[ -]to[ -]ha",
                rf"\b{A_PLUS_IF}\b",
            )
        ),
    ),
    ("mentioned", re.compile(rf"^(?!.*\b{OF_A_DEMAND}\b).*{WORK}")),
    (
        "required",
        re.compile(
            one_of(
                rf"\b{SOMEBODY}{WILL} {HAVE}\b",
                rf"\b{WANTED}\b(?!.{{0,40}}\b(?:roles|positions|openings|interested)\b)",
            )
        ),
    ),
)


def part_of_intro(line: str) -> Part | None:
    """Return the part that the last sentence of a line opens with its colon, None where it opens none."""
    line = line.strip(EDGES).lower()
    if len(line) > LONGEST_INTRO:
        return None
    *before, last = SENTENCE_END.split(line)
    part = _part_of_sentence(last)
    if part is None and len(before) == 1 and "following" in before[0]:
        return _part_of_sentence(before[0])
    return part


def _part_of_sentence(sentence: str) -> Part | None:
    return next((part for part, pattern in INTROS if pattern.search(sentence)), None)

"""Which sentences before a list open which part of a posting ("The following would be a plus:")."""

import re
from typing import Literal

Part = Literal["required", "preferred", "mentioned", "boilerplate", "opening"]

LONGEST_INTRO = 400  # characters of a paragraph whose last sentence may introduce a list
INTRO_MARKS = (":", ": ", ":\r", ":\xa0")  # how the line of an introduction ends
EDGES = " \t\r\xa0*_-–—#•·▪●:"
SENTENCE_END = re.compile(r"[.!?]\)? ")

INTROS: tuple[tuple[Part, re.Pattern[str]], ...] = (
    (
        "boilerplate",
        re.compile(
            r"\b(?:(?<!a )benefits?|perks|salary|compensation|we (?:also )?offer|offers|receive|to apply|"
            r"apply (?:via|by|through|now|here)|your application|application process|contact|values)\b"
        ),
    ),
    (
        "preferred",
        re.compile(
            r"\b(?:following|below|these|if|candidates?|applicants?|would|considered)\b.{0,90}"
            r"\b(?:a plus|a benefit|assets?|bonus|beneficial|desirable|advantage(?:ous)?|appreciated|"
            r"meriting|nice|preferred|preferable|valued|helpful|useful|not essential|not required)\b|"
            r"\b(?:a plus|bonus|advantage|asset|beneficial|appreciated|desirable|preference)\b.{0,60}"
            r"\b(?:if you|following|below|candidates?|have)\b|"
            r"\bnice[ -]to[ -]ha|\b(?:awesome|great|useful|meriting|nice|better|love it|bonus|plus) if\b"
        ),
    ),
    (
        "mentioned",
        re.compile(
            r"^(?!.*\b(?:must|experience|knowledge|skills|required|need|imagine)\b).*"
            r"(?:\bresponsib(?:le|ilit)|\b(?:duties|tasks|activities)\b|\bin this (?:role|position)\b|"
            r"\b(?:you(?: will|['’]ll)|(?:role holder|candidate|engineer|scientist) will|will also)$|"
            r"\byou(?: will|['’]ll) (?:also )?"
            r"(?:be (?!expected)|work|help|contribute|lead|collaborate|build))"
        ),
    ),
    (
        "required",
        re.compile(
            r"\b(?:candidates?|applicants?|you|who|someone|somebody|person|individual|engineer|scientist|"
            r"analyst|developer)"
            r"(?: will|['’]ll| should| must|['’]ve| would| can)?(?: also| ideally| likely| definitely)?"
            r" (?:have|has|needs?|possess|possesses|brings?|demonstrates?|meets?)\b|"
            r"\b(?:(?:looking for|seeking|searching for)(?!$)|must have|to succeed|to be successful|"
            r"to qualify|we expect|required|requires?|ideal candidate|to be considered|we imagine)\b"
            r"(?!.{0,40}\b(?:roles|positions|openings|interested)\b)"
        ),
    ),
)


def part_of_intro(line: str) -> Part | None:
    """Return the part that the last sentence of a line opens with its colon, or None if it tells none."""
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

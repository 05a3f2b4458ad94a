"""How senior a posting's role is, from the words that say so; years asked for never decide."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from data.catalogue.skills import RULES
from nlp.catalogue.word_tables import WordTable
from nlp.facts.role_words import load_rules as load_roles
from nlp.text.windows import Marked, one_of, quick_one_of

SENIORITY = RULES / "seniority.toml"
LEVELS = ("intern", "director", "manager", "staff", "lead", "senior", "mid", "junior")  # the first decides
PATTERNS = ("no_level", "offers", "as_one", "not_between", "articles")
GROUPS = (*LEVELS, *PATTERNS, "step_heads", "cues", "marks", "labels", "roles", "title_roles", "told")
UNSHARED = frozenset({"intern", "director"})  # levels that are no choice beside another
STEPS = {
    **dict.fromkeys(("i", "1"), "junior"),
    **dict.fromkeys(("ii", "2"), "mid"),
    **dict.fromkeys(("iii", "3"), "senior"),
    **dict.fromkeys(("iv", "v", "vi", "4", "5"), "staff"),
}
FIELD_VALUE = re.compile(r"(?: level)? ?[:–-]\s{0,2}([^\n|,.;:]{2,24})")
VALUE_BELOW = re.compile(r"(?: level)?\s?:?\s{0,3}\n\s{0,3}((?:[-–•*]? ?[\w-]{2,14}(?: level)?\n{0,2}){1,5})")
BULLETS = re.compile(r"[-–•*]? ?([\w-]{2,14})(?: level)?\n{0,2}")
ANOTHER = re.compile(
    r"(?:medior|mid|junior|senior)(?:-level)? (?:or|and|to|/) $|(?:/| or | to )$|mentor\w* $"
)
# "Data Scientist / Senior Data Scientist": who has no level may apply
WITH_OR_WITHOUT = re.compile(
    r"^(\w[\w ]{2,30}?) ?(?:/|\bor\b|\|) ?(?:senior|sr\.?|lead|staff|principal) \1(?!\w)"
)
MANY_LEVELS = 3  # so many levels for one opening tell none
MOST = 6  # occurrences of one word that are looked at
AROUND = 64  # characters before and after it
LONGEST_TITLE_LINE = 90  # characters of a first line that is a title
FIRST_LINES = 5  # lines among which the opening may stand with its level
SHORTEST_NAME = 8  # characters of a title that tells one opening from others
FIRST_CHARACTERS = 400  # of the text, which hold these lines


@dataclass(frozen=True, slots=True)
class SeniorityRules:
    """The words of data/rules/seniority.toml and the patterns made of them."""

    level_of: Mapping[str, str]
    cues: tuple[str, ...]
    marks: tuple[str, ...]
    labels: tuple[str, ...]
    word: re.Pattern[str]
    either: re.Pattern[str]  # "mid/senior"
    leveled_role: re.Pattern[str]  # a line that begins with a level and a role
    step: re.Pattern[str]
    no_level: re.Pattern[str]
    offered: re.Pattern[str]
    role_offered: re.Pattern[str]  # "buscamos un data scientist" before its level
    role_after: re.Pattern[str]
    role: re.Pattern[str]
    told: re.Pattern[str]


@cache
def load_rules() -> SeniorityRules:
    """Return the rules. Raises CatalogError for the first wrong group."""
    table = WordTable.read(SENIORITY, GROUPS, patterns=PATTERNS)
    word = rf"(?<![\w&])(?:{table.pattern(*LEVELS)})(?![\w&])"
    roles = f"(?:{table.pattern('roles')})"
    title_roles = quick_one_of(*(rf"\b{word}" for word in table.escaped("title_roles")))
    articles = one_of(*table.words("articles"))
    start = rf"(?:^|\n|[.!?:] ){one_of(*table.words('as_one'))}\s"
    offer = rf"(?:\b{one_of(*table.words('offers'))}\s{{1,2}}(?:for )?(?:{articles} )?|{start})"
    between = rf"(?:(?!{one_of(*table.words('not_between'))}\b)[\w-]{{1,20}},? ){{0,7}}"
    return SeniorityRules(
        level_of={word: level for level in LEVELS for word in table.words(level)},
        cues=table.words("cues"),
        marks=table.words("marks"),
        labels=table.words("labels"),
        word=re.compile(word),
        either=re.compile(rf"({word})\.?(?:[ -]level)?(?: ?(?:/|\bor\b|\band\b|&) ?| [-–] )({word})"),
        leveled_role=re.compile(
            rf"{word}\.? (?:[\w/&-]{{1,20}} ){{0,3}}(?:{table.pattern('title_roles')})\b"
        ),
        step=re.compile(
            rf"(?:{table.pattern('step_heads')})s?,?[ (-]{{1,3}}"
            r"(?:(?:level )?(?=[iv\d])|l(?=[1-3]))(i{1,3}|i?v|vi|[1-5])\b"
            r"(?!\s?(?:(?:days?|months?|years?|x|positions?|openings?|to)\b|[+%/\d])|[-–]|\s[-–]\s?\d)"
        ),
        no_level=re.compile(rf"\b{one_of(*table.words('no_level'))}\b"),
        offered=re.compile(rf"(?:{offer}{between}|{start}(?:new )?)$"),
        role_offered=re.compile(
            rf"{offer}(?:[\w/&+()-]{{1,24}} ){{0,4}}?{roles}(?: [\w/&-]{{2,12}}){{0,3}} \(?$"
        ),
        role_after=re.compile(rf"[ -](?:level )?(?:[\w/&+-]{{1,24}} ){{0,4}}?{roles}\b"),
        role=re.compile(title_roles + r"s?\b"),
        told=re.compile(rf"\b(?:{table.pattern('told')})\b|[.?!:]$"),  # its words, or its end
    )


def seniority_of(title: str) -> str:
    """Return the seniority that a title (in lower case) states, "unspecified" where it states none.

    Of several it is the highest, of a choice ("mid/senior") the lower.
    """
    rules = load_rules()
    plain = rules.no_level.sub(" ", load_roles().things.sub("specialist", title))
    plain = WITH_OR_WITHOUT.sub(r"\1", plain)
    levels = _levels_in(plain)
    if {"junior", "senior"} <= levels:
        return "unspecified"
    if (
        len(levels) > 1 and not levels & UNSHARED and (either := rules.either.search(plain))
    ):  # who has the lower one may apply
        levels = {max((rules.level_of[either[1]], rules.level_of[either[2]]), key=LEVELS.index)}
    return next((level for level in LEVELS if level in levels), "unspecified")


def _levels_in(title: str) -> set[str]:
    """Return the levels that the words of a title state, or the step where none but "junior" is stated."""
    rules = load_rules()
    words = rules.word.findall(title)
    levels = {rules.level_of[word] for word in words}
    if "associate" in title and levels - {"junior"}:  # "senior associate"
        levels = {rules.level_of[word] for word in words if word != "associate"}
    if levels <= {"junior"}:  # "senior data scientist i" is a senior one
        levels |= {STEPS[step] for step in rules.step.findall(title)}
    return levels


def seniority_in_text(marked: Marked, title: str = "") -> str:
    """Return the seniority that a text says its role has ("we are hiring a senior data scientist").

    `title` in lower case: a line among the first that holds it may state more.
    """
    found = _in_first_line(marked) or _in_field(marked) or _in_first_lines(marked, title) or _in_offer(marked)
    return found or _in_mark(marked) or "unspecified"


def _in_first_lines(marked: Marked, title: str) -> str | None:
    """Return the seniority of one of the first lines that names the opening with its level."""
    rules = load_rules()
    lines = [line.strip() for line in marked.cut(0, FIRST_CHARACTERS).split("\n") if line.strip()]
    for line in lines[:FIRST_LINES]:
        if len(line) > LONGEST_TITLE_LINE or rules.told.search(line):
            continue
        if rules.leveled_role.match(line) or (len(title) >= SHORTEST_NAME and title in line):
            level = seniority_of(line)
            if level != "unspecified":
                return level
    return None


def _in_first_line(marked: Marked) -> str | None:
    """Return the seniority of a first line that is a fuller title ("Senior ML Engineer - Oslo")."""
    line = marked.source[: 2 * LONGEST_TITLE_LINE].lstrip().partition("\n")[0].rstrip()
    if len(line) > LONGEST_TITLE_LINE:
        return None
    line, rules = line.lower(), load_rules()
    if not rules.role.search(line) or rules.told.search(line):
        return None
    level = seniority_of(line)
    return None if level == "unspecified" else level


def _in_field(marked: Marked) -> str | None:
    """Return the seniority of a field of its own ("Seniority: Senior")."""
    for field in marked.named(load_rules().labels):
        for at in marked.spots(field, MOST):
            after = marked.around(field, at, before=0, after=AROUND)[1]
            value = FIELD_VALUE.match(after)
            level = seniority_of(value[1]) if value else _listed_below(after)
            if level != "unspecified":
                return level
    return None


def _listed_below(after: str) -> str:
    """Return the seniority of the lines below the name of a field: of two levels the lower."""
    rules = load_rules()
    lines = VALUE_BELOW.match(f"{after}\n")
    words = BULLETS.findall(lines[1]) if lines else []
    levels = [rules.level_of[word] for word in takewhile(rules.level_of.__contains__, words)]
    return max(levels, key=LEVELS.index) if 0 < len(levels) < MANY_LEVELS else "unspecified"


def _in_mark(marked: Marked) -> str | None:
    """Return the seniority of the one label that is a line of its own ("- Sênior"), None for several."""
    rules = load_rules()
    levels = {rules.level_of[word] for word in marked.named(rules.marks) if _is_a_line(word, marked)}
    return levels.pop() if len(levels) == 1 else None


def _is_a_line(word: str, marked: Marked) -> bool:
    """Whether nothing but signs ("-") stands beside the word in one of its lines."""
    for at in marked.spots(word, MOST):
        before, after = marked.around(word, at, before=AROUND, after=AROUND)
        beside = before.rpartition("\n")[2] + after.partition("\n")[0]
        if not any(character.isalnum() for character in beside):
            return True
    return False


def _in_offer(marked: Marked) -> str | None:
    rules = load_rules()
    for cue in marked.named(rules.cues):
        for at in marked.spots(cue, MOST):
            before, after = marked.around(cue, at, before=AROUND, after=AROUND)
            is_before = rules.role_after.match(after) and rules.offered.search(before)
            if (is_before or rules.role_offered.search(before)) and not ANOTHER.search(before[-24:]):
                return seniority_of(cue)
    return None

"""How senior a posting's role is, from the words that say so; years asked for never decide."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from data.catalogue.skills import RULES
from data.wording.word_tables import WordTable
from nlp.facts.role_words import load_rules as load_roles
from nlp.text.windows import Marked, one_of, quick_one_of

SENIORITY = RULES / "seniority.toml"
LEVELS = ("intern", "director", "manager", "staff", "lead", "senior", "mid", "junior")  # the first decides
PATTERNS = ("no_level", "offers", "as_one", "not_between", "articles", "counted", "raised", "helped")
GROUPS = (
    *LEVELS, *PATTERNS, "step_heads", "cues", "marks", "labels", "roles", "title_roles", "told", "level_noun",
    "yielding", "either_or", "both", "up_to", "offered_for", "opened", "another",
)  # fmt: skip # a table: many words a line
UNSHARED = frozenset({"intern", "director"})  # levels that are no choice beside another
STEPS = {
    **dict.fromkeys(("i", "1"), "junior"),
    **dict.fromkeys(("ii", "2"), "mid"),
    **dict.fromkeys(("iii", "3"), "senior"),
    **dict.fromkeys(("iv", "v", "vi", "4", "5"), "staff"),
}
MANY_LEVELS = 3  # so many levels for one opening tell none
MOST = 6  # occurrences of one word that are looked at
AROUND = 64  # characters before and after it
LONGEST_TITLE_LINE = 90  # characters of a first line that is a title
FIRST_LINES = 5  # lines among which the opening may stand with its level
SHORTEST_NAME = 8  # characters of a title that tells one opening from others
FIRST_CHARACTERS = 400  # of the text, which hold these lines


@dataclass(frozen=True, slots=True)
class FieldRules:
    """Patterns of what stands behind the name of a field ("Seniority: Senior")."""

    value: re.Pattern[str]
    below: re.Pattern[str]  # in the next lines
    lines: re.Pattern[str]  # each of them


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
    field: FieldRules
    another: re.Pattern[str]  # before a level: it is that of somebody else, or one of a choice
    with_or_without: re.Pattern[str]  # "Data Scientist / Senior Data Scientist": who has no level may apply
    yielding: frozenset[str]


@cache
def load_rules() -> SeniorityRules:
    """Return the rules. Raises CatalogError for the first wrong group."""
    table = WordTable.read(SENIORITY, GROUPS, patterns=PATTERNS)
    word = rf"(?<![\w&])(?:{table.pattern(*LEVELS)})(?![\w&])"
    roles = f"(?:{table.pattern('roles')})"
    title_roles = quick_one_of(*(rf"\b{word}" for word in table.escaped("title_roles")))
    articles = one_of(*table.words("articles"))
    start = rf"(?:^|\n|[.!?:] ){one_of(*table.words('as_one'))}\s"
    offers, offered_for = one_of(*table.words("offers")), table.pattern("offered_for")
    offer = rf"(?:\b{offers}\s{{1,2}}(?:(?:{offered_for}) )?(?:{articles} )?|{start})"
    level, either_or = (f"(?:{table.pattern(group)})" for group in ("level_noun", "either_or"))
    joined = rf"\b(?:{table.pattern('either_or', 'both')})\b"
    between = rf"(?:(?!{one_of(*table.words('not_between'))}\b)[\w-]{{1,20}},? ){{0,7}}"
    return SeniorityRules(
        level_of={word: level for level in LEVELS for word in table.words(level)},
        cues=table.words("cues"),
        marks=table.words("marks"),
        labels=table.words("labels"),
        word=re.compile(word),
        either=re.compile(rf"({word})\.?(?:[ -]{level})?(?: ?(?:/|{joined}|&) ?| [-–] )({word})"),
        leveled_role=re.compile(
            rf"{word}\.? (?:[\w/&-]{{1,20}} ){{0,3}}(?:{table.pattern('title_roles')})\b"
        ),
        step=_step(table, level),
        no_level=re.compile(rf"\b{one_of(*table.words('no_level'))}\b"),
        offered=re.compile(rf"(?:{offer}{between}|{start}(?:(?:{table.pattern('opened')}) )?)$"),
        role_offered=re.compile(
            rf"{offer}(?:[\w/&+()-]{{1,24}} ){{0,4}}?{roles}(?: [\w/&-]{{2,12}}){{0,3}} \(?$"
        ),
        role_after=re.compile(rf"[ -](?:{level} )?(?:[\w/&+-]{{1,24}} ){{0,4}}?{roles}\b"),
        role=re.compile(title_roles + r"s?\b"),
        told=re.compile(rf"\b(?:{table.pattern('told')})\b|[.?!:]$"),  # its words, or its end
        field=_field(level),
        another=_another(table),
        with_or_without=re.compile(
            rf"^(\w[\w ]{{2,30}}?) ?(?:/|\b{either_or}\b|\|) ?{one_of(*table.words('raised'))} \1(?!\w)"
        ),
        yielding=frozenset(table.words("yielding")),
    )


def _step(table: WordTable, level: str) -> re.Pattern[str]:
    """Return the pattern of a step ("Engineer II", "Analyst, Level 2"), which is no number of anything."""
    return re.compile(
        rf"(?:{table.pattern('step_heads')})s?,?[ (-]{{1,3}}"
        rf"(?:(?:{level} )?(?=[iv\d])|l(?=[1-3]))(i{{1,3}}|i?v|vi|[1-5])\b"
        rf"(?!\s?(?:{one_of(*table.words('counted'))}\b|[+%/\d])|[-–]|\s[-–]\s?\d)"
    )


def _field(level: str) -> FieldRules:
    """Return the patterns for the value of a field; `level` is that of the noun behind a level."""
    noun = rf"(?: {level})?"
    return FieldRules(
        re.compile(rf"{noun} ?[:–-]\s{{0,2}}([^\n|,.;:]{{2,24}})"),
        re.compile(rf"{noun}\s?:?\s{{0,3}}\n\s{{0,3}}((?:[-–•*]? ?[\w-]{{2,14}}{noun}\n{{0,2}}){{1,5}})"),
        re.compile(rf"[-–•*]? ?([\w-]{{2,14}}){noun}\n{{0,2}}"),
    )


def _another(table: WordTable) -> re.Pattern[str]:
    """Return the pattern of what stands before a level that is not the one of the opening, or not alone."""
    levels, noun = table.pattern("another"), table.pattern("level_noun")
    joint = table.pattern("either_or", "both", "up_to")
    choice = "".join(rf"| {word} " for word in table.escaped("either_or", "up_to"))
    helped = one_of(*table.words("helped"))
    return re.compile(rf"(?:{levels})(?:-(?:{noun}))? (?:{joint}|/) $|(?:/{choice})$|{helped} $")


def seniority_of(title: str) -> str:
    """Return the seniority that a title (in lower case) states, "unspecified" where it states none.

    Of several it is the highest, of a choice ("mid/senior") the lower. Who manages a product has the level of
    the other words ("Product Manager II"), and that of a manager where there are none.
    """
    rules = load_rules()
    plain, managed = load_roles().things.subn("specialist", title)
    plain = rules.no_level.sub(" ", plain)
    plain = rules.with_or_without.sub(r"\1", plain)
    levels = _levels_in(plain)
    if {"junior", "senior"} <= levels:
        return "unspecified"
    if (
        len(levels) > 1 and not levels & UNSHARED and (either := rules.either.search(plain))
    ):  # who has the lower one may apply
        levels = {max((rules.level_of[either[1]], rules.level_of[either[2]]), key=LEVELS.index)}
    return next((level for level in LEVELS if level in levels), "manager" if managed else "unspecified")


def _levels_in(title: str) -> set[str]:
    """Return the levels that the words of a title state, or the step where none but "junior" is stated."""
    rules = load_rules()
    words = rules.word.findall(title)
    levels = {rules.level_of[word] for word in words}
    if levels - {"junior"} and not rules.yielding.isdisjoint(words):  # "senior associate"
        levels = {rules.level_of[word] for word in words if word not in rules.yielding}
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
    rules = load_rules()
    for field in marked.named(rules.labels):
        for at in marked.spots(field, MOST):
            after = marked.around(field, at, before=0, after=AROUND)[1]
            value = rules.field.value.match(after)
            level = seniority_of(value[1]) if value else _listed_below(after)
            if level != "unspecified":
                return level
    return None


def _listed_below(after: str) -> str:
    """Return the seniority of the lines below the name of a field: of two levels the lower."""
    rules = load_rules()
    lines = rules.field.below.match(f"{after}\n")
    words = rules.field.lines.findall(lines[1]) if lines else []
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
            if (is_before or rules.role_offered.search(before)) and not rules.another.search(before[-24:]):
                return seniority_of(cue)
    return None

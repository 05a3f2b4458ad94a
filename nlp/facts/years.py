"""How many years of experience a posting asks for at least."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from data.catalogue.skills import RULES
from data.wording.word_tables import WordTable
from nlp.text.windows import Marked, one_of, quick_one_of

YEARS = RULES / "years.toml"
NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
           "ten": 10, "twelve": 12, "fifteen": 15}  # fmt: skip # a table: many words a line
PATTERNS = (
    "experience", "doing", "of_else", "before_else", "by_us", "degrees", "none_after", "plus", "or_more",
    "or_with",
)  # fmt: skip # a table: many words a line
GROUPS = (
    *NUMBERS,
    *PATTERNS,
    "cues",
    "to",
    "kinds",
    "company_has",
    "more_than",
    "of_experience",
    "at_least",
    "none",
    "between",
    "between_and",
    "abbreviated",
    "closed",
)
MOST = 40  # times that one of these words is looked at
BEFORE = 56  # characters before the word: "a minimum of three (3) to five (5) full-time "
AFTER = 110  # characters after it, within which the line must speak of experience
AGE_OF_A_COMPANY = 15  # from here on "with 15 years of experience" is more often said of the employer
DEGREE_NEAR = 16  # characters before a number in which a degree is what it goes with
MOST_YEARS = 20  # more is never asked for
COUNTS_KEPT = 4096  # surroundings remembered with their verdict: postings share two lines in three
NEAR = 160  # characters between two counts that are alternatives by degree
FAR = 320  # characters where "or" stands before the second degree
NUMBER_BEGINS = r"(?:(?<![\d.,$€£/])(?=\d)|\b(?=[a-zé]))"


@dataclass(frozen=True, slots=True)
class YearsRules:
    """The words of data/rules/years.toml and the patterns made of them."""

    numbers: Mapping[str, int]
    cues: tuple[str, ...]
    begin: re.Pattern[str]  # where a number may begin
    count: re.Pattern[str]
    experience: re.Pattern[str]
    doing: re.Pattern[str]
    of_else: re.Pattern[str]
    before_else: re.Pattern[str]
    of_company: re.Pattern[str]
    by_us: re.Pattern[str]
    a_plus: re.Pattern[str]  # behind the years: they are not asked for
    degree: re.Pattern[str]
    or_degree: re.Pattern[str]
    none: tuple[str, ...]
    none_after: re.Pattern[str]
    of_experience: re.Pattern[str]
    at_least: re.Pattern[str]
    abbreviated: tuple[str, ...]  # words for years of experience
    closed: tuple[str, ...]  # how words for years go on where they are all that brackets hold


@cache
def load_rules() -> YearsRules:
    """Return the rules. Raises CatalogError for the first wrong group."""
    table = WordTable.read(YEARS, GROUPS, patterns=PATTERNS)
    numbers = {word: value for group, value in NUMBERS.items() for word in table.words(group)}
    first = re.escape("".join(dict.fromkeys(word[0] for word in numbers)))
    rests = "|".join(re.escape(word[1:]) for word in numbers)
    degrees = one_of(*table.words("degrees"))
    more = f"(?: (?:{table.pattern('more_than')}))"
    return YearsRules(
        numbers=numbers,
        cues=table.words("cues", "none"),
        # its first character in one class, which is quick to look for
        begin=re.compile(rf"[\d{first}](?:(?<=\d)|(?<![a-z].)(?:{rests}))"),
        count=re.compile(_count(table, numbers)),
        experience=re.compile(one_of(*table.words("experience"))),
        doing=re.compile(rf"\S{{0,4}}[ \xa0]{one_of(*table.words('doing'))}"),
        of_else=re.compile(rf"\S{{0,4}} ?{one_of(*table.words('of_else'))}"),
        before_else=re.compile(rf"\b{one_of(*table.words('before_else'))}[ :]{{1,2}}(?:\w+ )?$"),
        of_company=re.compile(
            rf"\b(?:{table.pattern('company_has')}){more}? ?$|\b(?:{table.pattern('more_than')}) $"
        ),
        by_us=re.compile(quick_one_of(*table.words("by_us"))),
        a_plus=re.compile(rf"[^.,;:(–—]{{0,80}}?{one_of(*table.words('plus'))}"),
        degree=re.compile(degrees),
        or_degree=re.compile(rf"\b{one_of(*table.words('or_with'))}\s{degrees}"),
        none=table.words("none"),
        none_after=re.compile(one_of(*table.words("none_after"))),
        of_experience=re.compile(table.pattern("of_experience")),
        at_least=re.compile(table.pattern("at_least")),
        abbreviated=table.words("abbreviated"),
        closed=(*(f"{word})" for word in table.words("closed")), *table.words("abbreviated")),
    )


def _count(table: WordTable, numbers: Iterable[str]) -> str:
    """Return the pattern of a count that ends before a word for years: "between three (3) and 5 full "."""
    words = "|".join(map(re.escape, numbers))
    number = rf"(?:\d{{1,2}}(?:\.5)?|{words})"
    plus = rf"\s?(?:\+|&plus;|{'|'.join(table.words('or_more'))})"
    between = "|".join(  # "between 2 and 4 years"
        rf"(?<=\b{word} \w{{{n}}})" for word in table.escaped("between") for n in range(1, 6)
    )
    again = rf"(?:\s?\((?:\d{{1,2}}|{words})\))?"  # "three (3)"
    to = rf"(?:\s?(?:{table.pattern('to')})\s?|(?:{between}) (?:{table.pattern('between_and')}) )"
    return (
        rf"{NUMBER_BEGINS}(?P<least>{number}){again}(?P<plus>{plus})?"
        rf"(?P<to>{to}(?:{number}){again}(?:{plus})?)?"
        rf"(?P<more> (?:{table.pattern('kinds')}))?[\s-]{{0,3}}$"
    )


def years_of(marked: Marked) -> float | None:
    """Return the smallest number of years that the first general requirement asks for.

    Counts that depend on a degree ("5 years, or 3 with a PhD") are alternatives: the smallest of them.
    """
    least: float | None = None
    last = 0
    named = marked.named(load_rules().cues)
    for at, cue in sorted((spot, word) for word in named for spot in marked.spots(word, MOST)):
        if least is not None and at - last >= FAR:
            break
        years = _years_at(marked, cue, at)
        if years is None:
            continue
        if least is None:
            least, last = years, at
        elif _are_alternatives(marked, last, at):
            least, last = min(least, years), at
    return least


def _years_at(marked: Marked, cue: str, at: int) -> float | None:
    """Return the years of experience that are asked for where a cue stands, None where it says nothing."""
    rules = load_rules()
    if cue in rules.none:
        end = at + len(cue)
        return 0.0 if rules.none_after.match(marked.cut(end, end + AFTER)) else None
    return _count_at(marked.cut(at - BEFORE, at), marked.cut(at, at + AFTER).split("\n", 1)[0])


def _are_alternatives(marked: Marked, last: int, at: int) -> bool:
    """Whether two counts of years, at `last` and `at`, go with different degrees."""
    rules = load_rules()
    if at - last < NEAR:
        return rules.degree.search(marked.cut(last, at + 80)) is not None
    return at - last < FAR and rules.or_degree.search(marked.cut(last, at)) is not None


@lru_cache(maxsize=COUNTS_KEPT)
def _count_at(before: str, after: str) -> float | None:
    """Return the years of experience that are asked for where a word for years stands, None for others."""
    rules = load_rules()
    begin = rules.begin.search(before)
    counted = begin and rules.count.search(before, begin.start())
    if counted is None or _is_of_else(before[: counted.start()], before, after):
        return None
    if not _is_of_experience(counted, before, after):
        return None
    word = counted["least"]
    years = float(rules.numbers.get(word) or word)
    if years >= AGE_OF_A_COMPANY and not counted["to"] and rules.of_company.search(before[: counted.start()]):
        return None
    return years if years <= MOST_YEARS else None


def _is_of_else(lead: str, before: str, after: str) -> bool:
    """Whether a count of years is of something else than experience asked for; `lead` ends at the number."""
    rules = load_rules()
    if rules.before_else.search(lead) or rules.of_else.match(after, min(len(after), 4)):
        return True
    if rules.by_us.search(after.partition(". ")[0]) or rules.a_plus.match(after):
        return True
    return after[4:7].strip("s").startswith(",") and not (
        load_rules().of_experience.search(before) or load_rules().degree.search(lead[-DEGREE_NEAR:])
    )  # "for ten years, ..."


def _is_of_experience(counted: re.Match[str], before: str, after: str) -> bool:
    """Whether a count of years is one of experience: the line says so, or the count reads like a demand."""
    rules = load_rules()
    if (
        rules.experience.search(after)
        or rules.of_experience.search(before)
        or after.startswith(rules.abbreviated)
    ):
        return True
    has_plus = counted["plus"] or before[: counted.start()].endswith("+")  # "+4 years"
    demand = has_plus or counted["to"] or counted["more"] or rules.at_least.search(before)
    return bool(demand) and (after.startswith(rules.closed) or bool(rules.doing.match(after, 3)))

"""Names that a posting rules out: "no Java", "we don't use Jenkins", "TensorFlow is not required"."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from data.catalogue.skills import RULES
from data.wording.word_tables import WordTable
from nlp.names.disambiguate import Candidate
from nlp.text.windows import one_of

NEGATION = RULES / "negation.toml"
PATTERNS = ("knowing", "needed_whole")
GROUPS = (
    "no", "before_no", "none", "do_not", "denied_verb", "to_know", *PATTERNS, "what", "is_not", "needed",
    "nice",
)  # fmt: skip # a table: many words a line
LONGEST_DENIAL = 6  # characters of the first such word and the space behind it
LONGEST_SECOND = 3  # of a second one ("non è", "no es")
LONGEST_BEFORE = 28  # characters before what is denied that say so ("experience is not")
END_OF_DENIAL = 3  # characters that rule out most words beside names
REACH = 80  # characters around, within the line, in which a plus is about the same name


@dataclass(frozen=True, slots=True)
class NegationRules:
    """The patterns made of the words of data/rules/negation.toml."""

    endings: tuple[str, ...]  # how a denial may end
    verbal: frozenset[str]  # the same without its space, where a verb must follow ("don't")
    refused_after: re.Pattern[str]
    wanted_after: re.Pattern[str]
    refused_before: re.Pattern[str]
    not_asked: re.Pattern[str]
    nice: re.Pattern[str]


@cache
def load_negation() -> NegationRules:
    """Return the rules. Raises CatalogError for the first wrong group."""
    table = WordTable.read(NEGATION, GROUPS, patterns=PATTERNS)
    is_not, do_not = table.words("is_not"), table.words("do_not")
    starts = [form for word in table.words("no", "none") for form in (word.capitalize(), word)]
    verbal = dict.fromkeys(_in_both_quotes(word[-END_OF_DENIAL:] for word in do_not))
    endings = (word[-END_OF_DENIAL:] for word in (*starts, *_in_both_quotes((*do_not, *is_not))))
    denied = (
        rf"{one_of(*(rf'(?<={re.escape(ending)} )' for ending in verbal))}(?:{table.pattern('denied_verb')}) "
    )
    glued = one_of(*(re.escape(word) if word[0] == "-" else f" {re.escape(word)}" for word in is_not))
    return NegationRules(
        tuple(f"{ending} " for ending in dict.fromkeys(endings)),
        frozenset(verbal),
        _refused_after(table),
        re.compile(rf"{denied}(?:(?:{table.pattern('to_know')}) )?|{one_of(*table.words('knowing'))} "),
        re.compile(rf"(?: (?:{table.pattern('what')}))?{_with_both_quotes(glued)} $"),
        re.compile(one_of(table.pattern("needed"), *table.words("needed_whole"))),
        re.compile(rf"\b(?:{table.pattern('nice')})", re.IGNORECASE),
    )


def _refused_after(table: WordTable) -> re.Pattern[str]:
    """Return the pattern of what refuses the name behind it.

    A small "no" inside a sentence may be Portuguese ("no AWS": in AWS).
    """
    no = table.words("no")
    begins = one_of(*(re.escape(word.capitalize()) for word in no))
    inside = one_of(*map(re.escape, no))
    others = [
        rf"[{word[0].upper()}{word[0]}]{_with_both_quotes(re.escape(word[1:]))}"
        for word in table.words("none", "do_not")
    ]
    before = rf"(?:^|[.,;:!?(•\n-] ?|\b(?:{table.pattern('before_no')}) )"
    return re.compile(rf"(?:(?<![\w-]){begins}|{before}{inside}|\b{one_of(*others)}) $")


def _with_both_quotes(pattern: str) -> str:
    """Return a pattern in which either apostrophe may stand for a straight one."""
    return pattern.replace("'", "['’]")


def _in_both_quotes(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        yield word
        if "'" in word:
            yield word.replace("'", "’")


def ruled_out(plain: str, denials: Sequence[int], names: Sequence[Candidate]) -> set[int]:
    """Return the numbers of the names that the posting says it does not ask for.

    `denials` is where words begin that may deny; `names` are in order.
    """
    firsts = [plain.find(" ", at, at + LONGEST_DENIAL) + 1 for at in denials]
    ends = [*firsts, *(plain.find(" ", at, at + LONGEST_SECOND) + 1 for at in firsts if at)]
    places = [at for at in ends if plain.endswith(load_negation().endings, 0, at)]
    if not places:
        return set()
    starts = [name.start for name in names]
    return {number for at in places if (number := _refused_at(plain, at, names, starts)) is not None}


def _refused_at(plain: str, at: int, names: Sequence[Candidate], starts: Sequence[int]) -> int | None:
    """Return the number of the name that a denial which ends at `at` rules out, or None."""
    first = max(0, at - LONGEST_BEFORE)
    rules = load_negation()
    number = bisect_left(starts, at)
    if number and rules.not_asked.match(plain, at):
        end = names[number - 1].end
        if said := rules.refused_before.search(plain, max(first, end), at):
            is_refused = said.start() == end and not has_plus(plain, end, at)
            return number - 1 if is_refused else None
    if number == len(names) or not rules.refused_after.search(plain, first, at):
        return None
    wanted = rules.wanted_after.match(plain, at)
    is_verb = plain[at - 1 - END_OF_DENIAL : at - 1] in rules.verbal
    return number if starts[number] == (wanted.end() if wanted else at) and (wanted or not is_verb) else None


def has_plus(plain: str, start: int, end: int) -> bool:
    """Tell whether the line says near plain[start:end] that something is nice to have."""
    before = plain[max(0, start - REACH) : start].rpartition("\n")[2]
    after = plain[end : end + REACH].partition("\n")[0]
    return load_negation().nice.search(f"{before} {after}") is not None

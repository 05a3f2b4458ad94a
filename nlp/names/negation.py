"""Names that a posting rules out: "no Java", "we don't use Jenkins", "TensorFlow is not required"."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from data.catalogue.skills import RULES
from nlp.catalogue.word_tables import WordTable
from nlp.names.disambiguate import Candidate
from nlp.text.windows import one_of

NEGATION = RULES / "negation.toml"
PATTERNS = ("knowing", "needed_whole")
GROUPS = ("denied_verb", "to_know", *PATTERNS, "is_not", "needed", "nice")
LONGEST_DENIAL = 6  # characters of the first such word and the space behind it
LONGEST_SECOND = 3  # of a second one ("non è", "no es")
LONGEST_BEFORE = 28  # characters before what is denied that say so ("experience is not")
END_OF_DENIAL = 3  # characters that rule out most words beside names
# a small "no" inside a sentence may be Portuguese ("no AWS": in AWS)
REFUSED_AFTER = re.compile(
    r"(?:(?<![\w-])No|(?:^|[.,;:!?(•\n-] ?|\b(?:is|have|has|with|requires?|needs?|but|and) )no|\b[Zz]ero"
    r"|\b(?:[Dd]o|[Dd]oes)(?:n['’]t| not)) $"
)
REACH = 80  # characters around, within the line, in which a plus is about the same name


@dataclass(frozen=True, slots=True)
class NegationRules:
    """The patterns made of the words of data/rules/negation.toml."""

    endings: tuple[str, ...]  # how a denial may end
    wanted_after: re.Pattern[str]
    refused_before: re.Pattern[str]
    not_asked: re.Pattern[str]
    nice: re.Pattern[str]


@cache
def load_negation() -> NegationRules:
    """Return the rules. Raises CatalogError for the first wrong group."""
    table = WordTable.read(NEGATION, GROUPS, patterns=PATTERNS)
    is_not = table.words("is_not")
    endings = (word[-END_OF_DENIAL:] for word in is_not)
    denied = rf"(?:(?<=n['’]t )|(?<=not ))(?:{table.pattern('denied_verb')}) "
    glued = one_of(*(re.escape(word) if word[0] == "-" else f" {re.escape(word)}" for word in is_not))
    return NegationRules(
        tuple(f"{ending} " for ending in ("No", "no", "ero", *_in_both_quotes(endings))),
        re.compile(rf"{denied}(?:(?:{table.pattern('to_know')}) )?|{one_of(*table.words('knowing'))} "),
        re.compile(
            rf"(?: (?:experience|knowledge|skills?))?{glued.replace(chr(39), '[' + chr(39) + '’]')} $"
        ),
        re.compile(one_of(table.pattern("needed"), *table.words("needed_whole"))),
        re.compile(rf"\b(?:{table.pattern('nice')})", re.IGNORECASE),
    )


def _in_both_quotes(words: Iterator[str]) -> Iterator[str]:
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
    if number == len(names) or not REFUSED_AFTER.search(plain, first, at):
        return None
    wanted = rules.wanted_after.match(plain, at)
    is_verb = plain[at - 4 : at - 1] in ("n't", "n’t", "not")
    return number if starts[number] == (wanted.end() if wanted else at) and (wanted or not is_verb) else None


def has_plus(plain: str, start: int, end: int) -> bool:
    """Tell whether the line says near plain[start:end] that something is nice to have."""
    before = plain[max(0, start - REACH) : start].rpartition("\n")[2]
    after = plain[end : end + REACH].partition("\n")[0]
    return load_negation().nice.search(f"{before} {after}") is not None

"""The review queue: terms that the catalogue lacks, the likeliest names of tools first.

A term is proposed where the trained finder marks it in most of the lines that name it, and where it keeps
known tools company. Capitals of few letters are mostly abbreviations of something
else, and a term that is also an employer is mostly that, so both stand lower, and so do typos of known names.
"""

import math
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from time import monotonic

from data.places import city_countries, country_names, state_names
from nlp.discovery.sightings import Months, Sightings, TermCounts
from nlp.discovery.terms import KnownNames, key_of
from nlp.finder.finder import NameFinder

FEWEST_EMPLOYERS = 2  # a name of one employer is mostly its own
LINES = 8  # of a term that the finder is asked about
MOST_TERMS = 6_000  # that the finder is asked about, those of most company and employers first
PART = 500  # terms asked about between two looks at the clock
IN_COMPANY = 0.12  # share of a term's postings in which it stands beside a known name
FULL_COMPANY = 0.8  # from here on more company adds nothing
MANY_VOICES = (
    6  # from here on more employers add nothing, unless they came lately: others were looked at before
)
GROWTH = 2.0  # times as large a share of the last twelve months' employers as of those before
MANY_PARTS = 6  # known names beside which a word stands that says little: "Azure Certification"
ABBREVIATION = re.compile(r"(?=.{2,6}$)[a-z]?[A-Z]{2,5}s?")  # "nDCG", "CPUs"
AN_ABBREVIATION = 0.5
AN_EMPLOYER = 0.5
A_GENERIC_WORD = 0.5
A_TYPO = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A term for review. `found` is the share of lines in which the finder marks exactly it.

    `part` is the known name inside it, "" for none; `months` holds first and last month by employer.
    """

    term: str
    part: str
    postings: int
    listed: int
    found: float
    score: float
    months: dict[str, Months]
    examples: tuple[str, ...]

    @property
    def employers(self) -> int:
        """How many employers use it."""
        return len(self.months)

    @property
    def first_seen(self) -> str | None:
        """The first month, None where nobody knows."""
        return min((first for first, _ in self.months.values() if first), default=None)


def proposals(
    counts: TermCounts,
    known: KnownNames,
    finder: NameFinder,
    vouches: Callable[[str], bool],
    *,
    fewest: int = FEWEST_EMPLOYERS,
    reviewed: Collection[str] = (),
    seconds: float = math.inf,
) -> list[Proposal]:
    """Return the terms to review, the best first; those in `reviewed` were decided on.

    `vouches` tells whether a line names a tool that counts: an employer's customers are listed like tools.
    The finder is asked for at most about so many seconds; what it was not asked about is left out.
    """
    decided = set(map(key_of, reviewed))
    generic = generic_words(counts.sightings.values())
    chosen = [
        found
        for found in counts.names(fewest)
        if company_of(found) >= IN_COMPANY
        and key_of(found.term) not in decided
        and found.term.casefold() not in place_names()
        and not known.holds(found.term)
    ]
    chosen.sort(key=lambda one: (-company_of(one) * math.log1p(one.voices), one.term))
    shares = found_shares(chosen[:MOST_TERMS], finder, seconds)
    ranked = [
        proposal_of(one, share, vouched(one, vouches) * weight_of(one, counts.employers, generic, known))
        for one, share in zip(chosen, shares, strict=False)
    ]
    return sorted(
        (one for one in ranked if one.score > 0), key=lambda one: (-one.score, -one.employers, one.term)
    )


def company_of(found: Sightings) -> float:
    """Return the share of its postings in which a term stands beside a known name, outside it."""
    return found.listed / found.postings


def weight_of(
    found: Sightings, employers: Mapping[str, Months], generic: frozenset[str], known: KnownNames
) -> float:
    """Return what a term is worth to a reviewer by who uses it, how it is written and what is beside it."""
    term = found.term
    weight = min(1.0, company_of(found) / FULL_COMPANY)
    grown = has_grown(found.employers, employers)
    weight *= math.log1p(found.voices if grown else min(found.voices, MANY_VOICES))
    if ABBREVIATION.fullmatch(term) and not grown:
        weight *= AN_ABBREVIATION
    if term.casefold() in employers:
        weight *= AN_EMPLOYER
    if " " in term and not generic.isdisjoint(term.casefold().split(" ")[1:]):
        weight *= A_GENERIC_WORD
    if known.is_typo(term):
        weight *= A_TYPO
    return weight


def vouched(found: Sightings, vouches: Callable[[str], bool]) -> float:
    """Return the share of a term's lines that name a tool that counts."""
    lines = found.examples[:LINES]
    return sum(vouches(line) for line, _ in lines) / len(lines)


def has_grown(users: Mapping[str, Months], employers: Mapping[str, Months]) -> bool:
    """Tell whether a term's share of the employers of the last twelve months is GROWTH times that before."""
    newest = max(last for _, last in employers.values())
    cut = f"{int(newest[:4]) - 1}{newest[4:]}" if newest else ""
    before, after = (sum("" < first <= cut for first, _ in group.values()) for group in (users, employers))
    users_now, now = (sum(last > cut for _, last in group.values()) for group in (users, employers))
    return after > 0 and users_now > MANY_VOICES and users_now * after >= GROWTH * before * now


def proposal_of(found: Sightings, share: float, weight: float) -> Proposal:
    """Return the proposal of a term that the finder marks in a share of its lines."""
    return Proposal(
        term=found.term,
        part=found.part,
        postings=found.postings,
        listed=found.listed,
        found=share,
        score=share**2 * weight,
        months=found.employers,
        examples=tuple(line for line, _ in found.examples),
    )


def found_shares(chosen: Sequence[Sightings], finder: NameFinder, seconds: float) -> list[float]:
    """Return for each term, as far as the time allows, the share of lines in which the finder marks it."""
    end = monotonic() + seconds
    shares: list[float] = []
    while len(shares) < len(chosen) and monotonic() < end:
        part = chosen[len(shares) : len(shares) + PART]
        asked = [(number, *one) for number, found in enumerate(part) for one in found.examples[:LINES]]
        marked: dict[int, list[bool]] = defaultdict(list)
        spans = finder.find_all(line for _, line, _ in asked)
        for (number, line, words), names in zip(asked, spans, strict=True):
            marked[number].append(any(line[start:end_] == words for start, end_ in names))
        shares += [sum(marked[number]) / len(marked[number]) for number in range(len(part))]
    return shares


def generic_words(sightings: Iterable[Sightings]) -> frozenset[str]:
    """Return the words that stand beside so many known names that with them a name says little of its own."""
    parts: defaultdict[str, set[str]] = defaultdict(set)
    for found in sightings:
        for word in beside_part(found):
            parts[word].add(found.part.casefold())
    return frozenset(word for word, beside in parts.items() if len(beside) >= MANY_PARTS)


def beside_part(found: Sightings) -> set[str]:
    """Return the words of a compound beside its known name, in lower case; none where it is no compound."""
    words = set(found.term.casefold().split(" "))
    return words - set(found.part.casefold().split(" ")) if found.part else set()


@cache
def place_names() -> frozenset[str]:
    """Return the names of countries, states and cities, in lower case."""
    names = (*country_names().values(), *state_names().values(), *city_countries())
    return frozenset(name.casefold() for name in names)

"""The specification curve of a claim: our share under each reasonable reading of what the claim counted.

A published share seldom says all that a count needs: which titles, which months, which sites, which country,
vacancies or postings, naming or requiring. Every combination of the usual answers is one reading (Simonsohn,
Simmons and Nelson 2020). Where the readings disagree, so would two honest people who repeat the count.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from math import hypot

import numpy as np

from analysis.arithmetic.employer_tally import EmployerTally, intervals
from analysis.market.basis import UNITS, too_few
from analysis.market.corpus import Corpus
from analysis.market.figure_words import ROLE_NAMES, day_in_words, in_hundred, listed
from analysis.market.layout import NO_LEVEL, Bools, Ints, level_mask, starts_of
from analysis.market.periods import Period, shifted
from analysis.market.provenance import Interval, IntervalKind
from analysis.market.slices import DENOMINATORS, Slice
from data.origins import source_name
from data.records import RECRUITER_BIT

MIXED = (0.05, 0.95)  # parts of the readings; between these they disagree
MOST_WIDE = 0.17  # a reading with a wider interval holds nearly every claim, so it is not counted
NORMAL = 1.96  # standard errors on either side of a figure that hold 95 in 100
# rarer titles that another count of the role might have taken in; a commoner one would replace the role
NEAR_ROLES: Mapping[str, tuple[str, ...]] = {
    "ml_engineer": ("mlops_engineer", "ai_engineer"),
    "data_scientist": ("research_scientist",),
}
HOME = "US"  # where most published counts are made
ONE_VOICE = "each employer counted once, by its mean"

Days = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimedRange:
    """What a claim says, its rounding included.

    `error` is the standard error of its own sample and of how we read, 0 if both are unknown.
    """

    low: float
    high: float
    error: float = 0.0

    def is_inside(self, interval: Interval) -> bool:
        """Whether an interval of ours, widened by the claim's own error, holds a value that is claimed."""
        below, above = interval.value - interval.low, interval.high - interval.value
        own = NORMAL * self.error
        return self.high >= interval.value - hypot(below, own) and self.low <= interval.value + hypot(
            above, own
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimReading:
    """Our share under one reading; `is_inside` says whether the claim lies in its interval.

    `one_voice` gives each employer one voice, its own share; `recruiters` is whether agencies count.
    """

    part: Slice
    one_voice: bool
    recruiters: bool
    interval: Interval
    is_inside: bool

    @property
    def in_words(self) -> str:
        """Return 'ML engineer vacancies, in US, since January 2026, without recruiters'."""
        said = [self.part.in_words()]
        said += [] if self.recruiters else ["without recruiters"]
        return ", ".join([*said, ONE_VOICE] if self.one_voice else said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Specification:
    """All readings of a claim that have enough vacancies to speak, from the lowest share to the highest."""

    readings: tuple[ClaimReading, ...]

    @property
    def inside(self) -> int:
        """How many readings hold the claim in their interval."""
        return sum(one.is_inside for one in self.readings)

    @property
    def part_inside(self) -> float:
        """The same as a part of all readings."""
        return self.inside / len(self.readings)

    @property
    def lowest(self) -> float:
        """The smallest share of a reading."""
        return self.readings[0].interval.value

    @property
    def highest(self) -> float:
        """The largest share of a reading."""
        return self.readings[-1].interval.value

    @property
    def is_mixed(self) -> bool:
        """Whether the readings disagree: the claim is inside in 5 to 95 of 100."""
        return MIXED[0] <= self.part_inside <= MIXED[1]

    def choices(self) -> tuple["ReadingChoice", ...]:
        """Return what each answer to each open question makes of the share, a question at a time."""
        found = []
        for question, answer_of in QUESTIONS:
            answers: dict[str, list[ClaimReading]] = {}
            for one in self.readings:
                answers.setdefault(answer_of(one), []).append(one)
            if len(answers) > 1:
                found += [_choice(question, answer, answers[answer]) for answer in sorted(answers)]
        return tuple(found)

    @property
    def sentence(self) -> str:
        """Return 'over 576 readings ours is 28 to 62 in 100, with the claim inside in 217 of them'."""
        ends = dict.fromkeys(in_hundred(end) for end in (self.lowest, self.highest))
        inside = {0: "none", len(self.readings): "all"}.get(self.inside, f"{self.inside:,}")
        return (
            f"over {len(self.readings):,} readings ours is {' to '.join(ends)} in 100, "
            f"with the claim inside in {inside} of them"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingChoice:
    """The readings that give one answer to an open question; `inside` of them hold the claim."""

    question: str
    answer: str
    readings: int
    inside: int
    lowest: float
    highest: float


def _choice(question: str, answer: str, readings: Sequence[ClaimReading]) -> ReadingChoice:
    return ReadingChoice(
        question=question,
        answer=answer,
        readings=len(readings),
        inside=sum(one.is_inside for one in readings),
        lowest=readings[0].interval.value,
        highest=readings[-1].interval.value,
    )


def _period_in_words(part: Slice) -> str:
    if part.since and part.until:
        return Period(part.since, part.until).in_words
    if part.since:
        return f"since {day_in_words(part.since)}"
    return f"before {day_in_words(part.until)}" if part.until else "all years"


def _roles_in_words(part: Slice) -> str:
    """Return 'ML and MLOps engineer', naming what they share once."""
    found = [ROLE_NAMES[role] for role in part.roles]
    shared = found[0].rpartition(" ")[1:] if found else ("", "")
    ending = "".join(shared)
    if len(found) > 1 and all(name.endswith(ending) for name in found):
        found = [*(name.removesuffix(ending) for name in found[:-1]), found[-1]]
    return listed(found, "and") or "all roles"


def _unit_in_words(reading: ClaimReading) -> str:
    return f"per {UNITS[reading.part.denominator]}" if not reading.one_voice else "per employer, by its mean"


LEVEL_ANSWERS: Mapping[str, str] = {
    "asked": "named, required or not",
    "required": "required",
    "preferred": "preferred",
    "mentioned": "mentioned in duties",
    "any": "named anywhere",
}
# what a claim leaves open, and how each answer is called
QUESTIONS: tuple[tuple[str, Callable[[ClaimReading], str]], ...] = (
    ("titles", lambda one: _roles_in_words(one.part)),
    ("period", lambda one: _period_in_words(one.part)),
    ("sources", lambda one: listed([source_name(name) for name in one.part.sources]) or "all sources"),
    ("countries", lambda one: listed(one.part.countries) or "all countries"),
    ("recruiters", lambda one: "with recruiters" if one.recruiters else "without recruiters"),
    ("unit", _unit_in_words),
    ("level", lambda one: LEVEL_ANSWERS[one.part.level]),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedShare:
    """What a claim is about: columns of the corpus of which any one counts, and what is claimed.

    `of_postings` is true where it says that postings were counted, so that employers are no unit of it.
    """

    codes: tuple[int, ...]
    claimed: ClaimedRange
    of_postings: bool = False


def specifications(
    corpus: Corpus, part: Slice, year: int, asked: Sequence[AskedShare]
) -> list[Specification | None]:
    """Return our shares under every reading of claims that were made in one year about one slice.

    `part` is the reading nearest to them. The rows of a reading are chosen once for all of them. None where
    no reading has an interval of at most MOST_WIDE.
    """
    levels = tuple(dict.fromkeys((part.level, "required")))
    named = np.concatenate([rows_naming_any(corpus, one.codes, levels) for one in asked])
    found: list[list[ClaimReading]] = [[] for _ in asked]
    for way, tally in _ways(corpus, part, year, named, levels):
        measured = iter(_intervals(tally, way.one_voice))
        for place, one in enumerate(asked):
            read = [way.read(level, next(measured), one.claimed) for level in levels]
            found[place] += [] if one.of_postings and way.counts_employers else read
    return [_curve(readings) for readings in found]


def _curve(readings: Sequence[ClaimReading]) -> Specification | None:
    """Return those readings that are sure enough, in the order of their shares."""
    sure = [one for one in readings if one.interval.high - one.interval.low <= MOST_WIDE]
    ordered = sorted(sure, key=lambda one: one.interval.value)
    return Specification(readings=tuple(ordered)) if ordered else None


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to count, with its slice at each level."""

    parts: Mapping[str, Slice]
    one_voice: bool
    recruiters: bool

    @property
    def counts_employers(self) -> bool:
        return self.one_voice or any(part.denominator == "employers" for part in self.parts.values())

    def read(self, level: str, interval: Interval, claimed: ClaimedRange) -> ClaimReading:
        return ClaimReading(
            part=self.parts[level],
            one_voice=self.one_voice,
            recruiters=self.recruiters,
            interval=interval,
            is_inside=claimed.is_inside(interval),
        )


def _ways(
    corpus: Corpus, part: Slice, year: int, named: Bools, levels: Sequence[str]
) -> Iterator[tuple[_Way, EmployerTally]]:
    """Yield each way to count that has enough data, with the rows that each line of `named` marks."""
    for here in parts_read(corpus, part, year):
        rows = np.flatnonzero(corpus.mask(here))
        parts = {
            unit: {level: here.narrowed(denominator=unit, level=level) for level in levels}
            for unit in DENOMINATORS
        }
        for recruiters, some in _with_and_without_recruiters(corpus, rows):
            for denominator, one_voice, tally in _tallies(corpus, some, named):
                yield _Way(parts[denominator], one_voice, recruiters), tally


def parts_read(corpus: Corpus, part: Slice, year: int) -> Iterator[Slice]:
    """Yield the slices of all readings: roles, periods, sources and countries; `part` itself is the first."""
    for roles, (since, until), sources, countries in product(
        _roles(part), _periods(part, year), _sources(corpus, part), _countries(corpus, part)
    ):
        yield part.narrowed(roles=roles, since=since, until=until, sources=sources, countries=countries)


def _roles(part: Slice) -> list[tuple[str, ...]]:
    """Return the role alone, and with each near one; several roles, or none, are what they are."""
    near = NEAR_ROLES.get(part.roles[0], ()) if len(part.roles) == 1 else ()
    return [part.roles, *((*part.roles, other) for other in near)]


def _periods(part: Slice, year: int) -> list[Days]:
    """Return the period as it is; an open one also from the year of the claim and the year before it.

    A closed one also by its halves: a count is made on a few days of the period that its report names.
    """
    own = (part.since, part.until)
    if part.since and part.until:
        middle = _middle(Period(part.since, part.until))
        return [own, (part.since, middle), (middle, part.until)]
    starts = [date(start, 1, 1) for start in (year, year - 1)]
    others = [(day, part.until) for day in starts if part.until is None or day < part.until]
    return list(dict.fromkeys([own, *others]))


def _middle(period: Period) -> date:
    """Return the first of the month in the middle, or the day where a period is not made of months."""
    if period.months > 1:
        return shifted(period.since, period.months // 2)
    return date.fromordinal((period.since.toordinal() + period.until.toordinal()) // 2)


def _sources(corpus: Corpus, part: Slice) -> list[tuple[str, ...]]:
    """Return all sources, and the largest alone, where there are several and none is chosen."""
    names = corpus.postings.sources
    counts = np.bincount(corpus.postings.source[corpus.mask(part)], minlength=len(names))
    if part.sources or np.count_nonzero(counts) < 2:
        return [part.sources]
    return [(), (names[int(counts.argmax())],)]


def _countries(corpus: Corpus, part: Slice) -> list[tuple[str, ...]]:
    """Return all countries, and HOME alone, where no country is chosen and postings name it."""
    is_open = not part.countries and HOME in corpus.postings.countries
    return [(), (HOME,)] if is_open else [part.countries]


def _with_and_without_recruiters(corpus: Corpus, rows: Ints) -> Iterator[tuple[bool, Ints]]:
    """Yield whether recruiters count, and the rows; once where there are none."""
    yield True, rows
    kept = rows[(corpus.postings.flags[rows] & RECRUITER_BIT) == 0]
    if len(kept) < len(rows):
        yield False, kept


def _tallies(corpus: Corpus, rows: Ints, named: Bools) -> Iterator[tuple[str, bool, EmployerTally]]:
    """Yield denominator, whether each employer has one voice, and the tally of each way with enough data.

    Rows are in the order of employers and vacancies, so both are runs of them.
    """
    vacancies = rows.take(starts_of(corpus.postings.vacancy[rows]))
    postings, once = (by_employer(corpus, some, named) for some in (rows, vacancies))
    of_employers = EmployerTally(np.ones_like(once.sizes), np.minimum(once.named, 1))
    for denominator, tally in zip(DENOMINATORS, (once, postings, of_employers), strict=True):
        if too_few(tally) is None:
            yield denominator, False, tally
    if too_few(once) is None:
        yield DENOMINATORS[0], True, EmployerTally(of_employers.sizes, once.named / once.sizes)


def by_employer(corpus: Corpus, rows: Ints, named: Bools) -> EmployerTally:
    """Count the rows, and those that each line of `named` (over all rows) marks, by employer."""
    first = starts_of(corpus.employer[rows])
    sizes = np.diff(np.r_[first, len(rows)])
    if not len(rows):
        return EmployerTally(sizes[:0], np.zeros((len(named), 0), dtype=np.int64))
    return EmployerTally(sizes, np.add.reduceat(named[:, rows], first, axis=1, dtype=np.int64))


def _intervals(tally: EmployerTally, one_voice: bool) -> list[Interval]:
    kind: IntervalKind = "wilson of employers" if one_voice else "wilson"
    columns = (column.tolist() for column in intervals(tally))
    return [
        Interval(value=share, low=low, high=high, n=tally.n, kind=kind)
        for share, low, high in zip(*columns, strict=True)
    ]


def rows_naming_any(corpus: Corpus, codes: Sequence[int], levels: Sequence[str]) -> Bools:
    """Levels x all rows: which name any of some skills there, each row at the strongest level it has."""
    strongest = np.full(len(corpus), NO_LEVEL, dtype=np.int8)
    for code in codes:
        mine = corpus.pairs.of(code)
        rows = corpus.pairs.row[mine]
        strongest[rows] = np.minimum(strongest[rows], corpus.pairs.level[mine])
    return np.stack([level_mask(strongest, level) & (strongest < NO_LEVEL) for level in levels])

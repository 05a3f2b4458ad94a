"""Stated pay as percentiles by currency, with their intervals and how many state any; never a "premium".

No premium of a skill is measured: what looks like one is mostly seniority in disguise.

The interval of a percentile is that of a share, turned round (Woodruff 1952): the part of the statements at
or below the percentile has an interval with employers as clusters, and the percentiles at its two ends
are the ends of the pay's interval. It needs no random draws and no assumption on how pay is spread.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.arithmetic.employer_tally import EmployerTally, effective_n, t_quantile, wilson
from analysis.market.corpus import Corpus, day_of, years_of
from analysis.market.figure_words import count_of, in_hundred
from analysis.market.provenance import Interval, Provenance, Traced, provenance_of
from analysis.market.selection import Selection, select
from analysis.market.slices import Slice
from data.records import PAY_PERIODS, Skill

MIN_STATED = 30
MIN_EMPLOYERS = 10
PERCENTILES = (10, 25, 50, 75, 90)
PERCENTILE_COLUMNS = tuple(f"p{percent}{end}" for percent in PERCENTILES for end in ("", "_low", "_high"))
# paid units in a year, as labour statistics count full-time work: 52 weeks of 40 hours or 5 days
UNITS_A_YEAR = {"year": 1.0, "month": 12.0, "day": 260.0, "hour": 2080.0}

Floats = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int64]


def _percentile(percent: int) -> tuple[property, property, property]:
    """Return the properties of one percentile and of the ends of its interval; None when suppressed."""
    place = PERCENTILES.index(percent)

    def read(end: str) -> property:
        return property(lambda self: getattr(self.percentiles[place], end) if self.percentiles else None)

    return read("value"), read("low"), read("high")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pay(Traced):
    """Yearly pay as stated in one currency, at the middle of each stated range; None when suppressed.

    `percentiles` are those of PERCENTILES, none when suppressed. `subject` is the skill that all vacancies
    name, None for all of them. `year` is the year of posting, None when the years from `first_year` to
    `last_year` are pooled. `stated` of `n` vacancies state any pay in this currency; `coverage` is that part.
    """

    COLUMNS = (
        "skill", "name", "currency", "year", *PERCENTILE_COLUMNS, "stated", "n", "coverage", "employers",
        "first_year", "last_year", "why", "slice", "snapshot", "catalog",
    )  # fmt: skip # one name a line would hide their order

    subject: Skill | None
    provenance: Provenance
    currency: str
    year: int | None
    percentiles: tuple[Interval, ...]
    stated: int
    n: int
    employers: int
    first_year: int
    last_year: int
    why: str | None

    p10, p10_low, p10_high = _percentile(10)
    p25, p25_low, p25_high = _percentile(25)
    p50, p50_low, p50_high = _percentile(50)
    p75, p75_low, p75_high = _percentile(75)
    p90, p90_low, p90_high = _percentile(90)

    @property
    def skill(self) -> str | None:
        """The id of the skill that all vacancies name."""
        return None if self.subject is None else self.subject.id

    @property
    def name(self) -> str | None:
        """The name of that skill."""
        return None if self.subject is None else self.subject.name

    @property
    def coverage(self) -> float:
        """The part of the vacancies that state pay in this currency."""
        return self.stated / self.n

    @property
    def years(self) -> str:
        """Return '2025', or '2011 to 2026' for pooled years."""
        return f"{self.first_year}" + (f" to {self.last_year}" if self.last_year > self.first_year else "")

    @property
    def sentence(self) -> str:
        """The middle half and the median of the stated ranges, each with its interval, and the years."""
        of = f", {self.name}" if self.name else ""
        if not self.percentiles:
            return f"pay in {self.currency}{of}: {self.why}"
        naming = f" that name {self.name}" if self.name else ""
        _, first, median, last, _ = (_with_ends(one) for one in self.percentiles)
        return (
            f"{self.currency}{of}, {self.years}: the middle half of "
            f"{count_of(self.stated, 'stated range')} lies between {first} and "
            f"{last} a year, median {median}; "
            f"{in_hundred(self.coverage)} in 100 {self._counted()}{naming} state one"
        )

    def _counted(self) -> str:
        return self.slice.counted() if self.year is None else f"{self.slice.whom()} of {self.year}"

    @property
    def receipt(self) -> str:
        """Return the line that reproduces this figure; its value is the median."""
        skills = [self.skill] if self.skill else []
        return self.provenance.receipt("pay", skills, self.p50, currency=self.currency, year=self.year)


def _with_ends(one: Interval) -> str:
    return f"{one.value:,.0f} ({one.low:,.0f} to {one.high:,.0f})"


def pay(corpus: Corpus, part: Slice, skill: str | None = None, *, by_year: bool = False) -> tuple[Pay, ...]:
    """Return the stated pay of a slice (of those that name `skill`, if given), most stated currency first.

    With `by_year` each currency is followed by its years of posting that have enough statements, the newest
    first.
    """
    selection = _naming(corpus, part, skill)
    codes = corpus.postings.currency[selection.rows[_stated(selection)]]
    counts = np.bincount(codes[codes >= 0], minlength=len(corpus.postings.currencies))
    found: list[Pay] = []
    for code in np.argsort(-counts, kind="stable").tolist():
        if counts[code]:
            found.append(_pay(selection, skill, code))
            found += _by_year(selection, skill, code) if by_year else []
    return tuple(found)


def pay_in(
    corpus: Corpus, part: Slice, currency: str, skill: str | None = None, year: int | None = None
) -> Pay | None:
    """Return the stated pay in one currency (and year of posting), None when nobody states any."""
    selection, currencies = _naming(corpus, part, skill), corpus.postings.currencies
    code = currencies.index(currency) if currency in currencies else -1
    if code < 0 or not len(_of(selection, code, year)):
        return None
    return _pay(selection, skill, code, year)


def yearly_pay(corpus: Corpus) -> Floats:
    """Return each posting's stated pay a year, at the middle of its range; NaN where none is stated."""
    tables = corpus.postings
    units = np.array([*(UNITS_A_YEAR[period] for period in PAY_PERIODS), np.nan])
    return np.asarray((tables.salary_min + tables.salary_max) / 2 * units[tables.pay_period])


def _naming(corpus: Corpus, part: Slice, skill: str | None) -> Selection:
    """Return the rows of a slice, only those that name `skill` if one is given."""
    selection = select(corpus, part)
    if skill is None:
        return selection
    return Selection(corpus, part, selection.rows[selection.names(corpus.code(skill))])


def _stated(selection: Selection) -> npt.NDArray[np.bool_]:
    return ~np.isnan(yearly_pay(selection.corpus)[selection.rows])


def _years(selection: Selection) -> Rows:
    return years_of(selection.corpus.postings.posted_day[selection.rows])


def _of(selection: Selection, code: int, year: int | None) -> Rows:
    """Return the rows that state pay in a currency, of one year of posting if given."""
    mine = _stated(selection) & (selection.corpus.postings.currency[selection.rows] == code)
    if year is not None:
        mine &= _years(selection) == year
    return selection.rows[np.flatnonzero(mine)]


def _by_year(selection: Selection, skill: str | None, code: int) -> list[Pay]:
    """Return the years that have enough statements; with one year alone, none beside the pooled figure."""
    years = np.unique(_years(selection)[np.isin(selection.rows, _of(selection, code, None))]).tolist()
    found = [_pay(selection, skill, code, year) for year in reversed(years)] if len(years) > 1 else []
    return [one for one in found if one.why is None]


def _pay(selection: Selection, skill: str | None, code: int, year: int | None = None) -> Pay:
    corpus, stated = selection.corpus, _of(selection, code, year)
    employer, days = corpus.employer[stated], corpus.postings.posted_day[stated]
    n = len(selection.rows) if year is None else int((_years(selection) == year).sum())
    ranges = count_of(len(stated), "stated range")
    owners = len(np.unique(employer))
    why = None
    if len(stated) < MIN_STATED or owners < MIN_EMPLOYERS:
        why = f"{ranges} from {count_of(owners, 'employer')}: too few to say"
    return Pay(
        subject=None if skill is None else corpus.skills[corpus.code(skill)],
        provenance=provenance_of(corpus, selection.part),
        currency=corpus.postings.currencies[code],
        year=year,
        percentiles=() if why else percentiles(yearly_pay(corpus)[stated], employer),
        stated=len(stated),
        n=n,
        employers=owners,
        first_year=day_of(int(days.min())).year,
        last_year=day_of(int(days.max())).year,
        why=why,
    )


def percentiles(values: Floats, employer: Rows) -> tuple[Interval, ...]:
    """Return the PERCENTILES of some statements, each with its 95% interval."""
    present, place = np.unique(employer, return_inverse=True)
    points = np.percentile(values, PERCENTILES)
    below = np.stack([np.bincount(place[values <= point], minlength=len(present)) for point in points])
    tally = EmployerTally(np.bincount(place, minlength=len(present)), below)
    parts = np.array(PERCENTILES) / 100
    sizes = effective_n(tally, tally.shares(), tally.variances())
    low, high = wilson(parts, sizes, t_quantile(tally.kish))
    ends = [np.quantile(values, end) for end in (low, high)]
    return tuple(
        Interval(value=value, low=low, high=high, n=len(values), kind="woodruff")
        for value, low, high in np.stack([points, *ends], axis=1).tolist()
    )

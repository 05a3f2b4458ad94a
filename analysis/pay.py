"""Stated pay as percentiles by currency, with how many state any; never a "premium" per skill.

Peers measured such premiums: they are seniority in disguise.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.corpus import Corpus
from analysis.slices import Slice
from analysis.words import count_of, in_hundred
from data.records import PAY_PERIODS

MIN_STATED = 30
MIN_EMPLOYERS = 10
PERCENTILES = (10, 25, 50, 75, 90)
# paid units in a year, as labour statistics count full-time work: 52 weeks of 40 hours or 5 days
UNITS_A_YEAR = {"year": 1.0, "month": 12.0, "day": 260.0, "hour": 2080.0}

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pay:
    """Yearly pay as stated in one currency, at the middle of each stated range; None when suppressed.

    `stated` of `n` vacancies state any pay in this currency; `coverage` is that part.
    """

    currency: str
    p10: float | None
    p25: float | None
    p50: float | None
    p75: float | None
    p90: float | None
    stated: int
    n: int
    coverage: float
    employers: int
    why: str | None
    slice: Slice
    snapshot: str
    catalog: str

    @property
    def sentence(self) -> str:
        """Return 'half of 120 stated ranges have their middle between 90,000 and 140,000 USD a year ...'."""
        if self.p25 is None or self.p50 is None or self.p75 is None:
            return f"pay in {self.currency}: {self.why}"
        return (
            f"{self.currency}: the middle half of {count_of(self.stated, 'stated range')} lies between "
            f"{self.p25:,.0f} and {self.p75:,.0f} a year, median {self.p50:,.0f}; "
            f"{in_hundred(self.coverage)} in 100 vacancies state one"
        )


def pay(corpus: Corpus, part: Slice, skill: str | None = None) -> tuple[Pay, ...]:
    """Return the stated pay of a slice (of those that name `skill`, if given), most stated currency first."""
    selection, tables = corpus.select(part), corpus.postings
    rows = selection.rows
    if skill is not None:
        rows = rows[selection.names(corpus.code(skill))]
    yearly = yearly_pay(corpus)[rows]
    stated = np.flatnonzero(~np.isnan(yearly))
    currency = tables.currency[rows[stated]]
    counts = np.bincount(currency[currency >= 0], minlength=len(tables.currencies))
    order = [code for code in np.argsort(-counts, kind="stable").tolist() if counts[code]]
    return tuple(_pay(corpus, part, rows, code, stated[currency == code]) for code in order)


def yearly_pay(corpus: Corpus) -> Floats:
    """Return each posting's stated pay a year, at the middle of its range; NaN where none is stated."""
    tables = corpus.postings
    units = np.array([*(UNITS_A_YEAR[period] for period in PAY_PERIODS), np.nan])
    return np.asarray((tables.salary_min + tables.salary_max) / 2 * units[tables.pay_period])


def _pay(
    corpus: Corpus, part: Slice, rows: npt.NDArray[np.int64], code: int, stated: npt.NDArray[np.int64]
) -> Pay:
    tables = corpus.postings
    employers = len(np.unique(tables.employer[rows[stated]]))
    name = tables.currencies[code]
    why = None
    values: list[float | None] = [None] * len(PERCENTILES)
    if len(stated) < MIN_STATED or employers < MIN_EMPLOYERS:
        ranges, owners = count_of(len(stated), "stated range"), count_of(employers, "employer")
        why = f"{ranges} from {owners}: too few to say"
    else:
        values = np.percentile(yearly_pay(corpus)[rows[stated]], PERCENTILES).tolist()
    return Pay(
        currency=name, p10=values[0], p25=values[1], p50=values[2], p75=values[3], p90=values[4],
        stated=len(stated), n=len(rows), coverage=len(stated) / len(rows), employers=employers, why=why,
        slice=part, snapshot=corpus.snapshot, catalog=corpus.catalog,
    )  # fmt: skip

"""Shares over time, with the gaps, the unfinished months and the changes of instrument marked.

Every point is the share of its own period, so it equals the figure of the slice with that period. Lines run
only through consecutive points with enough data; nothing is interpolated. A source that starts or ends is a
change of the instrument: in one month RAG stood at 22% in one source and at 46% in another.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import numpy.typing as npt

from analysis.accuracy.share_error import ShareError, is_audited, share_error
from analysis.arithmetic.employer_tally import EmployerTally, t_quantile
from analysis.market.basis import UNITS, Basis, basis, too_few, too_few_of
from analysis.market.corpus import Corpus, day_number, day_of
from analysis.market.figure_words import in_hundred, interval_in_words
from analysis.market.layout import Rows, level_mask
from analysis.market.periods import STEPS, Period, is_whole, steps_between
from analysis.market.provenance import (
    TOTAL,
    HoldsReading,
    Interval,
    OfSkill,
    OnSample,
    Provenance,
    Sample,
    Suppressible,
    Traced,
    provenance_of,
    share_intervals,
)
from analysis.market.slices import Slice
from data.errors import UsageError
from data.origins import source_name
from data.records import Skill

HARDLY_COLLECTED = 0.10  # of a source's usual postings in a period: below it its collection failed
SOURCE_PRESENT = 10  # postings in a period for a source to count as present
SMALL_SOURCE = 0.01  # of all postings: a source below it breaks no line
MOSTLY_MEASURED = 0.9  # of a slice must lie in periods with enough data for "auto" to choose a step

NO_ROWS = np.zeros(0, dtype=np.int32)

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point(Traced, OfSkill, OnSample, HoldsReading, Suppressible):
    """One period of a trend. `state` is "ok", "partial" (the period is not over, or the slice cuts it),
    "thin" (too few to say) or "gap" (nothing or hardly anything was collected). `whole` is the slice of the
    trend, of which `slice` is the part in this period, and `step` how long its periods are. `corrected` is
    that of a share, where the interval holds the errors of reading.
    """

    COLUMNS = (
        "period", "share", "low", "high", "n", "named", "employers", "state", "why", "skill", "slice",
        "snapshot", "catalog", "corrected", "interval_kind",
    )  # fmt: skip # one name a line would hide their order

    period: Period
    subject: Skill
    provenance: Provenance
    interval: Interval | None
    sample: Sample
    named: int
    state: str
    why: str | None
    whole: Slice
    step: str
    corrected: float | None = None

    @property
    def share(self) -> float | None:
        """The share of the period."""
        return self.value

    @property
    def receipt(self) -> str:
        """Return the line that reproduces this point, with what marks it among the others of its trend."""
        trend = replace(self.provenance, slice=self.whole)
        return trend.receipt(
            "trend", [self.skill], self.share, after=self.period.text, of=self.step, interval=self.held
        )

    @property
    def sentence(self) -> str:
        """Return '2026-03: about 43 in 100 vacancies (39 to 47)', or why there is no figure."""
        if self.share is None or self.low is None or self.high is None:
            return f"{self.period.label}: {self.why}"
        said = f"{self.period.label}: about {in_hundred(self.share)} in 100 {self.whole.whom()}"
        said = f"{said} ({interval_in_words(self.low, self.high)})"
        return f"{said}; {self.why}" if self.why else said


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend(OfSkill):
    """One skill's line."""

    subject: Skill
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class SourceBreak:
    """A source starts or ends at the first day of a period."""

    source: str
    day: date
    happens: str

    @property
    def sentence(self) -> str:
        """Return 'Hacker News starts here: before and after are not the same instrument'."""
        name = source_name(self.source)
        return f"{name} {self.happens} here: before and after are not the same instrument"


@dataclass(frozen=True, slots=True)
class MonthCoverage:
    """How many postings of a source were dated in a period, whatever the slice."""

    period: Period
    source: str
    postings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Trends:
    """The lines of some skills over the same periods, with what happened to the instrument meanwhile."""

    basis: Basis
    step: str
    periods: tuple[Period, ...]
    lines: tuple[Trend, ...]
    breaks: tuple[SourceBreak, ...]
    coverage: tuple[MonthCoverage, ...]


def trends(
    corpus: Corpus, part: Slice, skills: Sequence[str], *, step: str = "auto", interval: str = TOTAL
) -> Trends:
    """Return the trends of some skills (ids or names) by "month", "quarter" or "half".

    "auto" takes the finest step at which nine tenths of the slice lie in periods with enough data. Thin
    periods before the first and after the last of these are left out. `interval` is that of `shares`.
    """
    if step != "auto" and step not in STEPS:
        raise UsageError(f"a step is auto, {', '.join(STEPS)}, not {step!r}")
    codes = [corpus.code(skill) for skill in skills]
    chosen, panel = _finest(corpus, part) if step == "auto" else (step, _panel(corpus, part, step))
    panel = _trimmed(panel, _enough(part, panel))
    counts = _coverage(corpus, part, panel.periods)
    elsewhere = _elsewhere(corpus, part, chosen) if interval == TOTAL and is_audited(part) else None
    lines = tuple(_line(corpus, part, panel, code, counts, chosen, elsewhere) for code in codes)
    names = corpus.postings.sources
    return Trends(
        basis=basis(corpus, part),
        step=chosen,
        periods=panel.periods,
        lines=lines,
        breaks=_breaks(panel.periods, counts, names),
        coverage=tuple(
            MonthCoverage(period, names[place], int(row[place]))
            for period, row in zip(panel.periods, counts, strict=True)
            for place in np.flatnonzero(row)
        ),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Panel:
    """The rows of a slice by period: those of period i are `rows[bounds[i]:bounds[i + 1]]`.

    `employer` numbers the employers of the slice without gaps, for each row of the corpus.
    """

    periods: tuple[Period, ...]
    rows: Ints
    bounds: Ints
    employer: Ints
    employers: int

    def rows_of(self, place: int) -> Ints:
        return self.rows[self.bounds[place] : self.bounds[place + 1]]


def _panel(corpus: Corpus, part: Slice, step: str) -> _Panel:
    """Return the rows of each period; within a period a vacancy is counted once."""
    rows = np.flatnonzero(corpus.mask(part))
    tables = corpus.postings
    days = tables.posted_day[rows]
    if not len(rows):
        return _Panel((), rows, np.zeros(1, dtype=np.int64), corpus.employer, 0)
    periods = tuple(steps_between(day_of(int(days.min())), day_of(int(days.max())), STEPS[step]))
    place = _places(periods, days)
    order = np.argsort(place, kind="stable")
    rows, place = rows[order], place[order]
    if part.denominator != "postings":
        vacancy = tables.vacancy[rows]
        first = np.r_[True, (vacancy[1:] != vacancy[:-1]) | (place[1:] != place[:-1])]
        rows, place = rows[first], place[first]
    used = np.zeros(len(tables.employers), dtype=np.bool_)
    used[corpus.employer[rows]] = True
    number = (np.cumsum(used) - 1).take(corpus.employer)
    bounds = np.searchsorted(place, np.arange(len(periods) + 1))
    return _Panel(periods, rows, bounds, number, int(used.sum()))


def _places(periods: tuple[Period, ...], days: npt.NDArray[np.int32]) -> npt.NDArray[np.int16]:
    """Return the period of each day, -1 outside all of them; by a table of days, there are few of those."""
    first = day_number(periods[0].since)
    lengths = [(period.until - period.since).days for period in periods]
    table = np.repeat(np.arange(len(periods), dtype=np.int16), lengths)
    table = np.r_[np.int16(-1), table, np.int16(-1)]
    return np.asarray(table.take(np.clip(days - first + 1, 0, len(table) - 1)))


def _finest(corpus: Corpus, part: Slice) -> tuple[str, _Panel]:
    """Return the finest step at which most of the slice lies in periods with enough data, with its rows."""
    for step in STEPS:
        panel = _panel(corpus, part, step)
        sizes = np.diff(panel.bounds)
        if sizes[_enough(part, panel)].sum() >= MOSTLY_MEASURED * sizes.sum():
            break
    return step, panel


def _enough(part: Slice, panel: _Panel) -> Bools:
    """Return which periods have enough data for a figure."""
    places = range(len(panel.periods))
    return np.array([too_few_of(_units(panel, part, place)) is None for place in places], dtype=np.bool_)


def _trimmed(panel: _Panel, is_enough: Bools) -> _Panel:
    """Return the panel without the thin periods before the first and after the last with enough data."""
    if not is_enough.any():
        return panel
    first, last = np.flatnonzero(is_enough)[[0, -1]].tolist()
    return replace(panel, periods=panel.periods[first : last + 1], bounds=panel.bounds[first : last + 2])


def _units(panel: _Panel, part: Slice, place: int, named: Bools | None = None) -> Ints:
    """Return the units of each employer in one period, or those that name a skill (by row of the corpus)."""
    rows = panel.rows_of(place)
    employer = panel.employer.take(rows)
    if named is not None:
        employer = employer[named.take(rows)]
    units = np.bincount(employer, minlength=panel.employers)
    return np.minimum(units, 1) if part.denominator == "employers" else units


def _tally(panel: _Panel, part: Slice, place: int, named: Bools) -> EmployerTally:
    """Return the counts of one skill in one period, as the share of that period has them."""
    sizes = _units(panel, part, place)
    present = np.flatnonzero(sizes)
    mine = _units(panel, part, place, named)[present]
    return EmployerTally(sizes[present], mine[None, :].astype(np.float64))


def _elsewhere(corpus: Corpus, part: Slice, step: str) -> dict[date, Rows]:
    """Return the rows of each period, by its first day, whatever their role; none for a slice of all roles.

    A vacancy is counted once in a period, as among those of the role.
    """
    if not part.roles:
        return {}
    whole = part.narrowed(roles=())
    return corpus.recent.get(("rows by period", whole, step), lambda: _by_period(_panel(corpus, whole, step)))


def _by_period(panel: _Panel) -> dict[date, Rows]:
    return {period.since: panel.rows_of(place).astype(np.int32) for place, period in enumerate(panel.periods)}


def _line(
    corpus: Corpus,
    part: Slice,
    panel: _Panel,
    code: int,
    counts: Ints,
    step: str,
    elsewhere: Mapping[date, Rows] | None,
) -> Trend:
    pairs, skill = corpus.pairs, corpus.skills[code]
    mine, named = pairs.of(code), np.zeros(len(corpus), dtype=np.bool_)
    named[pairs.row[mine][level_mask(pairs.level[mine], part.level)]] = True
    collected = np.atleast_1d(_well_collected(counts).any(axis=1))
    points = []
    for place, period in enumerate(panel.periods):
        tally, error = _tally(panel, part, place, named), None
        if elsewhere is not None:
            rows = elsewhere.get(period.since, NO_ROWS)
            whole = (float(np.count_nonzero(named.take(rows))), len(rows))
            error = share_error(corpus, part, [code], (float(tally.totals()[0]), tally.n), whole)
        is_collected = bool(collected[place])
        points.append(_point(corpus, part, period, skill, tally, error, collected=is_collected, step=step))
    return Trend(subject=skill, points=tuple(points))


def _point(
    corpus: Corpus,
    part: Slice,
    period: Period,
    skill: Skill,
    tally: EmployerTally,
    error: ShareError | None,
    *,
    collected: bool,
    step: str,
) -> Point:
    inside = _inside(part, period)
    sample = Sample.of(tally.sizes)
    why = too_few(sample, UNITS[part.denominator])
    state = _state(corpus, period, inside, why, collected)
    return Point(
        period=inside,
        subject=skill,
        provenance=provenance_of(corpus, part.narrowed(since=inside.since, until=inside.until)),
        interval=None if why else _interval(tally, error),
        corrected=None if why or error is None else error.corrected(float(tally.shares()[0])),
        sample=sample,
        named=int(tally.named.sum()),
        state=state,
        why=why or WORDS.get(state),
        whole=part,
        step=step,
    )


def _interval(tally: EmployerTally, error: ShareError | None) -> Interval:
    """Return the share of a tally between the ends of chance, or of chance and an error of reading."""
    (chance,) = share_intervals(tally)
    return chance if error is None else error.total(chance, t_quantile(tally.kish))


WORDS = {
    "gap": "hardly anything was collected then",
    "partial": "the period is not whole: not to be compared",
}


def _inside(part: Slice, period: Period) -> Period:
    """Return the part of a period that a slice lets through."""
    since, until = (
        max(period.since, part.since or period.since),
        min(period.until, part.until or period.until),
    )
    return Period(since, until)


def _state(corpus: Corpus, period: Period, inside: Period, why: str | None, collected: bool) -> str:
    first, last = corpus.first_day, corpus.last_day
    if not collected:
        return "gap"
    if why:
        return "thin"
    is_cut = inside != period or first is None or last is None or not is_whole(period, first, last)
    return "partial" if is_cut else "ok"


def _coverage(corpus: Corpus, part: Slice, periods: tuple[Period, ...]) -> Ints:
    """Return periods x sources: all postings by day, whatever else the slice asks."""
    tables, sources = corpus.postings, len(corpus.postings.sources)
    if not periods:
        return np.zeros((0, sources), dtype=np.int64)
    place = _places(periods, tables.posted_day)
    inside = place >= 0
    if part.sources:
        inside &= np.isin(tables.source, [i for i, name in enumerate(tables.sources) if name in part.sources])
    key = place[inside].astype(np.int64) * sources + tables.source[inside]
    return np.bincount(key, minlength=len(periods) * sources).reshape(len(periods), sources)


def _well_collected(counts: Ints) -> Bools:
    """Return periods x sources: whether a source gave about what it usually gives."""
    if not counts.size:
        return counts > 0
    present = np.where(counts > 0, counts, np.nan)
    has_any = counts.any(axis=0)
    usual = np.full(counts.shape[1], np.inf)
    usual[has_any] = np.nanmedian(present[:, has_any], axis=0)
    return np.asarray(counts >= np.maximum(SOURCE_PRESENT, HARDLY_COLLECTED * usual))


def _breaks(periods: tuple[Period, ...], counts: Ints, names: tuple[str, ...]) -> tuple[SourceBreak, ...]:
    well, size = _well_collected(counts), counts.sum(axis=0)
    large = size >= SMALL_SOURCE * max(1, int(size.sum()))
    found = []
    for place in range(1, len(periods)):
        for source in np.flatnonzero(large & (well[place] != well[place - 1])):
            happens = "starts" if well[place, source] else "ends"
            found.append(SourceBreak(names[source], periods[place].since, happens))
    return tuple(found)

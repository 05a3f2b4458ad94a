"""Where a figure comes from and what it stands on: the parts that every printed figure is made of.

A record of a figure holds these parts as fields and reads its flat cells through them; the classes below
without fields give it the names of those cells.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

import numpy as np
import numpy.typing as npt

from analysis.arithmetic.employer_tally import EmployerTally, effective_employers, intervals
from analysis.arithmetic.multiple_tests import TestsTogether
from analysis.market.corpus import Corpus
from analysis.market.periods import Period
from analysis.market.receipts import Receipt
from analysis.market.slices import Slice
from data.records import Skill

TOTAL, CHANCE = INTERVALS = ("total", "chance")  # what an interval of a share holds: reading with the first

# how an interval was made; all are of 95% and none treats the postings of one employer as independent
IntervalKind = Literal[
    "wilson",  # Wilson's, at the size that the jackknife over employers leaves (see `employer_tally`)
    "wilson of employers",  # the same for a mean over employers, one voice each
    "jackknife t",  # value +- t quantile x jackknife error, leaving out one employer at a time
    "jackknife t of logs",  # the same on the scale of logarithms, for a ratio
    "woodruff",  # of a percentile: the interval of the part at or below it, turned round
    "total",  # Wilson's with the errors of reading and of the role, around the share corrected for reading
    "resampled",  # the middle 95% of what resamples of employers give
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """All that it takes to compute a figure again, but the skill it is of.

    `snapshot` is the digest of the facts, `catalog` that of the rules that read them. Where two `periods` are
    compared (the earlier one first) they stand in for the dates of the slice; `against` is the other slice of
    a comparison. `family` and `family_size` name the tests that a verdict comes from, None without one.
    """

    slice: Slice
    snapshot: str
    catalog: str
    periods: tuple[Period, Period] | None = None
    against: Slice | None = None
    family: str | None = None
    family_size: int | None = None

    def receipt(self, figure: str, skills: Sequence[str], value: float | None, **stated: Any) -> str:
        """Return the line that reproduces a figure; `stated` is what only some figures have.

        See `Receipt` for the names that `stated` may have.
        """
        before, after = (one.text for one in self.periods) if self.periods else (None, None)
        return Receipt(
            figure=figure,
            skills=tuple(skills),
            slice=self.slice,
            snapshot=self.snapshot,
            catalog=self.catalog,
            value=value,
            against=None if self.against is None else self.against.to_query(),
            family=self.family,
            tests=self.family_size,
            **{"before": before, "after": after, **stated},
        ).to_text()


def provenance_of(
    corpus: Corpus,
    part: Slice,
    *,
    periods: tuple[Period, Period] | None = None,
    against: Slice | None = None,
    family: TestsTogether | None = None,
) -> Provenance:
    """Return where a figure of a slice of this corpus comes from."""
    return Provenance(
        slice=part,
        snapshot=corpus.snapshot,
        catalog=corpus.catalog,
        periods=periods,
        against=against,
        family=None if family is None else family.id,
        family_size=None if family is None else family.size,
    )


@dataclass(frozen=True, slots=True)
class Sample:
    """The `n` units that a figure stands on and the employers they are of.

    `kish` is the effective number of employers: as many of equal size would weigh the same.
    """

    n: int
    employers: int
    kish: float

    @classmethod
    def of(cls, sizes: npt.NDArray[np.integer]) -> "Sample":
        """Return the sample of so many units of each employer; 0 for one that has none in it."""
        return cls(int(sizes.sum()), int(np.count_nonzero(sizes)), effective_employers(sizes))


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A value between the ends of its 95% interval, and the units that it stands on.

    `n` counts the units of both sides together where two are held against each other. Raises ValueError for
    an interval that stands on nothing.
    """

    value: float
    low: float
    high: float
    n: int
    kind: IntervalKind

    def __post_init__(self) -> None:
        if self.n < 1:
            raise ValueError(f"an interval must stand on at least one unit, not on {self.n}")


def share_intervals(tally: EmployerTally) -> list[Interval]:
    """Return the share of each skill of a tally with its interval, knowing that employers are clusters."""
    return [
        Interval(value=share, low=low, high=high, n=tally.n, kind="wilson")
        for share, low, high in zip(*(column.tolist() for column in intervals(tally)), strict=True)
    ]


def value_of(interval: Interval | None) -> float | None:
    """Return the value; None where there is no interval."""
    return None if interval is None else interval.value


def low_of(interval: Interval | None) -> float | None:
    """Return the lower end; None where there is no interval."""
    return None if interval is None else interval.low


def high_of(interval: Interval | None) -> float | None:
    """Return the upper end; None where there is no interval."""
    return None if interval is None else interval.high


class Traced:
    """A figure that says where it comes from; `COLUMNS` are the cells of its flat row, in order.

    Programs read these names: they stay as they are.
    """

    __slots__ = ()
    COLUMNS: ClassVar[tuple[str, ...]]
    provenance: Provenance

    @property
    def slice(self) -> Slice:
        """The slice that the figure is of."""
        return self.provenance.slice

    @property
    def snapshot(self) -> str:
        """The digest of the facts."""
        return self.provenance.snapshot

    @property
    def catalog(self) -> str:
        """The digest of the rules that read them."""
        return self.provenance.catalog

    def by_column(self) -> dict[str, Any]:
        """Return the values of the flat row by name, before they are written as text."""
        return {name: getattr(self, name) for name in self.COLUMNS}


class OfSkill:
    """A figure of one skill, or of any of several: then `skill` has all ids."""

    __slots__ = ()
    subject: Skill

    @property
    def skill(self) -> str:
        """The id of the skill."""
        return self.subject.id

    @property
    def name(self) -> str:
        """The name of the skill."""
        return self.subject.name

    @property
    def kind(self) -> str:
        """The kind of the skill, one of KINDS."""
        return self.subject.kind


class OnSample:
    """A figure of one sample."""

    __slots__ = ()
    sample: Sample

    @property
    def n(self) -> int:
        """The units that the figure stands on."""
        return self.sample.n

    @property
    def employers(self) -> int:
        """The employers of these units."""
        return self.sample.employers

    @property
    def kish(self) -> float:
        """The effective number of these employers."""
        return self.sample.kish


class OfTwoPeriods:
    """A figure that holds the sample of one period against that of an earlier one."""

    __slots__ = ()
    provenance: Provenance
    samples: tuple[Sample, Sample]

    @property
    def period_before(self) -> Period:
        """The earlier period."""
        return _both(self.provenance)[0]

    @property
    def period_after(self) -> Period:
        """The later period."""
        return _both(self.provenance)[1]

    @property
    def n_before(self) -> int:
        """The units of the earlier period."""
        return self.samples[0].n

    @property
    def n_after(self) -> int:
        """The units of the later period."""
        return self.samples[1].n

    @property
    def employers_before(self) -> int:
        """The employers of the earlier period."""
        return self.samples[0].employers

    @property
    def employers_after(self) -> int:
        """The employers of the later period."""
        return self.samples[1].employers


def _both(provenance: Provenance) -> tuple[Period, Period]:
    if provenance.periods is None:
        raise ValueError("a figure of two periods must name them in its provenance")
    return provenance.periods


class Estimate:
    """A figure with an interval that is always there."""

    __slots__ = ()
    interval: Interval

    @property
    def low(self) -> float:
        """The lower end of the 95% interval."""
        return self.interval.low

    @property
    def high(self) -> float:
        """The upper end of the 95% interval."""
        return self.interval.high


class HoldsReading:
    """A share whose interval may hold the error of reading."""

    __slots__ = ()
    interval: Interval | None

    @property
    def is_total(self) -> bool:
        """Whether the interval holds the error of reading."""
        return self.interval is not None and self.interval.kind == TOTAL

    @property
    def interval_kind(self) -> str:
        """What the interval holds: "chance" (with employers as clusters), or reading as well: "total"."""
        return TOTAL if self.is_total else CHANCE

    @property
    def held(self) -> str | None:
        """What a receipt says of it: "total", None where the interval holds chance alone."""
        return TOTAL if self.is_total else None


class Suppressible:
    """A figure whose interval is None where too little stands under it."""

    __slots__ = ()
    interval: Interval | None

    @property
    def value(self) -> float | None:
        """The value, None when suppressed."""
        return value_of(self.interval)

    @property
    def low(self) -> float | None:
        """The lower end of the 95% interval, None when suppressed."""
        return low_of(self.interval)

    @property
    def high(self) -> float | None:
        """The upper end of the 95% interval, None when suppressed."""
        return high_of(self.interval)

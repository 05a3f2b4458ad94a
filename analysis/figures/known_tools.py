"""How many of the tools that postings name the catalogue knows, with employers as clusters."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.arithmetic.employer_tally import EmployerTally, intervals
from analysis.market.basis import UNITS, too_few
from analysis.market.corpus import Corpus
from analysis.market.figure_words import count_of, in_hundred, interval_in_words
from analysis.market.layout import Ints
from analysis.market.provenance import (
    Interval,
    OnSample,
    Provenance,
    Sample,
    Suppressible,
    Traced,
    provenance_of,
    share_intervals,
)
from analysis.market.selection import select
from analysis.market.slices import Slice

NOT_LOOKED = "the texts were not searched for names that the catalogue lacks"
NOT_NAMED = "no posting here names a tool"


@dataclass(frozen=True, slots=True)
class Coverage:
    """`share` (0 to 1) of the tools that postings name is known; `low` and `high` end its 95% interval.

    `named` and `known` count a tool once a posting. With one employer there is no interval: nothing says how
    others differ.
    """

    named: int
    known: int
    employers: int
    share: float
    low: float | None
    high: float | None

    @property
    def sentence(self) -> str:
        """Return "Of the tools named here we know about 96 in 100 (94 to 98)", with the counts behind it."""
        ends = (
            ""
            if self.low is None or self.high is None
            else f"{100 * self.low:.0f} to {100 * self.high:.0f}; "
        )
        return (
            f"Of the tools named here we know about {100 * self.share:.0f} in 100 ({ends}"
            f"{self.named:,} tools, each counted once a posting, of {count_of(self.employers, 'employer')})"
        )


def coverage(named: Sequence[int], known: Sequence[int]) -> Coverage | None:
    """Return the coverage of tools named and known by each employer, None where none is named.

    The interval is that of the shares: the delete-one-employer jackknife and Wilson's ends.
    """
    sizes = np.asarray(named, dtype=np.int64)
    tally = EmployerTally(sizes[sizes > 0], np.asarray([known], dtype=np.int64)[:, sizes > 0])
    if not tally.n:
        return None
    share, low, high = (float(ends[0]) for ends in intervals(tally))
    known_in_all, is_alone = int(tally.totals()[0]), tally.employers == 1
    ends = (None, None) if is_alone else (low, high)
    return Coverage(tally.n, known_in_all, tally.employers, share, *ends)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownTools(Traced, OnSample, Suppressible):
    """The same for a slice, from the open names that are kept with its postings.

    `sample` has the units whose texts were looked through, by employer, `waiting` how many others were not.
    `tools` and `known` count a tool once a unit. `finder` is the digest of what looked.
    """

    COLUMNS = (
        *("share", "low", "high", "n", "employers", "waiting", "tools", "known", "why"),
        *("slice", "snapshot", "catalog", "finder"),
    )

    provenance: Provenance
    sample: Sample
    interval: Interval | None
    waiting: int
    tools: int
    known: int
    finder: str
    why: str | None

    @property
    def share(self) -> float | None:
        """The part of the named tools that is known, from 0 to 1; None where too little is there."""
        return self.value

    @property
    def receipt(self) -> str:
        """The line that reproduces the figure."""
        return self.provenance.receipt("coverage", (), self.share)

    @property
    def sentence(self) -> str:
        """Return "of the tools named here we know about 96 in 100 (94 to 98)", with what stands under it."""
        if self.share is None or self.low is None or self.high is None:
            return f"how many of the tools named here we know cannot be said: {self.why}"
        unit = UNITS[self.slice.denominator]
        rest = f"; {count_of(self.waiting, unit)} not looked through" if self.waiting else ""
        return (
            f"of the tools named here we know about {in_hundred(self.share)} in 100 "
            f"({interval_in_words(self.low, self.high)}); {count_of(self.tools, 'tool')}, each counted once "
            f"a {unit}, in {self.n:,} {self.slice.counted()}, of {count_of(self.employers, 'employer')}{rest}"
        )


def known_tools(corpus: Corpus, part: Slice) -> KnownTools:
    """Return how many of the tools that a slice names the catalogue knows; measured once for each slice.

    Tools are the skills that are no practices, at any level, and the open names. A slice that counts
    employers is counted in vacancies: only these have texts.
    """
    counted = part.narrowed(denominator="vacancies") if part.denominator == "employers" else part
    return corpus.recent.get(("known tools", counted), lambda: _measured(corpus, counted))


def _measured(corpus: Corpus, part: Slice) -> KnownTools:
    rows = select(corpus, part).rows
    searched = rows[corpus.open_names[rows] >= 0]
    employer, employers = corpus.employer[searched], len(corpus.start)
    known = _by_employer(employer, corpus.known_tools[searched], employers)
    unknown = _by_employer(employer, corpus.open_names[searched], employers)
    named = np.add(known, unknown)
    sample = Sample.of(np.bincount(employer, minlength=employers))
    tally = EmployerTally(named[named > 0], known[None, named > 0])
    why = too_few(sample, UNITS[part.denominator]) or (None if tally.n else NOT_NAMED)
    if len(rows) and not len(searched):
        why = NOT_LOOKED
    return KnownTools(
        provenance=provenance_of(corpus, part),
        sample=sample,
        interval=None if why else share_intervals(tally)[0],
        waiting=len(rows) - len(searched),
        tools=tally.n,
        known=int(known.sum()),
        finder=corpus.finder,
        why=why,
    )


def _by_employer(employer: Ints, counts: npt.NDArray[np.integer], employers: int) -> npt.NDArray[np.int64]:
    """Add up a count of rows by the employer that each counts for."""
    return np.bincount(employer, weights=counts, minlength=employers).astype(np.int64)

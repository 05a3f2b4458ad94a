"""A change of a share with the mix of postings held still: post-stratified to both periods together.

Only sources with enough vacancies in both periods count: a source that is absent on one side has no
counterpart, and its vacancies would be compared with those of other sources. Cells are source x role x
seniority; cells with too few vacancies in either period merge upward (source x role, source, all). With cell
weights W_c of both periods together, the share of a period is the sum of W_c p_c.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.arithmetic.employer_tally import t_quantile
from analysis.market.basis import Basis, basis_of, why_not
from analysis.market.corpus import Corpus
from analysis.market.figure_words import first_listed, in_hundred, points
from analysis.market.periods import Period, both_in_words
from analysis.market.provenance import (
    Interval,
    OfSkill,
    OfTwoPeriods,
    Provenance,
    Sample,
    Suppressible,
    Traced,
    provenance_of,
)
from analysis.market.selection import Selection, select
from analysis.market.slices import Slice
from data.origins import source_name
from data.records import Skill

MIN_CELL = 10  # vacancies of a cell in each period, and of a source
MUCH_MERGED = 0.02  # of the vacancies: from here on the sentence says how many were compared more coarsely

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class SameMix(Traced, OfSkill, OfTwoPeriods, Suppressible):
    """A share in two periods as it would be if both had the pooled mix of sources, roles and seniorities.

    `left_out` are the sources with fewer than ten vacancies in one of the periods; n, employers and figures
    are of the others. `raw_difference` is the change of all vacancies without holding the mix; `cells` were
    used, `merged` is the part of the vacancies whose cell had to be merged upward.
    """

    COLUMNS = (
        "skill", "name", "before", "after", "difference", "low", "high", "raw_difference", "cells", "merged",
        "left_out", "n_before", "n_after", "employers_before", "employers_after", "why", "period_before",
        "period_after", "slice", "snapshot", "catalog",
    )  # fmt: skip # one name a line would hide their order

    subject: Skill
    provenance: Provenance
    interval: Interval | None
    samples: tuple[Sample, Sample]
    before: float | None
    after: float | None
    raw_difference: float | None
    cells: int
    merged: float
    left_out: tuple[str, ...]
    why: str | None

    @property
    def difference(self) -> float | None:
        """The change of the share at the same mix."""
        return self.value

    @property
    def sentence(self) -> str:
        """The change at the same mix beside the plain one, and what it leaves out."""
        if (
            self.before is None
            or self.after is None
            or self.difference is None
            or self.raw_difference is None
        ):
            return f"{self.name}: {self.why}"
        spread = f"{points(self.low or 0.0)} to {points(self.high or 0.0)}"
        return (
            f"{self.name}, {both_in_words(self.period_before, self.period_after)}, at the same mix of "
            "sources, roles and seniority: from about "
            f"{in_hundred(self.before)} to {in_hundred(self.after)} in 100 {self.slice.whom()} "
            f"({points(self.difference)} points, {spread}); with the mix as it came "
            f"{points(self.raw_difference)} points{self._limits()}"
        )

    def _limits(self) -> str:
        said = ""
        if self.left_out:
            few = f"fewer than {MIN_CELL} {self._units} in one of the periods"
            names = [source_name(source) for source in self.left_out]
            without = first_listed(names, "sources")
            said += f"; without {without} ({few})"
        if self.merged > MUCH_MERGED:
            rare = "their role and seniority are too rare"
            said += f"; {in_hundred(self.merged)} in 100 {self._units} are compared more coarsely: {rare}"
        return said

    @property
    def _units(self) -> str:
        return "postings" if self.slice.denominator == "postings" else "vacancies"  # never employers

    @property
    def receipt(self) -> str:
        """Return the line that reproduces this figure."""
        return self.provenance.receipt("mix", [self.skill], self.difference)


def same_mix(corpus: Corpus, part: Slice, before: Period, after: Period, skill: str) -> SameMix:
    """Return the change of a skill's share between two periods at their pooled mix.

    The periods replace the dates of the slice. `skill` is an id or a name.
    """
    code, periods = corpus.code(skill), (before, after)
    whole = [select(corpus, part.narrowed(since=one.since, until=one.until)) for one in periods]
    chosen, left_out = _comparable(whole)
    grounds = [basis_of(one) for one in chosen]
    cells, merged = _cells(chosen)
    why = _why(periods, whole, grounds)
    before_share, after_share, interval, raw = None, None, None, None
    if why is None:
        before_share, after_share, interval = _figures(chosen, cells, code, min(one.kish for one in grounds))
        raw = float(whole[1].names(code).mean() - whole[0].names(code).mean())
    return SameMix(
        subject=corpus.skills[code],
        provenance=provenance_of(corpus, part, periods=periods),
        interval=interval,
        samples=(grounds[0].sample, grounds[1].sample),
        before=before_share,
        after=after_share,
        raw_difference=raw,
        cells=len(np.unique(np.concatenate(cells))),
        merged=merged,
        left_out=left_out,
        why=why,
    )


def _why(periods: tuple[Period, Period], whole: list[Selection], grounds: list[Basis]) -> str | None:
    """Return why there is no figure (too little in a period, or no source in both), None where there is."""
    everything = [basis_of(one) for one in whole]
    why = why_not(*((one.in_words, ground) for one, ground in zip(periods, everything, strict=True)))
    if why is None and not all(ground.n for ground in grounds):
        return f"no source has at least {MIN_CELL} vacancies in both periods: there is no mix to hold"
    return why or why_not(*((one.in_words, ground) for one, ground in zip(periods, grounds, strict=True)))


def _comparable(whole: list[Selection]) -> tuple[list[Selection], tuple[str, ...]]:
    """Return the selections without the sources too rare in one of them, and those, the largest first."""
    tables = whole[0].corpus.postings
    counts = [np.bincount(tables.source[one.rows], minlength=len(tables.sources)) for one in whole]
    enough = np.minimum(*counts) >= MIN_CELL
    largest = np.argsort(-(counts[0] + counts[1]), kind="stable")
    left_out = largest[(~enough & (np.maximum(*counts) > 0))[largest]].tolist()
    comparable = [Selection(one.corpus, one.part, one.rows[enough[tables.source[one.rows]]]) for one in whole]
    return comparable, tuple(tables.sources[place] for place in left_out)


def _cells(chosen: list[Selection]) -> tuple[list[Codes], float]:
    """Return the cell of each row of both periods, and the part of the rows that were merged upward.

    At each depth the rows without a cell yet get theirs where both periods have enough such rows; the last
    depth takes the rest. Cells are numbered without gaps over both periods.
    """
    sizes = [len(one.rows) for one in chosen]
    is_after = np.repeat([False, True], sizes)
    keys = np.concatenate([_keys(one) for one in chosen], axis=1)
    depth = np.full(len(is_after), len(keys) - 1)
    is_open = np.ones(len(is_after), dtype=np.bool_)
    for place, key in enumerate(keys[:-1]):
        count = int(key.max(initial=0)) + 1
        before, after = (np.bincount(key[is_open & side], minlength=count) for side in (~is_after, is_after))
        taken = is_open & (np.minimum(before, after)[key] >= MIN_CELL)
        depth[taken] = place
        is_open &= ~taken
    named = np.stack([depth, keys[depth, np.arange(len(depth))]])
    cell = np.unique(named, axis=1, return_inverse=True)[1].reshape(-1)
    return np.split(cell, [sizes[0]]), float((depth > 0).mean()) if len(depth) else 0.0


def _keys(selection: Selection) -> npt.NDArray[np.int64]:
    """Return depths x rows: the cell of each row by source x role x seniority, source x role, source, all."""
    tables, rows = selection.corpus.postings, selection.rows
    source, role = tables.source[rows].astype(np.int64), tables.role[rows].astype(np.int64)
    by_role = source * 32 + role
    return np.stack([by_role * 32 + tables.seniority[rows], by_role, source, np.zeros_like(source)])


def _figures(
    chosen: list[Selection], cells: list[Codes], code: int, kish: float
) -> tuple[float, float, Interval]:
    """Return the share before and after, and their difference with its interval."""
    count = int(max(cell.max() for cell in cells)) + 1
    pooled = sum(np.bincount(cell, minlength=count) for cell in cells) / sum(map(len, cells))
    shares, moved = [], np.zeros(len(chosen[0].sizes))
    for one, cell, sign in zip(chosen, cells, (-1.0, 1.0), strict=True):
        named = one.names(code)
        size = np.bincount(cell, minlength=count)
        own = np.bincount(cell[named], minlength=count) / np.maximum(size, 1)
        weights = np.where(size > 0, pooled, 0.0)
        weights = weights / weights.sum()
        shares.append(float(weights @ own))
        moved += sign * _moved(one, cell, named, own, size, weights)
    employers = np.count_nonzero(chosen[0].sizes + chosen[1].sizes)
    error = float(np.sqrt(np.square(moved).sum() * (employers - 1) / employers))
    difference, reach = shares[1] - shares[0], t_quantile(kish) * error
    interval = Interval(
        value=difference,
        low=max(difference - reach, -1.0),
        high=min(difference + reach, 1.0),
        n=sum(len(one.rows) for one in chosen),
        kind="jackknife t",
    )
    return shares[0], shares[1], interval


def _moved(one: Selection, cell: Codes, named: Bools, own: Floats, size: Codes, weights: Floats) -> Floats:
    """Return how leaving each employer out would move the post-stratified share.

    Cells and their weights are kept; a cell that one employer holds alone keeps its share without it.
    """
    count = len(size)
    keys, inverse = np.unique(one.corpus.employer[one.rows] * count + cell, return_inverse=True)
    units, hits = np.bincount(inverse), np.bincount(inverse, weights=named)
    place = keys % count
    rest = np.maximum(size[place] - units, 1)
    change = weights[place] * (units * own[place] - hits) / rest
    return np.bincount(keys // count, weights=change, minlength=len(one.sizes)).astype(np.float64)

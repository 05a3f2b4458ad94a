"""A change of a share with the mix of postings held still: post-stratified to both periods together.

Cells are source x role x seniority; cells with too few vacancies in either period merge upward (source x
role, source, all). With cell weights W_c of the pooled slice the share of a period is the sum of W_c p_c.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.basis import basis_of, why_not
from analysis.corpus import Corpus, Selection
from analysis.periods import Period
from analysis.slices import Slice
from analysis.tally import t_quantile
from analysis.words import in_hundred, points

MIN_CELL = 10  # vacancies of a cell in each period

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class SameMix:
    """A share in two periods as it would be if both had the pooled mix of sources, roles and seniorities.

    `raw_difference` is the change without holding the mix; `cells` were used, `merged` is the part of the
    vacancies whose cell had to be merged upward.
    """

    skill: str
    name: str
    before: float | None
    after: float | None
    difference: float | None
    low: float | None
    high: float | None
    raw_difference: float | None
    cells: int
    merged: float
    n_before: int
    n_after: int
    why: str | None
    period_before: Period
    period_after: Period
    slice: Slice
    snapshot: str
    catalog: str

    @property
    def sentence(self) -> str:
        """Say the change at the same mix beside the plain one."""
        if (
            self.before is None
            or self.after is None
            or self.difference is None
            or self.raw_difference is None
        ):
            return f"{self.name}: {self.why}"
        spread = f"{points(self.low or 0.0)} to {points(self.high or 0.0)}"
        return (
            f"{self.name} at the same mix of sources, roles and seniority: from about "
            f"{in_hundred(self.before)} to {in_hundred(self.after)} in 100 "
            f"({points(self.difference)} points, {spread}); with the mix as it came "
            f"{points(self.raw_difference)} points"
        )


def same_mix(corpus: Corpus, part: Slice, before: Period, after: Period, skill: str) -> SameMix:
    """Return the change of a skill's share between two periods at their pooled mix."""
    code, periods = corpus.code(skill), (before, after)
    chosen = [corpus.select(part.narrowed(since=one.since, until=one.until)) for one in periods]
    grounds = [basis_of(one) for one in chosen]
    why = why_not(*((one.in_words, ground) for one, ground in zip(periods, grounds, strict=True)))
    cells, merged = _cells(chosen)
    figures: tuple[float | None, ...] = (None,) * 6
    if why is None:
        figures = _figures(chosen, cells, code, min(ground.kish for ground in grounds))
    return SameMix(
        skill=corpus.skills[code].id, name=corpus.skills[code].name,
        before=figures[0], after=figures[1], difference=figures[2], low=figures[3], high=figures[4],
        raw_difference=figures[5], cells=len(np.unique(np.concatenate(cells))), merged=merged,
        n_before=grounds[0].n, n_after=grounds[1].n, why=why, period_before=before, period_after=after,
        slice=part, snapshot=corpus.snapshot, catalog=corpus.catalog,
    )  # fmt: skip


def _cells(chosen: list[Selection]) -> tuple[list[Codes], float]:
    """Return the cell of each row of both periods, and the part of the rows that were merged upward."""
    keys = [_keys(one) for one in chosen]
    sizes = [len(one.rows) for one in chosen]
    finest = [key[0] for key in keys]
    cell = np.full(sum(sizes), -1)
    merged = np.zeros(sum(sizes), dtype=np.bool_)
    for depth in range(len(keys[0])):
        level = np.concatenate([key[depth] for key in keys])
        open_ = cell < 0
        counts = [_counts(level, open_, part) for part in _parts(sizes)]
        enough = np.minimum(*(count[level] for count in counts)) >= MIN_CELL
        is_last = depth == len(keys[0]) - 1
        taken = open_ & (enough | is_last)
        cell[taken] = level[taken] + depth * (1 + int(max(key.max(initial=0) for key in finest)))
        merged |= taken & (depth > 0)
    return np.split(cell, [sizes[0]]), float(merged.mean()) if len(merged) else 0.0


def _parts(sizes: list[int]) -> list[slice]:
    return [slice(0, sizes[0]), slice(sizes[0], sizes[0] + sizes[1])]


def _counts(level: Codes, open_: npt.NDArray[np.bool_], part: slice) -> Codes:
    size = int(level.max(initial=0)) + 1
    return np.bincount(level[part][open_[part]], minlength=size)


def _keys(selection: Selection) -> list[Codes]:
    """Return the cell of each row at each depth: source x role x seniority, source x role, source, all."""
    tables, rows = selection.corpus.postings, selection.rows
    source, role = tables.source[rows].astype(np.int64), tables.role[rows].astype(np.int64)
    by_role = source * 32 + role
    return [by_role * 32 + tables.seniority[rows], by_role, source, np.zeros_like(source)]


def _figures(chosen: list[Selection], cells: list[Codes], code: int, kish: float) -> tuple[float, ...]:
    """Return (before, after, difference, low, high, raw difference)."""
    numbers = np.unique(np.concatenate(cells), return_inverse=True)[1]
    places = np.split(numbers, [len(cells[0])])
    count = int(numbers.max()) + 1
    pooled = np.bincount(numbers, minlength=count) / len(numbers)
    shares, raw, moved = [], [], np.zeros(len(chosen[0].corpus.postings.employers))
    for one, place, sign in zip(chosen, places, (-1.0, 1.0), strict=True):
        named = one.names(code)
        size = np.bincount(place, minlength=count)
        own = np.bincount(place[named], minlength=count) / np.maximum(size, 1)
        weights = np.where(size > 0, pooled, 0.0)
        weights = weights / weights.sum()
        shares.append(float(weights @ own))
        raw.append(float(named.mean()))
        moved += sign * _moved(one, place, named, own, size, weights)
    employers = np.count_nonzero(chosen[0].sizes + chosen[1].sizes)
    error = float(np.sqrt(np.square(moved).sum() * (employers - 1) / employers))
    difference, reach = shares[1] - shares[0], t_quantile(kish) * error
    return (*shares, difference, difference - reach, difference + reach, raw[1] - raw[0])


def _moved(
    one: Selection, place: Codes, named: npt.NDArray[np.bool_], own: Floats, size: Codes, weights: Floats
) -> Floats:
    """Return how leaving each employer out would move the post-stratified share (cells kept)."""
    employer = one.corpus.postings.employer[one.rows].astype(np.int64)
    count = len(size)
    keys, inverse = np.unique(employer * count + place, return_inverse=True)
    units = np.bincount(inverse)
    hits = np.bincount(inverse, weights=named)
    cell = keys % count
    rest = np.maximum(size[cell] - units, 1)
    change = weights[cell] * (units * own[cell] - hits) / rest
    return np.bincount(keys // count, weights=change, minlength=len(one.sizes)).astype(np.float64)

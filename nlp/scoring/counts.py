"""Counts of what was read right, wrong and not at all, and the figures that follow from them.

One row of counts belongs to one posting, so that any set of postings, and any draw from it, has its figures
by one sum: `figures_of(rows.sum(axis=0))`. Intervals are bootstrap intervals over postings, because the
mentions of one posting are no independent trials.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from nlp.scoring.accounts import FIELDS

Counts = npt.NDArray[np.int64]  # (..., len(COLUMNS))
Figures = dict[str, float]  # by name, each from 0 to 1; what nothing was counted for is left out

KINDS = ("tech", "practice", "lists")
SHARES = ("level", *FIELDS)
COLUMNS = (
    *(f"{kind} {outcome}" for kind in KINDS for outcome in ("tp", "fp", "fn")),
    "lists exact",
    *(f"{share} {outcome}" for share in SHARES for outcome in ("right", "n")),
)
PLACE = {column: place for place, column in enumerate(COLUMNS)}
DRAWS = 1_000
SEED = 7
TAIL = 0.025  # on either side of a 95% interval


@dataclass(frozen=True, slots=True)
class Score:
    """Right, wrong and missed."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    @property
    def precision(self) -> float:
        """The share (0 to 1) of predictions that are right, 0 where there is none."""
        return self.tp / max(1, self.tp + self.fp)

    @property
    def recall(self) -> float:
        """The share (0 to 1) of labels that were found, 0 where there is none."""
        return self.tp / max(1, self.tp + self.fn)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, 0 where both are."""
        return 2 * self.tp / max(1, 2 * self.tp + self.fp + self.fn)


def row_of(counts: Mapping[str, int]) -> list[int]:
    """Return the counts of one posting in the order of COLUMNS."""
    return [counts.get(column, 0) for column in COLUMNS]


def score_of(total: Counts, kind: str) -> Score:
    """Return what was counted for one of KINDS."""
    return Score(*(int(total[PLACE[f"{kind} {outcome}"]]) for outcome in ("tp", "fp", "fn")))


def figures_of(totals: Counts) -> dict[str, npt.NDArray[np.float64]]:
    """Return each figure for each row of totals; NaN where nothing was counted for it.

    Precision is 0, not NaN, where labels were all missed, and recall where all that was read is wrong.
    """
    figures = {}
    for kind in KINDS:
        right, wrong, missed = (
            totals[..., PLACE[f"{kind} {outcome}"]].astype(float) for outcome in ("tp", "fp", "fn")
        )
        counted = right + wrong + missed > 0
        figures[f"{kind}_precision"] = divided(right, np.maximum(right + wrong, 1), counted)
        figures[f"{kind}_recall"] = divided(right, np.maximum(right + missed, 1), counted)
        figures[f"{kind}_f1"] = divided(2 * right, 2 * right + wrong + missed, counted)
    for share in SHARES:
        right, n = (totals[..., PLACE[f"{share} {outcome}"]].astype(float) for outcome in ("right", "n"))
        figures[share] = divided(right, n, n > 0)
    return figures


def divided(part: Any, whole: Any, where: Any) -> npt.NDArray[np.float64]:
    """Return a quotient for each place, NaN where there is none."""
    quotient: npt.NDArray[np.float64] = np.full(np.shape(part), np.nan)
    np.divide(part, whole, out=quotient, where=where)
    return quotient


def figures(rows: Counts) -> Figures:
    """Return the figures of a set of postings, whose counts are `rows`."""
    found = ((name, float(value)) for name, value in figures_of(rows.sum(axis=0)).items())
    return {name: value for name, value in found if not np.isnan(value)}


def intervals(rows: Counts, *, draws: int = DRAWS, seed: int = SEED) -> dict[str, tuple[float, float]]:
    """Return the 95% interval of each figure: percentiles over `draws` of as many postings, with replacement.

    A figure of 0 or 1 does not vary over draws, though it may elsewhere: the open side of its interval is
    that of Clopper and Pearson for as many postings as have anything to count for it.
    """
    size = len(rows)
    if not size:
        return {}
    chosen = np.random.default_rng(seed).multinomial(size, np.full(size, 1 / size), size=draws)
    drawn = figures_of(chosen @ rows)
    counted = {name: int((~np.isnan(values)).sum()) for name, values in figures_of(rows).items()}
    found = {}
    for name, value in figures(rows).items():
        low, high = np.nanquantile(drawn[name], (TAIL, 1 - TAIL))
        unknown = TAIL ** (1 / counted[name])
        found[name] = (unknown if value == 1 else float(low), 1 - unknown if value == 0 else float(high))
    return found

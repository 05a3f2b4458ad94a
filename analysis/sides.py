"""Two groups of postings held against each other: how shares differ, and whether that is more than noise.

Leaving an employer out leaves it out of both sides, so an employer in both is handled by the jackknife, and
what the sides have in common moves both shares together. The verdicts of one view share a false-discovery
rate of 5%.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
from scipy.special import stdtr

from analysis.basis import Basis, basis_of
from analysis.corpus import Corpus, Selection
from analysis.tally import POWER, Tally, discoveries, parts, t_quantile
from analysis.threads import one_thread
from data.records import Skill

FALSE_DISCOVERIES = 0.05

Floats = npt.NDArray[np.float64]
Figures = dict[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Moves:
    """The arithmetic of two tallies, one value per skill; `common` employers are in both of them."""

    before: Floats
    after: Floats
    variance: Floats
    within: Floats
    common: int
    common_part: float
    kish: float


@dataclass(frozen=True, slots=True, eq=False)
class Sides:
    """The skills of one view on both sides, with what stands under each side.

    `figures` has one entry for each skill, empty of numbers where a side is too small to speak.
    """

    corpus: Corpus
    before: Basis
    after: Basis
    codes: list[int]
    tallies: tuple[Tally, Tally]
    moves: Moves
    figures: list[Figures]

    def __iter__(self) -> Iterator[tuple[Skill, Figures, int, int]]:
        """Yield each skill with its figures and how many units name it on each side."""
        totals = [tally.totals().astype(np.int64).tolist() for tally in self.tallies]
        for code, figures, before, after in zip(self.codes, self.figures, *totals, strict=True):
            yield self.corpus.skills[code], figures, before, after


def sides_of(
    before: Selection,
    after: Selection,
    skills: Sequence[str] | None = None,
    *,
    kinds: Sequence[str] | None = None,
    top: int,
) -> Sides:
    """Return the `top` skills of two selections together, or the given ones (ids or names), on both sides.

    The skills in view are chosen by their size, never by how much they differ, so that choosing adds no false
    alarms.
    """
    corpus, grounds = before.corpus, (basis_of(before), basis_of(after))
    codes = _codes(before, after, skills, kinds)[:top]
    employers = np.flatnonzero(before.sizes + after.sizes)
    tallies = before.tally(codes, employers), after.tally(codes, employers)
    moves, can_tell = moves_of(*tallies), not (grounds[0].why or grounds[1].why)
    figures = figures_of(moves) if can_tell else [NOTHING] * len(codes)
    return Sides(corpus, *grounds, codes=codes, tallies=tallies, moves=moves, figures=figures)


def _codes(
    before: Selection, after: Selection, skills: Sequence[str] | None, kinds: Sequence[str] | None
) -> list[int]:
    corpus = before.corpus
    if skills is not None:
        return [corpus.code(skill) for skill in skills]
    both = Selection(corpus, before.part, np.flatnonzero(before.chosen | after.chosen))
    totals = both.totals()
    order = np.argsort(-totals, kind="stable").tolist()
    return [code for code in order if totals[code] and (kinds is None or corpus.skills[code].kind in kinds)]


def moves_of(before: Tally, after: Tally) -> Moves:
    """Return how each share moved between two tallies of the same skills and employers."""
    weights = _weights(before, after)
    variance, within = _variance_and_within(before, after, weights)
    kish = min(before.kish, after.kish)
    return Moves(
        before=before.shares(),
        after=after.shares(),
        variance=np.where(_all_or_none(before, after), _at_the_edge(before, after, kish), variance),
        within=within,
        common=int(np.count_nonzero(weights)),
        common_part=float(weights.sum()),
        kish=kish,
    )


def _all_or_none(before: Tally, after: Tally) -> npt.NDArray[np.bool_]:
    """Return which skills all or none name on both sides: there the jackknife sees no variance at all."""
    shares = np.stack([before.shares(), after.shares()])
    return np.asarray(((shares == 0) | (shares == 1)).all(axis=0))


def _at_the_edge(before: Tally, after: Tally, kish: float) -> float:
    """Return the variance of a difference of such shares: what Wilson's intervals at min(E, K) leave open on
    both sides, put together as independent (after Newcombe).
    """
    square = t_quantile(kish) ** 2
    reaches = [square / (min(one.employers, one.kish) + square) for one in (before, after)]
    return float(np.square(reaches).sum()) / square


def _weights(before: Tally, after: Tally) -> Floats:
    """Return the mean weight of each employer in the two tallies, 0 for one that is not in both."""
    ends = [tally.sizes / max(1, tally.n) for tally in (before, after)]
    both = (before.sizes > 0) & (after.sizes > 0)
    return np.where(both, (ends[0] + ends[1]) / 2, 0.0)


def _variance_and_within(before: Tally, after: Tally, weights: Floats) -> tuple[Floats, Floats]:
    """Return the jackknife variance of each difference, and its shift-share part: the change that common
    employers made themselves, at the mean of their two weights.

    Leaving an employer out moves the difference by p q - p' q' - (y l - y' l'), q and l being `pull` and
    `loss`. The first half is written as (p - p') q + p' (q - q'), so that equal sides give exactly nothing.
    """
    squares, within = np.zeros(len(before.named)), np.zeros(len(before.named))
    shares = np.stack([after.shares() - before.shares(), before.shares()], axis=1)
    pulls = np.stack([after.pull, after.pull - before.pull])
    own = [weights / np.maximum(tally.sizes, 1) for tally in (before, after)]
    with one_thread():
        for part in parts(len(before.sizes)):
            was, now = (tally.named[:, part].astype(np.float64) for tally in (before, after))
            within += now @ own[1][part] - was @ own[0][part]
            was *= before.loss[part]
            now *= after.loss[part]
            was -= now
            was += shares @ pulls[:, part]
            squares += np.einsum("se,se->s", was, was)
    employers = int(np.count_nonzero(before.sizes + after.sizes))
    scale = (employers - 1) / employers if employers > 1 else np.nan
    return squares * scale, within


NOTHING: Figures = dict.fromkeys(
    ("before", "after", "difference", "low", "high", "p_value", "adjusted", "verdict", "detectable",
     "within", "mix")
)  # fmt: skip


def figures_of(moves: Moves) -> list[Figures]:
    """Return the numbers of each difference in view; the verdicts share one false-discovery rate."""
    difference = moves.after - moves.before
    error = np.asarray(np.sqrt(moves.variance), dtype=np.float64)
    quantile, freedom = t_quantile(moves.kish), max(moves.kish - 1, 1.0)
    ratio = np.divide(np.abs(difference), error, out=np.zeros(len(error)), where=error > 0)
    p_values = np.asarray(2 * stdtr(freedom, -ratio), dtype=np.float64)
    adjusted = discoveries(p_values)
    mix = difference - moves.within
    columns = {
        "before": moves.before,
        "after": moves.after,
        "difference": difference,
        "low": np.maximum(difference - quantile * error, -1.0),
        "high": np.minimum(difference + quantile * error, 1.0),
        "p_value": p_values,
        "adjusted": adjusted,
        "verdict": np.array([_verdict(*one) for one in zip(difference, adjusted, strict=True)], dtype=object),
        "detectable": (quantile + t_quantile(moves.kish, POWER)) * error,
        "within": moves.within if moves.common else np.full(len(mix), None),
        "mix": mix if moves.common else np.full(len(mix), None),
    }
    values = zip(*(column.tolist() for column in columns.values()), strict=True)
    return [dict(zip(columns, one, strict=True)) for one in values]


def _verdict(difference: float, adjusted: float) -> str:
    if adjusted > FALSE_DISCOVERIES:
        return "cannot tell"
    return "up" if difference > 0 else "down"


class Judged(Protocol):
    """A figure that says whether it is more than noise."""

    @property
    def p_value(self) -> float | None:
        """How often noise alone would do this."""

    @property
    def difference(self) -> float | None:
        """How far the sides are apart."""


def surest(row: Judged) -> tuple[float, float]:
    """Return the key that sorts the surest difference first, the largest first among equals."""
    return (1.0 if row.p_value is None else row.p_value, -abs(row.difference or 0.0))

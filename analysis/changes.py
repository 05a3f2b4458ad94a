"""Is it real? The change of a share between two periods, with a verdict and what this sample could detect.

Leaving an employer out leaves it out of both periods, so an employer in both is handled by the jackknife. The
verdicts of one view share a false-discovery rate of 5%. The within-employer part (shift-share with mean
weights, employers in both periods) says how much of a change is not a change of who is posting.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.special import stdtr

from analysis.basis import Basis, basis_of
from analysis.corpus import Corpus
from analysis.periods import Period
from analysis.receipts import Receipt
from analysis.shares import TOP
from analysis.slices import Slice
from analysis.tally import POWER, Tally, discoveries, t_quantile
from analysis.words import in_hundred, points

FALSE_DISCOVERIES = 0.05
SMALL_PART = 0.25  # of a change: a mix part below this is not worth a sentence

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How a share differs between two periods; fractions, differences as fractions of 1.

    `verdict` is "up", "down" or "cannot tell" and None when suppressed. `detectable` is the smallest change
    that this sample would find four times in five. `within` + `mix` = `difference`.
    """

    skill: str
    name: str
    kind: str
    before: float | None
    after: float | None
    difference: float | None
    low: float | None
    high: float | None
    p_value: float | None
    adjusted: float | None
    verdict: str | None
    detectable: float | None
    within: float | None
    mix: float | None
    common_employers: int
    n_before: int
    n_after: int
    named_before: int
    named_after: int
    employers_before: int
    employers_after: int
    why: str | None
    period_before: Period
    period_after: Period
    slice: Slice
    snapshot: str
    catalog: str

    @property
    def sentence(self) -> str:
        """Say the change, its verdict, and where it comes from."""
        if self.before is None or self.after is None or self.difference is None or self.detectable is None:
            return f"{self.name}: {self.why}"
        moved = f"{self.name}: from about {in_hundred(self.before)} to {in_hundred(self.after)} in 100"
        spread = f"{points(self.low or 0.0)} to {points(self.high or 0.0)}"
        said = f"{moved} ({points(self.difference)} points, {spread}): {self.verdict}"
        if self.verdict == "cannot tell":
            return f"{said}; a change under {100 * self.detectable:.1f} points would not show in this sample"
        return f"{said}{self._source()}"

    def _source(self) -> str:
        if self.mix is None or self.difference is None or not self.common_employers:
            return ""
        if abs(self.mix) < SMALL_PART * abs(self.difference) or self.mix * self.difference < 0:
            return "; it is not a change of who is posting"
        part = min(abs(self.mix), abs(self.difference))
        return (
            f"; {100 * part:.0f} of the {100 * abs(self.difference):.0f} points "
            f"{'comes' if round(100 * part) == 1 else 'come'} from who is posting"
        )

    @property
    def receipt(self) -> str:
        """Return the line that reproduces this figure."""
        return Receipt(
            figure="change", skills=(self.skill,), slice=self.slice, snapshot=self.snapshot,
            catalog=self.catalog, value=self.difference,
            before=self.period_before.text, after=self.period_after.text,
        ).to_text()  # fmt: skip


@dataclass(frozen=True, slots=True)
class Changes:
    """The changes of one view, the surest first, over the bases of the two periods."""

    before: Basis
    after: Basis
    rows: tuple[Change, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Moves:
    """The arithmetic of two tallies, one value per skill."""

    before: Floats
    after: Floats
    variance: Floats
    within: Floats
    common: int
    kish: float


def changes(
    corpus: Corpus,
    part: Slice,
    before: Period,
    after: Period,
    skills: Sequence[str] | None = None,
    *,
    kinds: Sequence[str] | None = None,
    top: int = TOP,
) -> Changes:
    """Return the changes of the `top` skills of the two periods together, or of the given ones.

    The skills in view are chosen by their size, never by how much they moved, so that choosing adds no false
    alarms. The periods replace those of the slice.
    """
    first = corpus.select(part.narrowed(since=before.since, until=before.until))
    second = corpus.select(part.narrowed(since=after.since, until=after.until))
    tallies = first.tally(), second.tally()
    grounds = basis_of(first), basis_of(second)
    moves = _moves(*tallies)
    codes = _codes(corpus, tallies, skills, kinds)[:top]
    rows = _rows(corpus, part, (before, after), grounds, tallies, moves=moves, codes=codes)
    return Changes(*grounds, tuple(sorted(rows, key=_surest)))


def change(corpus: Corpus, part: Slice, before: Period, after: Period, skill: str) -> Change:
    """Return the change of one skill (id or name); its verdict is not adjusted for other skills."""
    return changes(corpus, part, before, after, [skill]).rows[0]


def _surest(row: Change) -> tuple[float, float]:
    return (1.0 if row.p_value is None else row.p_value, -abs(row.difference or 0.0))


def _codes(
    corpus: Corpus, tallies: tuple[Tally, Tally], skills: Sequence[str] | None, kinds: Sequence[str] | None
) -> Codes:
    if skills is not None:
        return np.array([corpus.code(skill) for skill in skills], dtype=np.int64)
    size = sum((np.nan_to_num(tally.shares()) for tally in tallies), np.zeros(len(corpus.skills)))
    order = np.argsort(-size, kind="stable")
    keep = [code for code in order if size[code] > 0 and (kinds is None or corpus.skills[code].kind in kinds)]
    return np.array(keep, dtype=np.int64)


def _moves(before: Tally, after: Tally) -> _Moves:
    both = (before.sizes > 0) & (after.sizes > 0)
    return _Moves(
        before=before.shares(),
        after=after.shares(),
        variance=_variance(before, after),
        within=_within(before, after, both),
        common=int(both.sum()),
        kish=min(before.kish, after.kish),
    )


def _variance(before: Tally, after: Tally) -> Floats:
    """Return the jackknife variance of the difference: each employer left out of both periods at once.

    With u_e = (n_e p - y_e) / (N - n_e) of each period it is the sum of (u_after - u_before)^2, expanded so
    that only employers that name a skill are visited.
    """
    employers = int(((before.sizes > 0) | (after.sizes > 0)).sum())
    if employers < 2 or not before.n or not after.n:
        return np.full(before.skills, np.nan)
    loss = [tally.sizes * tally.weights() for tally in (before, after)]
    shares = [before.shares(), after.shares()]
    employer, skill, first, second = _joined(before, after)
    own = second * after.weights()[employer] - first * before.weights()[employer]
    size = before.skills
    crossed = [np.bincount(skill, weights=own * one[employer], minlength=size) for one in loss]
    squares = (
        shares[1] ** 2 * (loss[1] @ loss[1])
        + shares[0] ** 2 * (loss[0] @ loss[0])
        - 2 * shares[0] * shares[1] * (loss[0] @ loss[1])
        - 2 * (shares[1] * crossed[1] - shares[0] * crossed[0])
        + np.bincount(skill, weights=own**2, minlength=size)
    )
    return np.asarray(np.maximum(squares, 0.0) * (employers - 1) / employers)


def _joined(before: Tally, after: Tally) -> tuple[Codes, Codes, Floats, Floats]:
    """Return (employer, skill, named before, named after) of every pair in either period."""
    slots = 1 + max(int(tally.slot[-1]) if len(tally.slot) else -1 for tally in (before, after))
    used = np.zeros(slots, dtype=np.bool_)
    used[before.slot] = used[after.slot] = True
    place = np.cumsum(used) - 1
    size = int(place[-1]) + 1 if slots else 0
    employer, skill = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
    named = np.zeros((2, size))
    for row, tally in zip(named, (before, after), strict=True):
        here = place[tally.slot]
        employer[here], skill[here], row[here] = tally.employer, tally.skill, tally.named
    return employer, skill, named[0], named[1]


def _within(before: Tally, after: Tally, both: npt.NDArray[np.bool_]) -> Floats:
    """Return the shift-share part: each common employer's own change at the mean of its two weights."""
    if not both.any():
        return np.zeros(before.skills)
    weight = (before.sizes / before.n + after.sizes / after.n) / 2
    total = np.zeros(before.skills)
    for tally, sign in ((after, 1.0), (before, -1.0)):
        kept = both[tally.employer]
        employer = tally.employer[kept]
        own = tally.named[kept] / tally.sizes[employer] * weight[employer]
        total += sign * np.bincount(tally.skill[kept], weights=own, minlength=tally.skills)
    return total


def _rows(
    corpus: Corpus,
    part: Slice,
    periods: tuple[Period, Period],
    grounds: tuple[Basis, Basis],
    tallies: tuple[Tally, Tally],
    *,
    moves: _Moves,
    codes: Codes,
) -> list[Change]:
    why = _why(grounds, periods)
    figures = _figures(moves, codes) if why is None else [_NOTHING] * len(codes)
    totals = [tally.totals() for tally in tallies]
    found = []
    for code, figure in zip(codes.tolist(), figures, strict=True):
        skill = corpus.skills[code]
        found.append(
            Change(
                skill=skill.id, name=skill.name, kind=skill.kind, **figure,
                common_employers=moves.common,
                n_before=grounds[0].n, n_after=grounds[1].n,
                named_before=int(totals[0][code]), named_after=int(totals[1][code]),
                employers_before=grounds[0].employers, employers_after=grounds[1].employers,
                why=why, period_before=periods[0], period_after=periods[1],
                slice=part, snapshot=corpus.snapshot, catalog=corpus.catalog,
            )
        )  # fmt: skip
    return found


def _why(grounds: tuple[Basis, Basis], periods: tuple[Period, Period]) -> str | None:
    for ground, period in zip(grounds, periods, strict=True):
        if ground.why:
            return f"{period.in_words}: {ground.why}"
    return None


_NOTHING: dict[str, Any] = dict.fromkeys(
    ("before", "after", "difference", "low", "high", "p_value", "adjusted", "verdict", "detectable",
     "within", "mix")
)  # fmt: skip


def _figures(moves: _Moves, codes: Codes) -> list[dict[str, Any]]:
    """Return the numbers of each change in view; the verdicts share one false-discovery rate."""
    before, after = moves.before[codes], moves.after[codes]
    difference, error = after - before, np.asarray(np.sqrt(moves.variance[codes]), dtype=np.float64)
    quantile, freedom = t_quantile(moves.kish), max(moves.kish - 1, 1.0)
    ratio = np.divide(np.abs(difference), error, out=np.zeros(len(codes)), where=error > 0)
    p_values = np.asarray(2 * stdtr(freedom, -ratio), dtype=np.float64)
    adjusted = discoveries(p_values)
    detectable = (quantile + t_quantile(moves.kish, POWER)) * error
    return [
        {
            "before": float(before[i]),
            "after": float(after[i]),
            "difference": float(difference[i]),
            "low": float(difference[i] - quantile * error[i]),
            "high": float(difference[i] + quantile * error[i]),
            "p_value": float(p_values[i]),
            "adjusted": float(adjusted[i]),
            "verdict": _verdict(float(difference[i]), float(adjusted[i])),
            "detectable": float(detectable[i]),
            "within": float(moves.within[code]) if moves.common else None,
            "mix": float(difference[i] - moves.within[code]) if moves.common else None,
        }
        for i, code in enumerate(codes.tolist())
    ]


def _verdict(difference: float, adjusted: float) -> str:
    if adjusted > FALSE_DISCOVERIES:
        return "cannot tell"
    return "up" if difference > 0 else "down"

"""Is it real? The change of a share between two periods, with a verdict and what this sample could detect.

Leaving an employer out leaves it out of both periods, so an employer in both is handled by the jackknife. The
verdicts of one view share a false-discovery rate of 5%. The within-employer part (shift-share with mean
weights, employers in both periods) says how much of a change is not a change of who is posting; the words say
so only where those employers carry at least half of the vacancies.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.special import stdtr

from analysis.basis import Basis, basis_of
from analysis.corpus import Corpus, Selection
from analysis.periods import Period
from analysis.receipts import Receipt
from analysis.shares import TOP
from analysis.slices import Slice
from analysis.tally import POWER, Tally, discoveries, jackknife, parts, t_quantile
from analysis.threads import one_thread
from analysis.words import in_hundred, listed, points

FALSE_DISCOVERIES = 0.05
SMALL_PART = 0.25  # of a change: a mix part below this is not worth a sentence
UNEVEN = 0.10  # of the vacancies: a source whose part moved by more has changed the instrument
ENOUGH_COMMON = 0.5  # of the vacancies must be of employers in both periods to tell own change from mix

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How a share differs between two periods; fractions, differences as fractions of 1.

    `verdict` is "up", "down" or "cannot tell" and None when suppressed. `detectable` is the smallest change
    that this sample would find four times in five. `within` + `mix` = `difference`; where employers in both
    periods are a small part (`common_part`) of the vacancies, most of what is called mix is only unknown.
    `uneven_sources` weigh much more in one period than in the other: then the instrument has changed.
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
    common_part: float
    uneven_sources: tuple[str, ...]
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
        if self.uneven_sources:
            return (
                f"; but {listed(self.uneven_sources, 'and')} did not weigh the same in both periods: "
                "look at one source alone or at the same mix"
            )
        if self.mix is None or self.difference is None or self.common_part < ENOUGH_COMMON:
            return (
                f"; only {in_hundred(self.common_part)} in 100 {self.slice.denominator} are of employers "
                "in both periods, so a change of who is posting cannot be told apart"
            )
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
class Moves:
    """The arithmetic of two tallies, one value per skill; `common` employers are in both of them."""

    before: Floats
    after: Floats
    variance: Floats
    within: Floats
    common: int
    common_part: float
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
    grounds = basis_of(first), basis_of(second)
    codes = _codes(corpus, first, second, skills, kinds)[:top]
    employers = np.flatnonzero(first.sizes + second.sizes)
    tallies = first.tally(codes, employers), second.tally(codes, employers)
    uneven = _uneven_sources(first, second)
    rows = _rows(corpus, part, (before, after), grounds, tallies, codes=codes, uneven=uneven)
    return Changes(*grounds, tuple(sorted(rows, key=_surest)))


def change(corpus: Corpus, part: Slice, before: Period, after: Period, skill: str) -> Change:
    """Return the change of one skill (id or name); its verdict is not adjusted for other skills."""
    return changes(corpus, part, before, after, [skill]).rows[0]


def _surest(row: Change) -> tuple[float, float]:
    return (1.0 if row.p_value is None else row.p_value, -abs(row.difference or 0.0))


def _codes(
    corpus: Corpus,
    first: Selection,
    second: Selection,
    skills: Sequence[str] | None,
    kinds: Sequence[str] | None,
) -> list[int]:
    if skills is not None:
        return [corpus.code(skill) for skill in skills]
    both = Selection(corpus, first.part, np.flatnonzero(first.chosen | second.chosen))
    totals = both.totals()
    order = np.argsort(-totals, kind="stable").tolist()
    return [code for code in order if totals[code] and (kinds is None or corpus.skills[code].kind in kinds)]


def _uneven_sources(first: Selection, second: Selection) -> tuple[str, ...]:
    """Return the sources whose part of the vacancies differs much between two periods."""
    tables = first.corpus.postings
    parts_of = [
        np.bincount(tables.source[one.rows], minlength=len(tables.sources)) / max(1, len(one.rows))
        for one in (first, second)
    ]
    moved = np.abs(parts_of[1] - parts_of[0]) > UNEVEN
    return tuple(tables.sources[place] for place in np.flatnonzero(moved).tolist())


def moves_of(before: Tally, after: Tally) -> Moves:
    """Return how each share moved between two tallies of the same skills and employers."""
    both = (before.sizes > 0) & (after.sizes > 0)
    either = int(np.count_nonzero(before.sizes + after.sizes))
    return Moves(
        before=before.shares(),
        after=after.shares(),
        variance=jackknife(
            lambda part: after.deviations(part) - before.deviations(part),
            len(before.named),
            len(before.sizes),
            either,
        ),
        within=_within(before, after, both),
        common=int(both.sum()),
        common_part=float(_weights(before, after, both).sum()),
        kish=min(before.kish, after.kish),
    )


def _within(before: Tally, after: Tally, both: npt.NDArray[np.bool_]) -> Floats:
    """Return the shift-share part: each common employer's own change at the mean of its two weights."""
    total, weights = np.zeros(len(before.named)), np.zeros(len(both))
    weights[both] = _weights(before, after, both)
    with one_thread():
        for part in parts(len(both)):
            for sign, tally in ((1, after), (-1, before)):
                scale = sign * weights[part] / np.maximum(tally.sizes[part], 1)
                total += tally.named[:, part].astype(np.float64) @ scale
    return total


def _weights(before: Tally, after: Tally, both: npt.NDArray[np.bool_]) -> Floats:
    """Return the mean weight of each common employer."""
    ends = [tally.sizes[both] / max(1, tally.n) for tally in (before, after)]
    return np.asarray((ends[0] + ends[1]) / 2, dtype=np.float64)


def _rows(
    corpus: Corpus,
    part: Slice,
    periods: tuple[Period, Period],
    grounds: tuple[Basis, Basis],
    tallies: tuple[Tally, Tally],
    *,
    codes: list[int],
    uneven: tuple[str, ...],
) -> list[Change]:
    why, moves = _why(grounds, periods), moves_of(*tallies)
    figures = figures_of(moves) if why is None else [_NOTHING] * len(codes)
    totals = [tally.totals() for tally in tallies]
    found = []
    for place, (code, figure) in enumerate(zip(codes, figures, strict=True)):
        skill = corpus.skills[code]
        found.append(
            Change(
                skill=skill.id, name=skill.name, kind=skill.kind, **figure,
                common_employers=moves.common, common_part=moves.common_part, uneven_sources=uneven,
                n_before=grounds[0].n, n_after=grounds[1].n,
                named_before=int(totals[0][place]), named_after=int(totals[1][place]),
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


def figures_of(moves: Moves) -> list[dict[str, Any]]:
    """Return the numbers of each change in view; the verdicts share one false-discovery rate."""
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
        "low": difference - quantile * error,
        "high": difference + quantile * error,
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

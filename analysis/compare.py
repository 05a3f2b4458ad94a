"""Does one slice ask more than another? The difference of a share between two slices, with a verdict.

The slices may overlap. Leaving an employer out leaves it out of both, so what they have in common moves both
shares together and adds no false difference. The verdicts of one view share a false-discovery rate of 5%.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from analysis.basis import Basis, basis_of
from analysis.changes import figures_of, moves_of
from analysis.corpus import Corpus, Selection
from analysis.receipts import Receipt
from analysis.shares import TOP
from analysis.slices import Slice
from analysis.tally import Tally
from analysis.words import in_hundred, points
from data.errors import UsageError

VERDICTS = {"up": "higher", "down": "lower", "cannot tell": "cannot tell"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A share in a slice and in the one it is held against; fractions, `difference` is the first minus it.

    `verdict` is "higher", "lower" or "cannot tell" and None when suppressed. `detectable` is the smallest
    difference that these slices would show four times in five. `common` units are in both slices.
    """

    skill: str
    name: str
    kind: str
    share: float | None
    share_against: float | None
    difference: float | None
    low: float | None
    high: float | None
    p_value: float | None
    adjusted: float | None
    verdict: str | None
    detectable: float | None
    n: int
    n_against: int
    named: int
    named_against: int
    employers: int
    employers_against: int
    common_employers: int
    common: int
    why: str | None
    slice: Slice
    against: Slice
    snapshot: str
    catalog: str

    @property
    def sentence(self) -> str:
        """Say both shares, their difference and the verdict."""
        if self.share is None or self.share_against is None or self.difference is None:
            return f"{self.name}: {self.why}"
        spread = f"{points(self.low or 0.0)} to {points(self.high or 0.0)}"
        said = (
            f"{self.name}: about {in_hundred(self.share)} against {in_hundred(self.share_against)} in 100 "
            f"({points(self.difference)} points, {spread}): {self.verdict}"
        )
        if self.verdict != "cannot tell":
            return said
        detectable = 100 * (self.detectable or 0.0)
        return f"{said}; a difference under {detectable:.1f} points would not show in these slices"

    @property
    def receipt(self) -> str:
        """Return the line that reproduces this figure."""
        return Receipt(
            figure="difference", skills=(self.skill,), slice=self.slice, against=self.against.to_query(),
            snapshot=self.snapshot, catalog=self.catalog, value=self.difference,
        ).to_text()  # fmt: skip


@dataclass(frozen=True, slots=True)
class Comparison:
    """The differences of one view, the surest first, over the bases of both slices."""

    basis: Basis
    against: Basis
    rows: tuple[Difference, ...]


def compare(
    corpus: Corpus,
    part: Slice,
    against: Slice,
    skills: Sequence[str] | None = None,
    *,
    kinds: Sequence[str] | None = None,
    top: int = TOP,
) -> Comparison:
    """Return how the shares of two slices differ, for the `top` skills of both together or the given ones.

    The skills in view are chosen by their size, never by how much they differ, so that choosing adds no false
    alarms. Raises UsageError unless both slices count the same things.
    """
    if part.denominator != against.denominator:
        raise UsageError(f"cannot hold {part.denominator} against {against.denominator}: count the same")
    first, second = corpus.select(part), corpus.select(against)
    grounds = basis_of(first), basis_of(second)
    codes = _codes(first, second, skills, kinds)[:top]
    employers = np.flatnonzero(first.sizes + second.sizes)
    tallies = first.tally(codes, employers), second.tally(codes, employers)
    common = int(np.count_nonzero(first.chosen & second.chosen))
    rows = _rows(corpus, codes, grounds, tallies, common)
    return Comparison(*grounds, tuple(sorted(rows, key=_surest)))


def difference(corpus: Corpus, part: Slice, against: Slice, skill: str) -> Difference:
    """Return the difference of one skill (id or name); its verdict is not adjusted for other skills."""
    return compare(corpus, part, against, [skill]).rows[0]


def _surest(row: Difference) -> tuple[float, float]:
    return (1.0 if row.p_value is None else row.p_value, -abs(row.difference or 0.0))


def _codes(
    first: Selection, second: Selection, skills: Sequence[str] | None, kinds: Sequence[str] | None
) -> list[int]:
    corpus = first.corpus
    if skills is not None:
        return [corpus.code(skill) for skill in skills]
    totals = first.totals() + second.totals()
    order = np.argsort(-totals, kind="stable").tolist()
    return [code for code in order if totals[code] and (kinds is None or corpus.skills[code].kind in kinds)]


def _rows(
    corpus: Corpus,
    codes: list[int],
    grounds: tuple[Basis, Basis],
    tallies: tuple[Tally, Tally],
    common: int,
) -> list[Difference]:
    ours, theirs = grounds
    moves, why = moves_of(tallies[1], tallies[0]), _why(grounds)
    figures = figures_of(moves) if why is None else [_NOTHING] * len(codes)
    totals = [tally.totals() for tally in tallies]
    found = []
    for place, (code, figure) in enumerate(zip(codes, figures, strict=True)):
        skill = corpus.skills[code]
        found.append(
            Difference(
                skill=skill.id, name=skill.name, kind=skill.kind,
                share=figure["after"], share_against=figure["before"], difference=figure["difference"],
                low=figure["low"], high=figure["high"],
                p_value=figure["p_value"], adjusted=figure["adjusted"],
                verdict=VERDICTS.get(figure["verdict"]), detectable=figure["detectable"],
                n=ours.n, n_against=theirs.n,
                named=int(totals[0][place]), named_against=int(totals[1][place]),
                employers=ours.employers, employers_against=theirs.employers,
                common_employers=moves.common, common=common,
                why=why, slice=ours.slice, against=theirs.slice,
                snapshot=corpus.snapshot, catalog=corpus.catalog,
            )
        )  # fmt: skip
    return found


def _why(grounds: tuple[Basis, Basis]) -> str | None:
    return next((f"{one.slice.in_words()}: {one.why}" for one in grounds if one.why), None)


_NOTHING: dict[str, Any] = dict.fromkeys(
    ("before", "after", "difference", "low", "high", "p_value", "adjusted", "verdict", "detectable")
)

"""Is it real? The change of a share between two periods, with a verdict and what this sample could detect.

The within-employer part (shift-share with mean weights, employers in both periods) says how much of a change
is not a change of who is posting; the words say so only where those employers carry at least half of the
vacancies.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.basis import Basis, why_not
from analysis.corpus import Corpus, Selection
from analysis.periods import Period
from analysis.receipts import Receipt
from analysis.shares import TOP
from analysis.sides import sides_of, surest
from analysis.slices import Slice
from analysis.words import in_hundred, listed, points
from data.origins import source_name

SMALL_PART = 0.25  # of a change: a mix part below this is not worth a sentence
UNEVEN = 0.10  # of the vacancies: a source whose part moved by more has changed the instrument
ENOUGH_COMMON = 0.5  # of the vacancies must be of employers in both periods to tell own change from mix


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
            sources = listed([source_name(source) for source in self.uneven_sources], "and")
            return (
                f"; but {sources} did not weigh the same in both periods: "
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

    The periods replace those of the slice.
    """
    first = corpus.select(part.narrowed(since=before.since, until=before.until))
    second = corpus.select(part.narrowed(since=after.since, until=after.until))
    sides = sides_of(first, second, skills, kinds=kinds, top=top)
    why = why_not((before.in_words, sides.before), (after.in_words, sides.after))
    uneven = _uneven_sources(first, second)
    rows = [
        Change(
            skill=skill.id, name=skill.name, kind=skill.kind, **figures,
            common_employers=sides.moves.common, common_part=sides.moves.common_part, uneven_sources=uneven,
            n_before=sides.before.n, n_after=sides.after.n, named_before=was, named_after=now,
            employers_before=sides.before.employers, employers_after=sides.after.employers,
            why=why, period_before=before, period_after=after,
            slice=part, snapshot=corpus.snapshot, catalog=corpus.catalog,
        )
        for skill, figures, was, now in sides
    ]  # fmt: skip
    return Changes(sides.before, sides.after, tuple(sorted(rows, key=surest)))


def change(corpus: Corpus, part: Slice, before: Period, after: Period, skill: str) -> Change:
    """Return the change of one skill (id or name); its verdict is not adjusted for other skills."""
    return changes(corpus, part, before, after, [skill]).rows[0]


def _uneven_sources(first: Selection, second: Selection) -> tuple[str, ...]:
    """Return the sources whose part of the vacancies differs much between two periods."""
    tables = first.corpus.postings
    parts_of = [
        np.bincount(tables.source[one.rows], minlength=len(tables.sources)) / max(1, len(one.rows))
        for one in (first, second)
    ]
    moved = np.abs(parts_of[1] - parts_of[0]) > UNEVEN
    return tuple(tables.sources[place] for place in np.flatnonzero(moved).tolist())

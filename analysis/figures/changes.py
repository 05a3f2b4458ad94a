"""Is it real? The change of a share between two periods, with a verdict and what this sample could detect.

The within-employer part (shift-share with mean weights, employers in both periods) says how much of a change
is not a change of who is posting; the words say so only where those employers carry at least half of the
vacancies. A verdict never stands without its `caveat`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from analysis.contrasts.contrast import UNEVEN, Contrast, contrast_of, surest
from analysis.contrasts.own_changes import Own, own_moves
from analysis.contrasts.verdicts import unproven
from analysis.figures.shares import TOP
from analysis.market.basis import Basis, why_not
from analysis.market.corpus import Corpus
from analysis.market.figure_words import in_hundred, listed, points
from analysis.market.periods import Period
from analysis.market.receipts import Receipt
from analysis.market.slices import Slice
from data.origins import source_name

__all__ = ["ENOUGH_COMMON", "UNEVEN", "Change", "Changes", "change", "changes"]

SMALL_PART = 0.25  # of a change: a mix part below this is not worth a sentence
MOSTLY = 0.5  # of a change: a mix part from here on is a caveat
ENOUGH_COMMON = 0.5  # of the vacancies must be of employers in both periods to tell own change from mix


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How a share differs between two periods; fractions, differences as fractions of 1.

    `verdict` is "up", "down" or "cannot tell" and None when suppressed. It comes from the `family` of
    `family_size` tests (see `analysis.arithmetic.multiple_tests`); a skill that too few name is not tested:
    `adjusted` is None and the verdict "cannot tell". `detectable` is the smallest change that the family
    would find four times in five. `within` + `mix` = `difference`; where employers in both periods are a
    small part (`common_part`) of the vacancies, most of what is called mix is only unknown. `same_employers`
    is how far the share of the employers in both periods moved: `within` over `common_part`. `uneven_sources`
    weigh much more in one period than in the other: then the instrument has changed.
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
    within_low: float | None
    within_high: float | None
    mix: float | None
    same_employers: float | None
    same_employers_low: float | None
    same_employers_high: float | None
    common_employers: int
    common_part: float
    uneven_sources: tuple[str, ...]
    n_before: int
    n_after: int
    named_before: int
    named_after: int
    employers_before: int
    employers_after: int
    family: str | None
    family_size: int | None
    why: str | None
    period_before: Period
    period_after: Period
    slice: Slice
    snapshot: str
    catalog: str

    @property
    def sentence(self) -> str:
        """Say the change, its verdict, and where it comes from."""
        if self.before is None or self.after is None or self.difference is None:
            return f"{self.name}: {self.why}"
        moved = f"{self.name}: from about {in_hundred(self.before)} to {in_hundred(self.after)} in 100"
        spread = f"{points(self.low or 0.0)} to {points(self.high or 0.0)}"
        said = f"{moved} ({points(self.difference)} points, {spread}): {self.verdict}"
        if self.verdict == "cannot tell":
            return f"{said}{unproven(self.adjusted, self.detectable, self.named, 'change', 'periods')}"
        return f"{said}{self._source()}"

    @property
    def named(self) -> int:
        """The units of both periods that name the skill."""
        return self.named_before + self.named_after

    @property
    def caveat(self) -> str | None:
        """What stands beside "up" or "down" wherever either is shown; None where nothing must."""
        if self.verdict not in ("up", "down"):
            return None
        if self.uneven_sources:
            sources = [source_name(source) for source in self.uneven_sources]
            return f"{listed(sources, 'and')} did not weigh the same in both periods"
        if self.common_part < ENOUGH_COMMON:
            return self._same_employers()
        return self._mix() if self._mix_part() >= MOSTLY else None

    @property
    def is_unsure(self) -> bool:
        """Whether the caveat speaks against the verdict: the same employers do not show it, or it is mix."""
        return self.caveat is not None and (bool(self.uneven_sources) or not self._is_seen_twice())

    def _is_seen_twice(self) -> bool:
        return self.common_part < ENOUGH_COMMON and self._own_verdict() == f"{self.verdict} too"

    def _same_employers(self) -> str:
        if self.same_employers is None:
            return (
                f"only {in_hundred(self.common_part)} in 100 {self.slice.denominator} are of employers "
                "in both periods, so a change of who is posting cannot be told apart"
            )
        low, high = self.same_employers_low or 0.0, self.same_employers_high or 0.0
        return (
            f"employers seen in both periods: {points(self.same_employers)} points "
            f"({points(low)} to {points(high)}), {self._own_verdict()}"
        )

    def _own_verdict(self) -> str:
        low, high = self.same_employers_low, self.same_employers_high
        if low is None or high is None or low <= 0 <= high:
            return "no clear change"
        return f"{self.verdict} too" if (low > 0) == (self.verdict == "up") else "the other way"

    def _mix_part(self) -> float:
        """Return the part of the change that comes from who is posting; below 0 when it works against it."""
        return self.mix / self.difference if self.mix is not None and self.difference else 0.0

    def _mix(self) -> str:
        change = abs(self.difference or 0.0)
        part = min(abs(self.mix or 0.0), change)
        comes = "comes" if round(100 * part) == 1 else "come"
        return f"{100 * part:.0f} of the {100 * change:.0f} points {comes} from who is posting"

    def _source(self) -> str:
        if self.uneven_sources:
            return f"; but {self.caveat}: look at one source alone or at the same mix"
        if self.caveat:
            few = self.common_part < ENOUGH_COMMON
            is_against = self.is_unsure and few and self.same_employers is not None
            return f"; but {self.caveat}" if is_against else f"; {self.caveat}"
        small = self._mix_part() < SMALL_PART
        return "; it is not a change of who is posting" if small else f"; {self._mix()}"

    @property
    def receipt(self) -> str:
        """Return the line that reproduces this figure."""
        return Receipt(
            figure="change", skills=(self.skill,), slice=self.slice, snapshot=self.snapshot,
            catalog=self.catalog, value=self.difference, family=self.family, tests=self.family_size,
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

    The periods replace those of the slice. What is in view never touches a verdict: all skills of the two
    periods are tested as one family.
    """
    ends = [part.narrowed(since=one.since, until=one.until) for one in (before, after)]
    found = contrast_of(corpus, *ends)
    codes = found.codes(corpus, skills, kinds)[:top]
    why = why_not((before.in_words, found.before), (after.in_words, found.after))
    own = _own(corpus, ends, codes) if why is None else [Own()] * len(codes)
    fields: dict[str, Any] = {"period_before": before, "period_after": after, "slice": part, "why": why}
    rows = [
        Change(
            skill=skill.id, name=skill.name, kind=skill.kind, named_before=was, named_after=now,
            **figures, **_own_fields(mine), **_shared(corpus, found), **fields,
        )
        for (skill, figures, was, now), mine in zip(found.rows(corpus, codes), own, strict=True)
    ]  # fmt: skip
    return Changes(found.before, found.after, tuple(sorted(rows, key=surest)))


def change(corpus: Corpus, part: Slice, before: Period, after: Period, skill: str) -> Change:
    """Return the change of one skill (id or name), the same as in any view of more skills."""
    return changes(corpus, part, before, after, [skill]).rows[0]


def _shared(corpus: Corpus, found: Contrast) -> dict[str, Any]:
    """Return the fields that all changes of a selection have in common."""
    return {
        "common_employers": found.moves.common, "common_part": found.moves.common_part,
        "uneven_sources": found.uneven_sources, "n_before": found.before.n, "n_after": found.after.n,
        "employers_before": found.before.employers, "employers_after": found.after.employers,
        "family": found.family.id if found.family else None,
        "family_size": found.family.size if found.family else None,
        "snapshot": corpus.snapshot, "catalog": corpus.catalog,
    }  # fmt: skip


def _own(corpus: Corpus, ends: Sequence[Slice], codes: Sequence[int]) -> list[Own]:
    """Return what the employers in both periods did, for each skill."""
    first, second = (corpus.select(end) for end in ends)
    employers = np.flatnonzero(first.sizes + second.sizes)
    return own_moves(first.tally(codes, employers), second.tally(codes, employers))


def _own_fields(own: Own) -> dict[str, Any]:
    within, same = own.within or (None, None), own.same_interval or (None, None)
    return {
        "within_low": within[0], "within_high": within[1], "same_employers": own.same,
        "same_employers_low": same[0], "same_employers_high": same[1],
    }  # fmt: skip

"""Is it real? The change of a share between two periods, with a verdict and what this sample could detect.

The within-employer part (shift-share with mean weights, employers in both periods) is the part of a change
that is not due to a different mix of employers; the words say so only where those employers carry at least
half of the vacancies. A verdict is never shown without its `caveat`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.contrasts.contrast import UNEVEN, contrast_of, surest
from analysis.contrasts.own_changes import Own, own_moves
from analysis.contrasts.sides import Judged, Judgement
from analysis.contrasts.verdicts import unproven
from analysis.figures.shares import TOP
from analysis.market.basis import Basis, why_not
from analysis.market.corpus import Corpus
from analysis.market.figure_words import in_hundred, listed, points
from analysis.market.periods import Period, both_in_words
from analysis.market.provenance import (
    OfSkill,
    OfTwoPeriods,
    Provenance,
    Sample,
    Traced,
    high_of,
    low_of,
    provenance_of,
    value_of,
)
from analysis.market.selection import select
from analysis.market.slices import Slice
from data.origins import source_name
from data.records import Skill

__all__ = ["ENOUGH_COMMON", "UNEVEN", "Change", "Changes", "change", "changes"]

SMALL_PART = 0.25  # of a change: a mix part below this is not worth a sentence
MOSTLY = 0.5  # of a change: a mix part from here on is a caveat
ENOUGH_COMMON = 0.5  # of the vacancies must be of employers in both periods to separate own change from mix


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(Traced, OfSkill, OfTwoPeriods, Judged):
    """How a share differs between two periods; fractions, differences as fractions of 1.

    `verdict` is "up", "down" or "cannot tell" and None when suppressed. It comes from the `family` of
    `family_size` tests (see `analysis.arithmetic.multiple_tests`); a skill that too few name is not tested:
    `adjusted` is None and the verdict "cannot tell". `detectable` is the smallest change that the family
    would find four times in five. `within` + `mix` = `difference`; where employers in both periods are a
    small part (`common_part`) of the vacancies, most of what is called mix is simply unknown.
    `same_employers` is how far the share of the employers in both periods moved: `within` over `common_part`.
    `uneven_sources` weigh much more in one period than in the other: then the instrument has changed.
    """

    COLUMNS = (
        "skill", "name", "kind", "before", "after", "difference", "low", "high", "p_value", "adjusted",
        "verdict", "detectable", "within", "within_low", "within_high", "mix", "same_employers",
        "same_employers_low", "same_employers_high", "common_employers", "common_part", "uneven_sources",
        "n_before", "n_after", "named_before", "named_after", "employers_before", "employers_after", "family",
        "family_size", "why", "period_before", "period_after", "slice", "snapshot", "catalog",
    )  # fmt: skip # one name a line would hide their order

    subject: Skill
    provenance: Provenance
    judgement: Judgement
    own: Own
    samples: tuple[Sample, Sample]
    named_before: int
    named_after: int
    common_employers: int
    common_part: float
    uneven_sources: tuple[str, ...]
    why: str | None

    @property
    def before(self) -> float | None:
        """The share of the earlier period."""
        return self.judgement.before

    @property
    def after(self) -> float | None:
        """The share of the later period."""
        return self.judgement.after

    @property
    def verdict(self) -> str | None:
        """The verdict: "up", "down" or "cannot tell"; None when suppressed."""
        return self.judgement.verdict

    @property
    def within(self) -> float | None:
        """The part of the change that employers in both periods made themselves."""
        return self.judgement.within

    @property
    def within_low(self) -> float | None:
        """The lower end of the 95% interval of `within`."""
        return low_of(self.own.within)

    @property
    def within_high(self) -> float | None:
        """The upper end of the 95% interval of `within`."""
        return high_of(self.own.within)

    @property
    def mix(self) -> float | None:
        """The rest of the change: other employers posting, or the same ones posting more or less."""
        return self.judgement.mix

    @property
    def same_employers(self) -> float | None:
        """How far the share of the employers in both periods moved."""
        return value_of(self.own.same)

    @property
    def same_employers_low(self) -> float | None:
        """The lower end of the 95% interval of `same_employers`."""
        return low_of(self.own.same)

    @property
    def same_employers_high(self) -> float | None:
        """The upper end of the 95% interval of `same_employers`."""
        return high_of(self.own.same)

    @property
    def sentence(self) -> str:
        """The change, its verdict, and where it comes from."""
        if self.before is None or self.after is None or self.difference is None:
            return f"{self.name}: {self.why}"
        when = both_in_words(self.period_before, self.period_after)
        shares = f"from about {in_hundred(self.before)} to {in_hundred(self.after)} in 100"
        moved = f"{self.name}, {when}: {shares}"
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
        """Whether the caveat contradicts the verdict: the same employers do not show it, or it is mix."""
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
        """The part of the change due to a different mix of employers; negative when mix works against it."""
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
        return self.provenance.receipt("change", [self.skill], self.difference)


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

    The periods replace the dates of the slice. What is in view never affects a verdict: all skills of the two
    periods are tested as one family.
    """
    ends = [part.narrowed(since=one.since, until=one.until) for one in (before, after)]
    found = contrast_of(corpus, *ends)
    codes = found.codes(corpus, skills, kinds)[:top]
    why = why_not((before.in_words, found.before), (after.in_words, found.after))
    own = _own(corpus, ends, codes) if why is None else [Own()] * len(codes)
    provenance = provenance_of(corpus, part, periods=(before, after), family=found.family)
    rows = [
        Change(
            subject=skill,
            provenance=provenance,
            judgement=judged,
            own=mine,
            samples=(found.before.sample, found.after.sample),
            named_before=was,
            named_after=now,
            common_employers=found.moves.common,
            common_part=found.moves.common_part,
            uneven_sources=found.uneven_sources,
            why=why,
        )
        for (skill, judged, was, now), mine in zip(found.rows(corpus, codes), own, strict=True)
    ]
    return Changes(found.before, found.after, tuple(sorted(rows, key=surest)))


def change(corpus: Corpus, part: Slice, before: Period, after: Period, skill: str) -> Change:
    """Return the change of one skill (id or name), the same as in any view of more skills."""
    return changes(corpus, part, before, after, [skill]).rows[0]


def _own(corpus: Corpus, ends: Sequence[Slice], codes: Sequence[int]) -> list[Own]:
    """Return what the employers in both periods did themselves, for each skill."""
    first, second = (select(corpus, end) for end in ends)
    employers = np.flatnonzero(first.sizes + second.sizes)
    return own_moves(first.tally(codes, employers), second.tally(codes, employers))

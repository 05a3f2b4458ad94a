"""Is it real? The change of a share between two periods, with a verdict and what this sample could detect.

A change that is significant within its family of tests is "up" or "down" where six checks confirm it (see
`analysis.robustness.battery`), else "seems up" or "seems down", and the same sentence names the check that
keeps it from more. The within-employer part (shift-share with mean weights, employers in both periods) is the
part of a change that is not due to a different mix of employers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from analysis.contrasts.contrast import UNEVEN, contrast_of, surest
from analysis.contrasts.own_changes import Own, own_moves
from analysis.contrasts.sides import Judged, Judgement
from analysis.contrasts.verdicts import unproven
from analysis.figures.shares import TOP
from analysis.market.basis import Basis, why_not
from analysis.market.corpus import Corpus
from analysis.market.figure_words import in_hundred, points
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
from analysis.robustness.battery import CHECK_COLUMNS, Battery
from analysis.robustness.checks import batteries
from data.records import Skill

__all__ = ["UNEVEN", "Change", "Changes", "change", "changes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(Traced, OfSkill, OfTwoPeriods, Judged):
    """How a share differs between two periods; fractions, differences as fractions of 1.

    `verdict` is "up", "down", "seems up", "seems down" or "cannot tell" and None when suppressed. Whether a
    change is significant comes from the `family` of `family_size` tests (see
    `analysis.arithmetic.multiple_tests`); a skill that too few name is not tested: `adjusted` is None and the
    verdict "cannot tell". `detectable` is the smallest change that the family would find four times in five.
    `battery` has the six checks; `unsettled` names the one that keeps a significant change from being
    confirmed. `within` + `mix` = `difference`; where employers in both periods are a small part
    (`common_part`) of the vacancies, most of what is called mix is simply unknown. `same_employers` is how
    far the share of the employers in both periods moved: `within` over `common_part`. `uneven_sources` weigh
    much more in one period than in the other.
    """

    COLUMNS = (
        "skill", "name", "kind", "before", "after", "difference", "low", "high", "p_value", "adjusted",
        "verdict", "unsettled", "detectable", "within", "within_low", "within_high", "mix", "same_employers",
        "same_employers_low", "same_employers_high", "common_employers", "common_part", "uneven_sources",
        *CHECK_COLUMNS,
        "n_before", "n_after", "named_before", "named_after", "employers_before", "employers_after", "family",
        "family_size", "why", "period_before", "period_after", "slice", "snapshot", "catalog",
    )  # fmt: skip # one name a line would hide their order

    subject: Skill
    provenance: Provenance
    judgement: Judgement
    own: Own
    battery: Battery
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
        """The verdict: "up", "down", "seems up", "seems down" or "cannot tell"; None when suppressed.

        Where the same sources alone surely show another change it is "cannot tell": then what was collected
        has changed, and nothing is known of the market.
        """
        found = self.judgement.verdict
        if found not in ("up", "down"):
            return found
        check = self.battery.unsettled
        if check is None:
            return found
        is_of_sources = check.name == "sources" and check.state == "fails"
        return "cannot tell" if is_of_sources else f"seems {found}"

    @property
    def is_significant(self) -> bool:
        """Whether the family of tests finds a change, confirmed or not."""
        return self.judgement.verdict in ("up", "down")

    @property
    def unsettled(self) -> str | None:
        """The check that keeps a significant change from being confirmed, None where none does."""
        check = self.battery.unsettled if self.is_significant else None
        return check.name if check else None

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
        shares = f"from about {in_hundred(self.before)} to {in_hundred(self.after)}"
        moved = f"{self.name}, {when}: {shares} in 100 {self.slice.whom()}"
        spread = f"{points(self.low or 0.0)} to {points(self.high or 0.0)}"
        said = f"{moved} ({points(self.difference)} points, {spread}): {self.verdict}"
        if not self.is_significant:
            return f"{said}{unproven(self.adjusted, self.detectable, self.named, 'change', 'periods')}"
        return f"{said}; {self.caveat}" if self.caveat else f"{said}; {self.battery.confirmed}"

    @property
    def named(self) -> int:
        """The units of both periods that name the skill."""
        return self.named_before + self.named_after

    @property
    def caveat(self) -> str | None:
        """Why a significant change is not confirmed, beside its verdict; None where nothing must be."""
        check = self.battery.unsettled if self.is_significant else None
        return check.in_words if check else None

    def by_column(self) -> dict[str, Any]:
        """Return the values of the flat row by name, those of the checks among them."""
        checks = self.battery.cells
        return {name: checks[name] if name in checks else getattr(self, name) for name in self.COLUMNS}

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
    judgements = list(found.rows(corpus, codes))
    made = batteries(corpus, ends, codes, [judged for _, judged, _, _ in judgements], own)
    rows = [
        Change(
            subject=skill,
            provenance=provenance,
            judgement=judged,
            own=mine,
            battery=checks,
            samples=(found.before.sample, found.after.sample),
            named_before=was,
            named_after=now,
            common_employers=found.moves.common,
            common_part=found.moves.common_part,
            uneven_sources=found.uneven_sources,
            why=why,
        )
        for (skill, judged, was, now), mine, checks in zip(judgements, own, made, strict=True)
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

"""Shares by employer: how far one of them moves a share, and the share with one voice for each."""

from dataclasses import dataclass

import numpy as np

from analysis.arithmetic.employer_tally import EmployerTally, t_quantile, wilson
from analysis.market.basis import basis_of
from analysis.market.corpus import Corpus
from analysis.market.figure_words import CHANCE_ALONE, in_hundred, interval_in_words
from analysis.market.provenance import (
    Interval,
    OfSkill,
    OnSample,
    Provenance,
    Sample,
    Suppressible,
    Traced,
    provenance_of,
)
from analysis.market.selection import Selection, select
from analysis.market.slices import Slice
from data.records import Skill


@dataclass(frozen=True, slots=True, kw_only=True)
class Influence(Traced, OfSkill):
    """How one employer moves a share: its own units, and the share without it."""

    COLUMNS = (
        "employer", "n", "named", "share", "without", "skill", "name", "slice", "snapshot", "catalog",
    )  # fmt: skip # one name a line would hide their order

    subject: Skill
    provenance: Provenance
    employer: str
    n: int
    named: int
    share: float
    without: float

    @property
    def sentence(self) -> str:
        """Return 'without Acme (40 of 1,204): PyTorch 31 in 100 vacancies since June 2025 instead of 34'."""
        return (
            f"without {self.employer} ({self.named:,} of its {self.n:,} name it): {self.name} "
            f"{100 * self.without:.1f} in 100 {self.slice.counted()} instead of {100 * self.share:.1f}"
        )

    @property
    def receipt(self) -> str:
        """Return the line that reproduces this figure."""
        return self.provenance.receipt("influence", [self.skill], self.without, of=self.employer)


def influences(corpus: Corpus, part: Slice, skill: str, top: int = 5) -> tuple[Influence, ...]:
    """Return the employers whose absence would move a share most, the strongest first; none if suppressed."""
    selection = select(corpus, part)
    if basis_of(selection).why:
        return ()
    code = corpus.code(skill)
    tally = selection.tally([code])
    order = np.argsort(-np.abs(tally.deviations()[0]), kind="stable")[:top]
    return tuple(_influence(selection, tally, code, place) for place in order.tolist())


def influence(corpus: Corpus, part: Slice, skill: str, employer: str) -> Influence | None:
    """Return how one employer moves a share; None when it has nothing in the slice or this is suppressed."""
    selection, names = select(corpus, part), corpus.postings.employers
    places = [k for k, code in enumerate(selection.present.tolist()) if names[code] == employer]
    if not places or basis_of(selection).why:
        return None
    code = corpus.code(skill)
    return _influence(selection, selection.tally([code]), code, places[0])


def _influence(selection: Selection, tally: EmployerTally, code: int, place: int) -> Influence:
    corpus, whole = selection.corpus, float(tally.shares()[0])
    return Influence(
        subject=corpus.skills[code],
        provenance=provenance_of(corpus, selection.part),
        employer=corpus.postings.employers[selection.present[place]],
        n=int(tally.sizes[place]),
        named=int(tally.named[0, place]),
        share=whole,
        without=max(0.0, whole + float(tally.deviations()[0][place])),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class EqualShare(Traced, OfSkill, OnSample, Suppressible):
    """The mean over employers of each one's own share: every employer has one voice."""

    COLUMNS = (
        "skill", "name", "share", "low", "high", "n", "employers", "why", "slice", "snapshot", "catalog",
    )  # fmt: skip # one name a line would hide their order

    subject: Skill
    provenance: Provenance
    interval: Interval | None
    sample: Sample
    why: str | None

    @property
    def share(self) -> float | None:
        """The mean over employers."""
        return self.value

    @property
    def sentence(self) -> str:
        """The share, or why none is shown."""
        if self.share is None or self.low is None or self.high is None:
            return f"{self.name}: {self.why}"
        return (
            f"{self.name}, each of {self.employers:,} employers counted once: about "
            f"{in_hundred(self.share)} in 100 {self.slice.counted()} "
            f"({interval_in_words(self.low, self.high)}, {CHANCE_ALONE})"
        )

    @property
    def receipt(self) -> str:
        """Return the line that reproduces this figure."""
        return self.provenance.receipt("equal", [self.skill], self.share)


def employer_equal(corpus: Corpus, part: Slice, skill: str) -> EqualShare:
    """Return the employer-equal share of a skill; its interval treats employers as independent."""
    selection = select(corpus, part)
    ground, code = basis_of(selection), corpus.code(skill)
    return EqualShare(
        subject=corpus.skills[code],
        provenance=ground.provenance,
        interval=None if ground.why else _equal_interval(selection.tally([code])),
        sample=ground.sample,
        why=ground.why,
    )


def _equal_interval(tally: EmployerTally) -> Interval:
    here = tally.sizes > 0
    own = tally.named[0, here] / tally.sizes[here]
    mean, variance = own.mean(keepdims=True), own.var(ddof=1) / len(own)
    spread = mean * (1 - mean)
    size = np.minimum(len(own), np.divide(spread, variance)) if variance > 0 else np.array([float(len(own))])
    low, high = wilson(mean, size, t_quantile(len(own)))
    return Interval(
        value=float(mean[0]), low=float(low[0]), high=float(high[0]), n=tally.n, kind="wilson of employers"
    )

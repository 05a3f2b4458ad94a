"""The share of a slice that names a skill, with its interval (employers as clusters) and tied ranks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from analysis.accuracy.share_error import ShareError, is_audited, share_errors
from analysis.accuracy.total_error import MUCH
from analysis.arithmetic.employer_tally import EmployerTally, t_quantile
from analysis.market.basis import Basis, basis_of
from analysis.market.corpus import Corpus
from analysis.market.figure_words import (
    CHANCE_ALONE,
    FEW_LABELS,
    LEVEL_WORDS,
    in_hundred,
    interval_in_words,
    listed,
)
from analysis.market.layout import level_places
from analysis.market.provenance import (
    TOTAL,
    HoldsReading,
    Interval,
    OfSkill,
    OnSample,
    Provenance,
    Sample,
    Suppressible,
    Traced,
    share_intervals,
)
from analysis.market.selection import Selection, SkillCounts, most_named, select
from analysis.market.slices import Slice
from analysis.population.months import MonthSpread, Weighed, month_spread
from data.catalogue.reading_quality import ReadingQuality
from data.records import Skill

TOP = 30  # skills in a view unless asked otherwise
ANY = "|"  # joins the ids of a share of any of several skills; no id holds it
CHUNK = 64  # skills counted at a time, to bound memory; those of the first chunk get ranks
TIE_REACH = 10  # skills below the view that may still share its last ranks

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share(Traced, OfSkill, OnSample, HoldsReading, Weighed, Suppressible):
    """How much of a slice names one skill.

    `share`, `low` and `high` are fractions, None when suppressed; `why` is then the reason. `named` of `n`
    units name the skill. `levels` counts postings by their strongest level, in the order of LEVELS; `alone`
    and `as_alternative` split those that count at the slice's level. `rank` is a place or a range of tied
    places. `extractor` says how well the skill is read, None where too few mentions are labelled to tell.
    `corrected` is the share without the errors of reading that labelled postings show. An interval of the
    kind "total" holds them, too; `error` is what they rest on, None where the interval holds chance alone.
    """

    COLUMNS = (
        "skill", "name", "kind", "share", "low", "high", "n", "named", "employers", "employers_naming",
        "kish", "rank", "levels", "alone", "as_alternative", "extractor", "why", "slice", "snapshot",
        "catalog", "corrected", "interval_kind", "labelled", "labelled_role", "effective_employers", "months",
        "effective_months", "by_month",
    )  # fmt: skip # one name a line would hide their order

    subject: Skill
    provenance: Provenance
    interval: Interval | None
    sample: Sample
    named: int
    employers_naming: int
    rank: str | None = None
    levels: tuple[int, ...]
    alone: int
    as_alternative: int
    extractor: ReadingQuality | None = None
    why: str | None
    corrected: float | None = None
    error: ShareError | None = None
    spread: MonthSpread

    @property
    def share(self) -> float | None:
        """The part of the units that name the skill."""
        return self.value

    def called(self, name: str) -> "Share":
        """Return the same share under another name, and without its rank, which goes with the first one."""
        return replace(self, subject=replace(self.subject, name=name), rank=None)

    @property
    def sentence(self) -> str:
        """Return 'about 43 in 100 vacancies since June 2025 (39 to 47) name PyTorch'."""
        return self._said(f" {self.slice.counted()}")

    @property
    def brief(self) -> str:
        """Return 'about 43 in 100 (39 to 47) name PyTorch', to follow a sentence of the same slice."""
        return self._said("")

    def _said(self, counted: str) -> str:
        if self.share is None or self.low is None or self.high is None:
            return f"{self.name}: {self.why}"
        verb, ends = LEVEL_WORDS[self.slice.level], interval_in_words(self.low, self.high)
        if not self.is_total:
            ends += f", {CHANCE_ALONE}"
        elif self.error and self.error.has_few_labels:
            ends += f", {FEW_LABELS}"
        return (
            f"about {in_hundred(self.share)} in 100{counted} ({ends}) {verb} {self.name}{self._correction()}"
        )

    def _correction(self) -> str:
        """The corrected value, where it is far from the count."""
        if self.far_corrected is None:
            return ""
        return f"; about {in_hundred(self.far_corrected)} when errors of reading are taken out"

    @property
    def far_corrected(self) -> float | None:
        """The corrected share where it is more than a point from the count and the interval is around it."""
        if not self.is_total or self.share is None or self.corrected is None:
            return None
        return self.corrected if abs(self.corrected - self.share) > MUCH else None

    @property
    def labelled(self) -> int | None:
        """The postings labelled with the skill that a total interval rests on, None without one."""
        return None if self.error is None else self.error.reading.labelled

    @property
    def labelled_role(self) -> int | None:
        """The labelled postings read as the role of the slice that it rests on, None without a role."""
        return None if self.error is None or self.error.role is None else self.error.role.read

    @property
    def receipt(self) -> str:
        """Return the line that reproduces this figure."""
        return self.provenance.receipt("share", self.skill.split(ANY), self.share, interval=self.held)


@dataclass(frozen=True, slots=True)
class Shares:
    """The shares of one view, the strongest first, over one basis; `total` counts all skills named."""

    basis: Basis
    rows: tuple[Share, ...]
    total: int


@dataclass(frozen=True, slots=True)
class _View:
    """Where shares are counted, and what their intervals hold."""

    selection: Selection
    ground: Basis
    spread: MonthSpread
    interval: str

    @classmethod
    def of(cls, corpus: Corpus, part: Slice, interval: str) -> "_View":
        selection = select(corpus, part)
        return cls(selection, basis_of(selection), month_spread(selection), interval)


def shares(
    corpus: Corpus,
    part: Slice,
    skills: Sequence[str] | None = None,
    *,
    kinds: Sequence[str] | None = None,
    top: int = TOP,
    interval: str = TOTAL,
) -> Shares:
    """Return the shares of the `top` skills of a slice, or of the given ones (ids or names).

    `kinds` keeps only these kinds of skill. Ranks are among the skills that could be shown. An `interval`
    that is "total" holds the errors of reading beside chance; a share of employers has that of chance always.
    """
    view = _View.of(corpus, part, interval)
    ground = view.ground
    if skills is not None:
        given = _rows(view, [corpus.code(skill) for skill in skills])
        return Shares(ground, tuple(given), sum(row.named > 0 for row in given))
    named = most_named(corpus, view.selection.totals(), kinds)
    if ground.why or not named:
        return Shares(ground, tuple(_rows(view, named[:top])), len(named))
    return Shares(ground, tuple(_ranked_rows(view, named, top)), len(named))


def share(corpus: Corpus, part: Slice, skill: str, *, interval: str = TOTAL) -> Share:
    """Return the share of one skill (id or name), without a rank. Raises UsageError for an unknown skill."""
    return shares(corpus, part, [skill], interval=interval).rows[0]


def share_of_any(corpus: Corpus, part: Slice, skills: Sequence[str], *, interval: str = TOTAL) -> Share:
    """Return the share of a slice that names at least one of some skills (ids or names)."""
    if len(skills) == 1:
        return share(corpus, part, skills[0], interval=interval)
    codes = sorted({corpus.code(skill) for skill in skills})
    view = _View.of(corpus, part, interval)
    entries = [corpus.skills[code] for code in codes]
    any_of = Skill(
        id=ANY.join(entry.id for entry in entries),
        name=listed([entry.name for entry in entries]),
        kind=entries[0].kind,
    )
    return _built(view, [any_of], [codes], view.selection.counts_of_any(codes))[0]


def _rows(view: _View, codes: list[int]) -> list[Share]:
    """Return the shares of some skills, counted CHUNK at a time."""
    parts = (codes[start : start + CHUNK] for start in range(0, len(codes), CHUNK))
    return [row for some in parts for row in _shares_of(view, some, view.selection.counts(some))]


def _ranked_rows(view: _View, named: list[int], top: int) -> list[Share]:
    """Return the shares of the first `top` of all skills named; those of the first chunk have ranks."""
    first = named[: min(top + TIE_REACH, CHUNK)]
    counts = view.selection.counts(first)
    ranks = tied_ranks(counts.tally, len(named))
    rows = _shares_of(view, first, counts)
    ranked = [replace(row, rank=rank) for row, rank in zip(rows, ranks, strict=True)]
    return [*ranked[:top], *_rows(view, named[CHUNK:top])]


def _shares_of(view: _View, codes: Sequence[int], counts: SkillCounts) -> list[Share]:
    skills = [view.selection.corpus.skills[code] for code in codes]
    return _built(view, skills, [(code,) for code in codes], counts)


def _built(
    view: _View, skills: Sequence[Skill], groups: Sequence[Sequence[int]], counts: SkillCounts
) -> list[Share]:
    """Build the shares of some skills, without ranks, from their counts; `groups` are their columns."""
    ground, quality, tally = view.ground, view.selection.corpus.quality, counts.tally
    counted = counts.split[:, level_places(ground.slice.level)].sum(axis=1).tolist()
    found = _intervals(view, groups, tally)
    named, naming = tally.totals().tolist(), np.count_nonzero(tally.named, axis=1).tolist()
    levels = counts.split.sum(axis=2).tolist()
    return [
        Share(
            subject=skill,
            provenance=ground.provenance,
            interval=interval,
            sample=ground.sample,
            named=int(named[place]),
            employers_naming=naming[place],
            levels=tuple(levels[place]),
            alone=counted[place][1],
            as_alternative=counted[place][0],
            extractor=quality.get(skill.id),
            why=ground.why,
            corrected=error.corrected(interval.value) if interval and error else None,
            error=error if view.interval == TOTAL else None,
            spread=view.spread,
        )
        for place, (skill, (interval, error)) in enumerate(zip(skills, found, strict=True))
    ]


def _intervals(
    view: _View, groups: Sequence[Sequence[int]], tally: EmployerTally
) -> list[tuple[Interval | None, ShareError | None]]:
    """Return each share between its ends, with its error of reading where labels say one."""
    if view.ground.why is not None:
        return [(None, None)] * len(groups)
    chance = share_intervals(tally)
    if not is_audited(view.ground.slice):
        return [(one, None) for one in chance]
    pairs = zip(chance, share_errors(view.selection, groups, tally), strict=True)
    if view.interval != TOTAL:
        return list(pairs)
    quantile = t_quantile(tally.kish)
    return [(error.total(one, quantile), error) for one, error in pairs]


def tied_ranks(tally: EmployerTally, of: int) -> list[str]:
    """Return a rank label for each skill (sorted by share): '1', or '2-6' for skills within noise.

    A skill's first possible rank is one after those that are surely above it, its last one before those that
    are surely below it; "surely" takes the covariance of the two shares into account. `of` skills could be
    ranked in all.
    """
    covariance, totals = tally.covariances(), tally.totals()
    spread = np.diag(covariance)
    error = np.sqrt(np.maximum(spread[:, None] + spread[None, :] - 2 * covariance, 0))
    ahead = (totals[:, None] - totals[None, :]) / max(1, tally.n)
    sure = ahead > t_quantile(tally.kish) * error
    first = 1 + sure.sum(axis=0)
    last = len(totals) - sure.sum(axis=1)
    open_end = (last == len(totals)) & (len(totals) < of)
    return [_label(*one) for one in zip(first.tolist(), last.tolist(), open_end.tolist(), strict=True)]


def _label(first: int, last: int, is_open: bool) -> str:
    if is_open:
        return f"{first}+"
    return str(first) if first == last else f"{first}-{last}"

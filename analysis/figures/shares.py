"""The share of a slice that names a skill, with its interval (employers as clusters) and tied ranks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from analysis.accuracy.reading_error import ENOUGH_LABELS, ReadingError, reading_model
from analysis.accuracy.total_error import MUCH, corrected_share
from analysis.arithmetic.employer_tally import EmployerTally, t_quantile, wilson
from analysis.market.basis import Basis, basis_of
from analysis.market.corpus import Corpus
from analysis.market.figure_words import LEVEL_WORDS, in_hundred, interval_in_words, listed
from analysis.market.layout import level_places
from analysis.market.provenance import (
    Interval,
    OfSkill,
    OnSample,
    Provenance,
    Sample,
    Suppressible,
    Traced,
    provenance_of,
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
class Share(Traced, OfSkill, OnSample, Weighed, Suppressible):
    """How much of a slice names one skill.

    `share`, `low` and `high` are fractions, None when suppressed; `why` is then the reason. `named` of `n`
    units name the skill. `levels` counts postings by their strongest level, in the order of LEVELS; `alone`
    and `as_alternative` split those that count at the slice's level. `rank` is a place or a range of tied
    places. `extractor` says how well the skill is read, None where too few mentions are labelled to tell.
    `corrected` is the share without the errors of reading that labelled postings show. An interval of the
    kind "total" holds them, too; it rests on `labelled` postings labelled with the skill.
    """

    COLUMNS = (
        "skill", "name", "kind", "share", "low", "high", "n", "named", "employers", "employers_naming",
        "kish", "rank", "levels", "alone", "as_alternative", "extractor", "why", "slice", "snapshot",
        "catalog", "corrected", "interval_kind", "effective_employers", "months", "effective_months",
        "by_month",
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
    labelled: int | None = None
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
        if self.is_total:
            ends += " with reading error"
        return (
            f"about {in_hundred(self.share)} in 100{counted} ({ends}) {verb} {self.name}{self._correction()}"
        )

    def _correction(self) -> str:
        """What a total interval says of reading: a corrected value far from the count, and few labels."""
        if not self.is_total or self.share is None or self.corrected is None:
            return ""
        is_far = abs(self.corrected - self.share) > MUCH
        said = f"; about {in_hundred(self.corrected)} when errors of reading are taken out" if is_far else ""
        if (self.labelled or 0) < ENOUGH_LABELS:
            said += f"; fewer than {ENOUGH_LABELS} labelled mentions, so skills like it say how it is read"
        return said

    @property
    def is_total(self) -> bool:
        """Whether the interval holds the error of reading."""
        return self.interval is not None and self.interval.kind == "total"

    @property
    def interval_kind(self) -> str:
        """What the interval holds: "chance" (with employers as clusters), or reading as well: "total"."""
        return "total" if self.is_total else "chance"

    @property
    def receipt(self) -> str:
        """Return the line that reproduces this figure."""
        held = "total" if self.is_total else None
        return self.provenance.receipt("share", self.skill.split(ANY), self.share, interval=held)


@dataclass(frozen=True, slots=True)
class Shares:
    """The shares of one view, the strongest first, over one basis; `total` counts all skills named."""

    basis: Basis
    rows: tuple[Share, ...]
    total: int


def shares(
    corpus: Corpus,
    part: Slice,
    skills: Sequence[str] | None = None,
    *,
    kinds: Sequence[str] | None = None,
    top: int = TOP,
) -> Shares:
    """Return the shares of the `top` skills of a slice, or of the given ones (ids or names).

    `kinds` keeps only these kinds of skill. Ranks are among the skills that could be shown.
    """
    selection = select(corpus, part)
    ground = _Ground(basis_of(selection), month_spread(selection))
    if skills is not None:
        given = _rows(selection, ground, [corpus.code(skill) for skill in skills])
        return Shares(ground.basis, tuple(given), sum(row.named > 0 for row in given))
    named = most_named(corpus, selection.totals(), kinds)
    if ground.basis.why or not named:
        return Shares(ground.basis, tuple(_rows(selection, ground, named[:top])), len(named))
    return Shares(ground.basis, tuple(_ranked_rows(selection, ground, named, top)), len(named))


def share(corpus: Corpus, part: Slice, skill: str) -> Share:
    """Return the share of one skill (id or name), without a rank. Raises UsageError for an unknown skill."""
    return shares(corpus, part, [skill]).rows[0]


def share_of_any(corpus: Corpus, part: Slice, skills: Sequence[str]) -> Share:
    """Return the share of a slice that names at least one of some skills (ids or names)."""
    if len(skills) == 1:
        return share(corpus, part, skills[0])
    codes = sorted({corpus.code(skill) for skill in skills})
    selection = select(corpus, part)
    ground = _Ground(basis_of(selection), month_spread(selection))
    entries = [corpus.skills[code] for code in codes]
    any_of = Skill(
        id=ANY.join(entry.id for entry in entries),
        name=listed([entry.name for entry in entries]),
        kind=entries[0].kind,
    )
    errors = [reading_model(corpus).error_of_any(entries)]
    return _built([any_of], corpus.quality, errors, ground, selection.counts_of_any(codes))[0]


@dataclass(frozen=True, slots=True)
class _Ground:
    """What all shares of a selection stand on, measured once."""

    basis: Basis
    spread: MonthSpread


def _rows(selection: Selection, ground: _Ground, codes: list[int]) -> list[Share]:
    """Return the shares of some skills, counted CHUNK at a time."""
    parts = (codes[start : start + CHUNK] for start in range(0, len(codes), CHUNK))
    return [row for some in parts for row in _shares_of(some, selection, ground, selection.counts(some))]


def _ranked_rows(selection: Selection, ground: _Ground, named: list[int], top: int) -> list[Share]:
    """Return the shares of the first `top` of all skills named; those of the first chunk have ranks."""
    first = named[: min(top + TIE_REACH, CHUNK)]
    counts = selection.counts(first)
    ranks = tied_ranks(counts.tally, len(named))
    rows = _shares_of(first, selection, ground, counts)
    ranked = [replace(row, rank=rank) for row, rank in zip(rows, ranks, strict=True)]
    return [*ranked[:top], *_rows(selection, ground, named[CHUNK:top])]


def _shares_of(
    codes: Sequence[int], selection: Selection, ground: _Ground, counts: SkillCounts
) -> list[Share]:
    skills = [selection.corpus.skills[code] for code in codes]
    model = reading_model(selection.corpus)
    errors = [model.error_of(skill) for skill in skills]
    return _built(skills, selection.corpus.quality, errors, ground, counts)


def _built(
    skills: Sequence[Skill],
    quality: Mapping[str, ReadingQuality],
    errors: Sequence[ReadingError],
    ground: _Ground,
    counts: SkillCounts,
) -> list[Share]:
    """Build the shares of some skills, without ranks, from their counts."""
    basis, tally = ground.basis, counts.tally
    counted = counts.split[:, level_places(basis.slice.level)].sum(axis=1).tolist()
    found = share_intervals(tally) if basis.why is None else [None] * len(skills)
    named, naming = tally.totals().tolist(), np.count_nonzero(tally.named, axis=1).tolist()
    levels = counts.split.sum(axis=2).tolist()
    return [
        Share(
            subject=skill,
            provenance=basis.provenance,
            interval=interval,
            sample=basis.sample,
            named=int(named[place]),
            employers_naming=naming[place],
            levels=tuple(levels[place]),
            alone=counted[place][1],
            as_alternative=counted[place][0],
            extractor=quality.get(skill.id),
            why=basis.why,
            corrected=corrected_share(interval.value, errors[place]) if interval else None,
            spread=ground.spread,
        )
        for place, (skill, interval) in enumerate(zip(skills, found, strict=True))
    ]


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
            f"({interval_in_words(self.low, self.high)})"
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

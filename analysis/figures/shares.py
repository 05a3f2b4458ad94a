"""The share of a slice that names a skill, with an interval that knows employers, and tied ranks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from analysis.arithmetic.employer_tally import CONFIDENCE, EmployerTally, intervals, t_quantile, wilson
from analysis.market.basis import Basis, basis_of
from analysis.market.corpus import BOILERPLATE, Corpus, Selection
from analysis.market.figure_words import LEVEL_WORDS, in_hundred, interval_in_words, listed
from analysis.market.receipts import Receipt
from analysis.market.slices import Slice
from data.catalogue.reading_quality import ReadingQuality
from data.records import LEVELS

TOP = 30  # skills in a view unless asked otherwise
ANY = "|"  # joins the ids of a share of any of several skills; no id holds it
CHUNK = 64  # skills counted at a time, to bound memory; those of the first chunk get ranks
TIE_REACH = 10  # skills below the view that may still share its last ranks

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How much of a slice names one skill.

    `share`, `low` and `high` are fractions, None when suppressed; `why` then says it. `named` of `n` units
    name the skill. `levels` counts postings by their strongest level, in the order of LEVELS; `alone` and
    `as_alternative` split those that count at the slice's level. `rank` is a place or a range of tied places.
    `extractor` says how well the skill is read, None where too few mentions are labelled to tell.
    """

    skill: str
    name: str
    kind: str
    share: float | None
    low: float | None
    high: float | None
    n: int
    named: int
    employers: int
    employers_naming: int
    kish: float
    rank: str | None
    levels: tuple[int, int, int, int]
    alone: int
    as_alternative: int
    extractor: ReadingQuality | None = None
    why: str | None
    slice: Slice
    snapshot: str
    catalog: str

    @property
    def sentence(self) -> str:
        """Return 'about 43 in 100 vacancies (39 to 47) name PyTorch'."""
        if self.share is None or self.low is None or self.high is None:
            return f"{self.name}: {self.why}"
        verb = LEVEL_WORDS[self.slice.level]
        return (
            f"about {in_hundred(self.share)} in 100 {self.slice.denominator} "
            f"({interval_in_words(self.low, self.high)}) {verb} {self.name}"
        )

    @property
    def receipt(self) -> str:
        """Return the line that reproduces this figure."""
        return Receipt(
            figure="share", skills=tuple(self.skill.split(ANY)), slice=self.slice,
            snapshot=self.snapshot, catalog=self.catalog, value=self.share,
        ).to_text()  # fmt: skip


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
    selection = corpus.select(part)
    ground, totals = basis_of(selection), selection.totals()
    pool = _pool(corpus, totals, skills, kinds)
    codes = pool[:top] if skills is None else pool
    is_ranked = skills is None and ground.why is None
    rows: list[Share] = []
    for some in _chunks(pool[: top + TIE_REACH] if is_ranked else codes):
        found, tally = _rows(selection, ground, some)
        ranks = tied_ranks(tally, len(pool)) if is_ranked and not rows else []
        rows += [replace(row, rank=rank) for row, rank in zip(found, ranks, strict=False)] or found
    return Shares(ground, tuple(rows[: len(codes)]), int(np.count_nonzero(totals[pool])))


def share(corpus: Corpus, part: Slice, skill: str) -> Share:
    """Return the share of one skill (id or name) in a slice."""
    return shares(corpus, part, [skill]).rows[0]


def share_of_any(corpus: Corpus, part: Slice, skills: Sequence[str]) -> Share:
    """Return the share of a slice that names at least one of some skills."""
    if len(skills) == 1:
        return share(corpus, part, skills[0])
    codes = sorted({corpus.code(skill) for skill in skills})
    selection = corpus.select(part)
    strongest, alone = selection.strongest(codes)
    ground, counted = basis_of(selection), np.isin(strongest, _counted(part.level))
    tally = selection.tally_of(counted)
    values = np.stack(intervals(tally))[:, 0].tolist() if ground.why is None else [None] * 3
    levels = np.bincount(strongest[strongest >= 0], minlength=len(LEVELS)).tolist()
    entries = [corpus.skills[code] for code in codes]
    return Share(
        skill=ANY.join(entry.id for entry in entries), name=listed([entry.name for entry in entries]),
        kind=entries[0].kind, share=values[0], low=values[1], high=values[2],
        n=ground.n, named=int(tally.named.sum()),
        employers=ground.employers, employers_naming=int(np.count_nonzero(tally.named)), kish=ground.kish,
        rank=None,
        levels=(levels[0], levels[1], levels[2], levels[3]),
        alone=int(np.count_nonzero(counted & alone)), as_alternative=int(np.count_nonzero(counted & ~alone)),
        why=ground.why, slice=part, snapshot=ground.snapshot, catalog=ground.catalog,
    )  # fmt: skip


def _pool(
    corpus: Corpus, totals: Codes, skills: Sequence[str] | None, kinds: Sequence[str] | None
) -> list[int]:
    """Return the codes of the skills that may be shown, the most named first."""
    if skills is not None:
        return [corpus.code(skill) for skill in skills]
    order = np.argsort(-totals, kind="stable")
    order = order[totals[order] > 0]
    return [code for code in order.tolist() if kinds is None or corpus.skills[code].kind in kinds]


def _chunks(codes: list[int]) -> Iterator[list[int]]:
    return (codes[start : start + CHUNK] for start in range(0, len(codes), CHUNK))


def _rows(selection: Selection, ground: Basis, codes: list[int]) -> tuple[list[Share], EmployerTally]:
    corpus, part = selection.corpus, selection.part
    tally = selection.tally(codes)
    values = np.stack(intervals(tally), axis=1).tolist() if ground.why is None else [[None] * 3] * len(codes)
    totals, naming = tally.totals().tolist(), np.count_nonzero(tally.named, axis=1).tolist()
    found = []
    for place, code in enumerate(codes):
        skill, split = corpus.skills[code], selection.split(code)
        levels = split.sum(axis=1).tolist()
        counted = split[_counted(part.level)].sum(axis=0).tolist()
        found.append(
            Share(
                skill=skill.id, name=skill.name, kind=skill.kind,
                share=values[place][0], low=values[place][1], high=values[place][2],
                n=ground.n, named=int(totals[place]),
                employers=ground.employers, employers_naming=naming[place], kish=ground.kish, rank=None,
                levels=(levels[0], levels[1], levels[2], levels[3]),
                alone=counted[1], as_alternative=counted[0], extractor=corpus.quality.get(skill.id),
                why=ground.why, slice=part, snapshot=ground.snapshot, catalog=ground.catalog,
            )
        )  # fmt: skip
    return found, tally


def _counted(level: str) -> list[int]:
    """Return the places in LEVELS that count at a slice's level."""
    if level == "any":
        return list(range(len(LEVELS)))
    return list(range(BOILERPLATE)) if level == "asked" else [[str(one) for one in LEVELS].index(level)]


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
class Influence:
    """How one employer moves a share: its own units, and the share without it."""

    employer: str
    n: int
    named: int
    share: float
    without: float
    skill: str
    name: str
    slice: Slice
    snapshot: str
    catalog: str

    @property
    def sentence(self) -> str:
        """Return 'without Acme (40 of 1,204): PyTorch 31 in 100 instead of 34'."""
        return (
            f"without {self.employer} ({self.named:,} of its {self.n:,} name it): {self.name} "
            f"{100 * self.without:.1f} in 100 instead of {100 * self.share:.1f}"
        )

    @property
    def receipt(self) -> str:
        """Return the line that reproduces this figure."""
        return Receipt(
            figure="influence", skills=(self.skill,), slice=self.slice, of=self.employer,
            snapshot=self.snapshot, catalog=self.catalog, value=self.without,
        ).to_text()  # fmt: skip


def influences(corpus: Corpus, part: Slice, skill: str, top: int = 5) -> tuple[Influence, ...]:
    """Return the employers whose absence would move a share most, the strongest first; none if suppressed."""
    selection = corpus.select(part)
    if basis_of(selection).why:
        return ()
    code = corpus.code(skill)
    tally = selection.tally([code])
    order = np.argsort(-np.abs(tally.deviations()[0]), kind="stable")[:top]
    return tuple(_influence(selection, tally, code, place) for place in order.tolist())


def influence(corpus: Corpus, part: Slice, skill: str, employer: str) -> Influence | None:
    """Return how one employer moves a share; None when it has nothing in the slice or this is suppressed."""
    selection, names = corpus.select(part), corpus.postings.employers
    places = [k for k, code in enumerate(selection.present.tolist()) if names[code] == employer]
    if not places or basis_of(selection).why:
        return None
    code = corpus.code(skill)
    return _influence(selection, selection.tally([code]), code, places[0])


def _influence(selection: Selection, tally: EmployerTally, code: int, place: int) -> Influence:
    corpus, whole = selection.corpus, float(tally.shares()[0])
    return Influence(
        employer=corpus.postings.employers[selection.present[place]],
        n=int(tally.sizes[place]), named=int(tally.named[0, place]), share=whole,
        without=max(0.0, whole + float(tally.deviations()[0][place])),
        skill=corpus.skills[code].id, name=corpus.skills[code].name,
        slice=selection.part, snapshot=corpus.snapshot, catalog=corpus.catalog,
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class EqualShare:
    """The mean over employers of each one's own share: every employer has one voice."""

    skill: str
    name: str
    share: float | None
    low: float | None
    high: float | None
    n: int
    employers: int
    why: str | None
    slice: Slice
    snapshot: str
    catalog: str

    @property
    def sentence(self) -> str:
        """Say the share, or why none is shown."""
        if self.share is None or self.low is None or self.high is None:
            return f"{self.name}: {self.why}"
        spread = f"{in_hundred(self.low)} to {in_hundred(self.high)}"
        return (
            f"{self.name}, each of {self.employers:,} employers counted once: about "
            f"{in_hundred(self.share)} in 100 ({spread})"
        )

    @property
    def receipt(self) -> str:
        """Return the line that reproduces this figure."""
        return Receipt(
            figure="equal", skills=(self.skill,), slice=self.slice,
            snapshot=self.snapshot, catalog=self.catalog, value=self.share,
        ).to_text()  # fmt: skip


def employer_equal(corpus: Corpus, part: Slice, skill: str) -> EqualShare:
    """Return the employer-equal share of a skill; its interval treats employers as independent."""
    selection = corpus.select(part)
    ground, code = basis_of(selection), corpus.code(skill)
    values: tuple[float | None, float | None, float | None] = (None, None, None)
    if ground.why is None:
        values = _equal_interval(selection.tally([code]))
    return EqualShare(
        skill=corpus.skills[code].id, name=corpus.skills[code].name,
        share=values[0], low=values[1], high=values[2],
        n=ground.n, employers=ground.employers, why=ground.why,
        slice=part, snapshot=ground.snapshot, catalog=ground.catalog,
    )  # fmt: skip


def _equal_interval(tally: EmployerTally) -> tuple[float, float, float]:
    here = tally.sizes > 0
    own = tally.named[0, here] / tally.sizes[here]
    mean, variance = own.mean(keepdims=True), own.var(ddof=1) / len(own)
    spread = mean * (1 - mean)
    size = np.minimum(len(own), np.divide(spread, variance)) if variance > 0 else np.array([float(len(own))])
    low, high = wilson(mean, size, t_quantile(len(own), (1 + CONFIDENCE) / 2))
    return float(mean[0]), float(low[0]), float(high[0])

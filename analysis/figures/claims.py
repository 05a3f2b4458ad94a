"""Published statements beside our own figures, with a verdict that claims no more than both samples know.

A figure of a sample of known size is tested as one of two samples, any other against our sample alone; Holm's
correction (1979) keeps the chance that any claim is said to differ by accident at 5 in 100. A verdict must
also survive the reasonable readings of what was counted (see `specification`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from analysis.arithmetic.employer_tally import CONFIDENCE
from analysis.arithmetic.multiple_tests import family_id
from analysis.arithmetic.students_t import t_cdf
from analysis.figures.shares import Share, share_of_any
from analysis.figures.specification import (
    NORMAL,
    AskedShare,
    ClaimedRange,
    Specification,
    specifications,
)
from analysis.market.corpus import Corpus, years_of
from analysis.market.figure_words import in_hundred, interval_in_words, listed
from analysis.market.knowledge import ancestors
from analysis.market.provenance import TOTAL, Provenance, provenance_of
from analysis.market.selection import select
from analysis.market.slices import Slice
from data.catalogue.guides import Claim, Saying

TOO_WIDE = 0.15  # an interval wider than this agrees with nearly everything
NARROW = "too narrow to judge here"
VERDICTS = ("agrees", "differs", "fragile", "not comparable", NARROW)
NO_NUMBER = "it gives no number"
NOT_NAMED = "no posting here names it"
OTHER_POPULATION = "it speaks of another population"
UNSTATED = "it does not say which postings it counted, so neither figure refutes the other"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimCheck:
    """A claim, our figure for the nearest part of the corpus, and what the one says of the other.

    `distance` is how far our share lies outside what is claimed (a fraction, negative where ours is lower, 0
    inside); `p_value` how often chance alone would put it so far, `adjusted` the same by Holm over all claims
    that are tested; `curve` our share under every reading. All are None where nothing is tested; `why` then
    says why, else what limits the verdict. `ours_required` is our share counting only vacancies that require
    the skill.
    """

    claim: Claim
    provenance: Provenance
    ours: Share | None
    ours_required: float | None = None
    distance: float | None = None
    p_value: float | None = None
    adjusted: float | None = None
    curve: Specification | None = None
    verdict: str
    why: str | None

    @property
    def claimed(self) -> str:
        """Return '42 in 100', 'at least 50 in 100' or 'no number'."""
        low, high = self.claim.low, self.claim.high
        if low is None or high is None:
            return "no number"
        if low == high:
            return f"{100 * low:.3g} in 100"
        if high >= 1:
            return f"at least {in_hundred(low)} in 100"
        return f"{interval_in_words(low, high)} in 100"

    @property
    def sentence(self) -> str:
        """Claim, verdict, our figure, its readings and what limits the verdict, in one line."""
        verdict = self.verdict
        if verdict == "differs":
            verdict = f"differs, ours is {'higher' if (self.distance or 0) > 0 else 'lower'}"
        said = f"{self.claim.statement} ({self.claim.source}, {self.claim.year}): {verdict}"
        if self.ours is None or self.ours.why:
            return f"{said}; {self.why}"
        figure = f"ours: {self.ours.sentence}{self._required()}"
        read = self.curve.sentence if self.curve else None
        return "; ".join(filter(None, [said, figure, read, self.why]))

    def _required(self) -> str:
        """The narrower count, where an unstated choice of counting could explain a difference."""
        is_open = self.verdict == "fragile" and self.claim.population is None
        return f", {in_hundred(self.ours_required)} require it" if is_open and self.ours_required else ""

    @property
    def receipt(self) -> str:
        """Return the line that reproduces the verdict with all its figures."""
        share, held = (self.ours.share, self.ours.held) if self.ours else (None, None)
        return self.provenance.receipt("claim", [], share, of=self.claim.id, interval=held)


def check_claims(corpus: Corpus, claims: Iterable[Claim], *, interval: str = TOTAL) -> tuple[ClaimCheck, ...]:
    """Return each claim with its verdict, in the given order; together they are one family of tests.

    With an `interval` that is "total" the error of reading is in the tests and the readings as well.
    """
    asked = tuple(claims)
    return corpus.recent.get(("claims", asked, interval), lambda: _checked(corpus, asked, interval))


def _checked(corpus: Corpus, claims: tuple[Claim, ...], interval: str) -> tuple[ClaimCheck, ...]:
    found = _with_curves(corpus, [_measured(corpus, claim, interval) for claim in claims])
    p_values = np.array([np.nan if one.p_value is None else one.p_value for one in found])
    tested = [one.claim for one in found if one.p_value is not None]
    family = family_id(
        [claim.slice for claim in tested],
        [f"{claim.id} {claim.low} {claim.high} {claim.sample}" for claim in tested],
    )
    return tuple(
        one if np.isnan(p) else _judged(_with_family(replace(one, adjusted=float(p)), family, len(tested)))
        for one, p in zip(found, holm(p_values), strict=True)
    )


def _with_family(check: ClaimCheck, family: str, size: int) -> ClaimCheck:
    return replace(check, provenance=replace(check.provenance, family=family, family_size=size))


def _measured(corpus: Corpus, claim: Claim, interval: str) -> ClaimCheck:
    """Return a claim with our figure and, where it can be tested, its distance and p-value."""
    part = Slice.from_query(claim.slice)
    ours, asked = share_spoken_of(corpus, claim, interval), skills_asked(corpus, claim)
    check = ClaimCheck(
        claim=claim,
        provenance=provenance_of(corpus, part),
        ours=ours,
        verdict="not comparable",
        why=NOT_NAMED,
    )
    if ours is None:
        return check
    required = share_of_any(corpus, part.narrowed(level="required"), asked).share
    check = replace(check, ours_required=required, why=_untested(claim, ours))
    if check.why:
        return replace(check, verdict=NARROW) if ours.why else check
    distance, p_value = _test(corpus, claim, asked, reading_square(ours))
    return replace(check, distance=distance, p_value=p_value)


def _with_curves(corpus: Corpus, checks: Sequence[ClaimCheck]) -> list[ClaimCheck]:
    """Return claims with our share under every reading; those of one year about one slice at a time."""
    found = list(checks)
    groups: dict[tuple[str, int], list[int]] = {}
    for place, one in enumerate(checks):
        if one.p_value is not None:
            groups.setdefault((one.claim.slice, one.claim.year), []).append(place)
    for (query, year), places in groups.items():
        asked = [_asked_share(corpus, checks[place]) for place in places]
        curves = specifications(corpus, Slice.from_query(query), year, asked)
        for place, curve in zip(places, curves, strict=True):
            found[place] = replace(found[place], curve=curve)
    return found


def _asked_share(corpus: Corpus, check: ClaimCheck) -> AskedShare:
    claim = check.claim
    codes = tuple(corpus.code(skill) for skill in skills_asked(corpus, claim))
    claimed = _claimed(claim, reading_square(check.ours))
    return AskedShare(codes=codes, claimed=claimed, of_postings=claim.population is not None)


def reading_square(ours: Share | None) -> float:
    """Return the mean square error of reading in our share, 0 where its interval holds chance alone."""
    if ours is None or ours.error is None or ours.share is None:
        return 0.0
    return ours.error.square(ours.share)


def share_spoken_of(corpus: Corpus, said: Claim | Saying, interval: str = TOTAL) -> Share | None:
    """Return our share of what a statement is about, None where no posting names any of its skills."""
    asked = skills_asked(corpus, said)
    if not asked:
        return None
    ours = share_of_any(corpus, Slice.from_query(said.slice), asked, interval=interval)
    known = [skill for skill in said.skills if skill in corpus.index]
    if len(asked) == len(known):
        return ours
    return ours.called(f"{listed([corpus.name(skill) for skill in known])} or a service of theirs")


def skills_asked(corpus: Corpus, said: Claim | Saying) -> list[str]:
    """Return the ids of the skills that count for a statement, of those that postings name."""
    known = [skill for skill in said.skills if skill in corpus.index]
    return [*known, *_children(corpus, known)] if said.children else known


def _untested(claim: Claim, ours: Share) -> str | None:
    """Return why a claim is not tested, None where it is."""
    if ours.why:
        return ours.why
    if claim.low is None:
        return NO_NUMBER
    return None if claim.is_comparable else OTHER_POPULATION


def _test(corpus: Corpus, claim: Claim, skills: Sequence[str], reading: float) -> tuple[float, float]:
    """Return how far our share lies outside what is claimed, and the two-sided p-value of that.

    The standard error is our employer jackknife's, joined with the binomial one of the claim's own sample and
    the mean square of errors of `reading`.
    """
    selection = select(corpus, Slice.from_query(claim.slice))
    named = np.logical_or.reduce([selection.names(corpus.code(skill)) for skill in skills])
    tally = selection.tally_of(named)
    share = float(tally.shares()[0])
    low, high = claimed_range(claim)
    nearest = min(max(share, low), high)
    distance = share - nearest
    own = nearest * (1 - nearest) / claim.sample if claim.sample else 0.0
    error = float(np.sqrt(tally.variances()[0] + own + reading))
    if distance == 0.0:
        return 0.0, 1.0
    if error == 0.0:
        return distance, 0.0
    return distance, float(2 * t_cdf(max(tally.kish - 1, 1.0), -abs(distance) / error))


def _claimed(claim: Claim, reading: float) -> ClaimedRange:
    """Return what a claim says, with the error of its own sample (at mid-range) and of our `reading`."""
    low, high = claimed_range(claim)
    middle = min(max((low + high) / 2, 0.0), 1.0)
    own = middle * (1 - middle) / claim.sample if claim.sample else 0.0
    return ClaimedRange(low=low, high=high, error=float(np.sqrt(own + reading)))


def claimed_range(claim: Claim) -> tuple[float, float]:
    """Return the ends of what a claim says with their rounding: 42% may stand for 41.5 to 42.5."""
    low, high = claim.low or 0.0, claim.high or 0.0
    return low - rounding(low), high + rounding(high)


def rounding(share: float) -> float:
    """Half of the last digit of a printed percentage, as a fraction: 0.005 for 42%, 0.0005 for 42.3%."""
    return 0.005 if abs(100 * share - round(100 * share)) < 1e-9 else 0.0005


def holm(p_values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Holm's adjusted p-values (step-down Bonferroni, 1979); NaN stays NaN and does not count as a test."""
    adjusted = np.full(len(p_values), np.nan)
    tested = np.flatnonzero(~np.isnan(p_values))
    order = tested[np.argsort(p_values[tested], kind="stable")]
    scaled = p_values[order] * np.arange(len(order), 0, -1)
    adjusted[order] = np.minimum(1.0, np.maximum.accumulate(scaled))
    return adjusted


def _judged(check: ClaimCheck) -> ClaimCheck:
    """Return a tested claim with its verdict and what limits it.

    Without a population it may have counted anything: it is never said to differ.
    """
    is_apart = (check.adjusted or 0.0) <= 1 - CONFIDENCE
    limit = None if is_apart else too_narrow(check) or too_few(check.claim)
    if limit:
        return replace(check, verdict=NARROW, why=limit)
    unresolved = None if is_apart else _unresolved(check)
    if _is_fragile(check, is_apart=is_apart, agrees=not (is_apart or unresolved)):
        return replace(check, verdict="fragile", why=None)
    if unresolved:
        return replace(check, verdict=NARROW, why=unresolved)
    if not is_apart:
        return replace(check, verdict="agrees", why=None)
    if check.claim.population is None:
        return replace(check, verdict="not comparable", why=UNSTATED)
    return replace(check, verdict="differs", why=None)


def _is_fragile(check: ClaimCheck, *, is_apart: bool, agrees: bool) -> bool:
    """Whether the readings disagree with one another, or with the verdict of the nearest one."""
    curve = check.curve
    if curve is None:
        return False
    holding = curve.part_inside > 0.5
    return curve.is_mixed or (is_apart and holding) or (agrees and not holding)


def _unresolved(check: ClaimCheck) -> str | None:
    """Why our sample can neither confirm nor refute a claim, None where it agrees."""
    claim, ours = check.claim, check.ours
    if ours is None or ours.low is None or ours.high is None or claim.low is None or claim.high is None:
        return "ours has no interval"
    if claim.low < claim.high:
        low, high = claimed_range(claim)
        is_within = low <= ours.low and ours.high <= high
        return None if is_within else "our interval reaches beyond the claimed range"
    if (check.p_value or 0.0) <= 1 - CONFIDENCE:
        return "among so many claims chance may explain the difference"
    width = ours.high - ours.low
    return None if width <= TOO_WIDE else f"our interval is {100 * width:.0f} points wide"


def too_few(claim: Claim) -> str | None:
    """Why a claim counted in few postings cannot be confirmed, None where it can.

    Nearly all of our shares would agree with it.
    """
    if claim.sample is None or claim.low is None or claim.low != claim.high:
        return None
    width = 2 * NORMAL * float(np.sqrt(claim.low * (1 - claim.low) / claim.sample))
    if width <= TOO_WIDE:
        return None
    return f"its own sample of {claim.sample:,} is too small: that interval is {100 * width:.0f} points wide"


def too_narrow(check: ClaimCheck) -> str | None:
    """Why a claimed range narrower than our interval cannot be confirmed, None where it can."""
    claim, ours = check.claim, check.ours
    if ours is None or ours.low is None or ours.high is None or claim.low is None or claim.high is None:
        return None
    width, (low, high) = ours.high - ours.low, claimed_range(claim)
    if claim.low == claim.high or width <= high - low:
        return None
    return (
        f"this sample is too small for so narrow a claim: our interval is {100 * width:.1f} points wide, "
        f"the claimed range {100 * (claim.high - claim.low):.1f}"
    )


def _children(corpus: Corpus, skills: list[str]) -> list[str]:
    """Return the skills that imply any of these."""
    above = ancestors(corpus.skills)
    return [skill for skill in corpus.index if above[skill] & set(skills) and skill not in skills]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceReading:
    """One reading of a skill's share, from one of our sources or from a published report.

    `low` and `high` of a report are the ends of what it claims, not an interval; it has no n.
    """

    source: str
    year: str
    population: str | None
    share: float | None
    low: float | None
    high: float | None
    n: int | None
    employers: int | None
    is_ours: bool
    why: str | None


def panel(corpus: Corpus, part: Slice, claims: Iterable[Claim], skill: str) -> tuple[SourceReading, ...]:
    """Return how each of our sources, and each published report on it alone, reads a skill (id or name)."""
    code = corpus.code(skill)
    ours = [_ours(corpus, part.narrowed(sources=(source,)), code) for source in corpus.postings.sources]
    published = [_published(claim) for claim in claims if claim.skills == (corpus.skills[code].id,)]
    return (*(one for one in ours if one.n), *published)


def _ours(corpus: Corpus, part: Slice, code: int) -> SourceReading:
    found = share_of_any(corpus, part, [corpus.skills[code].id])
    days = corpus.postings.posted_day[select(corpus, part).rows]
    years = np.unique(years_of(days)).tolist()
    return SourceReading(
        source=part.sources[0],
        year=_span(years),
        population=part.in_words(),
        share=found.share,
        low=found.low,
        high=found.high,
        n=found.n,
        employers=found.employers,
        is_ours=True,
        why=found.why,
    )


def _span(years: list[int]) -> str:
    if not years:
        return ""
    return str(years[0]) if len(years) == 1 else f"{years[0]}-{years[-1]}"


def _published(claim: Claim) -> SourceReading:
    is_figure = claim.low is not None and claim.low == claim.high
    return SourceReading(
        source=claim.source,
        year=str(claim.year),
        population=claim.population,
        share=claim.low if is_figure else None,
        low=claim.low,
        high=claim.high,
        n=None,
        employers=None,
        is_ours=False,
        why=None if is_figure else claim.statement,
    )

"""Published statements beside our own figures, with a verdict that needs no opinion."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from scipy.special import ndtri

from analysis.corpus import Corpus
from analysis.implied import ancestors
from analysis.shares import Share, share_of_any
from analysis.slices import Slice
from analysis.tally import CONFIDENCE, wilson
from analysis.words import in_hundred, interval_in_words, listed
from data.guides import Claim

NORMAL_QUANTILE = float(ndtri((1 + CONFIDENCE) / 2))
ROUNDING = 0.005  # a figure printed as 42% may stand for 41.5 to 42.5
TOO_WIDE = 0.15  # an interval wider than this agrees with nearly everything
VERDICTS = ("supported", "contradicted", "cannot tell", "different population")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimCheck:
    """A claim, our figure for the nearest part of the corpus, and what the one says of the other."""

    claim: Claim
    ours: Share | None
    verdict: str
    why: str | None

    @property
    def claimed(self) -> str:
        """Return '42 in 100' or 'at least 50 in 100'."""
        claim = self.claim
        if claim.low == claim.high:
            return f"{100 * claim.low:.3g} in 100"
        if claim.high >= 1:
            return f"at least {in_hundred(claim.low)} in 100"
        return f"{interval_in_words(claim.low, claim.high)} in 100"

    @property
    def sentence(self) -> str:
        """Say claim, figure and verdict in one line."""
        said = f"{self.claim.statement} ({self.claim.source}, {self.claim.year})"
        if self.ours is None or self.why:
            return f"{said}: {self.verdict}; {self.why}"
        return f"{said}: {self.verdict}; ours: {self.ours.sentence}"


def check_claims(corpus: Corpus, claims: Iterable[Claim]) -> tuple[ClaimCheck, ...]:
    """Return each claim with its verdict, in the given order."""
    return tuple(check_claim(corpus, claim) for claim in claims)


def check_claim(corpus: Corpus, claim: Claim) -> ClaimCheck:
    """Return one claim with its verdict."""
    known = [skill for skill in claim.skills if skill in corpus.index]
    if not known:
        return ClaimCheck(claim=claim, ours=None, verdict="cannot tell", why="no posting here names it")
    asked = [*known, *_children(corpus, known)] if claim.children else known
    ours = share_of_any(corpus, Slice.from_query(claim.slice), asked)
    if len(asked) > len(known):
        ours = replace(ours, name=f"{listed([corpus.name(skill) for skill in known])} or a service of theirs")
    return ClaimCheck(claim=claim, ours=ours, verdict=verdict_of(claim, ours), why=ours.why)


def _children(corpus: Corpus, skills: list[str]) -> list[str]:
    """Return the skills that imply any of these."""
    above = ancestors(corpus.skills)
    return [skill for skill in corpus.index if above[skill] & set(skills) and skill not in skills]


def verdict_of(claim: Claim, ours: Share) -> str:
    """Return the verdict on a claim from our interval.

    Contradicted: no overlap with what is claimed, its own sampling error included. Supported: a range that
    holds our whole interval, or a figure that lies in an interval narrow enough to have said no.
    """
    if not claim.is_comparable:
        return "different population"
    if ours.low is None or ours.high is None:
        return "cannot tell"
    low, high = claimed_range(claim)
    if ours.high < low or ours.low > high:
        return "contradicted"
    if claim.low < claim.high:
        return "supported" if low <= ours.low and ours.high <= high else "cannot tell"
    is_inside = ours.low - ROUNDING <= claim.low <= ours.high + ROUNDING
    return "supported" if is_inside and ours.high - ours.low <= TOO_WIDE else "cannot tell"


def claimed_range(claim: Claim) -> tuple[float, float]:
    """Return what a claim leaves open: its range, its rounding, and the error of its own sample."""
    low, high = claim.low, claim.high
    if claim.sample is not None:
        low = float(wilson(np.array([low]), np.array([float(claim.sample)]), NORMAL_QUANTILE)[0][0])
        high = float(wilson(np.array([high]), np.array([float(claim.sample)]), NORMAL_QUANTILE)[1][0])
    return low - ROUNDING, high + ROUNDING


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceReading:
    """One reading of a skill's share: from a source of ours or from a published report."""

    source: str
    year: str
    population: str
    share: float | None
    low: float | None
    high: float | None
    n: int | None
    employers: int | None
    is_ours: bool
    why: str | None


def panel(corpus: Corpus, part: Slice, claims: Iterable[Claim], skill: str) -> tuple[SourceReading, ...]:
    """Return the same skill as each of our sources and each published report reads it."""
    code = corpus.code(skill)
    ours = [_ours(corpus, part.narrowed(sources=(source,)), code) for source in corpus.postings.sources]
    told = [_told(claim) for claim in claims if claim.skills == (corpus.skills[code].id,)]
    return (*(one for one in ours if one.n), *told)


def _ours(corpus: Corpus, part: Slice, code: int) -> SourceReading:
    found = share_of_any(corpus, part, [corpus.skills[code].id])
    days = corpus.postings.posted_day[corpus.select(part).rows]
    years = sorted(
        {int(year) for year in (days.astype("datetime64[D]").astype("datetime64[Y]").astype(int) + 1970)}
    )
    return SourceReading(
        source=part.sources[0], year=_span(years), population=part.in_words(),
        share=found.share, low=found.low, high=found.high, n=found.n, employers=found.employers,
        is_ours=True, why=found.why,
    )  # fmt: skip


def _span(years: list[int]) -> str:
    if not years:
        return ""
    return str(years[0]) if len(years) == 1 else f"{years[0]}-{years[-1]}"


def _told(claim: Claim) -> SourceReading:
    is_figure = claim.low == claim.high
    return SourceReading(
        source=claim.source, year=str(claim.year), population=claim.population,
        share=claim.low if is_figure else None, low=claim.low, high=claim.high, n=None, employers=None,
        is_ours=False, why=None if is_figure else claim.statement,
    )  # fmt: skip

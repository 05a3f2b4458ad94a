"""Which terms outside the catalogue are new to the market: log-odds with an informative Dirichlet prior.

Counted in employers, so one employer's forty postings are one voice. The prior is the term's rate in both
periods together, worth PRIOR_EMPLOYERS of evidence: it pulls rare terms to "no difference".
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from analysis.market.figure_words import count_of

MIN_EMPLOYERS = 5  # that use a term in the later period
PRIOR_EMPLOYERS = 50.0
SURELY = 1.96  # standard errors above no difference


@dataclass(frozen=True, slots=True)
class Sighting:
    """How many employers use a term in two periods, and in how many sources it stands in the later one."""

    term: str
    before: int
    after: int
    sources: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Emerging:
    """A term with its employers in both periods; `z` is the log-odds ratio in standard errors."""

    term: str
    before: int
    after: int
    employers_before: int
    employers_after: int
    sources: int
    log_odds: float
    z: float

    @property
    def is_sure(self) -> bool:
        """Whether it surely became more usual."""
        return self.z >= SURELY

    @property
    def sentence(self) -> str:
        """Return 'Foo: 12 of 400 employers, before 1 of 380; in 2 sources'."""
        return (
            f"{self.term}: {self.after:,} of {count_of(self.employers_after, 'employer')}, "
            f"before {self.before:,} of {self.employers_before:,}; in {count_of(self.sources, 'source')}"
        )


def emerging(
    sightings: Iterable[Sighting],
    employers_before: int,
    employers_after: int,
    reviewed: Mapping[str, str] | None = None,
) -> tuple[Emerging, ...]:
    """Return the terms that surely became more usual, the surest first.

    `reviewed` terms (whatever was decided on them) are left out, in any case of letters.
    """
    known = {term.casefold() for term in reviewed or {}}
    found = [
        compared(one, employers_before, employers_after)
        for one in sightings
        if one.after >= MIN_EMPLOYERS and one.term.casefold() not in known
    ]
    return tuple(sorted((one for one in found if one.is_sure), key=lambda one: (-one.z, one.term)))


def compared(one: Sighting, employers_before: int, employers_after: int) -> Emerging:
    """Compare a term between two periods with so many employers each; at least one of them must be there."""
    everybody = employers_before + employers_after
    pooled = (
        min(one.before + one.after, everybody - 1) / everybody
    )  # if everybody used it, the odds would be infinite
    prior = pooled * PRIOR_EMPLOYERS
    log_odds = _logit(one.after, employers_after, prior) - _logit(one.before, employers_before, prior)
    error = math.sqrt(1 / (one.after + prior) + 1 / (one.before + prior))
    return Emerging(
        term=one.term,
        before=one.before,
        after=one.after,
        employers_before=employers_before,
        employers_after=employers_after,
        sources=one.sources,
        log_odds=log_odds,
        z=log_odds / error,
    )


def _logit(count: int, employers: int, prior: float) -> float:
    return math.log((count + prior) / (employers + PRIOR_EMPLOYERS - count - prior))

"""Intervals that hold the error of reading beside chance and employers."""

from dataclasses import dataclass
from math import exp, hypot

from analysis.accuracy.reading_error import ReadingError

MUCH = 0.01  # a point: from here on the corrected value is printed beside the count


@dataclass(frozen=True, slots=True)
class TotalInterval:
    """The share corrected for reading, between the ends of an interval that holds chance and reading."""

    corrected: float
    low: float
    high: float


def corrected_share(share: float, error: ReadingError) -> float:
    """Return a share as it would be without errors of reading."""
    return min(share * error.factor, 1.0)


def total_interval(
    share: float,
    ends: tuple[float, float],
    quantile: float,
    error: ReadingError,
    *,
    of_role: float = 0.0,
    postings: int | None = None,
) -> TotalInterval:
    """Return the interval around the corrected share that the errors give together.

    `ends` are those of the interval of chance, at this quantile; `of_role` is the variance that wrongly
    chosen roles add. On each side the distances of chance, of reading and of the role are added as squares,
    which keeps an interval that is not the same on both sides (Zou and Donner 2008). Where the truth is that
    of so many `postings` and of no more, their own misreadings are added: they are not those of the sample
    that the error was estimated from.
    """
    corrected, factor = corrected_share(share, error), error.factor
    own = corrected * error.misread / postings if postings else 0.0
    beside = quantile * (of_role + own) ** 0.5
    reach = quantile * error.variance**0.5
    below = hypot(factor * (share - ends[0]), corrected * (1 - exp(-reach)), beside)
    above = hypot(factor * (ends[1] - share), corrected * (exp(reach) - 1), beside)
    return TotalInterval(corrected, max(0.0, corrected - below), min(1.0, corrected + above))

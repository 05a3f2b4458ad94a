"""Near-duplicate texts of one employer: which are one opening, worded or placed a little differently.

Measured on pairs near the thresholds that were read by eye; see tests/data/vacancy_pairs.csv.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from data.vacancies.shingles import (
    Shingler,
    Shingles,
    candidate_pairs,
    common_runs,
    signature,
    similarity,
    without,
)
from data.vacancies.titles import match_titles

NEAR_DAYS = 60  # between the last sight of one and the first of the other
SAME_TITLE = 0.55  # similarity from which two texts under one title are one opening
WIDER_TITLE = 0.75  # the same where one title only says more ("Data Scientist, London team")
FREE_TITLE = 0.5  # the same where titles are free lines, in comments; here boilerplate counts as text

UNLIKE = 0.7  # estimated similarity below which two texts count as different writing
MOST_KINDS = 30  # different texts of one employer that are looked at for its boilerplate
FEWEST_KINDS = 4  # with fewer, nothing can be told to be boilerplate
NO_RUNS: Shingles = np.array([], dtype=np.uint64)


@dataclass(frozen=True, slots=True)
class OpeningText:
    """One text of an employer: what decides whether it is the same opening as another one."""

    posting_id: int
    first_day: int | None
    last_day: int | None
    title: frozenset[str]
    is_comment: bool
    text: str


def near_pairs(candidates: Sequence[OpeningText], shingler: Shingler) -> Iterator[tuple[int, int]]:
    """Yield (posting id, posting id) of an employer's postings that are one opening."""
    if len(candidates) < 2:
        return
    sets = [shingler.shingles(candidate.text) for candidate in candidates]
    signatures = [signature(runs) for runs in sets]
    boilerplate = boilerplate_of(sets, signatures)
    own = [without(runs, boilerplate) for runs in sets]
    for i, j in candidate_pairs(signatures):
        one, other = candidates[i], candidates[j]
        if is_in_time(one, other, NEAR_DAYS) and is_alike(one, other, (sets[i], sets[j]), (own[i], own[j])):
            yield one.posting_id, other.posting_id


def is_alike(
    one: OpeningText, other: OpeningText, whole: tuple[Shingles, Shingles], own: tuple[Shingles, Shingles]
) -> bool:
    """Tell whether titles and texts say that two postings are one opening."""
    if one.is_comment or other.is_comment:
        return one.is_comment and other.is_comment and similarity(*whole) >= FREE_TITLE
    match = match_titles(one.title, other.title)
    return match != "other" and similarity(*own) >= (SAME_TITLE if match == "same" else WIDER_TITLE)


def is_in_time(one: OpeningText, other: OpeningText, days: int) -> bool:
    """Tell whether at most `days` lie between the sights of two postings; unknown days do not part them."""
    if one.first_day is None or other.first_day is None:
        return True
    earlier, later = (one, other) if one.first_day <= other.first_day else (other, one)
    return (later.first_day or 0) - (earlier.last_day or earlier.first_day or 0) <= days


def boilerplate_of(sets: Sequence[Shingles], signatures: Sequence[npt.NDArray[np.uint64]]) -> Shingles:
    """Return the runs that an employer writes into half of its different texts, whatever the opening."""
    kinds: list[int] = []
    for position, values in enumerate(signatures):
        if len(kinds) < MOST_KINDS and all((values == signatures[k]).mean() < UNLIKE for k in kinds):
            kinds.append(position)
    if len(kinds) < FEWEST_KINDS:
        return NO_RUNS
    return common_runs([sets[k] for k in kinds], max(3, (len(kinds) + 1) // 2))

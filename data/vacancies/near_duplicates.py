"""Near-duplicate texts of one employer: which are one opening, worded or placed a little differently.

The thresholds were measured on pairs near them that people read and judged (`vacancy_pairs.csv` among the
tests).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from data.vacancies.shingles import (
    Shingler,
    Shingles,
    Signature,
    candidate_pairs,
    common_runs,
    signature,
    similarity,
    without,
)
from data.vacancies.titles import match_titles

NEAR_DAYS = 60  # at most, between the last sight of one and the first of the other
SAME_TITLE = 0.55  # similarity from which two texts under one title are one opening
WIDER_TITLE = 0.75  # the same where one title only says more ("Data Scientist, London team")
FREE_TITLE = 0.5  # the same for comments, whose titles are free lines; here boilerplate counts as text

UNLIKE = 0.7  # estimated similarity below which two texts count as different
MOST_KINDS = 30  # different texts of one employer that are searched for its boilerplate
FEWEST_KINDS = 4  # with fewer different texts, boilerplate cannot be recognised


@dataclass(frozen=True, slots=True)
class OpeningText:
    """One text of an employer: what decides whether it is the same opening as another one.

    Days are counted from 1970, None where unknown; `title` holds the words of `title_words`.
    """

    posting_id: int
    first_day: int | None
    last_day: int | None
    title: frozenset[str]
    is_comment: bool
    text: str


def near_pairs(candidates: Sequence[OpeningText], shingler: Shingler) -> Iterator[tuple[int, int]]:
    """Yield the pairs of posting ids that are one opening; `candidates` are postings of one employer."""
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
    """Tell whether titles and texts make two postings one opening.

    `whole` are the runs of both texts, `own` the same without the employer's boilerplate.
    """
    if one.is_comment or other.is_comment:
        return one.is_comment and other.is_comment and similarity(*whole) >= FREE_TITLE
    match = match_titles(one.title, other.title)
    return match != "other" and similarity(*own) >= (SAME_TITLE if match == "same" else WIDER_TITLE)


def is_in_time(one: OpeningText, other: OpeningText, days: int) -> bool:
    """Tell whether at most `days` lie between the sights of two postings; an unknown day counts as near."""
    if one.first_day is None or other.first_day is None:
        return True
    earlier, later = (one, other) if one.first_day <= other.first_day else (other, one)
    return (later.first_day or 0) - (earlier.last_day or earlier.first_day or 0) <= days


def boilerplate_of(sets: Sequence[Shingles], signatures: Sequence[Signature]) -> Shingles:
    """Return the runs that stand in half of an employer's different texts, and in three at least.

    Empty where there are fewer than FEWEST_KINDS different texts.
    """
    kinds: list[int] = []
    for position, values in enumerate(signatures):
        if len(kinds) < MOST_KINDS and all((values == signatures[k]).mean() < UNLIKE for k in kinds):
            kinds.append(position)
    if len(kinds) < FEWEST_KINDS:
        return np.array([], dtype=np.uint64)
    return common_runs([sets[k] for k in kinds], max(3, (len(kinds) + 1) // 2))

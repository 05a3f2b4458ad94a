"""What a share would be if fewer of the postings had come by the searches that made a collection.

A search for "data scientist" finds every posting that has these words, and others by the way. So those that
have them are more of a collection than of the market, by nobody knows how much. Two parts are told apart, and
the shares in them are put together again as if the searches had found a fifth.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.market.basis import too_few
from analysis.market.figure_words import in_hundred
from analysis.market.provenance import Sample
from analysis.market.selection import Selection
from data.records import Skill

FIFTH = 0.2  # of the units, in place of what the searches found
ONE_POINT = 0.01

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class BySearch:
    """What part of a selection has the words of the searches that collected it, and what hangs on that.

    `share` is that of `skill` as it is printed, `at_fifth` what it would be if that part were FIFTH; all
    three are None where one of the two parts is too small for a share. Fractions. `is_asked` tells whether
    somebody named the skill; otherwise its share is the one that moves most.
    """

    part: float
    skill: Skill | None = None
    share: float | None = None
    at_fifth: float | None = None
    is_asked: bool = False

    @property
    def sentence(self) -> str:
        """Return '42 in 100 have ...; PyTorch: 47 in 100, 50 if only a fifth had come by those searches'."""
        said = f"{in_hundred(self.part)} in 100 have the words that a collection was searched for"
        if self.skill is None or self.share is None or self.at_fifth is None:
            return said
        fifth = f"if {'only ' if self.part > FIFTH else ''}a fifth had come by those searches"
        if not self.is_asked and abs(self.at_fifth - self.share) < ONE_POINT:
            return f"{said}; no share of the most named skills would move by a point {fifth}"
        share, other = in_hundred(self.share), in_hundred(self.at_fifth)
        return f"{said}; {self.skill.name}: {share} in 100, {other} {fifth}"


def found_by_search(selection: Selection, codes: Sequence[int], *, is_asked: bool) -> BySearch | None:
    """Return what part of a selection came by searches, and the share of these skills that hangs most on it.

    The rest is what the searches found by the way and all of other sources. None where no posting came by a
    search, where the words were not looked for in all that may have, and for employers, who may be in both
    parts.
    """
    corpus, rows = selection.corpus, selection.rows
    searched = corpus.postings.searched
    if selection.part.denominator == "employers" or not (searched[rows] == 1).any():
        return None
    collected = np.isin(corpus.postings.source, corpus.postings.source[searched >= 0])
    if (searched[rows][collected[rows]] < 0).any():
        return None
    is_found = searched[rows] == 1
    part = float(is_found.mean())
    shares = [_shares(Selection(corpus, selection.part, rows[mask]), codes) for mask in (is_found, ~is_found)]
    found, rest = shares
    if found is None or rest is None or not codes:
        return BySearch(part)
    printed, fifth = (weight * found + (1 - weight) * rest for weight in (part, FIFTH))
    place = int(np.argmax(np.abs(fifth - printed)))
    skill = corpus.skills[codes[place]]
    return BySearch(part, skill, float(printed[place]), float(fifth[place]), is_asked)


def _shares(selection: Selection, codes: Sequence[int]) -> Floats | None:
    """Return the shares of some skills, None where there is too little for one."""
    return None if too_few(Sample.of(selection.sizes)) else selection.tally(codes).shares()

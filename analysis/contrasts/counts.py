"""How often each employer names each skill on two sides, as a list of those that name any.

Most employers name few skills: with all skills of a catalogue the list is some hundred times shorter than a
table of skills and employers.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.market.layout import level_mask, starts_of, taken
from analysis.market.selection import Selection

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """`named[0, i]` units of employer `employer[i]` name `skill[i]` before, `named[1, i]` after.

    `sizes` has all units of each employer on either side, whether it names anything or not. Entries are in
    the order of skills, each (skill, employer) at most once.
    """

    skills: int
    skill: Ints
    employer: Ints
    named: Floats
    sizes: Floats

    def sums(self, values: Floats) -> Floats:
        """Return the sum of one value for each entry, by skill; always added in the same order."""
        return np.bincount(self.skill, weights=values, minlength=self.skills).astype(np.float64)


def counts_of(before: Selection, after: Selection) -> Counts:
    """Count all skills of the corpus in two selections, employer by employer."""
    employers = len(before.corpus.start)
    sides = [_named(one) for one in (before, after)]
    keys = np.concatenate([key for key, _ in sides])
    order = np.argsort(keys, kind="stable")
    first = starts_of(keys[order])
    place = np.empty(len(keys), dtype=np.int64)
    place[order] = np.repeat(np.arange(len(first)), np.diff(np.r_[first, len(keys)]))
    named = np.zeros((2, len(first)))
    split = len(sides[0][0])
    named[0, place[:split]], named[1, place[split:]] = sides[0][1], sides[1][1]
    skill, employer = np.divmod(keys[order][first], employers)
    sizes = np.stack([before.sizes, after.sizes]).astype(np.float64)
    return Counts(len(before.corpus.skills), skill, employer, named, sizes)


def _named(selection: Selection) -> tuple[Ints, Ints]:
    """Return (skill x employer as one number, in order; units that name it), where there is any.

    Pairs are ordered by skill and row, rows by employer: what belongs together lies together.
    """
    corpus, part = selection.corpus, selection.part
    counted = taken(selection.chosen, corpus.pairs.row)
    counted &= level_mask(corpus.pairs.level, part.level)
    place = np.flatnonzero(counted)
    per_skill = np.diff(np.searchsorted(place, corpus.pairs.start))
    key = np.repeat(np.arange(len(per_skill)) * len(corpus.start), per_skill)
    key += corpus.employer.take(corpus.pairs.row.take(place))
    first = starts_of(key)
    units = np.diff(np.r_[first, len(key)])
    return key[first], np.minimum(units, 1) if part.denominator == "employers" else units

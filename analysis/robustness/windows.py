"""The rows of two periods side by side, in the form in which a change is computed again and again."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.arithmetic.employer_tally import effective_employers
from analysis.market.corpus import Corpus
from analysis.market.layout import NO_LEVEL, Bools, Ints, level_mask
from analysis.market.selection import Selection

SIDES = 2


@dataclass(frozen=True, slots=True, eq=False)
class Hits:
    """Which rows name which of some skills: `row[i]` (a place in the windows) names number `column[i]`."""

    row: Ints
    column: Ints
    columns: int


@dataclass(frozen=True, slots=True, eq=False)
class TwoWindows:
    """`rows` of the corpus, those of the earlier period first; `side` is 0 or 1, `employer` counts from 0.

    `place` leads from a row of the corpus to its places here, -1 where it has none; a row may be in both
    periods. `kish` is the effective number of employers of the side that has fewer.
    """

    corpus: Corpus
    level: str
    rows: Ints
    side: Ints
    employer: Ints
    employers: Ints  # those of the corpus, by the numbers used here
    place: npt.NDArray[np.int64]  # sides x rows of the corpus
    kish: float

    @classmethod
    def of(cls, before: Selection, after: Selection) -> "TwoWindows":
        """Return the windows of two selections of one corpus."""
        corpus = before.corpus
        rows = np.concatenate([before.rows, after.rows])
        side = np.repeat([0, 1], [len(before.rows), len(after.rows)])
        employers, employer = np.unique(corpus.employer[rows], return_inverse=True)
        place = np.full((SIDES, len(corpus)), -1, dtype=np.int64)
        place[side, rows] = np.arange(len(rows))
        kish = min(effective_employers(one.sizes) for one in (before, after))
        return cls(corpus, before.part.level, rows, side, employer, employers, place, kish)

    def naming(self, codes: Sequence[int], *, specific: bool = False) -> Hits:
        """Return which rows name some skills at the level that counts.

        With `specific` only mentions count that can mean nothing else.
        """
        pairs = self.corpus.pairs
        found: list[Ints] = []
        for code in codes:
            mine = pairs.of(code)
            level = pairs.specific[mine] if specific else pairs.level[mine]
            named = pairs.row[mine][level_mask(level, self.level) & (level < NO_LEVEL)]
            places = self.place[:, named].ravel()
            found.append(places[places >= 0])
        column = np.repeat(np.arange(len(codes)), [len(one) for one in found])
        return Hits(np.concatenate([*found, np.empty(0, dtype=np.int64)]), column, len(codes))

    def having(self, masks: Sequence[Bools]) -> Hits:
        """Return which rows have some properties, given as masks over these rows."""
        found = [np.flatnonzero(mask) for mask in masks]
        column = np.repeat(np.arange(len(masks)), [len(one) for one in found])
        return Hits(np.concatenate([*found, np.empty(0, dtype=np.int64)]), column, len(masks))

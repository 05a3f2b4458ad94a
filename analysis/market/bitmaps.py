"""Which rows name a skill, as one bit for each row, and how to count bits between two rows.

Only for skills that many rows name: there, a bit costs less than the row's number, and sixty-four rows are
handled in one step. Bit i of word w stands for row 64 w + i.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

import numpy as np
import numpy.typing as npt

from analysis.market.layout import BOILERPLATE, LEVEL_NAMES, Bools, Ints, is_usual
from data.records import LEVELS

Words = npt.NDArray[np.uint64]

WORD_BITS = 6
WORD = 1 << WORD_BITS  # rows in one word
ALONE, ASKED = len(LEVELS), len(LEVELS) + 1  # planes after those of the levels


@dataclass(frozen=True, slots=True, eq=False)
class Bitmaps:
    """The bits of the usual skills: `planes[place[s]]` has skill s by level, then alone, then asked.

    `place` is -1 for a skill that too few rows name.
    """

    place: Ints
    planes: Words

    def has(self, code: int) -> bool:
        """Whether so many rows name the skill that it has bits."""
        return bool(self.place[code] >= 0)

    def level(self, code: int, level: str) -> Words:
        """Return the rows that name a skill at a slice's level."""
        planes = self.planes[self.place[code]]
        if level == "any":
            return np.asarray(planes[ASKED] | planes[BOILERPLATE])
        return np.asarray(planes[ASKED if level == "asked" else LEVEL_NAMES.index(level)])

    def totals(self, level: str, chosen: Words) -> tuple[Ints, Ints]:
        """Return the usual skills, and how many of the chosen rows name each at a slice's level."""
        usual = np.flatnonzero(self.place >= 0)
        counts = [ones(self.level(code, level) & chosen) for code in usual.tolist()]
        return usual, np.array(counts, dtype=np.int64)

    def split(self, code: int, chosen: Words) -> Ints:
        """Return levels x (as an alternative, alone): how many of the chosen rows name a skill so."""
        planes = self.planes[self.place[code]]
        named = planes[: len(LEVELS)] & chosen
        alone = ones(named & planes[ALONE])
        return np.stack([ones(named) - alone, alone], axis=1)


def bitmaps_of(
    row: npt.NDArray[np.integer], level: npt.NDArray[np.int8], alone: Bools, start: Ints, rows: int
) -> Bitmaps:
    """Set the bits of the skills that many of `rows` rows name.

    Skill s has the pairs `start[s]:start[s + 1]` of `row`, `level` and `alone`.
    """
    usual = np.flatnonzero(is_usual(np.diff(start), rows))
    place = np.full(len(start) - 1, -1)
    place[usual] = np.arange(len(usual))
    planes = np.zeros((len(usual), len(LEVELS) + 2, width_of(rows)), dtype=np.uint64)
    for number, code in enumerate(usual.tolist()):
        mine = slice(int(start[code]), int(start[code + 1]))
        masks = np.zeros((ASKED, rows), dtype=np.bool_)
        masks[level[mine], row[mine]] = True
        masks[ALONE, row[mine]] = alone[mine]
        planes[number, :ASKED] = packed(masks)
        planes[number, ASKED] = union(planes[number, :BOILERPLATE])
    place.flags.writeable = planes.flags.writeable = False
    return Bitmaps(place, planes)


def union(several: Iterable[Words]) -> Words:
    """The rows that are in any of several sets (one at least)."""
    return reduce(np.bitwise_or, several)


def width_of(rows: int) -> int:
    """How many words hold so many rows and one spare bit at least: the end of the rows has a place too."""
    return rows // WORD + 1


def bits_of(row: npt.NDArray[np.integer], rows: int) -> Words:
    """Set the bits of some row numbers (in any order) among `rows`."""
    mask = np.zeros(rows, dtype=np.bool_)
    mask[row] = True
    return packed(mask)


def packed(mask: Bools) -> Words:
    """Pack masks, whose last axis has a place for each row, into words, the rows beyond their end unset."""
    rows = mask.shape[-1]
    few = np.zeros((*mask.shape[:-1], width_of(rows) * WORD // 8), dtype=np.uint8)
    few[..., : -(-rows // 8)] = np.packbits(mask, axis=-1, bitorder="little")
    return few.view("<u8")


def ones(words: Words) -> Ints:
    """Count the rows that are set, along the last axis (words)."""
    return np.asarray(np.bitwise_count(words).sum(axis=-1, dtype=np.int64))


class RowBounds:
    """Ordered rows at which counting starts again; the last part ends with the last row."""

    def __init__(self, starts: Ints, rows: int) -> None:
        ends = np.r_[starts, rows]
        self.word = ends >> WORD_BITS
        self.below = (np.uint64(1) << (ends & (WORD - 1)).astype(np.uint64)) - np.uint64(1)

    def counts(self, words: Words) -> npt.NDArray[np.int32]:
        """Count the rows that are set in each part. None before the first start may be set."""
        before = np.zeros(len(words), dtype=np.int32)
        np.cumsum(np.bitwise_count(words[:-1]), out=before[1:])
        reached = before.take(self.word)
        reached += np.bitwise_count(words.take(self.word) & self.below)
        return np.asarray(np.diff(reached))

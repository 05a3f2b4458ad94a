"""What vacancies require, as any-of groups: the ground of the study plan and of the portfolio projects.

A unit is one requirement of one vacancy: a skill required alone, or a group of which any one will do. A
vacancy's fit is the part of its units that a person's skills satisfy.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.corpus import Corpus, level_mask
from analysis.implied import implied_codes
from analysis.slices import Slice

MAX_BLOCKS = 1_000  # employers are resampled in at most so many random blocks, to bound time
RESAMPLES = 500

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Requirements:
    """The units of a slice. Entry i says that skill `skill[i]` satisfies unit `unit[i]`.

    `own[i]` is False where it does so only by implying a skill of the unit. `weight[u]` is the unit's part of
    its vacancy's fit, `vacancy[u]` numbers the vacancies that require anything, `block` gives each of those
    its employer block for resampling.
    """

    corpus: Corpus
    part: Slice
    unit: Codes
    skill: Codes
    own: Bools
    grouped: Bools
    vacancy: Codes
    weight: Floats
    block: Codes
    blocks: int

    @property
    def n(self) -> int:
        """The vacancies that require anything."""
        return len(self.block)

    @property
    def units(self) -> int:
        """All requirements of all vacancies."""
        return len(self.vacancy)

    def satisfied(self, held: Bools) -> Bools:
        """Return which units a set of skills satisfies (implied skills need not be in it)."""
        done = np.zeros(self.units, dtype=np.bool_)
        done[self.unit[held[self.skill]]] = True
        return done

    def fits(self, done: Bools) -> Floats:
        """Return each vacancy's fit."""
        return np.bincount(self.vacancy[done], weights=self.weight[done], minlength=self.n).astype(np.float64)

    def unlocked(self, done: Bools) -> float:
        """Return the part of the vacancies of which every requirement is satisfied."""
        missing = np.bincount(self.vacancy[~done], minlength=self.n)
        return float(np.mean(missing == 0)) if self.n else 0.0

    def gains(self, done: Bools) -> tuple[Floats, Floats]:
        """Return, per skill, what it adds to the mean fit, and the part that it adds by its own name."""
        kept = np.flatnonzero(~done[self.unit])
        weight = self.weight[self.unit[kept]] / max(1, self.n)
        skill, size = self.skill[kept], len(self.corpus.skills)
        own = np.where(self.own[kept], weight, 0.0)
        return (
            np.bincount(skill, weights=weight, minlength=size).astype(np.float64),
            np.bincount(skill, weights=own, minlength=size).astype(np.float64),
        )

    def gains_by_block(self, done: Bools, codes: Codes) -> npt.NDArray[np.float32]:
        """Return blocks x codes: the summed gain in each employer block."""
        column = np.full(len(self.corpus.skills), -1)
        column[codes] = np.arange(len(codes))
        kept = np.flatnonzero(~done[self.unit] & (column[self.skill] >= 0))
        unit = self.unit[kept]
        key = self.block[self.vacancy[unit]] * len(codes) + column[self.skill[kept]]
        sums = np.bincount(key, weights=self.weight[unit], minlength=self.blocks * len(codes))
        return sums.reshape(self.blocks, len(codes)).astype(np.float32)


def requirements(corpus: Corpus, part: Slice, kinds: Iterable[str] | None, seed: int = 1) -> Requirements:
    """Return what the vacancies of a slice require of these kinds of skill."""
    selection, mentions = corpus.select(part), corpus.mentions
    level = "required" if part.level == "asked" else part.level
    wanted = set(kinds) if kinds is not None else None
    is_kind = np.array([wanted is None or one.kind in wanted for one in corpus.skills], dtype=np.bool_)
    kept = np.flatnonzero(level_mask(mentions.level, level) & selection.chosen[mentions.row])
    kept = kept[is_kind[mentions.skill[kept]]]
    row, skill = mentions.row[kept].astype(np.int64), mentions.skill[kept].astype(np.int64)
    any_of = mentions.any_of[kept].astype(np.int64)
    key = _unit_keys(row, skill, any_of, len(corpus.skills))
    keys, unit = np.unique(key, return_inverse=True)
    unit_row = np.zeros(len(keys), dtype=np.int64)
    unit_row[unit] = row
    grouped = np.zeros(len(keys), dtype=np.bool_)
    grouped[unit[any_of >= 0]] = True
    rows, vacancy = np.unique(unit_row, return_inverse=True)
    block, blocks = _blocks(corpus.postings.employer[rows], seed)
    entries = _entries(corpus, unit, skill)
    return Requirements(
        corpus, part, *entries, grouped=grouped, vacancy=vacancy,
        weight=1.0 / np.bincount(vacancy)[vacancy] if len(vacancy) else np.zeros(0),
        block=block, blocks=blocks,
    )  # fmt: skip


def _unit_keys(row: Codes, skill: Codes, any_of: Codes, skills: int) -> Codes:
    """Return one key per unit: the any-of group, or the posting and its skill."""
    alone = row * skills + skill
    groups = int(any_of.max(initial=-1)) + 1
    return np.where(any_of >= 0, any_of, groups + alone)


def _entries(corpus: Corpus, unit: Codes, skill: Codes) -> tuple[Codes, Codes, Bools]:
    """Return (unit, skill, own) of all that satisfies each unit, skills that imply it included."""
    size = len(corpus.skills)
    asked = np.unique(skill)
    below = _below(corpus, asked)
    units, skills = [unit], [skill]
    for code in asked.tolist():
        mine = unit[skill == code] if below[code] else unit[:0]
        for other in below[code]:
            units.append(mine)
            skills.append(np.full(len(mine), other))
    unit, skill = np.concatenate(units), np.concatenate(skills)
    own = np.arange(len(unit)) < len(units[0])
    _, first = np.unique(unit * size + skill, return_index=True)  # the first of equals is the own one
    return unit[first], skill[first], own[first]


def _below(corpus: Corpus, asked: Codes) -> dict[int, list[int]]:
    """Return, for each skill, the asked skills that imply it."""
    above = implied_codes(corpus.skills)
    below: dict[int, list[int]] = {code: [] for code in asked.tolist()}
    for code in asked.tolist():
        for parent in above[code][1:].tolist():
            if parent in below:
                below[parent].append(code)
    return below


def _blocks(employer: npt.NDArray[np.int32], seed: int) -> tuple[Codes, int]:
    """Return each vacancy's employer block: the employer, or one of MAX_BLOCKS random groups of them."""
    names, block = np.unique(employer, return_inverse=True)
    if len(names) <= MAX_BLOCKS:
        return block, len(names)
    mixed = np.random.default_rng(seed).permutation(len(names)) % MAX_BLOCKS
    return mixed[block], MAX_BLOCKS


def resampling_weights(blocks: int, seed: int, times: int = RESAMPLES) -> npt.NDArray[np.float32]:
    """Return times x blocks: how often each block is drawn in each resample."""
    drawn = np.random.default_rng(seed).integers(0, max(1, blocks), (times, blocks))
    drawn += np.arange(times)[:, None] * blocks
    counts = np.bincount(drawn.ravel(), minlength=times * blocks)
    return counts.reshape(times, blocks).astype(np.float32)

"""Two selections compared: all their skills at once, and the family of tests that judges them.

Made once for two selections and held by the corpus, so that every view of them has the same numbers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from analysis.arithmetic.multiple_tests import MIN_NAMING, TestsTogether, family_id, family_of
from analysis.contrasts.counts import counts_of
from analysis.contrasts.sides import NOTHING, Judged, Judgement, Moves, figures_of, moves_in
from analysis.market.basis import Basis, basis_of
from analysis.market.corpus import Corpus
from analysis.market.selection import Selection, most_named, select
from analysis.market.slices import Slice
from data.records import Skill

UNEVEN = 0.10  # of the vacancies: a source whose part moved by more has changed the instrument

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Contrast:
    """Every skill of two selections; arrays have one place for each skill of the corpus.

    `named` has the units that name it before and after, `naming` the rows of either that do. `family` is None
    where a side has too little data; then no skill has figures. `uneven_sources` weigh much more on one side.
    """

    before: Basis
    after: Basis
    named: Ints
    naming: Ints
    moves: Moves
    family: TestsTogether | None
    uneven_sources: tuple[str, ...]

    def codes(self, corpus: Corpus, skills: Sequence[str] | None, kinds: Sequence[str] | None) -> list[int]:
        """Return the given skills, or all of some kinds, the most named first.

        Skills in view are chosen by their size, never by how much they differ.
        """
        if skills is not None:
            return [corpus.code(skill) for skill in skills]
        return most_named(corpus, self.naming, kinds)

    def rows(self, corpus: Corpus, codes: Sequence[int]) -> Iterator[tuple[Skill, Judgement, int, int]]:
        """Yield each skill with its figures and how many units name it on each side."""
        some = np.asarray(codes, dtype=np.int64)
        judged = [NOTHING] * len(some)
        if self.family is not None:
            judged = figures_of(_picked(self.moves, some), _members(self.family, some))
        for code, found in zip(codes, judged, strict=True):
            yield corpus.skills[code], found, int(self.named[0, code]), int(self.named[1, code])


def contrast_of(corpus: Corpus, before: Slice, after: Slice) -> Contrast:
    """Compare two slices of a corpus; the comparison is made once and then looked up."""
    return corpus.recent.get(
        ("contrast", before, after), lambda: _contrast(select(corpus, before), select(corpus, after))
    )


def _contrast(before: Selection, after: Selection) -> Contrast:
    corpus, grounds = before.corpus, (basis_of(before), basis_of(after))
    counts = counts_of(before, after)
    moves = moves_in(counts)
    both = Selection(corpus, before.part, np.flatnonzero(before.chosen | after.chosen))
    naming = both.totals()
    is_enough = not (grounds[0].why or grounds[1].why)
    family = _family(before, after, moves, naming) if is_enough else None
    named = np.stack([counts.sums(one) for one in counts.named]).astype(np.int64)
    return Contrast(*grounds, named, naming, moves, family, _uneven_sources(before, after))


def _family(before: Selection, after: Selection, moves: Moves, naming: Ints) -> TestsTogether:
    """Return the family of two selections; its members are the skills that enough rows of either name."""
    members = naming >= MIN_NAMING
    codes = np.flatnonzero(members)
    p_values = np.full(len(members), np.nan)
    p_values[codes] = _picked(moves, codes).p_values()
    queries = [before.part.to_query(), after.part.to_query()]
    skills = [before.corpus.skills[code].id for code in codes.tolist()]
    return family_of(p_values, members, family_id(queries, skills))


def _picked(moves: Moves, codes: Ints) -> Moves:
    """Return the moves of some skills alone."""
    return replace(
        moves,
        before=moves.before[codes],
        after=moves.after[codes],
        variance=moves.variance[codes],
        within=moves.within[codes],
    )


def _members(family: TestsTogether, codes: Ints) -> TestsTogether:
    """Return the same family, in view of some skills alone."""
    return replace(family, members=family.members[codes], adjusted=family.adjusted[codes])


def _uneven_sources(before: Selection, after: Selection) -> tuple[str, ...]:
    """Return the sources whose part of the vacancies differs by more than UNEVEN between two selections."""
    tables = before.corpus.postings
    parts = [
        np.bincount(tables.source[one.rows], minlength=len(tables.sources)) / max(1, len(one.rows))
        for one in (before, after)
    ]
    moved = np.abs(parts[1] - parts[0]) > UNEVEN
    return tuple(tables.sources[place] for place in np.flatnonzero(moved).tolist())


def surest(row: Judged) -> tuple[bool, float, float]:
    """Return the key that sorts the surest difference first, the largest among equals, the untested last."""
    sure = 1.0 if row.p_value is None else row.p_value
    return (row.adjusted is None, sure, -abs(row.difference or 0.0))

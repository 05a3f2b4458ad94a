"""Which skills are asked together more often than expected, and which are asked one or the other.

lift = P(A and B) / (P(A) P(B)). Its interval is on the log scale by the delta method with employers as
clusters: employer e moves log lift by y_AB,e / Y_AB - y_A,e / Y_A - y_B,e / Y_B + n_e / N.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.arithmetic.employer_tally import EmployerTally, t_quantile
from analysis.arithmetic.threads import one_thread
from analysis.market.basis import Basis, basis_of, too_few_of
from analysis.market.bitmaps import RowBounds, Words, ones
from analysis.market.corpus import Corpus
from analysis.market.figure_words import in_hundred, interval_in_words
from analysis.market.layout import level_mask, taken
from analysis.market.provenance import (
    Estimate,
    Interval,
    OfSkill,
    OnSample,
    Provenance,
    Sample,
    Traced,
    provenance_of,
    share_intervals,
)
from analysis.market.selection import Selection, most_named, select
from analysis.market.slices import Slice
from data.records import Skill

MIN_TOGETHER = 10  # vacancies that name both
MIN_EMPLOYERS_TOGETHER = 5
POOL = 80  # most named skills whose pairs are looked at
CANDIDATES = 2  # times the wanted pairs get the clustered interval, since it reorders them
PART = 1_024  # words of sixty-four rows at a time: with a pool of eighty less than a megabyte
MOSTLY = 0.5  # of the vacancies naming both write them as alternatives

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair(Traced, OnSample, Estimate):
    """Two skills asked together, in `together` of `n` vacancies.

    `lift` is how many times as often as expected if they were independent. `as_alternatives` is the part of
    those that write them as alternatives ("PyTorch or TensorFlow").
    """

    COLUMNS = (
        "a", "b", "name_a", "name_b", "lift", "low", "high", "together", "employers_together", "named_a",
        "named_b", "n", "employers", "as_alternatives", "mostly_alternatives", "slice", "snapshot", "catalog",
    )  # fmt: skip # one name a line would hide their order

    skills: tuple[Skill, Skill]
    provenance: Provenance
    interval: Interval
    sample: Sample
    together: int
    employers_together: int
    named_a: int
    named_b: int
    as_alternatives: float
    mostly_alternatives: bool

    @property
    def a(self) -> str:
        """The id of the first skill."""
        return self.skills[0].id

    @property
    def b(self) -> str:
        """The id of the second skill."""
        return self.skills[1].id

    @property
    def name_a(self) -> str:
        """The name of the first skill."""
        return self.skills[0].name

    @property
    def name_b(self) -> str:
        """The name of the second skill."""
        return self.skills[1].name

    @property
    def lift(self) -> float:
        """How many times as often as expected the two meet."""
        return self.interval.value

    @property
    def sentence(self) -> str:
        """How much more often than expected the two meet, and whether as alternatives."""
        said = (
            f"{self.name_a} and {self.name_b} meet in {self.together:,} of {self.n:,} "
            f"{_counted(self.slice)}, {self.lift:.1f} times as often as expected by chance "
            f"({self.low:.1f} to {self.high:.1f})"
        )
        return f"{said}; mostly written as alternatives" if self.mostly_alternatives else said

    @property
    def receipt(self) -> str:
        """Return the line that reproduces this figure."""
        return self.provenance.receipt("pair", [self.a, self.b], self.lift)


def _counted(part: Slice) -> str:
    units = "postings" if part.denominator == "postings" else "vacancies"  # never of employers
    return part.narrowed(denominator=units).counted()


@dataclass(frozen=True, slots=True)
class Pairs:
    """The pairs of one view, the surest first, over one basis."""

    basis: Basis
    rows: tuple[Pair, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Instead(Traced, OfSkill, Estimate):
    """A skill that is accepted in place of another: in `named` of the `n` vacancies that name the other."""

    COLUMNS = (
        "skill", "name", "of", "share", "low", "high", "named", "employers", "n", "slice", "snapshot",
        "catalog",
    )  # fmt: skip # one name a line would hide their order

    subject: Skill
    of: str
    provenance: Provenance
    interval: Interval
    named: int
    employers: int

    @property
    def n(self) -> int:
        """The vacancies that name the other skill."""
        return self.interval.n

    @property
    def share(self) -> float:
        """The part of them that would take this one instead."""
        return self.interval.value

    @property
    def sentence(self) -> str:
        """Return 'about 31 in 100 vacancies since June 2025 (25 to 37) that name PyTorch would take ...'."""
        return (
            f"about {in_hundred(self.share)} in 100 {_counted(self.slice)} "
            f"({interval_in_words(self.low, self.high)}) "
            f"that name {self.of} would take {self.name} instead"
        )


@dataclass(frozen=True, slots=True, eq=False)
class _Ground:
    """A selection with a pool of skills: `names[k]` is which rows name skill `codes[k]`, as bits."""

    selection: Selection
    basis: Basis
    codes: list[int]
    names: Words
    totals: Codes

    @property
    def n(self) -> int:
        return len(self.selection.rows)


def pairs(
    corpus: Corpus,
    part: Slice,
    *,
    skill: str | None = None,
    kinds: Sequence[str] | None = None,
    top: int = 30,
) -> Pairs:
    """Return the pairs that surely meet more often than expected, or all of one `skill` with enough support.

    Pairs of which one implies the other are left out: SageMaker always comes with AWS.
    """
    ground = _ground(corpus, part, skill, kinds)
    if ground.basis.why:
        return Pairs(ground.basis, ())
    found = _measured(ground, *_candidates(ground, skill, top))
    found = [one for one in found if one.employers_together >= MIN_EMPLOYERS_TOGETHER]
    found = [one for one in found if skill is not None or one.low > 1]
    return Pairs(ground.basis, tuple(sorted(found, key=lambda one: -one.low)[:top]))


def pair(corpus: Corpus, part: Slice, a: str, b: str) -> Pair | None:
    """Return one pair (ids or names), None when too few vacancies or employers name both."""
    selection = select(corpus, part)
    ground = _with_names(selection, [corpus.code(a), corpus.code(b)])
    if ground.basis.why or ones(ground.names[0] & ground.names[1]) < MIN_TOGETHER:
        return None
    found = _measured(ground, np.array([0]), np.array([1]))[0]
    return found if found.employers_together >= MIN_EMPLOYERS_TOGETHER else None


def goes_with(corpus: Corpus, part: Slice, skill: str, top: int = 10) -> tuple[Pair, ...]:
    """Return what is surely asked beside a skill, not instead of it, the surest first."""
    found = pairs(corpus, part, skill=skill, top=POOL).rows
    return tuple(one for one in found if one.low > 1 and not one.mostly_alternatives)[:top]


def _ground(corpus: Corpus, part: Slice, skill: str | None, kinds: Sequence[str] | None) -> _Ground:
    selection = select(corpus, part)
    return _with_names(selection, _pool(selection, skill, kinds))


def _with_names(selection: Selection, codes: list[int]) -> _Ground:
    names = np.zeros((len(codes), len(selection.bits)), dtype=np.uint64)
    for place, code in enumerate(codes):
        names[place] = selection.bits_naming(code)
    return _Ground(selection, basis_of(selection), codes, names, ones(names))


def _pool(selection: Selection, skill: str | None, kinds: Sequence[str] | None) -> list[int]:
    """Return the skills whose pairs are looked at, `skill` first."""
    codes = most_named(selection.corpus, selection.totals(), kinds, MIN_TOGETHER)[:POOL]
    if skill is None:
        return codes
    own = selection.corpus.code(skill)
    return [own, *(code for code in codes if code != own)]


def _candidates(ground: _Ground, skill: str | None, top: int) -> tuple[Codes, Codes]:
    """Return the places (in the pool) of the pairs worth a clustered interval, by a simple lower bound."""
    n, size = ground.n, len(ground.codes)
    together = _together(ground.names, 1 if skill is not None else size)
    totals = ground.totals
    first, second = np.nonzero(together >= MIN_TOGETHER)
    both, a, b = together[first, second], totals[first], totals[second]
    bound = np.log(both * n / (a * b)) - 2 * np.sqrt(np.maximum(1 / both - 1 / n, 0))
    order = np.argsort(-bound, kind="stable")
    order = order[_unrelated(ground, first[order], second[order])][: CANDIDATES * top]
    return first[order], second[order]


def _together(names: Words, first: int) -> Codes:
    """Return how many rows name both of each two skills, for the first few against all later ones."""
    size = len(names)
    together = np.zeros((size, size), dtype=np.int64)
    for part in _parts(names.shape[1]):
        some = np.ascontiguousarray(names[:, part])
        for place in range(min(first, size)):
            together[place, place + 1 :] += ones(some[place] & some[place + 1 :])
    return together


def _parts(width: int) -> Iterator[slice]:
    """Split so many words into runs that fit a processor's cache for all skills of a pool."""
    return (slice(start, start + PART) for start in range(0, width, PART))


def _unrelated(ground: _Ground, first: Codes, second: Codes) -> Bools:
    implied, codes = ground.selection.corpus.implied, ground.codes
    related = [
        codes[a] in implied[codes[b]] or codes[b] in implied[codes[a]]
        for a, b in zip(first.tolist(), second.tolist(), strict=True)
    ]
    return ~np.array(related, dtype=np.bool_)


def _measured(ground: _Ground, first: Codes, second: Codes) -> list[Pair]:
    corpus, totals = ground.selection.corpus, ground.totals.tolist()
    provenance = ground.basis.provenance
    sample = Sample(ground.n, ground.basis.employers, ground.basis.kish)
    alternatives = _written_as_alternatives(ground, first, second)
    columns = (column.tolist() for column in (first, second, *_lifts(ground, first, second)))
    found = []
    for i, (a, b, lift, low, high, together, employers) in enumerate(zip(*columns, strict=True)):
        written = alternatives[i] / int(together)
        found.append(
            Pair(
                skills=(corpus.skills[ground.codes[a]], corpus.skills[ground.codes[b]]),
                provenance=provenance,
                interval=Interval(value=lift, low=low, high=high, n=ground.n, kind="jackknife t of logs"),
                sample=sample,
                together=int(together),
                employers_together=int(employers),
                named_a=totals[a],
                named_b=totals[b],
                as_alternatives=written,
                mostly_alternatives=written >= MOSTLY,
            )
        )
    return found


def _lifts(ground: _Ground, first: Codes, second: Codes) -> tuple[Floats, ...]:
    """Return (lift, low, high, together, employers naming both) of each pair."""
    n, clusters, selection = ground.n, ground.basis.employers, ground.selection
    bounds = RowBounds(selection.corpus.start.take(selection.present), len(selection.corpus))
    sizes = bounds.counts(selection.bits) / n
    used = {place: bounds.counts(ground.names[place]) for place in {*first.tolist(), *second.tolist()}}
    own = {place: sizes / 2 - counts / ground.totals[place] for place, counts in used.items()}
    found = np.zeros((3, len(first)))
    with one_thread():
        for place, (a, b) in enumerate(zip(first.tolist(), second.tolist(), strict=True)):
            joint = bounds.counts(ground.names[a] & ground.names[b])
            both = int(joint.sum())
            moved = joint * (1 / both)
            moved += own[a]
            moved += own[b]
            found[:, place] = both, moved @ moved, np.count_nonzero(joint)
    together, squares, employers = found  # of each pair
    logarithm = np.log(together * n / (ground.totals[first] * ground.totals[second]))
    reach = t_quantile(ground.basis.kish) * np.sqrt(squares * clusters / (clusters - 1))
    ends = (np.exp(logarithm + sign * reach) for sign in (0, -1, 1))
    return (*ends, together, employers)


def _written_as_alternatives(ground: _Ground, first: Codes, second: Codes) -> list[int]:
    """Return how many rows write each pair inside one any-of group."""
    groups, members = _any_of_members(ground.selection, ground.codes)
    rows = ground.selection.corpus.groups.row[groups]
    return [
        _distinct(rows[members[a] & members[b]]) for a, b in zip(first.tolist(), second.tolist(), strict=True)
    ]


def _distinct(ordered: Codes) -> int:
    """Return how many different rows there are among ordered ones."""
    return int(np.count_nonzero(np.diff(ordered, prepend=-1)))


def _any_of_members(selection: Selection, codes: list[int]) -> tuple[Codes, Bools]:
    """Return the any-of groups of a selection, and codes x groups: which of the skills each one holds."""
    corpus, groups = selection.corpus, selection.corpus.groups
    column = np.full(len(corpus.skills), -1)
    column[codes] = np.arange(len(codes))
    inside = taken(taken(selection.chosen, groups.row), groups.group)
    inside &= level_mask(groups.level, selection.part.level)
    place, group = column.take(groups.skill[inside]), groups.group[inside]
    used = np.zeros(len(groups.row), dtype=np.bool_)
    used[group] = True
    number = np.cumsum(used) - 1
    members = np.zeros((len(codes), int(used.sum())), dtype=np.bool_)
    members[place[place >= 0], number[group[place >= 0]]] = True
    return np.flatnonzero(used), members


def instead_of(corpus: Corpus, part: Slice, skill: str, top: int = 10) -> tuple[Instead, ...]:
    """Return the skills accepted in place of one, the most frequent first; none where too few name it.

    Only real choices (`data/advice.toml`): what merely stands in one list with a skill does not replace it.
    """
    selection, code = select(corpus, part), corpus.code(skill)
    sizes = selection.by_employer(selection.rows_naming(code))
    if basis_of(selection).why or too_few_of(sizes):
        return ()
    pool = [code, *sorted(corpus.knowledge.instead.get(code, ()))]
    groups, members = _any_of_members(selection, pool)
    mine = members[0]
    rows, members = corpus.groups.row[groups[mine]], members[:, mine]
    found = [
        _instead(selection, (code, other), sizes, np.unique(rows[members[place]]))
        for place, other in enumerate(pool[1:], 1)
        if _distinct(rows[members[place]]) >= MIN_TOGETHER
    ]
    enough = [one for one in found if one.employers >= MIN_EMPLOYERS_TOGETHER]
    return tuple(sorted(enough, key=lambda one: (-one.named, one.name))[:top])


def _instead(selection: Selection, codes: tuple[int, int], sizes: Codes, where: Codes) -> Instead:
    """Return how often the second skill would do in place of the first, in the rows `where`."""
    corpus, (skill, other) = selection.corpus, codes
    tally = EmployerTally(sizes, selection.by_employer(where)[None, :])
    return Instead(
        subject=corpus.skills[other],
        of=corpus.skills[skill].name,
        provenance=provenance_of(corpus, selection.part),
        interval=share_intervals(tally)[0],
        named=len(where),
        employers=int(np.count_nonzero(tally.named)),
    )

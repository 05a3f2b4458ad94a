"""Which skills are asked together more often than chance would have it, and which are asked one or the other.

lift = P(A and B) / (P(A) P(B)). Its interval is on the log scale by the delta method with employers as
clusters: employer e moves log lift by y_AB,e / Y_AB - y_A,e / Y_A - y_B,e / Y_B + n_e / N.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.basis import Basis, basis_of
from analysis.corpus import Corpus, Selection, level_mask
from analysis.implied import ancestors
from analysis.receipts import Receipt
from analysis.slices import Slice
from analysis.tally import t_quantile
from analysis.words import in_hundred

MIN_TOGETHER = 10  # vacancies that name both
MIN_EMPLOYERS_TOGETHER = 5
POOL = 120  # most named skills whose pairs are looked at
CANDIDATES = 2  # times the wanted pairs get the clustered interval, since it reorders them
MOSTLY = 0.5  # of the vacancies naming both write them as alternatives

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two skills asked together: `together` of `n` vacancies, `lift` times what chance would give.

    `as_alternatives` is the part of those that write them as alternatives ("PyTorch or TensorFlow").
    """

    a: str
    b: str
    name_a: str
    name_b: str
    lift: float
    low: float
    high: float
    together: int
    employers_together: int
    named_a: int
    named_b: int
    n: int
    employers: int
    as_alternatives: float
    mostly_alternatives: bool
    slice: Slice
    snapshot: str
    catalog: str

    @property
    def sentence(self) -> str:
        """Say how much more often than chance the two meet, and whether as alternatives."""
        said = (
            f"{self.name_a} and {self.name_b} meet in {self.together:,} of {self.n:,} "
            f"{self.slice.denominator}, {self.lift:.1f} times as often as chance would have it "
            f"({self.low:.1f} to {self.high:.1f})"
        )
        return f"{said}; mostly written as alternatives" if self.mostly_alternatives else said

    @property
    def receipt(self) -> str:
        """Return the line that reproduces this figure."""
        return Receipt(
            figure="pair", skills=(self.a, self.b), slice=self.slice,
            snapshot=self.snapshot, catalog=self.catalog, value=self.lift,
        ).to_text()  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pairs:
    """The pairs of one view, the surest first, over one basis."""

    basis: Basis
    rows: tuple[Pair, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Instead:
    """A skill that is offered in place of another: in `named` of the vacancies that name the other."""

    skill: str
    name: str
    of: str
    share: float
    named: int
    employers: int
    n: int

    @property
    def sentence(self) -> str:
        """Return 'about 31 in 100 vacancies that name PyTorch would take TensorFlow instead'."""
        return f"about {in_hundred(self.share)} in 100 that name {self.of} would take {self.name} instead"


@dataclass(frozen=True, slots=True, eq=False)
class _Ground:
    """The names of the pool's skills in a selection: rows x codes, and the employer of each row."""

    selection: Selection
    basis: Basis
    codes: Codes
    names: Bools
    employer: Codes


def pairs(
    corpus: Corpus,
    part: Slice,
    *,
    skill: str | None = None,
    kinds: Sequence[str] | None = None,
    top: int = 30,
) -> Pairs:
    """Return the pairs that surely meet more often than by chance, or all of one `skill` that can be told.

    Pairs of which one implies the other are left out: SageMaker always comes with AWS.
    """
    ground = _ground(corpus, part, skill, kinds)
    if ground.basis.why:
        return Pairs(ground.basis, ())
    first, second = _candidates(ground, skill, top)
    found = _measured(ground, first, second)
    kept = [one for one in found if one.employers_together >= MIN_EMPLOYERS_TOGETHER]
    kept = [one for one in kept if skill is not None or one.low > 1]
    return Pairs(ground.basis, tuple(sorted(kept, key=lambda one: -one.low)[:top]))


def pair(corpus: Corpus, part: Slice, a: str, b: str) -> Pair | None:
    """Return one pair, or None when it has too little support."""
    ground = _ground(corpus, part, None, None, (corpus.code(a), corpus.code(b)))
    if ground.basis.why:
        return None
    found = _measured(ground, np.array([0]), np.array([1]))[0]
    is_supported = found.together >= MIN_TOGETHER and found.employers_together >= MIN_EMPLOYERS_TOGETHER
    return found if is_supported else None


def goes_with(corpus: Corpus, part: Slice, skill: str, top: int = 10) -> tuple[Pair, ...]:
    """Return what is surely asked beside a skill, not instead of it, the surest first."""
    found = pairs(corpus, part, skill=skill, top=POOL).rows
    return tuple(one for one in found if one.low > 1 and not one.mostly_alternatives)[:top]


def _ground(
    corpus: Corpus,
    part: Slice,
    skill: str | None,
    kinds: Sequence[str] | None,
    codes: tuple[int, ...] | None = None,
) -> _Ground:
    selection = corpus.select(part)
    chosen = np.array(codes) if codes else _pool(corpus, selection, skill, kinds)
    employer = corpus.postings.employer[selection.rows].astype(np.int64)
    return _Ground(selection, basis_of(selection), chosen, selection.dense(chosen), employer)


def _pool(corpus: Corpus, selection: Selection, skill: str | None, kinds: Sequence[str] | None) -> Codes:
    totals = selection.tally().totals()
    order = np.argsort(-totals, kind="stable")
    fit = np.array([kinds is None or one.kind in kinds for one in corpus.skills], dtype=np.bool_)
    order = order[(totals[order] >= MIN_TOGETHER) & fit[order]][:POOL]
    if skill is None or corpus.code(skill) in order:
        return np.asarray(order, dtype=np.int64)
    return np.asarray(np.r_[corpus.code(skill), order], dtype=np.int64)


def _candidates(ground: _Ground, skill: str | None, top: int) -> tuple[Codes, Codes]:
    """Return the places (in the pool) of the pairs worth a clustered interval, by a simple lower bound."""
    names = ground.names.astype(np.float32)
    together = np.asarray(names.T @ names, dtype=np.float64)
    totals, n = np.diag(together), len(names)
    first, second = np.nonzero(np.triu(together >= MIN_TOGETHER, 1))
    if skill is not None:
        own = int(np.flatnonzero(ground.codes == ground.selection.corpus.code(skill))[0])
        mine = (first == own) | (second == own)
        first, second = first[mine], second[mine]
    both, a, b = together[first, second], totals[first], totals[second]
    bound = np.log(both * n / (a * b)) - 2 * np.sqrt(np.maximum(1 / both - 1 / n, 0))
    order = np.argsort(-bound, kind="stable")
    order = order[_unrelated(ground, first[order], second[order])][: CANDIDATES * top]
    return first[order], second[order]


def _unrelated(ground: _Ground, first: Codes, second: Codes) -> Bools:
    skills = ground.selection.corpus.skills
    above = ancestors(skills)
    ids = [skills[code].id for code in ground.codes]
    related = [
        ids[a] in above[ids[b]] or ids[b] in above[ids[a]]
        for a, b in zip(first.tolist(), second.tolist(), strict=True)
    ]
    return ~np.array(related, dtype=np.bool_)


def _measured(ground: _Ground, first: Codes, second: Codes) -> list[Pair]:
    corpus, part = ground.selection.corpus, ground.selection.part
    lift, low, high, together, employers = _lifts(ground, first, second)
    alternatives = _written_as_alternatives(ground, first, second)
    totals = ground.names.sum(axis=0)
    found = []
    for i, (a, b) in enumerate(zip(first.tolist(), second.tolist(), strict=True)):
        one, other = corpus.skills[ground.codes[a]], corpus.skills[ground.codes[b]]
        written = alternatives[i] / max(1, int(together[i]))
        found.append(
            Pair(
                a=one.id, b=other.id, name_a=one.name, name_b=other.name,
                lift=float(lift[i]), low=float(low[i]), high=float(high[i]),
                together=int(together[i]), employers_together=int(employers[i]),
                named_a=int(totals[a]), named_b=int(totals[b]),
                n=len(ground.names), employers=ground.basis.employers,
                as_alternatives=written, mostly_alternatives=written >= MOSTLY,
                slice=part, snapshot=corpus.snapshot, catalog=corpus.catalog,
            )
        )  # fmt: skip
    return found


def _lifts(ground: _Ground, first: Codes, second: Codes) -> tuple[Floats, ...]:
    """Return (lift, low, high, together, employers naming both) of each pair."""
    n, employers = len(ground.names), int(ground.employer.max(initial=-1)) + 1
    sizes = np.bincount(ground.employer, minlength=employers)
    own = np.stack(
        [_by_employer(ground, ground.names[:, code], employers) for code in range(len(ground.codes))]
    )
    joint = np.stack(
        [
            _by_employer(ground, ground.names[:, a] & ground.names[:, b], employers)
            for a, b in zip(first.tolist(), second.tolist(), strict=True)
        ]
    ) if len(first) else np.zeros((0, employers))  # fmt: skip
    together, totals = joint.sum(axis=1), own.sum(axis=1)
    scaled = own / np.maximum(totals, 1)[:, None]
    moved = joint / np.maximum(together, 1)[:, None] - scaled[first] - scaled[second] + sizes / n
    clusters = ground.basis.employers
    error = np.sqrt(np.square(moved).sum(axis=1) * clusters / (clusters - 1))
    with np.errstate(divide="ignore"):
        logarithm = np.log(together * n) - np.log(totals[first] * totals[second])
    reach = t_quantile(ground.basis.kish) * error
    ends = [np.exp(logarithm + sign * reach) for sign in (0, -1, 1)]
    return (*ends, together, np.count_nonzero(joint, axis=1).astype(np.float64))


def _by_employer(ground: _Ground, named: Bools, employers: int) -> Floats:
    return np.bincount(ground.employer.take(np.flatnonzero(named)), minlength=employers).astype(np.float64)


def _written_as_alternatives(ground: _Ground, first: Codes, second: Codes) -> list[int]:
    """Return how many rows write each pair inside one any-of group."""
    groups, members = _any_of_members(ground.selection, ground.codes)
    rows = ground.selection.corpus.mentions.any_of_row[groups]
    return [
        len(np.unique(rows[members[:, a] & members[:, b]]))
        for a, b in zip(first.tolist(), second.tolist(), strict=True)
    ]


def _any_of_members(selection: Selection, codes: Codes) -> tuple[Codes, Bools]:
    """Return the any-of groups of a selection, and groups x codes: which of the skills each one holds."""
    corpus, mentions = selection.corpus, selection.corpus.mentions
    column = np.full(len(corpus.skills), -1)
    column[codes] = np.arange(len(codes))
    inside = np.flatnonzero(mentions.any_of >= 0)
    inside = inside[selection.chosen[mentions.row[inside]]]
    inside = inside[level_mask(mentions.level[inside], selection.part.level)]
    inside = inside[column[mentions.skill[inside]] >= 0]
    groups, place = np.unique(mentions.any_of[inside].astype(np.int64), return_inverse=True)
    members: Bools = np.zeros((len(groups), len(codes)), dtype=np.bool_)
    members[place, column[mentions.skill[inside]]] = True
    return groups, members


def instead_of(corpus: Corpus, part: Slice, skill: str, top: int = 10) -> tuple[Instead, ...]:
    """Return the skills that are offered in place of one, the most frequent first."""
    selection, code = corpus.select(part), corpus.code(skill)
    named = int(np.count_nonzero(selection.names(code)))
    if basis_of(selection).why or not named:
        return ()
    pool = np.unique(np.r_[code, _pool(corpus, selection, skill, None)])
    groups, members = _any_of_members(selection, pool)
    mine = members[:, np.searchsorted(pool, code)]
    rows, members = corpus.mentions.any_of_row[groups[mine]], members[mine]
    employer = corpus.postings.employer
    found = [
        Instead(
            skill=corpus.skills[other].id,
            name=corpus.skills[other].name,
            of=corpus.skills[code].name,
            share=len(where) / named,
            named=len(where),
            employers=len(np.unique(employer[where])),
            n=named,
        )
        for place, other in enumerate(pool.tolist())
        if other != code and len(where := np.unique(rows[members[:, place]]))
    ]
    kept = [one for one in found if one.named >= MIN_TOGETHER and one.employers >= MIN_EMPLOYERS_TOGETHER]
    return tuple(sorted(kept, key=lambda one: (-one.named, one.name))[:top])

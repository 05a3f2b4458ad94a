"""How often intervals hold the labelled share, where errors of reading were estimated from other postings.

The labels of one half teach the errors; employers are drawn from the other half, whose labels are the truth.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from analysis.accuracy.level_error import LevelModel, together
from analysis.accuracy.reading_error import ReadingError, ReadingModel
from analysis.accuracy.total_error import total_interval
from analysis.arithmetic.employer_tally import EmployerTally, intervals, t_quantile
from data.catalogue.audit import Audit, AuditedPosting
from data.records import ROLES, Skill

LEAST = 8  # postings that name a skill, or are labelled with it: of fewer there is no share to speak of
LEVELS = ("required", "preferred", "mentioned")
KINDS = ("tech", "practice", "role", *LEVELS)
WHOLE = {"tech", "practice"}  # kinds that a posting is labelled whole for, levels included
ROLE = "a role:"  # of roles as if they were skills, which are read rightly, wrongly, or not at all


@dataclass(frozen=True)
class Held:
    """How often the intervals of one skill hold the truth, and how much wider the total ones are."""

    skill: str
    chance: float
    total: float
    wider: float


def with_roles(postings: Iterable[AuditedPosting]) -> list[AuditedPosting]:
    """Return the postings whose roles are labelled, with roles in place of skills."""
    found = []
    for one in postings:
        if one.role:
            labelled, read = f"{ROLE}{one.role}", f"{ROLE}{one.role_read}"
            is_right = labelled == read
            found.append(
                AuditedPosting(
                    id=one.id,
                    set=one.set,
                    half=one.half,
                    half_year=one.half_year,
                    source=one.source,
                    employer=one.employer,
                    role=one.role,
                    role_read=one.role_read,
                    kinds=("role",),
                    right=(labelled,) if is_right else (),
                    wrong=() if is_right else (read,),
                    missed=() if is_right else (labelled,),
                )
            )
    return found


def at_level(postings: Iterable[AuditedPosting], level: str) -> list[AuditedPosting]:
    """Return the postings that are labelled whole, with what became of a level in place of skills."""
    return [
        replace(
            one,
            right=tuple(skill for skill, labelled, read in one.level_pairs() if labelled == read == level),
            wrong=tuple(skill for skill, labelled, read in one.level_pairs() if labelled != level == read),
            missed=tuple(skill for skill, labelled, read in one.level_pairs() if labelled == level != read),
        )
        for one in postings
        if set(one.kinds) >= WHOLE
    ]


def errors_of(
    fitted: Sequence[AuditedPosting], skills: Iterable[Skill], kind: str
) -> Callable[[Skill], ReadingError]:
    """Return what says how a skill is misread, estimated from `fitted`: at a level where `kind` is one."""
    known = list(skills)
    if kind not in LEVELS:
        return ReadingModel.of(of_kind(fitted, kind), known).error_of
    reading, levels = ReadingModel.of(fitted, known), LevelModel.of(fitted, known)
    return lambda skill: together(reading.error_of(skill), levels.error_of(skill, kind))


def of_kind(postings: Iterable[AuditedPosting], kind: str) -> list[AuditedPosting]:
    """Return the postings that are labelled whole for a kind."""
    if kind in LEVELS:
        return at_level(postings, kind)
    return with_roles(postings) if kind == "role" else [one for one in postings if kind in one.kinds]


def halves(audit: Audit) -> tuple[tuple[AuditedPosting, ...], tuple[AuditedPosting, ...]]:
    """Return the postings from which no rule was written, and the others."""
    unseen = audit.unseen()
    known = {one.id for one in unseen}
    return unseen, tuple(one for one in audit.postings if one.id not in known)


def coverage(
    fitted: Sequence[AuditedPosting],
    tested: Sequence[AuditedPosting],
    skills: Iterable[Skill],
    kind: str,
    *,
    draws: int,
    times: int = 1,
    seed: int = 1,
) -> Iterator[Held]:
    """Yield how often the intervals of each skill of a kind hold the share labelled in `tested`.

    A draw is `times` as many employers as there are, with replacement.
    """
    known = {one.id: one for one in skills}
    if kind == "role":
        known = {f"{ROLE}{role}": Skill(id=f"{ROLE}{role}", name=role, kind="practice") for role in ROLES}
    error_of = errors_of(fitted, known.values(), kind)
    here = of_kind(tested, kind)
    names = sorted({name for one in here for name in (*one.right, *one.wrong, *one.missed)} & set(known))
    if kind in WHOLE:
        names = [name for name in names if (known[name].kind == "practice") == (kind == "practice")]
    employers = sorted({one.employer for one in here})
    sizes = np.zeros(len(employers), dtype=np.int64)
    read, true = (np.zeros((len(names), len(employers)), dtype=np.int64) for _ in range(2))
    for one in here:
        place = employers.index(one.employer)
        sizes[place] += 1
        for outcome, counts in (("right", (read, true)), ("wrong", (read,)), ("missed", (true,))):
            for name in getattr(one, outcome):
                if name in names:
                    for count in counts:
                        count[names.index(name), place] += 1
    enough = np.maximum(read.sum(axis=1), true.sum(axis=1)) >= LEAST
    names = [name for name, is_enough in zip(names, enough.tolist(), strict=True) if is_enough]
    read, truth = read[enough], true[enough].sum(axis=1) / len(here)
    held = np.zeros((len(names), 3))
    rng = np.random.default_rng(seed)
    for _ in range(draws):
        drawn = rng.integers(0, len(employers), times * len(employers))
        tally = EmployerTally(sizes[drawn], read[:, drawn])
        shares, low, high = intervals(tally)
        for place, name in enumerate(names):
            share, *ends = (float(one[place]) for one in (shares, low, high))
            error, quantile = error_of(known[name]), t_quantile(tally.kish)
            total = total_interval(share, (ends[0], ends[1]), quantile, error, postings=len(here))
            held[place] += (
                low[place] <= truth[place] <= high[place],
                total.low <= truth[place] <= total.high,
                (total.high - total.low) / max(high[place] - low[place], 1e-9),
            )
    for name, (chance, whole, wider) in zip(names, (held / draws).tolist(), strict=True):
        yield Held(name, chance, whole, wider)

"""What knowing a skill implies, as the catalogue's parents say: SageMaker implies AWS, not the reverse."""

from collections.abc import Iterable, Mapping

import numpy as np
import numpy.typing as npt

from data.records import Skill


def ancestors(skills: Iterable[Skill]) -> dict[str, frozenset[str]]:
    """Return all that each skill implies, by id, at any distance; a circle of parents does no harm."""
    parents = {skill.id: skill.parents for skill in skills}
    return {skill: _reached(skill, parents) for skill in parents}


def _reached(skill: str, parents: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    found: set[str] = set()
    open_ = list(parents[skill])
    while open_:
        parent = open_.pop()
        if parent not in found and parent != skill:
            found.add(parent)
            open_ += parents.get(parent, ())
    return frozenset(found)


def implied_codes(skills: tuple[Skill, ...]) -> tuple[npt.NDArray[np.int64], ...]:
    """Return, for each column, the columns that its skill implies, itself first."""
    index = {skill.id: code for code, skill in enumerate(skills)}
    above = ancestors(skills)
    return tuple(
        np.array([code, *sorted(index[name] for name in above[skill.id] if name in index)])
        for code, skill in enumerate(skills)
    )

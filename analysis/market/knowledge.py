"""What knowing a skill proves: parents where doing the one is doing the other, and a part of its platform.

Pandas proves Python. EC2 is a part of AWS: alone it proves nothing of AWS, but several services together do.
The catalogue says what is below what, `data/advice.toml` which of it is proof.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from data.catalogue.advice import Advice
from data.records import Skill

Bools = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Knowledge:
    """The advice laid out by column.

    `proved[s]` are the columns that skill s proves, itself first. `part_of[s]` are (platform, service) of the
    platforms that s belongs to: a part of a service counts as that service. `instead[s]` are the skills that
    an employer takes for s, `shown_by[s]` those that prove the practice s.
    """

    proved: tuple[Codes, ...]
    part_of: Mapping[int, tuple[tuple[int, int], ...]]
    cover: int
    umbrella: Bools
    instead: Mapping[int, frozenset[int]]
    shown_by: Mapping[int, tuple[int, ...]]
    clouds: tuple[int, ...]

    def services_of(self, platform: int) -> tuple[int, ...]:
        """The columns that are services of a platform, in order."""
        found = {service for parts in self.part_of.values() for above, service in parts if above == platform}
        return tuple(sorted(found))

    def clouds_of(self, code: int) -> tuple[int, ...]:
        """The clouds that a skill is a part of, none for most skills."""
        return tuple(above for above, _ in self.part_of.get(code, ()) if above in self.clouds)


def knowledge_of(skills: Sequence[Skill], advice: Advice) -> Knowledge:
    """Lay the advice out for these columns; what they do not hold is left out of it."""
    index = {skill.id: code for code, skill in enumerate(skills)}
    return Knowledge(
        proved=_columns_reached(index, _proofs(skills, advice)),
        part_of=_parts(skills, index, advice),
        cover=advice.services_that_cover,
        umbrella=np.array([skill.id in advice.umbrella for skill in skills], dtype=np.bool_),
        instead=_instead(index, advice),
        shown_by=_shown_by(skills, index, advice),
        clouds=tuple(index[cloud] for cloud in advice.clouds if cloud in index),
    )


def ancestors(skills: Iterable[Skill]) -> dict[str, frozenset[str]]:
    """Return all that each skill implies, by id, at any distance: SageMaker implies AWS, not the reverse."""
    parents = {skill.id: skill.parents for skill in skills}
    return {skill: frozenset(_reached(skill, parents)) for skill in parents}


def implied_codes(skills: Sequence[Skill]) -> tuple[Codes, ...]:
    """Return, for each column, the columns that its skill implies, itself first."""
    index = {skill.id: code for code, skill in enumerate(skills)}
    return _columns_reached(index, {skill.id: skill.parents for skill in skills})


def _columns_reached(index: Mapping[str, int], up: Mapping[str, Iterable[str]]) -> tuple[Codes, ...]:
    """Return, for each column, itself and then those reached by going up, in their order."""
    return tuple(
        np.array([code, *sorted(index[name] for name in _reached(skill, up) if name in index)])
        for skill, code in index.items()
    )


def _reached(skill: str, up: Mapping[str, Iterable[str]]) -> set[str]:
    """Return what lies above a skill at any distance; a circle does no harm."""
    found: set[str] = set()
    waiting = list(up.get(skill, ()))
    while waiting:
        parent = waiting.pop()
        if parent not in found and parent != skill:
            found.add(parent)
            waiting += up.get(parent, ())
    return found


def _proofs(skills: Sequence[Skill], advice: Advice) -> dict[str, set[str]]:
    """Return what each skill proves directly: parents where doing the one is doing the other, and advice."""
    up = {
        skill.id: {parent for parent in skill.parents if is_proof(skill.id, parent, advice)}
        for skill in skills
    }
    for child, parent in advice.proves:
        up.setdefault(child, set()).add(parent)
    return up


def _instead(index: Mapping[str, int], advice: Advice) -> dict[int, frozenset[int]]:
    """Return the columns that an employer takes in place of each."""
    return {
        index[one]: frozenset(index[other] for other in choice if other in index and other != one)
        for choice in advice.instead
        for one in choice
        if one in index
    }


def is_proof(child: str, parent: str, advice: Advice) -> bool:
    """Return whether doing the child is doing its parent: not where it is only a service of it."""
    if (child, parent) in advice.no_proof:
        return False
    return parent not in advice.platforms or (child, parent) in advice.same


def _parts(
    skills: Sequence[Skill], index: Mapping[str, int], advice: Advice
) -> dict[int, tuple[tuple[int, int], ...]]:
    """Return the (platform, service) pairs of each column that belongs to a platform."""
    above = {skill.id: skill.parents for skill in skills}
    found: dict[int, set[tuple[int, int]]] = {}
    for skill in skills:
        for service, platform in _lines_up(skill.id, above):
            is_part = platform in advice.platforms and platform in index
            if is_part and not is_proof(service, platform, advice):
                found.setdefault(index[skill.id], set()).add((index[platform], index[service]))
    return {code: tuple(sorted(parts)) for code, parts in found.items()}


def _lines_up(skill: str, above: Mapping[str, tuple[str, ...]]) -> set[tuple[str, str]]:
    """Return each (child, parent) on any line up from a skill."""
    found: set[tuple[str, str]] = set()
    waiting = [skill]
    while waiting:
        child = waiting.pop()
        for parent in above.get(child, ()):
            if (child, parent) not in found:
                found.add((child, parent))
                waiting.append(parent)
    return found


def _shown_by(
    skills: Sequence[Skill], index: Mapping[str, int], advice: Advice
) -> dict[int, tuple[int, ...]]:
    found: dict[int, list[int]] = {}
    for child, parent in advice.proves:
        if child in index and parent in index and skills[index[parent]].kind == "practice":
            found.setdefault(index[parent], []).append(index[child])
    return {parent: tuple(sorted(children)) for parent, children in found.items()}


class Holdings:
    """The skills that somebody holds, with all that they prove; they only grow.

    `shown[p]` are the services of platform p among them.
    """

    def __init__(self, knowledge: Knowledge, have: Iterable[int] = ()) -> None:
        self.knowledge = knowledge
        self.held = np.zeros(len(knowledge.proved), dtype=np.bool_)
        self.shown: dict[int, set[int]] = {}
        for code in have:
            self.add(code)

    def new(self, code: int) -> Codes:
        """What would be newly held with a skill: the skill first, then what it proves or completes."""
        proved = self.knowledge.proved[code]
        found = proved[~self.held[proved]]
        while len(more := self._covered(found)):
            found = np.r_[found, more]
        return found

    def add(self, code: int) -> Codes:
        """Hold a skill and return what is newly held with it."""
        found = self.new(code)
        self.held[found] = True
        for platform, services in self._services(found).items():
            self.shown.setdefault(platform, set()).update(services)
        return found

    def _services(self, codes: Codes) -> dict[int, set[int]]:
        found: dict[int, set[int]] = {}
        for code in codes.tolist():
            for platform, service in self.knowledge.part_of.get(code, ()):
                found.setdefault(platform, set()).add(service)
        return found

    def _covered(self, codes: Codes) -> Codes:
        """Return what the platforms prove that these skills would cover, beyond these skills."""
        known = {*codes.tolist()}
        more: set[int] = set()
        for platform, services in self._services(codes).items():
            if len(services | self.shown.get(platform, set())) >= self.knowledge.cover:
                proved = self.knowledge.proved[platform]
                more |= {one for one in proved[~self.held[proved]].tolist() if one not in known}
        return np.array(sorted(more), dtype=np.int64)

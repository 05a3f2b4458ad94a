"""What people wrote by hand beside the postings: interview rounds, portfolio projects, published claims.

Each is a TOML file that ties its entries to catalogue ids; a wrong shape or id is a CatalogError at load.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.catalogue.advice import Advice, load_advice
from data.errors import CatalogError
from data.paths import DATA
from data.records import ROLES

INTERVIEWS = DATA / "interviews.toml"
PROJECTS = DATA / "projects.toml"
CLAIMS = DATA / "claims.toml"


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic of an interview round.

    `weight` says how often interviews ask it: 3 nearly always, 2 often, 1 sometimes, by default for every
    role; `roles` holds other weights by role, 0 for not at all. It is our judgement unless there is a
    `source` (a link). `own` are the skills that are the topic, the only ones that a share counts; empty where
    postings have no words for it, which `why` says. `related` go with it. `checklist` are the things to be
    able to do.
    """

    id: str
    name: str
    weight: int
    own: tuple[str, ...]
    checklist: tuple[str, ...]
    roles: tuple[tuple[str, int], ...] = ()
    related: tuple[str, ...] = ()
    why: str | None = None
    source: str | None = None

    @property
    def skills(self) -> tuple[str, ...]:
        """Every skill that the topic names."""
        return (*self.own, *self.related)

    def weight_for(self, role: str | None) -> int:
        """Return the weight for a role."""
        return dict(self.roles).get(role or "", self.weight)


@dataclass(frozen=True, slots=True)
class Round:
    """One round of an interview, with what it looks like."""

    id: str
    name: str
    about: str
    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class Project:
    """A portfolio project: what it is, what it demonstrates, what must be seen at the end."""

    id: str
    name: str
    summary: str
    skills: tuple[str, ...]
    weeks: float
    shows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """A published statement about a share: it lies between `low` and `high` (fractions, equal for a figure).

    Both are None for a saying, which gives no number. `population` says which postings it counted, None where
    it does not say. `slice` is the query of the part of our corpus that comes nearest to its population;
    `is_comparable` is False when even that is a different population, and `note` says why. `skills` are
    alternatives: a posting that names any of them counts, with `children` also one that names what implies
    them (an AWS service). `sample` is how many postings the figure was counted in, where it is told.
    """

    id: str
    statement: str
    source: str
    year: int
    population: str | None
    skills: tuple[str, ...]
    low: float | None
    high: float | None
    slice: str
    url: str | None = None
    is_comparable: bool = True
    children: bool = False
    sample: int | None = None
    note: str | None = None


def load_interviews(path: Path = INTERVIEWS, advice: Advice | None = None) -> tuple[Round, ...]:
    """Return the rounds of an ML-engineer interview in their usual order.

    A topic may not count a word that the advice (without one: the shipped advice) calls too general.
    """
    too_general = (advice or load_advice()).too_general
    return tuple(
        Round(
            **_texts(one, ("id", "name", "about"), path),
            topics=tuple(_topic(topic, path, too_general) for topic in one["topic"]),
        )
        for one in _tables(path, "round")
    )


def load_projects(path: Path = PROJECTS) -> tuple[Project, ...]:
    """Return the portfolio projects."""
    return tuple(
        Project(
            **_texts(one, ("id", "name", "summary"), path),
            skills=_names(one, "skills", path), weeks=_number(one, "weeks", path),
            shows=_names(one, "shows", path),
        )
        for one in _tables(path, "project")
    )  # fmt: skip


def load_claims(path: Path = CLAIMS) -> tuple[Claim, ...]:
    """Return the published claims."""
    return tuple(_claim(one, path) for one in _tables(path, "claim"))


def unknown_skills(entries: Iterable[Topic | Project | Claim], known: Iterable[str]) -> tuple[str, ...]:
    """Return the skills that these entries name and the catalogue does not have."""
    named = {skill for entry in entries for skill in entry.skills}
    return tuple(sorted(named - set(known)))


def _topic(one: Mapping[str, Any], path: Path, too_general: frozenset[str]) -> Topic:
    roles = tuple(sorted(one.get("roles", {}).items()))
    topic = Topic(
        **_texts(one, ("id", "name"), path), weight=int(_number(one, "weight", path)),
        own=_some_names(one, "own", path), related=_some_names(one, "related", path),
        checklist=_names(one, "checklist", path), roles=roles, why=one.get("why"), source=one.get("source"),
    )  # fmt: skip
    for reason, is_so in (
        (f"names a role that does not exist: {roles}", {role for role, _ in roles} - {*ROLES}),
        (f"counts {topic.own} as its own, which is too general", too_general & {*topic.own}),
        ("says why it cannot be measured, or has skills of its own: one of the two",
         bool(topic.own) == isinstance(topic.why, str)),
        ("counts a skill that it calls related", set(topic.own) & set(topic.related)),
        ("has a source that is no https link", topic.source and not topic.source.startswith("https://")),
    ):  # fmt: skip
        if is_so:
            raise CatalogError(path, None, f"topic {topic.id!r} {reason}")
    return topic


def _claim(one: Mapping[str, Any], path: Path) -> Claim:
    low, high = _claimed(one, path)
    return Claim(
        **_texts(one, ("id", "statement", "source"), path),
        population=_texts(one, ("population",), path)["population"] if "population" in one else None,
        year=int(_number(one, "year", path)), skills=_names(one, "skills", path), low=low, high=high,
        slice=str(one.get("slice", "")), url=one.get("url"), note=one.get("note"),
        is_comparable=bool(one.get("comparable", True)),
        children=bool(one.get("children", False)),
        sample=_sample(one, path),
    )  # fmt: skip


def _sample(one: Mapping[str, Any], path: Path) -> int | None:
    """Return how many postings a claim's figure was counted in, None where it is not told."""
    if "sample" not in one:
        return None
    sample = int(_number(one, "sample", path))
    if sample < 1:
        raise CatalogError(path, None, f"claim {one.get('id')!r}: a sample holds at least 1 posting")
    return sample


def _claimed(one: Mapping[str, Any], path: Path) -> tuple[float | None, float | None]:
    """Return the two ends of what a claim says, None and None for a saying without a number."""
    if not {"figure", "low", "high"} & set(one):
        return None, None
    ends = {"low": one["figure"], "high": one["figure"], **one} if "figure" in one else one
    low, high = _number(ends, "low", path), _number(ends, "high", path)
    if not 0 <= low <= high <= 1:
        raise CatalogError(path, None, f"claim {one.get('id')!r}: a share lies between 0 and 1")
    return low, high


def _tables(path: Path, name: str) -> list[Mapping[str, Any]]:
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8")).get(name, [])
    except (OSError, ValueError, RecursionError) as error:
        raise CatalogError(path, None, str(error)) from error
    ids = [one.get("id") for one in found]
    for one in ids:
        if ids.count(one) > 1:
            raise CatalogError(path, None, f"two entries have the id {one!r}")
    return list(found)


def _texts(one: Mapping[str, Any], names: tuple[str, ...], path: Path) -> dict[str, Any]:
    for name in names:
        if not isinstance(one.get(name), str) or not one[name].strip():
            raise CatalogError(path, None, f"entry {one.get('id')!r} has no {name}")
    return {name: one[name] for name in names}


def _some_names(one: Mapping[str, Any], name: str, path: Path) -> tuple[str, ...]:
    return _names(one, name, path) if one.get(name) else ()


def _names(one: Mapping[str, Any], name: str, path: Path) -> tuple[str, ...]:
    values = one.get(name, [])
    if not isinstance(values, list) or not values or not all(isinstance(value, str) for value in values):
        raise CatalogError(path, None, f"entry {one.get('id')!r} needs {name}, a list of texts")
    return tuple(values)


def _number(one: Mapping[str, Any], name: str, path: Path) -> float:
    value = one.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise CatalogError(path, None, f"entry {one.get('id')!r} needs {name}, a number")
    return float(value)

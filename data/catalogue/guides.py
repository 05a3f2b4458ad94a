"""What people wrote by hand beside the postings: interview rounds, portfolio projects, published claims.

Each is a TOML file that ties its entries to catalogue ids; a wrong shape or id is a CatalogError at load.
"""

import tomllib
from collections.abc import Mapping
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

    `weight` says how often interviews ask about it: 3 nearly always, 2 often, 1 sometimes. It holds for every
    role but those in `roles`, as (role, weight), where 0 is never. It is our judgement unless there is a
    `source` (a link). `own` are the skills that make up the topic, the only ones that a share counts; empty
    where postings have no words for it, and `why` says so. `related` skills go with it. `checklist` holds
    what one should be able to do.
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
        """All skills of the topic: its own, then the related ones."""
        return (*self.own, *self.related)

    def weight_for(self, role: str | None) -> int:
        """Return the weight, 0 to 3, for a role; None and unknown roles have the general one."""
        return dict(self.roles).get(role or "", self.weight)


@dataclass(frozen=True, slots=True)
class Round:
    """One round of an interview; `about` says what it looks like."""

    id: str
    name: str
    about: str
    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class Project:
    """A portfolio project; `skills` are what it demonstrates, `shows` what must be visible at the end."""

    id: str
    name: str
    summary: str
    skills: tuple[str, ...]
    weeks: float
    shows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """A published statement that a share lies between `low` and `high` (fractions, equal for one figure).

    Both are None for a study that gives no number. `population` says which postings it counted, None if it
    does not say. `slice` is the query of the part of our corpus that comes nearest to its population;
    `is_comparable` is False when even that is a different population, and `note` says why. `skills` are
    alternatives: a posting that names any of them counts, and with `children` also one that names a skill
    that implies them (an AWS service). `sample` is the number of postings counted, None if it is not stated.
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


@dataclass(frozen=True, slots=True)
class Saying:
    """A statement that many repeat without a number and without a study: there is nothing to test.

    `slice`, `skills` and `children` are those of a claim and choose the figure that is shown beside it.
    Without `skills` postings cannot say anything of it, and `why` says so.
    """

    id: str
    statement: str
    source: str
    year: int
    skills: tuple[str, ...]
    slice: str
    url: str | None = None
    children: bool = False
    why: str | None = None
    note: str | None = None


def load_interviews(path: Path = INTERVIEWS, advice: Advice | None = None) -> tuple[Round, ...]:
    """Return the rounds of an ML-engineer interview in their usual order.

    Raises CatalogError for a wrong shape, or for a topic whose own skills include a word that `advice` (None:
    the shipped one) calls too general.
    """
    too_general = (advice or load_advice()).too_general
    return tuple(
        Round(
            **_texts(one, ("id", "name", "about"), path),
            topics=tuple(
                _topic(topic, path, too_general) for topic in _entries(one.get("topic"), "topic", path)
            ),
        )
        for one in _tables(path, "round")
    )


def load_projects(path: Path = PROJECTS) -> tuple[Project, ...]:
    """Return the portfolio projects in the order of the file. Raises CatalogError for a wrong shape."""
    return tuple(
        Project(
            **_texts(one, ("id", "name", "summary"), path),
            skills=_names(one, "skills", path),
            weeks=_number(one, "weeks", path),
            shows=_names(one, "shows", path),
        )
        for one in _tables(path, "project")
    )


def load_claims(path: Path = CLAIMS) -> tuple[Claim, ...]:
    """Return the published claims in the order of the file.

    Raises CatalogError for a wrong shape, and for a claim with neither a number nor a population: a saying.
    """
    return tuple(_claim(one, path) for one in _tables(path, "claim"))


def load_sayings(path: Path = CLAIMS) -> tuple[Saying, ...]:
    """Return the sayings in the order of the file. Raises CatalogError for a wrong shape or a number."""
    return tuple(_saying(one, path) for one in _tables(path, "saying"))


def _topic(one: Mapping[str, Any], path: Path, too_general: frozenset[str]) -> Topic:
    roles = tuple(sorted(one.get("roles", {}).items()))
    topic = Topic(
        **_texts(one, ("id", "name"), path),
        weight=int(_number(one, "weight", path)),
        own=_some_names(one, "own", path),
        related=_some_names(one, "related", path),
        checklist=_names(one, "checklist", path),
        roles=roles,
        why=one.get("why"),
        source=one.get("source"),
    )
    own, source = {*topic.own}, topic.source
    for reason, is_so in (
        (f"names a role that does not exist: {roles}", {role for role, _ in roles} - {*ROLES}),
        (f"counts {topic.own} as its own, which is too general", too_general & own),
        (
            "needs either own skills or why, which says why it has none",
            bool(own) == isinstance(topic.why, str),
        ),
        ("counts a skill that it calls related", own & {*topic.related}),
        ("has a source that is not an https link", source and not source.startswith("https://")),
    ):
        if is_so:
            raise CatalogError(path, None, f"topic {topic.id!r} {reason}")
    return topic


def _saying(one: Mapping[str, Any], path: Path) -> Saying:
    saying = Saying(
        **_texts(one, ("id", "statement", "source"), path),
        year=int(_number(one, "year", path)),
        skills=_some_names(one, "skills", path),
        slice=str(one.get("slice", "")),
        url=one.get("url"),
        children=bool(one.get("children", False)),
        why=one.get("why"),
        note=one.get("note"),
    )
    for reason, is_so in (
        ("gives a number: list it as a claim", {"figure", "low", "high"} & set(one)),
        (
            "needs either skills or why, which says why none measures it",
            bool(saying.skills) == isinstance(saying.why, str),
        ),
    ):
        if is_so:
            raise CatalogError(path, None, f"saying {saying.id!r} {reason}")
    return saying


def _claim(one: Mapping[str, Any], path: Path) -> Claim:
    low, high = _claimed(one, path)
    if low is None and "population" not in one:
        raise CatalogError(
            path, None, f"claim {one.get('id')!r} has neither a number nor a population: list it as a saying"
        )
    return Claim(
        **_texts(one, ("id", "statement", "source"), path),
        population=_texts(one, ("population",), path)["population"] if "population" in one else None,
        year=int(_number(one, "year", path)),
        skills=_names(one, "skills", path),
        low=low,
        high=high,
        slice=str(one.get("slice", "")),
        url=one.get("url"),
        note=one.get("note"),
        is_comparable=bool(one.get("comparable", True)),
        children=bool(one.get("children", False)),
        sample=_sample(one, path),
    )


def _sample(one: Mapping[str, Any], path: Path) -> int | None:
    """Return the number of postings that a claim's figure was counted in, None if it is not stated."""
    if "sample" not in one:
        return None
    sample = int(_number(one, "sample", path))
    if sample < 1:
        raise CatalogError(path, None, f"claim {one.get('id')!r}: a sample must be at least 1 posting")
    return sample


def _claimed(one: Mapping[str, Any], path: Path) -> tuple[float | None, float | None]:
    """Return (low, high) of a claim as fractions, (None, None) for a saying without a number."""
    if not {"figure", "low", "high"} & set(one):
        return None, None
    ends = {"low": one["figure"], "high": one["figure"], **one} if "figure" in one else one
    low, high = _number(ends, "low", path), _number(ends, "high", path)
    if not 0 <= low <= high <= 1:
        raise CatalogError(path, None, f"claim {one.get('id')!r}: a share must be between 0 and 1")
    return low, high


def _tables(path: Path, name: str) -> list[Mapping[str, Any]]:
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise CatalogError(path, None, str(error)) from error
    found = _entries(tables.get(name, []), name, path)
    ids = [one.get("id") for one in found]
    for one in ids:
        if ids.count(one) > 1:
            raise CatalogError(path, None, f"two entries have the id {one!r}")
    return found


def _entries(value: object, name: str, path: Path) -> list[Mapping[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise CatalogError(path, None, f"each {name} is a [[...{name}]] table, not {str(value)[:80]!r}")
    return value


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

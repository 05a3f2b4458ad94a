"""What a careful mentor knows and postings do not say: `data/advice.toml`, checked when it is read."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from data.errors import CatalogError
from data.paths import DATA

ADVICE = DATA / "advice.toml"
MOST_CHOICES = 20  # sets of `instead`; more would be a list of neighbours again

Edge = tuple[str, str]  # (what is done, what it says something about)


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """The judgements of the file, in catalogue ids.

    `umbrella` are words for a whole field, `too_general` words that say too little to be counted as a topic.
    A child of one of the `platforms` is a part of it, and knowing `services_that_cover` of them counts as
    knowing the platform. `same` are (entry, platform) where the entry is the platform under a longer name.
    `proves` are (child, parent) that hold although the catalogue does not say so, `no_proof` those that do
    not hold although it does. `instead` are sets of skills of which an employer accepts any.
    """

    umbrella: frozenset[str]
    too_general: frozenset[str]
    clouds: tuple[str, ...]
    services_that_cover: int
    platforms: frozenset[str]
    same: frozenset[Edge]
    proves: frozenset[Edge]
    no_proof: frozenset[Edge]
    instead: tuple[tuple[str, ...], ...]

    @property
    def named(self) -> frozenset[str]:
        """All skills that the file names."""
        edges = {skill for edge in (*self.same, *self.proves, *self.no_proof) for skill in edge}
        choices = {skill for choice in self.instead for skill in choice}
        return frozenset(self.umbrella | self.too_general | {*self.clouds} | self.platforms | edges | choices)


@cache
def load_advice(path: Path = ADVICE) -> Advice:
    """Read the advice of a file, once. Raises CatalogError for a wrong shape or a contradiction."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise CatalogError(path, None, str(error)) from error
    cover = table.get("services_that_cover")
    if not isinstance(cover, int) or cover < 2:
        raise CatalogError(path, None, "services_that_cover must be a whole number of at least 2")
    found = Advice(
        umbrella=frozenset(_ids(table, "umbrella", path)),
        too_general=frozenset(_ids(table, "too_general", path)),
        clouds=_ids(table, "clouds", path),
        services_that_cover=cover,
        platforms=frozenset(_id(one, "id", path) for one in table.get("platform", [])),
        same=frozenset(
            (entry, _id(one, "id", path))
            for one in table.get("platform", [])
            if "same" in one
            for entry in _ids(one, "same", path)
        ),
        proves=_edges(table, "proves", path),
        no_proof=_edges(table, "no_proof", path),
        instead=tuple(_ids(one, "skills", path) for one in table.get("instead", [])),
    )
    _check(found, path)
    return found


def _check(found: Advice, path: Path) -> None:
    choices = [skill for choice in found.instead for skill in choice]
    twice = {skill for skill in choices if choices.count(skill) > 1}
    faults = (
        (f"{sorted(twice)} stand in two sets of instead", twice),
        (f"there are more than {MOST_CHOICES} sets of instead", len(found.instead) > MOST_CHOICES),
        ("a set of instead needs at least two skills", any(len(choice) < 2 for choice in found.instead)),
        ("an umbrella word cannot be in a set of instead", found.umbrella & set(choices)),
        ("each of clouds must be a platform too", set(found.clouds) - found.platforms),
        ("a platform cannot be an umbrella word", found.platforms & found.umbrella),
        ("an edge cannot be in both proves and no_proof", found.proves & found.no_proof),
    )
    for reason, is_so in faults:
        if is_so:
            raise CatalogError(path, None, reason)


def _edges(table: Mapping[str, Any], name: str, path: Path) -> frozenset[Edge]:
    return frozenset(
        (child, _id(one, "skill", path)) for one in table.get(name, []) for child in _ids(one, "by", path)
    )


def _ids(table: Mapping[str, Any], name: str, path: Path) -> tuple[str, ...]:
    values = table.get(name)
    if not isinstance(values, list) or not values or not all(isinstance(one, str) for one in values):
        raise CatalogError(path, None, f"{name} must be a list of catalogue ids")
    if len(set(values)) < len(values):
        raise CatalogError(path, None, f"{name} names a skill twice")
    return tuple(values)


def _id(table: Mapping[str, Any], name: str, path: Path) -> str:
    value = table.get(name)
    if not isinstance(value, str) or not value:
        raise CatalogError(path, None, f"an entry has no {name}")
    return value

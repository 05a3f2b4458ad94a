"""Groups of employers that a selection can be filtered by: `data/employer_groups.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from data.errors import CatalogError
from data.paths import DATA

EMPLOYER_GROUPS = DATA / "employer_groups.toml"


@dataclass(frozen=True, slots=True)
class EmployerGroup:
    """Some employers under one name; `source` is the address of the page that says who they are."""

    name: str
    source: str
    employers: tuple[str, ...]


@cache
def employer_groups(path: Path = EMPLOYER_GROUPS) -> Mapping[str, EmployerGroup]:
    """Return the groups by code, such as "large-tech". Raises CatalogError for a file of another shape."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        return {
            code: EmployerGroup(str(one["name"]), str(one["source"]), tuple(map(str, one["employers"])))
            for code, one in content.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise CatalogError(path, None, f"this is not a file of employer groups: {error}") from error

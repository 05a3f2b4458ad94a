"""What sources are called on screen, and which public collections the shipped facts were read from."""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from data.paths import DATA

ORIGINS = DATA / "origins.toml"


@dataclass(frozen=True, slots=True)
class Collection:
    """One public collection of postings: `source` is where its authors found them."""

    repository: str
    commit: str
    licence: str
    source: str
    holds: str

    @property
    def url(self) -> str:
        """Return the address of the collection as it was read."""
        return f"https://github.com/{self.repository}/tree/{self.commit}"

    @property
    def sentence(self) -> str:
        """Return 'timqian/hacker-job-trends at d14b18cc (MIT): "Ask HN: Who is hiring?" threads'."""
        return f"{self.repository} at {self.commit} ({self.licence}): {self.holds}"


@cache
def _origins() -> dict[str, Any]:
    return tomllib.loads(ORIGINS.read_text(encoding="utf-8"))


def source_names() -> dict[str, str]:
    """Return the name of each source by its code."""
    return dict(_origins()["sources"])


def source_name(source: str) -> str:
    """Return what a source is called, 'LinkedIn' for 'linkedin'; one that nobody named keeps its code."""
    return str(_origins()["sources"].get(source, source))


def collections() -> tuple[Collection, ...]:
    """Return the collections behind the shipped facts, LinkedIn's first."""
    return tuple(Collection(**entry) for entry in _origins()["collections"])

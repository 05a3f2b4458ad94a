"""What sources are called on screen, and the public collections from which the shipped facts were read."""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from data.paths import DATA

ORIGINS = DATA / "origins.toml"


@dataclass(frozen=True, slots=True)
class Collection:
    """One public collection of postings on GitHub.

    `sources` are the codes of the places where its authors found them; `holds` says in words what it has.
    `searches` are the words by which they searched for them, each as it begins in every form ("data scien"
    of "data scientist" and "data science"); none where they took what there was.
    """

    repository: str
    commit: str
    licence: str
    sources: tuple[str, ...]
    holds: str
    searches: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        """The address of the collection at the commit that was read."""
        return f"https://github.com/{self.repository}/tree/{self.commit}"

    @property
    def sentence(self) -> str:
        """For example: timqian/hacker-job-trends at d14b18cc (MIT): "Ask HN: Who is hiring?" threads."""
        return f"{self.repository} at {self.commit} ({self.licence}): {self.holds}"


@cache
def _origins() -> dict[str, Any]:
    return tomllib.loads(ORIGINS.read_text(encoding="utf-8"))


def source_names() -> dict[str, str]:
    """Return the name of each source by its code; a fresh dict, which may be changed."""
    return dict(_origins()["sources"])


def source_name(source: str) -> str:
    """Return the name of a source: "linkedin" -> "LinkedIn"; one without a name keeps its code."""
    return str(_origins()["sources"].get(source, source))


def collections() -> tuple[Collection, ...]:
    """Return the collections behind the shipped facts in the order of the file."""
    return tuple(
        Collection(
            **{**entry, "sources": tuple(entry["sources"]), "searches": tuple(entry.get("searches", ()))}
        )
        for entry in _origins()["collections"]
    )


def searched_sources() -> list[str]:
    """Return the sources that a collection was made of by searches, in alphabetical order."""
    return sorted({source for one in collections() if one.searches for source in one.sources})


@cache
def search_words() -> tuple[str, ...]:
    """Return the beginnings of words by which collections were searched for, in alphabetical order."""
    return tuple(sorted({words for one in collections() for words in one.searches}))

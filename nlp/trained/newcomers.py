"""Proof by time: when would names that were new in 2025 and 2026 have come up for review, and with whom?

The catalogue is used without them, the finder trained on texts before 2025 without the lines that name them.
At the end of each month all texts so far are looked through, and a person reviews the first terms of the
queue, which then leave it.
"""

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from nlp.catalogue.catalog import Catalog, catalog_of, spellings_of
from nlp.discovery.queue import proposals
from nlp.discovery.sightings import DatedText, TermCounts
from nlp.discovery.terms import KnownNames, key_of
from nlp.finder.finder import NameFinder
from nlp.tool_lines import tool_spotter
from nlp.trained.corpora import CorpusText

NEWCOMERS = Path(__file__).with_name("newcomers.toml")
SINCE = "2025-01"
REVIEWED = 50  # terms that a person looks at each month


@dataclass(frozen=True, slots=True)
class Arrival:
    """When a newcomer stood among the terms to review: None for never. `employers` by then, or in the end."""

    skill: str
    month: str | None
    rank: int | None
    employers: int


def newcomers(catalog: Catalog) -> tuple[str, ...]:
    """Return the ids of the newcomers that the catalogue knows."""
    listed = tomllib.loads(NEWCOMERS.read_text(encoding="utf-8"))["skills"]
    return tuple(skill for skill in listed if skill in catalog.by_id)


def without(catalog: Catalog, skills: Iterable[str]) -> Catalog:
    """Return the catalogue as if it had never known some skills."""
    gone = set(skills)
    left = (skill for skill in catalog.skills if skill.id not in gone)
    return catalog_of(skill for skill in left if not gone & set(skill.parents))


def arrivals(postings: Sequence[CorpusText], catalog: Catalog, finder: NameFinder) -> list[Arrival]:
    """Return when each newcomer comes up, in the order of time."""
    wanted = {skill: keys_of(catalog, skill) for skill in newcomers(catalog)}
    found: dict[str, Arrival] = {}
    counts, reviewed = TermCounts(), set[str]()
    earlier = without(catalog, wanted)
    known, vouches = KnownNames(earlier), tool_spotter(earlier)
    for month in months_read(postings, counts, known):
        queue = proposals(counts, known, finder, vouches, reviewed=reviewed)[:REVIEWED]
        reviewed.update(one.term for one in queue)
        for rank, one in enumerate(queue, 1):
            key = key_of(one.term)
            for skill in [skill for skill, keys in wanted.items() if key in keys]:
                found.setdefault(skill, Arrival(skill, month, rank, one.employers))
    missing = [never(skill, wanted[skill], counts) for skill in wanted if skill not in found]
    return sorted([*found.values(), *missing], key=lambda one: (one.month or "9", one.rank or 0, one.skill))


def never(skill: str, keys: Iterable[str], counts: TermCounts) -> Arrival:
    """Return a newcomer that did not come up, with the employers that use one of its spellings."""
    seen = [counts.sightings[key].employers for key in keys if key in counts.sightings]
    return Arrival(skill, None, None, len(set().union(*seen)))


def months_read(postings: Iterable[CorpusText], counts: TermCounts, known: KnownNames) -> Iterator[str]:
    """Count dated postings month by month; yield each month from SINCE on when it has been read."""
    dated = sorted((posting for posting in postings if posting.day), key=lambda posting: posting.day)
    for month, read in groupby(dated, key=lambda posting: posting.day[:7]):
        for posting in read:
            counts.note(DatedText(posting.employer, month, posting.text), known)
        if month >= SINCE:
            yield month


def keys_of(catalog: Catalog, skill: str) -> frozenset[str]:
    """Return the spellings of a skill as terms are compared."""
    return frozenset(key_of(spelling.text) for spelling in spellings_of(catalog.by_id[skill]))

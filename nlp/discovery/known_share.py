"""Coverage: of the tools that postings name, how many does the catalogue know?

A tool counts once per posting: those that the extractor reads, and the open names near one of them in the
same line. The finder of names is wrong often enough that the share is rather too low than too high.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from data.records import OpenName, PlacedSkill


@dataclass(frozen=True, slots=True)
class NamedTools:
    """How many tools the postings of one employer name, and how many of them the catalogue knows."""

    employer: str
    named: int
    known: int


def named_tools(
    readings: Iterable[tuple[str, Sequence[PlacedSkill], Sequence[OpenName]]], tools: Collection[str]
) -> list[NamedTools]:
    """Count the tools of (employer, skills, open names) by employer, sorted by its name.

    `tools` are the ids of skills that are no practices.
    """
    counts: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for employer, skills, open_names in readings:
        own = counts[employer.strip().casefold()]
        known = {one.skill for one in skills if one.skill in tools}
        own[0] += len(known) + len({one.key for one in open_names})
        own[1] += len(known)
    return [NamedTools(employer, named, known) for employer, (named, known) in sorted(counts.items())]

"""The table of sources: one file a source, loaded by name when it is first needed.

Adding a source means adding one file, one row in `SOURCE_NAMES` and one folder of golden pages.
"""

import importlib
from collections.abc import Iterator
from functools import cache

from data.records import Board
from scraper.source import Source, link_target, unknown_source

SOURCE_NAMES = (
    "greenhouse", "lever", "ashby", "hackernews", "recruitee", "personio", "teamtailor", "workable",
    "arbeitsagentur", "jobtech", "arbeitnow", "himalayas", "jobicy", "weworkremotely", "remoteok", "remotive",
    "workingnomads", "themuse", "bamboohr", "usajobs", "francetravail", "adzuna", "smartrecruiters",
    "workday", "jsonld",
)  # fmt: skip


@cache
def load_source(name: str) -> Source:
    """Return a source by name; raises UsageError for one that is not in the table."""
    if name not in SOURCE_NAMES:
        raise unknown_source(name, SOURCE_NAMES)
    source = importlib.import_module(f"scraper.sources.{name}").SOURCE
    assert isinstance(source, Source)  # noqa: S101 - a table row without its record is a programming error
    return source


def sources() -> Iterator[Source]:
    """Yield every source in the order of the table."""
    return (load_source(name) for name in SOURCE_NAMES)


def recognise_url(url: str) -> Board | None:
    """Return the board that a link leads to, whichever source it is of."""
    return next((board for source in sources() if (board := source.recognise(url))), None)


def identities_in(links: tuple[str, ...]) -> tuple[str, ...]:
    """Return the ATS identities of the postings that links lead to, each once, in order."""
    with_links = [source for source in sources() if source.links]
    found = (source.identity(target) for target in map(link_target, links) for source in with_links)
    return tuple(dict.fromkeys(name for name in found if name))

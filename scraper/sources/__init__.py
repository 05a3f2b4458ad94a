"""The table of sources: one file a source, loaded by name when it is first needed.

docs/add-a-source.md says what belongs to a new one.
"""

import importlib
from collections.abc import Iterator
from functools import cache

from data.paths import module_name
from data.records import Board
from scraper.source import Source, link_target, unknown_source

SOURCE_NAMES = (
    "greenhouse", "lever", "ashby", "hackernews", "recruitee", "personio", "teamtailor", "workable",
    "arbeitsagentur", "jobtech", "arbeitnow", "himalayas", "jobicy", "weworkremotely", "remoteok", "remotive",
    "workingnomads", "themuse", "bamboohr", "usajobs", "francetravail", "adzuna", "smartrecruiters",
    "workday", "jsonld",
)  # fmt: skip  # names side by side


@cache
def load_source(name: str) -> Source:
    """Return a source by name; raises UsageError for one that is not in the table."""
    if name not in SOURCE_NAMES:
        raise unknown_source(name, SOURCE_NAMES)
    source = importlib.import_module(module_name(f"scraper.sources.{name}")).SOURCE
    assert isinstance(source, Source)  # noqa: S101 - a table row without its record is a programming error
    return source


def sources() -> Iterator[Source]:
    """Yield every source in the order of the table."""
    return (load_source(name) for name in SOURCE_NAMES)


def recognise_url(url: str) -> Board | None:
    """Return the board that a link leads to, of the first source that knows it; None where none does."""
    return next((board for source in sources() if (board := source.recognise(url))), None)


def identities_in(links: tuple[str, ...]) -> tuple[str, ...]:
    """Return the identities ("lever:acme:12") of the postings that links lead to, each once, in order."""
    with_links = [source for source in sources() if source.links]
    found = (source.identity(target) for target in map(link_target, links) for source in with_links)
    return tuple(dict.fromkeys(name for name in found if name))

"""Which lines name a tool that the extractor counts."""

from collections.abc import Callable

from nlp.catalogue.catalog import Catalog
from nlp.reader import extractor_of


def tool_spotter(catalog: Catalog) -> Callable[[str], bool]:
    """Return a function that tells whether a line names a tool of the catalogue as one that the job may need.

    What only describes the company, such as its customers and partners, does not count.
    """
    extractor = extractor_of(catalog)
    practices = {skill.id for skill in catalog.skills if skill.kind == "practice"}
    return lambda line: any(
        mention.skill not in practices and mention.level != "boilerplate"
        for mention in extractor.mentions(line)
    )

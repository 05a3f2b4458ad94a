"""Looking through stored texts for names of tools that the catalogue lacks.

It works in batches, so a run that is stopped leaves what it has done, and the next one goes on.
"""

import sys
from typing import TYPE_CHECKING

from analysis.market.figure_words import count_of
from commands.shared.progress import bar
from data.errors import MissingExtra
from data.extras import need
from data.store.writer import Store

if TYPE_CHECKING:
    from nlp.catalogue.catalog import Catalog

AFFORDABLE = 20_000  # texts after a scrape or an import: two minutes of one core
ALL = 1 << 62
SMALL = 1_000  # texts that one process looks through before a second one has started
SAID = 1_000  # texts from which on it takes so long that it is said
HOW = "the next scrape or import goes on, or `skillgauge discover names`"


def search_names(store: Store, catalog: "Catalog", *, workers: int = 1, most: int = AFFORDABLE) -> int:
    """Look through the texts of a store that was read; return how many of them are left.

    Those of the newest postings come first. Does nothing without spaCy, which the finder of names needs.
    """
    from nlp.discovery.open_names import search_all, search_digest  # noqa: PLC0415 - keeps --help fast

    finder = search_digest(catalog)
    total = store.count_unsearched(catalog.digest, finder)
    if not total or not has_finder():
        return total
    chosen, done = min(total, most), 0
    if chosen >= SAID:
        print(f"skillgauge: {words_before(chosen, total - chosen)}", file=sys.stderr)  # noqa: T201
    with bar("Looking for names", unit="postings") as advance:

        def note(count: int) -> None:
            nonlocal done
            done += count
            advance(done, chosen)

        items = store.unsearched(catalog.digest, finder, chosen)
        found = search_all(items, catalog, workers if chosen > SMALL else 1)
        store.save_open_names(found, finder, note)
    return total - chosen


def words_before(chosen: int, left: int) -> str:
    """Say what is about to be done and what is left for later."""
    rest = f"; {left:,} more wait: {HOW}" if left else ""
    return (
        f"looking through {count_of(chosen, 'text')} for names of tools that the catalogue lacks{rest}; "
        "what is found stays if you stop this"
    )


def has_finder() -> bool:
    """Tell whether spaCy is installed."""
    try:
        need("spacy")
    except MissingExtra:
        return False
    return True

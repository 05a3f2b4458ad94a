"""What goes before every change of postings, and what follows.

Before it a store takes over the shipped facts of a newer release; after it what is to be read is read,
vacancies are found, and tables are left for readers.

Texts that other rules have read count as unread, so a change of rules shows at the next scrape or import.
They are read and written in batches: a run that is stopped leaves those that it has done, the next goes on.
"""

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.market.figure_words import count_of
from commands.shared.progress import Advance, silent
from data.store.adoption import adopt_shipped
from data.store.base.readings import RULES_CHANGED
from data.store.writer import Store
from nlp.reader import read_all

if TYPE_CHECKING:
    from nlp.catalogue.catalog import Catalog


SMALL = 400  # texts that one process reads before a second one has started


@dataclass(frozen=True, slots=True)
class Refreshed:
    """How many texts were read, `read_again` of them because the rules had changed; and what is there now."""

    read: int
    postings: int
    vacancies: int
    read_again: int = 0

    @property
    def words(self) -> str:
        """How many texts were read, as '1,204 texts read (1,000 of them again, ...)'."""
        why = f" ({self.read_again:,} of them again, because the rules had changed)"
        return f"{count_of(self.read, 'text')} read{why if self.read_again else ''}"


def renew_shipped(store: Store) -> None:
    """Bring a store that was begun from shipped facts to those of this release; say in a line what came."""
    found = adopt_shipped(store)
    if found:
        print(f"skillgauge: {found.words}", file=sys.stderr)  # noqa: T201


def refresh(
    store: Store,
    catalog: "Catalog",
    *,
    workers: int = 1,
    progress: Advance = silent,
    run_id: int = 0,
) -> Refreshed:
    """Read what these rules have not read, find vacancies, note what moved the headline shares.

    `progress` is called with how many texts were read so far, and of how many. Where the rules have changed,
    standard error and the run's note say so before the first text is read again.
    """
    total, read = store.count_unread(catalog.digest), 0
    outdated = store.count_outdated(catalog.digest) if total else 0
    if outdated:
        words = f"the rules that read texts have changed: {count_of(outdated, 'text')} will be read again"
        print(f"skillgauge: {words}", file=sys.stderr)  # noqa: T201
        store.add_note(run_id, f"{RULES_CHANGED}, {count_of(outdated, 'text')} to read again")

    def note(count: int) -> None:
        nonlocal read
        read += count
        progress(read, total)

    if total:
        readings = read_all(store.unread(catalog.digest), catalog, workers if total > SMALL else 1)
        store.save_readings(readings, catalog.digest, note)
    store.assign_vacancies()
    after = store.finish()
    store.save_revisions(run_id, after)
    return Refreshed(read, len(after.posting_id), int(after.vacancy.max(initial=-1)) + 1, outdated)

"""What follows every change of postings: read new texts, find vacancies, leave tables for readers."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from commands.shared.progress import Advance, silent
from data.store.writer import Store
from nlp.reader import read_all

if TYPE_CHECKING:
    from nlp.catalogue.catalog import Catalog


SMALL = 400  # texts that one process reads before a second one has started


@dataclass(frozen=True, slots=True)
class Refreshed:
    """How many postings were read, and what the store holds now."""

    read: int
    postings: int
    vacancies: int


def refresh(
    store: Store,
    catalog: "Catalog",
    *,
    workers: int = 1,
    progress: Advance = silent,
    run_id: int = 0,
) -> Refreshed:
    """Read what these rules have not read, find vacancies, note what moved the headline shares.

    `progress` is called with how many texts were read so far, and of how many.
    """
    total = store.count_unread(catalog.digest)
    read = 0

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
    return Refreshed(read, len(after.posting_id), int(after.vacancy.max(initial=-1)) + 1)

"""The review queue of shipped facts: terms, how many employers use them, and months, without any text."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from data.catalogue.reviews import load_reviews
from data.store.reader import Reader
from data.store.reading.store_records import QueuedTerm
from data.store.store_choice import default_store
from nlp.catalogue.catalog import load_catalog


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A term of the queue as it is shown."""

    queued: QueuedTerm

    def record(self) -> dict[str, Any]:
        """Return the row as JSON has it."""
        return asdict(self.queued)

    def lines(self, _with_examples: bool) -> Iterator[str]:
        """Yield the row as a terminal shows it: nobody knows how its use grew."""
        one = self.queued
        yield f"{one.employers:>9,}  {one.first_seen or '-':>10}  {'-':>10}  {one.term}"


def queued_terms(store: Path | None, since: str, fewest: int) -> list[QueueRow] | None:
    """Return the terms to review where a store has a queue and no texts, those of most employers first.

    None where it has texts, which say more, or no queue. What the catalogue has by now and what was reviewed
    is left out.
    """
    from nlp.discovery.terms import KnownNames, key_of  # noqa: PLC0415 - keeps --help fast

    with Reader.open(default_store(store)) as reader:
        queue = () if reader.counts().texts else reader.queued_terms()
    if not queue:
        return None
    known, decided = KnownNames(load_catalog()), set(map(key_of, load_reviews()))
    left = [
        QueueRow(one)
        for one in queue
        if one.employers >= fewest
        and (one.last_seen or "") >= since
        and key_of(one.term) not in decided
        and not known.holds(one.term)
    ]
    return sorted(left, key=lambda row: (-row.queued.employers, row.queued.term))

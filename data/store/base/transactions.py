"""Transactions on a store: each is written whole or not at all, and names the facts that it leaves."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TypeVar

from data.store.base.connect import store_errors
from data.store.base.lineage import Written, lineage_of, set_lineage

Item = TypeVar("Item")


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Yield items in lists of `size`, each for one transaction; the last may be shorter."""
    waiting = iter(items)
    while batch := list(islice(waiting, size)):
        yield batch


class Transactions:
    """The transactions of one writing connection, one at a time."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path, self._connection = path, connection
        self._needs = 0  # bytes that the current transaction adds
        self._moves_facts = False  # whether the current transaction may change facts

    @contextmanager
    def run(self, needs: int, *, facts: bool) -> Iterator[sqlite3.Connection]:
        """Run a block as one transaction, or as part of the one that is already open.

        `needs` is about how many bytes the block adds, for the message when the disk is full. `facts` says
        that it may change what figures are made of: if it does, the store gets its next lineage. Raises
        StoreError with nothing of the transaction kept.
        """
        if self._connection.in_transaction:
            self._needs += needs
            self._moves_facts |= facts
            yield self._connection
            return
        self._needs, self._moves_facts, written = needs, facts, Written()
        with store_errors(self._path, lambda: self._needs):
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.set_trace_callback(written.note)
            before = self._connection.total_changes
            try:
                yield self._connection
                if self._moves_facts and self._connection.total_changes > before:
                    self._connection.set_trace_callback(None)
                    set_lineage(self._connection, written.next(lineage_of(self._connection)))
                self._connection.execute("COMMIT")
            except BaseException:
                self._connection.rollback()
                raise
            finally:
                self._connection.set_trace_callback(None)

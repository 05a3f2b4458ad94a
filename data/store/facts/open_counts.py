"""How many open names each posting of a store has, for figures of what the catalogue knows."""

from contextlib import closing
from pathlib import Path

from data.records import OpenCounts
from data.store.base.connect import open_reader, reading
from data.store.base.migrations import check_schema
from data.store.base.open_names import open_counts


def load_open_counts(path: Path) -> OpenCounts:
    """Return the counts, none for a store of an older release. Raises StoreMissing or StoreDamaged.

    They are no facts: no seal covers them, and the file of arrays beside the store does not hold them.
    """
    with closing(open_reader(path)) as connection, reading(path):
        check_schema(connection, path)
        return open_counts(connection)

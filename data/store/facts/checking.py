"""The full check of a store: whether its pages, its facts and its texts are those that were written."""

from contextlib import closing
from pathlib import Path

from data.store.base.codes import text_digest
from data.store.base.connect import check_integrity, damaged, open_reader, reading
from data.store.base.lineage import seal_of
from data.store.base.migrations import SCHEMA, check_schema, schema_of
from data.store.facts.tables import LAYOUT, read_tables, seal_for

TEXTS = """
    SELECT p.id, p.text_digest, text.body
    FROM text
    JOIN posting p ON p.id = text.posting"""


def check_store(path: Path) -> None:
    """Raise StoreDamaged unless the store is as it was written; reads all of it, and no file beside it.

    The facts of a store of an older release were sealed in another form: its pages and texts are checked.
    """
    check_integrity(path)
    with closing(open_reader(path)) as connection, reading(path):
        connection.execute("BEGIN")
        check_schema(connection, path)
        is_current = schema_of(connection) == SCHEMA
        seal, tables = seal_of(connection, LAYOUT) if is_current else None, read_tables(connection)
        if seal is not None and seal != seal_for(tables, seal.lineage):
            raise damaged(path, f"its facts were {seal.facts} when they were written, not {tables.snapshot}")
        for posting, digest, body in connection.execute(TEXTS):
            if digest is not None and text_digest(body) != digest:
                raise damaged(path, f"the text of posting {posting} is not the one that was written")

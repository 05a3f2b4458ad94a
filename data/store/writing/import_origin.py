"""Where a row of the store comes from, and which row an imported posting may write.

`first_run` says where: it is the number of an import, of a scrape, or 0. Shipped rows have 0 and no text;
rows with 0 and a text, on a board that was never scraped, are from imports before imports had numbers. Where
texts have left the store (`forget_texts`), these count as shipped, and an import leaves them as they are.
"""

import sqlite3

from data.files.dump_identity import DUMP_BOARD, identities
from data.records import Posting
from data.store.base.codes import storable
from data.vacancies.employers import employer_key

RUN_OF_POSTING = "LEFT JOIN run AS first ON first.id = posting.first_run"
IMPORTED = "coalesce(first.command = 'import', 0)"
ROWS = f"""
    SELECT posting.board = :board AS is_here, posting.url, posting.title, employer.key,
        {IMPORTED} OR (posting.first_run = 0 AND text.posting IS NOT NULL AND board.last_outcome IS NULL)
    FROM posting
    {RUN_OF_POSTING}
    LEFT JOIN text ON text.posting = posting.id
    JOIN board ON board.id = posting.board
    JOIN source ON source.id = board.source
    JOIN alias ON alias.id = posting.alias
    JOIN employer ON employer.id = alias.employer
    WHERE posting.external_id = :identity AND source.name = :source"""  # noqa: S608 - constants
AGREEING = 2  # of link, title and employer: an edit changes one of them, another posting more


class ImportedIdentity:
    """Finds the identity under which one board takes an imported posting."""

    def __init__(self, connection: sqlite3.Connection, source: str, board: str, board_code: int) -> None:
        self._connection, self._source, self._code = connection, source, board_code
        self._may_clash = board == DUMP_BOARD  # elsewhere an id stands for one posting only

    def of(self, posting: Posting) -> str | None:
        """Return the identity to write a posting under; None where a scrape or the shipped facts hold it."""
        wanted = (storable(posting.url), storable(posting.title), employer_key(storable(posting.employer)))
        identity = posting.external_id
        for identity in identities(posting):
            rows = self._connection.execute(
                ROWS, {"board": self._code, "identity": storable(identity), "source": self._source}
            ).fetchall()
            same = [imported for is_here, *what, imported in rows if is_here or is_same(what, wanted)]
            if not all(same):
                return None
            mine = next((what for is_here, *what, _ in rows if is_here), None)
            if mine is None or not self._may_clash or is_same(mine, wanted):
                break
        return identity


def is_same(one: list[str], other: tuple[str, ...]) -> bool:
    """Tell whether two postings with one id are the same: AGREEING of (link, title, employer) are equal."""
    return sum(mine == theirs for mine, theirs in zip(one, other, strict=True)) >= AGREEING

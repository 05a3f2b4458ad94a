"""What stands beside each printed or exported figure: the newest day, and how many name nothing."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from analysis.basis import basis
from analysis.corpus import Corpus
from analysis.rows import Cell
from analysis.slices import Slice

Row = Mapping[str, Cell]
NEWEST = "newest_posting"


def grounded(corpus: Corpus, rows: Iterable[Row]) -> list[dict[str, Cell]]:
    """Return rows with `newest_posting` and, where they say their slice, with its `silent` beside `n`.

    `silent` counts the units of the whole slice that name no skill at its level; a row of one period of a
    trend has it too.
    """
    newest = corpus.last_day.isoformat() if corpus.last_day else None
    return [{**_with_silent(corpus, row), NEWEST: newest} for row in rows]


def _with_silent(corpus: Corpus, row: Row) -> dict[str, Cell]:
    part = row.get("slice")
    if "n" not in row or not isinstance(part, str):
        return dict(row)
    cells: dict[str, Cell] = {}
    for name, cell in row.items():
        cells[name] = cell
        if name == "n":
            cells["silent"] = _silent(corpus, part)
    return cells


@lru_cache(maxsize=64)  # slices; a sheet has one or two
def _silent(corpus: Corpus, query: str) -> int:
    return basis(corpus, Slice.from_query(query)).silent

"""What is printed beside each figure: the day of the newest posting, and how many name no skill."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from analysis.market.basis import basis, pooled_in_words
from analysis.market.corpus import Corpus
from analysis.market.periods import newest_day
from analysis.market.rows import Cell
from analysis.market.slices import Slice

Row = Mapping[str, Cell]
NEWEST = "newest_posting"


def grounded(corpus: Corpus, rows: Iterable[Row]) -> list[dict[str, Cell]]:
    """Return rows with `newest_posting` and, where `n` is all of their slice, with its `silent` beside it.

    `silent` counts the units of the slice that name no skill at its level. A row whose `n` is a part of its
    slice (those that state pay or requirements) has none. A sentence about juniors says where
    years are pooled.
    """
    day = newest_day(corpus)
    newest = day.isoformat() if day else None
    return [{**_with_silent(corpus, row), NEWEST: newest} for row in rows]


def _with_silent(corpus: Corpus, row: Row) -> dict[str, Cell]:
    part = row.get("slice")
    if "n" not in row or not isinstance(part, str):
        return dict(row)
    n, silent, years = _counts(corpus, part)
    if years > 1 and "sentence" in row:
        row = {**row, "sentence": f"{row['sentence']}; {pooled_in_words(years)}"}
    if row["n"] != n:
        return dict(row)
    cells: dict[str, Cell] = {}
    for name, cell in row.items():
        cells[name] = cell
        if name == "n":
            cells["silent"] = silent
    return cells


@lru_cache(maxsize=64)  # slices; a sheet has one or two
def _counts(corpus: Corpus, query: str) -> tuple[int, int, int]:
    ground = basis(corpus, Slice.from_query(query))
    return ground.n, ground.silent, ground.years

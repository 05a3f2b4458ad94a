"""Figures as pandas frames: library, exports and dashboard tables are made here, from the same flat rows.

    frame = figure_frame(kind, grounded(corpus, kind.rows(corpus, part, asked)), corpus, part, asked)

Each column has one type, whatever its rows hold: a count is a whole number even where one is missing. What is
missing is NA. `cells_of` gives back what the rows held, to the last digit.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

import pandas as pd

from analysis.market.corpus import Corpus
from analysis.market.figure_kind import FigureKind, FigureOptions, Row
from analysis.market.rows import Cell
from analysis.market.slices import Slice
from analysis.posting_rows import POSTING_COLUMNS
from analysis.registry import figure_kinds
from analysis.robustness.battery import CHECK_COLUMNS

WHOLE, NUMBER, FLAG, DAY, TEXT = "Int64", "float64", "boolean", "datetime64[s]", "str"
COUNTS = (
    *("n", "silent", "named", "employers", "employers_naming", "alone", "as_alternative", "required"),
    *("preferred", "mentioned", "boilerplate", "extractor_mentions", "n_before", "n_after", "n_against"),
    *("named_before", "named_after", "named_against", "named_together", "named_a", "named_b", "together"),
    *("employers_before", "employers_after", "employers_against", "employers_together", "common"),
    *("common_employers", "family_size", "cells", "stated", "year", "first_year", "last_year", "step"),
    *("asking", "sample", "weight", "waiting", "tools", "known", "readings", "inside"),
    *("months", "role_right", "role_labelled", "labelled", "labelled_role"),
)
NUMBERS = (
    *("share", "low", "high", "kish", "extractor_precision", "extractor_recall", "before", "after"),
    *("difference", "p_value", "adjusted", "detectable", "within", "within_low", "within_high", "mix"),
    *("same_employers", "same_employers_low", "same_employers_high", "common_part", "merged"),
    *("raw_difference", "share_against", "lift", "as_alternatives", "fit", "unlocked", "gain", "stability"),
    *("effort", "without", "first", "coverage", "claimed_low", "claimed_high", "project_weeks", "adds"),
    *("adds_low", "adds_high", "demonstrates", "effective_employers", "effective_months", "gap_days"),
    *(
        "searched_part",
        "searched_share",
        "searched_fifth",
        "left_out_share",
        "left_out_without",
        "lowest",
        "highest",
        "share_required",
    ),
    *("nothing", "most_named", "hindsight", "corrected", "index", "words", "plain_words"),
    *(name for name in CHECK_COLUMNS if not name.endswith("_check")),
    *(f"p{part}{end}" for part in (10, 25, 50, 75, 90) for end in ("", "_low", "_high")),
)
FLAGS = ("by_week", "practices", "children", "is_comparable", "is_covered", "hidden", "mostly_alternatives")
TYPES: Mapping[str, str] = {
    **dict.fromkeys(COUNTS, WHOLE),
    **dict.fromkeys(NUMBERS, NUMBER),
    **dict.fromkeys(FLAGS, FLAG),
    **dict.fromkeys(("first_day", "last_day", "newest_posting"), DAY),
}  # of a figure's columns; any other is text
POSTING_TYPES: Mapping[str, str] = {
    **dict.fromkeys(("id", "vacancy"), WHOLE),
    **dict.fromkeys(("pay_minimum", "pay_maximum", "years_minimum"), NUMBER),
    **dict.fromkeys(("is_open", "has_text"), FLAG),
    **dict.fromkeys(("day", "newest_posting"), DAY),
}


def figure_frame(
    kind: FigureKind,
    rows: Iterable[Row],
    corpus: Corpus,
    part: Slice | None = None,
    asked: FigureOptions | None = None,
) -> pd.DataFrame:
    """Return grounded rows of a kind under all its columns, in their order.

    `attrs` say what was asked and from which facts, in nothing but what JSON has, so that a file of the frame
    can keep them. Without `part` the selection is that of the first row.
    """
    frame = kind_frame(kind.name, rows)
    first = next(_cells(frame["slice"]), None) if part is None else part.to_query()
    receipts = list(_cells(frame["receipt"])) if "receipt" in frame else []
    return _traced(frame, kind.name, corpus, str(first or ""), asked, receipts)


def kind_frame(kind: str, rows: Iterable[Row]) -> pd.DataFrame:
    """Return rows of a registered kind, grounded or not, under all its columns."""
    return frame_of(rows, figure_kinds()[kind].header, TYPES)


def posting_frame(rows: Iterable[Row], corpus: Corpus, part: Slice, asked: FigureOptions) -> pd.DataFrame:
    """Return grounded rows of postings under their columns; postings have no receipts."""
    frame = frame_of(rows, POSTING_COLUMNS, POSTING_TYPES)
    return _traced(frame, "postings", corpus, part.to_query(), asked, [])


def _traced(
    frame: pd.DataFrame,
    kind: str,
    corpus: Corpus,
    query: str,
    asked: FigureOptions | None,
    receipts: Sequence[Cell],
) -> pd.DataFrame:
    plain = asdict(FigureOptions())
    given = {name: value for name, value in asdict(asked or FigureOptions()).items() if value != plain[name]}
    frame.attrs = {
        "kind": kind,
        "options": {name: list(one) if isinstance(one, tuple) else one for name, one in given.items()},
        "selection": query,
        "snapshot": corpus.snapshot,
        "catalogs": corpus.catalog.split("+"),
        "receipts": list(receipts),
    }
    return frame


def frame_of(
    rows: Iterable[Mapping[str, object]],
    columns: Sequence[str] | None = None,
    types: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Return flat rows as a frame; a cell that a row lacks is missing.

    Without `columns` those of the rows stand in the order in which they first appear. A column is text unless
    `types` names it; without `types` it has the one that fits all its cells.
    """
    held = list(rows)
    names = tuple(dict.fromkeys(name for row in held for name in row)) if columns is None else columns
    kinds = {} if types is None else {name: types.get(name, TEXT) for name in names}
    made = {name: column_of([row.get(name) for row in held], kinds.get(name)) for name in names}
    return pd.DataFrame(made, columns=list(names))


def column_of(values: Sequence[object], kind: str | None = None) -> "pd.Series[Any]":
    """Return cells as a column of a type (None: the one that fits them).

    They stay as they are where the type cannot hold them, as in text with half a character.
    """
    try:
        return pd.Series(values, dtype=kind or _type_of(values))
    except (UnicodeEncodeError, OverflowError):
        return pd.Series(values, dtype="object")


def _type_of(values: Iterable[object]) -> str:
    found = {type(value) for value in values if value is not None}
    known = {int: WHOLE, float: NUMBER, bool: FLAG, str: TEXT}
    return known.get(found.pop(), "object") if len(found) == 1 else "object"


def cells_of(frame: pd.DataFrame) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows of a frame as the cells that it was made of, None for what is missing."""
    return zip(*(_cells(frame[name]) for name in frame.columns), strict=True)


def _cells(column: "pd.Series[Any]") -> Iterator[Cell]:
    missing = column.isna().tolist()
    for is_missing, value in zip(missing, column.astype("object").tolist(), strict=True):
        if is_missing:
            yield None
        else:
            yield value.date().isoformat() if isinstance(value, datetime) else value

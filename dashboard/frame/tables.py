"""How a table stands on a page: each says its columns once, beside the code that makes its rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from analysis.frames import frame_of
from dashboard.screen import text

ROWS_SHOWN = 500  # rows of a table; more are in the export
ROW_PIXELS = 35
TALLEST = 640  # pixels of a table; longer ones scroll

COUNT = "localized"  # 1,234
WHOLE = "%.0f"  # a share of 100
SIGNED = "%+.1f"  # a difference in points


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, its width in pixels (None: as wide as its content), and how a number is written.

    A name may be cut, a number may not; a table beside a chart has 400 pixels on a small desk.
    """

    name: str
    width: int | None = None
    number: str | None = None

    def config(self) -> Any:
        """Return Streamlit's configuration of this column, None where its own way will do."""
        if self.number == COUNT:
            return st.column_config.NumberColumn(format=COUNT, width=self.width or "small")
        if self.number:
            return st.column_config.NumberColumn(format=self.number, width=self.width)
        return st.column_config.TextColumn(width=self.width) if self.width else None


# columns of more than one table
SKILL = Column("skill", 106)
OF_100 = Column("of 100", 52, WHOLE)
INTERVAL = Column("interval", 84)
EMPLOYERS = Column("employers", 68, COUNT)
VACANCIES = Column("vacancies", 72, COUNT)


@dataclass(frozen=True, slots=True, eq=False)
class PageTable:
    """Rows under their columns, or a frame of as many columns; a missing number is None or NA."""

    columns: tuple[Column, ...]
    rows: Sequence[Sequence[object]] | pd.DataFrame

    def frame(self) -> pd.DataFrame:
        """The rows as a frame; texts become one line of visible characters."""
        names = [column.name for column in self.columns]
        if isinstance(self.rows, pd.DataFrame):
            made = self.rows.set_axis(names, axis="columns")
        else:
            cells = (dict(zip(names, row, strict=True)) for row in self.rows)
            made = frame_of(cells, names, None).infer_objects()
        for name in made.select_dtypes(include=["str", "object"]).columns:
            made[name] = made[name].map(lambda cell: text.plain(cell) if isinstance(cell, str) else cell)
        return made


def hundreds(shares: "pd.Series[float]") -> "pd.Series[int]":
    """Return shares as whole vacancies in a hundred, rounded as in sentences and charts."""
    return (100 * shares).round().astype("Int64")


def written(numbers: "pd.Series[float]", write: Callable[[float], str]) -> "pd.Series[str]":
    """Return numbers in words, nothing for a missing one."""
    return numbers.map(write, na_action="ignore").astype("str").fillna("")


def ranges(
    lows: "pd.Series[float]", highs: "pd.Series[float]", write: Callable[[float], str]
) -> "pd.Series[str]":
    """Return '39 to 47' for each interval, nothing for a suppressed figure."""
    both = written(lows, write) + " to " + written(highs, write)
    return both.where(lows.notna() & highs.notna(), "")


def show_table(
    table: PageTable, key: str, *, alt: str, selectable: bool = True, height: int | None = None
) -> int | None:
    """Show a table; return the place of the row that the reader ticked, None for none."""
    frame = table.frame()
    shown = frame.head(ROWS_SHOWN)
    configs = {column.name: config for column in table.columns if (config := column.config())}
    options: dict[str, Any] = {"on_select": "rerun", "selection_mode": "single-row"} if selectable else {}
    event = st.dataframe(
        shown,
        hide_index=True,
        key=key,
        height=height or min(ROW_PIXELS * (len(shown) + 1) + 3, TALLEST),
        alt=text.plain(alt),
        column_config=configs,
        placeholder="",
        **options,
    )
    if len(frame) > ROWS_SHOWN:
        st.caption(f"Showing {ROWS_SHOWN:,} of {len(frame):,}; the export has them all.")
    rows = event["selection"]["rows"] if selectable else []
    return int(rows[0]) if rows and rows[0] < len(shown) else None

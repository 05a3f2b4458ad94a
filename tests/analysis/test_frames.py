"""Rows to frames and back: one type a column, nothing lost."""

import pandas as pd
import pytest

from analysis.frames import POSTING_TYPES, TYPES, cells_of, column_of, frame_of
from analysis.posting_rows import POSTING_COLUMNS
from analysis.registry import figure_kinds
from data.files.csvfile import cell_text
from tests.hostile.strings import HOSTILE


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ([1, None], "Int64"),
        ([0.1, None], "float64"),
        ([True, None], "boolean"),
        (["a", None], "str"),
        ([1, 0.5], "object"),
        ([True, 1], "object"),
        ([2**70, 1], "object"),
        ([None, None], "object"),
        ([], "object"),
    ],
    ids=str,
)
def test_a_column_gets_the_type_that_fits_its_cells_and_gives_them_back(cells, kind):
    frame = frame_of({"x": cell} for cell in cells) if cells else frame_of([], ["x"])

    assert str(frame["x"].dtype) == kind
    assert [row[0] for row in cells_of(frame)] == cells
    assert [type(row[0]) for row in cells_of(frame)] == [type(cell) for cell in cells]


def test_a_number_is_written_to_its_last_digit():
    cells = [0.1 + 0.2, -0.0, 5e-324, 1.7976931348623157e308]

    assert [cell_text(cell) for (cell,) in cells_of(frame_of({"share": cell} for cell in cells))] == [
        "0.30000000000000004", "-0.0", "5e-324", "1.7976931348623157e+308",
    ]  # laid out as a table  # fmt: skip


def test_a_day_is_a_time_in_a_frame_and_a_day_in_a_file():
    frame = frame_of([{"newest_posting": "2026-08-08"}, {"newest_posting": None}], None, TYPES)

    assert frame["newest_posting"].dt.year.tolist()[0] == 2026
    assert [row[0] for row in cells_of(frame)] == ["2026-08-08", None]


def test_hostile_text_is_kept_as_it_is():
    texts = [*HOSTILE, "\ud800", "\x00"]

    assert [row[0] for row in cells_of(frame_of({"title": text} for text in texts))] == texts


def test_columns_stand_in_the_order_in_which_rows_name_them():
    frame = frame_of([{"a": 1}, {"b": 2, "a": 3}])

    assert list(frame.columns) == ["a", "b"]
    assert list(cells_of(frame)) == [(1, None), (3, 2)]


def test_only_columns_that_there_are_have_a_type():
    columns = {name for kind in figure_kinds().values() for name in kind.header}

    assert set(TYPES) <= columns
    assert set(POSTING_TYPES) <= set(POSTING_COLUMNS)


def test_an_empty_column_has_the_type_that_it_is_given():
    assert isinstance(column_of([], "Int64").dtype, pd.Int64Dtype)

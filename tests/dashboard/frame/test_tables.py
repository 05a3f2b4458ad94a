import pandas as pd
import pytest

from analysis.market.figure_words import in_hundred
from dashboard.frame.tables import COUNT, SIGNED, WHOLE, Column, PageTable, hundreds, ranges, written
from dashboard.frame.widgets import hundred


@pytest.mark.parametrize(
    ("column", "kind", "written", "width"),
    [
        (Column("of 100", 52, WHOLE), "number", "%.0f", 52),
        (Column("points", None, SIGNED), "number", "%+.1f", None),
        (Column("n", None, COUNT), "number", "localized", "small"),
        (Column("skill", 106), "text", None, 106),
    ],
    ids=["share", "difference", "count", "words"],
)
def test_a_column_says_its_width_and_how_its_numbers_are_written(column, kind, written, width):
    config = column.config()

    assert config["type_config"]["type"] == kind
    assert config["type_config"].get("format") == written
    assert config["width"] == width


def test_a_column_of_words_without_a_width_is_left_to_the_browser():
    assert Column("remark").config() is None


def test_a_table_shows_texts_as_one_line_of_visible_characters_and_keeps_numbers():
    table = PageTable((Column("skill"), Column("n", None, COUNT)), [["Py\u200bTorch\nx", 3], ["SQL", None]])

    frame = table.frame()

    assert list(frame.columns) == ["skill", "n"]
    assert list(frame["skill"]) == ["PyTorch x", "SQL"]
    assert frame["n"].isna().tolist() == [False, True]


def test_a_frame_is_shown_under_the_names_of_the_screen():
    frame = pd.DataFrame({"skill": ["Py\u200bTorch\nx", "SQL"], "share": hundreds(pd.Series([0.426, None]))})

    shown = PageTable((Column("skill"), Column("of 100", 52, WHOLE)), frame).frame()

    assert list(shown.columns) == ["skill", "of 100"]
    assert list(shown["skill"]) == ["PyTorch x", "SQL"]
    assert shown["of 100"].tolist() == [43, pd.NA]
    assert list(frame["skill"]) == ["Py\u200bTorch\nx", "SQL"], "the frame itself stays as it is"


@pytest.mark.parametrize("share", [0.005, 0.015, 0.125, 0.425, 0.426, 0.995, 1.0, 0.0])
def test_a_column_of_shares_is_rounded_as_a_sentence_rounds(share):
    assert hundreds(pd.Series([share])).tolist() == [hundred(share)]


def test_an_interval_is_written_only_where_both_ends_are_known():
    lows, highs = pd.Series([0.39, None, 0.001]), pd.Series([0.47, 0.5, 0.02])

    assert ranges(lows, highs, in_hundred).tolist() == ["39 to 47", "", "<1 to 2"]
    assert written(lows, in_hundred).tolist() == ["39", "", "<1"]
    assert ranges(lows[:0], highs[:0], in_hundred).tolist() == []

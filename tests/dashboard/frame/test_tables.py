import pytest

from dashboard.frame.tables import COUNT, SIGNED, WHOLE, Column, PageTable


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

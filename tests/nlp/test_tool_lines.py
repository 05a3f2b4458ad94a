import pytest

from nlp.tool_lines import tool_spotter


@pytest.mark.parametrize(
    ("line", "names_one"),
    [
        ("Experience with Python", True),
        ("machine learning", False),
        ("Go to market", False),
        ("", False),
        ("Our technology partners are AWS, Snowflake and Plover.", False),
    ],
)
def test_a_line_names_a_tool_where_the_extractor_counts_one(catalog, line, names_one):
    assert tool_spotter(catalog)(line) is names_one

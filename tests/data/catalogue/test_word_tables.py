"""Words of several languages, written down by people: what a file must hold, and what is said otherwise."""

import re

import pytest

from data.errors import CatalogError
from data.wording.word_tables import WordTable

GROUPS = ("plus", "ask")
GOOD = """\
[plus]
en = ["is a plus", "bonus"]
de = ["von vorteil", "bonus"]

[ask]
en = ["experience"]
"""


def written(tmp_path, text):
    path = tmp_path / "cues.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_words_of_all_languages_come_in_the_order_of_the_file_each_once(tmp_path):
    table = WordTable.read(written(tmp_path, GOOD), GROUPS)
    assert table.words("plus") == ("is a plus", "bonus", "von vorteil")
    assert table.words("ask", "plus") == ("experience", "is a plus", "bonus", "von vorteil")
    assert table.groups["plus"]["de"] == ("von vorteil", "bonus")
    assert list(table.owners())[-1] == ("ask", "experience")


def test_the_pattern_of_a_group_prefers_its_longest_word_and_takes_signs_as_they_are(tmp_path):
    path = written(tmp_path, '[plus]\nen = ["plus", "plus (+)"]\n')
    found = re.match(WordTable.read(path, ["plus"]).pattern("plus"), "plus (+) more")
    assert found
    assert found[0] == "plus (+)"


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        (GOOD + "[more]\nen = ['x']\n", 7, "is not a group of this file; there are: plus, ask"),
        (GOOD.replace("[ask]", "[asks]"), 5, "is not a group"),
        ('[plus]\nen = ["a"]\n', None, "there is no group [ask]"),
        (GOOD.replace("de =", "xx ="), 1, "unknown language 'xx'"),
        (GOOD.replace('["experience"]', '"experience"'), 5, "en must be a list of words"),
        (GOOD.replace('"experience"', "7"), 5, "7 is not a word"),
        (GOOD.replace("experience", "Experience"), 5, "'Experience' must be in lower case"),
        (GOOD.replace("is a plus", "is  a plus"), 1, "has spaces at an end, or two in a row"),
        (GOOD.replace("is a plus", "机器 a plus"), 1, "has a word without any letter of Western Europe"),
        (GOOD.replace("is a plus", "bonus"), 1, "'bonus' stands there twice"),
        ("plus = 3\nask = 4\n", None, "must hold lists of words by language"),
        ("[plus", None, "not TOML"),
    ],
)  # fmt: skip # a table
def test_a_wrong_file_is_named_with_its_line(tmp_path, text, line, reason):
    with pytest.raises(CatalogError) as error:
        WordTable.read(written(tmp_path, text), GROUPS)
    assert reason in str(error.value)
    if line:
        assert f":{line}:" in str(error.value)


def test_a_group_of_patterns_is_compiled_when_it_is_read(tmp_path):
    path = written(tmp_path, GOOD.replace('"experience"', "'\\bexperience(?'"))
    with pytest.raises(CatalogError, match="is no regular expression"):
        WordTable.read(path, GROUPS, patterns=["ask"])
